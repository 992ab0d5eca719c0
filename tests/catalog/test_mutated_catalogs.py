"""Real catalog files, damaged at random: each loads or gives positioned findings, and nothing ever crashes. A thousand by `make soak`."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from amounts import amount
from making import TODAY
from tracktui import paths
from tracktui.catalog.read import CatalogFile, catalog_files
from tracktui.catalog.rules import RULES, check

CASES = amount(140, 1_000)
CODES = {rule.code for rule in RULES}
VALUES = (b"3", b"-1", b'""', b'"x"', b"[]", b"{}", b"[[1]]", b"true", b"1979-05-27", b"1e400", b"nan", b"{ any = [] }", b"[{ of = [], at_least = 9 }]")

Damage = Callable[[bytes, random.Random], bytes]


def without_a_key(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    del lines[chance.randrange(len(lines))]
    return b"\n".join(lines)


def another_type(data: bytes, chance: random.Random) -> bytes:
    found = chance.choice(list(re.finditer(rb"= *([^\n,{}\[\]]+|\[[^\n\[\]]*\])", data)))
    return data[: found.start(1)] + chance.choice(VALUES) + data[found.end(1) :]


def a_broken_id(data: bytes, chance: random.Random) -> bytes:
    found = chance.choice(list(re.finditer(rb'"([a-z0-9]+(?:-[a-z0-9]+)*)"', data)))
    junk = chance.choice((b"", b"A", b"--", b"\\u0000", b"x" * 90, found.group(1)[::-1], b"aws-saa", b"sre", b"alerting"))
    return data[: found.start(1)] + junk + data[found.end(1) :]


def another_key(data: bytes, chance: random.Random) -> bytes:
    keys = list(re.finditer(rb"(?<![\w\"-])([a-z_]+)(?= *=)", data))
    one, other = chance.choice(keys), chance.choice(keys)
    return data[: one.start(1)] + other.group(1) + data[one.end(1) :]


def flipped_bytes(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def a_lost_part(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randint(1, 400) :]


def a_part_twice(data: bytes, chance: random.Random) -> bytes:
    tables = [match.start() for match in re.finditer(rb"^\[\[", data, re.MULTILINE)]
    start = chance.choice(tables)
    end = next((other for other in tables if other > start), len(data))
    return data + data[start:end]


DAMAGES: tuple[Damage, ...] = (without_a_key, another_type, a_broken_id, another_key, flipped_bytes, a_lost_part, a_part_twice)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_file_loads_or_gives_positioned_findings(damage: Damage) -> None:
    files = [file for file in catalog_files(paths.shipped_catalog(), "shipped") if b"[[" in file.data]
    chance = random.Random(f"20261123 {damage.__name__}")
    for number in range(-(-CASES // len(DAMAGES))):
        file = chance.choice([each for each in files if len(each.data) < 20_000 or number % 8 == 7])
        data = file.data
        for _ in range(chance.choice((1, 1, 1, 4))):
            data = damage(data, chance)
        lines = data.decode("utf-8-sig", "replace").split("\n")
        for finding in check([CatalogFile("damaged", file.name, data)], TODAY):
            where = f"{damage.__name__} {number} of {file.name}: {finding}"
            assert finding.code in CODES, where
            assert finding.message, where
            assert finding.hint, where
            assert 1 <= finding.line <= len(lines), where
            assert 1 <= finding.col <= len(lines[finding.line - 1]) + 1, where
