"""Structural measures of a prerequisite graph, in linear time by dynamic programming; no path is ever enumerated.

Definitions (Heileman and others, "Curricular Analytics", 2018): an edge u -> v says that u is required for v; lengths count
vertices. Blocking: how many vertices can be reached. Delay: vertices on the longest path through. Complexity: their sum.
Centrality: the sum of the lengths of all paths from a source to a sink that have the vertex strictly inside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import heappop, heappush

import msgspec


class Measures(msgspec.Struct, frozen=True):
    """The measures of one vertex."""

    blocking: int
    delay: int
    centrality: int

    @property
    def complexity(self) -> int:
        """Blocking and delay together."""
        return self.blocking + self.delay


def topological(after: Mapping[str, Iterable[str]]) -> list[str]:
    """The vertices, each behind what it comes after; among free ones by name. `after` maps a vertex to its prerequisites.

    Raises:
        ValueError: the graph has a cycle.
    """
    waiting = {vertex: {other for other in others if other in after} for vertex, others in after.items()}
    followers: dict[str, list[str]] = {vertex: [] for vertex in after}
    for vertex, others in waiting.items():
        for other in others:
            followers[other].append(vertex)
    left = {vertex: len(others) for vertex, others in waiting.items()}
    free = sorted(vertex for vertex, count in left.items() if not count)
    order: list[str] = []
    while free:
        vertex = heappop(free)
        order.append(vertex)
        for follower in followers[vertex]:
            left[follower] -= 1
            if not left[follower]:
                heappush(free, follower)
    if len(order) != len(after):
        raise ValueError("the graph has a cycle")
    return order


def measures(after: Mapping[str, Iterable[str]]) -> dict[str, Measures]:
    """Every vertex's measures. `after` maps each vertex to its prerequisites; others than its keys are ignored."""
    order = topological(after)
    before = {vertex: sorted({other for other in after[vertex] if other in after}) for vertex in order}
    followers: dict[str, list[str]] = {vertex: [] for vertex in order}
    for vertex, others in before.items():
        for other in others:
            followers[other].append(vertex)
    longest_to: dict[str, int] = {}
    paths_to: dict[str, tuple[int, int]] = {}
    for vertex in order:
        longest_to[vertex] = 1 + max((longest_to[other] for other in before[vertex]), default=0)
        paths_to[vertex] = _paths([paths_to[other] for other in before[vertex]])
    longest_from: dict[str, int] = {}
    paths_from: dict[str, tuple[int, int]] = {}
    reach: dict[str, int] = {}
    number = {vertex: index for index, vertex in enumerate(order)}
    for vertex in reversed(order):
        longest_from[vertex] = 1 + max((longest_from[other] for other in followers[vertex]), default=0)
        paths_from[vertex] = _paths([paths_from[other] for other in followers[vertex]])
        mask = 0
        for other in followers[vertex]:
            mask |= reach[other] | 1 << number[other]
        reach[vertex] = mask
    return {
        vertex: Measures(
            blocking=reach[vertex].bit_count(),
            delay=longest_to[vertex] + longest_from[vertex] - 1,
            centrality=_through(paths_to[vertex], paths_from[vertex]) if before[vertex] and followers[vertex] else 0,
        )
        for vertex in order
    }


def _paths(further: list[tuple[int, int]]) -> tuple[int, int]:
    """(number, total length) of the paths that end here, from those of the neighbours; a source or sink is one path of one."""
    if not further:
        return 1, 1
    count = sum(number for number, _ in further)
    return count, sum(length for _, length in further) + count


def _through(to: tuple[int, int], onward: tuple[int, int]) -> int:
    """The total length of all paths through a vertex that is counted in both halves."""
    return to[1] * onward[0] + onward[1] * to[0] - to[0] * onward[0]
