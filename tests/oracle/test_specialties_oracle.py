"""Projects that count for one specialty only, against brute force; what is done already, against networkx's matching."""

from __future__ import annotations

import itertools
import random
from typing import Any

import networkx as nx
import pytest

from amounts import amount
from making import TODAY, catalog_of, logged, plan_of
from tracktui.catalog.model import Catalog
from tracktui.plan.model import Plan
from tracktui.plan.specialties import maximum_matching
from tracktui.roadmap.build import roadmap, value_of
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.why.explain import needs_in_words

TIMES = amount(1, 20)
Raw = dict[str, Any]


def case(seed: int) -> tuple[Catalog, Plan, dict[str, list[Raw]], dict[str, int], set[str], set[str]]:
    """Two tracks with a check each that asks for projects; some count once, some are done."""
    rng = random.Random(seed)
    projects = [f"p{number}" for number in range(rng.randint(3, 6))]
    once = {project for project in projects if rng.random() < 0.7}
    done = {project for project in projects if rng.random() < 0.3}
    hours = {project: rng.randint(1, 40) for project in projects}
    asked = {track: [_clause(rng, projects) for _ in range(rng.randint(1, 2))] for track in ("a", "b")}
    text = "".join(
        f'[[project]]\nid = "{project}"\nname = "{project}"\nhours = [{hours[project]}, {hours[project]}]\n'
        + ('counts_for = "one"\n' if project in once else "")
        for project in projects
    )
    for track, clauses in asked.items():
        requires = ", ".join(f"{{ of = {sorted(clause['of'])}, at_least = {clause['at_least']} }}" for clause in clauses).replace("'", '"')
        text += f'[[track]]\nid = "{track}"\nname = "{track}"\n'
        text += f'[[check]]\nid = "{track}-1"\nname = "{track} 1"\ntracks = ["{track}"]\nlevel = 1\nhours = [1, 1]\nrequires = [{requires}]\n'
    blocks = [logged("2026-11-01", "accepted", project) for project in sorted(done)]
    plan = plan_of('[profile]\nhours_per_week = 10\n[focus]\nprimary = "a"\nsecondary = "b"\nlevel = 1\n', *blocks)
    return catalog_of(text), plan, asked, hours, once, done


def _clause(rng: random.Random, projects: list[str]) -> Raw:
    members = rng.sample(projects, rng.randint(1, min(3, len(projects))))
    return {"of": members, "at_least": rng.randint(1, len(members))}


def cheapest(asked: dict[str, list[Raw]], hours: dict[str, int], once: set[str], serves: dict[str, str], done: set[str]) -> int | None:
    """The fewest hours, over every set of projects and every specialty that each of those that count once may serve."""
    best: int | None = None
    todo = sorted(set(hours) - done)
    for size in range(len(todo) + 1):
        for chosen in itertools.combinations(todo, size):
            cost = sum(hours[project] for project in chosen)
            if best is not None and cost >= best:
                continue
            free = [project for project in chosen if project in once]
            for tracks in itertools.product("ab", repeat=len(free)):
                where = {**serves, **dict(zip(free, tracks, strict=True))}
                if all(_met(clause, track, {*chosen, *done}, where) for track, clauses in asked.items() for clause in clauses):
                    best = cost
                    break
    return best


def _met(clause: Raw, track: str, have: set[str], where: dict[str, str]) -> bool:
    counted = [project for project in clause["of"] if project in have and where.get(project, track) == track]
    return len(counted) >= int(clause["at_least"])


def test_two_specialties_never_count_a_project_twice_and_cost_what_brute_force_finds() -> None:
    impossible = shared = 0
    for seed in range(150 * TIMES):
        catalog, plan, asked, hours, once, done = case(seed)
        planner = Planner(catalog, plan, TODAY)
        serves = planner.resolver.specialties.served
        assert serves.keys() == once & done
        expected = cheapest(asked, hours, once, serves, done)
        if expected is None:
            impossible += 1
            assert planner.problems
            continue
        assert planner.resolution.cost_cents == (expected + 2) * 4000, seed
        suppliers = planner.resolution.suppliers
        both = {item for ids in suppliers["a-1"] for item in ids} & {item for ids in suppliers["b-1"] for item in ids}
        assert not both & once, seed
        shared += bool(both)
    assert impossible >= 20
    assert shared >= 5


def test_what_is_done_meets_as_many_demands_as_any_matching_could() -> None:
    for seed in range(300):
        rng = random.Random(seed)
        wanted = {f"p{number}": [demand for demand in range(6) if rng.random() < 0.35] for number in range(rng.randint(1, 7))}
        graph: nx.Graph[object] = nx.Graph([(project, demand) for project, demands in wanted.items() for demand in demands])
        graph.add_nodes_from(wanted)
        found = maximum_matching(wanted)
        assert all(demand in wanted[project] for project, demand in found.items())
        assert len(set(found.values())) == len(found)
        assert len(found) == len(nx.bipartite.maximum_matching(graph, top_nodes=wanted)) // 2


TWICE = """
[[project]]
id = "p"
name = "P"
hours = [10, 10]
{once}
[[check]]
id = "a-1"
name = "A 1"
tracks = ["a"]
level = 1
requires = ["p"]
[[check]]
id = "b-1"
name = "B 1"
tracks = ["b"]
level = 1
requires = [{{ any = ["p", "q"] }}]
[[project]]
id = "q"
name = "Q"
hours = [30, 30]
[[track]]
id = "a"
name = "A"
[[track]]
id = "b"
name = "B"
{policy}
"""


def test_the_rule_comes_from_the_project_or_from_the_policy_and_needs_two_specialties() -> None:
    plan = plan_of('[focus]\nprimary = "a"\nsecondary = "b"\nlevel = 1\n')
    policy = '[[policy]]\nid = "example"\none_specialty_per_project = true\n'

    def ids(text: str, plan: Plan = plan) -> list[str]:
        return sorted(item.id for item in roadmap(catalog_of(text), plan, TODAY).items)

    free = TWICE.format(once="", policy="")
    assert ids(free) == ["a-1", "b-1", "p"]
    assert ids(TWICE.format(once='counts_for = "one"', policy="")) == ["a-1", "b-1", "p", "q"]
    assert ids(TWICE.format(once="", policy=policy)) == ["a-1", "b-1", "p", "q"]
    assert ids(TWICE.format(once="", policy=policy), plan_of('[focus]\nprimary = "a"\nlevel = 1\n')) == ["a-1", "p"]


@pytest.mark.parametrize(("once", "b"), [("", "ready"), ('counts_for = "one"', "locked")])
def test_a_finished_project_makes_a_check_of_one_specialty_ready_in_states_and_roadmap_alike(once: str, b: str) -> None:
    plan = plan_of('[focus]\nprimary = "a"\nsecondary = "b"\nlevel = 1\n', logged("2026-11-01", "accepted", "p"))
    catalog = catalog_of(TWICE.format(once=once, policy=""))
    planner = Planner(catalog, plan, TODAY)
    found = value_of(planner)
    states = {item.id: item.state for item in found.items if item.kind == "check"}
    assert states == {"a-1": "ready", "b-1": b}
    assert ("q" in {item.id for item in found.items}) == (b == "locked")
    check = found.get("b-1")
    assert check is not None
    assert needs_in_words(planner, check) == [f"{'met' if b == 'ready' else 'open'}: one of P, Q"]
