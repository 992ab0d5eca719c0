"""Catalogs of any size: with groups to choose from, and with nothing to choose; in memory, and as a layer on disk."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from tracktui.catalog.entries import Cert, Check
from tracktui.catalog.model import Catalog
from tracktui.catalog.tracks import Track

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
EVERY = 10
"""Where nothing is to choose, the check needs every tenth item: with what they need in turn, a sixth is planned."""
PLAN = 'format = 1\n\n[profile]\nid = "ada"\nhours_per_week = 40\n\n[focus]\nprimary = "t"\nlevel = 1\n'
"""A plan for the track of the generated catalogs."""


def generated(count: int, groups: int) -> Catalog:
    """`count` items, half of which need one before them, below a check that asks for one of four, `groups` times."""
    rng = random.Random(1)
    items = list(_items(count, rng, hours=(10, 60), most_usd=400))
    clauses = [{"clause": "any", "clauses": [_has(f"i{rng.randrange(count)}") for _ in range(4)]} for _ in range(groups)]
    return _in_memory(items, clauses)


def all_needed(count: int) -> Catalog:
    """The same items with nothing to choose."""
    items = list(_items(count, random.Random(1), hours=(1, 3), most_usd=0))
    return _in_memory(items, [_has(item["id"]) for item in items[::EVERY]])


def on_disk(count: int) -> tuple[str, str]:
    """The options that put the same items, with nothing to choose, over the shipped catalog."""
    folder = Path(tempfile.mkdtemp())
    items = list(_items(count, random.Random(1), hours=(1, 3), most_usd=0))
    check = {"id": "t-1", "name": "T", "tracks": ["t"], "level": 1, "requires": [item["id"] for item in items[::EVERY]]}
    tables = [("track", {"id": "t", "name": "T"}), ("check", check), *(("cert", item) for item in items)]
    # What JSON and TOML write alike: texts, numbers, lists.
    text = "".join(f"\n[[{kind}]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in table.items()) for kind, table in tables)
    (folder / "generated.toml").write_text(f"format = 1\n{text}", encoding="utf-8")
    return "--catalog", str(folder)


def _items(count: int, rng: random.Random, *, hours: tuple[int, int], most_usd: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        needs = [f"i{rng.randrange(number)}"] if number and rng.random() < 0.5 else []
        spent = [hours[0], rng.randint(*hours)]
        yield {"id": f"i{number}", "name": f"Certified item {number}", "hours": spent, "price_usd": rng.randint(0, most_usd), "requires": needs}


def _has(item: str) -> dict[str, str]:
    return {"clause": "has", "id": item}


def _in_memory(raw: list[dict[str, Any]], clauses: list[Any]) -> Catalog:
    items: dict[str, Any] = {item["id"]: msgspec.convert(item | {"requires": [_has(other) for other in item["requires"]]}, Cert) for item in raw}
    items["t-1"] = msgspec.convert({"id": "t-1", "name": "T", "tracks": ["t"], "level": 1, "requires": clauses}, Check)
    return Catalog(items=items, tracks={"t": Track(id="t", name="T")})
