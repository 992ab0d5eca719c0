"""TT106: a requirement that another one of the same item already implies."""

from __future__ import annotations

from collections.abc import Iterable

from tracktui.catalog.clauses import AnyOf, AtLeast, Clause, Has, SkillAt
from tracktui.catalog.entries import AnyItem, Check
from tracktui.catalog.rules.rule import Context, Found, Path, must, rule

MOST_STEPS = 1_000
"""Items followed upwards from one item; longer chains than any catalog of people's careers has are not followed to their end."""


@rule("TT106", "warning", "a requirement that another one implies", "remove it")
def implied(context: Context) -> Iterable[Found]:
    """A requirement that holds whenever another one of the same or a stronger state holds. Active implies done, never the other way.

    A check says all it asks for, because people read it as a whole: there only what an earlier check has asked counts as said.
    """
    for item in context.catalog.items.values():
        placed = list(must(item.requires))
        if len(placed) < 2:
            continue
        facts = _Facts(context, item, placed)
        for index, (path, clause) in enumerate(placed):
            if reason := facts.reason(index, clause):
                yield Found(item.id, path, f"{item.id}: {_named(clause)} is implied by {reason}", word=_word(clause))


def _named(clause: Clause) -> str:
    match clause:
        case Has(id=item):
            return item
        case SkillAt(skill=skill, level=level):
            return f"{skill} at level {level}"
        case _:
            return "this choice"


def _word(clause: Clause) -> str:
    return clause.id if isinstance(clause, Has) else clause.skill if isinstance(clause, SkillAt) else ""


class _Facts:
    """What the plain requirements of an item make true, and through which of them."""

    def __init__(self, context: Context, item: AnyItem, placed: list[tuple[Path, Clause]]) -> None:
        self.context, self.placed = context, placed
        self.through: dict[str, set[int]] = {}
        self.choices: list[tuple[int, frozenset[str]]] = []
        for index, (_, clause) in enumerate(placed):
            if isinstance(clause, Has) and clause.before == "start":
                needed = context.catalog.canonical(clause.id)
                if not isinstance(item, Check) or isinstance(context.item(needed), Check):
                    self._follow(index, needed, item.id)

    def _follow(self, index: int, start: str, owner: str) -> None:
        """Note everything that being done with `start` implies."""
        seen = {start}
        left = [start]
        while left and len(seen) < MOST_STEPS:
            above = self.context.catalog.items.get(left.pop())
            if above is None:
                continue
            for _, clause in must(above.requires):
                if isinstance(clause, AnyOf):
                    self._note_choice(index, clause)
            for needed in self.context.needs[above.id]:
                if needed not in seen and needed != owner:
                    seen.add(needed)
                    left.append(needed)
        for implied_id in seen - {start}:
            self.through.setdefault(implied_id, set()).add(index)

    def _note_choice(self, index: int, choice: AnyOf) -> None:
        if members := _plain(self.context, choice.clauses):
            self.choices.append((index, members))

    def reason(self, index: int, clause: Clause) -> str:
        """The requirement that implies the one at `index`, in words; "" when none does."""
        for other, (_, stronger) in enumerate(self.placed):
            if other != index and self._direct(clause, stronger) and (other < index or not self._direct(stronger, clause)):
                return _named(stronger) if _named(stronger) != _named(clause) else "the same one before it"
        if isinstance(clause, Has) and not clause.active and not clause.hold:
            return self._names(self.through.get(self.context.catalog.canonical(clause.id), set()) - {index})
        if isinstance(clause, AnyOf) and (members := _plain(self.context, clause.clauses)):
            return self._names({other for other, known in self.choices if other != index and known <= members})
        return ""

    def _names(self, indices: set[int]) -> str:
        return _named(self.placed[min(indices)][1]) if indices else ""

    def _direct(self, weaker: Clause, stronger: Clause) -> bool:
        """Whether `stronger`, itself required, makes `weaker` true at once."""
        if stronger.before == "award" and weaker.before == "start":
            return False
        match weaker, stronger:
            case Has(hold=True), _:
                return False
            case Has(id=item, active=active), Has(id=other, active=strong):
                return self._same(item, other) and bool(strong) >= bool(active)
            case SkillAt(skill=skill, level=level), SkillAt(skill=other, level=strong):
                return skill == other and strong >= level
            case AnyOf(clauses=members), Has() | SkillAt():
                return any(self._direct(member, stronger) for member in members)
            case AtLeast(clauses=members, at_least=1), Has() | SkillAt():
                return any(self._direct(member, stronger) for member in members)
            case AnyOf(clauses=members), AnyOf(clauses=others):
                return bool(_plain(self.context, others)) and _plain(self.context, others) <= _plain(self.context, members)
        return False

    def _same(self, one: str, other: str) -> bool:
        return self.context.catalog.canonical(one) == self.context.catalog.canonical(other)


def _plain(context: Context, members: tuple[Clause, ...]) -> frozenset[str]:
    """The ids of a choice between items that only need to be done; empty where it has other members."""
    if not all(isinstance(member, Has) and not member.active for member in members):
        return frozenset()
    return frozenset(context.catalog.canonical(member.id) for member in members if isinstance(member, Has))


RULES = (implied,)
