"""Why an item comes now, what would come instead, and what leaving it out costs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from making import TODAY, catalog_of, logged, plan_of
from tracktui.catalog.model import Catalog
from tracktui.roadmap.build import value_of
from tracktui.roadmap.dates.capacity import Pool
from tracktui.roadmap.dates.jobs import Job
from tracktui.roadmap.dates.urgency import urgency
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.why.explain import why
from tracktui.roadmap.why.reasons import runner_up

SRE = '[profile]\nhours_per_week = 8\n[focus]\nprimary = "sre"\nlevel = 2\n'


def test_urgency_flows_back_through_prerequisites_and_names_whose_day_it_is() -> None:
    pool = Pool(TODAY, 7)
    jobs = {
        "a": Job("a", 3.0),
        "b": Job("b", 4.0, ("a",), lag_days=7),
        "c": Job("c", 5.0, ("b",), latest=TODAY + timedelta(days=29)),
        "free": Job("free", 1.0, ("a",)),
    }
    found = urgency(jobs, pool)
    # c needs 5 days up to day 29: it begins on day 25; b is observed for 7 days before that and takes 4.
    assert {job: (urgent.by, urgent.because) for job, urgent in found.items()} == {
        "c": (TODAY + timedelta(days=29), "c"),
        "b": (TODAY + timedelta(days=25), "c"),
        "a": (TODAY + timedelta(days=15), "c"),
    }


def test_urgency_flows_back_to_what_an_award_asks_for() -> None:
    jobs = {"a": Job("a", 3.0), "b": Job("b", 4.0, before_award=("a",), latest=TODAY + timedelta(days=20)), "c": Job("c", 7.0, ("a",))}
    found = urgency(jobs, Pool(TODAY, 7))
    assert (found["a"].by, found["a"].because) == (TODAY + timedelta(days=20), "b")
    assert "c" not in found


def test_what_must_be_done_by_when_is_said_of_the_item_and_of_what_leads_to_it() -> None:
    catalog = catalog_of(
        """
[[cert]]
id = "first"
name = "First"
hours = [10, 10]
[[cert]]
id = "ending"
name = "Ending"
hours = [10, 10]
requires = ["first"]
retires_on = 2027-03-31
"""
    )
    planner = Planner(catalog, plan_of('[profile]\nhours_per_week = 7\n[choices]\npin = ["ending"]\n'), TODAY)
    result = value_of(planner)
    by_id = {item.id: " ".join(why(planner, result, item)) for item in result.items}
    assert "done by 31 Mar 2027: its own latest day" in by_id["ending"]
    assert "done by 22 Mar 2027: the latest day of Ending asks for it" in by_id["first"]


@pytest.mark.parametrize("track", ["sre", "platform", "finops"])
def test_beginning_the_runner_up_swaps_the_two(shipped: Catalog, track: str) -> None:
    """Of every item that has one, a check apart: it comes as soon as it can, whatever is begun."""
    head = SRE.replace("sre", track)
    planner = Planner(shipped, plan_of(head), TODAY)
    told = [(first, second) for _, first in planner.by_start if (second := runner_up(planner, first)) is not None]
    assert len([second for _, second in told if second.swap.startswith("beginning ")]) >= 5
    for first, second in told:
        if not second.swap:
            assert (first.startswith(track), second.why_not) == (True, "a check comes as soon as it can")
            continue
        other = Planner(shipped, plan_of(head, logged("2026-11-22", "started", second.id)), TODAY)
        mine, theirs = other.slots[first], other.slots[second.id]
        assert (theirs.start or date.max, theirs.finish) <= (mine.start or date.min, mine.finish), (first, second)


def test_skipping_costs_what_the_cheapest_plan_without_it_costs_more(shipped: Catalog) -> None:
    planner = Planner(shipped, plan_of(SRE), TODAY)
    checked = 0
    for item in planner.resolution.items:
        extra = planner.resolution.prices.without(item)
        if item.startswith("practice@"):
            continue
        without = Planner(shipped, plan_of(SRE + f'[choices]\nexclude = ["{item}"]\n'), TODAY)
        if extra is None:
            assert any(problem.code == "goal-unreachable" for problem in without.problems), item
        else:
            assert without.resolution.cost_cents - planner.resolution.cost_cents == extra.cents, item
            checked += 1
    assert checked >= 3


def test_the_only_win_of_a_quarter_is_said_to_be_it(shipped: Catalog) -> None:
    planner = Planner(shipped, plan_of(SRE), TODAY)
    result = value_of(planner)
    alone = [item for item in result.items if planner.wins.get(item.quarter) == [item.id]]
    for item in alone:
        assert f"the measurable win of {item.quarter}" in " ".join(why(planner, result, item))
    assert planner.wins


def test_a_practice_step_is_named_by_its_skill_and_level(shipped: Catalog) -> None:
    planner = Planner(shipped, plan_of(SRE), TODAY)
    result = value_of(planner)
    sentences = " ".join(sentence for item in result.items for sentence in why(planner, result, item))
    assert "Practice in Error budgets to level 2 could come here instead" in sentences
    assert "practice@" not in sentences


def test_no_reason_for_a_place_speaks_against_it() -> None:
    """The dear exam unlocks more, but its money is there only next year: that is why the other one comes first."""
    catalog = catalog_of(
        '[[cert]]\nid = "dear"\nname = "Dear"\nhours = [10, 10]\nprice_usd = 400\n'
        '[[cert]]\nid = "next"\nname = "Next"\nhours = [10, 10]\nprice_usd = 0\nrequires = ["dear"]\n'
        '[[course]]\nid = "free"\nname = "Free"\nhours = [10, 10]\n'
        '[[cert]]\nid = "sat"\nname = "Sat"\nhours = [1, 1]\nprice_usd = 300\n'
    )
    paid = logged("2026-11-02", "booked", "sat", exam_on=TODAY) + logged("2026-11-22", "passed", "sat")
    planner = Planner(catalog, plan_of('hours_per_week = 20\nbudget_usd_per_year = 400\n[choices]\npin = ["next", "free"]\n', paid), TODAY)
    second = runner_up(planner, "free")
    assert second is not None
    assert (second.id, second.why_not, second.swap) == ("dear", "that one waits for the money of another year", "a larger budget")
