"""A plan with something changed, to be compared with what it is: other hours, budget, track, level, vendor; or asked by when."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from tracktui.catalog.model import Catalog
from tracktui.plan.model import Plan
from tracktui.problems import refuse
from tracktui.roadmap.build import roadmap

MOST_WEEKLY_HOURS = 60


class Wish(msgspec.Struct, frozen=True):
    """What to change. None: leave it as it is."""

    primary: str | None = None
    secondary: str | None = None
    level: int | None = None
    secondary_level: int | None = None
    hours_per_week: float | None = None
    budget_usd_per_year: float | None = None
    pin: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def tables(self) -> dict[str, dict[str, Any]]:
        """The changed keys by table of the plan's head; pins and exclusions apart (they are added to what is there)."""
        focus: dict[str, Any] = {"primary": self.primary, "secondary": self.secondary, "level": self.level, "secondary_level": self.secondary_level}
        profile: dict[str, Any] = {"hours_per_week": self.hours_per_week, "budget_usd_per_year": self.budget_usd_per_year}
        kept = {
            "focus": {key: value for key, value in focus.items() if value is not None},
            "profile": {key: value for key, value in profile.items() if value is not None},
        }
        return {name: table for name, table in kept.items() if table}


def changed(plan: Plan, wish: Wish) -> Plan:
    """The plan with the wish granted."""
    focus = wish.tables().get("focus", {})
    choices = plan.choices
    return msgspec.structs.replace(
        plan,
        focus=msgspec.structs.replace(plan.focus, **focus),
        profile=msgspec.structs.replace(plan.profile, **wish.tables().get("profile", {})),
        choices=msgspec.structs.replace(
            choices,
            pin=tuple(dict.fromkeys((*choices.pin, *wish.pin))),
            exclude=tuple(dict.fromkeys((*choices.exclude, *wish.exclude))),
        ),
    )


def hours_by(catalog: Catalog, plan: Plan, today: date, by: date) -> int:
    """The whole hours a week, up to 60, at which the primary goal is reached by a day.

    Raises:
        UserError: the plan has no primary goal to reach, or even 60 hours a week are not enough.
    """

    def reached(weekly: int) -> bool:
        found = roadmap(catalog, changed(plan, Wish(hours_per_week=float(weekly))), today)
        goal = next((goal for goal in found.goals if goal.serves == "primary"), None)
        if goal is None:
            raise refuse("the plan has no primary goal", "set primary in [focus]")
        return goal.reached or (goal.day is not None and goal.day <= by)

    if not reached(MOST_WEEKLY_HOURS):
        raise refuse(f"the goal is not reached by {by.isoformat()} even at {MOST_WEEKLY_HOURS} h a week", "a later day, or a lower level")
    low, high = 1, MOST_WEEKLY_HOURS
    while low < high:
        middle = (low + high) // 2
        if reached(middle):
            high = middle
        else:
            low = middle + 1
    return low
