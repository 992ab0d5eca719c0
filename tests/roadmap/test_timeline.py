"""A roadmap on the calendar, and the scale it is drawn to."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from making import TODAY, catalog_of, logged, plan_of
from tracktui.demo import demo_workspace
from tracktui.roadmap.build import roadmap
from tracktui.roadmap.views.scale import ZOOMS, Scale, fitting
from tracktui.roadmap.views.timeline import Timeline, booked_day, in_progress, timeline

CATALOG = """
[[track]]
id = "t"
name = "T"
[[cert]]
id = "c"
name = "C"
hours = [20, 20]
price_usd = 100
valid_months = 24
retires_on = 2027-06-30
renewals = [{ how = "assessment", opens_days = 180, adds_months = 12, adds = "to-expiry", hours = [1, 3], price_usd = 0 }]
[[project]]
id = "p"
name = "P"
proves = ["c"]
requires = ["c"]
hours = [10, 10]
observe_weeks = 4
[[check]]
id = "t-1"
name = "T 1"
tracks = ["t"]
level = 1
requires = ["c", "p"]
[[review]]
id = "review-90"
day = 90
name = "90 days"
[[review]]
id = "review-365"
day = 365
name = "365 days"
"""
HEAD = "[profile]\nhours_per_week = 2\nbudget_usd_per_year = 500\nstart = 2026-11-23\n[focus]\nprimary = 't'\nlevel = 1\n"


def made(*blocks: str, head: str = HEAD, more: str = "") -> Timeline:
    catalog, plan = catalog_of(CATALOG + more), plan_of(head, *blocks)
    return timeline(catalog, plan, roadmap(catalog, plan, TODAY))


def test_a_project_is_worked_then_observed() -> None:
    bar = next(bar for bar in made().bars if bar.id == "p")
    assert bar.end is not None
    assert bar.until is not None
    assert (bar.until - bar.end) == timedelta(weeks=4)


def test_an_exam_has_its_day_and_its_last_day() -> None:
    bar = next(bar for bar in made().bars if bar.id == "c")
    assert [(mark.sign, mark.day) for mark in bar.marks] == [("exam", bar.end), ("last-day", date(2027, 6, 30))]


def test_a_booked_exam_stands_on_its_day_until_it_is_sat() -> None:
    block = logged("2026-11-20", "booked", "c", exam_on=date(2027, 1, 15))
    bar = next(bar for bar in made(block).bars if bar.id == "c")
    assert ("booked", date(2027, 1, 15)) in [(mark.sign, mark.day) for mark in bar.marks]
    assert booked_day(plan_of(HEAD, block, logged("2026-11-21", "failed", "c")), "c") is None


def test_what_is_held_runs_to_its_expiry_with_its_renewal_window() -> None:
    bar = next(bar for bar in made(head=HEAD + "[[held]]\ncert = 'c'\nearned = '2026-01-10'\n").bars if bar.kind == "held")
    assert (bar.start, bar.end) == (date(2026, 1, 10), date(2028, 1, 10))
    assert {mark.sign: mark.day for mark in bar.marks} == {"expiry": date(2028, 1, 10), "window": date(2027, 7, 14)}


def test_reviews_goals_and_budget_years_are_days_of_the_plan() -> None:
    found = made()
    assert {mark.sign for mark in found.marks} >= {"review", "goal", "budget-year"}
    assert next(mark.day for mark in found.marks if mark.sign == "review") == date(2027, 2, 21)


def test_budget_years_begin_when_the_policy_says_and_reviews_count_from_the_first_entry() -> None:
    policy = '[[policy]]\nid = "acme"\nbudget_usd_per_year = 900\nbudget_year_starts = "04-01"\n'
    head = HEAD.replace("budget_usd_per_year = 500\n", "").replace("start = 2026-11-23\n", "")
    found = made(logged("2026-10-01", "worked", "c", hours=1), head=head, more=policy)
    assert [mark.day for mark in found.marks if mark.sign == "budget-year"] == [date(2027, 4, 1)]
    assert next(mark.day for mark in found.marks if mark.sign == "review") == date(2026, 12, 30)
    assert not [mark for mark in made(head=head).marks if mark.sign == "budget-year"]


def test_the_last_review_s_days_stay_visible_where_they_differ() -> None:
    block = logged("2026-11-20", "reviewed", kind="1:1", baseline={"finish": date(2027, 1, 1), "items": [["c", TODAY, date(2026, 12, 1)]]})
    bar = next(bar for bar in made(block).bars if bar.id == "c")
    assert ("baseline", date(2026, 12, 1)) in [(mark.sign, mark.day) for mark in bar.marks]


def test_work_in_progress_is_counted_by_day() -> None:
    found = made()
    cert = next(bar for bar in found.bars if bar.id == "c")
    assert in_progress(found, cert.start) == 1
    assert in_progress(found, cert.start - timedelta(days=1)) == 0


def test_a_plan_without_a_goal_has_an_empty_calendar() -> None:
    found = made(head="[profile]\n")
    assert found.bars == ()
    assert (found.first, found.last) == (TODAY, TODAY)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(ZOOMS), st.integers(8, 200), st.integers(0, 4000))
def test_a_day_lies_in_the_column_that_begins_on_or_before_it(left: date, days: int, columns: int, ahead: int) -> None:
    scale = Scale(left, days, columns)
    day = left + timedelta(days=ahead)
    column = scale.column(day)
    assert scale.first_day(column) <= day < scale.first_day(column + 1)
    assert all(len(line) <= columns for line in scale.labels())


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 3000), st.integers(40, 200))
def test_the_fitting_zoom_is_the_closest_that_shows_everything(first: date, span: int, columns: int) -> None:
    last = first + timedelta(days=span)
    days = fitting(first, last, columns)
    assert Scale(first, days, columns).column(last) < columns
    closer = [zoom for zoom in ZOOMS if zoom < days]
    assert not closer or Scale(first, closer[-1], columns).column(last) >= columns


def test_every_bar_of_the_demo_lies_inside_its_calendar() -> None:
    workspace = demo_workspace(TODAY)
    found = timeline(workspace.catalog, workspace.plan, workspace.roadmap)
    assert found.bars
    assert all(found.first <= bar.start and (bar.until or bar.end or bar.start) <= found.last for bar in found.bars if bar.kind == "work")
