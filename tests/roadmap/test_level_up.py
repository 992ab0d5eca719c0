"""The next level of a skill: what is missing for it, and what brings it."""

from __future__ import annotations

import pytest

from people import logged, person
from tracktui.plan.matrix import row
from tracktui.plan.model import Evidence
from tracktui.roadmap.views.level_up import LevelUp, level_up

LINK = Evidence(link="https://example.org/pages")


def next_level(skill: str, *blocks: str) -> LevelUp | None:
    found = person(*blocks)
    return level_up(found.catalog, found.plan, found.roadmap, row(found.standing, skill))


def test_items_of_the_roadmap_bring_the_level_with_their_hours() -> None:
    found = next_level("alerting")
    assert found is not None
    assert (found.level, [step.id for step in found.planned], found.hours) == (1, ["noise"], 15.0)
    assert found.planned[0].finish is not None
    assert [behaviour.text for behaviour in found.behaviours] == ["Names the owner of a page."]


def test_practice_that_the_planner_added_is_among_them() -> None:
    found = next_level("budgets")
    assert found is not None
    assert {step.kind for step in found.planned} == {"practice"}
    assert found.practice_hours == 4


def test_what_is_not_planned_is_offered_beside_it() -> None:
    found = next_level("alerting", logged("2026-03-05", "skipped", "noise", why="no pager"))
    assert found is not None
    assert "noise" not in {step.id for step in found.planned}
    assert next_level("drills-of-nobody") is not None


@pytest.mark.parametrize(
    ("blocks", "level", "asks"),
    [
        ([], 1, ["a claim of level 1"]),
        ([logged("2026-11-01", "claimed", "alerting", level=3)], 2, ["an artifact as evidence"]),
        ([logged("2026-11-01", "claimed", "alerting", level=3, evidence=(LINK,))], 3, ["an outcome that was observed"]),
        ([logged("2026-11-01", "claimed", "alerting", level=3), logged("2026-11-02", "assessed", "alerting", level=2, by="sam")], 3, ["your reviewer's word"]),
        ([logged("2023-11-01", "assessed", "alerting", level=2, by="sam")], 2, ["newer evidence: the newest is of 1 Nov 2023"]),
    ],
)
def test_it_says_what_keeps_the_level_away(blocks: list[str], level: int, asks: list[str]) -> None:
    found = next_level("alerting", *blocks)
    assert found is not None
    assert found.level == level
    assert [text[: len(start)] for text, start in zip(found.asks, asks, strict=True)] == asks


def test_there_is_no_level_above_the_fourth() -> None:
    assert next_level("alerting", logged("2026-11-01", "assessed", "alerting", level=4, by="sam")) is None
