"""What each track and role would take one engineer."""

from __future__ import annotations

import pytest

from making import TODAY, logged, plan_of
from tracktui.catalog.model import Catalog
from tracktui.plan.states import Standing
from tracktui.roadmap.alternatives.options import cost_sentences, level_reached, level_to_compare, option, role_option, titles_by_quarter
from tracktui.roadmap.build import roadmap
from tracktui.roadmap.views.track_page import track_page
from tracktui.roadmap.views.track_short import CERTS, PROGRESS, PROJECTS, SUCCESS

FRESH = plan_of("[profile]\nhours_per_week = 8")
SRE = plan_of('[profile]\nhours_per_week = 8\n[focus]\nprimary = "sre"\nlevel = 2\nfrom = 1\n[[held]]\ncert = "cka"\nearned = 2026-05-01')


@pytest.mark.parametrize("track", ["sre", "finops"])
def test_a_track_by_itself_is_the_roadmap_of_a_plan_with_that_track_alone(shipped: Catalog, track: str) -> None:
    alone = plan_of(f'[profile]\nhours_per_week = 8\n[focus]\nprimary = "{track}"\nlevel = 2')
    found, expected = option(shipped, FRESH, TODAY, track, 2), roadmap(shipped, alone, TODAY)
    assert (found.hours, found.price_usd, found.finish) == (expected.totals.hours, expected.totals.price_usd, expected.goals[0].day)
    assert found.weeks == -(-(expected.goals[0].day - TODAY).days // 7)  # type: ignore[operator] # it has a day
    assert found.carried.hours_saved == 0
    assert sum(number for _, number in titles_by_quarter(found.items)) == len(found.certs)


def test_what_is_held_and_reached_saves_hours_in_the_tracks_that_share_it(shipped: Catalog) -> None:
    found = option(shipped, SRE, TODAY, "platform", 2)
    assert "cka" in found.carried.certs
    assert found.carried.hours_saved > 40
    assert found.hours + found.carried.hours_saved == pytest.approx(option(shipped, FRESH, TODAY, "platform", 2).hours, abs=0.2)
    assert set(dict(found.carried.skills)) & set(found.carried.named)


def test_the_level_reached_in_the_present_track_does_not_count_in_another_one(shipped: Catalog) -> None:
    assert (option(shipped, SRE, TODAY, "sre", 2).stands, option(shipped, SRE, TODAY, "finops", 2).stands) == (1, 0)
    assert "finops-1" in {item.id for item in option(shipped, SRE, TODAY, "finops", 2).items}


def test_a_level_that_is_reached_costs_nothing_and_says_so(shipped: Catalog) -> None:
    found = option(shipped, SRE, TODAY, "sre", 1)
    assert found.reached
    assert cost_sentences(shipped, found) == ("You have reached Site reliability engineering level 1 already.",)


def test_a_signed_check_counts_as_reached_without_a_word_in_the_focus(shipped: Catalog) -> None:
    signed = plan_of('[profile]\nid = "ada"\n', logged("2026-11-01", "signed-off", "finops-1", by="sam"))
    assert level_reached(shipped, Standing(shipped, signed, TODAY), "finops") == 1


def test_no_hours_a_week_give_hours_and_no_day(shipped: Catalog) -> None:
    found = option(shipped, plan_of("[profile]\nhours_per_week = 0"), TODAY, "sre", 1)
    assert found.finish is None
    assert found.weeks == 0
    assert "no day can be given" in cost_sentences(shipped, found)[0]
    assert role_option(shipped, plan_of("[profile]\nhours_per_week = 0"), TODAY, "finops-engineer").weeks == 0


def test_tracks_are_compared_at_the_level_the_plan_aims_for_else_at_working_proficiency(shipped: Catalog) -> None:
    assert (level_to_compare(SRE), level_to_compare(FRESH)) == (2, 2)
    assert level_to_compare(plan_of('[focus]\nprimary = "sre"\nfrom = 2')) == 3


def test_a_role_takes_fewer_hours_for_whoever_has_something_of_it(shipped: Catalog) -> None:
    fresh, mine = (role_option(shipped, plan, TODAY, "site-reliability-engineer") for plan in (FRESH, SRE))
    assert mine.gap.hours < fresh.gap.hours
    assert mine.weeks == round(mine.gap.hours / 8)


def test_the_page_of_every_track_answers_the_four_questions_first(shipped: Catalog) -> None:
    for track in shipped.tracks.values():
        found = option(shipped, SRE, TODAY, track.id, 2)
        short, *rest = track_page(shipped, track, found)
        assert [point.label for point in short.points if not point.text] == [PROGRESS, PROJECTS, CERTS, SUCCESS]
        assert [section.title for section in rest[:4]] == [f"In full: {question}" for question in (PROGRESS, PROJECTS, CERTS, SUCCESS)]
        told = " ".join(f"{point.label} {point.text}" for section in rest for point in section.points)
        assert all(item.name in told for item in found.projects)
        assert all(shipped.name(cert) in told for cert in track.stack_certs())
        assert all(question in told for question in track.transfer_questions)
        assert all(pain.text in told for pain in track.pain_points)
