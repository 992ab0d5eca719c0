"""Random scheduling instances, and what their best schedule is by other means: every priority order, and CP-SAT.

An instance is small: whole hours, one hour a day (so an hour is a day), leave as days without hours.
"""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta

import msgspec

from tracktui.roadmap.capacity import Pool
from tracktui.roadmap.jobs import Job, Slot
from tracktui.roadmap.schedule import schedule

MONDAY = date(2026, 11, 23)


class Instance(msgspec.Struct):
    """Jobs of whole hours, and days without any."""

    hours: list[int]
    after: list[list[int]]
    release: list[int]
    due: list[int | None]
    lag: list[int]
    primary: list[bool]
    leave: list[tuple[int, int]]

    @property
    def count(self) -> int:
        return len(self.hours)

    def works(self, day: int) -> bool:
        return not any(first <= day <= last for first, last in self.leave)


def random_instance(seed: int, most: int, *, lags: bool = False, dues: bool = True) -> Instance:
    """Up to `most` jobs; prerequisites point backwards."""
    rng = random.Random(seed)
    count = rng.randint(2, most)
    hours = [rng.randint(1, 5) for _ in range(count)]
    after = [sorted({rng.randrange(job) for _ in range(rng.choice([0, 0, 1, 2]))}) if job else [] for job in range(count)]
    total = sum(hours)
    release = [rng.randint(1, total) if rng.random() < 0.25 else 0 for _ in range(count)]
    due = [rng.randint(max(2, total // 3), total + 6) if dues and rng.random() < 0.35 else None for _ in range(count)]
    lag = [rng.randint(1, 8) if lags and rng.random() < 0.4 else 0 for _ in range(count)]
    primary = [rng.random() < 0.6 for _ in range(count)]
    primary[-1] = True
    # What a primary job needs is here for the primary goal too.
    for job in range(count - 1, -1, -1):
        if primary[job]:
            for other in after[job]:
                primary[other] = True
    leave = [(start, start + rng.randint(0, 4)) for start in [rng.randint(1, total)] if rng.random() < 0.4]
    return Instance(hours, after, release, due, lag, primary, leave)


def ours(instance: Instance) -> dict[str, Slot]:
    """The planner's schedule of an instance."""
    pool = Pool(MONDAY, 7, [(MONDAY + timedelta(days=first), MONDAY + timedelta(days=last), 0.0) for first, last in instance.leave])
    jobs = {
        f"j{job}": Job(
            f"j{job}",
            float(instance.hours[job]),
            tuple(f"j{other}" for other in instance.after[job]),
            lag_days=instance.lag[job],
            release=MONDAY + timedelta(days=instance.release[job]) if instance.release[job] else None,
            latest=MONDAY + timedelta(days=due) if (due := instance.due[job]) is not None else None,
            rank=(int(not instance.primary[job]), 1, 0, 0, 0),
        )
        for job in range(instance.count)
    }
    return schedule(jobs, pool)


def score(instance: Instance, finish: list[int]) -> tuple[int, int]:
    """(largest lateness in days, the primary goal's day); `finish` are days counted from the first."""
    late = max((finish[job] - due for job, due in enumerate(instance.due) if due is not None), default=0)
    return max(0, late), max(finish[job] for job in range(instance.count) if instance.primary[job])


def score_of(instance: Instance, slots: dict[str, Slot]) -> tuple[int, int]:
    """The score of a schedule of ours."""
    days = [slots[f"j{job}"].finish for job in range(instance.count)]
    assert all(day is not None for day in days)
    return score(instance, [(day - MONDAY).days for day in days if day is not None])


def by_priority(instance: Instance, order: tuple[int, ...]) -> list[int]:
    """The days on which jobs are done when each hour goes to the first job of the order that may be worked on."""
    left = list(instance.hours)
    done: list[int | None] = [None] * instance.count
    day = 0
    while any(done[job] is None for job in range(instance.count)):
        if instance.works(day):
            for job in order:
                ready = left[job] and instance.release[job] <= day
                if ready and all((when := done[other]) is not None and _behind(instance, other, when, day) for other in instance.after[job]):
                    left[job] -= 1
                    if not left[job]:
                        done[job] = day + instance.lag[job]
                    break
        day += 1
    return [when for when in done if when is not None]


def _behind(instance: Instance, other: int, done: int, day: int) -> bool:
    """What follows a job begins on the day behind its last hour, or on the day its observation ends."""
    return day >= done if instance.lag[other] else day > done


def best_by_orders(instance: Instance) -> tuple[int, int]:
    """The best score over all priority orders."""
    return min(score(instance, by_priority(instance, order)) for order in itertools.permutations(range(instance.count)))


def best_by_cp_sat(instance: Instance) -> tuple[int, int]:
    """The best score there is, by CP-SAT: first the largest lateness, then the primary goal's day. One Boolean per job and day."""
    from ortools.sat.python import cp_model

    horizon = sum(instance.hours) + max(instance.release) + sum(instance.lag) + sum(last - first + 1 for first, last in instance.leave) + 1
    days = [day for day in range(horizon) if instance.works(day)]
    model = cp_model.CpModel()
    works = [{day: model.new_bool_var("") for day in days if day >= instance.release[job]} for job in range(instance.count)]
    last = [model.new_int_var(0, horizon, "") for _ in range(instance.count)]
    for day in days:
        model.add_at_most_one(works[job][day] for job in range(instance.count) if day in works[job])
    for job in range(instance.count):
        model.add(sum(works[job].values()) == instance.hours[job])
        for day, work in works[job].items():
            model.add(last[job] >= day).only_enforce_if(work)
            for other in instance.after[job]:
                # The day a prerequisite is done: its last hour, then its lag.
                gap = instance.lag[other] or 1
                model.add(last[other] + gap <= day).only_enforce_if(work)
    late = model.new_int_var(0, 10 * horizon, "")
    for job, due in enumerate(instance.due):
        if due is not None:
            model.add(late >= last[job] + instance.lag[job] - due)
    goal = model.new_int_var(0, 2 * horizon, "")
    for job in range(instance.count):
        if instance.primary[job]:
            model.add(goal >= last[job] + instance.lag[job])
    model.minimize(late * 4 * horizon + goal)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    assert status == cp_model.OPTIMAL
    return solver.value(late), solver.value(goal)
