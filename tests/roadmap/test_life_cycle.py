"""Real certifications through their life: prerequisites that must be valid, last days, renewals, titles, experience."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest

from making import TODAY, catalog_of, logged, plan_of
from tracktui.catalog.entries import Cert
from tracktui.catalog.model import Catalog
from tracktui.problems import UserError
from tracktui.roadmap.build import value_of
from tracktui.roadmap.model import Planned, Roadmap
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.views.upcoming import next_steps
from tracktui.roadmap.why.explain import find_item, why

GOLDEN = ("kcna", "kcsa", "cka", "ckad", "cks", "pca", "ica", "cca", "capa", "cgoa", "cba", "otca", "kca", "cnpa", "cnpe", "lfcs")
START = date(2026, 11, 23)


def planned(catalog: Catalog, hours: float, text: str = "", *, profile: str = "") -> Roadmap:
    return run(catalog, hours, text, profile=profile)[1]


def run(catalog: Catalog, hours: float, text: str = "", *, profile: str = "") -> tuple[Planner, Roadmap]:
    planner = Planner(catalog, plan_of(f"[profile]\nstart = {START.isoformat()}\nhours_per_week = {hours}\n{profile}\n{text}"), START)
    return planner, value_of(planner)


def item(found: Roadmap, item_id: str) -> Planned:
    got = found.get(item_id)
    assert got is not None, [other.id for other in found.items]
    return got


def codes(found: Roadmap) -> set[str]:
    return {problem.code for problem in found.problems}


AZURE = '[choices]\npin = ["az-400"]\n[[held]]\ncert = "az-204"\nearned = 2026-02-01\nexpires = {}\n'


def test_az_400_is_reached_by_an_az_204_that_is_still_valid_on_its_day(shipped: Catalog) -> None:
    found = planned(shipped, 12, AZURE.format("2027-02-01"))
    assert [entry.id for entry in found.items] == ["az-400"]
    assert (item(found, "az-400").finish or date.max) <= date(2027, 2, 1)


def test_at_fewer_hours_az_204_lapses_first_and_az_104_takes_its_place(shipped: Catalog) -> None:
    found = planned(shipped, 8, AZURE.format("2027-02-01"))
    assert [entry.id for entry in found.items] == ["az-104", "az-400"]
    problem = next(problem for problem in found.problems if problem.code == "set-aside")
    assert problem.hint == "it needs 10 h a week from now to bring it back"
    assert [entry.id for entry in planned(shipped, 10, AZURE.format("2027-02-01")).items] == ["az-400"]
    assert [entry.id for entry in planned(shipped, 9, AZURE.format("2027-02-01")).items] != ["az-400"]


def test_what_was_set_aside_stands_in_the_choices_with_its_reason_and_is_told_by_both_items(shipped: Catalog) -> None:
    planner, found = run(shipped, 8, AZURE.format("2027-02-01"))
    choice = next(choice for choice in found.choices if choice.asked_by == "az-400")
    assert (choice.taken, [lost.id for lost in choice.lost]) == (("az-104",), ["az-204"])
    assert choice.lost[0].reason.startswith("it lapses on 1 Feb 2027, before ")
    asking, taken = (" ".join(why(planner, found, item(found, one))) for one in ("az-400", "az-104"))
    assert "it needs 10 h a week from now to bring it back" in asking
    assert "It is awarded only with AZ-104." in asking
    assert "AZ-204 (it lapses on 1 Feb 2027" in taken
    assert "It unlocks AZ-400 and 1 item in all." in taken


def test_an_expired_az_204_serves_nobody(shipped: Catalog) -> None:
    found = planned(shipped, 12, AZURE.format("2026-11-01"))
    assert [entry.id for entry in found.items] == ["az-104", "az-400"]


def test_cks_asks_for_a_passed_cka_not_for_a_valid_one(shipped: Catalog) -> None:
    found = planned(shipped, 8, '[choices]\npin = ["cks"]\n[[held]]\ncert = "cka"\nearned = 2023-05-01\n')
    assert [entry.id for entry in found.items] == ["cks"]


def test_rhce_with_an_expired_rhcsa_takes_it_again_at_the_hours_of_a_retake(shipped: Catalog) -> None:
    found = planned(shipped, 8, '[choices]\npin = ["rhce"]\n[[held]]\ncert = "rhcsa"\nearned = 2022-05-01\n')
    assert [entry.id for entry in found.items] == ["rhcsa", "rhce-ansible"]
    assert item(found, "rhcsa").hours == 20
    assert not [problem for problem in found.problems if problem.severity in ("error", "warning")]
    assert found.goals[0].day == item(found, "rhce-ansible").finish
    assert "it expired on 1 May 2025 and has to be earned again" in item(found, "rhcsa").flags
    assert item(found, "rhcsa").hours_range[1] < 40
    assert next_steps(found)[0].text.startswith("Start EX200: ~20 h")


def test_what_is_logged_since_a_credential_expired_counts_for_earning_it_again(shipped: Catalog) -> None:
    text = '[choices]\npin = ["rhce"]\n[[held]]\ncert = "rhcsa"\nearned = 2022-05-01\n' + logged("2022-04-01", "worked", "rhcsa", hours=60)
    text += logged("2026-11-20", "worked", "rhcsa", hours=5) + logged("2026-11-21", "booked", "rhcsa", exam_on=date(2026, 12, 12))
    again = item(planned(shipped, 8, text), "rhcsa")
    assert (again.state, again.hours, again.hours_done, again.price_usd, again.finish) == ("booked", 15, 5, 0, date(2026, 12, 12))
    passed = planned(shipped, 8, text + logged("2026-11-22", "passed", "rhcsa"))
    assert [entry.id for entry in passed.items] == ["rhce-ansible"]


@pytest.mark.parametrize(("hours", "planned_items", "word"), [(5, 0, "11 Apr 2027"), (15, 0, "only on the low estimate"), (20, 1, "")])
def test_a_cert_with_a_last_day_is_planned_only_where_it_fits(shipped: Catalog, hours: int, planned_items: int, word: str) -> None:
    found = planned(shipped, hours, '[choices]\npin = ["aws-ans"]\n')
    assert len(found.items) == planned_items
    if word:
        problem = next(problem for problem in found.problems if problem.code == "pin-impossible")
        assert word in problem.message
        assert "18 h a week" in problem.hint
        assert "names no successor" in problem.hint
    else:
        assert (item(found, "aws-ans").finish or date.max) <= date(2026, 12, 31)


def test_a_cert_booked_behind_its_last_day_is_told(shipped: Catalog) -> None:
    booked = '[[journal]]\nat = 2026-11-20T10:00:00+00:00\nid = "x"\nitem = "aws-ans"\nevent = "booked"\nexam_on = 2027-01-20\n'
    found = planned(shipped, 8, f'[choices]\npin = ["aws-ans"]\n{booked}')
    assert item(found, "aws-ans").state == "booked"
    told = next(problem for problem in found.problems if problem.code == "retires-first")
    assert "is booked for 20 Jan 2027, after its last day 31 Dec 2026" in told.message
    assert told.hint.startswith("book a day up to 31 Dec 2026: it needs 18 h a week from now; or drop it")


def test_a_booked_day_that_has_passed_is_asked_about_and_no_longer_called_booked(shipped: Catalog) -> None:
    found = planned(shipped, 8, '[choices]\npin = ["cka"]\n' + logged("2026-10-20", "booked", "cka", exam_on=date(2026, 11, 20)))
    asked, ahead = (step.text for step in next_steps(found)[:2])
    assert asked == "CKA: the booked day 20 Nov 2026 has passed: how did it go?"
    assert "exam booked" not in ahead


def test_where_nothing_can_be_planned_nobody_is_said_to_be_done(shipped: Catalog) -> None:
    planner, found = run(shipped, 5, '[choices]\npin = ["aws-ans"]\n')
    assert next_steps(found)[0].text.startswith("Nothing can be planned for AWS Certified Advanced Networking - Specialty as things stand.")
    with pytest.raises(UserError, match="last day 31 Dec 2026; at 5 h a week"):
        find_item(planner, found, "aws-ans")


KEEP = """[choices]
keep = ["cka", "aws-saa", "az-104"]
horizon_months = 48
[[held]]
cert = "cka"
earned = 2026-03-01
[[held]]
cert = "aws-saa"
earned = 2025-06-01
[[held]]
cert = "az-104"
earned = 2026-09-01
"""


def test_four_years_hold_the_renewals_of_what_is_kept_each_in_its_window(shipped: Catalog) -> None:
    found = planned(shipped, 4, KEEP)
    renewals = [entry for entry in found.items if entry.kind == "renewal"]
    assert {entry.id.partition("@")[0] for entry in renewals} == {"cka", "aws-saa", "az-104"}
    for entry in renewals:
        cert = shipped.items[entry.id.partition("@")[0]]
        assert isinstance(cert, Cert)
        assert entry.expires is not None
        assert entry.finish is not None
        assert entry.start is not None
        assert entry.finish <= entry.expires - timedelta(days=14)
        opens = [way.opens_days for way in cert.renewals or () if way.opens_days is not None]
        if cert.id == "az-104":
            assert entry.start >= entry.expires - timedelta(days=max(opens))
    assert [entry.id for entry in renewals if entry.id.startswith("az-104")] == [f"az-104@{year}-09" for year in (2027, 2028, 2029, 2030)]


def test_nothing_is_renewed_that_nothing_needs(shipped: Catalog) -> None:
    found = planned(shipped, 4, '[choices]\npin = ["kcna"]\nhorizon_months = 60\n[[held]]\ncert = "cka"\nearned = 2026-03-01\n')
    assert [entry.id for entry in found.items] == ["kcna"]


def test_passing_the_professional_renews_the_associate_at_no_cost(shipped: Catalog) -> None:
    text = '[choices]\nkeep = ["aws-saa"]\npin = ["aws-sap"]\nhorizon_months = 24\n[[held]]\ncert = "aws-saa"\nearned = 2025-06-01\n'
    found = planned(shipped, 8, text)
    assert [entry.id for entry in found.items] == ["aws-sap"]
    assert item(found, "aws-sap").flags == ("passing it keeps AWS Certified Solutions Architect - Associate valid",)


def test_a_renewal_says_for_whom_it_is_by_which_way_and_in_which_days(shipped: Catalog) -> None:
    planner, found = run(shipped, 4, KEEP)
    sentences = why(planner, found, item(found, "az-104@2027-09"))
    assert sentences[0] == "Microsoft Certified: Azure Administrator Associate lapses on 1 Sep 2027, and you keep it."
    assert sentences[1].endswith("12 months added to the expiry; begun from 2 Mar 2027 on, done by 18 Aug 2027.")
    assert "as late as is safe" in why(planner, found, item(found, "cka@2028-03"))[1]


def test_finops_certified_professional_asks_for_its_three_ways_and_their_courses(shipped: Catalog) -> None:
    found = planned(shipped, 8, '[choices]\npin = ["finops-certified-professional"]\n')
    assert {entry.id for entry in found.items} >= {"finops-certified-engineer", "finops-focus-analyst", "finops-ai-value", "finops-technology-value"}
    assert any("6 months of experience" in flag for flag in item(found, "finops-certified-professional").flags)


EXPERIENCE = [
    ('{ in = "security", months = 60 }', 0),
    ('{ in = "security", months = 48 }, { degree = true }', 0),
    ('{ in = "security", months = 40 }', 20),
]


@pytest.mark.parametrize(("experience", "missing"), EXPERIENCE)
def test_cissp_is_awarded_when_its_experience_is_there(shipped: Catalog, experience: str, missing: int) -> None:
    found = planned(shipped, 8, '[choices]\npin = ["isc2-cissp"]\n', profile=f"experience = [{experience}]")
    cissp = item(found, "isc2-cissp")
    assert cissp.finish == (date(2027, 4, 3) if not missing else date(2028, 7, 23))
    assert bool(missing) == any("20 to come" in flag for flag in cissp.flags)


def golden(shipped: Catalog) -> Catalog:
    """The catalog with 45 h to learn each exam and 15 h to take one again: the case the known answers are for."""
    items = dict(shipped.items)
    for member in GOLDEN:
        cert = items[member]
        assert isinstance(cert, Cert)
        ways = tuple(msgspec.structs.replace(way, hours=(15.0, 15.0)) if way.how == "retake" else way for way in cert.renewals or ())
        items[member] = msgspec.structs.replace(cert, hours=(45.0, 45.0), renewals=ways, valid_months=24)
    return msgspec.structs.replace(shipped, items=items)


@pytest.fixture(scope="module")
def kubestronaut(shipped: Catalog) -> dict[int, Roadmap]:
    catalog = golden(shipped)
    return {hours: planned(catalog, hours, '[choices]\npin = ["golden-kubestronaut"]\n') for hours in (8, 6, 5, 4, 3, 1)}


def renewals(found: Roadmap) -> list[Planned]:
    return [entry for entry in found.items if entry.kind == "renewal"]


def test_golden_kubestronaut_at_8_hours_takes_90_weeks_and_no_renewal(kubestronaut: dict[int, Roadmap]) -> None:
    found = kubestronaut[8]
    assert not renewals(found)
    finish = item(found, "golden-kubestronaut").finish
    assert finish is not None
    assert abs((finish - START).days - 90 * 7) <= 1
    assert any(flag.startswith("all its parts are valid together from 13 Aug 2028 to") for flag in item(found, "golden-kubestronaut").flags)


def test_at_6_hours_two_that_others_carry_come_first_and_nothing_is_paid_twice(kubestronaut: dict[int, Roadmap]) -> None:
    found = kubestronaut[6]
    assert not renewals(found)
    first = [entry.id for entry in sorted(found.items, key=lambda entry: entry.start or date.max)][:2]
    assert set(first) <= {"kcna", "kcsa", "cka"}
    carried = [flag for entry in found.items for flag in entry.flags if "kept valid by passing" in flag]
    assert any("Kubernetes Administrator" in flag or "Application Developer" in flag for flag in carried)
    assert any("Security Specialist" in flag for flag in carried)
    assert item(found, "golden-kubestronaut").finish is not None


def test_at_5_hours_exactly_one_exam_is_taken_again(kubestronaut: dict[int, Roadmap]) -> None:
    found = kubestronaut[5]
    assert len(renewals(found)) == 1
    assert renewals(found)[0].hours == 15
    finish = item(found, "golden-kubestronaut").finish
    assert finish is not None
    assert (finish - START).days <= (16 * 45 + 15) / 5 * 7


def test_at_1_hour_it_is_never_reached_and_that_is_said(kubestronaut: dict[int, Roadmap]) -> None:
    found = kubestronaut[1]
    assert item(found, "golden-kubestronaut").finish is None
    assert not renewals(found)
    problem = next(problem for problem in found.problems if problem.code == "never-all-valid")
    assert problem.hint == "it needs 4 h a week; or leave it out"
    assert item(kubestronaut[4], "golden-kubestronaut").finish is not None
    assert item(kubestronaut[3], "golden-kubestronaut").finish is None


def test_what_no_hours_make_valid_at_once_says_that_none_do() -> None:
    """Two parts of 200 hours each that are valid for a month: at 40 h a week the first lapses five weeks after it was earned."""
    part = (
        '[[cert]]\nid = "{0}"\nname = "{0}"\nhours = [200, 200]\nvalid_months = 1\nrenewals = [{{ how = "retake", adds = "from-pass", hours = [200, 200] }}]\n'
    )
    title = '[[cert]]\nid = "t"\nname = "T"\nform = "title"\nrequires = [{ id = "a", active = true }, { id = "b", active = true }]\n'
    found = planned(catalog_of(part.format("a") + part.format("b") + title), 8, '[choices]\npin = ["t"]\n')
    problem = next(problem for problem in found.problems if problem.code == "never-all-valid")
    assert problem.hint == "no hours a week up to 40 help: leave it out"


def test_a_held_credential_without_a_day_is_planned_as_valid_and_asked_for(shipped: Catalog) -> None:
    found = planned(shipped, 8, '[choices]\npin = ["az-400"]\n[[held]]\ncert = "az-104"\n')
    assert [entry.id for entry in found.items] == ["az-400"]
    assert "add-the-date" in codes(found)


def test_a_budget_year_that_is_spent_puts_the_next_exam_into_the_next(shipped: Catalog) -> None:
    free = planned(shipped, 20, '[choices]\npin = ["cka", "ckad"]\n')
    tight = planned(shipped, 20, '[choices]\npin = ["cka", "ckad"]\n', profile="budget_usd_per_year = 500")
    assert all((entry.finish or date.max) < date(2027, 2, 1) for entry in free.items)
    days = sorted(entry.finish or date.max for entry in tight.items)
    paid = [day - timedelta(days=14) for day in days]
    assert paid[0].year < paid[1].year
    assert any("next budget year" in flag for entry in tight.items for flag in entry.flags)


def test_an_exam_that_is_booked_for_another_day_is_paid_once(shipped: Catalog) -> None:
    pins = '[choices]\npin = ["cka", "ckad"]\n'
    first, second = (
        logged(day, "booked", "cka", exam_on=on, price_usd=445) for day, on in (("2026-11-02", date(2026, 12, 1)), ("2026-11-09", date(2026, 12, 8)))
    )
    once = planned(shipped, 40, pins + first, profile="budget_usd_per_year = 900")
    moved = planned(shipped, 40, pins + first + second, profile="budget_usd_per_year = 900")
    assert item(moved, "cka").finish == date(2026, 12, 8)
    assert item(moved, "ckad").finish == item(once, "ckad").finish
    assert not any("budget" in flag for entry in moved.items for flag in entry.flags)


def test_an_exam_dearer_than_a_whole_year_is_planned_and_told(shipped: Catalog) -> None:
    found = planned(shipped, 20, '[choices]\npin = ["cka"]\n', profile="budget_usd_per_year = 200")
    assert item(found, "cka").finish is not None
    assert "over-budget" in codes(found)


VERSIONS = """
[[cert]]
id = "dev"
name = "Developer"
hours = [20, 20]
versions = [{ code = "D1", last = 2026-11-30 }, { code = "D2", first = 2027-02-01 }]
"""


def test_between_two_versions_no_exam_can_be_sat() -> None:
    catalog = catalog_of(VERSIONS)
    assert item(planned(catalog, 40, '[choices]\npin = ["dev"]\n'), "dev").finish == date(2026, 11, 26)
    assert item(planned(catalog, 7, '[choices]\npin = ["dev"]\n'), "dev").finish == date(2027, 2, 1)


CISSP = '[choices]\nkeep = ["isc2-cissp"]\nhorizon_months = 36\n[[held]]\ncert = "isc2-cissp"\nearned = 2024-06-01\n'


def test_credits_that_are_booked_leave_fewer_hours_to_renew(shipped: Catalog) -> None:
    fresh = planned(shipped, 8, CISSP)
    assert renewals(fresh)[0].hours == 120
    blocks = logged("2025-05-01", "credits", "isc2-cissp", credits=30, group="A") + logged("2026-05-01", "credits", "isc2-cissp", credits=10, group="B")
    other = logged("2026-06-01", "credits", "isc2-ccsp", credits=5, group="A", certs=["isc2-cissp"])
    before = logged("2024-01-01", "credits", "isc2-cissp", credits=50, group="A")
    some = planned(shipped, 8, CISSP + blocks + other + before)
    held = next(held for held in some.credentials if held.id == "isc2-cissp")
    assert held.credits is not None
    assert held.credits.in_words() == "45 of 120 credits until 2027-06-01; A 35 of 90"
    assert renewals(some)[0].hours == 75


def test_credits_of_a_year_below_its_floor_are_shown(shipped: Catalog) -> None:
    held = '[[held]]\ncert = "isaca-cisa"\nearned = 2025-01-01\n' + logged("2025-03-01", "credits", "isaca-cisa", credits=25)
    found = planned(shipped, 8, held)
    assert found.credentials[0].credits is not None
    assert "year from 2026-01-01 0 of 20" in found.credentials[0].credits.in_words()
    assert "year from 2025-01-01" not in found.credentials[0].credits.in_words()


def test_a_wish_that_comes_too_early_is_said_and_moves_nothing(shipped: Catalog) -> None:
    focus = '[focus]\nprimary = "sre"\nlevel = 2\n'
    plain, wished = planned(shipped, 6, focus), planned(shipped, 6, focus + "by = 2027-03-01\n")
    problem = next(problem for problem in wished.problems if problem.code == "later-than-wished")
    assert "after the day you wished for (1 Mar 2027)" in problem.message
    assert "--by 2027-03-01" in problem.hint
    assert plain.items == wished.items


def test_a_last_day_that_the_budget_makes_impossible_names_the_day_without_it(shipped: Catalog) -> None:
    text = '[choices]\npin = ["cka", "ending"]\n'
    ending = catalog_of(
        '[[cert]]\nid = "ending"\nname = "Ending"\nhours = [30, 30]\nprice_usd = 300\nretires_on = 2027-01-10\nrequires = ["cka"]\n'
        '[[cert]]\nid = "cka"\nname = "CKA"\nhours = [30, 30]\nprice_usd = 400\n'
    )
    found = planned(ending, 20, text, profile="budget_usd_per_year = 400")
    problem = next(problem for problem in found.problems if problem.code == "retires-first")
    assert "without the budget's limit on 13 Dec" in problem.message


def test_a_promised_day_that_the_budget_makes_impossible_names_the_day_without_it() -> None:
    catalog = catalog_of(
        '[[cert]]\nid = "one"\nname = "One"\nhours = [30, 30]\nprice_usd = 400\n'
        '[[cert]]\nid = "two"\nname = "Two"\nhours = [30, 30]\nprice_usd = 300\n'
        '[[check]]\nid = "both"\nname = "Both"\nhours = [2, 2]\nrequires = ["one", "two"]\n'
    )
    promise = logged("2026-11-20", "action", "both", who="me", what="be signed off", due=date(2026, 12, 31))
    found = planned(catalog, 20, '[choices]\npin = ["both"]\n' + promise, profile="budget_usd_per_year = 400")
    flags = next(item.flags for item in found.items if item.id == "both")
    assert flags == ("comes after the day it was promised for, 31 Dec 2026; without the budget's limit on 14 Dec 2026",)
    plenty = planned(catalog, 20, '[choices]\npin = ["both"]\n' + promise, profile="budget_usd_per_year = 700")
    assert next(item.flags for item in plenty.items if item.id == "both") == ()


def test_a_busy_month_changes_both_pools_in_the_same_measure(shipped: Catalog) -> None:
    head = "project_hours_per_week = 4"
    span = "[[calendar]]\nfrom = 2026-11-23\nto = 2027-01-31\nhours = 4\n"
    plan = plan_of(f"[profile]\nstart = 2026-11-23\nhours_per_week = 8\n{head}\n{span}")
    study, projects = Planner(shipped, plan, START).pools()
    assert projects is not None
    week = START + timedelta(days=7)
    assert study.hours_before(week) == pytest.approx(4)
    assert projects.hours_before(week) == pytest.approx(2)


def test_today_is_the_day_the_answers_are_for() -> None:
    assert TODAY == START
