"""The skills matrix as values: what is claimed, what counts, what holds it down, what is asked, and how it came about."""

from __future__ import annotations

from datetime import date

import pytest

from making import TODAY, plan_of
from people import CATALOG, HEAD, logged
from tracktui.plan.matrix import SkillRow, matrix, median_level
from tracktui.plan.model import Evidence
from tracktui.plan.states import Standing

PROOF = (Evidence(link="https://example.org/a"),)


def rows(*blocks: str, head: str = HEAD, today: date = TODAY) -> dict[str, SkillRow]:
    return {row.id: row for row in matrix(Standing(CATALOG, plan_of(head, *blocks), today))}


@pytest.mark.parametrize(
    ("blocks", "level", "cap", "held"),
    [
        ([], 0, 1, ""),
        ([logged("2026-10-01", "claimed", "alerting", level=3)], 1, 1, "evidence"),
        ([logged("2026-10-01", "claimed", "alerting", level=3, evidence=PROOF)], 2, 2, "evidence"),
        ([logged("2026-10-01", "claimed", "alerting", level=3, evidence=(*PROOF, Evidence(text="second")))], 3, 3, "claim"),
        ([logged("2026-10-01", "claimed", "alerting", level=4, evidence=(Evidence(link="https://x.example", verified_by="kim"),))], 4, 4, "claim"),
        ([logged("2026-10-01", "claimed", "alerting", level=4, evidence=(Evidence(link="https://x.example", verified_by="ada"),))], 2, 2, "evidence"),
        ([logged("2026-10-01", "assessed", "alerting", level=3, by="sam")], 3, 4, "claim"),
        ([logged("2025-10-01", "assessed", "alerting", level=3, by="sam")], 2, 4, "freshness"),
        ([logged("2026-10-01", "assessed", "alerting", level=3)], 1, 1, "evidence"),
    ],
)
def test_the_level_is_the_lowest_of_three_that_stay_visible(blocks: list[str], level: int, cap: int, held: str) -> None:
    state = rows(*blocks)["alerting"].state
    assert (state.level, state.cap, state.held_down_by) == (level, cap, held)


def test_the_own_claim_and_the_agreed_level_never_overwrite_each_other() -> None:
    state = rows(logged("2026-10-01", "assessed", "alerting", level=2, by="sam"), logged("2026-10-02", "claimed", "alerting", level=3))["alerting"].state
    assert (state.claim_self, state.claim_agreed, state.claim, state.self_signed) == (3, 2, 2, False)


def test_not_observed_differs_from_zero_until_something_is_said_of_the_level() -> None:
    block = logged("2026-10-01", "not-observed", "alerting", why="no pager")
    assert rows(block, logged("2026-10-02", "interest", "alerting", level=3))["alerting"].state.not_observed
    assert not rows(block, logged("2026-10-02", "claimed", "alerting", level=0))["alerting"].state.not_observed
    found = rows(block, logged("2026-10-02", "assessed", "budgets", level=2, by="sam"))
    assert median_level(found.values()) == 2


def test_targets_name_what_asks_and_the_largest_gap_comes_first() -> None:
    found = rows(logged("2026-10-01", "assessed", "alerting", level=2, by="sam"))
    assert list(found) == ["budgets", "alerting"]
    assert [(target.level, target.kind, target.id) for target in found["alerting"].targets] == [(2, "check", "sre-2"), (1, "check", "sre-1")]
    assert (found["budgets"].gap, found["alerting"].gap) == (2, 0)


def test_history_tells_claims_assessments_and_the_items_that_developed_it_in_order() -> None:
    found = rows(
        logged("2026-10-03", "assessed", "alerting", level=2, by="sam"),
        logged("2026-10-01", "claimed", "alerting", level=1),
        logged("2026-10-02", "observed", "noise", baseline=100, actual=50),
    )["alerting"]
    assert [(step.event, step.level, step.by) for step in found.history] == [("claimed", 1, "ada"), ("developed", 2, ""), ("assessed", 2, "sam")]
    assert found.history[1].source == "noise"


def test_an_assessment_below_an_assumption_brings_the_missing_work_back_and_is_named() -> None:
    head = HEAD.replace("level = 2", "level = 2\nfrom = 1")
    plan = plan_of(head, logged("2026-10-01", "assessed", "alerting", level=0, by="sam"))
    state = Standing(CATALOG, plan, TODAY).state("sre-1")
    assert (state.done, state.flags) == (False, ("no longer assumed: Alerting was assessed at level 0",))
    assert Standing(CATALOG, plan_of(head), TODAY).state("sre-1").state == "assumed"
