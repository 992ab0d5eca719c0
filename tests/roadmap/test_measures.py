"""Structural measures: the known answers, and path enumeration on random graphs."""

from __future__ import annotations

import random

import pytest

from tracktui.roadmap.graph import behind, chosen_graph, longest_chain, order
from tracktui.roadmap.measures import measures, topological


def graph(edges: str, vertices: str = "") -> dict[str, list[str]]:
    after: dict[str, list[str]] = {vertex: [] for vertex in vertices}
    for edge in edges.split():
        source, target = edge.split(">")
        after.setdefault(source, [])
        after.setdefault(target, []).append(source)
    return after


@pytest.mark.parametrize(
    ("edges", "vertices", "blocking", "delay", "centrality", "total"),
    [
        ("1>2 1>3 2>4", "1234", [3, 1, 0, 0], [3, 3, 2, 3], [0, 3, 0, 0], 15),
        ("1>3 2>3 3>4", "1234", [2, 2, 1, 0], [3, 3, 3, 3], [0, 0, 6, 0], 17),
        ("A>C B>C D>C C>E D>F", "ABCDEFGH", [2, 2, 1, 3, 0, 0, 0, 0], [3, 3, 3, 3, 3, 2, 1, 1], [0, 0, 9, 0, 0, 0, 0, 0], 27),
        ("A>B A>C B>D C>D C>E D>F D>G G>F", "ABCDEFG", [6, 3, 4, 2, 0, 0, 1], [5, 5, 5, 5, 3, 5, 5], [0, 9, 12, 18, 0, 0, 10], 49),
        ("A>B A>C B>D C>D", "ABCD", [3, 1, 1, 0], [3, 3, 3, 3], [0, 3, 3, 0], 17),
    ],
)
def test_the_known_answers(edges: str, vertices: str, blocking: list[int], delay: list[int], centrality: list[int], total: int) -> None:
    found = measures(graph(edges, vertices))
    assert [found[vertex].blocking for vertex in vertices] == blocking
    assert [found[vertex].delay for vertex in vertices] == delay
    assert [found[vertex].centrality for vertex in vertices] == centrality
    assert sum(found[vertex].complexity for vertex in vertices) == total


@pytest.mark.parametrize("length", [1, 2, 7, 40])
def test_a_chain_has_the_sums_of_the_formula(length: int) -> None:
    names = [f"{number:02}" for number in range(length)]
    found = measures({name: names[max(0, at - 1) : at] for at, name in enumerate(names)})
    assert sum(mark.blocking for mark in found.values()) == length * (length - 1) // 2
    assert sum(mark.delay for mark in found.values()) == length * length
    assert sum(mark.centrality for mark in found.values()) == length * max(0, length - 2)


def test_random_graphs_agree_with_the_enumeration_of_all_paths() -> None:
    rng = random.Random(7)
    for _ in range(200):
        names = [chr(65 + number) for number in range(rng.randint(1, 9))]
        after = {name: [other for other in names[:at] if rng.random() < 0.35] for at, name in enumerate(names)}
        followers = {name: [other for other in names if name in after[other]] for name in names}
        paths: list[list[str]] = []

        def walk(path: list[str], paths: list[list[str]] = paths, followers: dict[str, list[str]] = followers) -> None:
            if not followers[path[-1]]:
                paths.append(path)
            for other in followers[path[-1]]:
                walk([*path, other], paths, followers)

        for name in names:
            if not after[name]:
                walk([name])
        found = measures(after)
        for name in names:
            through = [path for path in paths if name in path]
            assert found[name].delay == max(map(len, through))
            assert found[name].centrality == sum(len(path) for path in through if name not in (path[0], path[-1]))
            assert found[name].blocking == len({other for path in through for other in path[path.index(name) + 1 :]})
            assert found[name].blocking == len(behind(chosen_graph(after), name))
        assert order(chosen_graph(after)) == topological(after)
        assert len(longest_chain(chosen_graph(after))) == max(mark.delay for mark in found.values())


def test_a_cycle_is_refused() -> None:
    with pytest.raises(ValueError, match="cycle"):
        measures(graph("a>b b>a"))
    with pytest.raises(ValueError, match="a cycle: "):
        chosen_graph(graph("a>b b>a"))
