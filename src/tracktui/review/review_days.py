"""Every review of the catalog on its day: held, due, gone by, or ahead."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from tracktui.catalog.days import add_days
from tracktui.catalog.reviews import Review
from tracktui.review.due import EARLY_DAYS, ONE_TO_ONE, calendar, due_reviews
from tracktui.review.person import Person


class ReviewDay(msgspec.Struct, frozen=True):
    """A review and its day. `passed`: its day went by without it, and a later one has taken its place."""

    review: Review
    on: date
    state: Literal["held", "due", "passed", "ahead"]


def review_days(person: Person) -> tuple[ReviewDay, ...]:
    """The reviews in order of their days, up to the first that lies ahead of the yearly ones."""
    rows = calendar(person)
    due = {(review.id, review.on) for review in due_reviews(person)}
    held = [entry.day for entry in person.entries if entry.event == "reviewed" and entry.data.get("kind", ONE_TO_ONE) != ONE_TO_ONE]
    found = []
    for number, (on, review) in enumerate(rows):
        until = add_days(rows[number + 1][0], -EARLY_DAYS) if number + 1 < len(rows) else date.max
        if any(add_days(on, -EARLY_DAYS) <= day < until for day in held):
            state: Literal["held", "due", "passed", "ahead"] = "held"
        elif (review.id, on) in due:
            state = "due"
        else:
            state = "ahead" if on > person.today else "passed"
        found.append(ReviewDay(review, on, state))
    return tuple(found)
