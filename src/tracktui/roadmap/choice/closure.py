"""The cheapest closed set of a puzzle: exact branch and bound, in independent parts.

First a bound (bound.py) and a good answer (incumbent.py); whatever would lift the bound above what is looked for is barred (reduce.py), and
the rest is searched part by part: just above the bound first, up to the good answer at last. The search leaves reaching out of account;
where its answer supports itself in a circle, that circle is forbidden and it runs again, until the answer can be reached. Ties are
broken by the number of real nodes, then by their numbers in order, so the answer depends on nothing but the input.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from tracktui.roadmap.choice.bound import Charges, Ways
from tracktui.roadmap.choice.incumbent import Answer, good_answer
from tracktui.roadmap.choice.puzzle import SCALE, Masked, Net, bits
from tracktui.roadmap.choice.reduce import Dominance, too_dear

NODE_LIMIT = 20_000
"""Decisions after which the best answer so far is taken. Each asks for a bound over every open group."""
ORDERS = 4
"""The bound before the search is the best of so many orders, adjusted."""
PARTS = ((4, 0.25), (2, 0.5), (1, 1.0))
"""Which part of the way from the bound to the best known answer is looked at first, and the share of the limit after which it is given up."""

PartKey = tuple[tuple[Masked, ...], int, int]
"""What a part's answer depends on: its groups, and what is chosen and barred around them."""
State = tuple[int, int, list[Masked]]
"""What is chosen, what is barred, and the groups still open."""
_NEVER = 1 << 200


class Solution(msgspec.Struct, frozen=True):
    """The chosen nodes; `proven` is False when the node limit was hit, then `bound` is what no solution can undercut."""

    chosen: frozenset[int]
    cost: int
    bound: int
    proven: bool
    nodes: int
    charges: Charges
    """The bound from which it was found."""
    above: int
    """How far it lies above that bound, scaled."""


def cheapest(net: Net, node_limit: int = NODE_LIMIT, beside: Solution | None = None) -> Solution | None:
    """The cheapest solution of a net, or None when there is none. What the search learns of circles stays in the net.

    The limit counts decisions, never time: the answer does not depend on the machine. `beside`: the solution of a net of which this is a
    narrower variant; then only the cost is asked for, and of several cheapest solutions it may be any.
    """
    search = _Search(net, node_limit)
    found = search.best(beside)
    if found is None:
        return None
    answer, charges, above = found
    cost = net.price(answer[1]) // SCALE
    proven = search.nodes <= node_limit
    return Solution(frozenset(bits(answer[1])), cost, cost if proven else min(cost, search.least // SCALE), proven, search.nodes, charges, above)


class _Search:
    """The search over a net."""

    def __init__(self, net: Net, node_limit: int) -> None:
        self.net, self.all_nodes, self.limit = net, node_limit, node_limit
        self.nodes = 0
        self.least = 0
        """What no solution can undercut, scaled."""
        self.rank: dict[Masked, int] = {}
        self.settled = 0
        """What is decided before the search: chosen or barred."""
        self.reaches: dict[int, int] = {}
        self.memo: dict[PartKey, Answer | None] = {}
        self.dominance = Dominance(net, self.reach)

    def best(self, beside: Solution | None) -> tuple[Answer, Charges, int] | None:
        """The cheapest set that can be reached; None when there is none. After the limit: the best that was found.

        It is looked for just above the bound first: little is left to decide there, and mostly it is there.
        """
        root = self.root()
        if root is None:
            return None
        known, charges = self.learn(root) if beside is None else self.adapted(root, beside)
        self.least = self.net.price(root[0]) + charges.total
        most = sum(self.net.cost) if known is None else known[0]
        if beside is not None and known is not None:
            most -= most % SCALE + 1  # only what costs a cent less is of interest
        first = self.least
        for part, share in PARTS if self.least <= most else ():
            self.limit = round(self.all_nodes * share)
            limit = most if part == 1 else self.least + (most - self.least) // part
            if beside is not None and part != 1 and limit - first < beside.above:
                continue  # the answer of a narrower net lies as far above its bound, mostly
            found = self.within(limit, charges)
            if found is not None and (known is None or found[0] <= known[0]):
                known, most = found, found[0]
            if self.nodes <= self.limit:
                if found is not None:
                    break
                self.least = limit
        return None if known is None else (known, charges, known[0] - first)

    def root(self) -> State | None:
        """What the goals leave open; None where they cannot be met."""
        return self.forced((0, self.net.barred, [*self.net.goals]))

    def within(self, most: int, charges: Charges) -> Answer | None:
        """The cheapest set of at most this cost that can be reached; None when there is none."""
        net = self.net
        root = self.root()
        left = None if root is None else self.affordable(root, most, self.charges(root, charges))
        while left is not None:
            # What a member of a group beats for good holds only until a cut asks for it elsewhere.
            (chosen, barred, groups), charges = left
            answer = self.closed((chosen, barred, groups), most, charges)
            stuck = answer[1] & ~net.reached(answer[1]) if answer is not None else 0
            if not stuck or self.nodes > self.limit:
                return None if stuck else answer
            assert answer is not None
            net.cut(stuck, answer[1] & ~stuck)
            state = self.forced((chosen, barred, [*groups, *(group for node in bits(stuck & chosen) for group in net.groups[node])]))
            left = None if state is None else self.affordable(state, most, self.charges(state, charges))
        return None

    def settle(self, state: State) -> None:
        """From here on what is chosen or barred in this state stays so."""
        self.settled, self.reaches, self.memo = state[0] | state[1], {}, {}

    def closed(self, state: State, most: int, charges: Charges) -> Answer | None:
        """The cheapest set of at most this cost, whether it can be reached or not; None when there is none."""
        self.settle(state)
        left: tuple[State, Charges] | None = (state, charges)
        while left is not None:
            (chosen, barred, groups), charges = left
            out = self.dominance.dominated(groups, chosen, barred) & ~barred
            if not out:
                break
            further = self.forced((chosen, barred | out, groups))
            left = None if further is None else self.affordable(further, most, self.charges(further, charges))
        spent = self.net.price(chosen)
        if left is None or spent > most:
            return None
        self.settle((chosen, barred, groups))
        charges.adjust()
        found = self.parts(chosen, barred, groups, most - spent, charges)
        return None if found is None else (found[0] + spent, found[1] | chosen)

    def affordable(self, state: State, most: int, charges: Charges) -> tuple[State, Charges] | None:
        """What is left to decide when everything is barred that no answer of at most this cost holds, and its bound; None: no answer is left."""
        while True:
            chosen, barred, groups = state
            out = too_dear(charges, most - self.net.price(chosen), self.alive(groups, chosen, barred)) & ~barred
            if not out:
                return state, charges
            further = self.forced((chosen, barred | out, groups))
            if further is None:
                return None
            state, charges = further, self.charges(further, charges)

    def forced(self, state: State) -> State | None:
        """The state with what is forced in it chosen; None where a group cannot be satisfied."""
        chosen, barred, groups = state
        step = self.propagate(chosen, barred, groups)
        return None if step is None else (step[0], barred | self.net.against(step[0]), step[1])

    def alive(self, groups: Iterable[Masked], chosen: int, barred: int) -> int:
        """Every node that some answer to these groups may still hold."""
        free = ~(chosen | barred)
        found = todo = 0
        for _, mask in groups:
            todo |= mask & free
        while todo:
            found |= todo
            fresh = 0
            for node in bits(todo):
                for _, mask in self.net.groups[node]:
                    fresh |= mask
            todo = fresh & free & ~found
        return found

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

    def charges(self, state: State, start: Charges, enough: int = _NEVER) -> Charges:
        """The bound on what a state leaves open, in the order that was learnt; where it is above `enough` it may be lower than it could."""
        chosen, barred, groups = state
        rank = self.rank
        order = sorted(groups, key=lambda group: (rank.get(group, _NEVER), group[1].bit_count(), group))
        return Charges(Ways(self.net, chosen, barred, groups), order, enough, start)

    def learn(self, state: State) -> tuple[Answer | None, Charges]:
        """Charges that make a strong bound, and a good answer.

        They depend on the order of the groups. One that could charge little of what its cheapest way costs comes sooner in the next.
        """
        chosen, barred, groups = state
        net = self.net
        ways = Ways(net, chosen, barred, groups)
        order = start = sorted(groups, key=lambda group: (group[1].bit_count(), group))
        lacked = dict.fromkeys(groups, 0.0)
        charges = best = Charges(ways, order)
        # Of ways that the bound leaves free the cheaper are taken: a little of the cost itself goes into the weights.
        known = good_answer(net, [left + cost // 8 for left, cost in zip(charges.left, net.cost, strict=True)])
        spent = net.price(chosen)
        for turn in range(ORDERS):
            if turn:
                order = sorted(start, key=lambda group: -lacked[group])
                charges = Charges(ways, order)
                best = max(best, charges, key=lambda found: found.total)
            if len(groups) < 2 or (known is not None and spent + best.total >= known[0]):
                break
            for group in order:
                lacked[group] += 1 - charges.gained.get(group, 0) / (ways.could[group] or 1)
        self.rank = {group: place for place, group in enumerate(best.order)}
        if known is None or spent + best.total < known[0]:
            best.adjust()
            other = good_answer(net, best.left)
            known = other if known is None or (other is not None and other[0] < known[0]) else known
        return known, best

    def adapted(self, state: State, beside: Solution) -> tuple[Answer | None, Charges]:
        """The same from the solution of a wider net."""
        self.rank = {group: place for place, group in enumerate(beside.charges.order)}
        charges = self.charges(state, beside.charges)
        charges.adjust()
        # The solution of the wider net is nearly one of this: what it lacks is taken where it costs least beside it.
        near = good_answer(self.net, [0 if node in beside.chosen else cost for node, cost in enumerate(self.net.cost)])
        return near or good_answer(self.net), charges

    # -- independent parts ----------------------------------------------------------------------------------------

    def parts(self, chosen: int, barred: int, groups: list[Masked], most: int, start: Charges) -> Answer | None:
        """What to add to `chosen` so that `groups` are satisfied, for at most `most`; None when there is nothing."""
        parts = self.split(groups, chosen, barred)
        if len(parts) == 1:
            return self.part(chosen, barred, parts[0], most, self.charges((chosen, barred, parts[0]), start, most))
        bounds = [self.charges((chosen, barred, part), start) for part in parts]
        waiting = sum([bound.total for bound in bounds])
        total, added = 0, 0
        for part, charges in zip(parts, bounds, strict=True):
            waiting -= charges.total
            found = self.part(chosen, barred, part, most - total - waiting, charges)
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
        """Every node that choosing one of these might ever bring in, and that is not settled."""
        found = 0
        for node in bits(mask & ~self.settled):
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
            free = ~(found | self.settled)
            todo |= self.net.rivals[here] & free
            for _, mask in self.net.groups[here]:
                todo |= mask & free
        self.reaches[node] = found
        return found

    def part(self, chosen: int, barred: int, groups: list[Masked], most: int, charges: Charges) -> Answer | None:
        """The cheapest way to satisfy one part; None when there is none up to `most`. `charges`: the bound on it."""
        union = 0
        for _, members in groups:
            union |= members
        around = self.reach(union)
        key = (tuple(sorted(groups)), chosen & around, barred & around)
        if key in self.memo:
            known = self.memo[key]
            return known if known is not None and known[0] <= most else None
        if charges.total > most:
            return None
        without = barred | too_dear(charges, most)
        step = self.propagate(chosen, without, groups)
        if step is None:
            return None
        if step[0] != chosen:
            return self.onward(chosen, without, step, most, charges)
        return self.branch(key, chosen, barred, groups, charges, most)

    def branch(self, key: PartKey, chosen: int, barred: int, groups: list[Masked], charges: Charges, most: int) -> Answer | None:
        """The cheapest of a part's answers, one member of one group after the other."""
        beyond = charges.beyond()
        best: Answer | None = None
        cut = False
        for node in self.decide(groups, chosen, barred, beyond, charges.gained):
            limit = most if best is None else min(most, best[0])
            if charges.total + beyond.get(node, _NEVER) <= limit:
                self.nodes += 1
                if self.nodes > self.limit:
                    return best
                found = self.with_node(chosen, barred, groups, node, limit, charges)
                if found is not None and self.better(found, best):
                    best = found
                cut = cut or found is None
            else:
                cut = cut or node in beyond
            barred |= 1 << node
        if self.nodes <= self.limit and (best is not None or not cut):
            self.memo[key] = best
        return best

    def decide(self, groups: list[Masked], chosen: int, barred: int, beyond: dict[int, int], gained: dict[Masked, int]) -> list[int]:
        """The members of the group whose second best way costs most beyond the bound, cheapest first.

        What a group charges counts a quarter: until it is known what the dear ones take, the bound knows little of the rest.
        """

        def spread(group: Masked) -> tuple[int, int, Masked]:
            found = sorted(beyond[node] for node in bits(group[1] & ~chosen & ~barred) if node in beyond)
            return (-(found[1] if len(found) > 1 else _NEVER) - gained.get(group, 0) // 4, len(found), group)

        group = min(groups, key=spread)
        price = {node: self.net.price(self.net.brought[node] & ~chosen) for node in bits(group[1] & ~chosen & ~barred)}
        return sorted(price, key=lambda node: (beyond.get(node, _NEVER), price[node], node))

    def with_node(self, chosen: int, barred: int, groups: list[Masked], node: int, most: int, start: Charges) -> Answer | None:
        """The cheapest way with `node` chosen; None when there is none up to `most`."""
        step = self.propagate(chosen | 1 << node, barred, [*groups, *self.net.groups[node]])
        return None if step is None else self.onward(chosen, barred, step, most, start)

    def onward(self, chosen: int, barred: int, step: tuple[int, list[Masked]], most: int, start: Charges) -> Answer | None:
        """The cheapest way on from where `propagate` led to, with what it chose; None when there is none up to `most`."""
        after, open_groups = step
        barred |= self.net.against(after)
        spent = self.net.price(after & ~chosen)
        if spent > most:
            return None
        rest = self.parts(after, barred, open_groups, most - spent, start)
        return None if rest is None else (spent + rest[0], (after & ~chosen) | rest[1])

    def better(self, one: Answer, other: Answer | None) -> bool:
        """Whether `one` wins over `other`: cheaper, or as cheap with the smaller numbers."""
        if other is None or one[0] != other[0]:
            return other is None or one[0] < other[0]
        difference = (one[1] ^ other[1]) & self.net.real
        return bool(difference & -difference & one[1])
