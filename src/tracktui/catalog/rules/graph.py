"""TT102 to TT108: requirements that lead in a circle, lead nowhere, or say the same thing twice."""

from __future__ import annotations

from collections.abc import Iterable

from tracktui.catalog.clauses import AtLeast, Clause, Has, all_hold, item_ids
from tracktui.catalog.entries import AnyItem, Cert, Check
from tracktui.catalog.rules.knots import find_cycles, knots
from tracktui.catalog.rules.reach import reachable
from tracktui.catalog.rules.rule import Context, Found, Path, placed, rule
from tracktui.wording import count, listed

MOST_SHOWN = 100
"""Ids of a cycle that are printed; a longer one is cut."""


@rule("TT102", "error", "a cycle of requirements", "one of them must not require the next")
def cycle(context: Context) -> Iterable[Found]:
    """A shortest cycle of each knot of plain requirements, and of steps in a playbook. A cycle through a choice is legal: another member serves."""
    for members in find_cycles(context.needs):
        if len(members) > 1:
            start, following = members[0], members[1]
            shown = [*members[:MOST_SHOWN], *(["..."] if len(members) > MOST_SHOWN else []), start]
            yield Found(start, _where(context, start, following), f"a cycle: {' -> '.join(shown)}", word=following, others=tuple(members[1:MOST_SHOWN]))
    for playbook in context.catalog.playbooks.values():
        number = {step.id: index for index, step in enumerate(playbook.steps)}
        for members in find_cycles({step.id: [other for other in step.after if other in number] for step in playbook.steps}):
            chain = " -> ".join([*members[:MOST_SHOWN], members[0]])
            yield Found(playbook.id, ("steps", number[members[0]], "after"), f"{playbook.id}: a cycle of steps: {chain}")


def _where(context: Context, owner: str, needed: str) -> Path:
    places = placed(context.catalog.items[owner].requires)
    return next((path for path, clause in places if isinstance(clause, Has) and context.catalog.canonical(clause.id) == needed), ("requires",))


@rule("TT103", "error", "an item that can never become ready", "name an alternative with any, or mend what it waits for")
def dead_end(context: Context) -> Iterable[Found]:
    """Items that stay locked when all that can be done is done, and not only because of another such item."""
    items = context.catalog.items
    gone = {item.id for item in items.values() if context.gone(item)}
    done = reachable(context.catalog, gone)
    blocked = {item.id for item in items.values() if item.id not in done and item.id not in gone}
    blocked_knots = map(frozenset, knots({name: _inner(context, items[name], blocked) for name in sorted(blocked)}))
    knot_of = {member: members for members in blocked_knots for member in members}
    in_cycles = {member for members in knots(context.needs) for member in members}
    for item in items.values():
        if item.id not in blocked or item.id in in_cycles or (isinstance(item, Cert) and item.form == "title"):
            continue
        standing = _Everything(context, done, blocked, knot_of.get(item.id, frozenset()))
        missing = [needed for needed in item_ids(item.requires) if context.catalog.canonical(needed) in items and not standing.done(needed)]
        told_by_certs = isinstance(item, Check) and all(context.gone(context.item(needed)) for needed in missing)
        if missing and not told_by_certs and not all_hold(item.requires, standing):
            message = f"{item.id} can never become ready: {listed(missing)} cannot be had"
            yield Found(item.id, _where(context, item.id, context.catalog.canonical(missing[0])), message, word=missing[0], others=tuple(missing[:MOST_SHOWN]))


def _inner(context: Context, item: AnyItem, among: set[str]) -> list[str]:
    return [needed for needed in map(context.catalog.canonical, item_ids(item.requires)) if needed in among]


class _Everything:
    """A standing in which what can be done is done, and what is blocked too but for the item's own knot; every skill can be had."""

    def __init__(self, context: Context, done: set[str], blocked: set[str], knot: frozenset[str]) -> None:
        self.context, self.finished, self.blocked, self.knot = context, done, blocked, knot

    def done(self, item: str) -> bool:
        known = self.context.catalog.canonical(item)
        # An id nobody knows is told by TT101 and does not count against anything else.
        if known not in self.context.catalog.items or self._had(known):
            return True
        return any(self._had(self.context.catalog.canonical(other)) for other in self.context.catalog.equivalents.get(known, ()))

    def _had(self, item: str) -> bool:
        return item in self.finished or (item in self.blocked and item not in self.knot)

    def active(self, item: str) -> bool:
        return self.done(item)

    def level(self, skill: str) -> int:
        return 4


@rule("TT104", "error", "an item that requires itself", "remove it from its own requires")
def requires_itself(context: Context) -> Iterable[Found]:
    """An item among its own requirements, plain or in a choice."""
    for item in context.catalog.items.values():
        for path, clause in placed(item.requires):
            if isinstance(clause, Has) and context.catalog.canonical(clause.id) == item.id:
                yield Found(item.id, path, f"{item.id} requires itself", word=clause.id)


@rule("TT105", "error", "a choice that leaves nothing to choose", "name members, and ask for at least one and at most all of them")
def empty_choice(context: Context) -> Iterable[Found]:
    """A k-of-n of none, or of more than it lists; a stack row without certs. A choice without members is told on reading."""
    for item in context.catalog.items.values():
        yield from _bad_counts(item.id, ("requires",), item.requires)
    for role in context.catalog.roles.values():
        for index, goal in enumerate(role.goals):
            yield from _bad_counts(role.id, ("goals", index, "requires"), goal.requires)
    for track in context.catalog.tracks.values():
        for index, row in enumerate(track.stack):
            if not row.any:
                yield Found(track.id, ("stack", index), f"{track.id}: a stack row of level {row.level} names no cert")


def _bad_counts(entry: str, base: Path, clauses: tuple[Clause, ...]) -> Iterable[Found]:
    for path, clause in placed(clauses, base):
        if isinstance(clause, AtLeast) and clause.at_least < 1:
            yield Found(entry, (*path, "at_least"), f"{entry} asks for at least {clause.at_least} of a choice: that asks for nothing")
        elif isinstance(clause, AtLeast) and not clause.of_unlisted and clause.at_least > len(clause.clauses):
            message = f"{entry} asks for {clause.at_least} of {count(len(clause.clauses), 'member')}"
            yield Found(entry, (*path, "at_least"), message, "list them all, or name those without an entry in of_unlisted")


@rule("TT107", "info", "a recommendation that closes a circle", "drop one of the recommendations; the planner ignores one of them")
def recommended_circle(context: Context) -> Iterable[Found]:
    """Recommendations between items that lead to each other: only the first of them can order anything."""
    items = context.catalog.items
    after = {
        item.id: [other for other in map(context.catalog.canonical, (*item_ids(item.requires), *item.recommended)) if other in items] for item in items.values()
    }
    knot_of = {member: number for number, members in enumerate(knots(after)) for member in members}
    for item in items.values():
        for index, other in enumerate(item.recommended):
            if item.id in knot_of and knot_of[item.id] == knot_of.get(context.catalog.canonical(other)):
                yield Found(item.id, ("recommended", index), f"{item.id} recommends {other}, which leads back to it", word=other, others=(other,))


@rule("TT108", "warning", "an alias that means two entries", "keep the alias at one of them")
def alias_twice(context: Context) -> Iterable[Found]:
    """An alias that is another entry's id, or another entry's alias too."""
    taken = {entry_id: entry_id for entries in context.catalog.groups().values() for entry_id in entries}
    for entries in context.catalog.groups().values():
        for entry in entries.values():
            for index, alias in enumerate(getattr(entry, "aliases", ())):
                if alias in taken and (taken[alias] != entry.id or alias == entry.id):
                    what = "its own id" if alias == entry.id else f"{taken[alias]} too"
                    yield Found(entry.id, ("aliases", index), f"{entry.id}: the alias '{alias}' is {what}", word=alias, others=(taken[alias],))
                taken.setdefault(alias, entry.id)


RULES = (cycle, dead_end, requires_itself, empty_choice, recommended_circle, alias_twice)
