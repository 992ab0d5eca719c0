"""Cycles in a graph of ids: knots (strongly connected components), and one cycle of each. Linear, without recursion."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

Graph = Mapping[str, Iterable[str]]


def knots(after: Graph) -> list[list[str]]:
    """Every set of ids that reach each other, of two or more, or one that names itself; each sorted, in order of the first id.

    Tarjan's algorithm (R. Tarjan, Depth-first search and linear graph algorithms, SIAM Journal on Computing 1, 1972).
    """
    found: list[list[str]] = []
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    held: dict[str, None] = {}
    for start in after:
        if start in number:
            continue
        number[start] = low[start] = len(number)
        held[start] = None
        walk = [(start, iter(tuple(after[start])))]
        while walk:
            node, others = walk[-1]
            other = next(others, None)
            if other is None:
                walk.pop()
                if walk:
                    low[walk[-1][0]] = min(low[walk[-1][0]], low[node])
                if low[node] == number[node]:
                    found += _closed(node, held, after)
            elif other in after and other not in number:
                number[other] = low[other] = len(number)
                held[other] = None
                walk.append((other, iter(tuple(after[other]))))
            elif other in held:
                low[node] = min(low[node], number[other])
    return sorted(found)


def _closed(node: str, held: dict[str, None], after: Graph) -> list[list[str]]:
    members = []
    while True:
        member, _ = held.popitem()
        members.append(member)
        if member == node:
            break
    return [sorted(members)] if len(members) > 1 or node in after[node] else []


def find_cycles(after: Graph) -> list[list[str]]:
    """A shortest cycle through the smallest id of each knot, starting with that id."""
    return [_cycle(after, set(members), members[0]) for members in knots(after)]


def _cycle(after: Graph, members: set[str], start: str) -> list[str]:
    came: dict[str, str] = {}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other in sorted(set(after[node]) & members):
            if other == start:
                chain = [node]
                while chain[-1] != start:
                    chain.append(came[chain[-1]])
                return chain[::-1]
            if other not in came:
                came[other] = node
                queue.append(other)
    return [start]
