"""Files cut off anywhere or changed anywhere: read or refused in plain words; where read, an entry is added and every byte kept."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from amounts import amount, tell
from making import logged
from tracktui.plan import layout, store
from tracktui.plan.model import Plan
from tracktui.plan.read import read_plan
from tracktui.plan.remembered import Segments
from tracktui.problems import UserError

BLOCK = logged("2026-11-20", "noted", note="added")
PLAN = (
    '# A plan. "quotes" and [brackets]\nformat = 1\ncatalog = { version = "2026.11" }\n\n[profile]\nid = "ada"\nname = \'Ada "Ex" ample\'\n'
    'hours_per_week = 8\nestate = { aws = 0.7, azure = 0.3 }\n\n[focus]\nprimary = "sre"\nlevel = 3\nby = 2027-12-31\n\n[estimates]\ncka = [20, 30]\n\n'
    '[[held]]\ncert = "aws-saa"\nearned = "2025-06"\n\n[[own.project]]\nid = "my-alerts"\nname = """Fewer\n[[journal]]\npages"""\n\n'
    + "\n".join(
        [
            logged("2026-11-01", "worked", "cka", hours=2, note="it's [fine]"),
            logged("2026-11-02", "booked", "cka", exam_on=__import__("datetime").date(2026, 12, 1)),
            logged("2026-11-03", "reviewed", kind="1:1", baseline={"items": [["cka", "2026-11-01"]]}),
            "[[journal]]\nat = 2026-11-04\nevent = \"noted\"\nnote = '''by hand\n[focus]\n'''\n",
        ]
    )
)
STYLES = {"lf": PLAN.encode(), "crlf": PLAN.replace("\n", "\r\n").encode(), "other letters": PLAN.replace("Ada", "Ада Łovelace").encode()}


def looked_at(data: bytes, path: Path, *, write: bool) -> Plan | None:
    """The plan, when it can be read; what must hold of every plan that can be is checked."""
    try:
        plan = read_plan(data, "plan.toml")
    except UserError as error:
        problem = error.problems[0]
        assert problem.message
        assert problem.hint
        return None
    head, tail = layout.split(data)
    assert head + tail == data
    assert b"".join(layout.segments(tail)) == tail
    whole = read_plan(data + b"\n[not-known]\n").journal
    assert plan.journal == whole, "read by segments it means something else than read whole"
    known = Segments()
    assert read_plan(data, "", known).journal == read_plan(data, "", known).journal == whole
    if write:
        path.write_bytes(data)
        if any(problem.code == "plan-format" for problem in plan.problems):
            return plan
        after = store.append(path, BLOCK, expected=data).data
        assert after.startswith(data)
        assert read_plan(after).journal[:-1] == plan.journal
    return plan


@pytest.mark.parametrize("style", STYLES)
def test_every_beginning_of_a_plan_is_read_or_refused_and_never_damaged_further(tmp_path: Path, style: str) -> None:
    data = STYLES[style]
    path = tmp_path / "plan.toml"
    ends = range(0, len(data) + 1, amount(11, 1))
    started = time.monotonic()
    read = sum(looked_at(data[:end], path, write=True) is not None for end in ends)
    tell(f"every prefix, {style}", prefixes=len(ends), readable=read, seconds=round(time.monotonic() - started, 1))
    assert 0 < read < len(ends)


PIECES = [b'"', b"'''", b'"""', b"[", b"]", b"[[journal]]", b"\n", b"#", b"\\", b"=", b"\x00", b"\xff", b"9" * 30]


def mutated(data: bytes, rng: random.Random) -> bytes:
    """One to three changes: bytes flipped, taken out, put in, lines doubled, swapped, or moved."""
    for _ in range(rng.randint(1, 3)):
        at, end = sorted((rng.randrange(len(data) + 1), rng.randrange(len(data) + 1)))
        lines = data.split(b"\n")
        match rng.randrange(7):
            case 0:
                data = data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]
            case 1:
                data = data[:at] + data[min(end, at + rng.randrange(1, 40)) :]
            case 2:
                data = (
                    data[:at]
                    + rng.choice([b'"', b"'''", b'"""', b"[", b"]", b"[[journal]]", b"\n", b"#", b"\\", b"=", b"\x00", b"\xff", b"9" * 30])
                    + data[at:]
                )
            case 3:
                line = rng.randrange(len(lines))
                data = b"\n".join([*lines[:line], lines[line], *lines[line:]])
            case 4:
                one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
                lines[one], lines[other] = lines[other], lines[one]
                data = b"\n".join(lines)
            case 5:
                data = data[:at] + data[at : at + 60] + data[at:]
            case _:
                data = data[:at]
    return data


def test_a_changed_file_is_read_or_refused_and_read_the_same_by_every_way(tmp_path: Path) -> None:
    rng = random.Random(20261123)
    path = tmp_path / "plan.toml"
    styles = list(STYLES.values())
    count = amount(1_500, 100_000)
    started = time.monotonic()
    read = 0
    for number in range(count):
        data = mutated(styles[number % len(styles)], rng)
        read += looked_at(data, path, write=number % 10 == 0) is not None
    tell("mutated files", files=count, readable=read, seconds=round(time.monotonic() - started, 1))
    assert 0 < read < count


def test_tables_moved_above_the_journal_mean_the_same_and_no_line_is_lost() -> None:
    import tomllib

    others = ['# about it\n[choices]\npin = [\n  "a",\n  # [b]\n]\n', '[[held]]\ncert = "x"\n', '[prices]\n"[[journal]]" = 2\n']
    rng = random.Random(7)
    for _ in range(amount(150, 5_000)):
        parts = [logged(f"2026-11-{rng.randint(1, 28):02}", "noted", note="[x]\n# y") for _ in range(rng.randint(1, 4))]
        parts += rng.sample(others, rng.randint(0, 3))
        rng.shuffle(parts)
        text = "format = 1\n[profile]\n" + rng.choice(["", "\n"]).join(parts) + rng.choice(["", "# the end", "# the end\n"])
        after = layout.tidied(text)
        assert tomllib.loads(after) == tomllib.loads(text)
        assert sorted(line for line in after.split("\n") if line) == sorted(line for line in text.split("\n") if line)
        assert {header.name for header in layout.headers(layout.split(after.encode())[1].decode())} == {"journal"}
        assert layout.tidied(after) == after
        head, tail = (part.decode() for part in layout.split(after.encode()))
        assert "".join(layout.blocks(tail)) == tail
        assert len(layout.blocks(tail)) == len(tomllib.loads(text)["journal"])
        assert head
