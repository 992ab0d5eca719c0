"""What the schedule orders: jobs, and the slots they get."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from tracktui.catalog.days import add_days

PAID_AHEAD_DAYS = 14
"""Money is spent this many days before the planned exam."""

Rank = tuple[int, int, int, int, int]


class Job(msgspec.Struct, frozen=True):
    """An item as the schedule sees it. `after`: ids that must be finished before its work begins."""

    id: str
    hours: float
    after: tuple[str, ...] = ()
    before_award: tuple[str, ...] = ()
    """Ids that must be finished before its award, not before its work."""
    lag_days: int = 0
    release: date | None = None
    """Its work cannot begin before this day (a renewal's window)."""
    not_before: date | None = None
    """The award cannot fall before this day (opening day, retake wait)."""
    sittings: tuple[tuple[date, date], ...] = ()
    """First and last days on which its exam can be sat; empty: on any day. Between two versions nothing can be."""
    latest: date | None = None
    """The award should not fall after this day (last day of an exam, a lapse, a promise)."""
    exam_on: date | None = None
    """A booked day: the award falls on it."""
    project: bool = False
    win: bool = False
    """Its award is a measurable win."""
    begun: bool = False
    sign_off: bool = False
    """It is a talk about what is done (a check): nothing new is begun with it."""
    price_usd: float = 0.0
    """What is still to be paid for it."""
    rank: Rank = (0, 0, 0, 0, 0)
    """Smaller comes first: secondary only, level, layer, recommended place, minus what it unlocks."""
    companion_of: tuple[str, ...] = ()

    def sat_on(self, day: date) -> date:
        """The first day from `day` on that the exam can be sat; `day` itself where none is left."""
        return min((max(day, first) for first, last in self.sittings if last >= day), default=day)


class Slot(msgspec.Struct, frozen=True):
    """When an item is worked and when it is done. None: never, at these hours."""

    start: date | None
    work_end: date | None
    finish: date | None
    short_hours: float = 0.0
    """Hours that do not fit before a booked exam."""
    waits_for_money: bool = False
    """It was put off to another budget year."""
    beyond_limit: bool = False
    """It is begun although as much is in progress as the plan allows: its latest day leaves no other way."""

    @property
    def paid_on(self) -> date | None:
        """The day money is spent for it."""
        return add_days(self.finish, -PAID_AHEAD_DAYS) if self.finish is not None else None


def in_order(jobs: Mapping[str, Job]) -> list[str]:
    """The jobs, each behind what it waits for. What can never begin (it waits for itself) is left out."""
    missing = {job.id: sum(other in jobs for other in {*job.after, *job.before_award}) for job in jobs.values()}
    followers: dict[str, list[str]] = {}
    for job in jobs.values():
        for other in {*job.after, *job.before_award}:
            followers.setdefault(other, []).append(job.id)
    free = [job_id for job_id, count in sorted(missing.items()) if not count]
    for job_id in free:
        for follower in followers.get(job_id, ()):
            missing[follower] -= 1
            if not missing[follower]:
                free.append(follower)
    return free
