"""Prerequisites as a networkx DAG: order, ancestors, cycles. The only module that knows networkx.

`chosen_graph` holds the items of a roadmap and the suppliers the planner chose. `shortest_paths` walks any edges, such as those between roles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import networkx as nx


def chosen_graph(after: Mapping[str, Iterable[str]]) -> nx.DiGraph[str]:
    """The graph of what comes after what: an edge from each prerequisite to what needs it.

    Raises:
        ValueError: the edges form a cycle (named in the message).
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(after))
    graph.add_edges_from((other, item) for item in sorted(after) for other in sorted(after[item]) if other in after)
    if not nx.is_directed_acyclic_graph(graph):
        cycle = " -> ".join(edge[0] for edge in nx.find_cycle(graph))
        raise ValueError(f"a cycle: {cycle}")
    return graph


def order(graph: nx.DiGraph[str]) -> list[str]:
    """The items, each behind everything it needs; among free ones by id."""
    return list(nx.lexicographical_topological_sort(graph))


def before(graph: nx.DiGraph[str], item: str) -> frozenset[str]:
    """Everything the item needs, directly or not."""
    return frozenset(nx.ancestors(graph, item))


def behind(graph: nx.DiGraph[str], item: str) -> frozenset[str]:
    """Everything that needs the item, directly or not."""
    return frozenset(nx.descendants(graph, item))


def direct(graph: nx.DiGraph[str]) -> dict[str, tuple[str, ...]]:
    """For each item what it needs with nothing in between: prerequisites that another prerequisite needs already are left out."""
    thin = nx.transitive_reduction(graph)
    return {item: tuple(thin.predecessors(item)) for item in graph}


def longest_chain(graph: nx.DiGraph[str]) -> list[str]:
    """One longest chain of prerequisites, first item first."""
    return list(nx.dag_longest_path(graph))


def shortest_paths(edges: Iterable[tuple[str, str]], start: str, to: str) -> Iterator[list[str]]:
    """Every way from `start` to `to` that meets nothing twice, shortest first; none where there is no way. The edges may form cycles."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(sorted(edges))
    if start in graph and to in graph and nx.has_path(graph, start, to):
        yield from nx.shortest_simple_paths(graph, start, to)
