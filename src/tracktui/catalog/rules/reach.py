"""What somebody who starts with nothing can get done: the least set of items closed under the catalog's requirements.

Requirements without "not" are Horn clauses; counting what each still lacks makes the closure linear in their size (W. Dowling,
J. Gallier, Linear-time algorithms for testing the satisfiability of propositional Horn formulae, Journal of Logic Programming 1, 1984).
"""

from __future__ import annotations

from collections.abc import Iterable

from tracktui.catalog.clauses import AllOf, AnyOf, AtLeast, Clause, Has, SkillAt
from tracktui.catalog.model import Catalog


def reachable(catalog: Catalog, gone: Iterable[str]) -> set[str]:
    """The items that can be done when those in `gone` cannot. Skills can always be had; ids nobody knows count as done."""
    counting = _Counting(catalog, set(gone))
    return counting.run()


class _Gate:
    """A clause or an item: true when `lacks` of its parts have become true; then it tells the gate above it."""

    def __init__(self, lacks: int, above: _Gate | None, item: str = "") -> None:
        self.lacks, self.above, self.item, self.open = lacks, above, item, False


class _Counting:
    def __init__(self, catalog: Catalog, gone: set[str]) -> None:
        self.catalog, self.gone = catalog, gone
        self.waiting: dict[str, list[_Gate]] = {}
        self.ready: list[_Gate] = []
        self.counts_as: dict[str, list[str]] = {}
        for cert, same in catalog.equivalents.items():
            for other in same:
                self.counts_as.setdefault(catalog.canonical(other), []).append(cert)

    def run(self) -> set[str]:
        for item in self.catalog.items.values():
            if item.id not in self.gone:
                self._gate(item.requires, len(item.requires), None, item.id)
        held: set[str] = set()
        done: set[str] = set()
        while self.ready:
            gate = self.ready.pop()
            if gate.open:
                continue
            gate.open = True
            if gate.above is not None:
                self._count(gate.above)
            elif gate.item not in done:
                done.add(gate.item)
                for item in (gate.item, *self.counts_as.get(gate.item, ())):
                    if item not in held:
                        held.add(item)
                        for waiting in self.waiting.get(item, ()):
                            self._count(waiting)
        return done

    def _gate(self, members: tuple[Clause, ...], lacks: int, above: _Gate | None, item: str = "") -> None:
        gate = _Gate(lacks, above, item)
        if lacks <= 0:
            self.ready.append(gate)
        for member in members:
            match member:
                case Has(id=needed):
                    known = self.catalog.canonical(needed)
                    if known in self.catalog.items:
                        self.waiting.setdefault(known, []).append(gate)
                    else:
                        self._count(gate)
                case SkillAt():
                    self._count(gate)
                case AllOf(clauses=inner):
                    self._gate(inner, len(inner), gate)
                case AnyOf(clauses=inner):
                    self._gate(inner, 1, gate)
                case AtLeast(clauses=inner, at_least=count):
                    self._gate(inner, count, gate)

    def _count(self, gate: _Gate) -> None:
        gate.lacks -= 1
        if gate.lacks <= 0:
            self.ready.append(gate)
