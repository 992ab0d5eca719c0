"""Which review is due: those of the catalog at 30, 60, 90, 180 and 365 days after the start, and then once a year."""

from __future__ import annotations

from datetime import date

import msgspec

from tracktui.catalog.days import add_days
from tracktui.catalog.reviews import Questions, Review
from tracktui.plan.review_calendar import next_review_day, review_calendar
from tracktui.review.figures import Reading, readings
from tracktui.review.person import Person

EARLY_DAYS = 7
"""A review held this many days before its day counts as held."""
ONE_TO_ONE = "1:1"
"""The kind of a review in between: it holds none of the others."""


class DueReview(msgspec.Struct, frozen=True):
    """A review whose day has come. `on` is that day; the figures look back to the last review."""

    id: str
    name: str
    on: date
    looks_at: tuple[str, ...]
    questions: Questions
    figures: tuple[Reading, ...]
    notes: str = ""


def due_reviews(person: Person) -> tuple[DueReview, ...]:
    """The review to hold now, as one or none: the latest whose day has come and that no review of its own kind or later day covers.

    Earlier ones that were never held are covered by it: what they ask has been overtaken.
    """
    come = [(on, review) for on, review in calendar(person) if on <= person.today]
    if not come:
        return ()
    on, review = come[-1]
    if held_for(person, on):
        return ()
    figures = readings(person, review.figures, person.since)
    return (DueReview(review.id, review.name or review.id, on, review.looks_at, review.questions, figures, review.notes),)


def kind_due(person: Person) -> str:
    """What a review held today is: the one that is due, else a 1:1."""
    due = due_reviews(person)
    return due[0].id if due else ONE_TO_ONE


def next_review(person: Person) -> tuple[date, str] | None:
    """The day and the name of the next review that lies ahead; None where the catalog has none."""
    found = next_review_day(person.catalog, person.plan, person.today)
    return (found[0], found[1].name or found[1].id) if found is not None else None


def calendar(person: Person) -> list[tuple[date, Review]]:
    """Every review with its day, earliest first, up to the first that lies ahead of the yearly ones."""
    return review_calendar(person.catalog, person.plan, person.today)


def held_for(person: Person, on: date) -> bool:
    """Whether a review was held for this day: any from a week before it on that was more than a 1:1."""
    from_day = add_days(on, -EARLY_DAYS)
    return any(entry.event == "reviewed" and entry.day >= from_day and entry.data.get("kind", ONE_TO_ONE) != ONE_TO_ONE for entry in person.entries)
