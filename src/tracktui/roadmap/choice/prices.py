"""What another choice would cost: the puzzle of a roadmap asked again, without an item, or with another member of a choice.

The items, their costs and their requirements are those of the roadmap; only the one thing that is asked about differs.
"""

from __future__ import annotations

from functools import cached_property

from tracktui.roadmap.choice.closure import Solution, cheapest
from tracktui.roadmap.choice.flatten import Built, OpenChoice
from tracktui.roadmap.choice.puzzle import Net


class Prices:
    """What the cheapest choice costs more, in cents, when something about it must be different; None: nothing else leads to every goal.

    `solved`: the puzzle in bits and its solution, where they are there already.
    """

    def __init__(self, built: Built, solved: tuple[Net, Solution] | None) -> None:
        self.built = built
        self._of_member: dict[tuple[int | None, int, bool], int | None] = {}
        """What was asked before: who needs which member, and whether only beside it."""
        if solved is not None:
            self._solved = solved

    @cached_property
    def _solved(self) -> tuple[Net, Solution]:
        net = Net(self.built.puzzle)
        best = cheapest(net)
        assert best is not None, "a puzzle that had a solution has one"
        return net, best

    def without(self, item: str) -> int | None:
        """Without an item."""
        net, best = self._solved
        node = self.built.place.get(item)
        if node is None or node not in best.chosen:
            return 0
        return self._more(net.without(node))

    def with_member(self, choice: OpenChoice, member: str) -> int | None:
        """When this member satisfies a choice."""
        place = self.built.place
        (name,) = self.built.builder.nodes((member,), choice.asked_by)
        if name not in place:
            return None
        net = self._solved[0]
        # Goals and certs that are passed already are no nodes: what they ask for every answer must have.
        owner, node = place.get(choice.asked_by), place[name]
        if owner is not None and net.held_anyway >> owner & 1 and (choice.brings or not net.could_need(node) >> owner & 1):
            # Every answer holds who asks, and the member never waits for it: it is as if a goal asked, whoever else does.
            owner = None
        asked = owner, node, choice.brings and owner is not None
        if asked not in self._of_member:
            self._of_member[asked] = self._more(net.with_member(owner, node, brings=choice.brings))
        return self._of_member[asked]

    def _more(self, net: Net) -> int | None:
        best = self._solved[1]
        found = cheapest(net, beside=best)
        return None if found is None else max(0, found.cost - best.cost)
