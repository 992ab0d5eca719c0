"""A cert passed within the plan is still to be proven by work: its companion stays, and so does everything else that a pass leaves to do."""

from __future__ import annotations

import pytest

from making import TODAY, catalog_of, logged, plan_of
from tracktui.catalog.model import Catalog
from tracktui.plan.model import Plan
from tracktui.roadmap.build import roadmap, value_of
from tracktui.roadmap.choice.flatten import build
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.why.explain import account, why

TRACKS = ["sre", "platform", "finops", "mlops", "cloud-security"]
FINISHES = {"cert": "passed", "project": "accepted", "check": "signed-off", "scenario": "drilled"}

SMALL = """
[[track]]
id = "t"
name = "T"
stack = [{ layer = "base", level = 1, any = ["a"] }]
[[cert]]
id = "a"
name = "Alpha"
tracks = ["t"]
hours = [40, 40]
price_usd = 100
[[project]]
id = "pa"
name = "Proof of A"
tracks = ["t"]
proves = ["a"]
hours = [10, 10]
[[project]]
id = "pb"
name = "Second proof of A"
tracks = ["t"]
proves = ["a"]
hours = [20, 20]
requires = ["basics"]
[[course]]
id = "basics"
name = "Basics"
hours = [5, 5]
[[check]]
id = "t-1"
name = "T 1"
tracks = ["t"]
level = 1
hours = [2, 2]
requires = ["a"]
[[check]]
id = "t-2"
name = "T 2"
tracks = ["t"]
level = 2
hours = [2, 2]
requires = ["t-1"]
"""
PASSED = logged("2026-11-01", "passed", "a")


def small(level: int, *blocks: str, more: str = "") -> Plan:
    return plan_of(f'[profile]\nhours_per_week = 8\n[focus]\nprimary = "t"\nlevel = {level}\n{more}', *blocks)


def shipped_plan(track: str, level: int, *blocks: str) -> Plan:
    return plan_of(f'[profile]\nhours_per_week = 6\n[focus]\nprimary = "{track}"\nlevel = {level}\n', *blocks)


@pytest.mark.parametrize("track", TRACKS)
def test_a_pass_takes_the_cert_out_and_leaves_the_rest_of_the_roadmap_as_it_was(shipped: Catalog, track: str) -> None:
    before = roadmap(shipped, shipped_plan(track, 3), TODAY)
    for cert in (item for item in before.items if item.kind == "cert"):
        after = roadmap(shipped, shipped_plan(track, 3, logged("2026-11-20", "passed", cert.id)), TODAY)
        assert {item.id for item in after.items} == {item.id for item in before.items} - {cert.id}
        for item in after.items:
            was = before.get(item.id)
            assert was is not None
            assert item.companion_of == was.companion_of
            if item.companion_of:
                assert (item.track, item.level, item.serves) == (was.track, was.level, was.serves)


def test_what_was_held_before_the_plan_brings_no_companion() -> None:
    catalog = catalog_of(SMALL)
    held = roadmap(catalog, small(1, more='[[held]]\ncert = "a"\nearned = "2026-05"\n'), TODAY)
    passed = roadmap(catalog, small(1, PASSED), TODAY)
    assert {item.id for item in held.items} == {"t-1"}
    assert {item.id for item in passed.items} == {"t-1", "pa"}


def test_a_passed_cert_says_what_is_to_prove_it_and_the_project_says_why_it_is_here() -> None:
    planner = Planner(catalog_of(SMALL), small(1, PASSED), TODAY)
    found = value_of(planner)
    project, cert = found.get("pa"), found.get("a")
    assert project is not None
    assert cert is not None
    assert project.companion_of == ("a",)
    assert why(planner, found, project)[:2] == (
        "Proof of A is here because a cert that you passed is to be proven by work.",
        "It is the companion project that proves Alpha.",
    )
    assert cert.state == "earned"
    assert "It is still to be proven by: Proof of A." in why(planner, found, cert)


def test_the_other_projects_that_would_prove_it_have_a_price() -> None:
    planner = Planner(catalog_of(SMALL), small(1, PASSED), TODAY)
    (choice,) = account(planner, value_of(planner), "pa").other_ways.choices
    assert choice.text == "a project that proves Alpha"
    # 20 hours and 5 of the course before it instead of 10, at 40 USD each.
    assert [(lost.id, lost.extra_usd) for lost in choice.lost] == [("pb", 600.0)]


def test_a_higher_level_waits_for_the_proof_after_the_pass_and_after_the_sign_off_too() -> None:
    catalog = catalog_of(SMALL)
    for blocks in ((), (PASSED,), (PASSED, logged("2026-11-02", "signed-off", "t-1"))):
        waits = roadmap(catalog, small(2, *blocks), TODAY).get("t-2")
        assert waits is not None
        assert "pa" in waits.waits_for, blocks


def test_whoever_skips_every_project_that_would_prove_it_is_left_alone() -> None:
    found = roadmap(catalog_of(SMALL), small(1, PASSED, logged("2026-11-02", "skipped", "pa"), more='[choices]\nexclude = ["pb"]\n'), TODAY)
    assert {item.id for item in found.items} == {"t-1"}
    assert found.problems == ()


def test_a_proof_that_cannot_be_had_is_told_and_the_rest_is_planned() -> None:
    found = roadmap(catalog_of(SMALL), small(1, PASSED, more='[choices]\nexclude = ["pa", "basics"]\n'), TODAY)
    assert {item.id for item in found.items} == {"t-1"}
    assert [(problem.code, problem.severity, problem.ids) for problem in found.problems] == [("proof-missing", "warning", ("a",))]
    assert "Basics: you excluded it" in found.problems[0].message


@pytest.mark.parametrize("track", TRACKS)
def test_whoever_goes_by_the_roadmap_never_has_it_chosen_anew(shipped: Catalog, track: str) -> None:
    """Item by item to the end of a plan: what is left is known to be the best without a search, and is what planning from nothing gives."""
    blocks: list[str] = []
    run = Planner(shipped, shipped_plan(track, 3), TODAY)
    while ready := [item for item in value_of(run).items if item.state == "ready" and item.kind != "renewal"]:
        blocks.append(logged("2026-11-20", FINISHES.get(ready[0].kind, "done"), ready[0].id))
        new = Planner(shipped, shipped_plan(track, 3, *blocks), TODAY, run)
        built = build(new.resolver, new.aims, new.limits, new.resolver.to_prove)
        assert run.chosen[run.limits].still_best(built.puzzle, built.names) is not None
        if len(blocks) % 5 == 0:
            assert value_of(new) == roadmap(shipped, new.plan, TODAY)
        run = new
    assert len(blocks) >= 15
