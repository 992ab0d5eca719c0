"""Reading plans: what cannot be parsed stops, what is wrong is told and set aside."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import TODAY, logged, plan_of
from tracktui.catalog.model import Catalog
from tracktui.plan.against import check_against
from tracktui.plan.read import read_plan
from tracktui.problems import UserError

WHOLE = 'format = 1\n[profile]\nid = "ada"\nhours_per_week = 8\n[focus]\nprimary = "sre"\n[[held]]\ncert = "aws-saa"\nearned = "2025-06"\n' + logged(
    "2026-11-01", "worked", "cka", hours=2
)


def test_a_plan_is_read_with_everything_in_it() -> None:
    plan = read_plan(WHOLE.encode())
    assert (plan.profile.hours_per_week, plan.focus.primary, plan.held[0].earned) == (8, "sre", "2025-06")
    assert plan.journal[0].hours == 2
    assert plan.problems == ()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"x = 1\n", "not a plan"),
        (b"format = 1\n", "not a plan"),
        (b"format = 1\n[profile]\nid = \n", "value"),
        (b"format = 1\n<<<<<<< HEAD\n[profile]\n", "conflict"),
        (b"\xff\xfe", "UTF-16"),
        (b"format = 1\n[profile]\nid = '\xff'\n", "UTF-8"),
    ],
)
def test_what_is_no_plan_is_refused_with_a_reason_and_a_hint(data: bytes, words: str) -> None:
    with pytest.raises(UserError) as caught:
        read_plan(data, "plan.toml")
    assert words in caught.value.problems[0].message
    assert caught.value.problems[0].hint


def test_content_faults_are_collected_with_line_and_column_and_the_rest_is_read() -> None:
    text = 'format = 1\n[profile]\nhours_per_week = "eight"\nnaem = "Ada"\n[focus]\nprimary = "sre"\nlevel = 9\n'
    plan = read_plan(text.encode(), "plan.toml")
    assert [(problem.line, problem.col, problem.severity) for problem in sorted(plan.problems)] == [(3, 1, "error"), (4, 1, "warning"), (7, 1, "error")]
    assert "did you mean 'name'" in next(problem.hint for problem in plan.problems if problem.line == 4)
    assert {problem.line: problem.hint for problem in plan.problems if problem.severity == "error"} == {
        3: "write a number from 0 to 168",
        7: "write a whole number from 1 to 4",
    }
    assert plan.focus.primary == "sre"
    assert plan.profile.hours_per_week == 6


@pytest.mark.parametrize("earned", ["2026-02-30", "2025-02-29", "2025-04-31", "2025-13", "0000-01", "0000"])
def test_a_day_that_is_not_in_the_calendar_is_told_and_counts_as_unknown(earned: str) -> None:
    plan = read_plan(f'format = 1\n[profile]\n[[held]]\ncert = "cka"\nearned = "{earned}"\n'.encode(), "plan.toml")
    assert [(problem.line, "2027-01-31" in problem.hint) for problem in plan.problems] == [(5, True)]
    assert [held.earned for held in plan.held] == [None]


def test_a_leap_day_is_a_day() -> None:
    plan = read_plan(b'format = 1\n[profile]\n[[held]]\ncert = "cka"\nearned = "2024-02-29"\n')
    assert (plan.problems, plan.held[0].earned) == ((), "2024-02-29")


def test_one_bad_entry_is_set_aside_and_the_others_count() -> None:
    plan = plan_of(
        "", logged("2026-11-01", "worked", "cka", hours=2), '[[journal]]\nat = 2026-11-02T10:00:00Z\nevent = "worked"\nitem = "cka"\nhours = "two"\n'
    )
    assert [entry.hours for entry in plan.journal] == [2]
    assert "hours" in plan.problems[0].message


def test_a_day_with_an_hour_counts_as_its_day() -> None:
    plan = plan_of("", '[[journal]]\nat = 2026-11-02T10:00:00Z\nevent = "booked"\nitem = "cka"\nexam_on = 2026-12-01T09:30:00\n')
    assert (plan.problems, plan.journal[0].data["exam_on"]) == ((), date(2026, 12, 1))


@pytest.mark.parametrize(
    "value", ["5", '{ finish = "x" }', "{ finish = 2026-12-01T10:00:00 }", "{ items = 5 }", '{ items = [["cka", 1, 2]] }', "{ items = [[]] }"]
)
def test_a_review_with_a_baseline_of_another_form_is_set_aside(value: str) -> None:
    plan = plan_of("", f'[[journal]]\nat = 2026-11-02T10:00:00Z\nevent = "reviewed"\nbaseline = {value}\n')
    assert (plan.journal, "finish = DAY" in plan.problems[0].message) == ((), True)


def test_an_unknown_event_is_kept_and_told_but_is_no_error() -> None:
    plan = plan_of("", '[[journal]]\nat = 2026-11-02T10:00:00Z\nevent = "wroked"\nitem = "cka"\n')
    assert plan.journal[0].event == "wroked"
    assert (plan.problems[0].severity, "did you mean 'worked'" in plan.problems[0].hint) == ("info", True)


def test_unknown_ids_and_days_after_today_are_told_against_the_catalog(shipped: Catalog) -> None:
    text = 'format = 1\n[profile]\n[focus]\nprimary = "srre"\n[[held]]\ncert = "awssaa"\n' + logged("2026-11-30", "worked", "cka")
    plan = read_plan(text.encode(), "plan.toml")
    found = check_against(plan, shipped, TODAY, text)
    assert [(problem.line, problem.hint) for problem in found if problem.code == "plan-unknown-id"] == [
        (4, "did you mean 'sre'?"),
        (6, "did you mean 'aws-saa'?"),
    ]
    assert [problem.line for problem in found if problem.code == "plan-future"] == [8]


def test_a_focus_or_estate_that_cannot_be_meant_is_doubted(shipped: Catalog) -> None:
    text = 'format = 1\n[profile]\nestate = { aws = 0.5, microsoft = 0.3, on-prem = 0.2 }\n[focus]\nprimary = "sre"\nsecondary = "sre"\nalso = ["zz"]\n'
    found = check_against(read_plan(text.encode(), "plan.toml"), shipped, TODAY, text)
    assert [(problem.line, problem.severity, problem.hint) for problem in found] == [
        (6, "warning", "name another secondary track, or remove it"),
        (7, "error", "tracks: cloud-security, finops, mlops, platform, sre"),
        (3, "warning", "did you mean 'azure'?"),
    ]


def test_an_entry_that_stands_twice_is_told_at_the_second_one(shipped: Catalog) -> None:
    twice = logged("2026-11-01", "worked", "cka", hours=2)
    text = f"format = 1\n[profile]\n{twice}{twice}"
    found = check_against(read_plan(text.encode(), "plan.toml"), shipped, TODAY, text)
    assert [(problem.severity, problem.line > 4 + twice.count("\n"), "stands twice" in problem.message) for problem in found] == [("warning", True, True)]


def test_own_items_must_say_that_they_are_own() -> None:
    plan = plan_of('[[own.project]]\nid = "alerts"\nname = "x"\n[[own.project]]\nid = "my-alerts"\nname = "x"\n')
    assert [item.id for item in plan.own] == ["my-alerts"]
    assert plan.problems[0].hint == "write my-alerts"


def test_effects_follow_the_day_not_the_place_in_the_file() -> None:
    plan = plan_of("", logged("2026-11-03", "noted", note="b"), logged("2026-11-01", "noted", note="a"))
    assert [entry.note for entry in plan.in_effect()] == ["a", "b"]


def test_a_voided_entry_has_no_effect() -> None:
    first = plan_of("", logged("2026-11-01", "worked", "cka", hours=2))
    second = plan_of("", logged("2026-11-01", "worked", "cka", hours=2), logged("2026-11-02", "voided", voids=first.journal[0].id))
    assert second.in_effect() == ()


def test_every_prefix_of_a_plan_is_read_or_refused_with_a_user_error() -> None:
    data = WHOLE.encode()
    for end in range(len(data)):
        with contextlib.suppress(UserError):
            read_plan(data[:end])


@given(st.binary(max_size=60), st.integers(0, len(WHOLE)))
def test_a_mutated_plan_is_read_or_refused_with_a_user_error(junk: bytes, at: int) -> None:
    data = WHOLE.encode()
    try:
        plan = read_plan(data[:at] + junk + data[at + len(junk) :])
    except UserError:
        return
    assert plan.profile.start is None or isinstance(plan.profile.start, date)
