"""From clauses to a puzzle: numbers the nodes that the goals can reach and turns their clauses into groups."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import msgspec

from tracktui.catalog.clauses import AllOf, AnyOf, AtLeast, Clause, Has, SkillAt, holds, in_words, item_ids
from tracktui.catalog.entries import AnyItem, Cert
from tracktui.plan.without import Without
from tracktui.roadmap.choice.eligible import Resolver, practice_id, practice_step
from tracktui.roadmap.choice.goals import Aim
from tracktui.roadmap.choice.puzzle import Group, Puzzle
from tracktui.roadmap.choice.stands import Stands

GOAL = "@goal"
Named = tuple[int, tuple[str, ...]]
"""So many of these nodes, by name."""


class OpenChoice(msgspec.Struct, frozen=True):
    """A clause that leaves a choice: who asks, how many of which members.

    `clause`: None where a cert asks for one of the projects that prove it.
    """

    asked_by: str
    clause: Clause | None
    count: int
    members: tuple[str, ...]
    brings: bool = False
    """The members need not come first."""


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


def text_of(choice: OpenChoice, resolver: Resolver) -> str:
    """A choice in words."""
    if choice.clause is None:
        return f"a project that proves {resolver.name(choice.asked_by)}"
    return in_words(choice.clause, resolver.name) + (" or what counts as it" if isinstance(choice.clause, Has) else "")


def _asks_certs(clause: Clause, resolver: Resolver) -> bool:
    ids = item_ids((clause,))
    return bool(ids) and all(isinstance(resolver.item(item), Cert) for item in ids)


class Builder:
    """Numbers the nodes that the goals can reach and flattens their clauses into groups."""

    def __init__(self, resolver: Resolver, limits: Limits, without_certs: frozenset[str]) -> None:
        self.r = resolver
        self.limits = limits
        self.roots: dict[str, str] = {}
        """For each virtual node the item whose clause it is a part of."""
        self.without_certs = without_certs
        self.number: dict[str, int] = {}
        self.names: list[str] = []
        self.needs: list[tuple[Named, ...]] = []
        self.brings: list[tuple[Named, ...]] = []
        self.virtual: dict[str, Clause] = {}
        self.options: dict[str, set[str]] = {}
        """For each project that counts once its options, of which one may be chosen."""
        self.barred: dict[str, str] = {}
        self.groups: list[OpenChoice] = []
        self.beside: dict[str, tuple[str, ...]] = {}
        """For each member of a choice the members of the first that it is in."""
        self._elsewhere: dict[str, frozenset[str]] = {}

    # A satisfied clause gives no groups; one that cannot be satisfied gives a group of too few members.

    def clause(self, clause: Clause, owner: str) -> list[Named]:
        """The groups that a clause of `owner` stands for."""
        stands = self.stands(owner)
        if holds(clause, stands):
            return []
        match clause:
            case AllOf(clauses=members):
                return [group for member in members for group in self.clause(member, owner)]
            case Has():
                return self._choice(clause, (clause,), 1, owner)
            case SkillAt():
                return [(1, (self._virtual(clause, ""),))]
            case AnyOf(clauses=members):
                return self._choice(clause, members, 1, owner)
            case AtLeast(clauses=members, at_least=count):
                have = sum(holds(member, stands) for member in members)
                left = tuple(member for member in members if not holds(member, stands))
                return self._choice(clause, left, count - have, owner)

    def stands(self, owner: str) -> Stands | Without:
        """The standing that the clauses of `owner` are asked of."""
        without = self._may_not_serve(owner)
        return Without(self.r.stands, without) if without else self.r.stands

    def _may_not_serve(self, owner: str) -> frozenset[str]:
        root = self.roots.get(owner, owner)
        found = self._elsewhere.get(root)
        if found is None:
            found = self._elsewhere[root] = self.limits.of(root) | self.r.specialties.elsewhere(root)
        return found

    def _choice(self, clause: Clause, members: tuple[Clause, ...], count: int, owner: str) -> list[Named]:
        """`count` of these members."""
        ids: list[str] = []
        for member in members:
            same = self.r.catalog.equivalents.get(member.id, ()) if isinstance(member, Has) else ()
            # With k of n a member and its equivalent count once, and a member named twice counts twice.
            if isinstance(member, Has) and (count == 1 or not (same or member.id in ids)):
                ids += [member.id, *same]
            else:
                ids.append(self._virtual(member, owner))
        without = self._may_not_serve(owner)
        found = tuple(item for item in dict.fromkeys(ids) if item not in without)
        if len(found) > 1 or count > 1:
            self._open(OpenChoice(owner, clause, count, found))
        return [(count, self.nodes(found, owner))]

    def _open(self, choice: OpenChoice) -> None:
        self.groups.append(choice)
        for member in choice.members:
            self.beside.setdefault(member, choice.members)

    def nodes(self, ids: tuple[str, ...], owner: str) -> tuple[str, ...]:
        """The nodes of some members: projects that count once are their option for this specialty."""
        once = self.r.specialties.once
        if not once:
            return ids
        root = self.roots.get(owner, owner)
        nodes = []
        for item in ids:
            node = self.r.specialties.option(item, root) if item in once else item
            if node != item:
                self.virtual[node] = Has(item)
                self.options.setdefault(item, set()).add(node)
            nodes.append(node)
        return tuple(nodes)

    def _virtual(self, clause: Clause, owner: str) -> str:
        """The node of a clause. Its name says what it is, so that it has the same one in a later puzzle that asks for less."""
        if isinstance(clause, SkillAt):
            name = f"~{clause.skill}-{clause.level}"
            self.virtual[name], self.roots[name] = clause, ""
            return name
        root = self.roots.get(owner, owner)
        name = f"~{root} {clause!r}"
        while name in self.virtual:
            # A part that a clause names twice counts twice.
            name += "~"
        self.virtual[name], self.roots[name] = clause, root
        return name

    def ask(self, groups: Iterable[Named]) -> None:
        """Give the members of groups a number, and so a turn to be expanded."""
        for _, members in groups:
            for member in members:
                if member not in self.number:
                    self.number[member] = len(self.names)
                    self.names.append(member)

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
                needs = self.clause(SkillAt(skill, level - 1), name)
        else:
            item = self.r.item(name)
            reason = "set aside" if name in self.limits.items else self.r.barred(name)
            if reason:
                self.barred[name] = reason
            elif item is not None:
                needs, brings = self._item_groups(item)
        self.ask(needs)
        self.ask(brings)
        self.needs.append(tuple(needs))
        self.brings.append(tuple(brings))

    def _item_groups(self, item: AnyItem) -> tuple[list[Named], list[Named]]:
        needs: list[Named] = []
        for clause in asked_of(item, self.r, without_certs=item.id in self.without_certs):
            needs += self.clause(clause, item.id)
        brings: list[Named] = [(1, (other,)) for other in item.together if not self.r.stands.done(other)]
        return needs, brings + (self.proof(item.id) if self.r.must_be_proven(item) else [])

    def proof(self, cert: str) -> list[Named]:
        """The group of the projects that prove a cert; none where one is done or nobody knows any."""
        projects = self.projects_of(cert)
        if not projects or any(self.r.stands.done(project) for project in projects):
            return []
        if len(projects) > 1:
            self._open(OpenChoice(cert, None, 1, projects, brings=True))
        return [(1, projects)]

    def projects_of(self, cert: str) -> tuple[str, ...]:
        """The projects that prove a cert, the engineer's own first."""
        return self.r.plan.companions(self.r.catalog, cert)

    def _virtual_groups(self, name: str, clause: Clause) -> list[Named]:
        if name.startswith("^") and isinstance(clause, Has):
            return [(1, (clause.id,))]
        if not isinstance(clause, SkillAt):
            return self.clause(clause, name)
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
        return self.r.costs.cents(item, self.r.state(name), self.beside.get(name, ()))


class Built(msgspec.Struct):
    """A puzzle with the names of its nodes."""

    puzzle: Puzzle
    names: tuple[str, ...]
    place: dict[str, int]
    builder: Builder


def build(resolver: Resolver, aims: tuple[Aim, ...], limits: Limits, to_prove: tuple[str, ...] = ()) -> Built:
    """The puzzle of these aims and of the passed certs that are still to be proven. Nodes are numbered in order of their ids, so that ties fall by id."""
    builder = Builder(resolver, limits, frozenset(aim.id for aim in aims if aim.without_certs))
    goals = [group for aim in aims for group in builder.clause(aim.clause, GOAL)] + [group for cert in to_prove for group in builder.proof(cert)]
    builder.ask(goals)
    for name in builder.names:  # grows on the way
        builder.expand(name)
    order = sorted(builder.names)
    place = {name: index for index, name in enumerate(order)}

    def numbered(groups: Iterable[Named]) -> tuple[Group, ...]:
        return tuple([(count, tuple(sorted([place[member] for member in members]))) for count, members in groups])

    at = [builder.number[name] for name in order]
    puzzle = Puzzle(
        cost=tuple([builder.cost(name) for name in order]),
        needs=tuple([numbered(builder.needs[number]) for number in at]),
        brings=tuple([numbered(builder.brings[number]) for number in at]),
        real=tuple([name not in builder.virtual for name in order]),
        goals=numbered(goals),
        forbidden=frozenset(place[name] for name in builder.barred),
        rivals=tuple((place[one], place[other]) for options in builder.options.values() for one, other in combinations(sorted(options), 2)),
    )
    return Built(puzzle, tuple(order), place, builder)
