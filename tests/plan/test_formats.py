"""A plan of each format opens for ever; an older one is brought up to date by the first edit, a newer one is never written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from making import logged
from tracktui.plan import snapshots, store
from tracktui.plan.open_plan import OpenPlan
from tracktui.problems import UserError

FORMATS = Path(__file__).parent / "formats"
BLOCK = logged("2026-11-01", "noted", note="new")


@pytest.fixture
def opened(tmp_path: Path, request: pytest.FixtureRequest) -> OpenPlan:
    path = tmp_path / "plan.toml"
    path.write_bytes((FORMATS / f"{request.param}.toml").read_bytes())
    return OpenPlan(path, date(2026, 11, 23), store.Access(tmp_path / "state"))


def renamed(head: Any) -> None:
    head["profile"]["id"] = "grace"


@pytest.mark.parametrize("opened", [0, 1], indirect=True)
def test_every_format_so_far_opens_and_means_the_same(opened: OpenPlan) -> None:
    before = opened.path.read_bytes()
    plan = opened.plan
    assert (plan.profile.hours_per_week, plan.profile.budget_usd_per_year, plan.focus.start_level, plan.focus.level) == (8, 1500, 1, 3)
    assert plan.journal[0].hours == 6.5
    assert [problem for problem in plan.problems if problem.severity == "error"] == []
    assert opened.path.read_bytes() == before


@pytest.mark.parametrize("opened", [0], indirect=True)
@pytest.mark.parametrize("way", ["append", "edit"])
def test_an_older_plan_is_brought_up_to_date_by_the_first_write_and_the_old_file_is_kept(opened: OpenPlan, way: str) -> None:
    before = opened.data
    if way == "append":
        opened.append(BLOCK, "a note")
    else:
        opened.edit(renamed, "the name")
    after = opened.data.decode()
    wanted = before.decode().replace("format = 0", "format = 1").replace("\nhours = 8 ", "\nhours_per_week = 8 ", 1)
    wanted = wanted.replace("budget =", "budget_usd_per_year =").replace("start_level =", "from =")
    assert after == (wanted + "\n" + BLOCK if way == "append" else wanted.replace('"ada"', '"grace"', 1))
    state = opened.access.state
    assert state is not None
    assert [snapshots.content(kept) for kept in snapshots.listed(opened.path.resolve(), state)] == [before]
    assert opened.plan.problems == ()
    opened.undo()
    assert opened.path.read_bytes() == before


@pytest.mark.parametrize("opened", [2], indirect=True)
def test_a_newer_plan_is_shown_named_and_never_written(opened: OpenPlan) -> None:
    before = opened.path.read_bytes()
    assert opened.plan.profile.hours_per_week == 8
    (problem,) = opened.plan.problems
    assert (problem.code, problem.line, "format 2" in problem.hint) == ("plan-format", 2, True)
    with pytest.raises(UserError, match="format 2"):
        opened.append(BLOCK, "a note")
    with pytest.raises(UserError, match="format 2"):
        opened.edit(renamed, "the name")
    assert opened.path.read_bytes() == before


def test_an_older_plan_written_in_a_way_that_cannot_be_changed_by_the_letter_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    data = b'format = 0\nprofile = { id = "ada", "h\\u006Furs" = 8 }\n[focus]\nprimary = "sre"\n'
    path.write_bytes(data)
    opened = OpenPlan(path, date(2026, 11, 23))
    assert opened.plan.profile.hours_per_week == 8
    with pytest.raises(UserError, match="brought up to date"):
        opened.append(BLOCK, "a note")
    assert path.read_bytes() == data
