"""The cheapest closed set of a puzzle: exact branch and bound, in independent parts.

The search leaves reaching out of account; where its answer supports itself in a circle, that circle is forbidden and the search runs
again, until the answer can be reached. Ties are broken by the number of real nodes, then by their numbers in order, so the answer
depends on nothing but the input.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import msgspec

from tracktui.roadmap.choice.bound import Charges
from tracktui.roadmap.choice.puzzle import SCALE, Masked, Net, Puzzle, bits
from tracktui.roadmap.choice.reduce import Dominance, too_dear

NODE_LIMIT = 20_000
"""Decisions after which the best answer so far is taken. Each asks for a bound over every open group."""
ORDERS = 12
"""Orders of the groups that are tried for a strong bound."""

Answer = tuple[int, int]
"""(scaled cost, set)."""
PartKey = tuple[tuple[Masked, ...], int, int]
"""What a part's answer depends on: its groups, and what is chosen and barred around them."""
_NEVER = 1 << 200


class Solution(msgspec.Struct, frozen=True):
    """The chosen nodes; `proven` is False when the node limit was hit, then `bound` is what no solution can undercut."""

    chosen: frozenset[int]
    cost: int
    bound: int
    proven: bool
    nodes: int


def cheapest(puzzle: Puzzle, node_limit: int = NODE_LIMIT) -> Solution | None:
    """The cheapest solution, or None when there is none.

    The limit counts decisions, never time: the answer does not depend on the machine.
    """
    net = Net(puzzle)
    sure = first_answer(net, net.cost)
    if sure is None:
        return None
    if sure[1] & net.against(sure[1]):
        sure = None  # it holds two rivals: the search has to find the first answer
    nodes = 0
    while True:
        search = _Search(net, node_limit - nodes)
        found = search.best(sum(net.cost) if sure is None else sure[0])
        nodes += search.nodes
        proven = nodes <= node_limit
        stuck = found[1] & ~net.reached(found[1]) if found is not None else 0
        if not stuck or not proven:
            break
        net.cut(stuck, found[1] & ~stuck if found else 0)
    best = found if found is not None and not stuck else sure
    if best is None:
        return None
    chosen = frozenset(bits(best[1]))
    cost = sum(puzzle.cost[node] for node in chosen)
    return Solution(chosen, cost, cost if proven else min(cost, search.least // SCALE), proven, nodes)


def first_answer(net: Net, weights: list[int]) -> Answer | None:
    """A solution that is good by these weights, not the best; None when there is none."""
    place = {node: index for index, (node, _) in enumerate(net.climb(net.barred, weights))}
    chosen = net.one_way(place, net.goals)
    return None if chosen is None else (net.price(chosen), chosen)


class _Search:
    """One run over a net, reaching left out of account."""

    def __init__(self, net: Net, node_limit: int) -> None:
        self.net, self.limit = net, node_limit
        self.nodes = 0
        self.least = 0
        """What no solution can undercut, scaled."""
        self.rank: dict[Masked, int] = {}
        self.reaches: dict[int, int] = {}
        self.memo: dict[PartKey, Answer | None] = {}

    def best(self, most: int) -> Answer | None:
        """The cheapest set of at most this cost; None when there is none, or none was found before the limit."""
        net = self.net
        start = self.propagate(0, net.barred, net.goals)
        if start is None:
            return None
        chosen, groups = start
        ruled_out = net.barred | net.against(chosen)
        charges = Charges(net, chosen, ruled_out, groups)
        guided = first_answer(net, [charges.left.get(node, cost) for node, cost in enumerate(net.cost)])
        if guided is not None and guided[1] & net.against(guided[1]):
            guided = None
        if guided is not None:
            most = min(most, guided[0])
        reduced = self.reduced(chosen, ruled_out, groups, most)
        if reduced is None:
            return guided
        chosen, barred, groups = reduced
        spent = net.price(chosen)
        self.least = spent + self.charges(groups, chosen, barred).total
        found = self.parts(chosen, barred, groups, most - spent)
        if found is None:
            return guided
        return found[0] + spent, found[1] | chosen

    def reduced(self, chosen: int, barred: int, groups: list[Masked], most: int) -> tuple[int, int, list[Masked]] | None:
        """What is left to decide when everything that no cheapest answer holds is barred: chosen, barred, groups still open."""
        dominance = Dominance(self.net, self.reach)
        self.learn_order(groups, chosen, barred, most - self.net.price(chosen))
        while True:
            limit = most - self.net.price(chosen)
            out = too_dear(self.charges(groups, chosen, barred), limit) | dominance.dominated(groups, chosen, barred)
            if not out & ~barred:
                return chosen, barred, groups
            barred |= out
            step = self.propagate(chosen, barred, groups)
            if step is None:
                return None
            chosen, groups = step
            barred |= self.net.against(chosen)

    def propagate(self, chosen: int, barred: int, groups: Iterable[Masked]) -> tuple[int, list[Masked]] | None:
        """Choose what is forced; the new set and the groups still open, or None when a group cannot be satisfied."""
        todo = list(groups)
        changed = True
        while changed:
            changed = False
            ruled_out = self.net.against(chosen) if self.net.paired else 0
            if ruled_out & chosen:
                return None
            barred |= ruled_out
            still: list[Masked] = []
            while todo:
                fresh: list[Masked] = []
                for k, mask in todo:
                    need = k - (mask & chosen).bit_count()
                    if need <= 0:
                        continue
                    viable = mask & ~chosen & ~barred
                    count = viable.bit_count()
                    if count < need:
                        return None
                    if count == need:
                        chosen |= viable
                        changed = True
                        for node in bits(viable):
                            fresh.extend(self.net.groups[node])
                    else:
                        still.append((k, mask))
                todo = fresh
            todo = list(dict.fromkeys(still))
        return None if self.net.paired and self.net.against(chosen) & chosen else (chosen, todo)

    def charges(self, groups: list[Masked], chosen: int, barred: int) -> Charges:
        """The bound on these groups, in the order that was learnt."""
        rank = self.rank
        return Charges(self.net, chosen, barred, sorted(groups, key=lambda group: (rank.get(group, _NEVER), group[1].bit_count(), group)))

    def learn_order(self, groups: list[Masked], chosen: int, barred: int, most: int) -> None:
        """Find an order of the groups in which the bound is strong: the best of some fixed shuffles. Any order is valid."""
        shuffle = Random(0)  # noqa: S311 - fixed on purpose: the same input gives the same answer
        order = sorted(groups, key=lambda group: (group[1].bit_count(), group))
        best = -1
        for _ in range(ORDERS):
            found = Charges(self.net, chosen, barred, order).total
            if found > best:
                best, self.rank = found, {group: place for place, group in enumerate(order)}
            if best >= most or len(order) < 2:
                return
            order = list(order)
            for _ in range(3):
                order.insert(shuffle.randrange(len(order)), order.pop(shuffle.randrange(len(order))))

    # -- independent parts ----------------------------------------------------------------------------------------

    def parts(self, chosen: int, barred: int, groups: list[Masked], most: int) -> Answer | None:
        """What to add to `chosen` so that `groups` are satisfied, for at most `most`; None when there is nothing."""
        parts = self.split(groups, chosen, barred)
        bounds = [self.charges(part, chosen, barred).total for part in parts] if len(parts) > 1 else [0] * len(parts)
        waiting = sum(bounds)
        total, added = 0, 0
        for part, least in zip(parts, bounds, strict=True):
            waiting -= least
            found = self.part(chosen, barred, part, most - total - waiting)
            if found is None:
                return None
            total, added = total + found[0], added | found[1]
        return total, added

    def split(self, groups: list[Masked], chosen: int, barred: int) -> list[list[Masked]]:
        """The groups in parts that share no node anybody could still choose."""
        parts: list[tuple[int, list[Masked]]] = []
        for group in groups:
            around = self.reach(group[1] & ~chosen & ~barred) & ~chosen
            mine = [group]
            apart = []
            for other, members in parts:
                if other & around:
                    around |= other
                    mine = members + mine
                else:
                    apart.append((other, members))
            parts = [*apart, (around, mine)]
        return [members for _, members in parts]

    def reach(self, mask: int) -> int:
        """Every node that choosing one of these might ever bring in."""
        found = 0
        for node in bits(mask):
            if not found >> node & 1:
                found |= self.reaches[node] if node in self.reaches else self._reach_of(node)
        return found

    def _reach_of(self, node: int) -> int:
        found, todo = 0, 1 << node
        while todo:
            low = todo & -todo
            here = low.bit_length() - 1
            found |= low
            todo &= ~low
            if here in self.reaches:
                found |= self.reaches[here]
                continue
            todo |= self.net.rivals[here] & ~found
            for _, mask in self.net.groups[here]:
                todo |= mask & ~found
        self.reaches[node] = found
        return found

    def part(self, chosen: int, barred: int, groups: list[Masked], most: int) -> Answer | None:
        """The cheapest way to satisfy one part; None when there is none up to `most`."""
        union = 0
        for _, members in groups:
            union |= members
        around = self.reach(union)
        key = (tuple(sorted(groups)), chosen & around, barred & around)
        if key in self.memo:
            known = self.memo[key]
            return known if known is not None and known[0] <= most else None
        charges = self.charges(groups, chosen, barred)
        if charges.total > most:
            return None
        without = barred | too_dear(charges, most)
        step = self.propagate(chosen, without, groups)
        if step is None:
            return None
        if step[0] != chosen:
            return self.onward(chosen, without, step, most)
        return self.branch(key, chosen, barred, groups, charges, most)

    def branch(self, key: PartKey, chosen: int, barred: int, groups: list[Masked], charges: Charges, most: int) -> Answer | None:
        """The cheapest of a part's answers, one member of one group after the other."""
        beyond = charges.beyond()
        best: Answer | None = None
        cut = False
        for node in self.decide(groups, chosen, barred, beyond):
            limit = most if best is None else min(most, best[0])
            if charges.total + beyond.get(node, _NEVER) <= limit:
                self.nodes += 1
                if self.nodes > self.limit:
                    return best
                found = self.with_node(chosen, barred, groups, node, limit)
                if found is not None and self.better(found, best):
                    best = found
                cut = cut or found is None
            else:
                cut = cut or node in beyond
            barred |= 1 << node
        if self.nodes <= self.limit and (best is not None or not cut):
            self.memo[key] = best
        return best

    def decide(self, groups: list[Masked], chosen: int, barred: int, beyond: dict[int, int]) -> list[int]:
        """The members of the group whose second best way costs most beyond the bound, cheapest first."""

        def spread(group: Masked) -> tuple[int, int, Masked]:
            found = sorted(beyond[node] for node in bits(group[1] & ~chosen & ~barred) if node in beyond)
            return (-(found[1] if len(found) > 1 else _NEVER), len(found), group)

        group = min(groups, key=spread)
        price = {node: self.net.price(self.net.brought[node] & ~chosen) for node in bits(group[1] & ~chosen & ~barred)}
        return sorted(price, key=lambda node: (beyond.get(node, _NEVER), price[node], node))

    def with_node(self, chosen: int, barred: int, groups: list[Masked], node: int, most: int) -> Answer | None:
        """The cheapest way with `node` chosen; None when there is none up to `most`."""
        step = self.propagate(chosen | 1 << node, barred, [*groups, *self.net.groups[node]])
        return None if step is None else self.onward(chosen, barred, step, most)

    def onward(self, chosen: int, barred: int, step: tuple[int, list[Masked]], most: int) -> Answer | None:
        """The cheapest way on from where `propagate` led to, with what it chose; None when there is none up to `most`."""
        after, open_groups = step
        barred |= self.net.against(after)
        spent = self.net.price(after & ~chosen)
        if spent > most:
            return None
        rest = self.parts(after, barred, open_groups, most - spent)
        return None if rest is None else (spent + rest[0], (after & ~chosen) | rest[1])

    def better(self, one: Answer, other: Answer | None) -> bool:
        """Whether `one` wins over `other`: cheaper, or as cheap with the smaller numbers."""
        if other is None or one[0] != other[0]:
            return other is None or one[0] < other[0]
        difference = (one[1] ^ other[1]) & self.net.real
        return bool(difference & -difference & one[1])
