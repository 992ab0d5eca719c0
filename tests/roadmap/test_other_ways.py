"""What another way than by an item would cost, in words: without it, and with what lost against it."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from making import TODAY, catalog_of, logged, plan_of
from tracktui.catalog.model import Catalog
from tracktui.plan.model import Plan
from tracktui.roadmap.build import value_of
from tracktui.roadmap.model import Alternative, Planned, Roadmap
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.why.explain import account, why
from tracktui.roadmap.why.other_ways import given_up, one_by_one, other_ways, outline
from tracktui.roadmap.why.price_words import lost_in_words, price_in_words, without_in_words

SRE = '[profile]\nhours_per_week = 8\n[focus]\nprimary = "sre"\nlevel = 2\n'
ASKED_FOR = "You asked for it yourself: leaving it out has no price."


class Run(NamedTuple):
    """A planning run with its roadmap."""

    planner: Planner
    found: Roadmap

    def item(self, item_id: str) -> Planned:
        found = self.found.get(item_id)
        assert found is not None
        return found

    def without(self, item_id: str) -> str:
        return other_ways(self.planner, self.found, self.item(item_id)).without


def run_of(catalog: Catalog, plan: Plan) -> Run:
    planner = Planner(catalog, plan, TODAY)
    return Run(planner, value_of(planner))


@pytest.fixture(scope="module")
def sre(shipped: Catalog) -> Run:
    return run_of(shipped, plan_of(SRE))


def test_each_sentence_is_there_before_its_price_and_none_is_left_open_at_the_end(sre: Run) -> None:
    prices = 0
    for item in sre.found.items:
        first = outline(sre.planner, sre.found, item)
        steps = list(one_by_one(sre.planner, first, item))
        last = other_ways(sre.planner, sre.found, item)
        assert [step.left for step in steps] == [*range(len(steps))][::-1]
        assert last == (steps or [first])[-1]
        assert [(title, [what for what, _ in lost]) for title, lost in lost_in_words(first)] == [
            (title, [what for what, _ in lost]) for title, lost in lost_in_words(last)
        ]
        assert "..." not in last.without
        assert all(price != "..." for _, lost in lost_in_words(last) for _, price in lost)
        assert ("..." in first.without) == first.priced
        prices += len(steps)
    assert prices > 10


def test_an_account_says_the_same(sre: Run) -> None:
    for item in sre.found.items[:5]:
        assert account(sre.planner, sre.found, item.id).other_ways == other_ways(sre.planner, sre.found, item)


def test_what_was_asked_for_has_no_price(shipped: Catalog, sre: Run) -> None:
    assert sre.without("sre-2") == ASKED_FOR
    pinned = run_of(shipped, plan_of(SRE + '[choices]\npin = ["cks"]\n'))
    assert pinned.without("cks") == ASKED_FOR


def test_what_is_done_has_nothing_to_leave_out_and_says_what_it_is(shipped: Catalog) -> None:
    run = run_of(shipped, plan_of(SRE, logged("2026-11-02", "passed", "cka")))
    cka = run.item("cka")
    assert other_ways(run.planner, run.found, cka) == outline(run.planner, run.found, cka)
    assert (run.without("cka"), lost_in_words(other_ways(run.planner, run.found, cka))) == ("", [])
    assert why(run.planner, run.found, cka)[0] == "It is earned: passed, not yet proven by its project."


def test_a_choice_that_the_goals_leave_open_is_told_to_be_for_them() -> None:
    catalog = catalog_of(
        """
[[track]]
id = "one"
name = "One"
[[track]]
id = "two"
name = "Two"
[[check]]
id = "one-1"
name = "One 1"
tracks = ["one"]
level = 1
[[check]]
id = "two-1"
name = "Two 1"
tracks = ["two"]
level = 1
[[shadowing]]
id = "short-visit"
name = "Short visit"
tracks = ["one"]
of = "two"
hours = [4, 4]
[[shadowing]]
id = "long-visit"
name = "Long visit"
tracks = ["one"]
of = "two"
hours = [9, 9]
"""
    )
    run = run_of(catalog, plan_of('[profile]\nhours_per_week = 8\n[focus]\nprimary = "one"\nlevel = 1\nsecondary = "two"\nsecondary_level = 1\n'))
    found = other_ways(run.planner, run.found, run.item("short-visit"))
    assert found.without == "Without it the cheapest plan costs $200 more in hours and money."
    assert lost_in_words(found) == [("Chosen for your goals", [("not Long visit", "$200 more")])]


@pytest.mark.parametrize(
    ("cents", "proven", "words"),
    [
        (None, True, "Without it no plan reaches every goal: nothing stands in for it."),
        (0, True, "Without it another plan costs the same in hours and money."),
        (0, False, "Without it another plan costs no more in hours and money."),
        (81_049, True, "Without it the cheapest plan costs $810 more in hours and money."),
        (81_049, False, "Without it the cheapest plan costs up to $810 more in hours and money."),
    ],
)
def test_what_leaving_an_item_out_costs_is_a_sentence(cents: int | None, proven: bool, words: str) -> None:
    assert without_in_words(cents, proven=proven) == words


@pytest.mark.parametrize(
    ("lost", "words"),
    [
        (Alternative("a"), "..."),
        (Alternative("a", reason="its last day is 31 Dec 2026"), "its last day is 31 Dec 2026"),
        (Alternative("a", extra_usd=0.0), "costs the same"),
        (Alternative("a", extra_usd=0.0, at_most=True), "costs no more"),
        (Alternative("a", extra_usd=1295.71), "$1,296 more"),
        (Alternative("a", extra_usd=1295.71, at_most=True), "up to $1,296 more"),
    ],
)
def test_what_an_alternative_costs_is_said_in_a_few_words(lost: Alternative, words: str) -> None:
    assert price_in_words(lost) == words


def test_where_asking_fails_what_is_known_stands_and_the_rest_says_so(sre: Run) -> None:
    item = next(item for item in sre.found.items if len(list(one_by_one(sre.planner, outline(sre.planner, sre.found, item), item))) > 2)
    first, second, *_ = one_by_one(sre.planner, outline(sre.planner, sre.found, item), item)
    assert "could not be worked out" in given_up(outline(sre.planner, sre.found, item)).without
    assert given_up(first).without == first.without
    prices = [price for _, lost in lost_in_words(given_up(second)) for _, price in lost]
    known = [price for _, lost in lost_in_words(second) for _, price in lost]
    assert prices == ["its price could not be worked out" if price == "..." else price for price in known]
    assert prices != known
    assert given_up(second).left == 0
