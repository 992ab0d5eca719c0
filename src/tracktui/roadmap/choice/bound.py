"""A lower bound on satisfying some groups: what any solution pays at the least.

Dual ascent for covering problems: each group in turn charges its cheapest way to the nodes of every way it has, and a node is never
charged more than it costs, so the sum of the charges is a bound although groups share members (Bilde and Krarup, 1977; Erlenkotter,
1978). Nodes that fewer groups can use are charged first. A way that has become free is replaced by the ways of a group that it needs
in turn, in the manner of landmark cuts (Helmert and Domshlak, "Landmarks, Critical Paths and Abstractions", 2009). Erlenkotter's dual
adjustment makes it strong: a group that others lack something for gives back what it charged, they charge first, and where the sum is
smaller then, all is as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from tracktui.roadmap.choice.puzzle import Masked, Net, bits

ROUNDS, DEPTH, WIDE = 8, 4, 64
"""How often a group may charge, how far it looks through free ways, and from how many ways on it gives up."""
_NEVER = 1 << 200


class Ways:
    """What some groups can be satisfied by, whatever the order in which they charge.

    `of`: for each group how many members it still misses, and of each member that can be had everything it forces.
    """

    def __init__(self, net: Net, chosen: int, barred: int, groups: Iterable[Masked]) -> None:
        self.net, self.chosen, self.barred = net, chosen, barred
        self.of: dict[Masked, tuple[int, list[tuple[int, int]]]] = {}
        self.uses: dict[Masked, int] = {}
        """For each group what it could choose with everything that forces."""
        users: dict[int, int] = {}
        brought, have, parts = net.brought, ~chosen, net.parts
        for group in groups:
            k, mask = group
            members = []
            union = 0
            for node in bits(mask & have & ~barred):
                nodes = brought[node]
                if not nodes & barred:
                    nodes &= have
                    union |= nodes
                    members.append((node, nodes))
            self.of[group] = k - (mask & chosen).bit_count(), members
            self.uses[group] = union
            for part in parts[union]:
                users[part] = users.get(part, 0) + 1
        self.users = users
        self._in_order: dict[int, Sequence[int]] = {}
        self._onward: dict[int, list[tuple[int, list[int]]]] = {}

    @cached_property
    def could(self) -> dict[Masked, int]:
        """For each group what its cheapest way costs."""
        return {group: min([self.net.price(nodes) for _, nodes in members], default=0) for group, (_, members) in self.of.items()}

    def onward(self, nodes: int) -> list[tuple[int, list[int]]]:
        """For each group that a way leaves open how many members it misses, and the way with each of them."""
        found = self._onward.get(nodes)
        if found is None:
            have, lack = nodes | self.chosen, ~self.chosen
            brought, barred, groups = self.net.brought, self.barred, self.net.groups
            found = self._onward[nodes] = []
            for node in bits(nodes):
                for k, mask in groups[node]:
                    missing = k - (mask & have).bit_count()
                    if missing > 0:
                        ways = [brought[other] & lack | nodes for other in bits(mask & ~have & ~barred) if not brought[other] & barred]
                        found.append((missing, ways))
        return found

    def in_order(self, nodes: int) -> Sequence[int]:
        """What a way costs, those first that fewer of the groups can use."""
        found = self._in_order.get(nodes)
        if found is None:
            found = self.net.parts[nodes]
            if len(found) > 1:
                users = self.users
                found = sorted(found, key=lambda part: (users.get(part, 0), part))
            self._in_order[nodes] = found
        return found


class Charges:
    """The charges of one bound: their sum, and what is left of each node's cost. `order`: the groups as they charge.

    `start`: charges for less chosen and barred. What of them lies on no node that is chosen meanwhile is still paid by every solution.
    `enough`: a sum above which nobody asks for more.
    """

    def __init__(self, ways: Ways, order: Sequence[Masked], enough: int = _NEVER, start: Charges | None = None) -> None:
        self.ways, self.net, self.chosen, self.barred, self.order = ways, ways.net, ways.chosen, ways.barred, order
        self.total = 0
        self.gained: dict[Masked, int] = {}
        """What each group adds to the sum."""
        self.paid: dict[Masked, list[tuple[int, int]]] = {}
        """What each group has charged: (node, amount)."""
        self.left: list[int] = list(self.net.cost if start is None else start.left)
        if start is not None:
            self._take_over(start)
        for group in order:
            self.charge(group)
            if self.total > enough:
                return

    def _take_over(self, start: Charges) -> None:
        known, chosen = self.ways.of, self.chosen
        for group, paid in start.paid.items():
            if group in known and not any(chosen >> node & 1 for node, _ in paid):
                self.paid[group], self.gained[group] = paid, start.gained[group]
                self.total += start.gained[group]
            else:
                for node, amount in paid:
                    self.left[node] += amount

    def charge(self, group: Masked) -> None:
        """Charge what a group can, beside what it has charged already."""
        missing, members = self.ways.of[group]
        if members:
            before = self.total
            self.paying: list[tuple[int, int]] = []
            self._charge_group(missing, [nodes for _, nodes in members])
            if self.total > before:
                self.gained[group] = self.gained.get(group, 0) + self.total - before
                self.paid[group] = self.paid.get(group, []) + self.paying

    def give_back(self, group: Masked) -> None:
        """Take a group's charges back."""
        for node, amount in self.paid.pop(group, ()):
            self.left[node] += amount
        self.total -= self.gained.pop(group, 0)

    def adjust(self) -> None:
        """Let each group give way to those it keeps from charging, where that makes the sum larger."""
        could, uses = self.ways.could, self.ways.uses
        for group in self.order:
            nodes = 0
            for node, _ in self.paid.get(group, ()):
                nodes |= 1 << node
            lacking = [other for other in self.order if uses[other] & nodes and self.gained.get(other, 0) < could[other] and other != group]
            if lacking:
                before = self.total, list(self.left), dict(self.gained), dict(self.paid)
                self.give_back(group)
                for other in (*lacking, group):
                    self.charge(other)
                if self.total < before[0]:
                    self.total, self.left, self.gained, self.paid = before

    def beyond(self) -> dict[int, int]:
        """For each member of the groups what choosing it costs at the least beyond the bound; without those that cannot be had."""
        return {node: self.rest(nodes) for _, members in self.ways.of.values() for node, nodes in members}

    def rest(self, nodes: int) -> int:
        """What is left of the cost of a set."""
        left = self.left
        return sum([left[part] for part in self.net.parts[nodes]])

    def _charge_group(self, missing: int, ways: list[int]) -> None:
        if missing > 1:
            rest = sorted(self.rest(nodes) for nodes in ways)
            if len(rest) >= missing and _apart(ways):
                # With members that share nothing, k of n charges up to the k-th cheapest and gains the k cheapest.
                self._charge(rest[missing - 1], sum(rest[:missing]), ways)
                return
            ways = self._dearest(missing, ways)
        for _ in range(ROUNDS):
            onward: list[int] = []
            self._free: dict[tuple[int, int], tuple[int, list[int]]] = {}
            least = self._all_through(ways, DEPTH, onward)
            if not least or not onward or len(onward) > WIDE:
                return
            self._charge(least, least, onward)

    def _dearest(self, missing: int, ways: list[int]) -> list[int]:
        """Without any k - 1 of them at least one way must still be taken: the cheapest are left out."""
        return sorted(ways, key=lambda nodes: (self.rest(nodes), nodes))[missing - 1 :]

    def _through(self, nodes: int, depth: int, onward: list[int]) -> int:
        """Adds the ways on from a way: itself while it costs something, else those of a group it needs. The least they cost; 0: it is free."""
        rest = self.rest(nodes)
        if rest:
            onward.append(nodes)
            return rest
        if not depth:
            return 0
        found = self._free.get((nodes, depth))
        if found is None:
            found = self._free[nodes, depth] = self._beyond_free(nodes, depth)
        onward += found[1]
        return found[0]

    def _beyond_free(self, nodes: int, depth: int) -> tuple[int, list[int]]:
        """The ways on from a free way, and the least they cost; 0 where there is none that costs something whatever is taken."""
        for missing, ways in self.ways.onward(nodes):
            more: list[int] = []
            least = self._all_through(self._dearest(missing, ways) if missing > 1 else ways, depth - 1, more)
            if least:
                return least, more
        return 0, []

    def _all_through(self, ways: list[int], depth: int, onward: list[int]) -> int:
        least = _NEVER
        for way in ways:
            found = self._through(way, depth, onward)
            if not found:
                return 0
            least = min(least, found)
        return least

    def _charge(self, amount: int, gain: int, ways: list[int]) -> None:
        """Charge `amount` to the nodes of each way; what another way of the same group has charged to a shared node counts."""
        self.total += gain
        if amount <= 0:
            return
        left, in_order = self.left, self.ways.in_order
        charged: dict[int, int] = {}
        for nodes in ways:
            parts = in_order(nodes)
            due = amount
            for part in parts:
                if part in charged:
                    due -= charged[part]
            for part in parts:
                if due <= 0:
                    break
                take = min(due, left[part])
                if take:
                    left[part] -= take
                    charged[part] = charged.get(part, 0) + take
                    due -= take
        self.paying += charged.items()


def _apart(masks: list[int]) -> bool:
    """Whether no two of the sets share a node."""
    taken = 0
    for mask in masks:
        if mask & taken:
            return False
        taken |= mask
    return True
