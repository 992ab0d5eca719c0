"""The exact choice against brute force over raw clauses, on random catalogs with every clause shape."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from typing import Any

import msgspec
import pytest
from ortools.sat.python import cp_model

from amounts import amount
from making import TODAY, plan_of
from tracktui.catalog.clauses import Clause, from_toml
from tracktui.catalog.entries import AnyItem, Cert
from tracktui.catalog.model import Catalog
from tracktui.plan.states import Standing
from tracktui.roadmap.choice.closure import cheapest
from tracktui.roadmap.choice.costs import Costs
from tracktui.roadmap.choice.eligible import Resolver
from tracktui.roadmap.choice.goals import Aim
from tracktui.roadmap.choice.prices import Extra
from tracktui.roadmap.choice.puzzle import Net
from tracktui.roadmap.choice.resolve import resolve

ROUNDS = amount(400, 4000)
SEEN: Counter[str] = Counter()


def raw_clause(rng: random.Random, ids: list[str], depth: int = 2) -> Any:
    shape = rng.choice(["id", "id", "any", "any", "of", "all", "active"] if depth else ["id", "active"])
    SEEN["nested"] += depth == 1 and shape in ("any", "of", "all")
    SEEN[shape] += 1
    if shape == "id":
        return rng.choice(ids)
    if shape == "active":
        return {"id": rng.choice(ids), "active": True}
    members = [raw_clause(rng, ids, depth - 1) for _ in range(rng.randint(1, 3))]
    if shape == "of":
        return {"of": members, "at_least": rng.randint(1, len(members))}
    return {shape: members}


def truth(raw: Any, done: set[str], valid: set[str], same: dict[str, list[str]]) -> bool:
    """The clause's truth, from its written form: independent of the planner's own flattening."""
    if isinstance(raw, str):
        return raw in done or any(other in done for other in same.get(raw, []))
    if "id" in raw:
        return any(other in valid for other in [raw["id"], *same.get(raw["id"], [])])
    key = next(key for key in ("any", "all", "of") if key in raw)
    count = sum(truth(member, done, valid, same) for member in raw[key])
    return bool(count >= {"any": 1, "all": len(raw[key]), "of": raw.get("at_least", 0)}[key])


def random_case(seed: int, least: int = 3, most: int = 8) -> tuple[Catalog, dict[str, Any], str, set[str], set[str], dict[str, list[str]], list[Any]]:
    rng = random.Random(seed)
    ids = [chr(97 + number) for number in range(rng.randint(least, most))]
    requires = {item: [raw_clause(rng, ids) for _ in range(rng.choice([0, 0, 1, 1, 2]))] for item in ids}
    held = {item for item in ids if rng.random() < 0.12}
    expired = {item for item in held if rng.random() < 0.4}
    waived = {item for item in ids if item not in held and rng.random() < 0.06}
    retired = {item for item in ids if item not in held and rng.random() < 0.1}
    same = {item: [rng.choice(ids)] for item in ids if rng.random() < 0.12}
    same = {item: others for item, others in same.items() if others != [item]}
    SEEN["waived"] += bool(waived)
    SEEN["retired"] += bool(retired)
    SEEN["equivalent"] += bool(same)
    items: dict[str, AnyItem] = {
        item: msgspec.convert(
            {
                "id": item,
                "name": item.upper(),
                "hours": [hours := rng.randint(1, 30), hours],
                "price_usd": rng.randint(0, 300),
                "valid_months": 24,
                "requires": [from_toml(raw) for raw in requires[item]],
                "equivalent": same.get(item, []),
                **({"retires_on": "2026-01-01"} if item in retired else {}),
            },
            Cert,
        )
        for item in ids
    }
    goals = [raw_clause(rng, ids) for _ in range(rng.randint(1, 2))]
    head = "".join(f'[[held]]\ncert = "{item}"\nearned = "{"2020-01" if item in expired else "2026-06"}"\n' for item in sorted(held))
    blocks = "".join(f'[[journal]]\nat = 2026-10-01\nevent = "waived"\nitem = "{item}"\n' for item in sorted(waived))
    return Catalog(items=items), requires, head + blocks, held | waived, (held - expired), same, [goals, retired, waived]


def brute_force(
    catalog: Catalog, requires: dict[str, Any], done: set[str], valid: set[str], same: dict[str, list[str]], goals: list[Any], barred: set[str], price: Any
) -> int | None:
    """The cheapest set, by trying all of them; reached by rounds from what is held."""
    best: int | None = None
    free = [item for item in catalog.items if item not in barred]
    for size in range(len(free) + 1):
        for chosen in itertools.combinations(free, size):
            cost = sum(price(item) for item in chosen)
            if best is not None and cost >= best:
                continue
            have, fresh, left = set(done), set(valid), set(chosen)
            while True:
                ready = {item for item in left if all(truth(raw, have, fresh, same) for raw in requires[item])}
                if not ready:
                    break
                have |= ready
                fresh |= ready
                left -= ready
            if not left and all(truth(raw, have, fresh, same) for raw in goals):
                best = cost
    return best


@pytest.mark.parametrize("part", range(4))
def test_the_chosen_set_costs_what_brute_force_finds(part: int) -> None:
    SEEN.clear()
    circles = 0
    for seed in range(part * ROUNDS, (part + 1) * ROUNDS):
        catalog, requires, text, done, valid, same, (goals, retired, waived) = random_case(seed)
        plan = plan_of("[profile]\nhours_per_week = 40\n" + text)
        standing = Standing(catalog, plan, TODAY)
        costs = Costs(catalog, plan)
        resolver = Resolver(catalog, plan, standing, TODAY, costs)
        aims = tuple(Aim(f"goal{number}", "primary", msgspec.convert(from_toml(raw), Clause)) for number, raw in enumerate(goals))
        found = resolve(resolver, aims)

        def price(item: str, standing: Standing = standing, catalog: Catalog = catalog, costs: Costs = costs) -> int:
            return costs.cents(catalog.items[item], standing.state(item))

        barred = retired | {item for item in waived if item in retired}
        expected = brute_force(catalog, requires, done, valid, same, goals, barred, price)
        assert (expected is None) == bool(found.problems), (seed, expected, found)
        if expected is not None:
            assert found.cost_cents == expected, (seed, expected, found)
        circles += any(_circle(requires, item) for item in requires)
    assert circles >= 50
    assert min(SEEN[shape] for shape in ("any", "of", "all", "active", "nested", "waived", "equivalent", "retired")) >= 50, SEEN


@pytest.mark.parametrize("part", range(4))
def test_the_chosen_set_of_larger_catalogs_costs_what_cp_sat_finds(part: int) -> None:
    reached = 0
    for seed in range(90_000 + part * ROUNDS // 8, 90_000 + (part + 1) * ROUNDS // 8):
        catalog, requires, text, done, valid, same, (goals, retired, _) = random_case(seed, 9, 18)
        plan = plan_of("[profile]\nhours_per_week = 40\n" + text)
        standing, costs = Standing(catalog, plan, TODAY), Costs(catalog, plan)
        aims = tuple(Aim(f"goal{number}", "primary", msgspec.convert(from_toml(raw), Clause)) for number, raw in enumerate(goals))
        found = resolve(Resolver(catalog, plan, standing, TODAY, costs), aims)
        price = {item: costs.cents(entry, standing.state(item)) for item, entry in catalog.items.items()}
        expected = by_cp_sat(requires, done, valid, same, goals, retired, price)
        assert (expected is None) == bool(found.problems), (seed, expected, found)
        if expected is not None:
            assert found.cost_cents == expected, (seed, expected, found)
            reached += expected > 0
    assert reached >= ROUNDS // 40


def by_cp_sat(
    requires: dict[str, Any], done: set[str], valid: set[str], same: dict[str, list[str]], goals: list[Any], barred: set[str], price: dict[str, int]
) -> int | None:
    """The cheapest set, by CP-SAT: each chosen item has a rank, and its clauses are true from what is held and what has a smaller one."""
    model = cp_model.CpModel()
    chosen = {item: model.new_bool_var(item) for item in requires}
    rank = {item: model.new_int_var(0, len(requires), "") for item in requires}
    behind: dict[tuple[str, str], cp_model.IntVar] = {}

    def serves(item: str, owner: str) -> cp_model.IntVar:
        """True only when an item is chosen, and before its owner ("": a goal)."""
        if not owner:
            return chosen[item]
        if (item, owner) not in behind:
            behind[item, owner] = literal = model.new_bool_var("")
            model.add_implication(literal, chosen[item])
            model.add(rank[item] < rank[owner]).only_enforce_if(literal)
        return behind[item, owner]

    def true(raw: Any, owner: str) -> cp_model.IntVar | bool:
        if isinstance(raw, str) or "id" in raw:
            item = raw if isinstance(raw, str) else raw["id"]
            ways = [item, *same.get(item, [])]
            if any(other in (done if isinstance(raw, str) else valid) for other in ways):
                return True
            literal = model.new_bool_var("")
            model.add_bool_or([serves(other, owner) for other in ways]).only_enforce_if(literal)
            return literal
        key = next(key for key in ("any", "all", "of") if key in raw)
        members = [true(member, owner) for member in raw[key]]
        literal = model.new_bool_var("")
        model.add(sum(members) >= {"any": 1, "all": len(members), "of": raw.get("at_least", 0)}[key]).only_enforce_if(literal)
        return literal

    for item, clauses in requires.items():
        if item in barred:
            model.add(chosen[item] == 0)
        for clause in clauses:
            model.add(true(clause, item) == 1).only_enforce_if(chosen[item])
    for goal in goals:
        model.add(true(goal, "") == 1)
    model.minimize(sum(price[item] * literal for item, literal in chosen.items()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return round(solver.objective_value) if status == cp_model.OPTIMAL else None


def _circle(requires: dict[str, Any], start: str) -> bool:
    """Whether an item can be reached from itself through any clause at all."""
    seen: set[str] = set()
    todo = [start]
    while todo:
        for other in _ids(requires[todo.pop()]):
            if other == start:
                return True
            if other not in seen:
                seen.add(other)
                todo.append(other)
    return False


def _ids(raw: Any) -> list[str]:
    if isinstance(raw, str):
        return [raw]
    if isinstance(raw, list):
        return [found for part in raw for found in _ids(part)]
    if "id" in raw:
        return [raw["id"]]
    return _ids(next(raw[key] for key in ("any", "all", "of") if key in raw))


def test_what_was_chosen_before_changes_no_answer() -> None:
    """Costs of some items change: resolving with what was chosen before gives what resolving from nothing gives, ties included."""
    rested = 0
    for seed in range(50_000, 50_000 + ROUNDS // 2):
        catalog, _, text, _, _, _, (goals, _, _) = random_case(seed)
        aims = tuple(Aim(f"goal{number}", "primary", msgspec.convert(from_toml(raw), Clause)) for number, raw in enumerate(goals))
        rng = random.Random(seed)
        estimates = "".join(f"{item} = [{hours}, {hours}]\n" for item in catalog.items if rng.random() < 0.3 and (hours := rng.choice([0, 5, 30])) >= 0)
        resolvers = []
        for head in (text, f"[estimates]\n{estimates}{text}"):
            plan = plan_of("[profile]\nhours_per_week = 40\n" + head)
            resolvers.append(Resolver(catalog, plan, Standing(catalog, plan, TODAY), TODAY, Costs(catalog, plan)))
        before = resolve(resolvers[0], aims).chosen
        alone, resting = resolve(resolvers[1], aims), resolve(resolvers[1], aims, before=before)
        assert (resting.items, resting.cost_cents, resting.suppliers) == (alone.items, alone.cost_cents, alone.suppliers), seed
        rested += before is not None and alone.chosen is not None and before.still_best(alone.chosen.puzzle, alone.chosen.names) is not None
    assert rested >= ROUNDS // 20


def test_the_price_of_a_member_is_what_asking_for_it_costs_more() -> None:
    """Of every choice left open and every member not taken: the puzzle in which who asks needs that member too, solved from nothing."""
    asked = by_items = 0
    for seed in range(70_000, 70_000 + ROUNDS):
        catalog, _, text, _, _, _, (goals, _, _) = random_case(seed, 5, 9)
        plan = plan_of("[profile]\nhours_per_week = 40\n" + text)
        resolver = Resolver(catalog, plan, Standing(catalog, plan, TODAY), TODAY, Costs(catalog, plan))
        found = resolve(resolver, tuple(Aim(f"goal{number}", "primary", msgspec.convert(from_toml(raw), Clause)) for number, raw in enumerate(goals)))
        built = found.prices.built
        for choice in found.groups:
            owner = built.place.get(choice.asked_by)
            for member in choice.members:
                if member in found.items or member not in built.place:
                    continue
                group = ((1, (built.place[member],)),)
                if owner is None:
                    other = msgspec.structs.replace(built.puzzle, goals=built.puzzle.goals + group)
                else:
                    needs = built.puzzle.needs
                    other = msgspec.structs.replace(built.puzzle, needs=(*needs[:owner], needs[owner] + group, *needs[owner + 1 :]))
                alone = cheapest(Net(other))
                assert found.prices.with_member(choice, member) == (None if alone is None else Extra(alone.cost - found.cost_cents)), (seed, choice, member)
                asked += 1
                by_items += owner is not None
    assert asked >= ROUNDS // 2
    assert by_items >= ROUNDS // 8
