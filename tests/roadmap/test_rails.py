"""A graph as lines: what the rails of a row must show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracktui.roadmap.views.rails import ASCII, MOST_COLUMNS, UNICODE, rails

JOINS = (UNICODE["first-on"], UNICODE["first-end"], UNICODE["on"], UNICODE["end"])
OPENS = (UNICODE["opens"], UNICODE["also-opens"])


@st.composite
def graphs(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    """Items that need some of those before them."""
    count = draw(st.integers(0, 14))
    return {f"i{at}": tuple(sorted(draw(st.sets(st.sampled_from([f"i{other}" for other in range(at)]), max_size=3)))) if at else () for at in range(count)}


def test_a_chain_with_a_branch_is_drawn_as_people_draw_it() -> None:
    drawn = rails({"cka": (), "noise": ("cka",), "otca": (), "budget": ("otca", "cka"), "check": ("noise", "budget")})
    assert [(row.number, row.rails, row.id, row.needs) for row in drawn] == [
        (1, "\u256d\u2500\u2500\u2500\u2500\u2500", "cka", ()),
        (2, "\u251c\u2500\u252c\u2500\u2500\u2500", "noise", (1,)),
        (3, "\u2502 \u2502 \u256d\u2500", "otca", ()),
        (4, "\u251c\u2500\u2502\u2500\u2534\u2500", "budget", (1, 3)),
        (5, "\u2570\u2500\u2534\u2500\u2500\u2500", "check", (2, 4)),
    ]


def test_items_that_need_nothing_and_unlock_nothing_have_no_rail() -> None:
    assert [row.rails.strip() for row in rails({"a": (), "b": ()})] == ["", ""]


def test_what_is_not_on_the_map_is_left_out() -> None:
    assert rails({"a": ("elsewhere",)})[0].needs == ()


def test_a_circle_is_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        rails({"a": ("b",), "b": ("a",)})


def test_a_wide_graph_keeps_to_its_columns_and_says_the_rest_in_numbers() -> None:
    graph: dict[str, tuple[str, ...]] = {f"i{at}": () for at in range(40)}
    drawn = rails({**graph, "goal": tuple(graph)})
    assert max(len(row.rails) for row in drawn) == MOST_COLUMNS
    assert drawn[-1].needs == tuple(range(1, 41))


@given(graphs())
def test_every_row_joins_what_it_needs_and_opens_what_waits_for_it(graph: dict[str, tuple[str, ...]]) -> None:
    drawn = rails(graph)
    place = {row.id: row.number for row in drawn}
    waited_for = {other for needs in graph.values() for other in needs}
    assert sorted(place) == sorted(graph)
    assert len({len(row.rails) for row in drawn}) <= 1
    for row in drawn:
        assert row.needs == tuple(sorted(place[other] for other in graph[row.id]))
        assert all(other < row.number for other in row.needs)
        signs = [sign for sign in row.rails if sign in JOINS]
        assert len(signs) == len(row.needs)
        goes_on = any(sign in OPENS for sign in row.rails) or any(sign in (UNICODE["first-on"], UNICODE["on"]) for sign in row.rails)
        assert not (row.id in waited_for and not goes_on)


@given(graphs())
def test_ascii_rails_are_ascii_and_say_the_same(graph: dict[str, tuple[str, ...]]) -> None:
    for plain, drawn in zip(rails(graph, signs=ASCII), rails(graph), strict=True):
        assert plain.rails.isascii()
        assert (plain.id, plain.needs, len(plain.rails)) == (drawn.id, drawn.needs, len(drawn.rails))
