"""One pass over the jobs of a plan: what is taken next, how long it is worked on, when it is awarded."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from datetime import date

from tracktui.catalog.days import add_days, quarter, quarter_end
from tracktui.roadmap.dates.capacity import Pool
from tracktui.roadmap.dates.deadlines import EPSILON, Task, demands
from tracktui.roadmap.dates.jobs import PAID_AHEAD_DAYS, Job, Slot, in_order
from tracktui.roadmap.dates.money import Budget


class Worklist:
    """The state of one pass: where each pool stands, what is ready, what is waiting for a day."""

    def __init__(
        self,
        jobs: Mapping[str, Job],
        pools: Sequence[Pool],
        budget: Budget | None,
        wins: frozenset[str],
        tails: Mapping[str, float] | None = None,
        *,
        alike: bool = False,
        limit: int | None = None,
        aim: date | None = None,
    ) -> None:
        self.jobs, self.pools = jobs, pools
        self.tails = tails or {}
        self.aim = aim
        self.budget = budget.copy() if budget is not None else Budget()
        self.wins = set(wins)
        self.used = [0.0] * len(pools)
        self.left = {job.id: job.hours for job in jobs.values()}
        self.began: dict[str, date | None] = {}
        self.slots: dict[str, Slot] = {}
        self.put_off: dict[str, date] = {}
        """Jobs that wait for the money of another year, and the first day of their award."""
        self.reserved: dict[str, date] = {}
        """The day in whose budget year a job's money is counted until it is awarded."""
        self.missing = {job.id: sum(other in jobs for other in set(job.after)) for job in jobs.values()}
        self.followers: dict[str, list[str]] = {}
        self.award_followers: dict[str, list[str]] = {}
        for job in jobs.values():
            for other in set(job.after):
                self.followers.setdefault(other, []).append(job.id)
            for other in set(job.before_award):
                self.award_followers.setdefault(other, []).append(job.id)
        self.ready: list[list[tuple[tuple[object, ...], str]]] = [[] for _ in pools]
        self.is_ready: set[str] = set()
        self.ready_wins: list[set[str]] = [set() for _ in pools]
        self.waiting: list[list[tuple[date, str]]] = [[] for _ in pools]
        """For each pool its jobs that wait for a day."""
        self.limit = limit if limit is not None else len(jobs)
        self.open = {job.id for job in jobs.values() if job.begun and job.hours > EPSILON and job.exam_on is None}
        """Jobs begun and not finished; booked ones do not count."""
        self.beyond: set[str] = set()
        """Jobs begun beyond the limit, for a latest day."""
        self.unawarded: dict[str, tuple[date | None, float]] = {}
        """Jobs whose work is done and whose award waits for others: the day it ended, the hours of its pool before it."""
        self.just_earned = {cert for job in jobs.values() for cert in job.companion_of if cert not in jobs}
        """What a companion may follow at once: the certs earned so far."""
        self.start = min(pool.start for pool in pools)
        order = in_order(jobs)
        tasks = {job_id: self._task(jobs[job_id]) for job_id in order}
        self.demands = demands(tasks, order, pools, alike=alike)
        for job_id, missing in self.missing.items():
            if not missing:
                self._release_when(self.jobs[job_id], self.start)

    def finished(self) -> dict[str, Slot]:
        """Run to the end; a slot for every job."""
        while self.step():
            pass
        never = Slot(None, None, None)
        return {job: self.slots.get(job, never) for job in self.jobs}

    def _task(self, job: Job) -> Task:
        release = max(filter(None, [job.release]), default=None)
        latest = min(filter(None, [job.latest, job.exam_on, self.aim if not job.rank[0] else None]), default=None)
        return Task(job.id, self._pool_of(job), job.hours, job.after, job.before_award, release, latest, job.lag_days)

    def _pool_of(self, job: Job) -> int:
        return 1 if job.project and len(self.pools) > 1 else 0

    def _key(self, job: Job) -> tuple[object, ...]:
        secondary, *rest = job.rank
        follows = bool(self.just_earned.intersection(job.companion_of))
        due = self._due(job)
        new = not job.begun and (secondary or not job.sign_off)
        return (new, secondary, due, -self.tails.get(job.id, 0.0), not follows, *rest, job.id)

    def _due(self, job: Job) -> float:
        """What the primary goal does not need goes by its latest day: then it never comes between later, when that goal could go on."""
        return self.demands[self._pool_of(job)].due.get(job.id, _NEVER) if job.rank[0] else 0.0

    # -- what is ready --------------------------------------------------------------------------------------------

    def _release_when(self, job: Job, day: date) -> None:
        """Make a job ready on `day`, or on the first day its work may begin."""
        day = max(filter(None, [day, job.release]))
        if day <= self.start:
            self._make_ready(job)
        else:
            heapq.heappush(self.waiting[self._pool_of(job)], (day, job.id))

    def _make_ready(self, job: Job) -> None:
        index = self._pool_of(job)
        heapq.heappush(self.ready[index], (self._key(job), job.id))
        self.is_ready.add(job.id)
        if job.win:
            self.ready_wins[index].add(job.id)

    def _release(self, index: int, day: date) -> None:
        """Make ready what of a pool waited for a day up to `day`."""
        waiting = self.waiting[index]
        while waiting and waiting[0][0] <= day:
            self._make_ready(self.jobs[heapq.heappop(waiting)[1]])

    # -- one step -------------------------------------------------------------------------------------------------

    def step(self) -> bool:
        """Work on one item; False when nothing more can be worked."""
        index = self._next_pool()
        if index is None:
            return False
        if not self.ready[index]:
            return self._skip_to(index, self.waiting[index][0][0])
        job, until = self._take(index)
        self._work(job, index, until)
        return True

    def _next_pool(self) -> int | None:
        """The pool that can begin something earliest, or has something that waits for the earliest day.

        A pool never works ahead of the day on which something becomes ready, and pools are looked at in order of their days: what one of
        them finishes is known to the other before it goes on.
        """
        choices = []
        for index in range(len(self.pools)):
            today = self._day(index)
            self._release(index, today)
            if self.ready[index]:
                choices.append((today, index))
            elif self.waiting[index]:
                choices.append((self.waiting[index][0][0], index))
        return min(choices)[1] if choices else None

    def _day(self, index: int) -> date:
        return self.pools[index].day_of(self.used[index] + EPSILON) or date.max

    def _skip_to(self, index: int, day: date) -> bool:
        """Nothing to work on in a pool before `day`: let its hours until then pass."""
        self.used[index] = max(self.used[index], self.pools[index].hours_before(day))
        self._release(index, day)
        return True

    # -- taking ---------------------------------------------------------------------------------------------------

    def _take(self, index: int) -> tuple[Job, float]:
        """The job to work on, taken from the ready ones, and how many hours of it at the most."""
        ready = self.ready[index]
        while True:
            best = self.jobs[ready[0][1]]
            later = self._money_day(best, index)
            if later is None:
                break
            # Its budget year is spent: it comes back when the next one can pay.
            self._remove(best, index)
            heapq.heappush(self.waiting[index], (later, best.id))
            if not ready:
                return _PAUSE, 0.0
        demand, now = self.demands[index], self.used[index]
        best = self._to_finish(best, index) or best
        win = self._win(best, index)
        if win is not None and not self._full(win) and demand.met(now, self.left[win.id], win.id):
            best = win
        if demand.met(now, self.left[best.id], best.id):
            self._remove(best, index)
            return best, self._until_better(best, index)
        pause = min((release for task, release in demand.release.items() if release > now + EPSILON and task in demand.due), default=_NEVER) - now
        part = min(self._until_better(best, index), pause)
        if part < self.left[best.id] and not self._full(best, 2) and demand.met(now, part, best.id, self.left[best.id] - part):
            # It is interrupted when what is due sooner can begin.
            self._remove(best, index)
            return best, part
        urgent = self.jobs[min(ready, key=lambda entry: (demand.due.get(entry[1], _NEVER), entry[0]))[1]]
        if self.aim is not None and self._full(urgent):
            urgent = best  # a day aimed at is no latest day: it passes no limit
        self._remove(urgent, index)
        return urgent, min(self._until_better(urgent, index), max(pause, EPSILON))

    def _full(self, job: Job, more: int = 1) -> bool:
        """Whether beginning a job, and others up to `more` in all, would pass the limit on what is begun and not finished."""
        return len(self.open | {job.id}) + more - 1 > self.limit

    def _to_finish(self, best: Job, index: int) -> Job | None:
        """What must be finished before `best` may begin: where the limit is reached, the best of what is open and can be worked on."""
        if best.id in self.open or not self._full(best):
            return None
        ready = [self.jobs[job_id] for job_id in self.open & self.is_ready if self._pool_of(self.jobs[job_id]) == index]
        return min(ready, key=self._key, default=None)

    def _until_better(self, job: Job, index: int) -> float:
        """The hours of a job until something comes that must go first. All its hours where nothing comes."""
        left = self.left[job.id]
        if self._full(job, 2):
            return left
        days = [day for day, other in self.waiting[index] if self._goes_first(self.jobs[other], job)]
        until = self.pools[index].hours_before(min(days)) - self.used[index] if days else left
        return min(left, until) if until > EPSILON else left

    def _goes_first(self, other: Job, job: Job) -> bool:
        """Whether work on a job is interrupted when another becomes ready: one for the primary goal where this is not, else one
        that is due sooner, or of a lower level.

        Where the longest wait counts: one for the primary goal with a longer wait behind it. What was begun before the plan is finished
        first; only for a check it stops, for which nothing new is begun.
        """
        if job.begun:
            return other.sign_off and other.rank[:2] < job.rank[:2]
        if self.tails and not job.rank[0]:
            return not other.rank[0] and self.tails.get(other.id, 0.0) > self.tails.get(job.id, 0.0)
        return (other.rank[0], self._due(other), other.rank[1]) < (job.rank[0], self._due(job), job.rank[1])

    def _remove(self, job: Job, index: int) -> None:
        ready = self.ready[index]
        self.is_ready.discard(job.id)
        self.ready_wins[index].discard(job.id)
        if ready[0][1] == job.id:
            heapq.heappop(ready)
        else:
            self.ready[index] = [entry for entry in ready if entry[1] != job.id]
            heapq.heapify(self.ready[index])

    def _win(self, best: Job, index: int) -> Job | None:
        """A ready project whose win fits this quarter now, where the quarter has none and could have none any more after `best`.

        Into what is left of a quarter that had begun before the plan did, no project is taken that only another goal needs: a few days
        more or less would decide whether it fits, and with it the order of all that is behind it.
        """
        today = self._day(index)
        if today == date.max or not self.ready_wins[index]:
            return None
        end = quarter_end(today)
        if quarter(end) in self.wins or (best.win and self._awarded_by(best, index, 0.0, end)):
            return None
        wins = [self.jobs[job_id] for job_id in self.ready_wins[index] if job_id != best.id]
        freed = [self.jobs[other] for other in self.followers.get(best.id, ()) if self.jobs[other].win and self.missing[other] == 1]
        if any(self._awarded_by(job, self._pool_of(job), self.left[best.id], end) for job in (*wins, *freed)):
            return None
        under_way = quarter(today) == quarter(add_days(self.start, -1))
        fitting = [job for job in wins if self._awarded_by(job, index, 0.0, end) and not (under_way and job.rank[0] > best.rank[0])]
        return min(fitting, key=self._key, default=None)

    def _awarded_by(self, job: Job, index: int, ahead: float, day: date) -> bool:
        end = self.pools[index].day_of(self.used[index] + ahead + self.left[job.id])
        return end is not None and add_days(end, job.lag_days) <= day

    def _money_day(self, job: Job, index: int) -> date | None:
        """The day the job's work may begin so that its exam is paid in the next year that can; None: now. The money is reserved."""
        if not job.price_usd or job.exam_on is not None or job.id in self.began:
            return None
        pool = self.pools[index]
        end = pool.day_of(self.used[index] + self.left[job.id])
        if end is None:
            return None
        award = job.sat_on(max(filter(None, [add_days(end, job.lag_days), job.not_before, self.put_off.get(job.id)])))
        self._release_money(job)
        year = self.budget.year_for(job.price_usd, add_days(award, -PAID_AHEAD_DAYS))
        if year is None:
            self._reserve(job, add_days(award, -PAID_AHEAD_DAYS))
            return None
        award = add_days(year, PAID_AHEAD_DAYS)
        self.put_off[job.id] = award
        self._reserve(job, year)
        begins = pool.day_of(max(0.0, pool.hours_before(award) - self.left[job.id]) + EPSILON)
        return begins if begins is not None and begins > self._day(index) else None

    def _reserve(self, job: Job, day: date) -> None:
        self.reserved[job.id] = day
        self.budget.spend(job.price_usd, day)

    def _release_money(self, job: Job) -> None:
        day = self.reserved.pop(job.id, None)
        if day is not None:
            self.budget.release(job.price_usd, day)

    # -- working --------------------------------------------------------------------------------------------------

    def _work(self, job: Job, index: int, hours: float) -> None:
        if job is _PAUSE:
            return
        pool, used = self.pools[index], self.used[index]
        if job.hours > EPSILON and job.exam_on is None:
            if job.id not in self.open and self._full(job) and self.open & self.is_ready:
                self.beyond.add(job.id)
            self.open.add(job.id)
        if job.id not in self.began:
            self.began[job.id] = pool.day_of(used + EPSILON) if job.hours > 0 else max(filter(None, [self._after_day(job), self.start]))
        self.used[index] = used + hours
        self.left[job.id] -= hours
        for demand in self.demands:
            if job.id in demand.left:
                demand.left[job.id] = max(0.0, self.left[job.id])
        if self.left[job.id] > EPSILON:
            self._make_ready(job)
            return
        self.open.discard(job.id)
        for demand in self.demands:
            demand.due.pop(job.id, None)
        end = pool.day_of(self.used[index]) if job.hours > 0 else self.began[job.id]
        self._award(job, end, used + hours)

    def _after_day(self, job: Job) -> date | None:
        days = [self.slots[other].finish for other in job.after if other in self.slots]
        return max((day for day in days if day is not None), default=None)

    def _award(self, job: Job, end: date | None, used: float) -> None:
        waits = [other for other in job.before_award if other in self.jobs]
        if any(other not in self.slots for other in waits):
            self.unawarded[job.id] = end, used
            return
        pool = self.pools[self._pool_of(job)]
        short, finish = 0.0, end
        if job.exam_on is not None:
            if end is None or end > job.exam_on:
                short = max(0.0, used - pool.hours_before(add_days(job.exam_on, 1)))
            finish = job.exam_on
            if (began := self.began[job.id]) is not None:
                self.began[job.id] = min(began, finish)
        elif end is not None:
            others = [self.slots[other].finish for other in waits]
            ready = job.sat_on(max(filter(None, [add_days(end, job.lag_days), job.not_before, self.put_off.get(job.id), *others])))
            finish = None if None in others else self._paid(job, ready)
        self.slots[job.id] = Slot(self.began[job.id], end, finish, short, job.id in self.put_off, job.id in self.beyond)
        if finish is not None:
            if job.win:
                self.wins.add(quarter(finish))
            self._finish(job, finish)

    def _paid(self, job: Job, day: date) -> date:
        """The day of the award when its money is counted: `day`, or the first of a later budget year that can pay."""
        if not job.price_usd:
            return day
        self._release_money(job)
        year = self.budget.year_for(job.price_usd, add_days(day, -PAID_AHEAD_DAYS))
        if year is not None:
            self.put_off[job.id] = day = max(day, add_days(year, PAID_AHEAD_DAYS))
        self._reserve(job, add_days(day, -PAID_AHEAD_DAYS))
        return day

    def _finish(self, job: Job, finish: date) -> None:
        if not job.project:
            self.just_earned.add(job.id)
        for follower in self.followers.get(job.id, ()):
            self.missing[follower] -= 1
            if not self.missing[follower]:
                self._release_when(self.jobs[follower], self._after_day(self.jobs[follower]) or finish)
        for follower in self.award_followers.get(job.id, ()):
            if follower in self.unawarded and all(other in self.slots for other in self.jobs[follower].before_award if other in self.jobs):
                self._award(self.jobs[follower], *self.unawarded.pop(follower))


_PAUSE = Job("", 0.0)
_NEVER = float("inf")
