"""The figures of one person, each with a case one can check by hand; the table agrees with the docs and the catalog."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from people import HEAD, logged, person, with_policy
from tracktui.catalog.model import Catalog
from tracktui.review import growth, kpis, money
from tracktui.review.figures import FIGURES, readings
from tracktui.review.onboarding import onboarding_goals
from tracktui.review.person import Person

DOC = Path(__file__).parents[2] / "docs" / "figures.md"
MET = (logged("2026-04-01", "agreed", "noise", baseline=100), logged("2026-05-20", "observed", "noise", actual=50))


def test_wins_count_in_the_quarter_they_were_observed_and_quarters_without_one_show() -> None:
    late = logged("2026-09-01", "reused", "noise", by_whom="payments", output="template")
    found = person(*MET, late)
    assert growth.wins_per_quarter(found) == (("2026 Q1", 0), ("2026 Q2", 1), ("2026 Q3", 0), ("2026 Q4", 0))
    assert growth.days_to_first_win(found) == (date(2026, 5, 20) - date(2026, 3, 2)).days


def test_spans_end_with_the_calendar() -> None:
    last = person(logged("9999-12-01", "paused", until=date.max), head=HEAD.replace("2026-03-02", "9999-07-01"), today=date.max)
    assert growth.wins_per_quarter(last) == (("9999 Q3", 0), ("9999 Q4", 0))
    assert last.paused_days(date(9999, 12, 30), date.max) == 2


def test_what_missed_its_target_or_was_accepted_is_no_win() -> None:
    missed = (logged("2026-04-01", "observed", "noise", baseline=100, actual=90),)
    assert person(*missed).wins == ()
    assert person(*missed, logged("2026-04-02", "accepted", "noise", by="sam")).wins == ()
    assert growth.days_to_first_win(person(*missed)) is None


def test_days_to_the_first_win_leave_a_pause_out() -> None:
    pause = logged("2026-04-01", "paused", until=date(2026, 4, 30))
    days = growth.days_to_first_win(person(*MET, pause))
    assert days == (date(2026, 5, 20) - date(2026, 3, 2)).days - 30


def test_reuse_counts_uses_by_output_and_names_who() -> None:
    uses = [logged(f"2026-0{month}-01", "reused", "noise", by_whom=who, output="template") for month, who in ((6, "payments"), (7, "search"), (8, "search"))]
    assert growth.reuses(person(*uses)) == (("template", 3, ("payments", "search")),)


def test_hours_and_days_since_the_last_entry_are_the_engineers_own_and_leave_pauses_out() -> None:
    blocks = (
        logged("2026-11-01", "worked", "cka", hours=5),
        logged("2026-11-03", "worked", "cka", hours=1.5),
        logged("2026-11-20", "commented", by="sam", entry="x"),
    )
    assert growth.hours_logged(person(*blocks), date(2026, 11, 2)) == 1.5
    assert growth.days_since_last_entry(person(*blocks)) == 20
    assert growth.days_since_last_entry(person()) is None
    pause = logged("2026-11-03", "paused", until=date(2026, 11, 12))
    assert growth.days_since_last_entry(person(*blocks, pause)) == 11


def test_learning_completion_is_finished_among_begun_without_what_was_skipped() -> None:
    blocks = (
        *MET,
        logged("2026-06-01", "started", "cka"),
        logged("2026-06-01", "started", "cks"),
        logged("2026-06-02", "skipped", "cks"),
        logged("2026-06-01", "waived", "drills"),
    )
    found = growth.learning_completion(person(*blocks))
    assert (found.finished, found.begun, found.percent) == (1, 2, 50.0)
    assert growth.learning_completion(person()).percent is None


def test_growth_velocity_counts_levels_gained_over_half_a_year_per_quarter() -> None:
    assessed = [logged("2026-08-01", "assessed", "alerting", level=3, by="sam"), logged("2026-08-01", "assessed", "budgets", level=1, by="sam")]
    assert growth.growth_velocity(person(*assessed)) == 2.0
    assert growth.growth_velocity(person(*assessed, head=HEAD.replace("2026-03-02", "2026-10-01"))) is None
    before = logged("2026-03-10", "assessed", "alerting", level=3, by="sam")
    assert growth.growth_velocity(person(before)) == 0.0


def test_a_plateau_is_half_a_year_without_a_step_and_never_while_paused_or_done() -> None:
    step = logged("2026-05-10", "passed", "cka")
    found = person(step)
    assert (growth.weeks_without_step(found), growth.plateau(found)) == (28, True)
    pause = logged("2026-09-01", "paused", until=date(2026, 10, 31))
    assert not growth.plateau(person(step, pause))
    assert not growth.plateau(person(step, logged("2026-11-01", "paused", until=date(2026, 12, 31))))
    assert not growth.plateau(person(step, head=HEAD.replace("[focus]\nprimary", "[focus]\n# primary")))


def test_items_finished_are_those_done_in_the_span() -> None:
    blocks = (*MET, logged("2026-03-15", "passed", "cka"), logged("2026-10-01", "waived", "cks"))
    assert growth.items_finished(person(*blocks), date(2026, 4, 1)) == ("noise",)


# -- money ------------------------------------------------------------------------------------------------------------


def year(found: Person) -> money.BudgetYear:
    (this,) = [row for row in money.budget_years(found) if row.first.year == 2026]
    return this


BOOKED = logged("2026-05-01", "booked", "cka", exam_on=date(2026, 6, 1), price_usd=395)


def test_a_booking_is_committed_until_it_is_sat_then_spent_and_never_counted_twice() -> None:
    assert (year(person(BOOKED)).committed, year(person(BOOKED)).spent) == (395, 0)
    sat = year(person(BOOKED, logged("2026-06-01", "passed", "cka", price_usd=395)))
    assert (sat.committed, sat.spent) == (0, 395)
    again = year(person(BOOKED, logged("2026-06-01", "failed", "cka"), logged("2026-07-01", "booked", "cka", exam_on=date(2026, 12, 1), price_usd=100)))
    assert (again.committed, again.spent) == (100, 395)


def test_planned_money_falls_two_weeks_before_the_exam_and_the_list_price_counts_where_none_is_given() -> None:
    years = money.budget_years(person())
    assert sum(row.planned for row in years) == 445
    unpriced = year(person(logged("2026-05-01", "booked", "cka", exam_on=date(2026, 12, 1))))
    assert unpriced.committed == 445


PASSED = (BOOKED, logged("2026-06-01", "passed", "cka"))


@pytest.mark.parametrize(
    ("policy", "blocks", "claimable"),
    [
        ('reimburse_on = "passed"', PASSED, 395),
        ('reimburse_on = "delivered"', PASSED, 0),
        ('reimburse_on = "delivered"', (*PASSED, logged("2026-07-01", "delivered", "noise")), 395),
        ('reimburse_on = "observed"', (*PASSED, logged("2026-07-01", "delivered", "noise")), 0),
        ('reimburse_on = "observed"', (*PASSED, logged("2026-07-01", "observed", "noise", baseline=100, actual=50)), 395),
        ('reimburse_on = "observed"', (*PASSED, logged("2026-07-01", "observed", "noise", baseline=100, actual=90)), 0),
        ('funded = "listed"', PASSED, 0),
        ('funded = "listed"\npreferred = [{ track = "sre", certs = ["cka"] }]', PASSED, 395),
        ("", (BOOKED, logged("2026-06-01", "failed", "cka")), 0),
        ("", (*PASSED, logged("2026-07-01", "reimbursed", "cka", usd=300)), 95),
        ("", (*PASSED, logged("2026-07-01", "reimbursed", "cka")), 0),
    ],
)
def test_the_rubric_says_what_may_be_claimed_and_when(policy: str, blocks: tuple[str, ...], claimable: float) -> None:
    found = person(*blocks, catalog=with_policy(policy))
    assert year(found).claimable == claimable
    told = [problem for problem in found.roadmap.problems if problem.code == "claimable"]
    assert len(told) == (claimable > 0)
    assert all(f"${claimable:g} for " in problem.message for problem in told)


def test_without_a_policy_nothing_is_said_about_claims() -> None:
    assert year(person(*PASSED)).claimable is None
    assert "no policy" in readings(person(*PASSED), ["claimable"], date(2026, 1, 1))[0].text


# -- KPIs, onboarding -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "trend"), [([60, 50, 40], "better"), ([40, 50, 60], "worse"), ([50, 51, 50], "steady"), ([50], "unknown"), ([60, 50, 500, 40, 35, 30], "better")]
)
def test_a_kpis_trend_follows_its_direction_and_one_odd_month_does_not_turn_it(values: list[float], trend: str) -> None:
    blocks = [logged(f"2026-{month:02}-01", "reading", "mttr", value=value) for month, value in enumerate(values, 4)]
    (row,) = kpis.kpi_trends(person(*blocks))
    assert (row.trend, row.readings[-1][1]) == (trend, values[-1])


def test_a_followed_kpi_without_reading_shows_and_onboarding_goals_are_met_due_open_or_to_talk_about() -> None:
    head = HEAD.replace("[focus]", 'role = "engineer"\n[focus]\nonboarding = 2026-09-15') + '[choices]\nkpis = ["mttr"]\n'
    found = person(logged("2026-10-01", "assessed", "alerting", level=1, by="sam"), head=head)
    assert [(row.id, row.trend) for row in kpis.kpi_trends(found)] == [("mttr", "unknown")]
    goals = onboarding_goals(found)
    assert [(goal.check, goal.state) for goal in goals] == [("engineer@30", "met"), ("engineer@60", "talk"), ("engineer@90", "open")]
    assert goals[2].missing == ("Noise",)
    later = person(head=head, today=date(2026, 12, 31))
    assert [goal.state for goal in onboarding_goals(later)] == ["due", "talk", "due"]


# -- the table --------------------------------------------------------------------------------------------------------


def test_every_figure_can_be_read_of_somebody_new_and_of_somebody_busy() -> None:
    for found in (person(head="[profile]\n"), person(*MET, *PASSED)):
        for reading in readings(found, FIGURES, found.since):
            assert reading.text
            assert reading.name


def test_every_figure_stands_in_the_docs_in_the_same_words_and_the_shipped_reviews_ask_only_for_known_ones(shipped: Catalog) -> None:
    text = DOC.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^## (.+) \(`(\w+)`\)$", text, re.MULTILINE))
    assert {name: figure.id for figure in FIGURES.values() for name in [figure.name]} == rows
    for figure in FIGURES.values():
        assert figure.explains in text
        assert figure.unit in text
    asked = {figure for review in shipped.reviews.values() for figure in review.figures}
    assert asked <= FIGURES.keys()
