"""The order of work against every priority order and against CP-SAT, and the laws that no schedule may break."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from scheduling import MONDAY, Instance, best_by_cp_sat, best_by_orders, ours, random_instance, score_of
from tracktui.roadmap.capacity import Pool
from tracktui.roadmap.jobs import Job
from tracktui.roadmap.money import Budget
from tracktui.roadmap.schedule import schedule

TIMES = 10 if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else 1


@pytest.mark.parametrize("start", range(0, 200 * TIMES, 50))
def test_lateness_and_the_primary_day_equal_the_best_of_all_priority_orders(start: int) -> None:
    """Where all latest days can be met both are the best. Where they cannot, the largest lateness is; and no other day is missed for the sake
    of the primary goal, which in one case in a hundred keeps it back by a few days: a priority order may do that, ours does not."""
    kept_back = []
    for seed in range(start, start + 50):
        instance = random_instance(seed, 6)
        found, best = score_of(instance, ours(instance)), best_by_orders(instance)
        assert found[0] == best[0], (seed, found, best)
        if found[1] != best[1]:
            assert best[0] > 0, (seed, found, best)
            kept_back.append(seed)
    assert len(kept_back) <= 2, kept_back


@pytest.mark.parametrize("start", range(0, 24 * TIMES, 6))
def test_lateness_equals_that_of_cp_sat(start: int) -> None:
    for seed in range(30_000 + start, 30_000 + start + 6):
        instance = random_instance(seed, 6)
        found, best = score_of(instance, ours(instance)), best_by_cp_sat(instance)
        assert found[0] == best[0], (seed, found, best)
        assert found[1] == best[1] or best[0] > 0, (seed, found, best)


@pytest.mark.parametrize("start", range(0, 60 * TIMES, 20))
def test_with_observation_weeks_the_primary_day_is_within_bounds_of_cp_sat(start: int) -> None:
    """2 % on average and 10 % at worst is promised; measured on 150 instances: 0 % and 0 %."""
    gaps = []
    for seed in range(20_000 + start, 20_000 + start + 20):
        instance = random_instance(seed, 10, lags=True, dues=False)
        found, best = score_of(instance, ours(instance))[1], best_by_cp_sat(instance)[1]
        gaps.append((found - best) / max(1, best))
    assert sum(gaps) / len(gaps) <= 0.02
    assert max(gaps) <= 0.10


@pytest.mark.parametrize("start", range(0, 400 * TIMES, 100))
def test_nothing_comes_before_what_it_needs_and_no_hour_is_worked_twice(start: int) -> None:
    for seed in range(40_000 + start, 40_000 + start + 100):
        instance = random_instance(seed, 12, lags=seed % 2 == 0)
        slots = ours(instance)
        assert all(slot.finish is not None for slot in slots.values())
        for job in range(instance.count):
            slot = slots[f"j{job}"]
            assert slot.start is not None
            assert (slot.start - MONDAY).days >= instance.release[job]
            for other in instance.after[job]:
                before = slots[f"j{other}"]
                assert before.finish is not None
                assert slot.start > before.finish or (instance.lag[other] and slot.start == before.finish), seed
        _check_capacity(instance)


def _check_capacity(instance: Instance) -> None:
    """Up to each day no more hours are finished than the days before it had."""
    slots = ours(instance)
    ends = sorted((slot.work_end, instance.hours[int(job[1:])]) for job, slot in slots.items() if slot.work_end is not None)
    worked = 0
    for end, hours in ends:
        worked += hours
        assert worked <= sum(instance.works(day) for day in range((end - MONDAY).days + 1))


@pytest.mark.parametrize("seed", range(60))
def test_no_budget_year_pays_more_than_it_holds(seed: int) -> None:
    import random

    rng = random.Random(seed)
    jobs = {f"c{number}": Job(f"c{number}", float(rng.randint(5, 60)), price_usd=float(rng.choice([0, 150, 300, 450]))) for number in range(rng.randint(2, 9))}
    budget = Budget(600.0, (rng.randint(1, 12), 1))
    slots = schedule(jobs, Pool(MONDAY, rng.choice([3.0, 8.0, 20.0])), budget=budget)
    paid = Budget(600.0, budget.starts)
    for job_id, slot in slots.items():
        assert slot.paid_on is not None
        paid.spend(jobs[job_id].price_usd, slot.paid_on)
    assert all(spent <= 600 for spent in paid.spent.values()), (seed, paid.spent)
    assert budget.spent == {}


def test_a_win_is_taken_in_a_quarter_that_would_else_have_none() -> None:
    long = Job("a-long", 60.0, rank=(0, 1, 0, 0, 0))
    project = Job("z-project", 10.0, lag_days=14, project=True, win=True, rank=(1, 3, 3, 0, 0))
    early, late = Pool(MONDAY + timedelta(days=41), 14), Pool(MONDAY, 14)
    slots = schedule({"a-long": long, "z-project": project}, early)
    # Sixty hours from January on leave room for the project within the quarter.
    assert slots["a-long"].start < slots["z-project"].start  # type: ignore[operator]
    slots = schedule({"a-long": long, "z-project": project}, late)
    # From November on they do not: they end on 22 December.
    assert slots["z-project"].start < slots["a-long"].start  # type: ignore[operator]
