"""The skills matrix of one engineer on one day: each skill that the focus, the role or the journal names, as a value to show.

Claims stand side by side (own and agreed), with the cap of the evidence and the freshness; nothing is averaged. Across skills the
figure is the median.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from statistics import median_low
from typing import Literal

import msgspec

from tracktui.catalog.clauses import SkillAt, leaves
from tracktui.plan.behaviours import Behaviour, behaviours_of
from tracktui.plan.model import Entry
from tracktui.plan.skills import SkillState
from tracktui.plan.states import Standing

_TOLD = ("claimed", "assessed", "not-observed", "interest")


class Target(msgspec.Struct, frozen=True):
    """The level asked for, and by what: a track's or a role's row, or a check on the way to the goal."""

    level: int
    kind: Literal["track", "role", "check"]
    id: str


class SkillStep(msgspec.Struct, frozen=True):
    """Something said about a skill: the event ("developed" where a finished item did it), the level, by whom, and the entry or item."""

    day: date
    event: str
    level: int | None
    by: str
    source: str


class SkillRow(msgspec.Struct, frozen=True):
    """A skill as a row of the matrix. `targets` are all that is asked, the highest first; `history` is in order of effect."""

    id: str
    name: str
    state: SkillState
    targets: tuple[Target, ...] = ()
    behaviours: tuple[Behaviour, ...] = ()
    history: tuple[SkillStep, ...] = ()

    @property
    def target(self) -> int | None:
        """The highest level asked for; None where nothing asks for the skill."""
        return self.targets[0].level if self.targets else None

    @property
    def gap(self) -> int:
        """Levels still missing to the target, 0 to 4."""
        return max(0, (self.target or 0) - self.state.level)


def matrix(standing: Standing) -> tuple[SkillRow, ...]:
    """Every skill that is asked for or told of: the largest gap first, then by name."""
    targets = _targets(standing)
    told = [name for name, entries in standing.entries.items() if name in standing.catalog.skills and any(entry.event in _TOLD for entry in entries)]
    rows = [row(standing, skill, targets.get(skill, ())) for skill in dict.fromkeys([*targets, *told])]
    return tuple(sorted(rows, key=lambda found: (-found.gap, found.name, found.id)))


def row(standing: Standing, skill: str, targets: Iterable[Target] = ()) -> SkillRow:
    """One skill as a row, with the targets given."""
    entry, entries = standing.catalog.skills.get(skill), standing.entries.get(skill, [])
    return SkillRow(
        id=skill,
        name=standing.catalog.name(skill),
        state=standing.skill(skill),
        targets=tuple(sorted(targets, key=lambda target: (-target.level, target.kind, target.id))),
        behaviours=behaviours_of(entry, entries) if entry is not None else (),
        history=_history(standing, skill, entries),
    )


def median_level(rows: Iterable[SkillRow]) -> int | None:
    """The median level of the rows that were observed, the lower one of two middles; None without any. Levels are ordinal: never a mean."""
    levels = [found.state.level for found in rows if not found.state.not_observed]
    return median_low(levels) if levels else None


def _targets(standing: Standing) -> dict[str, list[Target]]:
    catalog, plan = standing.catalog, standing.plan
    found: dict[str, list[Target]] = {}
    lanes = [(plan.focus.primary, plan.focus.target), (plan.focus.secondary, plan.focus.secondary_level), *((lane, 1) for lane in plan.focus.also)]
    for track, level in lanes:
        if track in catalog.tracks:
            for place in catalog.tracks[track].skills:
                if place.level is not None:
                    found.setdefault(place.id, []).append(Target(min(place.level, level), "track", track))
            for step in range(1, level + 1):
                _ask(standing, catalog.check_of(track, step), found)
    role = catalog.roles.get(plan.profile.role or "")
    if role is not None:
        for place in role.skills:
            if place.level is not None:
                found.setdefault(place.id, []).append(Target(place.level, "role", role.id))
        if plan.focus.promotion:
            _ask(standing, role.promotion, found)
    return found


def _ask(standing: Standing, check: str | None, found: dict[str, list[Target]]) -> None:
    """Add what a check asks of skills."""
    item = standing.item(check) if check else None
    if item is not None:
        for leaf in leaves(item.requires):
            if isinstance(leaf, SkillAt):
                found.setdefault(leaf.skill, []).append(Target(leaf.level, "check", item.id))


def _history(standing: Standing, skill: str, entries: list[Entry]) -> tuple[SkillStep, ...]:
    own = standing.plan.profile.id
    steps = [SkillStep(entry.day, entry.event, entry.data.get("level"), entry.by or own, entry.id) for entry in entries if entry.event in _TOLD]
    steps += [SkillStep(day, "developed", level, "", item) for level, day, item in standing.developed().get(skill, ())]
    return tuple(sorted(steps, key=lambda step: (step.day, step.source)))
