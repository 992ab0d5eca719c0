"""What satisfies each clause of what was chosen, walked in an order in which every supplier comes first."""

from __future__ import annotations

from tracktui.catalog.clauses import AllOf, AnyOf, AtLeast, Clause, Has, SkillAt, holds, leaves
from tracktui.plan.without import Without
from tracktui.roadmap.choice.eligible import Resolver, practice_id, practice_step
from tracktui.roadmap.choice.flatten import Builder, asked_of
from tracktui.roadmap.choice.stands import Stands


class Suppliers:
    """Which ids satisfy each clause of each chosen item. Walked in an order in which every supplier comes first."""

    def __init__(self, resolver: Resolver, builder: Builder, chosen: set[str]) -> None:
        self.r, self.builder, self.chosen = resolver, builder, chosen
        self.stands: Stands | Without = resolver.stands
        self.owner = ""
        """The item whose clauses are looked at."""
        self.before: dict[str, float] = {}
        """Hours of a node and everything before it, for those already walked."""
        self.found: dict[str, tuple[tuple[str, ...], ...]] = {}
        self.before_award: dict[str, frozenset[str]] = {}
        self.active: dict[str, frozenset[str]] = {}

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
        at_start: set[str] = set()
        active: set[str] = set()
        self.stands, self.owner = self.builder.stands(name), self.builder.roots.get(name, name)
        clauses = self._clauses(name)
        for clause in clauses:
            ids = self._satisfied_by(clause)
            if ids is None:
                return False
            per_clause.append(ids)
            if clause.before == "start":
                at_start.update(ids)
            active.update(self._must_be_valid(clause, ids))
        self.found[name] = tuple(per_clause)
        self.before_award[name] = frozenset(other for ids in per_clause for other in ids) - at_start
        self.active[name] = frozenset(active)
        earlier = {other for ids in per_clause for other in ids}
        self.before[name] = self._own_hours(name) + sum(self.before.get(other, 0.0) for other in earlier)
        return True

    def _serves(self, item: str) -> bool:
        """Whether an item was walked and may serve here: a project that counts once serves where its option was chosen."""
        return item in self.before and item in self.chosen and self.r.specialties.option(item, self.owner) in self.chosen

    def _must_be_valid(self, clause: Clause, ids: tuple[str, ...]) -> set[str]:
        """Which of the suppliers of a clause serve a part of it that asks for a valid credential."""
        asked = {leaf.id for leaf in leaves((clause,)) if isinstance(leaf, Has) and leaf.active}
        same = {other for item in asked for other in self.r.catalog.equivalents.get(item, ())}
        return {other for other in ids if other in asked or other in same}

    def _own_hours(self, name: str) -> float:
        item = self.r.item(name)
        return self.r.costs.midpoint(item) if item is not None else 0.0

    def _clauses(self, name: str) -> tuple[Clause, ...]:
        step = practice_step(name)
        if step is not None:
            return (SkillAt(step[0], step[1] - 1),) if step[1] > 1 else ()
        item = self.r.item(name)
        return () if item is None else asked_of(item, self.r, without_certs=name in self.builder.without_certs)

    def _satisfied_by(self, clause: Clause) -> tuple[str, ...] | None:
        """The ids that make a clause true among what is held and what was walked; None when that is not enough yet."""
        stands = self.stands
        match clause:
            case Has(id=item, active=active):
                if stands.active(item) if active else stands.done(item):
                    return (item,)
                walked = [other for other in (item, *self.r.catalog.equivalents.get(item, ())) if self._serves(other)]
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
        held = [member for member in members if holds(member, self.stands)]
        found: list[tuple[str, ...]] = [ids for member in held[:count] if (ids := self._satisfied_by(member)) is not None]
        if len(found) < count:
            rest = [ids for member in members if member not in held and (ids := self._satisfied_by(member)) is not None]
            rest.sort(key=lambda ids: (sum(self.before.get(other, 0.0) for other in ids), ids))
            found += rest[: count - len(found)]
        if len(found) < count:
            return None
        return tuple(dict.fromkeys(other for ids in found for other in ids))
