"""Recording from the dialogs: every event is offered where it fits, and asks for what it needs."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from driver import ready, until
from making import TODAY, plan_of
from tracktui.plan.events import EVENTS
from tracktui.ui.acts import progress
from tracktui.ui.app import TracktuiApp
from tracktui.ui.parts.dialogs import Choice, Question
from tracktui.ui.parts.list_view import ListView

AppOn = Callable[..., TracktuiApp]
PLAN = 'format = 1\n[profile]\nid = "ada"\nreviewer = "sam"\n[focus]\nprimary = "sre"\nlevel = 2\nfrom = 1\n[choices]\nkpis = ["mttr"]\n'
KINDS = ("cert", "project", "check", "scenario", "shadowing", "course", "step", "practice", "skill", "kpi", "")


def journal() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(Path("plan.toml").read_text()).get("journal", [])
    return found


def test_every_event_is_offered_somewhere_but_those_that_point_at_an_entry_or_are_the_programs() -> None:
    offered = {name for kind in KINDS for name, _, _ in progress.options(kind)}
    assert EVENTS.keys() - offered == {"focus", "role", "voided", "commented", "action-done"}
    for kind in KINDS:
        assert progress.likeliest(kind) in {name for name, _, _ in progress.options(kind)}


def test_every_question_goes_to_a_key_of_its_event_and_a_reviewers_word_asks_who_writes_it() -> None:
    plan = plan_of('[profile]\nid = "ada"\nreviewer = "sam"\n')
    for kind in KINDS:
        for event, _, _ in progress.options(kind):
            asks = progress.asks_of(event, kind, plan)
            assert {ask.key for ask in asks} <= EVENTS[event].keys.keys() | {"hours", "note", "evidence", "by"}
            assert ("by" in {ask.key for ask in asks}) == EVENTS[event].reviewer
    (by,) = progress.asks_of("signed-off", "check", plan)
    assert progress.value_of("signed-off", by, "ada", plan, TODAY)[1] == "only sam may write this"
    assert progress.value_of("signed-off", by, "sam", plan, TODAY) == ("sam", "")


@pytest.mark.parametrize(
    ("event", "text", "value"),
    [
        ("worked", "1,5h", 1.5),
        ("booked", "tomorrow", date(2026, 11, 24)),
        ("drilled", "75 %", 75),
        ("reading", "-3", -3),
        ("interest", "3", 3),
        ("delivered", "a template", ["a template"]),
    ],
)
def test_an_answer_is_read_as_its_kind(event: str, text: str, value: Any) -> None:
    plan = plan_of("[profile]\n")
    ask = progress.asks_of(event, "", plan)[0]
    assert progress.value_of(event, ask, text, plan, TODAY) == (value, "")
    if event != "delivered":
        assert progress.value_of(event, ask, "no such thing", plan, TODAY)[1]


async def test_a_pause_is_recorded_for_the_plan_and_a_claim_for_a_skill(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Choice) and "paused" in app.screen.options)
        app.screen.dismiss("paused")
        await until(pilot, lambda: isinstance(app.screen, Question))
        await pilot.press(*"soon", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Question)
        await pilot.press("ctrl+u", *"2027-01-15", "enter", *"leave", "enter")
        await until(pilot, lambda: bool(journal()), "the pause")
        await app.workers.wait_for_complete()
        assert (journal()[0]["event"], str(journal()[0]["until"]), journal()[0]["why"]) == ("paused", "2027-01-15", "leave")
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, Choice) and "alerting" in app.screen.options and "mttr" in app.screen.options)
        app.screen.dismiss("alerting")
        await until(pilot, lambda: isinstance(app.screen, Choice) and "claimed" in app.screen.options)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Question))
        await pilot.press("2", "enter")
        await until(pilot, lambda: len(journal()) == 2, "the claim")
        assert (journal()[1]["item"], journal()[1]["event"], journal()[1]["level"]) == ("alerting", "claimed", 2)


async def test_going_back_from_the_second_question_records_nothing_and_a_sign_off_is_the_reviewers(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        app.query_one("#roadmap", ListView).reveal("sre-2")
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        app.screen.dismiss("waived")
        await until(pilot, lambda: isinstance(app.screen, Question))
        await pilot.press("x", "enter")
        await pilot.press("escape")
        await pilot.pause()
        assert journal() == []
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        app.screen.dismiss("signed-off")
        await until(pilot, lambda: isinstance(app.screen, Question))
        await pilot.press(*"sam", "enter")
        await until(pilot, lambda: bool(journal()), "the signature")
        assert (journal()[0]["by"], journal()[0]["event"]) == ("sam", "signed-off")
