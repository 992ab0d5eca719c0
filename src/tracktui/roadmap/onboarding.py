"""A role's goals (30, 60 and 90 days, 6, 12 and 24 months after joining) as checks of the plan, each promised for a day.

They are the planner's own: `[focus] onboarding` says when the engineer joined, the role says the rest, and nothing of it is stored.
"""

from __future__ import annotations

from datetime import date

import msgspec

from tracktui.catalog.days import add_days
from tracktui.catalog.entries import Check
from tracktui.catalog.model import Catalog
from tracktui.catalog.tracks import Role, RoleGoal
from tracktui.plan.model import Plan

TALK_HOURS = (0.5, 1.0)
"""Hours of the talk in which a goal is looked at."""
_WHEN = {180: "6 months", 365: "12 months", 730: "24 months"}


def role_goals(catalog: Catalog, plan: Plan) -> tuple[Check, ...]:
    """The goals of the plan's role as checks, in order of their days; none without a day of joining."""
    role = catalog.roles.get(plan.profile.role or "")
    if role is None or plan.focus.onboarding is None:
        return ()
    return tuple(_check(role, goal) for goal in sorted(role.goals, key=lambda goal: goal.day))


def _check(role: Role, goal: RoleGoal) -> Check:
    when = _WHEN.get(goal.day, f"{goal.day} days")
    return Check(id=f"{role.id}@{goal.day}", name=f"{role.name}: {when}", hours=TALK_HOURS, requires=goal.requires, asks=(goal.text,))


def with_role_goals(catalog: Catalog, plan: Plan) -> Plan:
    """The plan with its role's goals among the own items, each once."""
    known = {item.id for item in plan.own}
    goals = tuple(goal for goal in role_goals(catalog, plan) if goal.id not in known)
    return msgspec.structs.replace(plan, own=(*plan.own, *goals)) if goals else plan


def promised_for(plan: Plan, item_id: str) -> date | None:
    """The day a role's goal was promised for; None for any other item."""
    role, at, day = item_id.partition("@")
    if not at or role != plan.profile.role or plan.focus.onboarding is None or not day.isdigit():
        return None
    return add_days(plan.focus.onboarding, int(day))
