"""What was read before is not parsed again, and means exactly what it meant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import logged
from tracktui import toml_guard
from tracktui.plan import layout
from tracktui.plan.journal import entry, to_toml
from tracktui.plan.model import Entry
from tracktui.plan.read import read_plan
from tracktui.plan.remembered import Segments

HEAD = 'format = 1\n[profile]\nid = "ada"\n\n'
MANY = [logged(f"2026-{1 + number // 28 % 12:02}-{1 + number % 28:02}", "noted", note=f"n{number}") for number in range(400)]
VALUES = st.recursive(
    st.one_of(st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=5), st.dates(), st.datetimes(timezones=st.just(UTC))),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)),
    max_leaves=6,
)


def journal(*blocks: str, head: str = HEAD) -> bytes:
    return (head + "\n".join(blocks)).encode()


@given(st.dictionaries(st.sampled_from(["baseline", "extra", "zz"]), VALUES, max_size=3), st.integers(-12, 12))
def test_an_entry_comes_back_from_the_cache_as_it_was_read(tmp_path_factory: pytest.TempPathFactory, data: dict[str, Any], zone: int) -> None:
    now = datetime(2027, 1, 11, 0, 20, tzinfo=timezone(timedelta(hours=zone)))
    text = to_toml(entry("reviewed", "", now=now, by="ada", randomness=b"0" * 10, on=date(2027, 1, 10), kind="1:1", **data))
    folder = tmp_path_factory.mktemp("cache")
    fresh = read_plan(journal(text), "", Segments(folder))
    again = read_plan(journal(text), "", Segments(folder))
    assert again == fresh == read_plan(journal(text))
    assert repr(again.journal) == repr(fresh.journal)


class Counted(Segments):
    """Counts what was not known."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.parsed = 0

    def keep(self, digest: str, entries: tuple[Entry, ...]) -> None:
        self.parsed += len(entries)
        super().keep(digest, entries)


def test_only_what_changed_is_parsed_again(tmp_path: Path) -> None:
    before = journal(*MANY)
    first = Counted(tmp_path)
    assert len(read_plan(before, "", first).journal) == first.parsed == 400
    for data, most in (
        (before, 0),
        (before + b"\n" + logged("2027-01-01", "noted").encode(), layout.ENTRIES_IN_SEGMENT),
        (before.replace(b'"ada"', b'"grace"'), 0),
        (before.replace(b"n300", b"n3000"), layout.ENTRIES_IN_SEGMENT),
    ):
        again = Counted(tmp_path)
        assert read_plan(data, "", again) == read_plan(data)
        assert again.parsed <= most


def test_a_damaged_or_foreign_cache_is_not_believed(tmp_path: Path) -> None:
    data = journal(*MANY)
    plan = read_plan(data, "", Segments(tmp_path))
    for number, path in enumerate(sorted((tmp_path / "journal").iterdir())):
        path.write_bytes([b"", b"rubbish", path.read_bytes()[:-3], path.read_bytes()[::-1]][number % 4])
    assert read_plan(data, "", Segments(tmp_path)) == plan


@pytest.mark.parametrize(
    "tail",
    [
        '[[journal]]\nat = 2026-11-01\nevent = "noted"\nnote = """\n[[journal]]\nat = 1\n"""\n',
        '[[journal]]\nat = 2026-11-01\nevent = "noted"\n[focus]\nprimary = "sre"\n[[journal]]\nat = 2026-11-02\nevent = "noted"\n',
        '[[ journal ]]\nat = 2026-11-01\nevent = "noted"\n["journal".more]\nx = 1\n',
        'journal = [{ at = 2026-11-01, event = "noted" }]\n',
    ],
)
def test_a_journal_that_cannot_be_cut_is_read_whole_and_means_the_same(tail: str) -> None:
    head = HEAD if tail.startswith("[") else ""
    text = head + tail if head else tail + 'format = 1\n[profile]\nid = "ada"\n'
    tables = toml_guard.parse(text.encode(), most_bytes=10**6, most_headers=1000).tables
    plan = read_plan(text.encode(), "", Segments())
    assert len(plan.journal) == len(tables["journal"])


def test_faults_in_a_long_journal_are_told_at_their_own_lines() -> None:
    blocks = [*MANY[:300], logged("2026-12-01", "worked", "cka", hours=1).replace("hours = 1", 'hours = "one"'), *MANY[300:]]
    data = journal(*blocks)
    (problem,) = read_plan(data, "", Segments()).problems
    assert data.decode().split("\n")[problem.line - 1] == 'hours = "one"'
    assert problem.col == 1
