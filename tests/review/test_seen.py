"""What was looked for: the last answer counts, and the level that the answers speak for."""

from __future__ import annotations

from datetime import date

import pytest

from people import CATALOG, HEAD, logged, person
from tracktui.plan.behaviours import Behaviour, name_of
from tracktui.plan.matrix import matrix
from tracktui.review.review_days import review_days
from tracktui.review.seen import Answer, Comparison, Looked, comparison, proposed

TWO = name_of("alerting", 2, CATALOG.skills["alerting"].behaviours[1][0])


def compared(*blocks: str, private: bool = True) -> Comparison:
    found = person(*blocks)
    return comparison(found, next(row for row in matrix(found.standing) if row.id == "alerting"), private=private)


def test_the_level_claimed_stands_beside_the_next_and_the_last_answer_counts() -> None:
    claimed = logged("2026-10-01", "claimed", "alerting", level=2)
    first = logged("2026-10-02", "calibrated", "alerting", not_seen=[TWO], by="sam")
    later = logged("2026-10-03", "calibrated", "alerting", seen=[TWO], by="sam")
    found = compared(claimed, first, later)
    assert [level for level, _ in found.sides] == [2, 3]
    assert found.looked == {TWO: Looked("seen", date(2026, 10, 3), "sam")}
    assert (found.proposed, compared(claimed, first).proposed) == (2, 1)
    hidden = logged("2026-10-03", "calibrated", "alerting", seen=[TWO], by="sam", private=True)
    assert compared(claimed, first, hidden, private=False).looked[TWO].answer == "not-seen"


def test_somebody_at_the_start_sees_the_first_level_and_at_the_end_the_last() -> None:
    assert [level for level, _ in compared().sides] == [1]
    assert [level for level, _ in compared(logged("2026-10-01", "claimed", "alerting", level=4)).sides] == [4]


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ({}, None),
        ({"a": "seen"}, None),
        ({"a": "seen", "b": "seen"}, 2),
        ({"a": "seen", "b": "no-opportunity"}, 2),
        ({"a": "no-opportunity", "b": "no-opportunity"}, None),
        ({"a": "seen", "b": "not-seen"}, 1),
        ({"a": "seen", "b": "seen", "c": "not-seen"}, 2),
        ({"a": "seen", "b": "seen", "c": "seen"}, 3),
        ({"c": "seen"}, None),
    ],
)
def test_answers_speak_for_the_highest_level_that_was_seen_and_missed_nothing(answers: dict[str, Answer], level: int | None) -> None:
    sides = ((2, (Behaviour("a", 2, "A"), Behaviour("b", 2, "B"))), (3, (Behaviour("c", 3, "C"),)))
    assert proposed(sides, {name: Looked(answer, date(2026, 10, 1), "sam") for name, answer in answers.items()}) == level


def test_each_review_is_held_gone_by_due_or_ahead() -> None:
    found = [(one.review.id, one.state) for one in review_days(person())]
    assert found == [("review-30", "due"), ("review-365", "ahead")]
    held = logged("2026-04-02", "reviewed", kind="review-30")
    assert [one.state for one in review_days(person(held))] == ["held", "ahead"]
    between = logged("2026-04-02", "reviewed", kind="1:1")
    assert [one.state for one in review_days(person(between))] == ["due", "ahead"]
    assert [one.state for one in review_days(person(head=HEAD, today=date(2027, 4, 1)))] == ["passed", "due", "ahead"]
