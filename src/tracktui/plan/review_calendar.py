"""The days of a plan's reviews: those of the catalog so many days after its start, and then once a year."""

from __future__ import annotations

from datetime import date

from tracktui.catalog.days import add_days
from tracktui.catalog.model import Catalog
from tracktui.catalog.reviews import Review
from tracktui.plan.model import Plan

YEAR_DAYS = 365


def first_day(plan: Plan, today: date) -> date:
    """The first day of a plan: the profile's `start`, which may lie ahead, else the first entry's, else today."""
    return plan.profile.start or min((entry.day for entry in plan.in_effect() if entry.day <= today), default=today)


def review_calendar(catalog: Catalog, plan: Plan, today: date) -> list[tuple[date, Review]]:
    """Every review with its day, earliest first, the last one repeated each year until one lies ahead."""
    start = first_day(plan, today)
    rows = sorted(catalog.reviews.values(), key=lambda review: (review.day, review.id))
    found = [(add_days(start, review.day), review) for review in rows]
    while found and found[-1][0] <= today:
        on, review = found[-1]
        later = add_days(on, YEAR_DAYS)
        if later == on:
            break
        found.append((later, review))
    return found


def next_review_day(catalog: Catalog, plan: Plan, today: date) -> tuple[date, Review] | None:
    """The next review that lies ahead, with its day; None where the catalog has none."""
    return next(((on, review) for on, review in review_calendar(catalog, plan, today) if on > today), None)
