"""Routes between roles: over feeder, next and adjacent paths, shortest first, each step with the gap it asks somebody to close.

The gap of a step is the cheapest set of items (resolve.py) that leads from everything the first role asks to everything the second
one does: the checks of its tracks and the levels of its skills. With a standing it is also counted from what one engineer has.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Literal

import msgspec

from tracktui.catalog.clauses import Has, SkillAt, leaves
from tracktui.catalog.entries import Cert, Check, Project
from tracktui.catalog.model import Catalog
from tracktui.catalog.roles import Role
from tracktui.plan.model import Focus, ItemState, Plan
from tracktui.roadmap.choice.costs import Costs
from tracktui.roadmap.choice.eligible import Resolver, practice_step
from tracktui.roadmap.choice.goals import Aim
from tracktui.roadmap.choice.resolve import resolve
from tracktui.roadmap.choice.stands import Stands
from tracktui.work import Tell, each, untold

MOST_ROUTES = 3
MOST_LOOKED_AT = 40
"""Paths of one length that are weighed by their hours, before the best are kept."""

Relation = Literal["next", "feeder", "adjacent"]


class SkillGap(msgspec.Struct, frozen=True):
    """A skill that is missing levels: where somebody stands and what the role asks."""

    skill: str
    have: int
    need: int


class RoleGap(msgspec.Struct, frozen=True):
    """What is missing to meet a role: levels, soft skills of the role's own, items of the cheapest way there, and its hours and price."""

    skills: tuple[SkillGap, ...] = ()
    soft_skills: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    certs: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    hours: float = 0.0
    price_usd: float = 0.0
    price_at_least: bool = False


class RouteStep(msgspec.Struct, frozen=True):
    """One step: from a role to the next. `remaining`: the gap for this engineer, who has met the roles before it on the way."""

    start: str
    to: str
    relation: Relation
    gap: RoleGap
    remaining: RoleGap | None = None


class Route(msgspec.Struct, frozen=True):
    """A way from one role to another."""

    steps: tuple[RouteStep, ...]

    @property
    def hours(self) -> float:
        """Hours of every step."""
        return sum(step.gap.hours for step in self.steps)

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles on the way, both ends included."""
        return (self.steps[0].start, *(step.to for step in self.steps)) if self.steps else ()


def relations(catalog: Catalog) -> dict[tuple[str, str], Relation]:
    """Every step that the roles' paths name, in the strongest word for it. An adjacent role leads both ways; plain names are no roles."""
    found: dict[tuple[str, str], Relation] = {}
    for role in catalog.roles.values():
        for other in role.paths.adjacent:
            found |= {(role.id, other): "adjacent", (other, role.id): "adjacent"}
    for role in catalog.roles.values():
        found |= {(other, role.id): "feeder" for other in role.paths.feeder}
    for role in catalog.roles.values():
        found |= {(role.id, other): "next" for other in role.paths.next}
    return {step: word for step, word in found.items() if step[0] in catalog.roles and step[1] in catalog.roles}


def routes(
    catalog: Catalog,
    start: str,
    to: str,
    today: date,
    plan: Plan | None = None,
    standing: Stands | None = None,
    most: int = MOST_ROUTES,
    tell: Tell = untold,
) -> tuple[Route, ...]:
    """The ways from one role to another, fewest steps first, then fewest hours; none where no path leads there.

    `standing` is where the engineer of `plan` stands: with it each step also says what remains for them. It is told how many steps are worked out.
    """
    from tracktui.roadmap.graph import shortest_paths

    known = relations(catalog)
    steps = _Steps(catalog, plan or Plan(), standing, today)
    paths = _shortest(shortest_paths(known, start, to), most)
    ways = each([path[: at + 2] for path in paths for at in range(len(path) - 1)], tell)
    found = [Route(tuple(steps.step(way, known[way[-2], way[-1]]) for way in islice(ways, len(path) - 1))) for path in paths]
    return tuple(sorted(found, key=lambda route: (len(route.steps), route.hours, route.roles))[:most])


def _shortest(paths: Iterator[list[str]], most: int) -> list[list[str]]:
    """The `most` shortest paths, and those as short as the last of them: hours decide between paths of one length."""
    found: list[list[str]] = []
    for path in islice(paths, MOST_LOOKED_AT):
        if len(found) >= most and len(path) > len(found[most - 1]):
            break
        found.append(path)
    return found


class _Steps:
    """The steps of one question; each gap is worked out once."""

    def __init__(self, catalog: Catalog, plan: Plan, standing: Stands | None, today: date) -> None:
        self.catalog, self.plan, self.standing, self.today = catalog, plan, standing, today
        self._gaps: dict[tuple[str, str], RoleGap] = {}

    def step(self, path: list[str], relation: Relation) -> RouteStep:
        """The last step of a path that begins at the first role."""
        start, to = path[-2:]
        if (start, to) not in self._gaps:
            self._gaps[start, to] = role_gap(self.catalog, to, Met(self.catalog, (start,)), self.plan, self.today)
        remaining = None
        if self.standing is not None:
            remaining = role_gap(self.catalog, to, Met(self.catalog, tuple(path[1:-1]), self.standing), self.plan, self.today)
        return RouteStep(start, to, relation, self._gaps[start, to], remaining)


class Met:
    """Somebody who meets some roles, beside whatever else is true of them: the checks of their tracks and the levels of their skills."""

    def __init__(self, catalog: Catalog, roles: tuple[str, ...], beside: Stands | None = None) -> None:
        self.beside = beside
        self.roles = tuple(catalog.roles[role] for role in roles)
        self.checks = {check for role in self.roles for check in checks_of(catalog, role)}
        self.levels: dict[str, int] = {}
        asked = [leaf for check in self.checks for leaf in leaves(catalog.items[check].requires) if isinstance(leaf, SkillAt)]
        for skill, level in [*((row.id, row.level or 0) for role in self.roles for row in role.skills), *((leaf.skill, leaf.level) for leaf in asked)]:
            self.levels[skill] = max(level, self.levels.get(skill, 0))

    def done(self, item: str) -> bool:
        """A check of the roles, or done anyway."""
        return item in self.checks or (self.beside is not None and self.beside.done(item))

    def active(self, item: str) -> bool:
        """Held and valid: no role says that of anybody."""
        return self.beside is not None and self.beside.active(item)

    def level(self, skill: str) -> int:
        """The higher of what the roles ask and what is there anyway."""
        return max(self.levels.get(skill, 0), self.beside.level(skill) if self.beside is not None else 0)

    def on_record(self, item: str) -> bool:
        """A check of the roles, or known anyway."""
        return item in self.checks or (self.beside is not None and self.beside.on_record(item))

    def state(self, item: str) -> ItemState:
        """Assumed for the roles' checks, else as it is."""
        if item in self.checks:
            return ItemState("assumed", done=True)
        return self.beside.state(item) if self.beside is not None else ItemState("ready")


def checks_of(catalog: Catalog, role: Role) -> tuple[str, ...]:
    """The milestone checks that a role asks: those of its tracks up to their levels."""
    found = [catalog.check_of(track.id, level) for track in role.tracks for level in range(1, track.level + 1)]
    return tuple(check for check in found if check is not None)


def role_gap(catalog: Catalog, role_id: str, stands: Met, plan: Plan, today: date) -> RoleGap:
    """What somebody lacks to meet a role, and the cheapest way to it. Hours are those of the items still to do."""
    role = catalog.roles[role_id]
    tracks = [track.id for track in role.tracks]
    focus = Focus(primary=tracks[0] if tracks else None, secondary=tracks[1] if len(tracks) > 1 else None)
    plan = msgspec.structs.replace(plan, focus=focus)
    costs = Costs(catalog, plan)
    resolver = Resolver(catalog, plan, stands, today, costs)
    rows = [(row.id, row.level) for row in role.skills if row.level is not None and stands.level(row.id) < row.level]
    can_be_had = [(skill, level) for skill, level in rows if skill in resolver.developers or getattr(catalog.skills.get(skill), "practice_hours", None)]
    wanted = [Aim(check, "primary", Has(check)) for check in checks_of(catalog, role)]
    wanted += [Aim(role.id, "primary", SkillAt(skill, level)) for skill, level in can_be_had]
    items = resolve(resolver, tuple(wanted)).items
    entries = [entry for item in items if (entry := resolver.item(item)) is not None]
    prices = [costs.price_left(entry, stands.state(entry.id)) for entry in entries]
    own = {row.id for met in stands.roles for row in met.skills}
    return RoleGap(
        skills=tuple(SkillGap(skill, stands.level(skill), level) for skill, level in rows),
        soft_skills=tuple(row.id for row in role.skills if row.level is None and row.id not in own),
        checks=tuple(entry.id for entry in entries if isinstance(entry, Check)),
        certs=tuple(entry.id for entry in entries if isinstance(entry, Cert)),
        projects=tuple(entry.id for entry in entries if isinstance(entry, Project)),
        hours=round(sum(costs.hours_left(entry, stands.state(entry.id)) for entry in entries) + _practice(catalog, items, stands), 1),
        price_usd=sum(price or 0.0 for price in prices),
        price_at_least=None in prices,
    )


def _practice(catalog: Catalog, items: tuple[str, ...], stands: Met) -> float:
    """Hours of the practice among the items, less what is logged on it."""
    hours = 0.0
    for item in items:
        step = practice_step(item)
        skill = catalog.skills.get(step[0]) if step else None
        if step and skill and skill.practice_hours:
            hours += max(0.0, skill.practice_hours[step[1] - 1] - stands.state(item).hours_done)
    return hours
