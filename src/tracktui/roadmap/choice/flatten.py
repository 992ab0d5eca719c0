"""From clauses to a puzzle: numbers the nodes that the goals can reach and turns their clauses into groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

import msgspec

from tracktui.catalog.clauses import AllOf, AnyOf, AtLeast, Clause, Has, SkillAt, holds, in_words, item_ids
from tracktui.catalog.entries import AnyItem, Cert
from tracktui.roadmap.choice.eligible import Resolver, practice_id, practice_step
from tracktui.roadmap.choice.goals import Aim
from tracktui.roadmap.choice.puzzle import Group, Puzzle
from tracktui.roadmap.choice.stands import Stands, Without

GOAL = "@goal"
Named = tuple[int, tuple[str, ...]]
"""So many of these nodes, by name."""


class OpenChoice(msgspec.Struct, frozen=True):
    """A clause that leaves a choice: who asks, its words, how many of which members."""

    asked_by: str
    index: int
    text: str
    count: int
    members: tuple[str, ...]


class Limits(msgspec.Struct, frozen=True):
    """What a resolution must do without: items altogether, and items as suppliers of one other (owner, supplier)."""

    items: frozenset[str] = frozenset()
    suppliers: frozenset[tuple[str, str]] = frozenset()

    def of(self, owner: str) -> frozenset[str]:
        """What may not supply `owner`."""
        return frozenset(supplier for whose, supplier in self.suppliers if whose == owner)


NO_LIMITS = Limits()


def asked_of(item: AnyItem, resolver: Resolver, *, without_certs: bool) -> tuple[Clause, ...]:
    """The clauses an item asks in this plan: in small-team mode those about certs alone are left out."""
    return tuple(clause for clause in item.requires if not (without_certs and _asks_certs(clause, resolver)))


def _asks_certs(clause: Clause, resolver: Resolver) -> bool:
    ids = item_ids((clause,))
    return bool(ids) and all(isinstance(resolver.item(item), Cert) for item in ids)


class Builder:
    """Numbers the nodes that the goals can reach and flattens their clauses into groups."""

    def __init__(self, resolver: Resolver, limits: Limits, force: Mapping[tuple[str, int], str], without_certs: frozenset[str]) -> None:
        self.r = resolver
        self.limits = limits
        self.roots: dict[str, str] = {}
        """For each virtual node the item whose clause it is a part of."""
        self.force = force
        self.without_certs = without_certs
        self.number: dict[str, int] = {}
        self.names: list[str] = []
        self.needs: list[tuple[Named, ...]] = []
        self.brings: list[tuple[Named, ...]] = []
        self.todo: list[str] = []
        self.virtual: dict[str, Clause] = {}
        self.options: dict[str, set[str]] = {}
        """For each project that counts once its options, of which one may be chosen."""
        self.barred: dict[str, str] = {}
        self.groups: list[OpenChoice] = []
        self.title_members: set[str] = set()

    # A satisfied clause gives no groups; one that cannot be satisfied gives a group of too few members.

    def clause(self, clause: Clause, owner: str, index: int) -> list[Named]:
        """The groups that a clause of `owner` stands for."""
        stands = self.stands(owner)
        if holds(clause, stands):
            return []
        match clause:
            case AllOf(clauses=members):
                return [group for member in members for group in self.clause(member, owner, index)]
            case Has():
                return self._choice(clause, (clause,), 1, owner, index)
            case SkillAt():
                return [(1, (self._virtual(clause, ""),))]
            case AnyOf(clauses=members):
                return self._choice(clause, members, 1, owner, index)
            case AtLeast(clauses=members, at_least=count):
                have = sum(holds(member, stands) for member in members)
                left = tuple(member for member in members if not holds(member, stands))
                return self._choice(clause, left, count - have, owner, index)

    def stands(self, owner: str) -> Stands | Without:
        """The standing that the clauses of `owner` are asked of."""
        without = self._may_not_serve(owner)
        return Without(self.r.stands, without) if without else self.r.stands

    def _may_not_serve(self, owner: str) -> frozenset[str]:
        root = self.roots.get(owner, owner)
        set_aside = self.limits.of(root) if self.limits.suppliers else frozenset()
        return set_aside | self.r.specialties.elsewhere(root)

    def _may_serve(self, ids: Iterable[str], owner: str) -> list[str]:
        without = self._may_not_serve(owner)
        return [item for item in dict.fromkeys(ids) if item not in without]

    def _choice(self, clause: Clause, members: tuple[Clause, ...], count: int, owner: str, index: int) -> list[Named]:
        """`count` of these members. A forced one satisfies the clause: alone, or with the cheapest others beside it."""
        ids: list[str] = []
        for member in members:
            same = self.r.catalog.equivalents.get(member.id, ()) if isinstance(member, Has) else ()
            # With k of n a member and its equivalent count once, and a member named twice counts twice.
            if isinstance(member, Has) and (count == 1 or not (same or member.id in ids)):
                ids += [member.id, *same]
            else:
                ids.append(self._virtual(member, owner))
        ids = self._may_serve(ids, owner)
        if len(ids) > 1 or count > 1:
            words = in_words(clause, self.r.name) + (" or what counts as it" if isinstance(clause, Has) else "")
            self.groups.append(OpenChoice(owner, index, words, count, tuple(ids)))
        forced = self.force.get((owner, index))
        if forced not in ids:
            return [(count, self._nodes(ids, owner))]
        rest = [node for node in ids if node != forced]
        return [(1, self._nodes([forced], owner)), *([(count - 1, self._nodes(rest, owner))] if count > 1 else [])]

    def _nodes(self, ids: Iterable[str], owner: str) -> tuple[str, ...]:
        """The nodes of some members: projects that count once are their option for this specialty."""
        root = self.roots.get(owner, owner)
        nodes = []
        for item in ids:
            node = self.r.specialties.option(item, root)
            if node != item:
                self.virtual[node] = Has(item)
                self.options.setdefault(item, set()).add(node)
            nodes.append(node)
        return tuple(nodes)

    def _virtual(self, clause: Clause, owner: str) -> str:
        name = f"~{clause.skill}-{clause.level}" if isinstance(clause, SkillAt) else f"~{len(self.virtual)}"
        if isinstance(clause, SkillAt) and name in self.virtual:
            return name
        self.virtual[name] = clause
        self.roots[name] = self.roots.get(owner, owner)
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
        needs: list[Named] = []
        brings: list[Named] = []
        step = practice_step(name)
        if name in self.virtual:
            needs = self._virtual_groups(name, self.virtual[name])
        elif step is not None:
            skill, level = step
            if level > 1:
                needs = self.clause(SkillAt(skill, level - 1), name, 0)
        else:
            item = self.r.item(name)
            reason = "set aside" if name in self.limits.items else self.r.barred(name)
            if reason:
                self.barred[name] = reason
            elif item is not None:
                needs, brings = self._item_groups(item)
        for _, members in (*needs, *brings):
            for member in members:
                self.node(member)
        self.needs.append(tuple(needs))
        self.brings.append(tuple(brings))

    def _item_groups(self, item: AnyItem) -> tuple[list[Named], list[Named]]:
        needs: list[Named] = []
        for index, clause in enumerate(asked_of(item, self.r, without_certs=item.id in self.without_certs)):
            if isinstance(item, Cert) and item.form == "title" and isinstance(clause, Has):
                self.title_members.add(clause.id)
            needs += self.clause(clause, item.id, index)
        brings: list[Named] = [(1, (other,)) for other in item.together if not self.r.stands.done(other)]
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
        return self.r.plan.companions(self.r.catalog, cert)

    def _virtual_groups(self, name: str, clause: Clause) -> list[Named]:
        if name.startswith("^") and isinstance(clause, Has):
            return [(1, (clause.id,))]
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
    builder: Builder


def build(resolver: Resolver, aims: tuple[Aim, ...], limits: Limits, force: Mapping[tuple[str, int], str]) -> Built:
    """The puzzle of these aims. Nodes are numbered in order of their ids, so that ties fall by id."""
    without_certs = frozenset(aim.id for aim in aims if aim.without_certs)
    builder = Builder(resolver, limits, force, without_certs)
    goals: list[Named] = []
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

    def numbered(groups: tuple[Named, ...]) -> tuple[Group, ...]:
        return tuple((count, tuple(sorted(place[member] for member in members))) for count, members in groups)

    at = builder.number
    puzzle = Puzzle(
        cost=tuple(builder.cost(name) for name in order),
        needs=tuple(numbered(builder.needs[at[name]]) for name in order),
        brings=tuple(numbered(builder.brings[at[name]]) for name in order),
        real=tuple(name not in builder.virtual for name in order),
        goals=numbered(tuple(goals)),
        forbidden=frozenset(place[name] for name in builder.barred),
        rivals=tuple((place[one], place[other]) for options in builder.options.values() for one, other in combinations(sorted(options), 2)),
    )
    return Built(puzzle, tuple(order), builder)
