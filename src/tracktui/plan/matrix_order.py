"""The skills matrix arranged for reading: every row of the focus and the role, in groups, in an order, with figures per dimension."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from statistics import median_low
from typing import Any, Literal, get_args

import msgspec

from tracktui.catalog.model import Catalog
from tracktui.plan.behaviours import behaviours_of
from tracktui.plan.matrix import SkillRow, matrix, row
from tracktui.plan.states import Standing
from tracktui.wording import count

Order = Literal["gap", "name", "level", "interest"]
Grouping = Literal["track", "dimension", "none"]
ORDERS: tuple[Order, ...] = get_args(Order)
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)
OTHER = "other"
"""The group of skills that no lane and no role asks for."""
DIMENSIONS: dict[str, str] = {"technical": "Technical", "collaboration": "Collaboration"}

_KEYS: dict[Order, Callable[[SkillRow], Any]] = {
    "gap": lambda found: (-found.gap, found.name),
    "name": lambda found: found.name,
    "level": lambda found: (-found.state.level, found.name),
    "interest": lambda found: (-(found.state.interest or 0), -found.gap, found.name),
}


class Group(msgspec.Struct, frozen=True):
    """Rows that stand together: the lane, the role or the dimension they belong to."""

    id: str
    name: str
    rows: tuple[SkillRow, ...]

    @property
    def short(self) -> int:
        """How many rows are below their target."""
        return sum(found.gap > 0 for found in self.rows)


class Summary(msgspec.Struct, frozen=True):
    """Medians over some rows, levels 0-4: own claims, agreed levels, levels that count, targets. None where there is nothing to take one of."""

    name: str
    rows: int
    own: int | None
    agreed: int | None
    level: int | None
    target: int | None
    short: int


class Claims(msgspec.Struct, frozen=True):
    """How many skills are claimed above or below what was agreed, claimed without a word of anybody else, and not observed."""

    above: int = 0
    below: int = 0
    unheard: int = 0
    not_observed: int = 0


def lanes(standing: Standing) -> tuple[str, ...]:
    """The tracks of the focus: primary, secondary, then those of a small team."""
    focus = standing.plan.focus
    wanted = (focus.primary, focus.secondary, *focus.also)
    return tuple(dict.fromkeys(lane for lane in wanted if lane in standing.catalog.tracks))


def whole_matrix(standing: Standing, *, private: bool = True) -> tuple[SkillRow, ...]:
    """What is asked for or told of, then the other skills of the focus tracks and of the role.

    Without `private`, evidence of behaviours in private entries is left out; levels stay what they are.
    """
    rows = matrix(standing)
    catalog, known = standing.catalog, {found.id for found in rows}
    role = catalog.roles.get(standing.plan.profile.role or "")
    places = [*(place for lane in lanes(standing) for place in catalog.tracks[lane].skills), *(role.skills if role is not None else ())]
    rest = dict.fromkeys(place.id for place in places if place.id in catalog.skills and place.id not in known)
    found = (*rows, *(row(standing, skill) for skill in rest))
    return found if private else tuple(_public(standing, one) for one in found)


def _public(standing: Standing, found: SkillRow) -> SkillRow:
    skill = standing.catalog.skills.get(found.id)
    known = behaviours_of(skill, standing.entries.get(found.id, []), private=False) if skill is not None else ()
    return msgspec.structs.replace(found, behaviours=known)


def ordered(rows: Iterable[SkillRow], order: Order) -> tuple[SkillRow, ...]:
    """The rows by gap (the largest first), name, level or interest (the highest first)."""
    return tuple(sorted(rows, key=_KEYS[order]))


def grouped(standing: Standing, rows: Iterable[SkillRow], by: Grouping) -> tuple[Group, ...]:
    """The rows in groups; inside a group they keep their order. A skill of several lanes stands with the first that asks for it."""
    rows = tuple(rows)
    if by == "none":
        return (Group("all", "All skills", rows),) if rows else ()
    catalog = standing.catalog
    if by == "dimension":
        names = dict(DIMENSIONS)
        place: dict[str, str] = {found.id: catalog.skills[found.id].dimension if found.id in catalog.skills else "technical" for found in rows}
    else:
        role = standing.plan.profile.role or ""
        names = {lane: catalog.name(lane) for lane in lanes(standing)} | ({role: catalog.name(role)} if role in catalog.roles else {}) | {OTHER: "Others"}
        place = {found.id: _lane(standing, found, role) for found in rows}
    groups = (Group(name, words, tuple(found for found in rows if place[found.id] == name)) for name, words in names.items())
    return tuple(group for group in groups if group.rows)


def _lane(standing: Standing, found: SkillRow, role: str) -> str:
    catalog, known = standing.catalog, lanes(standing)
    asking = {lane for target in found.targets for lane in ((target.id,) if target.kind == "track" else getattr(catalog.items.get(target.id), "tracks", ()))}
    skill = catalog.skills.get(found.id)
    for some in (asking, skill.tracks if skill is not None else ()):
        if (lane := next((lane for lane in known if lane in some), None)) is not None:
            return lane
    entry = catalog.roles.get(role)
    return role if entry is not None and any(place.id == found.id for place in entry.skills) else OTHER


def summaries(catalog: Catalog, rows: Iterable[SkillRow]) -> tuple[Summary, ...]:
    """One per dimension that has rows asked for, then one over the AI rows, which belong to a dimension as well."""
    rows = tuple(found for found in rows if found.targets)
    skills = catalog.skills
    parts = [(name, [found for found in rows if found.id in skills and skills[found.id].dimension == key]) for key, name in DIMENSIONS.items()]
    parts.append(("AI fluency", [found for found in rows if found.id in skills and skills[found.id].ai]))
    return tuple(_summary(name, some) for name, some in parts if some)


def _summary(name: str, rows: list[SkillRow]) -> Summary:
    seen = [found for found in rows if not found.state.not_observed]
    return Summary(
        name=name,
        rows=len(rows),
        own=_median(found.state.claim_self for found in rows),
        agreed=_median(found.state.claim_agreed for found in rows),
        level=_median(found.state.level for found in seen),
        target=_median(found.target for found in rows),
        short=sum(found.gap > 0 for found in rows),
    )


def _median(levels: Iterable[int | None]) -> int | None:
    known = [level for level in levels if level is not None]
    return median_low(known) if known else None


def claims(rows: Iterable[SkillRow]) -> Claims:
    """Own claims against what was agreed."""
    above = below = unheard = unseen = 0
    for found in rows:
        own, agreed = found.state.claim_self, found.state.claim_agreed
        unseen += found.state.not_observed
        unheard += own is not None and agreed is None
        if own is not None and agreed is not None:
            above, below = above + (own > agreed), below + (own < agreed)
    return Claims(above, below, unheard, unseen)


def claims_words(heard: Claims) -> str:
    """Own claims against agreed levels, as a sentence."""
    parts = []
    if heard.above:
        parts.append(f"{count(heard.above, 'claim')} above what was agreed")
    if heard.below:
        parts.append(f"{count(heard.below, 'claim')} below it")
    if heard.unheard:
        parts.append(f"{count(heard.unheard, 'claim')} nobody has agreed on yet")
    if heard.not_observed:
        parts.append(f"{heard.not_observed} not observed")
    return f"Claims: {', '.join(parts)}." if parts else "No claim differs from what was agreed."
