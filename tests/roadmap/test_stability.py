"""A plan that changes a little keeps its order: of the pairs that do not depend on the change hardly any swaps."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

import msgspec
import pytest

from amounts import amount, tell
from making import TODAY, logged, plan_of
from scheduling import Instance, day, jobs_of, pool_of
from tracktui.catalog.model import Catalog
from tracktui.plan.model import Plan
from tracktui.roadmap.build import roadmap, value_of
from tracktui.roadmap.dates.jobs import Slot
from tracktui.roadmap.dates.schedule import schedule
from tracktui.roadmap.model import Planned
from tracktui.roadmap.planner import Planner

PLANS = amount(40, 500)
ABOVE = {70: (4, 36), 380: (3, 28)}
"""The random plans of which more than a tenth of the pairs change order: of how many how many do."""
TRACKS = ("sre", "platform", "finops", "mlops", "cloud-security")
Order = Mapping[str, tuple[date, date]]


class Swapped(NamedTuple):
    """Parts of the pairs that do not depend on the change: those that change order, and those of which the other one now begins first.

    One item is before another when it begins and ends no later. What begins in a wait of another and ends behind it lies beside it:
    neither is before the other.
    """

    turned: float
    begun: float


def swapped(before: Order, after: Order, dependent: Iterable[str]) -> Swapped | None:
    """How many of the pairs, apart from those with a dependent item, swap; None where no pair is left."""
    depends = set(dependent)
    pairs = list(combinations(sorted(item for item in before if item in after and item not in depends), 2))
    if not pairs:
        return None
    turned = sum(_place(before, *pair) * _place(after, *pair) < 0 for pair in pairs)
    begun = sum((before[one] < before[other]) != (after[one] < after[other]) for one, other in pairs)
    return Swapped(turned / len(pairs), begun / len(pairs))


def _place(order: Order, one: str, other: str) -> int:
    """-1 where one item is before the other, 1 where it is behind, 0 where they lie beside each other."""
    begins, ends = ((first > second) - (first < second) for first, second in zip(order[one], order[other], strict=True))
    return 0 if begins * ends < 0 else begins or ends


def around(changed: set[str], graphs: Sequence[Mapping[str, tuple[str, ...]]]) -> set[str]:
    """The changed items, what builds on them, and what leads to them: urgency flows back."""
    found = set(changed)
    for up in (True, False):
        reached, grown = set(changed), True
        while grown:
            size = len(reached)
            for after in graphs:
                for item, others in after.items():
                    if up and item in reached:
                        reached |= set(others)
                    elif not up and reached.intersection(others):
                        reached.add(item)
            grown = len(reached) > size
        found |= reached
    return found


def altered(before: Iterable[Planned], after: Iterable[Planned], changed: set[str]) -> set[str]:
    """The items with another place in the plan than before: another level or goal, other prerequisites, other companions.

    What only an item that came or went has altered counts as its own doing: `around` finds that.
    """

    def place(item: Planned) -> tuple[object, ...]:
        return (item.level, item.serves, *(frozenset(others) - changed for others in (item.waits_for, item.unlocks, item.companion_of)))

    places = {item.id: place(item) for item in before}
    return {item.id for item in after if item.id in places and places[item.id] != place(item)}


def test_real_plans_keep_their_order_when_one_thing_changes(shipped: Catalog) -> None:
    """500 plans by `make soak`, one change each: at most 1 % of the pairs change order on average, 10 % at worst."""
    parts = []
    for seed in range(PLANS):
        rng = random.Random(seed)
        head, text = _head(rng)
        run = Planner(shipped, plan_of(head + text), TODAY)
        before = value_of(run)
        ready = [item for item in before.items if item.state == "ready"]
        if not ready:
            continue
        plan, changed = _one_change(rng, head, text, rng.choice(ready))
        after = roadmap(shipped, plan, TODAY)
        assert value_of(Planner(shipped, plan, TODAY, run)) == after, "planning anew gives what planning from nothing gives"
        ids = [{item.id for item in found.items} for found in (before, after)]
        changed |= ids[0] ^ ids[1]
        changed |= altered(before.items, after.items, changed)
        graphs = [{item.id: (*item.waits_for, *item.companion_of) for item in found.items} for found in (before, after)]
        part = swapped(_days(before.items), _days(after.items), around(changed, graphs))
        if part is not None:
            parts.append(part)
            assert part.turned <= 0.10, (seed, part)
    assert len(parts) >= 0.95 * PLANS
    _holds(parts, "plans on the shipped catalog")


def _holds(parts: Sequence[Swapped], what: str) -> None:
    """At most 1 % of the pairs on average, in either measure; by the days on which items begin, one plan in a hundred above 10 %."""
    turned, begun = [part.turned for part in parts], [part.begun for part in parts]
    figures = {
        "plans": len(parts),
        "pairs turned, %": round(100 * sum(turned) / len(parts), 2),
        "at worst": round(100 * max(turned), 1),
        "begun in another order, %": round(100 * sum(begun) / len(parts), 2),
        "of them above 10 %": sum(part > 0.10 for part in begun),
    }
    tell(f"stability, {what}", **figures)
    assert sum(turned) <= sum(begun) <= 0.01 * len(parts)
    assert sum(part > 0.10 for part in begun) <= len(parts) / 100


def _days(items: Iterable[Planned]) -> Order:
    return {item.id: (item.start, item.finish) for item in items if item.start is not None and item.finish is not None}


def _head(rng: random.Random) -> tuple[str, str]:
    primary, secondary = rng.sample(TRACKS, 2)
    head = f"[profile]\nhours_per_week = {rng.choice([4, 6, 8, 12])}\n"
    if rng.random() < 0.4:
        head += f"budget_usd_per_year = {rng.choice([800, 1500])}\n"
    text = f'[focus]\nprimary = "{primary}"\nlevel = {rng.randint(2, 4)}\n'
    if rng.random() < 0.5:
        text += f'secondary = "{secondary}"\n'
    held = rng.sample(["cka", "aws-saa", "az-104", "gcp-ace", "kcna"], rng.randint(0, 2))
    return head, text + "".join(f'[[held]]\ncert = "{cert}"\nearned = 2026-0{rng.randint(1, 9)}-01\n' for cert in held)


def _one_change(rng: random.Random, head: str, text: str, item: Planned) -> tuple[Plan, set[str]]:
    """The plan with one change, and the items it is about."""
    done = {"cert": "passed", "project": "accepted", "check": "signed-off", "scenario": "drilled"}.get(item.kind, "done")
    match rng.choice(["estimate", "worked", "started", "done", "leave", "exclude"]):
        case "estimate" if "@" not in item.id:
            low, high = (hours * rng.choice([0.75, 1.5]) for hours in item.hours_range)
            return plan_of(f"{head}{text}[estimates]\n{item.id} = [{min(low, high)}, {max(low, high)}]\n"), {item.id}
        case "worked":
            return plan_of(head + text, logged("2026-11-20", "worked", item.id, hours=3)), {item.id}
        case "done":
            return plan_of(head + text, logged("2026-11-20", done, item.id)), {item.id}
        case "leave":
            return plan_of(f"{head}{text}[[calendar]]\nfrom = 2027-01-10\nto = 2027-01-24\n"), set()
        case "exclude" if "@" not in item.id:
            return plan_of(f'{head}{text}[choices]\nexclude = ["{item.id}"]\n'), {item.id}
    return plan_of(head + text, logged("2026-11-20", "started", item.id)), {item.id}


def _large(seed: int) -> Instance:
    """Ten to thirty jobs in levels, with companions that are observed for weeks."""
    rng = random.Random(seed)
    count = rng.randint(10, 30)
    level = sorted(rng.randint(1, 4) for _ in range(count))
    primary = [rng.random() < 0.7 for _ in range(count - 1)] + [True]
    after: list[list[int]] = []
    proves: dict[int, int] = {}
    for job in range(count):
        certs = [other for other in range(max(0, job - 4), job) if other not in proves]
        if certs and rng.random() < 0.3:
            proves[job] = rng.choice(certs)
            after.append([proves[job]])
            level[job], primary[job] = level[proves[job]], primary[proves[job]]
        else:
            after.append(sorted({rng.randrange(job) for _ in range(rng.choice([0, 1, 1, 2]))}) if job else [])
    for job in reversed(range(count)):
        for other in after[job] if primary[job] else ():
            primary[other] = True
    return Instance(
        [rng.randint(4, 40) for _ in range(count)],
        after,
        [0] * count,
        [None] * count,
        [rng.choice([14, 28, 42]) if job in proves else 0 for job in range(count)],
        primary,
        [],
        wins=frozenset(proves),
        places=tuple((level[job], 3 if job in proves else rng.randint(0, 2)) for job in range(count)),
        proves=proves,
    )


def _changed(rng: random.Random, plan: Instance, job: int) -> Instance:
    hours, release = list(plan.hours), list(plan.release)
    match rng.choice(["longer", "shorter", "later", "leave"]):
        case "longer":
            hours[job] = round(hours[job] * 1.5)
        case "shorter":
            hours[job] = max(1, hours[job] // 2)
        case "later":
            release[job] = rng.randint(1, sum(hours) // 2)
        case _:
            first = rng.randint(0, sum(hours))
            return msgspec.structs.replace(plan, spans=[(first, first + rng.randint(3, 14), 0)])
    return msgspec.structs.replace(plan, hours=hours, release=release)


@pytest.mark.parametrize("start", range(0, 500, 250))
def test_of_500_random_plans_one_pair_in_a_hundred_swaps_at_the_most(start: int) -> None:
    """All but two, which are known: there an item that passes three or four others is more than a tenth of the few pairs."""
    parts = []
    for seed in range(start, start + 250):
        rng = random.Random(seed)
        plan = _large(seed)
        job = rng.randrange(plan.count)
        other = _changed(rng, plan, job)
        graph = {f"j{one}": tuple(f"j{before}" for before in plan.after[one]) for one in range(plan.count)}
        part = swapped(_order(plan), _order(other), around({f"j{job}"} if not other.spans else set(), [graph]))
        parts += [] if part is None else [part]
        turned, pairs = ABOVE.get(seed, (0, 1))
        assert part is None or part.turned <= 0.10 or part.turned == turned / pairs, (seed, part)
    _holds(parts, "random plans")


def _order(plan: Instance) -> Order:
    slots: dict[str, Slot] = schedule(jobs_of(plan), pool_of(plan))
    return {job: (slot.start or day(0), slot.work_end or day(0)) for job, slot in slots.items()}
