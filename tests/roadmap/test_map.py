"""The map of a roadmap and of the catalog."""

from __future__ import annotations

from datetime import date

from making import catalog_of, plan_of
from tracktui.catalog.model import Catalog
from tracktui.demo import demo_workspace
from tracktui.roadmap.build import roadmap
from tracktui.roadmap.graph import chosen_graph, direct
from tracktui.roadmap.views import map as graph


def test_prerequisites_that_another_one_needs_already_are_left_out() -> None:
    found = demo_workspace(date(2026, 11, 23)).roadmap
    after = graph.map_of(found)
    assert set(after) == {item.id for item in (*found.items, *found.finished)}
    assert "sre-2" not in after["sre-3"]
    assert "sre-2" in graph.before(after, "sre-3")
    thinner = direct(chosen_graph(after))
    assert {item: set(needs) for item, needs in after.items()} == {item: set(needs) for item, needs in thinner.items()}


def test_around_an_item_counts_what_is_done_of_everything_it_needs() -> None:
    found = demo_workspace(date(2026, 11, 23)).roadmap
    near = graph.around(graph.map_of(found), found, "sre-2")
    assert set(near.unlocks) == {"error-budget-one-service", "restore-drill"}
    assert (near.done, near.of) == (2, 4)


def test_in_the_catalog_every_member_of_a_group_counts(shipped: Catalog) -> None:
    after = graph.catalog_map(shipped)
    assert set(after) == set(shipped.items)
    assert "cka" in graph.before(after, "cks")
    assert "cks" in graph.behind(after, "cka")
    assert graph.unlocks_at_most(shipped, "cka") == len(graph.behind(after, "cka")) > 20
    assert graph.unlocks_at_most(shipped, "golden-kubestronaut") == 0


def test_a_skill_is_needed_through_what_develops_it() -> None:
    catalog = catalog_of(
        '[[skill]]\nid = "s"\nname = "S"\n[[project]]\nid = "p"\nname = "P"\nhours = [4, 8]\ndevelops = [{ skill = "s", level = 2 }]\n'
        '[[check]]\nid = "t-1"\nname = "T1"\ntracks = ["t"]\nlevel = 1\nrequires = [{ skill = "s", level = 2 }]\n[[track]]\nid = "t"\nname = "T"\n'
    )
    assert graph.catalog_map(catalog)["t-1"] == ("p",)
    found = roadmap(catalog, plan_of('[focus]\nprimary = "t"\nlevel = 1\n'), date(2026, 11, 23))
    assert graph.before(graph.map_of(found), "t-1") == {"p"}


def test_every_item_of_the_catalog_stands_once_below_its_track_and_level(shipped: Catalog) -> None:
    found = graph.by_level(shipped)
    items = [item for _, members in found for item in members]
    assert sorted(items) == sorted(shipped.items)
    headings = [heading for heading, _ in found]
    assert len(headings) == len(set(headings))
    assert "cks" in dict(found)["cloud-security-3"]


def test_steps_are_numbered_and_a_group_is_told_as_one(shipped: Catalog) -> None:
    number = {item: at for at, item in enumerate(shipped.items, 1)}
    asked = shipped.items["sre-2"].requires
    assert graph.steps_in_words(shipped.items["cks"].requires, number) == str(number["cka"])
    assert f"one of {number['cka']}, {number['ckad']}" in graph.steps_in_words(asked, number)
    assert graph.settled_in_words(asked, number, [number["sre-1"], number["cka"]]) == f"{number['sre-1']}, {number['cka']} (one of 4)"
