"""Prerequisites as a networkx DAG: order, ancestors, cycles. The only module that knows networkx.

`catalog_graph` is the whole catalog: items, one small node per group clause, one per skill at a level. `chosen_graph` holds the
items of a roadmap and the suppliers the planner chose. `shortest_paths` walks any edges, such as those between roles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import networkx as nx

from tracktui.catalog.clauses import AllOf, AnyOf, AtLeast, Clause, Has, SkillAt
from tracktui.catalog.entries import AnyItem
from tracktui.catalog.model import Catalog


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


def catalog_graph(catalog: Catalog) -> nx.DiGraph[str]:
    """The whole catalog: nodes carry `kind` (item, any, of, skill), edges `hard`, `active` and `before`.

    Recommended edges that would close a cycle of hard ones are left out, in order of (from, to).
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    for item in catalog.items.values():
        graph.add_node(item.id, kind="item")
    for item in catalog.items.values():
        for index, clause in enumerate(item.requires):
            _add_clause(graph, clause, item.id, f"{item.id}@{index}")
        for step in item.develops:
            for level in range(1, step.level + 1):
                _add_skill(graph, step.skill, level)
                graph.add_edge(item.id, f"skill@{step.skill}-{level}", hard=True, active=False, before="start")
    _add_recommended(graph, catalog.items.values())
    return graph


def _add_skill(graph: nx.DiGraph[str], skill: str, level: int) -> str:
    node = f"skill@{skill}-{level}"
    graph.add_node(node, kind="skill", skill=skill, level=level)
    return node


def _add_clause(graph: nx.DiGraph[str], clause: Clause, owner: str, name: str) -> None:
    match clause:
        case Has(id=item, active=active, before=when):
            graph.add_edge(item, owner, hard=True, active=bool(active), before=when)
        case SkillAt(skill=skill, level=level, before=when):
            graph.add_edge(_add_skill(graph, skill, level), owner, hard=True, active=False, before=when)
        case AllOf(clauses=members):
            for index, member in enumerate(members):
                _add_clause(graph, member, owner, f"{name}.{index}")
        case AnyOf(clauses=members, before=when) | AtLeast(clauses=members, before=when):
            graph.add_node(name, kind="any" if isinstance(clause, AnyOf) else "of", count=getattr(clause, "at_least", 1))
            graph.add_edge(name, owner, hard=True, active=False, before=when)
            for index, member in enumerate(members):
                _add_clause(graph, member, name, f"{name}.{index}")


def _add_recommended(graph: nx.DiGraph[str], items: Iterable[AnyItem]) -> None:
    wanted = sorted((other, item.id) for item in items for other in item.recommended if other in graph)
    for source, target in wanted:
        if not graph.has_edge(source, target) and not nx.has_path(graph, target, source):
            graph.add_edge(source, target, hard=False, active=False, before="start")
