"""Order and dates: which item is worked when, from hours a week. Work is serial within a pool.

An item is its hours, then its lag (a project is observed for some weeks), then its award. The order never puts an item before a
hard prerequisite; among what may be taken it prefers, in this order: what is in progress; what serves the primary goal; the
companion of a cert just earned; the lower level; base before specialty before supporting before practice before the check; what
a recommendation puts first; what unlocks more; the id.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from datetime import date

import msgspec

from tracktui.catalog.days import add_days
from tracktui.roadmap.capacity import Pool


class Job(msgspec.Struct, frozen=True):
    """An item as the schedule sees it. `after`: ids that must be finished before its work begins."""

    id: str
    hours: float
    after: tuple[str, ...] = ()
    lag_days: int = 0
    not_before: date | None = None
    """The award cannot fall before this day (opening day, retake wait)."""
    exam_on: date | None = None
    """A booked day: the award falls on it."""
    project: bool = False
    begun: bool = False
    rank: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    """Smaller comes first: secondary only, level, layer, recommended place, minus what it unlocks."""
    companion_of: tuple[str, ...] = ()


class Slot(msgspec.Struct, frozen=True):
    """When an item is worked and when it is done. None: never, at these hours."""

    start: date | None
    work_end: date | None
    finish: date | None
    short_hours: float = 0.0
    """Hours that do not fit before a booked exam."""


def schedule(jobs: Mapping[str, Job], study: Pool, projects: Pool | None = None) -> dict[str, Slot]:
    """A slot for every job. Jobs named in `after` that are not among `jobs` count as finished.

    With `projects`, projects draw on that pool and everything else on `study`.
    """
    run = _Run(jobs, study, projects)
    while run.step():
        pass
    never = Slot(None, None, None)
    return {job: run.slots.get(job, never) for job in jobs}


class _Run:
    """The state of one pass: where each pool stands, what is ready, what is waiting for a day."""

    def __init__(self, jobs: Mapping[str, Job], study: Pool, projects: Pool | None) -> None:
        self.jobs = jobs
        self.pools = [study] if projects is None else [study, projects]
        self.used = [0.0] * len(self.pools)
        self.slots: dict[str, Slot] = {}
        self.missing = {job.id: sum(other in jobs for other in set(job.after)) for job in jobs.values()}
        self.followers: dict[str, list[str]] = {}
        for job in jobs.values():
            for other in set(job.after):
                if other in jobs:
                    self.followers.setdefault(other, []).append(job.id)
        self.ready: list[list[tuple[tuple[object, ...], str]]] = [[] for _ in self.pools]
        self.waiting: list[tuple[date, str]] = []
        self.just_earned: set[str] = set()
        self.start = min(pool.start for pool in self.pools)
        for job_id, missing in self.missing.items():
            if not missing:
                self._make_ready(self.jobs[job_id])

    def _pool_of(self, job: Job) -> int:
        return 1 if job.project and len(self.pools) > 1 else 0

    def _key(self, job: Job) -> tuple[object, ...]:
        secondary, *rest = job.rank
        follows = bool(self.just_earned.intersection(job.companion_of))
        return (not job.begun, secondary, not follows, *rest, job.id)

    def _make_ready(self, job: Job) -> None:
        heapq.heappush(self.ready[self._pool_of(job)], (self._key(job), job.id))

    def _release(self, day: date) -> None:
        """Make ready what waited for a day up to `day`."""
        while self.waiting and self.waiting[0][0] <= day:
            self._make_ready(self.jobs[heapq.heappop(self.waiting)[1]])

    def step(self) -> bool:
        """Work one item; False when nothing more can be worked."""
        index = self._next_pool()
        if index is None:
            return False
        if not self.ready[index]:
            return self._skip_to(self.waiting[0][0])
        _, job_id = heapq.heappop(self.ready[index])
        self._work(self.jobs[job_id], index)
        return True

    def _next_pool(self) -> int | None:
        """The pool that can begin something earliest; releases what is due by then."""
        today = [self.pools[index].day_of(self.used[index] + 1e-6) or date.max for index in range(len(self.pools))]
        self._release(min(today))
        choices = [(today[index], index) for index in range(len(self.pools)) if self.ready[index]]
        if choices:
            day, index = min(choices)
            if self.waiting and self.waiting[0][0] < day:
                self._release(day)
            return index
        return 0 if self.waiting else None

    def _skip_to(self, day: date) -> bool:
        """Nothing to work on before `day`: let the hours until then pass."""
        job = self.jobs[self.waiting[0][1]]
        index = self._pool_of(job)
        before = self.pools[index].hours_before(day)
        self.used[index] = max(self.used[index], before)
        self._release(day)
        return True

    def _work(self, job: Job, index: int) -> None:
        pool, used = self.pools[index], self.used[index]
        start = pool.day_of(used + 1e-6)
        if job.hours <= 0:
            start = max(filter(None, [self._after_day(job), self.start]))
            end: date | None = start
        else:
            self.used[index] = used + job.hours
            end = pool.day_of(used + job.hours)
        finish, short = self._award(job, end, pool, used)
        self.slots[job.id] = Slot(start, end, finish, short)
        if finish is not None:
            self._finish(job, finish)

    def _after_day(self, job: Job) -> date | None:
        days = [self.slots[other].finish for other in job.after if other in self.slots]
        return max((day for day in days if day is not None), default=None)

    def _award(self, job: Job, end: date | None, pool: Pool, used: float) -> tuple[date | None, float]:
        if job.exam_on is not None:
            short = 0.0
            if end is None or end > job.exam_on:
                short = max(0.0, used + job.hours - pool.hours_before(add_days(job.exam_on, 1)))
            return job.exam_on, short
        if end is None:
            return None, 0.0
        finish = add_days(end, job.lag_days)
        if job.not_before is not None:
            finish = max(finish, job.not_before)
        return finish, 0.0

    def _finish(self, job: Job, finish: date) -> None:
        if not job.project:
            self.just_earned.add(job.id)
        for follower in self.followers.get(job.id, ()):
            self.missing[follower] -= 1
            if not self.missing[follower]:
                later = self._after_day(self.jobs[follower]) or finish
                heapq.heappush(self.waiting, (later, follower))


def ready_day(job: Job, slots: Mapping[str, Slot]) -> date | None:
    """The day everything a job waits for is finished; None when something of it never is."""
    days = [slots[other].finish for other in job.after if other in slots]
    if any(day is None for day in days):
        return None
    return max((day for day in days if day is not None), default=None)
