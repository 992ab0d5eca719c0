"""A role's goals as checks of the plan: promised days, sign-off, what is said when they come too late."""

from __future__ import annotations

from datetime import date

import pytest

from making import TODAY, catalog_of, logged, plan_of
from tracktui.catalog.model import Catalog
from tracktui.problems import Problem
from tracktui.roadmap.build import roadmap
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.why.explain import why

ROLE = """
[[skill]]
id = "sawing"
name = "Sawing"
practice_hours = [4, 8, 16, 32]
[[role]]
id = "joiner"
name = "Joiner"
goals = [
  { day = 60, text = "Saws alone.", requires = [{ skill = "sawing", level = 2 }] },
  { day = 30, text = "Has met everybody." },
]
"""
HEAD = """
start = 2026-11-23
hours_per_week = 7
role = "joiner"
[focus]
onboarding = 2026-11-23
"""


def test_goals_are_checks_that_ask_their_text_in_order_of_their_days() -> None:
    found = roadmap(catalog_of(ROLE), plan_of(HEAD), TODAY)
    assert [(goal.id, goal.name, goal.reached) for goal in found.goals] == [("joiner@30", "Joiner: 30 days", False), ("joiner@60", "Joiner: 60 days", False)]
    assert found.problems == ()
    last = found.get("joiner@60")
    assert last is not None
    assert (last.kind, last.finish, last.flags) == ("check", found.goals[1].day, ())
    planner = Planner(catalog_of(ROLE), plan_of(HEAD), TODAY)
    sentences = why(planner, found, last)
    assert sentences[0] == "Joiner: 60 days is a goal of your role, promised for 22 Jan 2027."
    assert "starting with: Saws alone." in sentences[-1]


def test_a_promised_day_goes_before_what_has_none() -> None:
    """At 2 h a week the twelve hours of sawing fill most of the sixty days: a pinned course waits."""
    course = '[[course]]\nid = "a-course"\nname = "A course"\nhours = [10, 10]\n'
    head = HEAD.replace("hours_per_week = 7", "hours_per_week = 2") + '[choices]\npin = ["a-course"]\n'
    found = roadmap(catalog_of(ROLE + course), plan_of(head), TODAY)
    goal, other = found.get("joiner@60"), found.get("a-course")
    assert goal is not None
    assert other is not None
    assert goal.finish is not None
    assert other.finish is not None
    assert goal.finish <= date(2027, 1, 22) < other.finish


def test_a_goal_that_comes_too_late_says_so() -> None:
    found = roadmap(catalog_of(ROLE), plan_of(HEAD.replace("hours_per_week = 7", "hours_per_week = 1")), TODAY)
    goal = found.get("joiner@60")
    assert goal is not None
    assert goal.flags == ("comes after the day it was promised for, 22 Jan 2027",)
    (told,) = found.problems
    assert told.message == "a promised day is missed: Joiner: 60 days by 5 weeks (25 Feb 2027 instead of 22 Jan 2027)"
    assert told.hint == "2 h a week from now would do; or promise a later day"


def test_promised_days_that_cannot_be_kept_say_which_by_how_much_and_at_how_many_hours_they_would_be(shipped: Catalog) -> None:
    def at(weekly: int, more: str = "promotion = true\n") -> list[Problem]:
        focus = f'[focus]\nonboarding = 2026-11-23\nprimary = "platform"\nlevel = 2\n{more}'
        found = roadmap(shipped, plan_of(f'role = "cloud-native-engineer"\nhours_per_week = {weekly}\n{focus}'), TODAY)
        return [problem for problem in found.problems if problem.code == "later-than-promised"]

    (told,) = at(8)
    assert told.message.startswith("3 promised days are missed: Cloud Native Engineer: 60 days by 18 weeks (24 May 2027 instead of 22 Jan 2027), ")
    assert told.hint == "24 h a week from now would do; or promise a later day"
    assert (len(at(23)), at(24)) == (1, [])
    # Without the promotion another project is chosen for the 60 days, and its observation takes too long at any pace.
    (never,) = at(40, "")
    assert never.hint == "no hours a week up to 40 would do; or promise a later day"


def test_a_goal_is_signed_off_like_any_check() -> None:
    found = roadmap(catalog_of(ROLE), plan_of(HEAD, logged("2026-12-01", "signed-off", "joiner@30")), date(2026, 12, 2))
    assert [goal.reached for goal in found.goals] == [True, False]
    assert "joiner@30" in {item.id for item in found.finished}


def test_without_a_day_of_joining_a_role_has_no_goals_in_the_plan(shipped: Catalog) -> None:
    assert roadmap(shipped, plan_of('role = "finops-engineer"'), TODAY).goals == ()


def test_every_shipped_role_can_be_joined_and_promoted(shipped: Catalog) -> None:
    for role in shipped.roles.values():
        head = f'role = "{role.id}"\nhours_per_week = 8\n[focus]\nonboarding = 2026-11-23\npromotion = true\n'
        found = roadmap(shipped, plan_of(head), TODAY)
        assert [problem.message for problem in found.problems if problem.code != "later-than-promised"] == [], role.id
        assert len(found.goals) == len(role.goals) + 1, role.id
        assert all(goal.day is not None for goal in found.goals), role.id


CHECKS = """
[[check]]
id = "a-1"
name = "A 1"
hours = [10, 10]
[[check]]
id = "c-1"
name = "C 1"
hours = [2, 2]
[[course]]
id = "a-course"
name = "A course"
hours = [10, 10]
"""


@pytest.mark.parametrize(
    ("item", "due", "later"),
    [
        ("c-1", "2026-11-30", ["c-1", "a-1", "a-course"]),
        ("", "2026-11-30", ["a-1", "c-1", "a-course"]),
        ("c-1", "2026-11-20", ["a-1", "c-1", "a-course"]),
        ("a-course", "2026-11-30", ["a-1", "c-1", "a-course"]),
    ],
)
def test_a_day_ahead_that_a_check_was_promised_for_in_an_action_is_its_latest_day(item: str, due: str, later: list[str]) -> None:
    action = logged("2026-11-16", "action", item, what="show it", due=date.fromisoformat(due))
    found = roadmap(catalog_of(CHECKS), plan_of('hours_per_week = 7\n[choices]\npin = ["a-course", "a-1", "c-1"]\n', action), TODAY)
    assert [entry.id for entry in found.items] == later


def test_a_promise_that_is_kept_or_cannot_be_kept() -> None:
    action = logged("2026-11-16", "action", "c-1", what="show it", due=date(2026, 11, 24))
    plan = plan_of('hours_per_week = 1\n[choices]\npin = ["c-1"]\n', action)
    (late,) = roadmap(catalog_of(CHECKS), plan, TODAY).items
    assert late.flags == ("comes after the day it was promised for, 24 Nov 2026",)
    done = logged("2026-11-18", "action-done", action=plan.journal[0].id)
    (free,) = roadmap(catalog_of(CHECKS), plan_of('hours_per_week = 1\n[choices]\npin = ["c-1"]\n', action, done), TODAY).items
    assert free.flags == ()
