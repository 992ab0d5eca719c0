"""A plan edited by hand stays the person's own: what the program does not change, it does not touch."""

from __future__ import annotations

import difflib
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from making import logged
from tracktui.plan import layout, store
from tracktui.plan.journal import entry, to_toml
from tracktui.plan.open_plan import OpenPlan
from tracktui.plan.read import read_plan
from tracktui.review.merge import merge

HEAD = """\
# My plan.   Do not tidy it up!

format=1
   # indented remark
[focus]      # first, because it matters
primary   = 'sre'
level = 2


[profile]
hours_per_week = 8  # less in summer
id = "ada"
estate = { aws = 0.7,  azure = 0.3 }   # shares

[[calendar]]
from = 2027-07-05
to   = 2027-07-25   # the sea

# what I held before
[[held]]
cert = "aws-saa"
"""
JOURNAL = "\n# --- what happened ---\n\n" + logged("2026-11-01", "worked", "cka", hours=2) + "# that was hard\n\n\n" + logged("2026-11-02", "noted", note="x")
STYLES = {
    "plain": (HEAD + JOURNAL).encode(),
    "crlf": (HEAD + JOURNAL).replace("\n", "\r\n").encode(),
    "bom": b"\xef\xbb\xbf" + (HEAD + JOURNAL).encode(),
    "no end of line": (HEAD + JOURNAL).rstrip("\n").encode(),
    "no journal": HEAD.encode(),
    "a remark at the end": (HEAD + JOURNAL + "# to be continued").encode(),
}


def hours(head: Any) -> None:
    head["profile"]["hours_per_week"] = 6


def held(head: Any) -> None:
    import tomlkit

    table = tomlkit.table()
    table["cert"] = "pca"
    head["held"].append(table)


def merged(opened: OpenPlan) -> None:
    opened.put(merge(opened.data, opened.data, opened.data + b"\n" + logged("2026-11-03", "noted", note="theirs").encode()).data, "the merge")


OPERATIONS: dict[str, tuple[Any, int]] = {
    "an entry": (lambda opened: opened.append(logged("2026-11-04", "noted", note="new"), "a note"), 0),
    "hours": (lambda opened: opened.edit(hours, "hours"), 1),
    "a cert that is held": (lambda opened: opened.edit(held, "held"), 0),
    "a merge": (merged, 0),
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_keeps_comments_order_blank_lines_line_endings_and_the_mark(tmp_path: Path, style: str, operation: str) -> None:
    before = STYLES[style]
    path = tmp_path / "plan.toml"
    path.write_bytes(before)
    opened = OpenPlan(path, date(2026, 11, 23))
    act, replaced = OPERATIONS[operation]
    act(opened)
    after = path.read_bytes()
    assert read_plan(after).problems == ()
    assert after.startswith(b"\xef\xbb\xbf") == before.startswith(b"\xef\xbb\xbf")
    if b"\r\n" in before:
        assert b"\n" not in after.replace(b"\r\n", b"")
    old, new = before.decode().splitlines(), after.decode().splitlines()
    gone = [line for line in difflib.ndiff(old, new) if line.startswith("- ") and line != "- "]
    assert len(gone) == replaced, gone
    assert not Counter(layout.comments(before.decode("utf-8-sig"))) - Counter(layout.comments(after.decode("utf-8-sig")))
    opened.undo()
    assert path.read_bytes() == before
    opened.redo()
    assert path.read_bytes() == after


def test_a_year_of_weekly_logging_adds_at_most_eight_lines_a_week_and_the_head_never_grows(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(HEAD)
    data = path.read_bytes()
    for week in range(52):
        now = datetime(2027, 1, 3, 18, tzinfo=UTC) + timedelta(weeks=week)
        made = entry("worked", "cka", now=now, by="ada", randomness=bytes([week] * 10), on=now.date() - timedelta(days=1), hours=6.5)
        data = store.append(path, to_toml(made), expected=data).data
    assert data.count(b"\n") - HEAD.count("\n") <= 52 * 8 + 52
    assert data.count(b"\n") - HEAD.count("\n") - data.count(b"\n\n[[journal]]") <= 52 * 8
    assert layout.split(data)[0].rstrip() == HEAD.encode().rstrip()
    assert len(read_plan(data).journal) == 52


def test_a_wrong_edit_by_hand_is_told_with_its_place_and_the_rest_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    wrong = HEAD.replace("level = 2", 'level = "two"') + JOURNAL.replace("hours = 2", 'hours = "two"') + logged("2026-11-05", "worked", "cka", hours=1)
    path.write_text(wrong)
    plan, _ = store.load(path)
    places = {(problem.line, problem.col) for problem in plan.problems}
    lines = wrong.split("\n")
    assert {lines[line - 1][col - 1 :] for line, col in places} == {'level = "two"', 'hours = "two"'}
    assert (plan.focus.primary, plan.profile.hours_per_week, len(plan.journal)) == ("sre", 8, 2)
