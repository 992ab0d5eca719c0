"""From what hurts to the track to start with."""

from __future__ import annotations

from datetime import date

import pytest

from making import TODAY, catalog_of
from tracktui.catalog.chooser import OUTCOME_POINTS, choose, marks_of, pains, sentences
from tracktui.catalog.model import Catalog
from tracktui.problems import UserError

TWO = """
[[track]]
id = "first"
name = "First"
pain_points = [{ id = "slow", text = "All is slow", weight = 2 }, { id = "dear", text = "All is dear", weight = 1 }]
[[track]]
id = "second"
name = "Second"
pain_points = [{ id = "dear", text = "All is dear", weight = 3 }, { id = "late", text = "All is late", weight = 2 }]
"""
POLICY = """
[[policy]]
id = "example-co"
outcomes = [{ track = "first", text = "twice as fast", by = 2027-06-30 }]
"""


def order(catalog: Catalog, marked: dict[str, int], today: date = TODAY, hours: dict[str, float] | None = None) -> list[str]:
    return [advice.track for advice in choose(catalog, marked, today, hours)]


def test_every_track_is_the_one_to_start_with_for_its_own_heaviest_pain(shipped: Catalog) -> None:
    for track in shipped.tracks.values():
        heaviest = max(track.pain_points, key=lambda pain: pain.weight)
        assert order(shipped, {heaviest.id: 3})[0] == track.id


def test_points_are_how_much_it_hurts_times_how_much_it_weighs_there() -> None:
    found = choose(catalog_of(TWO), {"dear": 2, "slow": 3}, TODAY)
    assert [(advice.track, advice.points) for advice in found] == [("first", 3 * 2 + 2 * 1), ("second", 2 * 3)]


def test_a_pain_that_two_tracks_name_is_one_and_counts_for_both() -> None:
    dear = next(pain for pain in pains(catalog_of(TWO)) if pain.id == "dear")
    assert dear.weights == {"first": 1, "second": 3}


def test_an_outcome_the_organisation_wants_counts_until_its_day() -> None:
    catalog = catalog_of(TWO + POLICY)
    assert order(catalog, {"late": 2}) == ["first", "second"]
    assert choose(catalog, {}, TODAY)[0].points == OUTCOME_POINTS
    assert order(catalog, {"late": 2}, date(2027, 7, 1)) == ["second"]
    assert 'Your organisation wants "twice as fast" by 30 Jun 2027: 6 points.' in sentences(catalog, choose(catalog, {}, TODAY), {})


def test_equals_are_told_apart_by_pains_answered_then_hours_and_never_by_the_catalog_s_order() -> None:
    catalog = catalog_of(TWO)
    marked = {"slow": 1, "late": 1}
    assert order(catalog, marked, hours={"first": 90.0, "second": 60.0}) == ["second", "first"]
    assert order(catalog, marked, hours={"first": 60.0, "second": 90.0}) == ["first", "second"]
    said = sentences(catalog, choose(catalog, marked, TODAY, {"first": 90.0, "second": 60.0}), marked)
    assert said[-1] == "First has as many points and would take you 30 h more."


def test_the_reasons_name_each_pain_its_points_the_figure_and_the_next_track(shipped: Catalog) -> None:
    marked = {"bill-surprises": 3, "fear-of-release": 1}
    said = sentences(shipped, choose(shipped, marked, TODAY), marked)
    assert said[0] == "Start with FinOps: it answers 1 of the 2 pains you marked, 9 of 11 points."
    assert said[1] == '"The cloud bill surprises everybody" hurts most of all and weighs 3 here: 9 points.'
    assert "It would show in Allocated spend, Unit cost and 3 more" in said[2]
    assert said[3] == "Next would be Site reliability engineering with 2 points."


def test_nothing_marked_is_no_advice(shipped: Catalog) -> None:
    assert choose(shipped, {"bill-surprises": 0}, TODAY) == ()
    assert sentences(shipped, (), {}) == ("Mark what hurts: the pains lead to a track.",)


def test_marks_are_typed_as_ids_or_words_with_or_without_a_figure(shipped: Catalog) -> None:
    assert marks_of(shipped, ("bill-surprises=3", "nobody needs", "audits=1")) == {"bill-surprises": 3, "pages-nobody-needs": 2, "audits-block-sales": 1}


@pytest.mark.parametrize(("word", "said"), [("bill=7", "1, 2 or 3"), ("the", "could be several"), ("zzz", "no track names")])
def test_a_mark_that_means_nothing_clear_is_refused_with_a_way_out(shipped: Catalog, word: str, said: str) -> None:
    with pytest.raises(UserError) as caught:
        marks_of(shipped, (word,))
    assert said in caught.value.problems[0].message
    assert caught.value.problems[0].hint
