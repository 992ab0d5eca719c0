"""A roadmap on the calendar: a bar per item, credentials from pass to expiry, and the days that matter. Pure values; drawn elsewhere."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from tracktui.catalog.days import add_days, add_months
from tracktui.catalog.entries import Cert, Project
from tracktui.catalog.model import Catalog
from tracktui.plan.model import Plan
from tracktui.plan.review_calendar import first_day
from tracktui.roadmap.alternatives.compare import baseline_of
from tracktui.roadmap.dates.money import yearly_budget
from tracktui.roadmap.model import Planned, Roadmap

Sign = Literal["exam", "booked", "expiry", "window", "last-day", "review", "budget-year", "goal", "baseline"]
"""What a day on the calendar is: a planned or a booked exam, an expiry, the opening of a renewal window, a last day to sit an exam,
a review, the first day of a budget year, a goal reached, the finish a review's baseline kept."""


class Mark(msgspec.Struct, frozen=True):
    """A day that matters, and what for."""

    day: date
    sign: Sign
    text: str


class Bar(msgspec.Struct, frozen=True):
    """One row: an item from its first hour to its last, then observed until `until`; or a credential from pass to expiry.

    `end` is None for a credential that never expires or whose expiry nobody publishes.
    """

    id: str
    kind: Literal["work", "held"]
    start: date
    end: date | None
    until: date | None = None
    marks: tuple[Mark, ...] = ()


class Timeline(msgspec.Struct, frozen=True):
    """Bars in order of their start, marks that belong to no item in order of their day, and the days the calendar spans."""

    first: date
    last: date
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    busy: tuple[tuple[date, date], ...]
    """For each open item the days it is in progress: how many lie over a day is the work in progress then."""


def timeline(catalog: Catalog, plan: Plan, found: Roadmap) -> Timeline:
    """Everything of a roadmap that has a day."""
    kept = baseline_of(plan, found.today)
    baseline = {item: days[1] for item, days in kept.items.items()} if kept is not None else {}
    work = [_work(catalog, plan, item, baseline.get(item.id)) for item in found.items if item.start is not None and item.finish is not None]
    held = [bar for credential in found.credentials if (bar := _held(catalog, found, credential.id)) is not None]
    ends = [day for bar in (*work, *held) for day in (bar.end, bar.until) if day is not None]
    last = min(max([found.today, *[bar.until or bar.end or bar.start for bar in work], *[goal.day for goal in found.goals if goal.day]]), date(9000, 1, 1))
    first = min([found.today, *[bar.start for bar in work]])
    marks = _plan_marks(catalog, plan, found, first, max([last, *[day for day in ends if day <= add_months(last, 24)]]))
    return Timeline(first, last, (*work, *held), marks, tuple((bar.start, bar.end or bar.start) for bar in work))


def _work(catalog: Catalog, plan: Plan, item: Planned, kept: date | None) -> Bar:
    assert item.start is not None
    assert item.finish is not None
    weeks = _observed(catalog, plan, item)
    end = max(item.start, add_days(item.finish, -7 * weeks)) if weeks else item.finish
    marks: list[Mark] = []
    entry = catalog.items.get(item.id)
    if item.kind == "cert":
        booked = booked_day(plan, item.id)
        if item.state == "booked" and booked is not None:
            marks.append(Mark(booked, "booked", "exam booked"))
        else:
            marks.append(Mark(item.finish, "exam", "exam"))
    if isinstance(entry, Cert) and entry.retires_on is not None and entry.retires_on >= item.start:
        marks.append(Mark(entry.retires_on, "last-day", "last day to sit it"))
    if kept is not None and kept != item.finish:
        marks.append(Mark(kept, "baseline", "planned at the last review"))
    return Bar(item.id, "work", item.start, end, item.finish if item.finish > end else None, tuple(marks))


def _observed(catalog: Catalog, plan: Plan, item: Planned) -> int:
    """The weeks a project is observed after its last hour."""
    entry = next((own for own in plan.own if own.id == item.id), None) or catalog.items.get(item.id)
    return entry.observe_weeks if isinstance(entry, Project) else 0


def booked_day(plan: Plan, item: str) -> date | None:
    """The exam day the journal's newest booking of an item names."""
    for entry in reversed(plan.in_effect()):
        if entry.item == item and entry.event in ("passed", "failed"):
            return None
        if entry.item == item and entry.event == "booked":
            day = entry.data.get("exam_on")
            return day if isinstance(day, date) else None
    return None


def _held(catalog: Catalog, found: Roadmap, cert: str) -> Bar | None:
    credential = next(held for held in found.credentials if held.id == cert)
    if credential.earned is None and credential.expires is None:
        return None
    start = credential.earned or found.today
    marks: list[Mark] = []
    entry = catalog.items.get(cert)
    if credential.expires is not None:
        marks.append(Mark(credential.expires, "expiry", "expires"))
        opens = [way.opens_days for way in (entry.renewals or ()) if way.opens_days is not None] if isinstance(entry, Cert) else []
        if opens:
            marks.append(Mark(add_days(credential.expires, -max(opens)), "window", "can be renewed from here"))
    return Bar(cert, "held", start, credential.expires, None, tuple(marks))


def _plan_marks(catalog: Catalog, plan: Plan, found: Roadmap, first: date, last: date) -> tuple[Mark, ...]:
    start = first_day(plan, found.today)
    # What is only pinned has a bar of its own; among many pins the goals of the focus would not be seen.
    goals = [goal for goal in found.goals if goal.serves != "pinned"] or found.goals
    marks = [Mark(goal.day, "goal", goal.name) for goal in goals if goal.day is not None]
    for review in catalog.reviews.values():
        day = add_days(start, review.day)
        while day <= last:
            if day >= first:
                marks.append(Mark(day, "review", f"review: {review.name or review.id}" if day == add_days(start, review.day) else "yearly review"))
            if review.day < 365:
                break
            day = add_days(day, 365)
    budget = yearly_budget(plan, catalog.policy)
    year = budget.next_year(budget.year_of(first))
    while budget.usd is not None and year <= last:
        marks.append(Mark(year, "budget-year", f"budget of {year.year}"))
        year = budget.next_year(year)
    return tuple(sorted(marks, key=lambda mark: (mark.day, mark.sign, mark.text)))


def in_progress(line: Timeline, day: date) -> int:
    """How many items are in progress on a day, as planned."""
    return sum(start <= day <= end for start, end in line.busy)
