"""What no cheapest answer can hold, found before the search: it makes big puzzles fall into small parts.

Two arguments, each strict, so that no answer that ties with the best is lost. A member whose charge beyond the bound lifts it above
a known answer is in no cheapest one (reduced-cost fixing; Dantzig, Fulkerson and Johnson, 1954). A member that only one open group
can bring in, and whose own share of the cost is above what another member of that group costs at the most, is never the one to take
(dominance in covering problems; Balas and Ho, 1980).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracktui.roadmap.choice.bound import Charges
from tracktui.roadmap.choice.puzzle import Masked, Net, bits

_NEVER = 1 << 200


def too_dear(charges: Charges, most: int, alive: int = 0) -> int:
    """The members of the groups, and of `alive`, that lift the bound of `charges` above `most`."""
    found = 0
    total, rest = charges.total, charges.rest
    for node, beyond in charges.beyond().items():
        if total + beyond > most:
            found |= 1 << node
    if alive:
        brought, chosen, barred = charges.net.brought, charges.chosen, charges.barred
        for node in bits(alive & ~found):
            nodes = brought[node]
            if nodes & barred or total + rest(nodes & ~chosen) > most:
                found |= 1 << node
    return found


class Dominance:
    """Compares the members of open groups. `reach` gives every node that choosing some might ever bring in."""

    def __init__(self, net: Net, reach: Callable[[int], int]) -> None:
        self.net, self.reach = net, reach
        self.place = {node: index for index, (node, _) in enumerate(net.easiest)}
        self.known = net.at_most

    def dominated(self, groups: list[Masked], chosen: int, barred: int) -> int:
        """The members that another member of their group always beats."""
        open_masks = [mask & ~chosen & ~barred for _, mask in groups]
        once = twice = 0
        for mask in open_masks:
            around = self.reach(mask) & ~chosen
            twice |= once & around
            once |= around
        found = 0
        for (k, mask), members in zip(groups, open_masks, strict=True):
            if k - (mask & chosen).bit_count() == 1 and members & ~twice:
                found |= self._beaten(bits(members), chosen, twice)
        return found

    def _beaten(self, members: Sequence[int], chosen: int, shared: int) -> int:
        most = sorted((self.at_most(node), node) for node in members)
        if len(most) < 2:
            return 0
        found = 0
        for node in members:
            rival = most[0] if most[0][1] != node else most[1]
            if not shared >> node & 1 and rival[0] < self.net.price(self.net.brought[node] & ~chosen & ~shared):
                found |= 1 << node
        return found

    def at_most(self, node: int) -> int:
        """The cost of one way to have a node with everything it needs and brings, nothing else held and no rival ruled out."""
        if node not in self.known:
            way = self.net.one_way(self.place, [(1, 1 << node)])
            self.known[node] = _NEVER if way is None or way & self.net.paired else self.net.price(way)
        return self.known[node]
