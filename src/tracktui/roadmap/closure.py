"""The cheapest closed set: exact branch and bound over plain tuples.

Nodes are numbered; sets are bits of an int. A node's groups say which others it needs: `k` of `members`. *Needs* decide whether a
node can be reached; *brings* only ask that others are in the set too (a cert brings its companion). A set is a solution when it
holds the goals, every group of every member is satisfied inside it, and every member can be reached from nothing through needs
alone: two nodes never support only each other.

Ties are broken by the number of real nodes, then by their numbers in order, so the answer depends on nothing but the input.
"""

from __future__ import annotations

from random import Random

import msgspec

Group = tuple[int, tuple[int, ...]]
"""`k` of these nodes."""
Masked = tuple[int, int]

SHUFFLES = 40
_SCALE = 1 << 20
"""Costs are scaled so that one more real node always weighs less than a cent."""


class Puzzle(msgspec.Struct, frozen=True):
    """What to choose from. `cost` in whole cents, 0 for virtual nodes; `real` are the nodes that count in ties."""

    cost: tuple[int, ...]
    needs: tuple[tuple[Group, ...], ...]
    brings: tuple[tuple[Group, ...], ...]
    real: tuple[bool, ...]
    goals: tuple[Group, ...]
    forbidden: frozenset[int] = frozenset()


class Solution(msgspec.Struct, frozen=True):
    """The chosen nodes; `proven` is False when the node limit was hit, then `bound` is what no solution can undercut."""

    chosen: frozenset[int]
    cost: int
    bound: int
    proven: bool
    nodes: int


def cheapest(puzzle: Puzzle, node_limit: int = 200_000) -> Solution | None:
    """The cheapest solution, or None when there is none.

    The limit counts decisions, never time: the answer does not depend on the machine.
    """
    search = _Search(puzzle, node_limit)
    found = search.parted()
    if found is not None and search.unreachable(found[1]):
        search = _Search(puzzle, node_limit)
        found = search.whole()
    if found is None:
        return None
    chosen = frozenset(_bits(found[1]))
    cost = sum(puzzle.cost[node] for node in chosen)
    proven = search.nodes <= node_limit
    return Solution(chosen, cost, cost if proven else min(cost, search.first_bound // _SCALE), proven, search.nodes)


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


def _apart(masks: list[int]) -> bool:
    """Whether no two of the sets share a node."""
    taken = 0
    for mask in masks:
        if mask & taken:
            return False
        taken |= mask
    return True


def _mask(members: tuple[int, ...]) -> int:
    mask = 0
    for member in members:
        mask |= 1 << member
    return mask


def _forced(needs: list[tuple[Masked, ...]]) -> list[int]:
    """For each node everything that choosing it forces through groups that leave no choice."""
    single = [_mask_of_forced(groups) for groups in needs]
    forced = list(single)
    changed = True
    while changed:
        changed = False
        for node in range(len(forced) - 1, -1, -1):
            mask = forced[node]
            for other in _bits(single[node]):
                mask |= forced[other]
            if mask != forced[node]:
                forced[node] = mask
                changed = True
    return forced


def _mask_of_forced(groups: tuple[Masked, ...]) -> int:
    mask = 0
    for k, members in groups:
        if members.bit_count() == k:
            mask |= members
    return mask


class _Search:
    def __init__(self, puzzle: Puzzle, node_limit: int) -> None:
        self.limit = node_limit
        self.nodes = 0
        self.first_bound = 0
        self.cost = [cost * _SCALE + real for cost, real in zip(puzzle.cost, puzzle.real, strict=True)]
        self.needs: list[tuple[Masked, ...]] = [tuple((k, _mask(members)) for k, members in groups) for groups in puzzle.needs]
        self._drop_circles()
        brings = [tuple((k, _mask(members)) for k, members in groups) for groups in puzzle.brings]
        self.groups = [needs + other for needs, other in zip(self.needs, brings, strict=True)]
        self.real = _mask(tuple(node for node, real in enumerate(puzzle.real) if real))
        self.costly = _mask(tuple(node for node, cost in enumerate(self.cost) if cost))
        forced = _forced(self.groups)
        self.brought = [mask | 1 << node for node, mask in enumerate(forced)]
        """For each node itself and everything it forces."""
        self.goals = [(k, _mask(members)) for k, members in puzzle.goals]
        self.forbidden = _mask(tuple(puzzle.forbidden))
        self.reaches: dict[int, int] = {}
        self.rank: dict[Masked, int] = {}
        self.memo: dict[tuple[tuple[Masked, ...], int, int], tuple[int, int] | None] = {}

    def _drop_circles(self) -> None:
        """Take out of every needs-group the members that cannot do without the group's owner: they never serve there."""
        forced = _forced(self.needs)
        self.needs = [
            tuple((k, mask if mask.bit_count() <= 1 else self._without(node, mask, forced)) for k, mask in groups) for node, groups in enumerate(self.needs)
        ]

    @staticmethod
    def _without(owner: int, mask: int, forced: list[int]) -> int:
        for member in _bits(mask):
            if forced[member] >> owner & 1:
                mask &= ~(1 << member)
        return mask

    # -- one state ------------------------------------------------------------------------------------------------

    def propagate(self, chosen: int, forbidden: int, groups: list[Masked]) -> tuple[int, list[Masked]] | None:
        """Choose what is forced; the new set and the groups still open, or None when a group cannot be satisfied."""
        todo = groups
        changed = True
        while changed:
            changed = False
            still: list[Masked] = []
            while todo:
                fresh: list[Masked] = []
                for k, mask in todo:
                    need = k - (mask & chosen).bit_count()
                    if need <= 0:
                        continue
                    viable = mask & ~chosen & ~forbidden
                    count = viable.bit_count()
                    if count < need:
                        return None
                    if count == need:
                        chosen |= viable
                        changed = True
                        for node in _bits(viable):
                            fresh.extend(self.groups[node])
                    else:
                        still.append((k, mask))
                todo = fresh
            todo = list(dict.fromkeys(still))
        return chosen, todo

    def price(self, mask: int) -> int:
        """The scaled cost of a set."""
        return sum(self.cost[node] for node in _bits(mask))

    def price_of(self, node: int, chosen: int) -> int:
        """What choosing `node` adds at the least: its cost and that of all it forces."""
        return self.price(self.brought[node] & ~chosen)

    def bound(self, groups: list[Masked], chosen: int, forbidden: int) -> tuple[int, dict[int, int]]:
        """A lower bound on satisfying all these groups, and what each member would cost beyond it.

        Dual ascent for covering problems: each group in turn charges its cheapest way to the nodes of every way it has, and a
        node is never charged more than it costs; so the sum of the charges is a bound though groups share members
        (Bilde and Krarup, 1977; Erlenkotter, 1978).
        """
        ways: list[tuple[Masked, int, list[tuple[int, int]]]] = []
        for group in groups:
            viable = group[1] & ~chosen & ~forbidden
            members = [(node, self.brought[node] & ~chosen & self.costly) for node in _bits(viable) if not self.brought[node] & forbidden]
            ways.append((group, group[0] - (group[1] & chosen).bit_count(), members))
        ways.sort(key=lambda way: (self.rank.get(way[0], 1 << 30), len(way[2]), way[0]))
        total, left = self._ascend([(need, members) for _, need, members in ways])
        beyond = {node: sum(left.get(part, self.cost[part]) for part in _bits(nodes)) for _, _, members in ways for node, nodes in members}
        return total, beyond

    def _ascend(self, ways: list[tuple[int, list[tuple[int, int]]]]) -> tuple[int, dict[int, int]]:
        left: dict[int, int] = {}
        total = 0
        for need, members in ways:
            masks = [nodes for _, nodes in members]
            rest = sorted(sum(left.get(part, self.cost[part]) for part in _bits(nodes)) for nodes in masks)
            if not rest:
                continue
            # With members that share nothing, k of n charges up to the k-th cheapest and gains the k cheapest.
            several = need > 1 and len(rest) >= need and _apart(masks)
            gain, amount = (sum(rest[:need]), rest[need - 1]) if several else (rest[0], rest[0])
            if gain > 0:
                total += gain
                self._charge(amount, masks, left)
        return total, left

    def learn_order(self, groups: list[Masked], chosen: int, forbidden: int) -> None:
        """Find an order of the groups in which the bound is strong: the best of some fixed shuffles. Any order is valid."""
        shuffle = Random(0)  # noqa: S311 - fixed on purpose: the same input gives the same answer
        order = sorted(groups, key=lambda group: (group[1].bit_count(), group))
        best = -1
        for _ in range(SHUFFLES):
            rank = {group: place for place, group in enumerate(order)}
            kept, self.rank = self.rank, rank
            found = self.bound(groups, chosen, forbidden)[0]
            if found > best:
                best = found
            else:
                self.rank = kept
            order = list(order)
            if len(order) > 1:
                for _ in range(3):
                    order.insert(shuffle.randrange(len(order)), order.pop(shuffle.randrange(len(order))))

    def _charge(self, amount: int, ways: list[int], left: dict[int, int]) -> None:
        """Charge `amount` to the nodes of each way; what another way of the same group has charged to a shared node counts."""
        charged: dict[int, int] = {}
        for nodes in ways:
            parts = _bits(nodes)
            open_amount = amount - sum(charged.get(part, 0) for part in parts)
            for part in parts:
                if open_amount <= 0:
                    break
                take = min(open_amount, left.get(part, self.cost[part]))
                left[part] = left.get(part, self.cost[part]) - take
                charged[part] = charged.get(part, 0) + take
                open_amount -= take

    def better(self, one: tuple[int, int], other: tuple[int, int] | None) -> bool:
        """Whether `one` (cost, set) wins over `other`: cheaper, or as cheap with the smaller numbers."""
        if other is None or one[0] != other[0]:
            return other is None or one[0] < other[0]
        difference = (one[1] ^ other[1]) & self.real
        return bool(difference & -difference & one[1])

    def order(self, group: Masked, chosen: int, forbidden: int) -> list[int]:
        """The members to try, cheapest first."""
        viable = group[1] & ~chosen & ~forbidden
        return sorted(_bits(viable), key=lambda node: (self.price_of(node, chosen), node))

    # -- independent parts ----------------------------------------------------------------------------------------

    def parted(self) -> tuple[int, int] | None:
        """The cheapest set when reaching is left out of account. Independent parts are solved on their own."""
        start = self.propagate(0, self.forbidden, self.goals)
        if start is None:
            return None
        chosen, groups = start
        self.learn_order(groups, chosen, self.forbidden)
        self.first_bound = self.price(chosen) + self.bound(groups, chosen, self.forbidden)[0]
        found = self.parts(chosen, self.forbidden, groups, None)
        return None if found is None else (found[0] + self.price(chosen), found[1] | chosen)

    def parts(self, chosen: int, forbidden: int, groups: list[Masked], most: int | None) -> tuple[int, int] | None:
        """What to add to `chosen` so that `groups` are satisfied: (scaled cost, set); None when there is nothing up to `most`."""
        parts = self.split(groups, chosen, forbidden)
        bounds = [self.bound(part, chosen, forbidden)[0] for part in parts] if most is not None and len(parts) > 1 else [0] * len(parts)
        waiting = sum(bounds)
        total, added = 0, 0
        for part, least in zip(parts, bounds, strict=True):
            waiting -= least
            found = self.part(chosen, forbidden, part, None if most is None else most - total - waiting)
            if found is None:
                return None
            total, added = total + found[0], added | found[1]
        return total, added

    def split(self, groups: list[Masked], chosen: int, forbidden: int) -> list[list[Masked]]:
        """The groups in parts that share no node anybody could still choose."""
        parts: list[tuple[int, list[Masked]]] = []
        for group in groups:
            around = self.reach(group[1] & ~chosen & ~forbidden) & ~chosen
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
        todo = mask
        while todo:
            low = todo & -todo
            node = low.bit_length() - 1
            known = self.reaches.get(node)
            if known is None:
                known = self._reach_of(node)
            found |= known
            todo &= ~known
            todo &= ~low
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
            for _, mask in self.groups[here]:
                todo |= mask & ~found
        self.reaches[node] = found
        return found

    def part(self, chosen: int, forbidden: int, groups: list[Masked], most: int | None) -> tuple[int, int] | None:
        """The cheapest way to satisfy one part; None when there is none up to `most`."""
        around = self.reach(self.union(groups))
        key = (tuple(sorted(groups)), chosen & around, forbidden & around)
        if key in self.memo:
            return self.memo[key]
        least, beyond = self.bound(groups, chosen, forbidden)
        if most is not None and least > most:
            return None
        best: tuple[int, int] | None = None
        group = min(groups, key=lambda group: ((group[1] & ~chosen & ~forbidden).bit_count(), group))
        barred = forbidden
        cut = False
        for node in self.order(group, chosen, forbidden):
            limit = most if best is None else best[0] if most is None else min(most, best[0])
            if node in beyond and (limit is None or least + beyond[node] <= limit):
                self.nodes += 1
                if self.nodes > self.limit and best is not None:
                    return best
                found = self.with_node(chosen, barred, groups, node, limit)
                if found is not None and self.better(found, best):
                    best = found
                cut = cut or found is None
            else:
                cut = cut or node in beyond
            barred |= 1 << node
        if self.nodes <= self.limit and (best is not None or most is None or not cut):
            self.memo[key] = best
        return best

    def with_node(self, chosen: int, forbidden: int, groups: list[Masked], node: int, most: int | None) -> tuple[int, int] | None:
        """The cheapest way with `node` chosen; None when there is none, or none up to `most`."""
        step = self.propagate(chosen | 1 << node, forbidden, [*groups, *self.groups[node]])
        if step is None:
            return None
        after, open_groups = step
        spent = self.price(after & ~chosen)
        if most is not None and spent > most:
            return None
        rest = self.parts(after, forbidden, open_groups, None if most is None else most - spent)
        return None if rest is None else (spent + rest[0], (after & ~chosen) | rest[1])

    @staticmethod
    def union(groups: list[Masked]) -> int:
        """Every member of the groups."""
        mask = 0
        for _, members in groups:
            mask |= members
        return mask

    # -- reaching -------------------------------------------------------------------------------------------------

    def reached(self, chosen: int) -> int:
        """The nodes of a set that can be reached inside it, by rounds from nothing."""
        done = 0
        while True:
            more = 0
            for node in _bits(chosen & ~done):
                if all((mask & done).bit_count() >= k for k, mask in self.needs[node]):
                    more |= 1 << node
            if not more:
                return done
            done |= more

    def unreachable(self, chosen: int) -> int:
        """The nodes of a set that cannot be reached inside it."""
        return chosen & ~self.reached(chosen)

    def whole(self) -> tuple[int, int] | None:
        """The cheapest set, reaching included: used when the cheapest set otherwise supports itself in a circle."""
        best: tuple[int, int] | None = None
        stack = [(0, self.forbidden, self.goals)]
        while stack:
            chosen, forbidden, groups = stack.pop()
            step = self.propagate(chosen, forbidden, groups)
            if step is None:
                continue
            chosen, open_groups = step
            spent = self.price(chosen)
            least = spent + self.bound(open_groups, chosen, forbidden)[0]
            if best is None:
                self.first_bound = self.first_bound or least
            elif least > best[0] or self.nodes > self.limit:
                continue
            if open_groups:
                group = min(open_groups, key=lambda group: ((group[1] & ~chosen & ~forbidden).bit_count(), group))
                options = self.order(group, chosen, forbidden)
            else:
                ways_out = self.ways_out(chosen, forbidden)
                if ways_out is None:
                    if self.better((spent, chosen), best):
                        best = (spent, chosen)
                    continue
                options = ways_out
            branches = []
            barred = forbidden
            for node in options:
                self.nodes += 1
                branches.append((chosen | 1 << node, barred, [*open_groups, *self.groups[node]]))
                barred |= 1 << node
            stack.extend(reversed(branches))
        return best

    def ways_out(self, chosen: int, forbidden: int) -> list[int] | None:
        """For a closed set with unreachable nodes: the nodes one of which must join. None when all can be reached."""
        reached = self.reached(chosen)
        stuck = chosen & ~reached
        if not stuck:
            return None
        viable = 0
        for node in _bits(stuck):
            for k, mask in self.needs[node]:
                if (mask & reached).bit_count() < k:
                    viable |= mask & ~chosen & ~forbidden
        return sorted(_bits(viable), key=lambda node: (self.price_of(node, chosen), node))
