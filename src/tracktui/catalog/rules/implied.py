"""TT106: a requirement that another one of the same item already implies."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from tracktui.catalog.clauses import AnyOf, AtLeast, Clause, Has, SkillAt
from tracktui.catalog.entries import AnyItem, Check
from tracktui.catalog.rules.rule import Context, Found, Path, must, rule

MOST_STEPS = 200
"""Requirements followed upwards from one; no chain that people follow is longer."""
MOST_COMPARED = 50
"""Requirements of one id, and choices of one item, that are compared with each other."""


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
                yield Found(item.id, path, f"{item.id}: {_named(clause)} is implied by {reason}", word=_subject(clause))


def _named(clause: Clause) -> str:
    match clause:
        case Has(id=item):
            return item
        case SkillAt(skill=skill, level=level):
            return f"{skill} at level {level}"
        case _:
            return "this choice"


def _subject(clause: Clause) -> str:
    """The item or skill that a plain requirement is about; "" for a choice."""
    return clause.id if isinstance(clause, Has) else clause.skill if isinstance(clause, SkillAt) else ""


class _Facts:
    """What the requirements of an item make true: each of them at once, and what stands behind the items they name."""

    def __init__(self, context: Context, item: AnyItem, placed: list[tuple[Path, Clause]]) -> None:
        self.context, self.placed = context, placed
        self.about: dict[str, list[int]] = {}
        self.choices: list[tuple[int, frozenset[str]]] = []
        self.behind: dict[str, int] = {}
        self.choices_behind: list[tuple[int, frozenset[str]]] = []
        for index, (_, clause) in enumerate(placed):
            if isinstance(clause, Has | SkillAt):
                self.about.setdefault(self._known(clause), []).append(index)
            elif isinstance(clause, AnyOf) and (members := self._plain(clause.clauses)):
                self.choices.append((index, members))
            needed = context.item(clause.id) if isinstance(clause, Has) and clause.before == "start" else None
            if needed is not None and (not isinstance(item, Check) or isinstance(needed, Check)):
                self._follow(index, needed, item.id)

    def _known(self, clause: Has | SkillAt) -> str:
        return self.context.catalog.canonical(clause.id) if isinstance(clause, Has) else f"skill {clause.skill}"

    def _plain(self, members: tuple[Clause, ...]) -> frozenset[str]:
        """The ids of a choice between items that only need to be done; empty where it has other members."""
        if not all(isinstance(member, Has) and not member.active for member in members):
            return frozenset()
        return frozenset(self._known(member) for member in members if isinstance(member, Has))

    def _follow(self, index: int, start: AnyItem, owner: str) -> None:
        """Note what being done with `start` implies."""
        seen = {start.id, owner}
        left = [start]
        steps = 0
        while left and steps < MOST_STEPS:
            for _, clause in must(left.pop().requires):
                steps += 1
                if steps > MOST_STEPS:
                    break
                if isinstance(clause, AnyOf) and (members := self._plain(clause.clauses)):
                    self.choices_behind.append((index, members))
                needed = self.context.item(clause.id) if isinstance(clause, Has) else None
                if needed is not None and needed.id not in seen:
                    seen.add(needed.id)
                    left.append(needed)
                    self.behind.setdefault(needed.id, index)

    def reason(self, index: int, clause: Clause) -> str:
        """The requirement that implies the one at `index`, in words; "" when none does."""
        for other in islice(self._candidates(clause), MOST_COMPARED):
            stronger = self.placed[other][1]
            if other != index and self._implies(stronger, clause) and (other < index or not self._implies(clause, stronger)):
                return _named(stronger) if _named(stronger) != _named(clause) else "one of the same kind beside it"
        behind: int | None = None
        if isinstance(clause, Has) and not clause.active and not clause.hold:
            behind = self.behind.get(self._known(clause))
        elif isinstance(clause, AnyOf) and (members := self._plain(clause.clauses)):
            behind = next((other for other, known in self.choices_behind[:MOST_COMPARED] if known <= members), None)
        return "" if behind is None or behind == index else _named(self.placed[behind][1])

    def _candidates(self, clause: Clause) -> Iterable[int]:
        """The requirements that could imply `clause`: those about the same item or skill, or about a member of a choice."""
        if isinstance(clause, Has | SkillAt):
            yield from self.about.get(self._known(clause), ())[:MOST_COMPARED]
        else:
            for member in clause.clauses:
                if isinstance(member, Has | SkillAt):
                    yield from self.about.get(self._known(member), ())[:MOST_COMPARED]
            if isinstance(clause, AnyOf):
                yield from (index for index, _ in self.choices[:MOST_COMPARED])

    def _implies(self, stronger: Clause, weaker: Clause) -> bool:
        """Whether `stronger`, itself required, makes `weaker` true at once."""
        if stronger.before == "award" and weaker.before == "start":
            return False
        match weaker, stronger:
            case Has(hold=True), _:
                return False
            case Has(active=active), Has(active=strong):
                return self._known(weaker) == self._known(stronger) and bool(strong) >= bool(active)
            case SkillAt(skill=skill, level=level), SkillAt(skill=other, level=strong):
                return skill == other and strong >= level
            case AnyOf(clauses=members) | AtLeast(clauses=members, at_least=1), Has() | SkillAt():
                return any(self._implies(stronger, member) for member in members)
            case AnyOf(clauses=members), AnyOf(clauses=others):
                fewer = self._plain(others)
                return bool(fewer) and fewer <= self._plain(members)
        return False


RULES = (implied,)
