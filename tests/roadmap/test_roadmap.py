"""The whole roadmap on the shipped catalog, and the laws it keeps on random ones."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date

import msgspec
import pytest

from making import TODAY, catalog_of, logged, plan_of
from tracktui.catalog.clauses import holds
from tracktui.catalog.model import Catalog
from tracktui.demo import demo_text, demo_workspace
from tracktui.plan.read import read_plan
from tracktui.roadmap.build import roadmap, value_of
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.views.upcoming import next_steps
from tracktui.roadmap.why.explain import explained, find_item, why
from tracktui.roadmap.why.other_ways import priced
from tracktui.wording import day

TRACKS = ["sre", "platform", "finops", "mlops", "cloud-security"]


def plan_for(track: str, level: int, more: str = "") -> str:
    return f'[profile]\nhours_per_week = 8\n[focus]\nprimary = "{track}"\nlevel = {level}\n{more}'


@pytest.mark.parametrize("track", TRACKS)
@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_every_track_can_be_planned_to_every_level(shipped: Catalog, track: str, level: int) -> None:
    found = roadmap(shipped, plan_of(plan_for(track, level)), TODAY)
    assert found.problems == ()
    assert found.goals[0].id == f"{track}-{level}"
    assert found.goals[0].day is not None
    assert found.proven_optimal
    kinds = [item.kind for item in found.items]
    assert kinds.count("check") == level
    assert kinds.count("project") >= level


class Then:
    """What is true once some items of a roadmap are finished."""

    def __init__(self, planner: Planner, finished: set[str]) -> None:
        self.planner, self.finished = planner, finished

    def done(self, item: str) -> bool:
        same = self.planner.catalog.equivalents.get(item, ())
        return item in self.finished or self.planner.standing.done(item) or any(other in self.finished for other in same)

    def active(self, item: str) -> bool:
        return self.done(item)

    def level(self, skill: str) -> int:
        found = self.planner.standing.level(skill)
        for item in self.finished:
            if item.startswith("practice@"):
                name, _, level = item.removeprefix("practice@").rpartition("-")
                found = max(found, int(level) if name == skill else 0)
            entry = self.planner.item(item)
            found = max([found, *(step.level for step in (entry.develops if entry else ()) if step.skill == skill)])
        return found


@pytest.mark.parametrize("track", TRACKS)
def test_no_item_starts_before_its_requirements_are_true(shipped: Catalog, track: str) -> None:
    planner = Planner(shipped, plan_of(plan_for(track, 4, 'secondary = "platform"' if track != "platform" else 'secondary = "sre"')), TODAY)
    found = value_of(planner)
    for item in found.items:
        assert item.start is not None
        finished = {other.id for other in found.items if other.finish is not None and other.finish <= item.start and other.id != item.id}
        entry = planner.item(item.id)
        for clause in entry.requires if entry else ():
            assert holds(clause, Then(planner, finished)), (item.id, clause)


def test_the_first_sentence_names_the_goal_and_no_two_items_of_the_demo_say_the_same(shipped: Catalog) -> None:
    planner = Planner(shipped, read_plan(demo_text(TODAY).encode()), TODAY)
    found = explained(planner, value_of(planner))
    goals = [goal.name for goal in found.goals]
    for item in found.items:
        assert any(name in item.why[0] for name in goals) or "goal" in item.why[0], item.why
        if item.path:
            parent = planner.resolver.name(item.path[-1])
            assert parent in item.why[0]
    assert len({item.why for item in found.items}) == len(found.items)


def test_every_chosen_stack_cert_brings_a_companion_right_behind_it(shipped: Catalog) -> None:
    found = roadmap(shipped, plan_of(plan_for("sre", 3)), TODAY)
    for item in found.items:
        if item.kind == "cert":
            assert item.companions
            assert all(found.get(project) for project in item.companions)


def test_what_is_held_is_not_planned_again_and_assumed_levels_fall_away(shipped: Catalog) -> None:
    fresh = roadmap(shipped, plan_of(plan_for("sre", 2)), TODAY)
    further = roadmap(shipped, plan_of(plan_for("sre", 2, 'from = 1\n[[held]]\ncert = "cka"\nearned = "2026-05"\n')), TODAY)
    assert "sre-1" in {item.id for item in fresh.items}
    ids = {item.id for item in further.items}
    assert "sre-1" not in ids
    assert not ids & {"cka", "ckad", "lfcs", "rhcsa"}
    assert further.totals.hours < fresh.totals.hours


def test_an_excluded_item_is_never_chosen_and_a_pin_always_is(shipped: Catalog) -> None:
    first = roadmap(shipped, plan_of(plan_for("sre", 1)), TODAY)
    chosen = next(item.id for item in first.items if item.kind == "cert")
    other = roadmap(shipped, plan_of(plan_for("sre", 1, f'[choices]\nexclude = ["{chosen}"]\npin = ["kcna"]\n')), TODAY)
    ids = {item.id for item in other.items}
    assert chosen not in ids
    assert "kcna" in ids
    lost = [lost for choice in other.choices for lost in choice.lost if lost.id == chosen]
    assert lost[0].reason == "you excluded it"


def test_a_pin_that_cannot_be_had_is_reported_and_the_rest_is_planned(shipped: Catalog) -> None:
    found = roadmap(shipped, plan_of(plan_for("sre", 1, '[choices]\npin = ["az-500", "rhca-ansible"]\n')), TODAY)
    assert [(problem.code, problem.ids[0]) for problem in found.problems] == [("pin-impossible", "az-500"), ("goal-unreachable", "rhca-ansible")]
    assert found.goals[0].day is not None


def test_the_estate_turns_the_choice_of_the_base_cert(shipped: Catalog) -> None:
    def base(estate: str) -> str:
        found = roadmap(shipped, plan_of(f'[profile]\nestate = {estate}\n[focus]\nprimary = "sre"\nlevel = 1\n'), TODAY)
        return next(item.id for item in found.items if item.kind == "cert")

    assert base("{ gcp = 1.0 }") == "gcp-ace"
    assert base("{ aws = 1.0 }").startswith("aws-")


def test_a_retiring_cert_is_left_for_one_that_can_still_be_sat_in_time() -> None:
    catalog = catalog_of(
        """
[[cert]]
id = "cheap"
name = "Cheap"
hours = [20, 20]
price_usd = 10
retires_on = 2026-12-15
requires = ["base"]
[[cert]]
id = "dear"
name = "Dear"
hours = [40, 40]
price_usd = 300
[[cert]]
id = "base"
name = "Base"
hours = [20, 20]
price_usd = 0
[[check]]
id = "t-1"
name = "T 1"
tracks = ["t"]
level = 1
requires = [{ any = ["cheap", "dear"] }]
[[track]]
id = "t"
name = "T"
"""
    )
    quick = roadmap(catalog, plan_of('[profile]\nhours_per_week = 40\n[focus]\nprimary = "t"\nlevel = 1\n'), TODAY)
    slow = roadmap(catalog, plan_of('[profile]\nhours_per_week = 8\n[focus]\nprimary = "t"\nlevel = 1\n'), TODAY)
    assert {"cheap", "base"} <= {item.id for item in quick.items}
    assert "dear" in {item.id for item in slow.items}
    assert "cheap" not in {item.id for item in slow.items}
    assert [(lost.id, lost.reason) for lost in slow.choices[0].lost] == [("cheap", "its last day is 15 Dec 2026: at these hours it comes too late")]


def test_unknown_hours_and_prices_are_never_free() -> None:
    catalog = catalog_of(
        """
[[cert]]
id = "blank"
name = "Blank"
[[cert]]
id = "known"
name = "Known"
hours = [10, 10]
price_usd = 100
[[check]]
id = "t-1"
name = "T 1"
tracks = ["t"]
level = 1
requires = [{ any = ["blank", "known"] }]
[[track]]
id = "t"
name = "T"
"""
    )
    found = roadmap(catalog, plan_of('[focus]\nprimary = "t"\nlevel = 1\n'), TODAY)
    assert "known" in {item.id for item in found.items}
    forced = roadmap(catalog, plan_of('[focus]\nprimary = "t"\nlevel = 1\n[choices]\nexclude = ["known"]\n'), TODAY)
    blank = next(item for item in forced.items if item.id == "blank")
    assert (blank.price_usd, blank.hours, blank.estimated) == (None, 70.0, ("hours",))
    assert forced.totals.price_at_least


@pytest.mark.parametrize(("asked_by", "member"), [("sre-1", "aws-saa"), ("aws-soa", "runbook-pack")])
def test_the_price_of_an_alternative_is_what_it_costs_more_in_all(shipped: Catalog, asked_by: str, member: str) -> None:
    planner = Planner(shipped, plan_of(plan_for("sre", 1)), TODAY)
    found = value_of(planner)
    choice = next(choice for choice in found.choices if choice.asked_by == asked_by and member in {*choice.taken, *(lost.id for lost in choice.lost)})
    for lost in priced(planner, choice).lost:
        if lost.reason:
            assert lost.extra_usd is None
            continue
        excluded = [member for member in [*choice.taken, *(other.id for other in choice.lost)] if member != lost.id]
        alone = Planner(shipped, plan_of(plan_for("sre", 1, f"[choices]\nexclude = {msgspec.json.encode(excluded).decode()}\n")), TODAY)
        assert lost.extra_usd == pytest.approx(value_of(alone).cost_usd - found.cost_usd)


def test_the_same_input_gives_the_same_bytes_whatever_the_hash_seed(shipped: Catalog) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from datetime import date; import msgspec\n"
        "from tracktui.workspace import load_catalog; from tracktui.demo import demo_text; from tracktui.plan.read import read_plan\n"
        "from tracktui.roadmap.build import roadmap; c, _ = load_catalog(use_cache=False); d = date(2026, 11, 23)\n"
        "print(msgspec.json.encode(roadmap(c, read_plan(demo_text(d).encode()), d)).decode())"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code, "src"], capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("0", "4711")
    ]
    assert runs[0] == runs[1]
    assert len(runs[0]) > 5000


def test_next_says_what_lapses_what_is_in_progress_and_what_to_start(shipped: Catalog) -> None:
    head = plan_for("sre", 2, '[[held]]\ncert = "aws-saa"\nexpires = 2026-12-10\n')
    steps = next_steps(roadmap(shipped, plan_of(head, logged("2026-11-20", "worked", "ckad", hours=3)), TODAY))
    assert [step.kind for step in steps][:2] == ["lapses", "in-progress"]
    assert [step.urgent for step in steps][:2] == [True, False]
    assert len(steps) <= 5


def test_a_pause_is_no_failure_and_moves_the_days(shipped: Catalog) -> None:
    plain = roadmap(shipped, plan_of(plan_for("sre", 1)), TODAY)
    paused = roadmap(shipped, plan_of(plan_for("sre", 1), logged("2026-11-20", "paused", until=date(2027, 1, 31))), TODAY)
    assert next_steps(paused)[0].kind == "paused"
    assert paused.items[0].start == date(2027, 2, 1)
    assert plain.items[0].start == TODAY


def test_a_goal_that_is_reached_is_said_and_nothing_is_left(shipped: Catalog) -> None:
    found = roadmap(shipped, plan_of('[focus]\nprimary = "sre"\nlevel = 1\nfrom = 1\n'), TODAY)
    assert found.goals[0].reached
    assert found.items == ()
    assert next_steps(found)[0].text == "All caught up: every goal of this plan is reached. Next review on 23 Dec."


def test_what_begins_on_a_later_day_is_said_with_the_next_review(shipped: Catalog) -> None:
    head = '[focus]\nprimary = "sre"\nlevel = 1\nfrom = 1\n[choices]\nkeep = ["cka"]\n[[held]]\ncert = "cka"\nearned = 2026-11-01\nexpires = 2027-10-01\n'
    found = roadmap(shipped, plan_of(head), TODAY)
    assert [item.state for item in found.items] == ["waiting"]
    assert [step.text for step in next_steps(found)] == [
        f"All caught up: nothing is to be done before {day(found.items[0].start)}. Next review on 23 Dec.",
    ]


def test_finding_an_item_by_a_word(shipped: Catalog) -> None:
    planner = Planner(shipped, plan_of(plan_for("sre", 1)), TODAY)
    found = value_of(planner)
    assert find_item(planner, found, "sre-1").id == "sre-1"
    assert why(planner, found, find_item(planner, found, "sre-1"))[0].startswith("SRE 1")


def test_no_two_items_of_the_demo_give_the_same_reasons() -> None:
    workspace = demo_workspace(TODAY)
    reasons = [why(workspace.planner, workspace.roadmap, item) for item in workspace.roadmap.items]
    assert all(reasons)
    assert len(set(reasons)) == len(reasons)
