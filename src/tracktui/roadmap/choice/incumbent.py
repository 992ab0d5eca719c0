"""A good answer, found at once: what the search (closure.py) has to beat, and below which it need not look.

A climb by some weights takes the ways that look cheapest; then everything that the rest can do without is taken out again, the dearest
first (reverse deletion, as in the primal-dual method: Goemans and Williamson, 1997). With the charges of a bound as weights the answer is
mostly within a few per cent of the best.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracktui.roadmap.choice.puzzle import Masked, Net, bits

Answer = tuple[int, int]
"""(scaled cost, set)."""


def good_answer(net: Net, weights: Sequence[int] | None = None) -> Answer | None:
    """A solution that is good by these weights (absent: the costs); None when there is none, or when this one holds two rivals."""
    order = net.easiest if weights is None else net.climb(net.barred, weights)
    place = {node: index for index, (node, _) in enumerate(order)}
    chosen = net.one_way(place, net.goals)
    if chosen is None or chosen & net.against(chosen):
        return None
    return _without_surplus(net, chosen)


def _without_surplus(net: Net, chosen: int) -> Answer:
    """The solution trimmed. Where the rest would support itself in a circle the net forbids that from then on, and it is trimmed again."""
    while True:
        fewer = trimmed(net, chosen)
        stuck = fewer & ~net.reached(fewer)
        if not stuck:
            return net.price(fewer), fewer
        net.cut(stuck, fewer & ~stuck)


def trimmed(net: Net, chosen: int) -> int:
    """A solution without what the rest of it can do without, the dearest first. What stays may support itself in a circle."""
    users: dict[int, list[tuple[int, Masked]]] = {}
    nodes = bits(chosen)
    # The goals are asked by somebody who stays.
    for owner, groups in ((-1, net.goals), *((node, net.groups[node]) for node in nodes)):
        for group in groups:
            for member in bits(group[1] & chosen):
                users.setdefault(member, []).append((owner, group))
    dearest = sorted(nodes, key=lambda node: (-net.cost[node], node))
    size = -1
    while size != chosen:
        size = chosen
        for node in dearest:
            if chosen >> node & 1 and all((mask & chosen).bit_count() > k for owner, (k, mask) in users.get(node, ()) if owner < 0 or chosen >> owner & 1):
                chosen &= ~(1 << node)
    return chosen
