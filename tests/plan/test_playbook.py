"""Playbooks run as plans: steps become own items with their weeks as windows, a check at the end is the goal."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from making import TODAY, logged, plan_of
from tracktui.catalog.entries import Check, Step
from tracktui.catalog.model import Catalog
from tracktui.plan.model import Plan
from tracktui.plan.read import read_plan
from tracktui.plan.template import NewPlan, text_of
from tracktui.roadmap.build import roadmap
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.views.upcoming import next_steps
from tracktui.roadmap.why.explain import why

START = date(2026, 11, 30)
PLAYBOOKS = ("leader-90", *(f"joiner-{role}-engineer" for role in ("cloud-native", "finops", "site-reliability", "ml-ops", "cloud-security", "platform")))
STEP = """
start = 2026-11-30
hours_per_week = 6
[choices]
pin = ["my-talk"]
[[own.step]]
id = "my-talk"
name = "Talk to the team"
weeks = [2, 3]
hours = [4, 8]
do = "Ask everybody what slows them."
done_when = "Everybody was asked."
output = "Notes"
"""


def running(catalog: Catalog, playbook: str, *journal: str) -> Plan:
    """A new plan that runs a playbook, as `tracktui new` writes it."""
    entry = catalog.playbooks[playbook]
    return read_plan((text_of(NewPlan(playbook=entry, role=entry.role, start=START)) + "\n".join(journal)).encode(), "plan.toml")


@pytest.mark.parametrize("playbook", PLAYBOOKS)
def test_every_step_of_a_playbook_is_planned_inside_its_weeks(shipped: Catalog, playbook: str) -> None:
    """At the hours a week that a new plan has."""
    plan = running(shipped, playbook)
    found = roadmap(shipped, plan, TODAY)
    assert plan.problems == ()
    assert found.problems == ()
    assert {item.id for item in found.items} == {f"my-{step.id}" for step in shipped.playbooks[playbook].steps} | {f"my-{playbook}"}
    for step in shipped.playbooks[playbook].steps:
        item = found.get(f"my-{step.id}")
        assert item is not None
        assert item.start is not None
        assert item.finish is not None
        assert step.weeks is not None
        assert START + timedelta(weeks=step.weeks[0] - 1) <= item.start <= item.finish < START + timedelta(weeks=step.weeks[1])


@pytest.mark.parametrize("playbook", PLAYBOOKS)
def test_a_shipped_playbook_is_whole(shipped: Catalog, playbook: str) -> None:
    entry = shipped.playbooks[playbook]
    ids = [step.id for step in entry.steps]
    assert len(ids) == len(set(ids)) >= 11
    assert all(step.name and step.done_when and step.output and step.hours for step in entry.steps)
    assert all(other in ids[: ids.index(step.id)] for step in entry.steps for other in step.after)
    assert len(entry.asks) >= 3
    assert entry.sources
    assert entry.role is None or entry.role in shipped.roles


def test_the_leaders_ninety_days_end_within_twelve_weeks(shipped: Catalog) -> None:
    goal = roadmap(shipped, running(shipped, "leader-90"), TODAY).goals[0]
    assert goal.name == "Specialist tracks in ninety days"
    assert goal.day is not None
    assert goal.day < START + timedelta(weeks=12)


def test_a_playbook_reads_back_as_the_steps_it_was_made_of(shipped: Catalog) -> None:
    own = running(shipped, "leader-90").own
    entry = shipped.playbooks["leader-90"]
    steps = [item for item in own if isinstance(item, Step)]
    assert [(step.id, step.name, step.do, step.weeks, step.output) for step in steps] == [
        (f"my-{step.id}", step.name, step.do, step.weeks, step.output) for step in entry.steps
    ]
    assert [item.asks for item in own if isinstance(item, Check)] == [entry.asks]


def test_a_step_done_opens_what_comes_after_it(shipped: Catalog) -> None:
    before = roadmap(shipped, running(shipped, "leader-90"), date(2026, 12, 2)).get("my-behaviours")
    after = roadmap(shipped, running(shipped, "leader-90", logged("2026-12-01", "done", "my-inventory")), date(2026, 12, 2))
    assert before is not None
    assert before.state == "locked"
    behaviours, inventory = after.get("my-behaviours"), after.get("my-inventory")
    assert behaviours is not None
    assert inventory is not None
    assert (behaviours.state, inventory.state, inventory in after.finished) == ("ready", "done", True)


def test_why_says_what_to_do_when_it_is_done_and_what_it_leaves() -> None:
    plan = plan_of(STEP)
    planner = Planner(Catalog(), plan, TODAY)
    found = roadmap(Catalog(), plan, TODAY)
    item = found.get("my-talk")
    assert item is not None
    assert item.window == (date(2026, 12, 7), date(2026, 12, 20))
    text = " ".join(why(planner, found, item))
    assert "To do (7 Dec to 20 Dec): Ask everybody what slows them." in text
    assert "Done when: Everybody was asked." in text
    assert "It leaves: Notes." in text


def test_a_step_whose_weeks_are_over_is_the_first_thing_to_do() -> None:
    steps = next_steps(roadmap(Catalog(), plan_of(STEP), date(2026, 12, 21)))
    assert (steps[0].kind, steps[0].item, steps[0].urgent) == ("late", "my-talk", True)
    assert steps[0].text == "Talk to the team: the last day of its weeks was 20 Dec."


def test_steps_too_many_for_their_weeks_say_so() -> None:
    found = roadmap(Catalog(), plan_of(STEP.replace("hours = [4, 8]", "hours = [30, 40]")), TODAY)
    assert found.items[0].flags == ("does not fit into its weeks, which end on 20 Dec 2026",)


def test_a_start_at_the_end_of_the_calendar_breaks_nothing() -> None:
    found = roadmap(Catalog(), plan_of(STEP.replace("2026-11-30", "9999-12-30")), TODAY)
    assert found.items[0].window == (date.max, date.max)


def test_weeks_the_wrong_way_round_are_told_with_their_place() -> None:
    plan = plan_of(STEP.replace("weeks = [2, 3]", "weeks = [3, 2]"))
    assert [(problem.message, problem.line) for problem in plan.problems] == [("the weeks of 'my-talk' end before they begin", 11)]
    assert plan.own == ()
