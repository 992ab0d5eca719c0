"""Urgency, flowing back through prerequisites: by when each item must be done so that every latest day behind it can be met."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from tracktui.catalog.days import add_days
from tracktui.roadmap.dates.capacity import Pool
from tracktui.roadmap.dates.jobs import Job, in_order

EPSILON = 1e-6


class Urgent(msgspec.Struct, frozen=True):
    """The day by which an item must be done, and the item whose latest day asks for it (itself, or one it leads to)."""

    by: date
    because: str


def urgency(jobs: Mapping[str, Job], pool: Pool) -> dict[str, Urgent]:
    """For each job that a latest day bears on: that day, flowing back through prerequisites. Days are counted in the hours of `pool`."""
    followers: dict[str, list[str]] = {}
    awards: dict[str, list[str]] = {}
    for job in jobs.values():
        for other in job.after:
            followers.setdefault(other, []).append(job.id)
        for other in job.before_award:
            awards.setdefault(other, []).append(job.id)
    found: dict[str, Urgent] = {}
    for job_id in reversed(in_order(jobs)):
        job = jobs[job_id]
        latest = min(filter(None, [job.latest, job.exam_on]), default=None)
        ways = [Urgent(latest, job_id)] if latest is not None else []
        for other in followers.get(job_id, ()):
            if other in found:
                ways.append(Urgent(_start_by(found[other].by, jobs[other], pool), found[other].because))
        ways += [found[other] for other in awards.get(job_id, ()) if other in found]
        if ways:
            found[job_id] = min(ways, key=lambda way: (way.by, way.because))
    return found


def _start_by(by: date, job: Job, pool: Pool) -> date:
    """The day on which a job's work must begin so that it is done by a day."""
    begin = pool.hours_before(add_days(by, 1 - job.lag_days)) - job.hours
    return pool.day_of(max(0.0, begin) + EPSILON) or by
