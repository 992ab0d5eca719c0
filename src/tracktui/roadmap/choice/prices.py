"""What another choice would cost: the puzzle of a roadmap asked again, without an item, or with another member of a choice.

The items, their costs and their requirements are those of the roadmap; only the one thing that is asked about differs.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cached_property, reduce
from typing import NamedTuple

from tracktui.roadmap.choice.closure import Solution, cheapest
from tracktui.roadmap.choice.flatten import Built, OpenChoice
from tracktui.roadmap.choice.puzzle import SCALE, Net

PRICE_LIMIT = 1_000
"""Decisions after which the best answer so far is the price, not proven. Each price of the shipped catalog takes less than a hundred."""


class Extra(NamedTuple):
    """What another choice costs more, in cents; where it is not `proven` there may be a cheaper one."""

    cents: int
    proven: bool = True


class Prices:
    """What the cheapest choice costs more when something about it must be different; None: nothing else leads to every goal.

    `solved`: the puzzle in bits and its solution, where they are there already.
    """

    def __init__(self, built: Built, solved: tuple[Net, Solution] | None) -> None:
        self.built = built
        self._asked: dict[Hashable, Solution | None] = {}
        if solved is not None:
            self._solved = solved

    @cached_property
    def _solved(self) -> tuple[Net, Solution]:
        net = Net(self.built.puzzle)
        best = cheapest(net)
        assert best is not None, "a puzzle that had a solution has one"
        return net, best

    @cached_property
    def _held_anyway(self) -> int:
        return self._solved[0].held_anyway

    def without(self, item: str) -> Extra | None:
        """Without an item."""
        node = self.built.place.get(item)
        if node is None or node not in self._solved[1].chosen:
            return Extra(0)
        return self._extra(self._without(node))

    def with_member(self, choice: OpenChoice, member: str) -> Extra | None:
        """When this member satisfies a choice: with both, or without the item that asks where that can be."""
        place = self.built.place
        (name,) = self.built.builder.nodes((member,), choice.asked_by)
        if name not in place:
            return None
        # Goals and certs that are passed already are no nodes: what they ask for every answer must have.
        owner, node = place.get(choice.asked_by), place[name]
        waits = owner is not None and not choice.brings and self._solved[0].could_need(node) >> owner & 1
        if owner is None or self._held_anyway >> owner & 1:
            return self._extra(self._before(owner, node) if owner is not None and waits else self._with(node))
        other = self._without(owner)
        # With both it never costs less than with the member alone, and that is often clear before it is looked for.
        if other is not None and other.cost * SCALE <= self._at_least(node):
            return self._extra(other)
        least = self._with(node)
        if least is None or (other is not None and other.cost <= least.cost):
            return self._extra(other, least)
        both = least if owner in least.chosen and not waits else self._before(owner, node) if waits else self._with(node, owner)
        return self._extra(both if other is None or (both is not None and both.cost <= other.cost) else other, both, other)

    def _at_least(self, node: int) -> int:
        """What no answer with a node undercuts, scaled: the bound from which the best was found, and what it leaves of the node's own cost."""
        net, charges = self._solved[0], self._solved[1].charges
        return net.price(charges.chosen) + charges.total + charges.rest(net.brought[node] & ~charges.chosen)

    def _without(self, node: int) -> Solution | None:
        return self._solution(("without", node), lambda net: net.without(node))

    def _with(self, *nodes: int) -> Solution | None:
        return self._solution(nodes, lambda net: reduce(Net.asking, nodes, net))

    def _before(self, owner: int, node: int) -> Solution | None:
        """With an item, and a node before it that may itself wait for the item."""
        return self._solution(("before", owner, node), lambda net: net.needing(owner, node).asking(owner))

    def _solution(self, key: Hashable, changed: Callable[[Net], Net]) -> Solution | None:
        if key not in self._asked:
            net, best = self._solved
            self._asked[key] = cheapest(changed(net), PRICE_LIMIT, best)
        return self._asked[key]

    def _extra(self, found: Solution | None, *others: Solution | None) -> Extra | None:
        """What a solution costs more. It is proven where the others that it was taken from among are, too."""
        if found is None:
            return None
        proven = all(other.proven for other in (found, *others) if other is not None)
        return Extra(max(0, found.cost - self._solved[1].cost), proven)
