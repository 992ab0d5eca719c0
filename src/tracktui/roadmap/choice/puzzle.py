"""What there is to choose from, as numbers and bits: nodes with a cost, groups of which some members are needed.

Nodes are numbered; sets are bits of an int. A node's groups say which others it needs: `k` of `members`. *Needs* decide whether a
node can be reached; *brings* only ask that others are in the set too (a cert brings its companion). A set is a solution when it
holds the goals, every group of every member is satisfied inside it, and every member can be reached from nothing through needs
alone: two nodes never support only each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from functools import lru_cache
from heapq import heapify, heappop, heappush

import msgspec

Group = tuple[int, tuple[int, ...]]
"""`k` of these nodes."""
Masked = tuple[int, int]
"""`k` of the nodes in a mask."""

NARROW = 1024
"""Up to so many nodes the masks are kept that were taken apart."""
SCALE = 1 << 20
"""Costs are scaled so that one more real node always weighs less than a cent."""


class Puzzle(msgspec.Struct, frozen=True):
    """What to choose from. `cost` in whole cents, 0 for virtual nodes; `real` are the nodes that count in ties."""

    cost: tuple[int, ...]
    needs: tuple[tuple[Group, ...], ...]
    brings: tuple[tuple[Group, ...], ...]
    real: tuple[bool, ...]
    goals: tuple[Group, ...]
    forbidden: frozenset[int] = frozenset()
    rivals: tuple[tuple[int, int], ...] = ()
    """Pairs of nodes of which a solution holds one at most."""


def bits(mask: int) -> Sequence[int]:
    """The numbers of the nodes in a mask, smallest first."""
    return _known(mask) if mask.bit_length() <= NARROW else _counted(mask)


def _counted(mask: int) -> tuple[int, ...]:
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return tuple(found)


# A search asks for the same few hundred masks some ten times each; those of very big puzzles are too many and too long to keep.
_known = lru_cache(maxsize=4096)(_counted)


def mask_of(nodes: Iterable[int]) -> int:
    """The mask of some nodes."""
    mask = 0
    for node in nodes:
        mask |= 1 << node
    return mask


class Parts(dict[int, Sequence[int]]):
    """For each mask that was asked for its nodes that cost something."""

    def __init__(self, costly: int) -> None:
        super().__init__()
        self.costly = costly

    def __missing__(self, mask: int) -> Sequence[int]:
        """Take a mask apart."""
        found = self[mask] = bits(mask & self.costly)
        return found


class Net:
    """A puzzle in bits, and what follows from it whatever is chosen.

    `cost` is scaled, with one more unit for each real node; `groups` are needs, brings and cuts together; `brought` holds for each
    node itself and everything it forces; `barred` the nodes no solution can hold; `easiest` those that can be reached, cheapest first;
    `at_most` what one way to have a node costs, for those that were asked for (reduce.py).
    """

    def __init__(self, puzzle: Puzzle) -> None:
        self.cost = [cost * SCALE + real for cost, real in zip(puzzle.cost, puzzle.real, strict=True)]
        self.needs: list[tuple[Masked, ...]] = [tuple((k, mask_of(members)) for k, members in groups) for groups in puzzle.needs]
        self.brings: list[tuple[Masked, ...]] = [tuple((k, mask_of(members)) for k, members in groups) for groups in puzzle.brings]
        self.cuts: list[tuple[Masked, ...]] = [()] * len(self.needs)
        self.goals: tuple[Masked, ...] = tuple((k, mask_of(members)) for k, members in puzzle.goals)
        self.rivals = [0] * len(self.needs)
        for one, other in puzzle.rivals:
            self.rivals[one] |= 1 << other
            self.rivals[other] |= 1 << one
        self.paired = mask_of([node for node, rivals in enumerate(self.rivals) if rivals])
        self.real = mask_of([node for node, real in enumerate(puzzle.real) if real])
        self.costly = mask_of([node for node, cost in enumerate(self.cost) if cost])
        self._who_asks(puzzle)
        self.barred = self._out_of_reach(mask_of(puzzle.forbidden))
        self._drop_circles()
        self.settle()

    # -- the same with one thing changed --------------------------------------------------------------------------

    def without(self, node: int) -> Net:
        """The same without a node."""
        other = copy(self)
        other.barred = other._out_of_reach(self.barred | 1 << node)
        return other

    def asking(self, node: int) -> Net:
        """The same where every answer holds a node."""
        other = copy(self)
        other.goals = (*self.goals, (1, 1 << node))
        return other

    def needing(self, owner: int, member: int) -> Net:
        """The same where whoever holds `owner` needs `member` before it."""
        other = copy(self)
        other.needs = [*self.needs]
        other.needs[owner] = (*self.needs[owner], (1, 1 << member))
        other._asked = [*self._asked]
        other._asked[member] = [*self._asked[member], (len(self._missing), owner)]
        other._missing = [*self._missing, 1]
        other._still = [*self._still]
        other._still[owner] += 1
        other.barred = other._out_of_reach(self.barred)
        other.settle()
        return other

    def _who_asks(self, puzzle: Puzzle) -> None:
        """For each node the groups it is in with their owner, and what each group misses: where every climb begins."""
        self._asked: list[list[tuple[int, int]]] = [[] for _ in puzzle.needs]
        self._missing: list[int] = []
        self._still: list[int] = []
        for owner, groups in enumerate(puzzle.needs):
            for k, members in groups:
                for member in members:
                    self._asked[member].append((len(self._missing), owner))
                self._missing.append(k)
            self._still.append(sum([k > 0 for k, _ in groups]))

    def settle(self) -> None:
        """Work out anew what each node forces."""
        self.groups = [needs + brings + cuts for needs, brings, cuts in zip(self.needs, self.brings, self.cuts, strict=True)]
        self.brought = [mask | 1 << node for node, mask in enumerate(_forced(self.groups))]
        self.parts = Parts(self.costly)

    def price(self, mask: int) -> int:
        """The scaled cost of a set."""
        cost = self.cost
        return sum([cost[node] for node in self.parts[mask]])

    def against(self, chosen: int) -> int:
        """The nodes that a set rules out: the rivals of its members."""
        found = 0
        for node in bits(chosen & self.paired):
            found |= self.rivals[node]
        return found

    @property
    def held_anyway(self) -> int:
        """The nodes that every answer holds because the goals leave no choice."""
        held = 0
        for node in bits(_no_choice(self.goals)):
            held |= self.brought[node]
        return held

    def could_need(self, node: int) -> int:
        """Every node that some way to have a node has before it."""
        found, todo = 0, 1 << node
        while todo:
            found |= todo
            fresh = 0
            for other in bits(todo):
                for _, mask in self.needs[other]:
                    fresh |= mask
            todo = fresh & ~found
        return found & ~(1 << node)

    # -- reaching -------------------------------------------------------------------------------------------------

    def reached(self, chosen: int) -> int:
        """The nodes of a set that can be reached inside it, by rounds from nothing."""
        done = 0
        while True:
            more = 0
            for node in bits(chosen & ~done):
                if all((mask & done).bit_count() >= k for k, mask in self.needs[node]):
                    more |= 1 << node
            if not more:
                return done
            done |= more

    def _out_of_reach(self, barred: int) -> int:
        """`barred` and every node that cannot be had without it, or only in a circle."""
        everything = (1 << len(self.cost)) - 1
        while True:
            self.easiest = self.climb(barred, self.cost)
            self.at_most: dict[int, int] = {}
            done = mask_of([node for node, _ in self.easiest])
            useless = 0
            for node, groups in enumerate(self.brings):
                if groups and done >> node & 1 and any((mask & done).bit_count() < k for k, mask in groups):
                    useless |= 1 << node
            if not useless:
                return everything & ~done
            barred |= useless

    def climb(self, barred: int, weights: Sequence[int]) -> list[tuple[int, int]]:
        """The nodes that can be reached, cheapest first, each with what it costs at the most: a bound that counts shared nodes twice.

        Knuth's generalisation of Dijkstra's algorithm (1977) to groups.
        """
        asked, missing, still, value = self._asked, list(self._missing), list(self._still), list(weights)
        heap = [(value[node], node) for node, count in enumerate(still) if not count and not barred >> node & 1]
        heapify(heap)
        order: list[tuple[int, int]] = []
        while heap:
            cost, node = heappop(heap)
            order.append((node, cost))
            for group, owner in asked[node]:
                left = missing[group]
                if left <= 0:
                    continue
                missing[group] = left - 1
                value[owner] += cost
                if left == 1:
                    still[owner] -= 1
                    if not still[owner] and not barred >> owner & 1:
                        heappush(heap, (value[owner], owner))
        return order

    def one_way(self, place: Mapping[int, int], goals: Iterable[Masked]) -> int | None:
        """A set that satisfies some groups, taking of each the members that a climb reached first; `place`: their turn in it."""
        far = len(place)
        taken = 0
        todo: list[tuple[int, Masked]] = [(far, group) for group in goals]
        while todo:
            limit, (k, mask) = todo.pop()
            missing = k - sum(place[node] < limit for node in bits(mask & taken))
            members = sorted((place[node], node) for node in bits(mask & ~taken) if node in place)
            if len(members) < missing:
                return None
            for at, node in members[: max(0, missing)]:
                taken |= 1 << node
                todo += [(at, group) for group in self.needs[node]]
                todo += [(far, group) for group in self.brings[node]]
        return taken

    def cut(self, stuck: int, reached: int) -> None:
        """Forbid that the nodes of `stuck`, which were not reached, support only each other.

        Of them a smallest circle is taken. Whoever holds one of its nodes needs a way in from outside: the first of them to be reached has a
        group satisfied from outside, so of its blocked groups one member beyond those that were reached must join (loop formulas: Lin
        and Zhao, 2004).
        """
        blocked = {node: next(mask for k, mask in self.needs[node] if (mask & reached).bit_count() < k) for node in bits(stuck)}
        circle = min((self._leans_on(node, blocked, stuck) for node in blocked), key=lambda nodes: (nodes.bit_count(), nodes))
        ways_in = 0
        for node in bits(circle):
            ways_in |= blocked[node] & ~circle & ~reached
        self.cuts = [*self.cuts]
        for node in bits(circle):
            self.cuts[node] = (*self.cuts[node], (1, ways_in))
        self.settle()

    def _leans_on(self, node: int, blocked: Mapping[int, int], stuck: int) -> int:
        """The stuck nodes that a stuck one waits for, itself included."""
        found, todo = 0, 1 << node
        while todo:
            found |= todo
            fresh = 0
            for other in bits(todo):
                fresh |= blocked[other]
            todo = fresh & stuck & ~found
        return found

    def _drop_circles(self) -> None:
        """Take out of every needs-group the members that cannot do without the group's owner: they never serve there."""
        forced = _forced(self.needs)
        ever = 0
        for groups in self.needs:
            ever |= _no_choice(groups)
        for node, groups in enumerate(self.needs):
            if ever >> node & 1 and any(mask.bit_count() > 1 for _, mask in groups):
                self.needs[node] = tuple([(k, mask if mask.bit_count() <= 1 else _without(node, mask, forced)) for k, mask in groups])


def _without(owner: int, mask: int, forced: list[int]) -> int:
    for member in bits(mask):
        if forced[member] >> owner & 1:
            mask &= ~(1 << member)
    return mask


def _forced(needs: list[tuple[Masked, ...]]) -> list[int]:
    """For each node everything that choosing it forces through groups that leave no choice."""
    single = [_no_choice(groups) for groups in needs]
    forced = list(single)
    todo = [node for node, mask in enumerate(single) if mask]
    changed = True
    while changed:
        changed = False
        for node in reversed(todo):
            mask = forced[node]
            for other in bits(single[node]):
                mask |= forced[other]
            if mask != forced[node]:
                forced[node] = mask
                changed = True
    return forced


def _no_choice(groups: tuple[Masked, ...]) -> int:
    mask = 0
    for k, members in groups:
        if members.bit_count() == k:
            mask |= members
    return mask
