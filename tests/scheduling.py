"""Random scheduling instances, and what their best schedule is by other means: every priority order, and CP-SAT.

An instance is small: whole hours, so many a day (one where nothing else is said), and a day is made of its hours: work goes on within a
day, observation and earliest days count in days.
"""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from tracktui.roadmap.dates.capacity import Pool
from tracktui.roadmap.dates.jobs import Job, Slot
from tracktui.roadmap.dates.schedule import schedule

MONDAY = date(2026, 11, 23)


class Instance(msgspec.Struct):
    """Jobs of whole hours, what they wait for, and days with other hours than one."""

    hours: list[int]
    after: list[list[int]]
    release: list[int]
    due: list[int | None]
    lag: list[int]
    primary: list[bool]
    spans: list[tuple[int, int, int]]
    """First day, last day, hours a day."""
    begun: frozenset[int] = frozenset()
    wins: frozenset[int] = frozenset()
    places: tuple[tuple[int, int], ...] = ()
    """Level and layer of each job."""
    advised: frozenset[int] = frozenset()
    """Jobs with something recommended before them."""
    proves: dict[int, int] = {}
    """Companion: the job that it proves."""
    award: dict[int, list[int]] = {}
    """For each job those that must be done by its award, not before its work."""

    @property
    def count(self) -> int:
        return len(self.hours)

    def per_day(self, day: int) -> int:
        return next((hours for first, last, hours in self.spans if first <= day <= last), 1)

    def horizon(self) -> int:
        """A day by which everything is done, whatever the order."""
        return sum(self.hours) + max(self.release) + sum(self.lag) + sum(last - first + 1 for first, last, _ in self.spans) + 1

    def slots(self) -> list[int]:
        """The day of each hour."""
        return [day for day in range(self.horizon() + 1) for _ in range(self.per_day(day))]

    def blocked(self, job: int) -> int:
        """How many jobs come behind it, directly or not."""
        behind = {job}
        for other in range(self.count):
            if behind.intersection(self.after[other]):
                behind.add(other)
        return len(behind) - 1


def random_instance(seed: int, most: int, *, lags: bool = False, dues: bool = True, least: int = 2) -> Instance:
    """Up to `most` jobs; prerequisites point backwards; leave, and days with twice or three times the hours."""
    rng = random.Random(seed)
    count = rng.randint(least, most)
    hours = [rng.randint(1, 5) for _ in range(count)]
    after = [sorted({rng.randrange(job) for _ in range(rng.choice([0, 0, 1, 2]))}) if job else [] for job in range(count)]
    total = sum(hours)
    release = [rng.randint(1, total) if rng.random() < 0.25 else 0 for _ in range(count)]
    due = [rng.randint(max(2, total // 3), total + 6) if dues and rng.random() < 0.35 else None for _ in range(count)]
    lag = [rng.randint(1, 8) if lags and rng.random() < 0.4 else 0 for _ in range(count)]
    primary = [rng.random() < 0.6 for _ in range(count)]
    primary[-1] = True
    spans = [(start, start + rng.randint(0, 4), 0) for start in [rng.randint(1, total)] if rng.random() < 0.4]
    busy = spans[-1][1] + 1 if spans else rng.randint(0, 4)
    spans += [(busy, busy + rng.randint(0, 4), rng.choice([2, 2, 3]))] if rng.random() < 0.3 else []
    return Instance(hours, after, release, due, lag, _with_prerequisites(primary, after), spans)


def _with_prerequisites(primary: list[bool], after: list[list[int]]) -> list[bool]:
    """What a primary job needs is here for the primary goal too."""
    for job in range(len(primary) - 1, -1, -1):
        if primary[job]:
            for other in after[job]:
                primary[other] = True
    return primary


def with_awards(instance: Instance, seed: int) -> Instance:
    """The same, where about half of the prerequisites must only be done by the award."""
    rng = random.Random(seed)
    award = {job: [other for other in others if rng.random() < 0.5] for job, others in enumerate(instance.after)}
    after = [[other for other in others if other not in award[job]] for job, others in enumerate(instance.after)]
    return msgspec.structs.replace(instance, after=after, award=award)


def random_plan(seed: int, most: int = 8) -> Instance:
    """Up to `most` jobs with everything that the order of work looks at: levels, companions, wins, what is in progress. No lags."""
    rng = random.Random(seed)
    base = random_instance(seed, most, dues=rng.random() < 0.6)
    hours = [rng.randint(2, 14) for _ in range(base.count)]
    scale = sum(hours) / sum(base.hours)
    proves: dict[int, int] = {}
    for job in range(1, base.count):
        if rng.random() < 0.3 and (certs := [other for other in range(job) if other not in proves]):
            proves[job] = rng.choice(certs)
            base.after[job] = [proves[job]]
    level = [rng.randint(1, 3) for _ in range(base.count)]
    free = [job for job in range(base.count) if not base.after[job] and not base.release[job]]
    return msgspec.structs.replace(
        base,
        hours=hours,
        release=[round(day * scale) for day in base.release],
        due=[None if day is None else round(day * scale) for day in base.due],
        primary=_with_prerequisites(base.primary, base.after),
        spans=[(round(first * scale), round(last * scale), 0) for first, last, rate in base.spans if not rate],
        begun=frozenset(rng.sample(free, 1) if free and rng.random() < 0.3 else []),
        wins=frozenset(proves),
        places=tuple((level[job], 3 if job in proves else rng.randint(0, 2)) for job in range(base.count)),
        advised=frozenset(job for job in range(base.count) if rng.random() < 0.15),
        proves=proves,
    )


def day(number: int) -> date:
    """The day so many days behind the first."""
    return MONDAY + timedelta(days=number)


def pool_of(instance: Instance) -> Pool:
    """The hours of an instance."""
    return Pool(MONDAY, 7, [(day(first), day(last), 7.0 * hours) for first, last, hours in instance.spans])


def jobs_of(instance: Instance) -> dict[str, Job]:
    """An instance as the planner's jobs."""
    return {f"j{job}": _job(instance, job) for job in range(instance.count)}


def _job(instance: Instance, job: int) -> Job:
    due = instance.due[job]
    level, layer = instance.places[job] if instance.places else (1, 0)
    return Job(
        f"j{job}",
        float(instance.hours[job]),
        tuple(f"j{other}" for other in instance.after[job]),
        tuple(f"j{other}" for other in instance.award.get(job, ())),
        lag_days=instance.lag[job],
        release=day(instance.release[job]) if instance.release[job] else None,
        latest=day(due) if due is not None else None,
        project=job in instance.wins,
        win=job in instance.wins,
        begun=job in instance.begun,
        rank=(int(not instance.primary[job]), level, layer, int(job in instance.advised), -instance.blocked(job) if instance.places else 0),
        companion_of=(f"j{instance.proves[job]}",) if job in instance.proves else (),
    )


def ours(instance: Instance) -> dict[str, Slot]:
    """The planner's schedule of an instance."""
    return schedule(jobs_of(instance), pool_of(instance))


class Done(msgspec.Struct, frozen=True):
    """A finished schedule: the first day of each job, its last day of work, and the day it is done."""

    start: tuple[int, ...]
    end: tuple[int, ...]
    finish: tuple[int, ...]


def done_of(instance: Instance, slots: dict[str, Slot]) -> Done:
    """Our schedule in days."""
    mine = [slots[f"j{job}"] for job in range(instance.count)]
    return Done(_days([slot.start for slot in mine]), _days([slot.work_end for slot in mine]), _days([slot.finish for slot in mine]))


def _days(days: list[date | None]) -> tuple[int, ...]:
    assert all(when is not None for when in days)
    return tuple((when - MONDAY).days for when in days if when is not None)


def score(instance: Instance, done: Done) -> tuple[int, int]:
    """(largest lateness in days, the primary goal's day)."""
    late = max((done.finish[job] - due for job, due in enumerate(instance.due) if due is not None), default=0)
    return max(0, late), max(done.finish[job] for job in range(instance.count) if instance.primary[job])


def every_priority_order(instance: Instance, most_late: int | None = None) -> Iterator[Done]:
    """Every schedule that gives each hour to the first job of some priority order that may be worked on; each only once.

    An order is decided only as far as it matters: taking one of several jobs puts it before the others. `most_late`: leave out what
    is later than that.
    """
    count = instance.count
    everyone = range(count)
    hour_days = instance.slots()

    def walk(hour: int, left: list[int], start: list[int], end: list[int], above: list[int]) -> Iterator[Done]:
        while True:
            if not any(left):
                finish = tuple(_done(instance, job, end) for job in everyone)
                yield Done(tuple(start), tuple(end), finish)
                return
            today = hour_days[hour]
            ready = [job for job in everyone if left[job] and _may_work(instance, job, today, left, end)]
            if ready:
                break
            hour += 1
        mask = sum(1 << job for job in ready)
        for job in ready:
            if above[job] & mask:
                continue
            ahead = [mine | _put_before(job, other, mask, above) for other, mine in enumerate(above)]
            until = _until(instance, hour, left[job], hour_days, left)
            work, after = list(left), list(end)
            work[job] -= until - hour
            if not work[job]:
                after[job] = hour_days[until - 1]
                due = instance.due[job]
                if most_late is not None and due is not None and after[job] + instance.lag[job] - due > most_late:
                    continue
            began = list(start)
            began[job] = began[job] if began[job] >= 0 else today
            yield from walk(until, work, began, after, ahead)

    yield from walk(0, list(instance.hours), [-1] * count, [-1] * count, [0] * count)


def _put_before(job: int, other: int, mask: int, above: list[int]) -> int:
    """What comes before `other` when `job` is taken of the ready ones in `mask`."""
    behind = other != job and (mask >> other & 1 or above[other] & mask & ~(1 << job))
    return above[job] | 1 << job if behind else 0


def _may_work(instance: Instance, job: int, today: int, left: list[int], end: list[int]) -> bool:
    return instance.release[job] <= today and all(_awarded(instance, other, left) and _done(instance, other, end) <= today for other in instance.after[job])


def _awarded(instance: Instance, job: int, left: list[int]) -> bool:
    return not left[job] and all(_awarded(instance, other, left) for other in instance.award.get(job, ()))


def _done(instance: Instance, job: int, end: list[int]) -> int:
    """The day on which a job is done whose work, and that of what its award asks for, has ended."""
    return max([end[job] + instance.lag[job], *(_done(instance, other, end) for other in instance.award.get(job, ()))])


def _until(instance: Instance, hour: int, hours: int, hour_days: list[int], left: list[int]) -> int:
    """The hour at which something else may become possible, or the work is done."""
    if any(instance.lag):
        return hour + 1
    waits = [instance.release[job] for job in range(instance.count) if left[job] and instance.release[job] > hour_days[hour]]
    return next((at for at in range(hour + 1, hour + hours) if any(when <= hour_days[at] for when in waits)), hour + hours)


def can_be(instance: Instance, late: int, goal: int) -> bool:
    """Whether a schedule exists that is at most `late` days late and done with the primary goal by day `goal`, by CP-SAT.

    One Boolean per job and hour; an hour of a job asks for every hour of what it waits for.
    """
    from ortools.sat.python import cp_model

    hour_days = instance.slots()
    windows = _windows(instance, hour_days, late, goal)
    if any(len(window) < hours for window, hours in zip(windows, instance.hours, strict=True)):
        return False
    model = cp_model.CpModel()
    works = [{hour: model.new_bool_var("") for hour in window} for window in windows]
    for hour in range(len(hour_days)):
        model.add_at_most_one(work[hour] for work in works if hour in work)
    for job in range(instance.count):
        model.add(sum(works[job].values()) == instance.hours[job])
        for other in instance.after[job]:
            for hour, work in works[job].items():
                until = hour if not instance.lag[other] else bisect_right(hour_days, hour_days[hour] - instance.lag[other])
                model.add(sum(before for at, before in works[other].items() if at < until) >= instance.hours[other] * work)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE)
    return status != cp_model.INFEASIBLE


def best_goal(instance: Instance, known: int) -> int:
    """The earliest primary day there is, by CP-SAT, from one that can be had. Latest days are left out."""
    while can_be(instance, instance.horizon(), known - 1):
        known -= 1
    return known


def _windows(instance: Instance, hour_days: list[int], late: int, goal: int) -> list[range]:
    """The hours of each job that its own days, and those of what comes before and behind it, leave."""
    first = [bisect_left(hour_days, release) for release in instance.release]
    last = [bisect_right(hour_days, _last_day(instance, job, late, goal) - instance.lag[job]) - 1 for job in range(instance.count)]
    for job in range(instance.count):
        for other in instance.after[job]:
            behind, lag = first[other] + instance.hours[other], instance.lag[other]
            first[job] = max(first[job], behind if not lag else bisect_left(hour_days, hour_days[behind - 1] + lag))
    for job in reversed(range(instance.count)):
        for other in instance.after[job]:
            before, lag = last[job] - instance.hours[job], instance.lag[other]
            last[other] = min(last[other], before if not lag or before < 0 else bisect_right(hour_days, hour_days[before + 1] - lag) - 1)
    return [range(start, end + 1) for start, end in zip(first, last, strict=True)]


def _last_day(instance: Instance, job: int, late: int, goal: int) -> int:
    due = instance.due[job]
    return min([instance.horizon(), *([due + late] if due is not None else []), *([goal] if instance.primary[job] else [])])
