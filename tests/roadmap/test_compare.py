"""Two roadmaps side by side, what-if, by when, and the engineer's own pace."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from math import isclose, sqrt

import msgspec
import pytest

from making import TODAY, logged, plan_of
from tracktui.catalog.model import Catalog
from tracktui.demo import demo_text
from tracktui.plan.model import Entry, Plan
from tracktui.plan.read import read_plan
from tracktui.problems import UserError
from tracktui.roadmap.alternatives.causes import causes
from tracktui.roadmap.alternatives.compare import ELSEWHERE, Move, as_of, baseline_from, baseline_of, compare, figures, since_baseline
from tracktui.roadmap.alternatives.since_review import ItemSlip, against_review, item_slips, length, slip_in_words
from tracktui.roadmap.alternatives.whatif import Wish, changed, hours_by
from tracktui.roadmap.build import roadmap
from tracktui.roadmap.dates.pace import caution_hours


def sre(level: int = 2, hours: float = 6, text: str = "") -> Plan:
    return plan_of(f'[profile]\nhours_per_week = {hours}\nstart = 2026-11-23\n[focus]\nprimary = "sre"\nlevel = {level}\n{text}')


def test_a_roadmap_compared_with_itself_says_nothing(shipped: Catalog) -> None:
    found = roadmap(shipped, sre(), TODAY)
    same = compare(found, found)
    assert same.days == 0
    assert [same.added, same.dropped, same.moved, same.changed, same.done] == [()] * 5


def test_more_hours_a_week_move_everything_and_are_named_as_the_cause(shipped: Catalog) -> None:
    plan = sre()
    other = changed(plan, Wish(hours_per_week=12.0))
    found = compare(roadmap(shipped, plan, TODAY), roadmap(shipped, other, TODAY), causes(plan, other, shipped, shipped))
    assert found.days is not None
    assert found.days < -30
    assert not found.added
    assert not found.dropped
    assert {move.why for move in found.moved} == {"12 instead of 6 h a week"}


def test_a_higher_level_adds_items_and_money_and_drops_none(shipped: Catalog) -> None:
    plan = sre()
    found = compare(roadmap(shipped, plan, TODAY), roadmap(shipped, changed(plan, Wish(level=3)), TODAY))
    assert {item.id for item in found.added} >= {"sre-3"}
    assert (found.after.hours or 0) > (found.before.hours or 0)
    assert (found.days or 0) > 0


def test_what_is_done_meanwhile_is_not_dropped(shipped: Catalog) -> None:
    before = roadmap(shipped, sre(), TODAY)
    cert = next(item for item in before.items if item.kind == "cert" and item.state == "ready")
    after = roadmap(shipped, sre(text=logged("2026-11-22", "passed", cert.id)), TODAY)
    found = compare(before, after)
    assert [item.id for item in found.done] == [cert.id]
    assert cert.id not in {item.id for item in found.dropped}


def test_by_when_gives_the_fewest_hours_that_reach_it(shipped: Catalog) -> None:
    plan = sre()
    by = date(2027, 3, 31)
    weekly = hours_by(shipped, plan, TODAY, by)

    def day(hours: int) -> date:
        found = roadmap(shipped, changed(plan, Wish(hours_per_week=float(hours))), TODAY)
        return next(goal.day for goal in found.goals if goal.serves == "primary") or date.max

    assert day(weekly) <= by < day(weekly - 1)


def test_a_day_too_near_is_refused_with_a_way_out(shipped: Catalog) -> None:
    with pytest.raises(UserError, match="even at 60 h a week"):
        hours_by(shipped, sre(3), TODAY, date(2026, 11, 30))


def test_the_baseline_of_a_review_is_what_later_days_are_measured_against(shipped: Catalog) -> None:
    found = roadmap(shipped, sre(), TODAY)
    kept = [[item.id, item.start, item.finish] for item in found.items]
    plan = sre(text=logged("2026-11-20", "reviewed", baseline={"finish": found.goals[0].day, "items": kept}))
    baseline = baseline_of(plan, TODAY)
    assert baseline is not None
    assert not since_baseline(baseline, roadmap(shipped, plan, TODAY)).moved
    slower = msgspec.structs.replace(plan, profile=msgspec.structs.replace(plan.profile, hours_per_week=3.0))
    assert since_baseline(baseline, roadmap(shipped, slower, TODAY)).moved
    assert baseline_of(plan, date(2026, 11, 1)) is None


def test_the_cautious_finish_is_mean_plus_084_deviations() -> None:
    assert isclose(caution_hours([(10, 22), (5, 5)]), 0.84 * sqrt(144 / 12))
    assert caution_hours([]) == 0


def test_a_cautious_day_is_never_before_the_expected_one(shipped: Catalog) -> None:
    found = roadmap(shipped, sre(3), TODAY)
    for goal in found.goals:
        assert goal.day is not None
        assert goal.cautious is not None
        assert goal.cautious >= goal.day
    assert found.pace == 1.0


def test_the_pace_counts_from_three_finished_items_and_thirty_hours(shipped: Catalog) -> None:
    certs = ["aws-clf", "kcna", "aws-saa"]
    blocks = [block for cert in certs for block in (logged("2026-10-01", "worked", cert, hours=150), logged("2026-10-20", "passed", cert))]
    two = roadmap(shipped, sre(text="\n".join(blocks[:4])), TODAY)
    three = roadmap(shipped, sre(text="\n".join(blocks)), TODAY)
    assert two.pace == 1.0
    assert 2 < three.pace < 3
    often = roadmap(shipped, sre(text="\n".join(block.replace("150", "400") for block in blocks)), TODAY)
    assert often.pace == 3.0  # the most that counts
    plain = roadmap(shipped, sre(text="\n".join(block for block in blocks if "worked" not in block)), TODAY)
    assert [item.id for item in three.items] != []
    assert {item.id for item in three.items} == {item.id for item in plain.items}
    assert (three.totals.finish or date.min) > (plain.totals.finish or date.max)


def test_the_demo_offers_a_choice_for_the_project_that_missed_its_target(shipped: Catalog) -> None:
    found = roadmap(shipped, read_plan(demo_text(TODAY).encode()), TODAY)
    missed = [problem for problem in found.problems if problem.code == "not-met"]
    assert [problem.ids for problem in missed] == [("incident-drill-series",)]
    assert "sam" in missed[0].hint


def moved(catalog: Catalog, plan: Plan, other: Plan, newer: Catalog | None = None) -> dict[str, Move]:
    newer = newer or catalog
    found = compare(roadmap(catalog, plan, TODAY), roadmap(newer, other, TODAY), causes(plan, other, catalog, newer))
    assert found.moved
    return {move.id: move for move in found.moved}


def test_weeks_off_are_the_cause_of_what_they_move_and_of_nothing_before_them(shipped: Catalog) -> None:
    found = moved(shipped, sre(), sre(text="[[calendar]]\nfrom = 2027-01-04\nto = 2027-01-17\n"))
    assert {move.why for move in found.values()} == {"2 weeks off from 4 Jan 2027"}
    assert all(move.after is not None and move.after >= date(2027, 1, 4) for move in found.values())
    paused = moved(shipped, sre(), sre(text=logged("2026-11-22", "paused", until=date(2026, 12, 5))))
    assert {move.why for move in paused.values()} == {"2 weeks off from 22 Nov 2026"}


def test_leave_taken_out_or_a_busy_month_is_a_cause_only_of_what_it_can_do(shipped: Catalog) -> None:
    leave, busy = ("[[calendar]]\nfrom = 2027-01-04\nto = 2027-01-17\n" + hours for hours in ("", "hours = 20\n"))
    back = moved(shipped, sre(text=leave), sre())
    assert {move.why for move in back.values()} == {"no 2 weeks off from 4 Jan 2027 any more"}
    more = moved(shipped, sre(), sre(text=busy))
    assert {move.why for move in more.values() if (move.days or 0) < 0} == {"20 h a week from 4 Jan 2027 to 17 Jan 2027"}
    paused = logged("2026-11-10", "paused", until=date(2026, 12, 31))
    resumed = moved(shipped, sre(text=paused), sre(text=paused + logged("2026-11-22", "resumed")))
    assert {move.why for move in resumed.values()} == {"taken up again on 22 Nov 2026"}


@pytest.mark.parametrize(
    ("wish", "cause"),
    [
        (Wish(level=3), "level 3 instead of 2"),
        (Wish(primary="platform"), "another focus"),
    ],
)
def test_what_the_head_says_for_everything_is_the_cause_of_what_has_no_nearer_one(shipped: Catalog, wish: Wish, cause: str) -> None:
    plan = sre()
    other = changed(plan, wish)
    assert causes(plan, other, shipped, shipped).general == cause
    start = msgspec.structs.replace(plan, profile=msgspec.structs.replace(plan.profile, start=date(2027, 1, 4), project_hours_per_week=2.0))
    both = msgspec.structs.replace(start, choices=msgspec.structs.replace(plan.choices, wip=1))
    assert causes(plan, both, shipped, shipped).general == "2 h a week for projects and a start on 4 Jan 2027 and at most 1 in progress at a time"


def test_what_is_wrong_with_the_other_plan_only_is_a_part_of_the_comparison(shipped: Catalog) -> None:
    plan = plan_of('[profile]\nhours_per_week = 20\n[choices]\npin = ["aws-ans"]\n')
    before, after = (roadmap(shipped, changed(plan, Wish(hours_per_week=hours)), TODAY) for hours in (20.0, 15.0))
    found = compare(before, after)
    assert [problem.code for problem in found.fresh] == ["pin-impossible"]
    assert [row for row in figures(found) if row[0] == "what is wrong"] == [("what is wrong", "0", "1", "+1")]
    assert compare(after, before).fresh == ()


def test_an_edited_estimate_and_a_changed_fact_are_the_causes_of_what_they_concern(shipped: Catalog) -> None:
    cert = next(item for item in roadmap(shipped, sre(), TODAY).items if item.kind == "cert")
    first, (low, high) = cert.id, (cert.hours_range[0], cert.hours_range[1] + 4)
    edited = moved(shipped, sre(), sre(text=f"[estimates]\n{first} = [{low}, {high}]\n"))
    assert edited[first].why == f"your estimate is now {low:g} to {high:g} h"
    items = {**shipped.items, first: msgspec.structs.replace(shipped.items[first], hours=(low, high))}
    newer = moved(shipped, sre(), sre(), msgspec.structs.replace(shipped, items=items))
    assert newer[first].why == f"the catalog now says {low:g} to {high:g} h"
    behind = [move.why for move in newer.values() if move.id != first]
    assert any("the catalog now says" in why or "comes later" in why for why in behind)


def test_a_check_sent_back_by_the_reviewer_is_the_cause(shipped: Catalog) -> None:
    head = 'reviewer = "sam"\n'
    plan = plan_of(f'[profile]\nhours_per_week = 6\n{head}[focus]\nprimary = "sre"\nlevel = 2\nfrom = 1\n')
    other = plan_of(
        f'[profile]\nhours_per_week = 6\n{head}[focus]\nprimary = "sre"\nlevel = 2\nfrom = 1\n', logged("2026-11-22", "sent-back", "sre-1", by="sam")
    )
    assert moved(shipped, plan, other)["sre-2"].why == "it now waits for SRE 1: awareness: it was sent back by sam on 22 Nov 2026"


def test_an_assessment_below_an_assumption_is_the_cause_of_the_work_it_brings_back(shipped: Catalog) -> None:
    """Agreed on the day of the review, after it; and what the head alone has moved is said to be that."""
    head = '[profile]\nhours_per_week = {}\nreviewer = "sam"\n[focus]\nprimary = "sre"\nlevel = 3\nfrom = 2\n'
    then = roadmap(shipped, plan_of(head.format(6)), TODAY)
    review = logged("2026-11-23", "reviewed", baseline=baseline_from(then))
    lower = logged("2026-11-23", "assessed", "error-budgets", level=1, by="sam").replace("T18:", "T19:")
    plan = plan_of(head.format(6), review, lower)
    against = against_review(shipped, plan, roadmap(shipped, plan, TODAY))
    assert against is not None
    found = against[1]
    assert next(move.why for move in found.moved if move.id == "sre-3").endswith("no longer assumed: Error budgets was assessed at level 1")
    assert [item.id for item in found.dropped] == ["practice@observability-2"]
    assert (found.before.hours, found.before.price_usd) == (then.totals.hours, then.totals.price_usd)
    faster = plan_of(head.format(12), review)
    sooner = against_review(shipped, faster, roadmap(shipped, faster, TODAY))
    assert sooner is not None
    assert {move.why for move in sooner[1].moved} == {ELSEWHERE}


def test_hours_that_slipped_are_the_cause_since_the_review(shipped: Catalog) -> None:
    head = '[profile]\nhours_per_week = 6\nstart = 2026-11-01\n[focus]\nprimary = "sre"\nlevel = 2\n'
    then = roadmap(shipped, plan_of(head), date(2026, 11, 1))
    late = plan_of(head, logged("2026-11-01", "reviewed", baseline=baseline_from(then)))
    baseline = baseline_of(late, TODAY)
    assert baseline is not None
    assert baseline.items.keys() == {item.id for item in then.items}
    explained = compare(
        roadmap(shipped, as_of(late, baseline.day, baseline.at), baseline.day), roadmap(shipped, late, TODAY), causes(late, late, shipped, shipped)
    )
    found = since_baseline(baseline, roadmap(shipped, late, TODAY), explained)
    assert found.moved
    whys = {move.why for move in found.moved}
    assert all(whys)
    assert "less was worked since 1 Nov than planned" in whys
    assert against_review(shipped, late, roadmap(shipped, late, TODAY)) == (baseline, found)
    slips = item_slips(late, roadmap(shipped, late, TODAY))
    move = max(found.moved, key=lambda move: move.days or 0)
    assert slips[move.id] == ItemSlip(date(2026, 11, 1), move.before, move.days)
    assert slip_in_words(slips[move.id], TODAY) == f"{length(move.days or 0)} later than agreed on 1 Nov"
    other = plan_of(head, logged("2026-11-01", "reviewed", baseline={"items": [["no-more", date(2026, 12, 1), date(2027, 1, 1)]]}))
    assert {slip_in_words(slip, TODAY) for slip in item_slips(other, roadmap(shipped, late, TODAY)).values()} == {"new since the review of 1 Nov"}


def test_fewer_hours_are_no_cause_of_coming_later(shipped: Catalog) -> None:
    head = '[profile]\nhours_per_week = 6\nstart = 2026-11-01\n[focus]\nprimary = "sre"\nlevel = 2\n'
    then = roadmap(shipped, plan_of(head), date(2026, 11, 1))
    first = then.items[0]
    worked = plan_of(head, logged("2026-11-10", "worked", first.id, hours=1))
    found = compare(then, roadmap(shipped, worked, TODAY))
    assert next(move.why for move in found.moved if move.id == first.id) == "less was worked since 1 Nov than planned"
    assert not any("takes less" in move.why for move in found.moved if (move.days or 0) > 0)
    # What was to be done by now is late because less was worked; the others because of it.
    late = {move.id: move.why for move in compare(then, roadmap(shipped, worked, date(2027, 2, 1))).moved}
    assert late.pop(first.id) == "less was worked since 1 Nov 2026 than planned"
    assert any(why.startswith(f"{first.short or first.name} was planned for") and why.endswith("and is not done") for why in late.values())


def test_an_exam_booked_some_days_later_does_not_come_before_what_the_goal_needs(shipped: Catalog) -> None:
    day = date(2026, 11, 26)
    plan = read_plan(demo_text(day).encode(), "plan.toml")
    before = roadmap(shipped, plan, day)
    dva = before.get("aws-dva")
    assert dva is not None
    assert dva.finish is not None
    later = dva.finish + timedelta(days=6)
    booking = Entry(at=datetime(2026, 11, 26, 20, tzinfo=UTC), event="booked", id="~what-if", item="aws-dva", data={"exam_on": later})
    found = compare(before, roadmap(shipped, msgspec.structs.replace(plan, journal=(*plan.journal, booking)), day))
    assert found.days == 0
    assert next(move.after for move in found.moved if move.id == "aws-dva") == later
