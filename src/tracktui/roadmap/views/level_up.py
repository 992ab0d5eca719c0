"""The next level of a skill: what it asks for, and which items of the roadmap bring it, with their hours."""

from __future__ import annotations

from datetime import date

import msgspec

from tracktui.catalog.entries import AnyItem, default_hours, kind_of
from tracktui.catalog.model import Catalog
from tracktui.plan.behaviours import Behaviour
from tracktui.plan.matrix import SkillRow
from tracktui.plan.model import Plan
from tracktui.plan.skills import SkillState
from tracktui.roadmap.model import Planned, Roadmap
from tracktui.wording import day

_EVIDENCE = {
    2: "an artifact as evidence: a link, a file or a note on what you made",
    3: "an outcome that was observed, or a second artifact from another system",
    4: "somebody else's word: an assessment, or evidence that they have verified",
}
"""What the evidence has to be for a level to count (docs/planner.md, "Level of a skill")."""
MOST_OTHERS = 5


class Bringer(msgspec.Struct, frozen=True):
    """An item that brings a skill to `level`. `planned` says whether the roadmap has it; hours are still to do."""

    id: str
    name: str
    kind: str
    level: int
    hours: float | None
    planned: bool
    finish: date | None = None


class LevelUp(msgspec.Struct, frozen=True):
    """The step to `level`: its behaviours, what has to be said and shown for it to count, and the items that bring it."""

    level: int
    behaviours: tuple[Behaviour, ...]
    asks: tuple[str, ...]
    planned: tuple[Bringer, ...]
    others: tuple[Bringer, ...]
    practice_hours: float | None

    @property
    def hours(self) -> float:
        """Hours of the planned items."""
        return sum(step.hours or 0.0 for step in self.planned)


def level_up(catalog: Catalog, plan: Plan, roadmap: Roadmap, row: SkillRow) -> LevelUp | None:
    """The step to the next level; None from level 4 on."""
    level = row.state.level + 1
    if level > 4:
        return None
    skill = catalog.skills.get(row.id)
    planned = [found for item in roadmap.items if item.open and (found := _planned(catalog, plan, item, row.id, level)) is not None]
    known = {item.id for item in (*roadmap.items, *roadmap.finished)}
    others = [found for item in catalog.items.values() if item.id not in known and (found := _other(item, row.id, level)) is not None]
    lanes = {plan.focus.primary, plan.focus.secondary, *plan.focus.also}
    others.sort(key=lambda found: (found.level, not lanes & set(catalog.items[found.id].tracks), found.hours or 0.0, found.id))
    return LevelUp(
        level=level,
        behaviours=tuple(found for found in row.behaviours if found.level == level and not found.reworded),
        asks=asks_of(row.state, level),
        planned=tuple(planned),
        others=tuple(others[:MOST_OTHERS]),
        practice_hours=skill.practice_hours[level - 1] if skill is not None and skill.practice_hours else None,
    )


def asks_of(state: SkillState, level: int) -> tuple[str, ...]:
    """What is missing for a level to count, one sentence each; nothing when nothing is."""
    found = []
    if state.claim < level:
        heard = state.claim_agreed is not None and (state.claim_self or 0) >= level
        found.append(f"your reviewer's word on level {level}: agreed is {state.claim_agreed}" if heard else f"a claim of level {level}")
    if state.cap < level and level in _EVIDENCE:
        found.append(_EVIDENCE[level])
    if not state.fresh and state.newest is not None and state.freshness < level:
        found.append(f"newer evidence: the newest is of {day(state.newest)}")
    return tuple(found)


def _planned(catalog: Catalog, plan: Plan, item: Planned, skill: str, level: int) -> Bringer | None:
    entry = next((own for own in plan.own if own.id == item.id), None) or catalog.items.get(item.id)
    reached = max((step.level for step in entry.develops if step.skill == skill), default=0) if entry is not None else _practised(item.id, skill)
    return Bringer(item.id, item.name, item.kind, reached, item.hours, True, item.finish) if reached >= level else None


def _practised(item_id: str, skill: str) -> int:
    """The level that one of the planner's practice items ("practice@SKILL-LEVEL") brings the skill to; 0 for any other id."""
    name, _, level = item_id.removeprefix("practice@").rpartition("-")
    return int(level) if item_id.startswith("practice@") and name == skill and level.isdigit() else 0


def _other(item: AnyItem, skill: str, level: int) -> Bringer | None:
    reached = max((step.level for step in item.develops if step.skill == skill), default=0)
    if reached < level:
        return None
    span = default_hours(item)
    return Bringer(item.id, item.name, kind_of(item), reached, (span[0] + span[1]) / 2 if span else None, False)
