"""Order and dates: which item is worked when, from hours a week. Work is serial within a pool and may be interrupted.

An item is its hours, then its lag (a project is observed for some weeks), then its award. The order never puts an item before a hard
prerequisite. Taken next is the best item by these, in order, for which earliest-due-first still meets every latest day afterwards: what
is in progress; a win for a quarter that would else have none; what serves the primary goal; the companion of a cert just earned; the lower
level; base before specialty before supporting before practice before the check; what a recommendation puts first; what unlocks more; the id.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tracktui.catalog.days import add_days
from tracktui.roadmap.capacity import Pool
from tracktui.roadmap.jobs import Job, Slot, in_order
from tracktui.roadmap.money import Budget
from tracktui.roadmap.worklist import Worklist

WORTH_REORDERING = 0.01
"""The part of the time to the primary goal that must be gained before the plain order is given up."""


def schedule(
    jobs: Mapping[str, Job], study: Pool, projects: Pool | None = None, budget: Budget | None = None, wins: frozenset[str] = frozenset()
) -> dict[str, Slot]:
    """A slot for every job. Jobs named in `after` that are not among `jobs` count as finished.

    With `projects`, projects draw on that pool and everything else on `study`. `wins`: quarters that have a win already.
    """
    pools = [study] if projects is None else [study, projects]
    plain = Worklist(jobs, pools, budget, wins).finished()
    if not any(job.lag_days and not job.rank[0] for job in jobs.values()):
        return plain
    # Where something is observed for weeks, what leads to long waits may have to go first. The plain order reads better: it stays
    # unless the primary goal gains by more than a little.
    tailed = Worklist(jobs, pools, budget, wins, _tails(jobs, study)).finished()
    first, other = _criteria(jobs, plain), _criteria(jobs, tailed)
    return tailed if (other[0], other[1] * (1 + WORTH_REORDERING)) < first else plain


def _criteria(jobs: Mapping[str, Job], slots: Mapping[str, Slot]) -> tuple[int, float]:
    """The largest lateness in days, and the days until everything for the primary goal is done."""
    start = min((slot.start for slot in slots.values() if slot.start is not None), default=date.min)
    late = [_days(slots[job.id].finish, latest) for job in jobs.values() if (latest := job.exam_on or job.latest) is not None]
    goal = [_days(slots[job.id].finish, start) for job in jobs.values() if not job.rank[0]]
    return max(0, *late) if late else 0, float(max(goal, default=0))


def _days(day: date | None, since: date) -> int:
    return (day - since).days if day is not None else 1_000_000


def _tails(jobs: Mapping[str, Job], pool: Pool) -> dict[str, float]:
    """For each job the days that at least pass between its last hour and the primary goal: its lag, and the longest chain behind it."""
    year = max(1e-9, pool.hours_before(add_days(pool.start, 364)) / 364)
    tails: dict[str, float] = {}
    for job_id in reversed(in_order(jobs)):
        job = jobs[job_id]
        tails[job_id] = tails.get(job_id, 0.0) + job.lag_days
        for other in job.after:
            if other in jobs and not job.rank[0]:
                tails[other] = max(tails.get(other, 0.0), job.hours / year + tails[job_id])
    return tails
