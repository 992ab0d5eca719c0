"""Changes of focus and role, told as journal entries: what the head says now against what was recorded last.

The program writes them with the change itself; what was edited by hand is noticed at the next write, as far as an earlier entry says
what stood there before.
"""

from __future__ import annotations

from typing import Any

from tracktui.plan.model import Plan

_FOCUS = ("primary", "secondary", "also", "level", "from", "secondary_level")


def focus_of(plan: Plan) -> dict[str, Any]:
    """The keys of `[focus]` that say where the engineer goes, without those that say nothing."""
    focus = plan.focus
    values = (focus.primary, focus.secondary, list(focus.also), focus.level, focus.start_level, focus.secondary_level)
    return {key: value for key, value in zip(_FOCUS, values, strict=True) if value not in (None, [])}


def recorded(plan: Plan) -> tuple[dict[str, Any], str | None]:
    """The focus and the role as the journal knows them: a key never recorded is what the head says."""
    focus, role = dict(focus_of(plan)), plan.profile.role
    for entry in plan.in_effect():
        before, after = entry.data.get("from"), entry.data.get("to")
        if entry.event == "focus" and isinstance(before, dict) and isinstance(after, dict):
            focus = {key: value for key, value in focus.items() if key not in before} | after
        elif entry.event == "role":
            role = after if isinstance(after, str) and after else None
    return focus, role


def changes(before: tuple[dict[str, Any], str | None], plan: Plan) -> list[tuple[str, dict[str, Any]]]:
    """The entries (event, keys) that lead from `before` to what the head of `plan` says; empty when it is the same."""
    focus, role = before
    now = focus_of(plan)
    found: list[tuple[str, dict[str, Any]]] = []
    differing = [key for key in _FOCUS if focus.get(key) != now.get(key)]
    if differing:
        sides = ({key: side[key] for key in differing if key in side} for side in (focus, now))
        found.append(("focus", dict(zip(("from", "to"), sides, strict=True))))
    if role != plan.profile.role:
        found.append(("role", {"from": role or "", "to": plan.profile.role or ""}))
    return found
