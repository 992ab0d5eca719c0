"""A role's goals at 30, 60, 90 days and later, counted from the day of joining: where each stands."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from tracktui.catalog.clauses import holds, in_words
from tracktui.review.person import Person
from tracktui.roadmap.onboarding import promised_for, role_goals

GoalState = Literal["signed-off", "met", "open", "due", "talk"]


class OnboardingGoal(msgspec.Struct, frozen=True):
    """A goal and where it stands.

    `signed-off`: somebody has looked at it. `met`: all it asks is true, only the talk is missing. `open`: its day lies ahead. `due`: its
    day has come. `talk`: its day has come, and it asks nothing that could be measured.
    """

    check: str
    """The id of its check in the plan."""
    on: date
    text: str
    state: GoalState
    missing: tuple[str, ...] = ()
    """What it still asks, in words."""


def onboarding_goals(person: Person) -> tuple[OnboardingGoal, ...]:
    """The goals of the plan's role, by day; empty without a role or without `[focus] onboarding`."""
    found = []
    for check in role_goals(person.catalog, person.plan):
        on = promised_for(person.plan, check.id) or person.today
        missing = tuple(in_words(clause, person.catalog.name) for clause in check.requires if not holds(clause, person.standing))
        state: GoalState = "due" if on <= person.today else "open"
        if person.standing.done(check.id):
            state = "signed-off"
        elif check.requires and not missing:
            state = "met"
        elif not check.requires and state == "due":
            state = "talk"
        found.append(OnboardingGoal(check.id, on, check.asks[0], state, missing))
    return tuple(found)
