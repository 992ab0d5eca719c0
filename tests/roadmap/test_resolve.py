"""Which items: what a choice takes into account, and what it says of itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from amounts import amount
from making import TODAY, catalog_of, plan_of
from tracktui.catalog.model import Catalog
from tracktui.catalog.read import CatalogFile, read_catalog
from tracktui.plan.states import Standing
from tracktui.roadmap.build import roadmap, value_of
from tracktui.roadmap.choice.closure import NODE_LIMIT
from tracktui.roadmap.choice.costs import Costs
from tracktui.roadmap.choice.eligible import Resolver
from tracktui.roadmap.choice.goals import aims
from tracktui.roadmap.choice.resolve import resolve
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.why.other_ways import priced

HARD = Path(__file__).parents[1] / "instances" / "steiner-45.toml"


@pytest.mark.parametrize(
    "text",
    [
        '[focus]\nprimary = "finops"\nlevel = 1\n[choices]\npin = ["finops-certified-professional"]\n',
        '[focus]\nprimary = "sre"\nlevel = 2\nfrom = 1\nsecondary = "finops"\nsecondary_level = 1\n'
        '[choices]\npin = ["kcna", "finops-certified-professional", "databricks-data-engineer-professional"]\n',
    ],
)
def test_pins_with_projects_of_high_levels_are_decided_in_few_steps(shipped: Catalog, text: str) -> None:
    plan = plan_of(text)
    standing, costs = Standing(shipped, plan, TODAY), Costs(shipped, plan)
    assert resolve(Resolver(shipped, plan, standing, TODAY, costs), aims(shipped, plan)[0], node_limit=1_500).proven


def test_an_instance_that_reaches_the_limit_says_so_and_gives_its_bound() -> None:
    """`make soak` takes the limit the program has; the suite an earlier one, with the same code."""
    catalog = read_catalog([CatalogFile("test", HARD.name, HARD.read_bytes())]).catalog
    plan = plan_of('[focus]\nprimary = "steiner"\nlevel = 1\n')
    standing, costs = Standing(catalog, plan, TODAY), Costs(catalog, plan)
    goals, _ = aims(catalog, plan)
    found = resolve(Resolver(catalog, plan, standing, TODAY, costs), goals, node_limit=amount(300, NODE_LIMIT))
    assert not found.proven
    assert [problem.code for problem in found.problems] == ["choice-not-proven"]
    assert f"no choice can cost less than ${found.bound_cents / 100:,.0f}" in found.problems[0].message
    assert "the search stopped after" in found.problems[0].hint
    # Fifteen of the triples share no point: no choice costs less than fifteen projects of ten hours at 40 USD.
    assert 0 < found.bound_cents <= 30 * 400_00
    assert found.bound_cents < found.cost_cents <= 45 * 400_00
    # A price reaches its limit much sooner, and says that it may be less.
    point = next(item for item in found.items if item.startswith("point-"))
    extra = found.prices.without(point)
    assert extra is not None
    assert not extra.proven
    assert 0 <= extra.cents <= 45 * 400_00 - found.bound_cents


TWO_OF_FOUR = """
[[cert]]
id = "a"
name = "A"
hours = [10, 10]
price_usd = 0
[[cert]]
id = "b"
name = "B"
hours = [20, 20]
price_usd = 0
[[cert]]
id = "c"
name = "C"
hours = [40, 40]
price_usd = 0
[[cert]]
id = "d"
name = "D"
hours = [1, 1]
price_usd = 0
requires = ["gone"]
[[cert]]
id = "gone"
name = "Gone"
hours = [1, 1]
price_usd = 0
retires_on = 2026-01-01
[[cert]]
id = "new"
name = "New"
hours = [1, 1]
price_usd = 0
opens_on = 2027-06-01
equivalent = []
[[check]]
id = "t-1"
name = "T 1"
tracks = ["t"]
level = 1
hours = [0, 0]
requires = [{ of = ["a", "b", "c", "d"], at_least = 2 }]
[[track]]
id = "t"
name = "T"
stack = [{ layer = "base", level = 1, any = ["a", "b", "c"] }]
"""
FOCUS = '[profile]\nhours_per_week = 10\n[focus]\nprimary = "t"\nlevel = 1\n'


def test_every_member_that_lost_of_k_of_n_has_its_price_or_its_reason() -> None:
    planner = Planner(catalog_of(TWO_OF_FOUR), plan_of(FOCUS), TODAY)
    choice = value_of(planner).choices[0]
    assert choice.taken == ("a", "b")
    lost = {alternative.id: alternative for alternative in priced(planner, choice).lost}
    assert lost["c"].extra_usd == (40 - 20) * 40
    assert lost["d"].extra_usd is None
    assert lost["d"].reason


def test_what_counts_as_another_is_named_among_what_was_not_taken() -> None:
    text = """
[[cert]]
id = "old"
name = "Old"
hours = [10, 10]
price_usd = 0
equivalent = ["young"]
[[cert]]
id = "young"
name = "Young"
hours = [30, 30]
price_usd = 0
[[check]]
id = "t-1"
name = "T 1"
tracks = ["t"]
level = 1
requires = ["old"]
[[track]]
id = "t"
name = "T"
"""
    planner = Planner(catalog_of(text), plan_of(FOCUS), TODAY)
    choice = priced(planner, value_of(planner).choices[0])
    assert (choice.taken, [(lost.id, lost.extra_usd) for lost in choice.lost]) == (("old",), [("young", 800.0)])


def test_an_exam_that_is_not_open_yet_is_dated_from_its_opening() -> None:
    found = roadmap(catalog_of(TWO_OF_FOUR), plan_of(FOCUS + '[choices]\npin = ["new"]\n'), TODAY)
    new = found.get("new")
    assert new is not None
    assert new.finish == date(2027, 6, 1)


POLICY = '[[policy]]\nid = "example"\npreferred = [{ track = "t", certs = ["b", "c"] }]\n'


def test_what_the_policy_prefers_is_taken_where_it_costs_little_more() -> None:
    def taken(text: str) -> set[str]:
        return {item.id for item in roadmap(catalog_of(text), plan_of(FOCUS), TODAY).items if item.kind == "cert"}

    close = TWO_OF_FOUR.replace("at_least = 2", "at_least = 1").replace("hours = [20, 20]", "hours = [11, 11]")
    assert taken(close) == {"a"}
    assert taken(close + POLICY) == {"b"}
    assert taken(TWO_OF_FOUR.replace("at_least = 2", "at_least = 1") + POLICY) == {"a"}


def test_the_dividend_of_two_specialties_is_what_serves_both(shipped: Catalog) -> None:
    head = "[profile]\nhours_per_week = 8\n[focus]\nlevel = 2\n"
    one = roadmap(shipped, plan_of(head + 'primary = "sre"\n'), TODAY)
    other = roadmap(shipped, plan_of(head + 'primary = "platform"\n'), TODAY)
    both = roadmap(shipped, plan_of(head + 'primary = "sre"\nsecondary = "platform"\nsecondary_level = 2\n'), TODAY)
    assert both.totals.shared_items
    assert both.totals.shared_hours == pytest.approx(sum(item.hours for item in both.items if item.serves == "both"))
    shadowing = sum(item.hours for item in both.items if item.kind == "shadowing")
    assert both.totals.hours - shadowing < one.totals.hours + other.totals.hours
