"""A lower bound on satisfying some groups: what any solution pays at the least.

Dual ascent for covering problems: each group in turn charges its cheapest way to the nodes of every way it has, and a node is never
charged more than it costs, so the sum of the charges is a bound although groups share members (Bilde and Krarup, 1977; Erlenkotter,
1978). Nodes that fewer groups can use are charged first. A way that has become free is replaced by the ways of a group that it needs
in turn, in the manner of landmark cuts (Helmert and Domshlak, "Landmarks, Critical Paths and Abstractions", 2009).
"""

from __future__ import annotations

from collections.abc import Iterable

from tracktui.roadmap.choice.puzzle import Masked, Net, bits

ROUNDS, DEPTH, WIDE = 8, 4, 64
"""How often a group may charge, how far it looks through free ways, and from how many ways on it gives up."""


class Charges:
    """The charges of one bound: their sum, and what is left of each node's cost."""

    def __init__(self, net: Net, chosen: int, barred: int, groups: Iterable[Masked]) -> None:
        self.net, self.chosen, self.barred = net, chosen, barred
        self.left: dict[int, int] = {}
        self.total = 0
        self.users: dict[int, int] = {}
        """How many of the groups can use a node."""
        self.ways = [(group, self._ways(group)) for group in groups]
        for _, (_, members) in self.ways:
            union = 0
            for _, nodes in members:
                union |= nodes
            for part in net.parts(union):
                self.users[part] = self.users.get(part, 0) + 1
        for _, (missing, members) in self.ways:
            if members:
                self._charge_group(missing, [nodes for _, nodes in members])

    def _ways(self, group: Masked) -> tuple[int, list[tuple[int, int]]]:
        """How many members a group still misses, and of each that can be had everything it forces."""
        k, mask = group
        brought, have, barred = self.net.brought, ~self.chosen, self.barred
        members = [(node, brought[node] & have) for node in bits(mask & have & ~barred) if not brought[node] & barred]
        return k - (mask & self.chosen).bit_count(), members

    def beyond(self) -> dict[int, int]:
        """For each member of the groups what choosing it costs at the least beyond the bound; without those that cannot be had."""
        return {node: self.rest(nodes) for _, (_, members) in self.ways for node, nodes in members}

    def rest(self, nodes: int) -> int:
        """What is left of the cost of a set."""
        left, cost = self.left, self.net.cost
        return sum([left[part] if part in left else cost[part] for part in self.net.parts(nodes)])

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
            for nodes in ways:
                found = self._through(nodes, DEPTH)
                if found is None:
                    return
                onward += found
            if not onward or len(onward) > WIDE:
                return
            least = min([self.rest(nodes) for nodes in onward])
            if least <= 0:
                return
            self._charge(least, least, onward)

    def _dearest(self, missing: int, ways: list[int]) -> list[int]:
        """Without any k - 1 of them at least one way must still be taken: the cheapest are left out."""
        return sorted(ways, key=lambda nodes: (self.rest(nodes), nodes))[missing - 1 :]

    def _through(self, nodes: int, depth: int) -> list[int] | None:
        """The ways on from a way: itself while it costs something, else those of a group it needs; None where it is free."""
        if self.rest(nodes) > 0:
            return [nodes]
        if not depth:
            return None
        have = nodes | self.chosen
        brought, barred, groups = self.net.brought, self.barred, self.net.groups
        for node in bits(nodes):
            for k, mask in groups[node]:
                missing = k - (mask & have).bit_count()
                if missing <= 0:
                    continue
                ways = [brought[other] & ~self.chosen | nodes for other in bits(mask & ~have & ~barred) if not brought[other] & barred]
                found = self._all_through(self._dearest(missing, ways) if missing > 1 else ways, depth - 1)
                if found is not None:
                    return found
        return None

    def _all_through(self, ways: list[int], depth: int) -> list[int] | None:
        found: list[int] = []
        for way in ways:
            more = self._through(way, depth)
            if more is None:
                return None
            found += more
        return found

    def _charge(self, amount: int, gain: int, ways: list[int]) -> None:
        """Charge `amount` to the nodes of each way; what another way of the same group has charged to a shared node counts."""
        self.total += gain
        if amount <= 0:
            return
        left, cost, users = self.left, self.net.cost, self.users
        charged: dict[int, int] = {}
        for nodes in ways:
            parts = self.net.parts(nodes)
            due = amount - sum([charged[part] for part in parts if part in charged])
            for part in sorted(parts, key=lambda part: (users.get(part, 0), part)) if len(parts) > 1 else parts:
                if due <= 0:
                    break
                rest = left[part] if part in left else cost[part]
                take = min(due, rest)
                if take:
                    left[part] = rest - take
                    charged[part] = charged.get(part, 0) + take
                    due -= take


def _apart(masks: list[int]) -> bool:
    """Whether no two of the sets share a node."""
    taken = 0
    for mask in masks:
        if mask & taken:
            return False
        taken |= mask
    return True
