"""The order of work against every priority order and against CP-SAT, and the laws that no schedule may break."""

from __future__ import annotations

import random
from bisect import bisect_right
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from amounts import amount, tell
from criteria import NAMES, Criteria, criteria, first_difference
from scheduling import (
    MONDAY,
    Instance,
    best_goal,
    can_be,
    done_of,
    every_priority_order,
    jobs_of,
    ours,
    pool_of,
    random_instance,
    random_plan,
    score,
    with_awards,
)
from tracktui.catalog.days import quarter
from tracktui.roadmap.dates.capacity import Pool
from tracktui.roadmap.dates.jobs import Job
from tracktui.roadmap.dates.money import Budget
from tracktui.roadmap.dates.schedule import schedule

TIMES = amount(1, 10)
LISTED = Path(__file__).parent / "order_of_work.txt"
"""The plans of up to 8 items whose order is not the best of all priority orders, with the first criterion that differs."""


def test_lateness_is_the_best_and_so_is_the_primary_day_of_199_plans_in_200_and_everything_of_six_in_seven() -> None:
    """Of the first 200 those that are not the best in everything are known by name, and none misses the best primary day.

    Where one of thousands does, a win was put before it that a better order would not have had to make room for.
    """
    count = amount(200, 3000)
    found = [_compared(seed) for seed in range(count)]
    places = [first_difference(mine, best) for mine, best in found]
    assert 0 not in places
    assert sum(place in (1, 2, 3) for place in places) <= 0.005 * count
    assert sum(place is None for place in places) >= 0.85 * count
    assert all(_primary_day(mine) <= _primary_day(best) for mine, best in found[:200])
    assert sum(place is None for place in places[:200]) >= 0.9 * 200
    assert [f"{seed}: {words}" for seed, pair in enumerate(found[:200]) if (words := _in_words(*pair))] == LISTED.read_text(encoding="utf-8").splitlines()


def _compared(seed: int) -> tuple[Criteria, Criteria]:
    """Our criteria and the best of all priority orders."""
    plan = random_plan(seed)
    mine = criteria(plan, done_of(plan, ours(plan)))
    return mine, min(mine, *(criteria(plan, done) for done in every_priority_order(plan)))


def _primary_day(found: Criteria) -> int:
    day = found[NAMES.index("primary day")]
    assert isinstance(day, int)
    return day


def _in_words(mine: Criteria, best: Criteria) -> str:
    place = first_difference(mine, best)
    if place is None:
        return ""
    one, other = mine[place], best[place]
    if isinstance(one, tuple) and isinstance(other, tuple):
        at = next(at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1])
        return f"{NAMES[place]}, at item {at + 1}: {one[at]} instead of {other[at]}"
    return f"{NAMES[place]}: {one} instead of {other}"


@pytest.mark.parametrize("start", range(0, 200 * TIMES, 50))
def test_every_set_of_latest_days_that_can_be_met_is_met(start: int) -> None:
    """Releases, leave and uneven hours included; where they cannot all be met, the largest lateness is the smallest there is."""
    met = 0
    for seed in range(50_000 + start, 50_000 + start + 50):
        instance = random_instance(seed, 8) if seed % 2 else with_awards(random_instance(seed, 8), seed)
        found = score(instance, done_of(instance, ours(instance)))
        best = min(score(instance, done) for done in every_priority_order(instance))
        assert found == best, (seed, found, best)
        met += best[0] == 0
    assert met >= 20


@pytest.mark.parametrize("start", range(0, amount(200, 5000), 50))
def test_lateness_and_primary_day_of_larger_plans_cannot_be_better_says_cp_sat(start: int) -> None:
    for seed in range(30_000 + start, 30_000 + start + 50):
        instance = random_instance(seed, 14, least=9)
        late, goal = score(instance, done_of(instance, ours(instance)))
        assert can_be(instance, late, goal)
        assert not late or not can_be(instance, late - 1, instance.horizon()), (seed, late)
        assert not can_be(instance, late, goal - 1), (seed, late, goal)


def test_what_the_primary_goal_does_not_need_stops_for_what_is_due_sooner_and_keeps_its_hours_free() -> None:
    """Plans of the long runs in which it went on, and the primary goal came a day or two later than it can."""
    small = random_instance(51_436, 8)
    assert score(small, done_of(small, ours(small))) == min(score(small, done) for done in every_priority_order(small))
    for seed in (31_808, 34_635):
        instance = random_instance(seed, 14, least=9)
        late, goal = score(instance, done_of(instance, ours(instance)))
        assert (late, can_be(instance, late, goal - 1)) == (0, False)


@pytest.mark.parametrize("start", range(0, amount(120, 2000), 40))
def test_with_observation_weeks_the_primary_day_is_within_bounds_of_cp_sat(start: int) -> None:
    """2 % on average and 10 % at worst is promised; figures in docs/planner.md."""
    gaps = []
    for seed in range(20_000 + start, 20_000 + start + 40):
        instance = random_instance(seed, 14, lags=True, dues=False)
        found = score(instance, done_of(instance, ours(instance)))[1]
        best = best_goal(instance, found)
        gaps.append((found - best) / max(1, best))
    tell("primary day with observation weeks", plans=len(gaps), later=f"{100 * sum(gaps) / len(gaps):.2f} %", worst=f"{100 * max(gaps):.1f} %")
    assert sum(gaps) / len(gaps) <= 0.02
    assert max(gaps) <= 0.10


@pytest.mark.parametrize("start", range(0, 400 * TIMES, 100))
def test_nothing_comes_before_what_it_needs_and_no_hour_is_worked_twice(start: int) -> None:
    for seed in range(40_000 + start, 40_000 + start + 100):
        instance = random_instance(seed, 12, lags=seed % 2 == 0)
        slots = ours(instance) if seed % 3 else schedule(_apart(instance), pool_of(instance), pool_of(instance))
        assert all(slot.finish is not None for slot in slots.values())
        for job in range(instance.count):
            slot = slots[f"j{job}"]
            assert slot.start is not None
            assert (slot.start - MONDAY).days >= instance.release[job]
            for other in instance.after[job]:
                before = slots[f"j{other}"]
                assert before.finish is not None
                assert slot.start >= before.finish, seed
        _check_capacity(instance)


def _apart(instance: Instance) -> dict[str, Job]:
    """Every second job a project, which has hours of its own."""
    return {name: msgspec.structs.replace(job, project=number % 2 == 0) for number, (name, job) in enumerate(jobs_of(instance).items())}


def _check_capacity(instance: Instance) -> None:
    """Up to each day no more hours are finished than the days before it had."""
    slots = ours(instance)
    hours = sorted(instance.slots())
    ends = sorted((slot.work_end, instance.hours[int(job[1:])]) for job, slot in slots.items() if slot.work_end is not None)
    worked = 0
    for end, spent in ends:
        worked += spent
        assert worked <= bisect_right(hours, (end - MONDAY).days)


@pytest.mark.parametrize("seed", range(60))
def test_no_budget_year_pays_more_than_it_holds(seed: int) -> None:
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
    long = Job("a-long", 60.0, rank=(1, 1, 0, 0, 0))
    project = Job("z-project", 10.0, lag_days=14, project=True, win=True, rank=(1, 3, 3, 0, 0))
    early, late = Pool(MONDAY + timedelta(days=41), 14), Pool(MONDAY, 14)
    slots = schedule({"a-long": long, "z-project": project}, early)
    # Sixty hours from January on leave room for the project within the quarter.
    assert slots["a-long"].start < slots["z-project"].start  # type: ignore[operator] # they have days
    slots = schedule({"a-long": long, "z-project": project}, late)
    # From November on they do not: they end on 22 December.
    assert slots["z-project"].start < slots["a-long"].start  # type: ignore[operator] # they have days


def test_a_win_of_the_secondary_goal_is_taken_first_only_in_a_quarter_that_begins_within_the_plan() -> None:
    long = Job("a-long", 200.0, rank=(0, 1, 0, 0, 0))
    project = Job("z-project", 10.0, lag_days=14, project=True, win=True, rank=(1, 3, 3, 0, 0))
    under_way = schedule({"a-long": long, "z-project": project}, Pool(MONDAY, 14))
    assert under_way["z-project"].start > under_way["a-long"].start  # type: ignore[operator] # they have days
    assert quarter(under_way["z-project"].finish) == "2027 Q1"  # type: ignore[arg-type] # it has a day
    whole = schedule({"a-long": long, "z-project": project}, Pool(date(2027, 1, 1), 14))
    assert whole["z-project"].start < whole["a-long"].start  # type: ignore[operator] # they have days


@pytest.mark.parametrize("begun", [False, True])
def test_what_fills_a_wait_stops_for_a_lower_level_and_goes_on_behind_it(begun: bool) -> None:
    """For a check also when it has been begun: a plan that is followed keeps its days."""
    project = Job("project", 7.0, lag_days=14, project=True, rank=(0, 1, 3, 0, 0), begun=begun)
    check, cert = Job("check", 2.0, ("project",), rank=(0, 1, 6, 0, 0), sign_off=True), Job("cert", 60.0, rank=(0, 2, 0, 0, 0), begun=begun)
    slots = schedule({job.id: job for job in (project, check, cert)}, Pool(MONDAY, 7))
    assert slots["cert"].start == MONDAY + timedelta(days=7)
    assert slots["check"].start == slots["project"].finish
    assert slots["cert"].finish == MONDAY + timedelta(days=68)


def test_no_more_is_begun_at_a_time_than_the_limit_allows() -> None:
    for seed in range(200):
        instance = random_instance(seed, 10, lags=True, dues=False)
        for limit in (1, 2):
            slots = schedule(jobs_of(instance), pool_of(instance), limit=limit)
            spans = [(slot.start, slot.work_end) for slot in slots.values() if slot.start is not None and slot.work_end is not None]
            days = {start for start, _ in spans}
            # A day may see the end of one and the begin of the next.
            assert all(sum(start <= on < end for start, end in spans) <= limit for on in days), seed


def test_what_a_latest_day_forces_beyond_the_limit_is_marked() -> None:
    long, urgent = Job("long", 20.0, begun=True), Job("urgent", 5.0, latest=MONDAY + timedelta(days=6))
    slots = schedule({"long": long, "urgent": urgent}, Pool(MONDAY, 7), limit=1)
    assert slots["urgent"].finish == MONDAY + timedelta(days=4)
    assert slots["urgent"].beyond_limit
    assert not slots["long"].beyond_limit
    free = schedule({"long": long, "urgent": urgent}, Pool(MONDAY, 7), limit=2)
    assert not free["urgent"].beyond_limit
