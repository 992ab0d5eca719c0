"""The days that checks are promised for, first of all a role's goals: 30, 60 and 90 days, 6, 12 and 24 months after joining.

The goals are the planner's own checks: `[focus] onboarding` says when the engineer joined, the role says the rest, and nothing of it is stored.
"""

from __future__ import annotations

from datetime import date

import msgspec

from tracktui.catalog.days import add_days
from tracktui.catalog.entries import Check
from tracktui.catalog.model import Catalog
from tracktui.catalog.roles import Role, RoleGoal
from tracktui.plan.actions import open_actions
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


def promises(catalog: Catalog, plan: Plan, today: date) -> dict[str, date]:
    """The day each check was promised for: a role's goal its own; else the earliest day ahead of an open action about the check."""
    found: dict[str, date] = {}
    for action in open_actions(plan, today):
        if action.item and not action.owed and action.due is not None and action.due >= today:
            found.setdefault(catalog.canonical(action.item), action.due)
    checks = {item.id: item for item in plan.own if isinstance(item, Check)}
    found = {item: day for item, day in found.items() if item in checks or isinstance(catalog.items.get(item), Check)}
    return found | {check: day for check in checks if (day := promised_for(plan, check)) is not None}
