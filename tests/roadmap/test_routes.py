"""Routes between roles: where the paths lead, in which order, and what each step asks of whom."""

from __future__ import annotations

import pytest

from making import TODAY, catalog_of, logged, plan_of
from tracktui.catalog.model import Catalog
from tracktui.plan.model import Plan
from tracktui.plan.states import Standing
from tracktui.roadmap.alternatives.routes import Met, SkillGap, relations, role_gap, routes
from tracktui.roadmap.graph import shortest_paths

ROLES = """
[[track]]
id = "wood"
name = "Wood"
[[track]]
id = "stone"
name = "Stone"
[[skill]]
id = "sawing"
name = "Sawing"
practice_hours = [2, 4, 8, 16]
[[skill]]
id = "carving"
name = "Carving"
practice_hours = [1, 3, 9, 27]
[[skill]]
id = "patience"
name = "Patience"
role = "mason"
why = "Stone is slow"
[[cert]]
id = "stone-exam"
name = "Stone exam"
hours = [10, 30]
price_usd = 90
[[check]]
id = "wood-1"
name = "Wood 1"
tracks = ["wood"]
level = 1
hours = [2, 2]
requires = [{ skill = "sawing", level = 2 }]
[[check]]
id = "stone-1"
name = "Stone 1"
tracks = ["stone"]
level = 1
hours = [3, 3]
requires = ["stone-exam", { skill = "carving", level = 1 }]
[[role]]
id = "joiner"
name = "Joiner"
tracks = [{ id = "wood", level = 1 }]
paths = { next = ["carver", "Head of wood"] }
[[role]]
id = "carver"
name = "Carver"
tracks = [{ id = "wood", level = 1 }]
skills = [{ id = "carving", level = 2 }]
paths = { adjacent = ["turner"] }
[[role]]
id = "turner"
name = "Turner"
tracks = [{ id = "wood", level = 1 }]
skills = [{ id = "sawing", level = 3 }]
[[role]]
id = "mason"
name = "Mason"
tracks = [{ id = "stone", level = 1 }]
skills = [{ id = "carving", level = 2 }, { id = "patience" }]
paths = { feeder = ["carver", "turner", "Quarry worker"] }
[[role]]
id = "hermit"
name = "Hermit"
"""
NOBODY = Plan()


@pytest.fixture(scope="module")
def crafts() -> Catalog:
    return catalog_of(ROLES)


def test_every_kind_of_path_is_a_step_and_plain_names_are_none(crafts: Catalog) -> None:
    assert relations(crafts) == {
        ("joiner", "carver"): "next",
        ("carver", "turner"): "adjacent",
        ("turner", "carver"): "adjacent",
        ("carver", "mason"): "feeder",
        ("turner", "mason"): "feeder",
    }


def test_routes_come_shortest_first_with_the_word_for_each_step(crafts: Catalog) -> None:
    found = routes(crafts, "joiner", "mason", TODAY)
    assert [route.roles for route in found] == [("joiner", "carver", "mason"), ("joiner", "carver", "turner", "mason")]
    assert [step.relation for step in found[0].steps] == ["next", "feeder"]


def test_no_path_is_no_route(crafts: Catalog) -> None:
    assert routes(crafts, "joiner", "hermit", TODAY) == ()
    assert routes(crafts, "mason", "joiner", TODAY) == ()


def test_a_step_asks_only_what_the_role_before_it_does_not_have(crafts: Catalog) -> None:
    """The carver has carving at 2 already: the mason asks the exam and the check of it, and the mason's own soft skill."""
    gap = routes(crafts, "carver", "mason", TODAY)[0].steps[0].gap
    assert (gap.skills, gap.soft_skills, gap.checks, gap.certs) == ((), ("patience",), ("stone-1",), ("stone-exam",))
    assert (gap.hours, gap.price_usd, gap.price_at_least) == (20 + 3, 90, False)
    wider = routes(crafts, "joiner", "carver", TODAY)[0].steps[0].gap
    assert (wider.skills, wider.checks, wider.hours) == ((SkillGap("carving", 0, 2),), (), 1 + 3)


def test_with_a_standing_a_step_says_what_remains_for_the_engineer(crafts: Catalog) -> None:
    """Who holds the exam and has practised carving needs less than the role before asks; the roles passed on the way count as met."""
    plan = plan_of("", logged("2026-10-01", "passed", "stone-exam"), logged("2026-10-02", "done", "practice@carving-1"))
    route = routes(crafts, "joiner", "mason", TODAY, plan, Standing(crafts, plan, TODAY))[0]
    first, second = (step.remaining for step in route.steps)
    assert first is not None
    assert second is not None
    assert (first.skills, first.checks, first.hours) == ((SkillGap("carving", 1, 2),), ("wood-1",), 3 + 2 + 2 + 4)
    assert (second.skills, second.certs, second.checks, second.hours) == ((), (), ("stone-1",), 3)
    assert route.hours == (1 + 3) + 23


def test_paths_through_cycles_meet_nothing_twice() -> None:
    edges = [("a", "b"), ("b", "a"), ("b", "c"), ("a", "c"), ("c", "a")]
    assert list(shortest_paths(edges, "a", "c")) == [["a", "c"], ["a", "b", "c"]]
    assert list(shortest_paths(edges, "a", "nowhere")) == []


def test_every_shipped_role_leads_to_every_other(shipped: Catalog) -> None:
    known = relations(shipped)
    lost = [(start, to) for start in shipped.roles for to in shipped.roles if start != to and not any(shortest_paths(known, start, to))]
    assert lost == []


@pytest.mark.parametrize("role", ["cloud-native-engineer", "finops-engineer", "ml-ops-engineer"])
def test_who_meets_a_role_has_no_gap_to_it(shipped: Catalog, role: str) -> None:
    gap = role_gap(shipped, role, Met(shipped, (role,)), NOBODY, TODAY)
    assert (gap.skills, gap.soft_skills, gap.checks, gap.certs, gap.hours) == ((), (), (), (), 0.0)


def test_another_role_never_makes_the_way_longer_than_from_nothing(shipped: Catalog) -> None:
    nothing = role_gap(shipped, "finops-engineer", Met(shipped, ()), NOBODY, TODAY)
    something = role_gap(shipped, "finops-engineer", Met(shipped, ("platform-engineer",)), NOBODY, TODAY)
    assert 0 < something.hours < nothing.hours
    assert set(something.skills) != set(nothing.skills)
