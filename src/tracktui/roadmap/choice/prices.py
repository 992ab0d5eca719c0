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
        # Goals and certs that are passed already are no nodes: what they ask for every answer must have.
        owner = place.get(choice.asked_by)
        (node,) = self.built.builder.nodes((member,), choice.asked_by)
        return self._more(self._solved[0].with_member(owner, place[node], brings=choice.brings)) if node in place else None

    def _more(self, net: Net) -> int | None:
        best = self._solved[1]
        found = cheapest(net, beside=best)
        return None if found is None else max(0, found.cost - best.cost)
