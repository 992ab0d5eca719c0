"""The text of a new plan: a file a person likes to read, with a line of comment where one helps."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from tracktui.catalog.clauses import item_ids
from tracktui.catalog.playbooks import Playbook
from tracktui.plan.journal import value_to_toml
from tracktui.plan.model import DEFAULT_HOURS_PER_WEEK, Held
from tracktui.plan.playbook import goal_of, steps_of


class NewPlan(msgspec.Struct, frozen=True):
    """What the wizard or `tracktui new` asked. Everything has a default."""

    id: str = "me"
    name: str = ""
    primary: str | None = None
    secondary: str | None = None
    level: int | None = None
    start_level: int = 0
    hours_per_week: float = DEFAULT_HOURS_PER_WEEK
    budget_usd_per_year: float | None = None
    start: date | None = None
    by: date | None = None
    estate: dict[str, float] = {}
    held: tuple[Held, ...] = ()
    role: str | None = None
    reviewer: str | None = None
    playbook: Playbook | None = None
    catalog_version: str = ""
    catalog_hash: str = ""


def text_of(new: NewPlan) -> str:
    """The plan file. Ends with a line break, so that a journal can be appended."""
    lines = [
        "# A tracktui plan. The head says what you want; the journal below it says what happened.",
        "# Edit it by hand as you like: comments and layout are kept.",
        "format = 1",
    ]
    if new.catalog_version:
        lines.append(f"catalog = {value_to_toml({'version': new.catalog_version, 'hash': new.catalog_hash[:16]})}")
    lines += ["", "[profile]", *_profile(new), "", "[focus]", *_focus(new)]
    if new.playbook is not None:
        lines += ["", "[choices]", f"pin = {value_to_toml([goal_of(new.playbook).id])}"]
    for held in new.held:
        lines += ["", "[[held]]", *_pairs({"cert": held.cert, "earned": held.earned, "expires": held.expires, "source": held.source or None})]
    if new.playbook is not None:
        lines += _steps(new.playbook)
    return "\n".join(lines) + "\n"


def _steps(playbook: Playbook) -> list[str]:
    """The playbook's steps and its check as tables of the plan's own."""
    goal = goal_of(playbook)
    lines = ["", f"# The steps of {playbook.id}. Weeks count from `start`; change words, weeks and hours, add steps, leave some out."]
    for step in steps_of(playbook):
        figures = {"weeks": step.weeks and list(step.weeks), "hours": step.hours and list(step.hours), "requires": list(item_ids(step.requires)) or None}
        texts = {"do": step.do or None, "done_when": step.done_when or None, "output": step.output or None}
        lines += ["", "[[own.step]]", *_pairs({"id": step.id, "name": step.name, **figures, **texts})]
    needs = [step.id for step in steps_of(playbook)]
    return [*lines, "", "[[own.check]]", *_pairs({"id": goal.id, "name": goal.name, "requires": needs, "asks": list(goal.asks) or None})]


def _pairs(values: dict[str, Any]) -> list[str]:
    return [f"{key} = {_value(key, value)}" for key, value in values.items() if value is not None]


def _value(key: str, value: Any) -> str:
    if key == "earned" and isinstance(value, str) and len(value) == 10:
        return value
    return value_to_toml(value)


def _profile(new: NewPlan) -> list[str]:
    lines = _pairs({"id": new.id, "name": new.name or None, "reviewer": new.reviewer, "role": new.role, "start": new.start})
    lines.append(f"hours_per_week = {value_to_toml(new.hours_per_week)}")
    if new.budget_usd_per_year is not None:
        lines.append(f"budget_usd_per_year = {value_to_toml(new.budget_usd_per_year)}")
    if new.estate:
        lines.append(f"estate = {value_to_toml(new.estate)}   # what you run in production, as shares")
    return lines


def _focus(new: NewPlan) -> list[str]:
    lines = _pairs({"primary": new.primary, "secondary": new.secondary, "level": new.level})
    lines.append(f"from = {new.start_level}   # where you stand: 0 none yet, 1 awareness, 2 working, 3 independent, 4 strategic")
    if new.by is not None:
        lines.append(f"by = {new.by.isoformat()}   # a wish, not a wall")
    return lines
