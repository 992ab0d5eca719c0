"""Drills: which there are, how they went, and what a rating comes to."""

from __future__ import annotations

from making import TODAY, catalog_of, plan_of
from people import logged
from tracktui.catalog.entries import Scenario
from tracktui.plan.drills import drills, percent
from tracktui.plan.states import Standing

CATALOG = catalog_of("""
[[track]]
id = "sre"
name = "SRE"
[[role]]
id = "engineer"
name = "Engineer"
hiring = { exercises = ["whiteboard"] }
[[scenario]]
id = "whiteboard"
name = "On a whiteboard"
form = "exercise"
[[scenario]]
id = "checkout"
name = "A checkout"
tracks = ["sre"]
level = 2
findings = [
  { area = "ai", text = "No fallback.", points = 3 },
  { area = "cost", text = "No limit.", points = 2 },
  { area = "security", text = "One key.", points = 1 },
]
[[scenario]]
id = "elsewhere"
name = "Elsewhere"
tracks = ["finops"]
[[track]]
id = "finops"
name = "FinOps"
""")
HEAD = '[profile]\nid = "ada"\nrole = "engineer"\n[focus]\nprimary = "sre"\n'


def test_the_drills_of_the_tracks_come_before_the_roles_exercises_and_others_only_once_they_were_done() -> None:
    standing = Standing(CATALOG, plan_of(HEAD), TODAY)
    assert [drill.scenario.id for drill in drills(standing)] == ["checkout", "whiteboard"]
    done = Standing(CATALOG, plan_of(HEAD, logged("2026-11-01", "drilled", "elsewhere", score=50)), TODAY)
    assert [drill.scenario.id for drill in drills(done)] == ["elsewhere", "checkout", "whiteboard"]


def test_attempts_keep_their_findings_and_the_best_score_counts() -> None:
    blocks = [
        logged("2026-10-01", "drilled", "checkout", score=33, found=["no limit"]),
        logged("2026-10-08", "drilled", "checkout", score=83, found="no fallback"),
        logged("2026-10-09", "drilled", "checkout"),
    ]
    (checkout, whiteboard) = drills(Standing(CATALOG, plan_of(HEAD, *blocks), TODAY))
    assert [(one.score, one.found) for one in checkout.attempts] == [(33, ("no limit",)), (83, ("no fallback",)), (None, ())]
    assert (checkout.best, checkout.state, whiteboard.best) == (83, "done", None)


def test_points_are_weighed_and_a_scenario_without_a_rubric_has_none() -> None:
    checkout, whiteboard = CATALOG.items["checkout"], CATALOG.items["whiteboard"]
    assert isinstance(checkout, Scenario)
    assert isinstance(whiteboard, Scenario)
    assert [percent(checkout, found) for found in ({0, 1, 2}, {0}, {1, 2}, set(), {9})] == [100, 50, 50, 0, 0]
    assert percent(whiteboard, {0}) == 0
