"""Latest days: what they mean for what comes before them, and whether they can all be met.

Work is serial in a pool of hours and may be interrupted. Then earliest due day first, with earliest and latest days tightened along
the prerequisites, has the smallest largest lateness (1 | pmtn, prec, r_j | Lmax: Baker, Lawler, Lenstra and Rinnooy Kan, 1983). Days are
turned into hours of the pool, so leave and uneven weeks are part of it. Between two pools and across lags it is a good rule, no proof.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from tracktui.catalog.days import add_days
from tracktui.roadmap.dates.capacity import Pool

MOST_LATE_DAYS = 7_300
"""Beyond twenty years late a day counts as one that cannot be met at all."""
EPSILON = 1e-6
_NEVER = float("inf")


class Task(msgspec.Struct, frozen=True):
    """What the deadline rules see of a job: the pool it draws on and its hours, what it waits for, its days."""

    id: str
    pool: int
    hours: float
    after: tuple[str, ...]
    before_award: tuple[str, ...]
    """What must be done by its award, not before its work."""
    release: date | None
    """Work cannot begin before this day."""
    latest: date | None
    """The award should not fall after this day."""
    lag_days: int


def due_hours(
    tasks: Mapping[str, Task], order: Sequence[str], pools: Sequence[Pool], late: int = 0, not_before: Mapping[str, float] | None = None
) -> dict[str, float]:
    """For each job that a latest day bears on, the hour of its pool by which its work must be done when every latest day is `late` days
    later. `not_before`: hours below which a job's own latest day is not put.
    """
    floors = not_before or {}
    due: dict[str, float] = {}
    for task_id in reversed(order):
        task = tasks[task_id]
        pool = pools[task.pool]
        if task.latest is not None:
            own = max(pool.hours_before(add_days(task.latest, late - task.lag_days + 1)), floors.get(task_id, 0.0))
            due[task_id] = min(due.get(task_id, own), own)
        if task_id not in due:
            continue
        begins, ends = due[task_id] - task.hours, due[task_id]
        for other_id in task.after:
            if other_id in tasks:
                bound = _done_by(begins, EPSILON, task, tasks[other_id], pools)
                due[other_id] = min(due.get(other_id, bound), bound)
        for other_id in task.before_award:
            if other_id in tasks:
                bound = _done_by(ends, 0.0, task, tasks[other_id], pools, task.lag_days)
                due[other_id] = min(due.get(other_id, bound), bound)
    return due


def _done_by(hour: float, behind: float, task: Task, other: Task, pools: Sequence[Pool], days: int = 0) -> float:
    """The hour of its pool by which `other` must be worked so that it is done by the day of an hour of `task`, and so many days.

    `behind`: 0 for the day on which that hour ends, a little more for the one on which the next begins.
    """
    if other.pool == task.pool and other.lag_days == days:
        return hour
    day = pools[task.pool].day_of(max(0.0, hour) + behind) or date.max
    found = pools[other.pool].hours_before(add_days(day, 1 + days - other.lag_days))
    return min(found, hour) if hour < 0 else found


def release_hours(tasks: Mapping[str, Task], order: Sequence[str], pools: Sequence[Pool]) -> dict[str, float]:
    """The hour of its pool before which each job's work cannot begin, whatever else is done."""
    release: dict[str, float] = {}
    for task_id in order:
        task = tasks[task_id]
        pool = pools[task.pool]
        earliest = pool.hours_before(task.release) if task.release is not None else 0.0
        for other_id in _all_before(task, tasks):
            other = tasks[other_id]
            behind = release[other_id] + other.hours
            if other.pool != task.pool or other.lag_days:
                day = pools[other.pool].day_of(behind + EPSILON)
                behind = pool.hours_before(add_days(day, other.lag_days)) if day is not None else 0.0
            earliest = max(earliest, behind)
        release[task_id] = max(0.0, earliest)
    return release


def _all_before(task: Task, tasks: Mapping[str, Task]) -> list[str]:
    """What must be done before its work begins: what it comes after, and what the award of that asks for."""
    found = [other for other in dict.fromkeys(task.after) if other in tasks]
    for other in found:  # grows on the way
        found += [more for more in tasks[other].before_award if more in tasks and more not in found]
    return found


class Demand(msgspec.Struct):
    """The jobs of one pool that latest days bear on: from this hour, due by this hour, hours left, by id."""

    release: dict[str, float]
    due: dict[str, float]
    left: dict[str, float]

    def met(self, now: float, ahead: float = 0.0, but: str = "", rest: float = 0.0) -> bool:
        """Whether every due hour is met from `now` on when `ahead` hours are worked on `but` first; `rest` is what it has left then."""
        if not self.due:
            return True
        if not rest:
            return all(done <= self.due[task] + EPSILON for task, done in self.run(now + ahead, but).items())
        later = Demand(self.release, self.due, {**self.left, but: rest})
        return all(done <= self.due[task] + EPSILON for task, done in later.run(now + ahead).items())

    def run(self, now: float, but: str = "") -> dict[str, float]:
        """The hour at which each job is done when the earliest due goes first, interruptions allowed."""
        waiting = sorted((max(now, self.release[task]), due, task) for task, due in self.due.items() if task != but)
        left = dict(self.left)
        ready: list[tuple[float, str]] = []
        done: dict[str, float] = {}
        index = 0
        while index < len(waiting) or ready:
            if not ready:
                now = max(now, waiting[index][0])
            while index < len(waiting) and waiting[index][0] <= now + EPSILON:
                heapq.heappush(ready, (waiting[index][1], waiting[index][2]))
                index += 1
            task = ready[0][1]
            until = waiting[index][0] if index < len(waiting) else _NEVER
            step = min(left[task], max(0.0, until - now))
            now += step
            left[task] -= step
            if left[task] <= EPSILON:
                heapq.heappop(ready)
                done[task] = now
        return done


def demands(tasks: Mapping[str, Task], order: Sequence[str], pools: Sequence[Pool], *, alike: bool = False) -> list[Demand]:
    """The demand of each pool. Where the latest days cannot all be met, those that earliest-due-first misses by the smallest largest
    lateness are moved to where it meets them: the rest keep their own. With `alike` all may be missed by that much.
    """
    release = release_hours(tasks, order, pools)

    def at(late: int, floors: Mapping[str, float] | None = None) -> list[Demand]:
        due = due_hours(tasks, order, pools, late, floors)
        return [
            Demand(
                {task: release[task] for task in due if tasks[task].pool == index},
                {task: hour for task, hour in due.items() if tasks[task].pool == index},
                {task: tasks[task].hours for task in due if tasks[task].pool == index},
            )
            for index in range(len(pools))
        ]

    wanted = at(0)
    if all(found.met(0.0) for found in wanted):
        return wanted
    low, high = 1, MOST_LATE_DAYS
    while low < high:
        middle = (low + high) // 2
        if all(found.met(0.0) for found in at(middle)):
            high = middle
        else:
            low = middle + 1
    if alike:
        return at(low)
    done = {task: hour for found in at(low) for task, hour in found.run(0.0).items()}
    return at(0, done)
