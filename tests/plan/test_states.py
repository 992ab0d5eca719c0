"""States, validity and skill levels, derived from journal and day."""

from __future__ import annotations

from datetime import date

import pytest

from making import TODAY, catalog_of, logged, plan_of
from tracktui.plan.model import ItemState
from tracktui.plan.states import Standing

CATALOG = catalog_of(
    """
[[cert]]
id = "cka"
name = "CKA"
hours = [40, 60]
price_usd = 445
valid_months = 24
retakes_included = 1
retake_wait_days = 3
renewals = [{ how = "exam", cert = "cks", since = 2026-06-18, lapsed = true, adds = "its-expiry" }]
[[cert]]
id = "cks"
name = "CKS"
hours = [80, 98]
valid_months = 24
requires = ["cka"]
[[cert]]
id = "old"
name = "Old"
retires_on = 2026-01-01
[[cert]]
id = "for-life"
name = "For life"
valid_months = 0
equivalent = ["old"]
[[cert]]
id = "two"
name = "Two sittings"
exams = [{ code = "T1" }, { code = "T2" }]
[[project]]
id = "noise"
name = "Noise"
proves = ["cka"]
requires = ["cka"]
observe_weeks = 4
metric = { name = "pages", unit = "pages", direction = "down", target = -40, target_is = "percent" }
develops = [{ skill = "alerting", level = 3 }]
[[check]]
id = "sre-1"
name = "SRE 1"
tracks = ["sre"]
level = 1
requires = [{ skill = "alerting", level = 1 }]
[[check]]
id = "sre-4"
name = "SRE 4"
tracks = ["sre"]
level = 4
[[scenario]]
id = "drill"
name = "Drill"
pass = 60
[[skill]]
id = "alerting"
name = "Alerting"
fresh_months = 12
[[track]]
id = "sre"
name = "SRE"
"""
)


def standing(*blocks: str, head: str = "", today: date = TODAY) -> Standing:
    return Standing(CATALOG, plan_of(head, *blocks), today)


def state(item: str, *blocks: str, head: str = "", today: date = TODAY) -> ItemState:
    return standing(*blocks, head=head, today=today).state(item)


@pytest.mark.parametrize(
    ("item", "blocks", "expected"),
    [
        ("cka", [], "ready"),
        ("cks", [], "locked"),
        ("cks", [logged("2026-10-01", "passed", "cka")], "ready"),
        ("cka", [logged("2026-10-01", "worked", "cka", hours=2)], "in-progress"),
        ("cka", [logged("2026-10-01", "booked", "cka", exam_on=date(2026, 12, 1))], "booked"),
        ("cka", [logged("2026-10-01", "passed", "cka")], "earned"),
        ("cka", [logged("2026-10-01", "passed", "cka"), logged("2026-10-02", "observed", "noise", baseline=100, actual=50)], "proven"),
        ("cks", [logged("2026-10-01", "passed", "cks")], "proven"),
        ("cka", [logged("2026-10-01", "booked", "cka"), logged("2026-10-02", "failed", "cka")], "in-progress"),
        ("cka", [logged("2026-10-01", "skipped", "cka", why="no")], "skipped"),
        ("cka", [logged("2026-10-01", "skipped", "cka"), logged("2026-10-02", "started", "cka")], "in-progress"),
        ("cka", [logged("2026-10-01", "waived", "cka", why="ten years of it")], "waived"),
        ("old", [], "gone"),
        ("two", [logged("2026-10-01", "passed", "two", exam="T1")], "ready"),
        ("two", [logged("2026-10-01", "passed", "two", exam="T1"), logged("2026-10-02", "passed", "two", exam="T2")], "proven"),
        ("noise", [], "locked"),
        ("noise", [logged("2026-10-01", "agreed", "noise", baseline=100)], "agreed"),
        ("noise", [logged("2026-10-01", "delivered", "noise")], "observing"),
        ("noise", [logged("2026-10-01", "observed", "noise", baseline=100, actual=70)], "not-met"),
        ("noise", [logged("2026-10-01", "agreed", "noise", baseline=100), logged("2026-10-02", "observed", "noise", actual=60)], "met"),
        ("noise", [logged("2026-10-01", "observed", "noise", baseline=100, actual=70), logged("2026-10-02", "accepted", "noise")], "met"),
        ("noise", [logged("2026-10-01", "observed", "noise", actual=60)], "observing"),
        ("sre-1", [logged("2026-10-01", "claimed", "sre-1")], "claimed"),
        ("sre-1", [logged("2026-10-01", "signed-off", "sre-1")], "signed-off"),
        ("sre-1", [logged("2026-10-01", "sent-back", "sre-1", why="thin")], "sent-back"),
        ("sre-4", [logged("2026-10-01", "signed-off", "sre-4")], "claimed"),
        ("sre-4", [logged("2026-10-01", "signed-off", "sre-4", by="sam")], "signed-off"),
        ("drill", [logged("2026-10-01", "drilled", "drill", score=50)], "ready"),
        ("drill", [logged("2026-10-01", "drilled", "drill", score=75)], "done"),
    ],
)
def test_each_state_follows_from_the_journal(item: str, blocks: list[str], expected: str) -> None:
    assert state(item, *blocks).state == expected


@pytest.mark.parametrize("target", ['"much lower"', "true", "[1]"])
def test_a_target_that_is_no_figure_leaves_a_project_observing_and_is_said(target: str) -> None:
    agreed = f'[[journal]]\nat = 2026-10-01T10:00:00Z\nevent = "agreed"\nitem = "noise"\nbaseline = 100\ntarget = {target}\n'
    found = state("noise", agreed, logged("2026-10-02", "observed", "noise", actual=60))
    assert (found.state, found.flags) == ("observing", ("the target that was agreed is no figure: agree on one again",))


@pytest.mark.parametrize("first", ["cka", "noise"])
def test_a_project_is_ready_once_its_cert_is_passed_whichever_is_asked_first(first: str) -> None:
    found = standing(logged("2026-10-01", "passed", "cka"))
    found.state(first)
    assert (found.state("cka").state, found.state("noise").state) == ("earned", "ready")


def test_nothing_that_happens_after_today_counts() -> None:
    assert state("cka", logged("2026-12-24", "passed", "cka")).state == "ready"


@pytest.mark.parametrize(("day", "validity"), [("2026-11-23", "active"), ("2028-07-10", "expiring"), ("2028-10-01", "expiring"), ("2028-10-02", "expired")])
def test_validity_runs_from_the_pass(day: str, validity: str) -> None:
    assert state("cka", logged("2026-10-01", "passed", "cka"), today=date.fromisoformat(day)).validity == validity


def test_a_month_counts_from_its_last_day_for_expiry_and_an_unknown_day_is_unknown() -> None:
    found = state("cka", head='[profile]\n[[held]]\ncert = "cka"\nearned = "2025-06"\n')
    assert (found.earned, found.expires) == (date(2025, 6, 1), date(2027, 6, 30))
    unknown = standing(head='[profile]\n[[held]]\ncert = "cka"\n')
    assert unknown.state("cka").validity == "unknown"
    assert unknown.active("cka")


def test_an_expired_credential_is_done_but_not_active() -> None:
    found = standing(head='[profile]\n[[held]]\ncert = "cka"\nearned = "2022-06"\n')
    assert found.done("cka")
    assert not found.active("cka")


def test_passing_a_higher_exam_revives_a_lapsed_credential_where_the_issuer_says_so() -> None:
    found = state("cka", logged("2026-10-01", "passed", "cks"), head='[profile]\n[[held]]\ncert = "cka"\nearned = "2022-06"\n')
    assert (found.validity, found.expires) == ("active", date(2028, 10, 1))


def test_a_lifetime_credential_and_an_equivalent_count() -> None:
    found = standing(head='[profile]\n[[held]]\ncert = "old"\n')
    assert found.done("for-life")
    assert state("for-life", logged("2020-10-01", "passed", "for-life")).validity == "lifetime"


def test_after_a_failed_exam_a_part_of_the_hours_remains_and_the_wait_is_kept() -> None:
    found = state("cka", logged("2026-11-20", "failed", "cka"), logged("2026-11-22", "worked", "cka", hours=5))
    assert (found.hours_left, found.not_before, found.attempts) == (10.0, date(2026, 11, 23), 1)


def test_done_before_its_prerequisite_is_kept_and_flagged() -> None:
    assert "done before its prerequisite" in state("cks", logged("2026-10-01", "passed", "cks")).flags


def test_checks_and_skills_up_to_where_somebody_stands_are_assumed_until_sent_back() -> None:
    head = '[profile]\n[focus]\nprimary = "sre"\nfrom = 1\n'
    found = standing(head=head)
    assert (found.state("sre-1").state, found.done("sre-1"), found.level("alerting")) == ("assumed", True, 1)
    assert standing(logged("2026-10-01", "sent-back", "sre-1"), head=head).state("sre-1").state == "sent-back"


@pytest.mark.parametrize(
    ("blocks", "level"),
    [
        ([], 0),
        ([logged("2026-10-01", "claimed", "alerting", level=3)], 1),
        ([logged("2026-10-01", "assessed", "alerting", level=3, by="sam")], 3),
        ([logged("2025-10-01", "assessed", "alerting", level=3, by="sam")], 2),
        ([logged("2026-10-01", "observed", "noise", baseline=100, actual=50)], 3),
        ([logged("2026-10-01", "observed", "noise", baseline=100, actual=50), logged("2026-10-09", "assessed", "alerting", level=2, by="sam")], 2),
    ],
)
def test_a_skill_stands_at_the_lowest_of_claim_cap_and_freshness(blocks: list[str], level: int) -> None:
    assert standing(*blocks).level("alerting") == level
