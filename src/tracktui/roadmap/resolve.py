"""Which items: the cheapest set that reaches the goals, chosen exactly (closure.py), and what satisfies each clause of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Protocol

import msgspec

from tracktui.catalog.clauses import AllOf, AnyOf, AtLeast, Clause, Has, SkillAt, holds, in_words
from tracktui.catalog.entries import AnyItem, Cert, Project
from tracktui.catalog.model import Catalog
from tracktui.plan.model import ItemState, Plan
from tracktui.problems import Problem
from tracktui.roadmap.closure import NODE_LIMIT, Solution, cheapest
from tracktui.roadmap.costs import Costs
from tracktui.roadmap.goals import Aim
from tracktui.roadmap.puzzle import Group, Puzzle

GOAL = "@goal"


class Stands(Protocol):
    """What the planner asks of the engineer's standing."""

    def done(self, item: str) -> bool:
        """Satisfies a plain requirement."""
        ...

    def active(self, item: str) -> bool:
        """Held and valid."""
        ...

    def level(self, skill: str) -> int:
        """Level 0-4."""
        ...

    def state(self, item: str) -> ItemState:
        """Where an item stands."""
        ...


class OpenChoice(msgspec.Struct, frozen=True):
    """A clause that leaves a choice: who asks, its words, how many of which members."""

    asked_by: str
    index: int
    text: str
    count: int
    members: tuple[str, ...]


class Resolution(msgspec.Struct, frozen=True):
    """The chosen items and how they hang together.

    `suppliers`: for each chosen item, per clause, the ids that satisfy it (chosen or held). `companions`: for each chosen
    cert the chosen projects that prove it.
    """

    items: tuple[str, ...]
    cost_cents: int
    bound_cents: int
    proven: bool
    suppliers: dict[str, tuple[tuple[str, ...], ...]]
    companions: dict[str, tuple[str, ...]]
    groups: tuple[OpenChoice, ...]
    barred: dict[str, str]
    """Items that could not be chosen, and why."""
    problems: tuple[Problem, ...] = ()


def practice_id(skill: str, level: int) -> str:
    """The id of the planner's own practice item for a step of a skill."""
    return f"practice@{skill}-{level}"


def practice_step(item_id: str) -> tuple[str, int] | None:
    """The skill and level of a practice item's id, or None for another id."""
    if not item_id.startswith("practice@"):
        return None
    skill, _, level = item_id.removeprefix("practice@").rpartition("-")
    return skill, int(level)


class Resolver:
    """Builds the puzzle of one catalog, plan and day, and reads its solution back."""

    def __init__(self, catalog: Catalog, plan: Plan, stands: Stands, today: date, costs: Costs) -> None:
        self.catalog, self.plan, self.stands, self.today, self.costs = catalog, plan, stands, today, costs
        self.own = {item.id: item for item in plan.own}
        self.excluded = frozenset(catalog.canonical(item) for item in plan.choices.exclude)
        self.pinned = frozenset(catalog.canonical(item) for item in plan.choices.pin)
        self.developers: dict[str, list[tuple[str, int]]] = {}
        for item in (*catalog.items.values(), *plan.own):
            for step in item.develops:
                self.developers.setdefault(step.skill, []).append((item.id, step.level))
        self.stack = {cert for track in (plan.focus.primary, plan.focus.secondary) if track in catalog.tracks for cert in catalog.tracks[track].stack_certs()}

    def item(self, item_id: str) -> AnyItem | None:
        """A catalog or own item."""
        return self.own.get(item_id) or self.catalog.items.get(item_id)

    def name(self, item_id: str) -> str:
        """A name for sentences: an item's code or name."""
        own = self.own.get(item_id)
        return own.name if own else self.catalog.name(item_id)

    def barred(self, item_id: str) -> str:
        """Why an item cannot be chosen, or ""."""
        item = self.item(item_id)
        if item is None:
            return "nobody knows it"
        if item_id in self.excluded:
            return "you excluded it"
        state = self.stands.state(item_id)
        if state.state == "skipped":
            return "you skipped it"
        if isinstance(item, Cert):
            return self._barred_cert(item, state)
        return ""

    def _barred_cert(self, cert: Cert, state: ItemState) -> str:
        if state.state == "booked":
            return ""
        last = cert.retires_on
        if last is None and cert.versions and all(version.last for version in cert.versions):
            last = max(version.last for version in cert.versions if version.last)
        if last is not None:
            if last < self.today:
                return f"its last day was {last.isoformat()}"
            if not self._fits_before(cert, last, state):
                return f"its last day is {last.isoformat()}, too soon at {self.plan.profile.hours_per_week:g} h a week"
        if cert.beta() and cert.id not in self.pinned:
            return "it is in beta"
        return ""

    def _fits_before(self, cert: Cert, last: date, state: ItemState) -> bool:
        """Whether the hours of the cert alone fit before its last day (what must come before is seen when it is dated)."""
        weekly = self.plan.profile.hours_per_week
        if weekly <= 0:
            return False
        days = self.costs.hours_left(cert, state) / weekly * 7
        start = max(self.today, self.plan.profile.start or self.today)
        return days <= (last - start).days + 1 if days < 100_000 else start + timedelta(days=100_000) <= last


class _Builder:
    """Numbers the nodes that the goals can reach and flattens their clauses into groups."""

    def __init__(self, resolver: Resolver, forbid: frozenset[str], force: Mapping[tuple[str, int], str], without_certs: frozenset[str]) -> None:
        self.r = resolver
        self.forbid = forbid
        self.force = force
        self.without_certs = without_certs
        self.number: dict[str, int] = {}
        self.names: list[str] = []
        self.needs: list[tuple[tuple[int, tuple[str, ...]], ...]] = []
        self.brings: list[tuple[tuple[int, tuple[str, ...]], ...]] = []
        self.todo: list[str] = []
        self.virtual: dict[str, Clause] = {}
        self.barred: dict[str, str] = {}
        self.groups: list[OpenChoice] = []
        self.title_members: set[str] = set()

    # A satisfied clause gives no groups; one that cannot be satisfied gives a group of too few members.

    def clause(self, clause: Clause, owner: str, index: int) -> list[tuple[int, tuple[str, ...]]]:
        """The groups that a clause of `owner` stands for."""
        if holds(clause, self.r.stands):
            return []
        match clause:
            case AllOf(clauses=members):
                return [group for member in members for group in self.clause(member, owner, index)]
            case Has(id=item):
                return [(1, self._suppliers(item, owner, index))]
            case SkillAt():
                return [(1, (self._virtual(clause),))]
            case AnyOf(clauses=members):
                return [self._choice(clause, members, 1, owner, index)]
            case AtLeast(clauses=members, at_least=count):
                have = sum(holds(member, self.r.stands) for member in members)
                left = tuple(member for member in members if not holds(member, self.r.stands))
                return [self._choice(clause, left, count - have, owner, index)]

    def _suppliers(self, item: str, owner: str, index: int) -> tuple[str, ...]:
        forced = self.force.get((owner, index))
        return (item, *self.r.catalog.equivalents.get(item, ())) if forced is None else (item,)

    def _choice(self, clause: Clause, members: tuple[Clause, ...], count: int, owner: str, index: int) -> tuple[int, tuple[str, ...]]:
        ids: list[str] = []
        for member in members:
            same = self.r.catalog.equivalents.get(member.id, ()) if isinstance(member, Has) else ()
            # With k of n a member and its equivalent count once, and a member named twice counts twice.
            if isinstance(member, Has) and (count == 1 or not (same or member.id in ids)):
                ids += [member.id, *same]
            else:
                ids.append(self._virtual(member))
        ids = list(dict.fromkeys(ids))
        if len(ids) > 1 or count > 1:
            self.groups.append(OpenChoice(owner, index, in_words(clause, self.r.name), count, tuple(ids)))
        forced = self.force.get((owner, index))
        if forced is not None and forced in ids:
            rest = [node for node in ids if node != forced]
            return (1, (forced,)) if count == 1 else (count, (forced, *rest))
        return (count, tuple(ids))

    def _virtual(self, clause: Clause) -> str:
        name = f"~{clause.skill}-{clause.level}" if isinstance(clause, SkillAt) else f"~{len(self.virtual)}"
        if isinstance(clause, SkillAt) and name in self.virtual:
            return name
        self.virtual[name] = clause
        return name

    def node(self, name: str) -> int:
        """The number of a node; a new one is put on the list of those to expand."""
        if name not in self.number:
            self.number[name] = len(self.names)
            self.names.append(name)
            self.todo.append(name)
        return self.number[name]

    def expand(self, name: str) -> None:
        """Find a node's groups."""
        needs: list[tuple[int, tuple[str, ...]]] = []
        brings: list[tuple[int, tuple[str, ...]]] = []
        step = practice_step(name)
        if name in self.virtual:
            needs = self._virtual_groups(name, self.virtual[name])
        elif step is not None:
            skill, level = step
            if level > 1:
                needs = self.clause(SkillAt(skill, level - 1), name, 0)
        else:
            item = self.r.item(name)
            reason = "set aside" if name in self.forbid else self.r.barred(name)
            if reason:
                self.barred[name] = reason
            elif item is not None:
                needs, brings = self._item_groups(item)
        for _, members in (*needs, *brings):
            for member in members:
                self.node(member)
        self.needs.append(tuple(needs))
        self.brings.append(tuple(brings))

    def _item_groups(self, item: AnyItem) -> tuple[list[tuple[int, tuple[str, ...]]], list[tuple[int, tuple[str, ...]]]]:
        needs: list[tuple[int, tuple[str, ...]]] = []
        for index, clause in enumerate(item.requires):
            if item.id in self.without_certs and self._asks_certs(clause):
                continue
            if isinstance(item, Cert) and item.form == "title" and isinstance(clause, Has):
                self.title_members.add(clause.id)
            needs += self.clause(clause, item.id, index)
        brings: list[tuple[int, tuple[str, ...]]] = [(1, (other,)) for other in item.together if not self.r.stands.done(other)]
        if isinstance(item, Cert) and item.form == "exam" and item.id in self.r.stack:
            projects = self.projects_of(item.id)
            if projects and not any(self.r.stands.done(project) for project in projects):
                brings.append((1, projects))
                if len(projects) > 1:
                    text = f"a project that proves {self.r.name(item.id)}"
                    self.groups.append(OpenChoice(item.id, -1, text, 1, projects))
        return needs, brings

    def projects_of(self, cert: str) -> tuple[str, ...]:
        """The projects that prove a cert, the engineer's own first."""
        own = tuple(item.id for item in self.r.plan.own if isinstance(item, Project) and cert in item.proves)
        return (*own, *self.r.catalog.companions.get(cert, ()))

    def _asks_certs(self, clause: Clause) -> bool:
        from tracktui.catalog.clauses import item_ids

        ids = item_ids((clause,))
        return bool(ids) and all(isinstance(self.r.item(item), Cert) for item in ids)

    def _virtual_groups(self, name: str, clause: Clause) -> list[tuple[int, tuple[str, ...]]]:
        if not isinstance(clause, SkillAt):
            return self.clause(clause, name, 0)
        suppliers = tuple(item for item, level in self.r.developers.get(clause.skill, ()) if level >= clause.level)
        skill = self.r.catalog.skills.get(clause.skill)
        if skill is not None and skill.practice_hours is not None:
            suppliers = (*suppliers, practice_id(clause.skill, clause.level))
        return [(1, suppliers)]

    def cost(self, name: str) -> int:
        """A node's cost in cents."""
        if name in self.virtual:
            return 0
        step = practice_step(name)
        if step is not None:
            skill = self.r.catalog.skills[step[0]]
            assert skill.practice_hours is not None
            return round(skill.practice_hours[step[1] - 1] * self.r.costs.hour_cents)
        item = self.r.item(name)
        if item is None:
            return 0
        others = next((group.members for group in self.groups if name in group.members), ())
        return self.r.costs.cents(item, self.r.stands.state(name), others)


class Built(msgspec.Struct):
    """A puzzle with the names of its nodes."""

    puzzle: Puzzle
    names: tuple[str, ...]
    builder: _Builder


def build(resolver: Resolver, aims: tuple[Aim, ...], forbid: frozenset[str], force: Mapping[tuple[str, int], str]) -> Built:
    """The puzzle of these aims. Nodes are numbered in order of their ids, so that ties fall by id."""
    without_certs = frozenset(aim.id for aim in aims if aim.without_certs)
    builder = _Builder(resolver, forbid, force, without_certs)
    goals: list[tuple[int, tuple[str, ...]]] = []
    for index, aim in enumerate(aims):
        goals += builder.clause(aim.clause, GOAL, index)
    for _, members in goals:
        for member in members:
            builder.node(member)
    done = 0
    while done < len(builder.todo):
        builder.expand(builder.todo[done])
        done += 1
    order = sorted(builder.names)
    place = {name: index for index, name in enumerate(order)}

    def numbered(groups: tuple[tuple[int, tuple[str, ...]], ...]) -> tuple[Group, ...]:
        return tuple((count, tuple(sorted(place[member] for member in members))) for count, members in groups)

    at = builder.number
    puzzle = Puzzle(
        cost=tuple(builder.cost(name) for name in order),
        needs=tuple(numbered(builder.needs[at[name]]) for name in order),
        brings=tuple(numbered(builder.brings[at[name]]) for name in order),
        real=tuple(name not in builder.virtual for name in order),
        goals=numbered(tuple(goals)),
        forbidden=frozenset(place[name] for name in builder.barred),
    )
    return Built(puzzle, tuple(order), builder)


def resolve(resolver: Resolver, aims: tuple[Aim, ...], forbid: frozenset[str] = frozenset(), node_limit: int = NODE_LIMIT) -> Resolution:
    """The cheapest set of items that reaches every aim that can be reached; the others are told in `problems`."""
    problems: list[Problem] = []
    kept: list[Aim] = []
    built = build(resolver, aims, forbid, {})
    solution = cheapest(built.puzzle, node_limit)
    if solution is None:
        for aim in aims:
            alone = build(resolver, (*kept, aim), forbid, {})
            if cheapest(alone.puzzle, node_limit) is None:
                problems.append(_unreachable(resolver, aim, alone))
            else:
                kept.append(aim)
        built = build(resolver, tuple(kept), forbid, {})
        solution = cheapest(built.puzzle, node_limit)
        assert solution is not None
    if not solution.proven:
        problems.append(_not_proven(solution))
    return _read(resolver, built, solution, tuple(problems))


def _not_proven(solution: Solution) -> Problem:
    gap = (solution.cost - solution.bound) / 100
    message = f"the choice of items may cost up to ${gap:,.0f} more than the best: the search stopped after {solution.nodes:,} steps"
    return Problem(code="choice-not-proven", severity="warning", message=message, hint="exclude some alternatives to make it smaller")


def _unreachable(resolver: Resolver, aim: Aim, built: Built) -> Problem:
    """Why an aim can never be ready: the first thing below it that cannot be had."""
    name = resolver.name(aim.id)
    if aim.id in built.builder.barred:
        code = "pin-impossible" if aim.serves == "pinned" else "goal-unreachable"
        return Problem(code=code, message=f"{name} cannot be planned: {built.builder.barred[aim.id]}", ids=(aim.id,))
    reasons = [f"{resolver.name(item)}: {why}" for item, why in sorted(built.builder.barred.items())]
    missing = "; ".join(reasons[:3]) or "its requirements support only each other"
    hint = "see the alternatives with: tracktui why " + aim.id
    return Problem(code="goal-unreachable", message=f"{name} can never become ready ({missing})", hint=hint, ids=(aim.id,))


def _read(resolver: Resolver, built: Built, solution: Solution, problems: tuple[Problem, ...]) -> Resolution:
    builder = built.builder
    chosen = {built.names[node] for node in solution.chosen}
    items = tuple(sorted(name for name in chosen if name not in builder.virtual))
    reader = _Suppliers(resolver, builder, chosen)
    companions = {
        item: tuple(project for project in builder.projects_of(item) if project in chosen)
        for item in items
        if item in resolver.stack and not practice_step(item)
    }
    return Resolution(
        items=items,
        cost_cents=solution.cost,
        bound_cents=solution.bound,
        proven=solution.proven,
        suppliers=reader.all(),
        companions={cert: projects for cert, projects in companions.items() if projects},
        groups=tuple(dict.fromkeys(builder.groups)),
        barred=dict(builder.barred),
        problems=problems,
    )


class _Suppliers:
    """Which ids satisfy each clause of each chosen item. Walked in an order in which every supplier comes first."""

    def __init__(self, resolver: Resolver, builder: _Builder, chosen: set[str]) -> None:
        self.r, self.builder, self.chosen = resolver, builder, chosen
        self.before: dict[str, float] = {}
        """Hours of a node and everything before it, for those already walked."""
        self.found: dict[str, tuple[tuple[str, ...], ...]] = {}

    def all(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """The suppliers of every chosen item."""
        left = sorted(self.chosen)
        while left:
            later = [name for name in left if not self._walk(name)]
            if len(later) == len(left):
                break
            left = later
        return {name: suppliers for name, suppliers in self.found.items() if name not in self.builder.virtual}

    def _walk(self, name: str) -> bool:
        per_clause: list[tuple[str, ...]] = []
        for clause in self._clauses(name):
            ids = self._satisfied_by(clause)
            if ids is None:
                return False
            per_clause.append(ids)
        self.found[name] = tuple(per_clause)
        earlier = {other for ids in per_clause for other in ids}
        self.before[name] = self._own_hours(name) + sum(self.before.get(other, 0.0) for other in earlier)
        return True

    def _own_hours(self, name: str) -> float:
        item = self.r.item(name)
        return self.r.costs.midpoint(item) if item is not None else 0.0

    def _clauses(self, name: str) -> tuple[Clause, ...]:
        step = practice_step(name)
        if step is not None:
            return (SkillAt(step[0], step[1] - 1),) if step[1] > 1 else ()
        item = self.r.item(name)
        if item is None:
            return ()
        if name in self.builder.without_certs:
            return tuple(clause for clause in item.requires if not self.builder._asks_certs(clause))
        return item.requires

    def _satisfied_by(self, clause: Clause) -> tuple[str, ...] | None:
        """The ids that make a clause true among what is held and what was walked; None when that is not enough yet."""
        stands = self.r.stands
        match clause:
            case Has(id=item, active=active):
                if stands.active(item) if active else stands.done(item):
                    return (item,)
                walked = [other for other in (item, *self.r.catalog.equivalents.get(item, ())) if other in self.before and other in self.chosen]
                return (min(walked, key=lambda other: (self.before[other], other)),) if walked else None
            case SkillAt(skill=skill, level=level):
                if stands.level(skill) >= level:
                    return ()
                names = [item for item, reached in self.r.developers.get(skill, ()) if reached >= level]
                names += [practice_id(skill, step) for step in range(level, 5)]
                walked = [name for name in names if name in self.before and name in self.chosen]
                return (min(walked, key=lambda other: (self.before[other], other)),) if walked else None
            case AllOf(clauses=members):
                return self._count(members, len(members))
            case AnyOf(clauses=members):
                return self._count(members, 1)
            case AtLeast(clauses=members, at_least=count):
                return self._count(members, count)

    def _count(self, members: tuple[Clause, ...], count: int) -> tuple[str, ...] | None:
        held = [member for member in members if holds(member, self.r.stands)]
        found: list[tuple[str, ...]] = [ids for member in held[:count] if (ids := self._satisfied_by(member)) is not None]
        if len(found) < count:
            rest = [ids for member in members if member not in held and (ids := self._satisfied_by(member)) is not None]
            rest.sort(key=lambda ids: (sum(self.before.get(other, 0.0) for other in ids), ids))
            found += rest[: count - len(found)]
        if len(found) < count:
            return None
        return tuple(dict.fromkeys(other for ids in found for other in ids))


def price_of_forcing(
    resolver: Resolver, aims: tuple[Aim, ...], group: OpenChoice, member: str, optimum: int, forbid: frozenset[str] = frozenset()
) -> int | None:
    """What it costs more, in cents, when `member` satisfies the group's clause instead; None when nothing leads there."""
    if member in forbid or resolver.barred(member):
        return None
    built = build(resolver, aims, forbid, {(group.asked_by, group.index): member})
    solution = cheapest(built.puzzle)
    return None if solution is None else max(0, solution.cost - optimum)
