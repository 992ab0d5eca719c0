"""Order and dates from hours a week."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import plan_of
from tracktui.catalog.model import Catalog
from tracktui.plan.against import check_against
from tracktui.roadmap.build import roadmap
from tracktui.roadmap.dates.capacity import Pool
from tracktui.roadmap.dates.jobs import Job
from tracktui.roadmap.dates.schedule import schedule

MONDAY = date(2026, 11, 23)


def test_hours_of_a_week_are_spread_over_its_days() -> None:
    pool = Pool(MONDAY, 7)
    assert [pool.day_of(hour) for hour in (0.5, 1, 1.5, 7, 7.5)] == [MONDAY + timedelta(days=days) for days in (0, 0, 1, 6, 7)]


def test_what_this_week_has_taken_is_gone() -> None:
    pool = Pool(MONDAY + timedelta(days=3), 7, used_this_week=5)
    assert pool.day_of(2) == MONDAY + timedelta(days=6)
    assert pool.day_of(2.1) == MONDAY + timedelta(days=7)


def test_leave_moves_everything_behind_it() -> None:
    pool = Pool(MONDAY, 7, [(MONDAY + timedelta(days=7), MONDAY + timedelta(days=20), 0)])
    assert pool.day_of(8) == MONDAY + timedelta(days=21)


def test_no_hours_is_never() -> None:
    assert Pool(MONDAY, 0).day_of(1) is None


@given(
    st.floats(0, 40),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30), st.sampled_from([0.0, 3.5, 14.0])), max_size=4),
    st.floats(0.1, 200),
)
def test_a_pool_agrees_with_walking_day_by_day(weekly: float, spans: list[tuple[int, int, float]], hour: float) -> None:
    days = [(MONDAY + timedelta(days=start), MONDAY + timedelta(days=start + length), hours) for start, length, hours in spans]
    pool = Pool(MONDAY, weekly, days)
    worked, day = 0.0, MONDAY
    for _ in range(20_000):
        rate = weekly
        for first, last, hours in days:
            if first <= day <= last:
                rate = hours
        worked += rate / 7
        if worked >= hour - 1e-7:
            found = pool.day_of(hour)
            assert found is not None
            assert abs((found - day).days) <= (0 if abs(worked - hour) > 1e-6 else 400)
            return
        day += timedelta(days=1)


@pytest.mark.parametrize(("head", "what"), [("hours_per_week = 0", "no hours a week:"), ("project_hours_per_week = 0", "no hours a week for projects:")])
def test_a_plan_without_hours_for_something_says_so(shipped: Catalog, head: str, what: str) -> None:
    found = roadmap(shipped, plan_of(f'{head}\n[focus]\nprimary = "sre"\nlevel = 1\n'), MONDAY)
    assert [what in problem.message for problem in found.problems if problem.code == "no-hours"] == [True]
    assert found.goals[0].day is None


def test_weeks_that_end_before_they_begin_change_nothing_and_are_told(shipped: Catalog) -> None:
    plan = plan_of('hours_per_week = 8\n[focus]\nprimary = "sre"\nlevel = 1\n[[calendar]]\nfrom = 2027-01-14\nto = 2027-01-03\n')
    (told,) = check_against(plan, shipped, MONDAY)
    assert (told.severity, told.message) == ("warning", "these weeks end on 2027-01-03, before they begin: they change nothing")


def job(job_id: str, hours: float, *after: str, **values: object) -> Job:
    return Job(job_id, hours, tuple(after), **values)  # type: ignore[arg-type] # values of any key


def run(*jobs: Job, weekly: float = 7) -> list[str]:
    slots = schedule({made.id: made for made in jobs}, Pool(MONDAY, weekly))
    return sorted(slots, key=lambda item: (slots[item].start or date.max, slots[item].finish or date.max))


def test_what_is_in_progress_comes_before_what_is_new() -> None:
    assert run(job("a", 7), job("b", 7, begun=True)) == ["b", "a"]


def test_a_companion_comes_right_behind_its_cert() -> None:
    jobs = [job("cert", 7, rank=(0, 1, 0, 0, 0)), job("other", 7, rank=(0, 1, 0, 0, 0)), job("proof", 7, "cert", rank=(0, 1, 3, 0, 0), companion_of=("cert",))]
    assert run(*jobs) == ["cert", "proof", "other"]


def test_the_secondary_goal_waits_for_the_primary_one() -> None:
    assert run(job("a", 7, rank=(1, 1, 0, 0, 0)), job("b", 7, rank=(0, 4, 6, 0, 0))) == ["b", "a"]


def test_others_are_worked_on_while_an_outcome_is_observed() -> None:
    slots = schedule(
        {made.id: made for made in [job("p", 7, lag_days=28, project=True), job("check", 7, "p"), job("other", 7, rank=(0, 9, 9, 0, 0))]}, Pool(MONDAY, 7)
    )
    assert slots["p"].finish == MONDAY + timedelta(days=6 + 28)
    assert slots["other"].start == MONDAY + timedelta(days=7)
    assert slots["check"].start == slots["p"].finish


def test_a_booked_day_is_kept_and_what_does_not_fit_before_it_is_said() -> None:
    slots = schedule({"x": job("x", 14, exam_on=MONDAY + timedelta(days=6))}, Pool(MONDAY, 7))
    assert (slots["x"].finish, round(slots["x"].short_hours)) == (MONDAY + timedelta(days=6), 7)


def test_two_pools_run_side_by_side() -> None:
    slots = schedule({"a": job("a", 7), "p": job("p", 7, project=True)}, Pool(MONDAY, 7), Pool(MONDAY, 7))
    assert slots["a"].start == slots["p"].start == MONDAY


def test_a_project_with_hours_of_its_own_waits_for_what_it_needs_while_study_goes_on() -> None:
    jobs = [job("cert", 14), job("next", 140, rank=(0, 9, 0, 0, 0)), job("proof", 7, "cert", project=True)]
    slots = schedule({made.id: made for made in jobs}, Pool(MONDAY, 7), Pool(MONDAY, 7))
    assert slots["proof"].start == slots["cert"].finish == MONDAY + timedelta(days=13)
    assert slots["next"].start == MONDAY + timedelta(days=14)


@given(st.data())
def test_no_job_starts_before_what_it_needs_and_the_pool_is_never_overdrawn(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 12))
    jobs = {}
    for number in range(count):
        after = [str(other) for other in range(number) if data.draw(st.booleans())]
        values = {"lag_days": data.draw(st.sampled_from([0, 0, 14])), "project": data.draw(st.booleans())}
        jobs[str(number)] = job(str(number), data.draw(st.floats(0.5, 30)), *after, **values)
    apart = Pool(MONDAY, 7) if data.draw(st.booleans()) else None
    slots = schedule(jobs, Pool(MONDAY, 7), apart)
    for made in jobs.values():
        slot = slots[made.id]
        assert slot.start is not None
        assert slot.finish is not None
        for other in made.after:
            finish = slots[other].finish
            assert finish is not None
            assert slot.start >= finish
    for pool in ({True, False},) if apart is None else ({True}, {False}):
        mine = [made for made in jobs.values() if made.project in pool]
        for until in sorted({end for made in mine if (end := slots[made.id].work_end)}):
            worked = sum(made.hours for made in mine if (slots[made.id].work_end or date.max) <= until)
            assert worked <= ((until - MONDAY).days + 1) + 1e-6
