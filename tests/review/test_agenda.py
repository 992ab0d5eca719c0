"""The agenda of a review: what is on it, what never is, and the notes made from it."""

from __future__ import annotations

from datetime import date

from making import TODAY
from people import HEAD, logged, person
from tracktui.catalog.entries import Check
from tracktui.plan.model import Evidence
from tracktui.plan.saw import CHANGED, digest_of
from tracktui.review.agenda import Agenda, agenda
from tracktui.review.notes import notes, win_log
from tracktui.review.sections import sections

REVIEW = logged("2026-10-01", "reviewed", kind="1:1", baseline={"finish": date(2027, 1, 10), "items": [["cka", date(2026, 9, 1), date(2026, 11, 1)]]}, by="sam")


def on(*blocks: str, head: str = HEAD, today: date = TODAY) -> Agenda:
    return agenda(person(*blocks, head=head, today=today))


def test_since_last_time_are_the_entries_after_the_review_and_the_states_they_changed() -> None:
    found = on(logged("2026-09-01", "started", "cka"), REVIEW, logged("2026-10-05", "passed", "cka"), logged("2026-10-06", "claimed", "alerting", level=1))
    assert [entry.event for entry in found.entries] == ["passed", "claimed"]
    assert [(move.id, move.before, move.after) for move in found.changed] == [("cka", "in-progress", "earned"), ("alerting", "level 0", "level 1")]
    assert (found.since, found.last_kind) == (date(2026, 10, 1), "1:1")


def test_what_was_written_later_for_an_earlier_day_is_on_the_agenda_too() -> None:
    late = logged("2026-10-05", "worked", "cka", hours=2, on=date(2026, 9, 20))
    assert [entry.day for entry in on(REVIEW, late).entries] == [date(2026, 9, 20)]


def test_a_pack_of_causes_for_not_moving_each_with_a_question() -> None:
    blocks = (
        REVIEW,
        logged("2026-10-02", "started", "cka"),
        logged("2026-10-02", "observed", "noise", baseline=100, actual=90),
        logged("2026-10-02", "sent-back", "sre-1", why="thin", by="sam"),
    )
    found = {one.item: one for one in on(*blocks).stuck}
    assert {item: one.cause for item, one in found.items()} == {"cka": "quiet", "noise": "not-met", "sre-1": "sent-back"}
    assert all(one.ask.endswith("?") for one in found.values())
    booked = logged("2026-10-02", "booked", "cka", exam_on=date(2026, 11, 20))
    assert [one.cause for one in on(booked).stuck] == ["no-result"]
    planned = on(REVIEW, logged("2026-11-20", "worked", "cka", hours=1)).stuck
    assert [(one.item, one.cause) for one in planned] == [("cka", "slipped")]


def test_a_pause_or_a_changed_goal_is_never_called_stuck_or_failure() -> None:
    started = logged("2026-10-02", "started", "cka")
    paused = on(REVIEW, started, logged("2026-10-03", "paused", until=date(2026, 12, 31), why="parental leave"))
    assert paused.stuck == ()
    assert paused.paused_until == date(2026, 12, 31)
    back = on(REVIEW, started, logged("2026-10-03", "paused", until=date(2026, 11, 15)))
    assert [one.cause for one in back.stuck if one.cause == "quiet"] == []
    moved_on = on(REVIEW, started, head=HEAD.replace('primary = "sre"\nlevel = 2', ""))
    assert moved_on.stuck == ()
    for found in (paused, back, moved_on):
        assert "fail" not in notes(found, str).lower()


def test_the_latest_review_whose_day_has_come_is_due_with_its_figures_and_questions_until_it_is_held() -> None:
    (due,) = on(logged("2026-11-01", "worked", "cka", hours=3)).due
    assert (due.id, due.on) == ("review-30", date(2026, 4, 1))
    assert [(reading.id, reading.value) for reading in due.figures] == [("hours_logged", 3), ("wins", 0), ("made_up", None)]
    assert due.questions.engineer == ("What stopped you?",)
    assert on(REVIEW).due[0].id == "review-30"
    assert on(logged("2026-10-01", "reviewed", kind="review-30", by="sam")).due == ()
    assert on(logged("2026-10-01", "reviewed", kind="review-30", by="sam")).next_review == (date(2027, 3, 2), "365 days")
    assert on(today=date(2028, 3, 5)).due[0].on == date(2028, 3, 1)
    assert on(today=date(2026, 2, 1)).next_review == (date(2026, 4, 1), "30 days"), "a plan that begins later counts from its start"


def test_actions_of_both_and_what_is_owed_stay_until_done() -> None:
    blocks = (
        logged("2026-10-01", "action", who="ada", what="book it", due=date(2026, 11, 1)),
        logged("2026-10-02", "action", who="sam", what="find a service"),
        logged("2026-10-03", "owes", what="two mornings", by="sam"),
    )
    found = on(*blocks)
    assert [(action.who, action.what, action.late(TODAY)) for action in found.actions] == [("ada", "book it", True), ("sam", "find a service", False)]
    assert [(action.who, action.what) for action in found.owed] == [("sam", "two mornings")]
    done = [logged("2026-10-05", "action-done", action=action.id) for action in (found.actions[0], found.owed[0])]
    later = on(*blocks, *done)
    assert ([action.what for action in later.actions], later.owed) == (["find a service"], ())


def test_levels_to_compare_show_the_claim_the_agreement_and_the_behaviours_of_this_level_and_the_next() -> None:
    from tracktui.plan.behaviours import REWORDED, name_of

    name = name_of("alerting", 3, "Designs burn-rate alerts.")
    claim = logged("2026-10-01", "claimed", "alerting", level=3, behaviours=[name, "alerting-3-00000000"], evidence=(Evidence(link="https://example.org/a"),))
    (row,) = on(claim, logged("2026-10-02", "assessed", "alerting", level=2, by="sam")).calibration
    assert (row.cause, row.text) == ("differs", "claims 3, agreed 2")
    assert [(behaviour.level, behaviour.text) for behaviour in row.behaviours] == [
        (3, "Designs burn-rate alerts."),
        (3, REWORDED),
        (4, "Sets the rules for paging."),
    ]
    assert row.behaviours[0].evidence == (Evidence(link="https://example.org/a"),)
    assert [row.cause for row in on(claim).calibration] == ["claimed"]
    looked = logged("2026-10-03", "calibrated", "alerting", seen=[name], by="sam")
    (row,) = on(claim, looked).calibration
    assert (row.text, row.looked[name].answer) == ("claims 3, nobody has agreed on a level yet; 1 seen, which speaks for level 3", "seen")
    (row,) = on(logged("2026-10-02", "assessed", "alerting", level=3, by="sam"), looked).calibration
    assert (row.cause, row.proposed) == ("looked", 3)
    assert row.text == "1 seen, which speaks for level 3; agreed 3"
    (said,) = (section.lines for section in sections(on(claim, looked), str.title) if section.title == "Levels to compare")
    assert said[0] == (0, "Claims: 1 claim nobody has agreed on yet.")
    assert said[2] == (1, "3: Designs burn-rate alerts. [seen 3 Oct 2026 by sam; https://example.org/a]")
    assumed = on(head=HEAD.replace("level = 2", "level = 2\nfrom = 1")).calibration
    assert [(row.skill.id, row.cause) for row in assumed] == [("alerting", "assumed")]


def test_signatures_wanted_claimed_assumed_self_signed_and_changed_since() -> None:
    assert [(one.check, one.cause) for one in on(logged("2026-10-01", "claimed", "sre-1")).signatures] == [("sre-1", "claimed")]
    assert [one.cause for one in on(head=HEAD.replace("level = 2", "level = 2\nfrom = 1")).signatures] == ["assumed"]
    assert [one.cause for one in on(logged("2026-10-01", "signed-off", "sre-1")).signatures] == ["self-signed"]
    before = person(logged("2026-09-01", "claimed", "alerting", level=1))
    check = before.standing.item("sre-1")
    assert isinstance(check, Check)
    saw = digest_of(check, before.standing.entries)
    blocks = (logged("2026-09-01", "claimed", "alerting", level=1), logged("2026-10-01", "signed-off", "sre-1", saw=saw, by="sam"))
    assert on(*blocks).signatures == ()
    changed = person(*blocks, logged("2026-10-05", "claimed", "alerting", level=2))
    assert CHANGED in changed.standing.state("sre-1").flags
    assert [one.cause for one in agenda(changed).signatures] == ["changed"]
    noted = person(*blocks, logged("2026-10-05", "noted", "alerting", note="mine", private=True))
    assert noted.standing.state("sre-1").flags == ()


def test_no_opportunity_is_listed_until_something_happens_and_is_no_level() -> None:
    blocks = (logged("2026-10-01", "not-observed", "alerting", why="no pager here"), logged("2026-10-01", "no-opportunity", "noise"))
    assert [(one.id, one.why) for one in on(*blocks).opportunities] == [("alerting", "no pager here"), ("noise", "")]
    assert person(*blocks).standing.skill("alerting").not_observed
    assert on(*blocks, logged("2026-10-02", "claimed", "alerting", level=1), logged("2026-10-02", "started", "noise")).opportunities == ()


def test_the_notes_escape_what_somebody_typed_and_leave_private_entries_out() -> None:
    blocks = (
        logged("2026-10-01", "noted", "cka", note="# [x](javascript:alert(1)) <b>"),
        logged("2026-10-02", "noted", "cka", note="for me alone", private=True),
        logged("2026-10-03", "claimed", "alerting", level=1, behaviours=[], private=True, evidence=(Evidence(text="secret proof"),)),
        logged("2026-10-04", "action", who="ada", what="book it"),
    )
    found = person(*blocks)
    text = notes(agenda(found, private=False), found.name)
    assert text.startswith("# 1:1 notes: Ada Example and sam, 23 Nov 2026\n")
    assert "\\<b\\>" in text
    assert "](javascript" not in text
    assert "for me alone" not in text
    assert "secret proof" not in text
    assert "- [ ] ada: book it" in text
    assert "for me alone" in str(agenda(found).entries)


def test_an_empty_agenda_says_so() -> None:
    found = agenda(person(head="[profile]\nstart = 2026-11-23\n"))
    assert found.empty
    assert "Nothing is open" in notes(found, str)


def test_the_win_log_has_outcome_evidence_and_who_reused_it_newest_first_and_says_when_there_is_none() -> None:
    seen = logged("2026-05-20", "observed", "noise", baseline=100, actual=50, evidence=(Evidence(link="https://example.org/d"),))
    drills = logged("2026-06-20", "observed", "drills", actual=4)
    reused = logged("2026-08-01", "reused", "noise", by_whom="payments", output="template")
    text = win_log(person(seen, drills, reused))
    assert text.index("## Drills") < text.index("## Noise")
    for part in ("50", "(https://example.org/d)", "Reused by payments: template"):
        assert part in text
    assert "## Noise" not in win_log(person(seen, drills, reused), date(2026, 6, 1))
    hidden = logged("2026-05-20", "observed", "noise", baseline=100, actual=50, private=True)
    assert "No outcome was observed" in win_log(person(hidden))


def test_private_actions_and_reasons_stay_out_of_what_two_people_read() -> None:
    action = logged("2026-10-02", "action", what="Look elsewhere", private=True)
    blocks = (action, logged("2026-10-03", "no-opportunity", "drills", why="the boss", private=True), logged("2026-10-04", "action", what="Write"))
    found = person(*blocks)
    assert [one.what for one in agenda(found).actions] == ["Look elsewhere", "Write"]
    shared = agenda(found, private=False)
    assert [one.what for one in shared.actions] == ["Write"]
    assert (shared.opportunities[0].id, shared.opportunities[0].why) == ("drills", "")
    done = person(*blocks, logged("2026-10-05", "action-done", action=found.plan.journal[0].id))
    text = notes(agenda(done, private=False), done.name)
    assert "a private entry" in text
    assert "Look elsewhere" not in text
    assert "the boss" not in text
