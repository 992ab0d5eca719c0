"""How many hours a week it would take: the smallest whole number from now on at which latest days are met, or a title is reached."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from copy import copy
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from tracktui.roadmap.dates.jobs import Job

if TYPE_CHECKING:
    from tracktui.roadmap.planner import Planner

MOST = 40
"""Hours a week beyond which nothing is advised."""


def to_be_done_by(planner: Planner, wanted: Mapping[str, date], without: frozenset[str] = frozenset()) -> int | None:
    """The hours a week at which some items, with all that must come before them, are done by their days; None: not even 40 are enough.

    Observation weeks, leave, opening days and one's own pace count; money does not. `without`: items that need not come before, with what
    only they need.
    """
    jobs = _needed(planner, wanted, without)

    def enough(weekly: int) -> bool:
        slots = planner.in_time(jobs, float(weekly))
        return all((finish := slots[item].finish) is not None and finish <= last for item, last in wanted.items())

    return _fewest(enough, 1)


def _needed(planner: Planner, wanted: Mapping[str, date], without: frozenset[str]) -> dict[str, Job]:
    """The jobs of some items and of what they need. One that could not be planned is a job of its own."""
    found: dict[str, Job] = {}
    todo = list(wanted)
    for item_id in todo:  # grows on the way
        item, job = planner.item(item_id), planner.parts.jobs.get(item_id)
        if job is None and item is not None:
            job = Job(item_id, planner.costs.hours_left(item, planner.standing.state(item_id)))
        if job is not None and item_id not in found:
            found[item_id] = msgspec.structs.replace(job, latest=wanted[item_id], exam_on=None) if item_id in wanted else job
            todo += [other for other in (*job.after, *job.before_award) if other in planner.parts.jobs and other not in without]
    return found


def to_hold(planner: Planner, owner: str) -> int | None:
    """The hours a week at which an item whose parts lapse too fast now is reached; None: not even 40 are enough.

    Only the dates are worked out anew, the items stay.
    """

    def enough(weekly: int) -> bool:
        other = copy(planner)
        other.plan = msgspec.structs.replace(planner.plan, profile=msgspec.structs.replace(planner.plan.profile, hours_per_week=float(weekly)))
        other.date_anew()
        return owner not in other.endless

    return _fewest(enough, int(planner.plan.profile.hours_per_week) + 1)


def _fewest(enough: Callable[[int], bool], least: int) -> int | None:
    """The smallest number from `least` to MOST that is enough: more hours never hurt, so it is found by halving."""
    return bisect_left(range(MOST), True, lo=least, key=enough) if least <= MOST and enough(MOST) else None
