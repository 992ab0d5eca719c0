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
from tracktui.roadmap.dates.capacity import Pool
from tracktui.roadmap.dates.jobs import Job, Slot, in_order
from tracktui.roadmap.dates.money import Budget
from tracktui.roadmap.dates.worklist import Worklist

WORTH_REORDERING = 0.03
"""The part of the time to the primary goal that must be gained before the plain order is given up."""
WORTH_KEEPING = 0.06
"""The part of it that may be lost for an order that is as plain as the day aimed at allows."""
AIMS = (1 + WORTH_REORDERING, 1.0)
"""Days aimed at, as parts of the soonest time to the primary goal. The first is the last for which the plain order stays: an order that
is just too late for it changes little."""
MOST_AIMED = 400
"""Beyond so many items an order that is sooner is taken as it is: aiming at its day looks at every item at every step."""


def schedule(
    jobs: Mapping[str, Job],
    study: Pool,
    projects: Pool | None = None,
    budget: Budget | None = None,
    wins: frozenset[str] = frozenset(),
    limit: int | None = None,
) -> dict[str, Slot]:
    """A slot for every job. Jobs named in `after` that are not among `jobs` count as finished.

    With `projects`, projects draw on that pool and everything else on `study`. `wins`: quarters that have a win already. `limit`: how many
    jobs may be begun and not finished at a time; only what a latest day leaves no other way passes it.
    """
    pools = [study] if projects is None else [study, projects]

    def run(tails: Mapping[str, float] | None = None, *, alike: bool = False, aim: date | None = None) -> dict[str, Slot]:
        return Worklist(jobs, pools, budget, wins, tails, alike=alike, limit=limit, aim=aim).finished()

    found = run()
    if _criteria(jobs, found)[0]:
        # Where a latest day is missed anyway, missing others by as much may bring the primary goal nearer.
        found = min(found, run(alike=True), key=lambda slots: _criteria(jobs, slots))
    if not any(job.lag_days and not job.rank[0] for job in jobs.values()):
        return found
    # Where something is observed for weeks, what leads to long waits may have to go first. The plain order reads better and holds
    # when the plan changes a little: it stays unless the primary goal gains by more than a little, and then as far as that day allows.
    sooner = run(_tails(jobs, study))
    (late, _, goal), (most, _, least) = _criteria(jobs, found), _criteria(jobs, sooner)
    if (late, goal) <= (most, least * (1 + WORTH_REORDERING)) or len(jobs) > MOST_AIMED:
        return min(found, sooner, key=lambda slots: _criteria(jobs, slots)) if len(jobs) > MOST_AIMED else found
    start = min(pool.start for pool in pools)
    for part in AIMS:
        aimed = run(aim=add_days(start, round(least * part)))
        late, _, goal = _criteria(jobs, aimed)
        if (late, goal) <= (most, least * (1 + WORTH_KEEPING)):
            return aimed
    return sooner


def in_plain_order(jobs: Mapping[str, Job], study: Pool, projects: Pool | None, limit: int | None) -> dict[str, Slot]:
    """The slots by one pass in the plain order, without a look for what would bring the primary goal nearer. Money is no matter."""
    return Worklist(jobs, [study] if projects is None else [study, projects], None, frozenset(), limit=limit).finished()


def _criteria(jobs: Mapping[str, Job], slots: Mapping[str, Slot]) -> tuple[int, int, float]:
    """The largest lateness in days, what was begun before something in progress was finished, the days to the primary goal."""
    start = min((slot.start for slot in slots.values() if slot.start is not None), default=date.min)
    late = [_days(slots[job.id].finish, latest) for job in jobs.values() if (latest := job.exam_on or job.latest) is not None]
    spans = [_workable(job, slots) for job in jobs.values() if job.begun]
    put_off = sum(any(ready <= day < end for ready, end in spans) for job in jobs.values() if not job.begun and (day := slots[job.id].start) is not None)
    goal = [_days(slots[job.id].finish, start) for job in jobs.values() if not job.rank[0]]
    return max(0, *late) if late else 0, put_off, float(max(goal, default=0))


def _workable(job: Job, slots: Mapping[str, Slot]) -> tuple[date, date]:
    """The days from which a job could be worked on, and on which its work ends."""
    before = [slots[other].finish or date.max for other in job.after if other in slots]
    return max([job.release or date.min, *before]), slots[job.id].work_end or date.max


def _days(day: date | None, since: date) -> int:
    return (day - since).days if day is not None else 1_000_000


def _tails(jobs: Mapping[str, Job], pool: Pool) -> dict[str, float]:
    """For each job the days that at least pass between its last hour and the primary goal: its lag, and the longest chain behind it."""
    year = max(1e-9, pool.hours_before(add_days(pool.start, 364)) / 364)
    tails: dict[str, float] = {}
    for job_id in reversed(in_order(jobs)):
        job = jobs[job_id]
        tails[job_id] = tails.get(job_id, 0.0) + job.lag_days
        if job.rank[0]:
            continue
        for other in job.after:
            if other in jobs:
                tails[other] = max(tails.get(other, 0.0), job.hours / year + tails[job_id])
        for other in job.before_award:
            if other in jobs:
                tails[other] = max(tails.get(other, 0.0), tails[job_id] - job.lag_days)
    return tails
