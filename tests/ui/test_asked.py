"""What another way than by the highlighted item would cost: in the pane and in the window of reasons, once it has been asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from textual import events

from driver import SECONDS, burst, ready, shown, until
from making import logged
from tracktui.roadmap.why.account import OtherWays
from tracktui.roadmap.why.other_ways import other_ways, outline
from tracktui.ui.app import TracktuiApp
from tracktui.ui.parts import asked
from tracktui.ui.parts.asked import lost_rows, without_row
from tracktui.ui.parts.dialogs import Reading
from tracktui.ui.parts.list_view import ListView
from tracktui.ui.parts.prose import Kept, wrapped

AppOn = Callable[..., TracktuiApp]
PLAN = 'format = 1\n[profile]\nid = "ada"\nhours_per_week = 8\n[focus]\nprimary = "sre"\nlevel = 2\n'
OPEN = "Without it the cheapest plan costs ... more"
ASKED_FOR = "You asked for it yourself: leaving it out has no price."


def told(app: TracktuiApp, view: str = "roadmap") -> str:
    """The pane's words, on one line."""
    return " ".join(shown(app, f"#{view} .detail").split())


def answered(app: TracktuiApp) -> list[str]:
    """The items with a price whose prices are known."""
    values: Any = app.shown
    found = {item.id: app.asked.known(values, item) for item in values.found.items}
    return [item for item, known in found.items() if known.priced and not known.left]


async def before_rest(condition: Callable[[], object]) -> None:
    """Look between any two steps of the app, without waiting until it is at rest."""
    end = monotonic() + SECONDS
    while not condition():
        assert monotonic() < end
        await asyncio.sleep(0)


def height(found: OtherWays, width: int) -> int:
    """Lines that it takes in a pane."""
    return len(wrapped([without_row(found, "- "), *lost_rows(found)], width))


async def test_the_pane_says_what_another_way_would_cost_as_soon_as_that_is_known(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        app.post_message(events.Key("down", None))
        await before_rest(lambda: OPEN in told(app))
        assert app.asked.waiting
        await pilot.pause()
        values, item = app.shown, app.item
        assert values is not None
        assert item is not None
        found = other_ways(values.planner, values.found, item)
        assert found.without in told(app)
        app.query_one("#roadmap", ListView).reveal("error-budget-one-service")
        await before_rest(lambda: "Chosen for SRE 3: independent ownership - not Trace and halve the slowest user journey: ... -" in told(app))
        await pilot.pause()
        assert "Chosen for SRE 3: independent ownership - not Trace and halve the slowest user journey: $160 more -" in told(app)
        assert "Chosen for OpenTelemetry Certified Associate - not Trace and halve the slowest user journey: $160 more" in told(app)


async def test_nothing_in_the_pane_moves_when_a_price_comes(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        values: Any = app.shown
        for item in values.found.items:
            first, last = outline(values.planner, values.found, item), other_ways(values.planner, values.found, item)
            for width in range(28, 80):
                assert height(first, width) == height(last, width), (item.id, width)


async def test_a_price_is_forgotten_with_the_plan_it_was_asked_for_and_a_goal_has_none(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        before = told(app)
        assert "Without it the cheapest plan costs $" in before
        assert OPEN not in before
        first: Any = app.item
        app.change(lambda workspace: workspace.log("worked", first.id, hours=9.0))
        await until(pilot, lambda: "9 h done" in told(app), "the entry")
        await until(pilot, lambda: not app.asked.waiting, "the prices")
        values: Any = app.shown
        assert answered(app) == [first.id]
        assert other_ways(values.planner, values.found, values.found.get(first.id)).without in told(app)
        assert told(app).split("Without it")[1][:45] != before.split("Without it")[1][:45]
        app.query_one("#roadmap", ListView).reveal("sre-2")
        await pilot.pause()
        assert ASKED_FOR in told(app)
        assert "more in hours and money" not in told(app)


async def test_whoever_moves_on_asks_only_about_where_they_stop(app_on: AppOn, monkeypatch: pytest.MonkeyPatch) -> None:
    app = app_on()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        start = answered(app)
        monkeypatch.setattr(asked, "STILL_SECONDS", 0.2)
        await burst(pilot, *["down"] * 12)
        await until(pilot, lambda: not app.asked.waiting, "the prices")
        last: Any = app.item
        assert last.id == "hand-made-landing-zone"
        assert answered(app) == [*start, last.id]
        # What is moved away from before its time is not asked for, and neither is a heading.
        await burst(pilot, "up", "home")
        await until(pilot, lambda: not app.asked.waiting, "nothing")
        assert answered(app) == [*start, last.id]


async def test_the_window_of_reasons_and_other_screens_say_what_the_pane_says(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(160, 45)) as pilot:
        await ready(pilot)
        values: Any = app.shown
        found = app.asked.known(values, values.found.items[0])
        rows = ["".join(text for text, _ in row) for row in (without_row(found), *lost_rows(found))]
        for view in ("2", "3"):
            await pilot.press(view)
            assert "\n".join(rows[1:]) in shown(app, f"#{app.view} .detail")
            assert rows[0] in shown(app, f"#{app.view} .detail")
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, Reading), "the reasons")
        assert "\n".join(rows) in shown(app, "#reading")
        await pilot.press("escape", "1", "down", "w")
        await until(pilot, lambda: not app.asked.waiting, "the prices")
        assert "Without it the cheapest plan costs $20 more" in shown(app, "#reading")


async def test_what_cannot_be_worked_out_says_so_and_is_reported(app_on: AppOn, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("tracktui.roadmap.choice.prices.cheapest", fails)
    app = app_on()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        assert "What it would cost without it could not be worked out." in told(app)
        assert "not Prometheus Certified Associate: its price could not be worked out" in told(app)
        assert "Unlocks" in told(app)
        assert [*home.rglob("failures/*.log")]
        await pilot.press("down")
        assert "could not be worked out" in told(app)
        assert app.failed is None


async def test_leaving_ends_what_is_being_asked(app_on: AppOn, monkeypatch: pytest.MonkeyPatch) -> None:
    app = app_on()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        monkeypatch.setattr(asked, "TURN_SECONDS", 0.05)
        app.query_one("#roadmap", ListView).reveal("aws-dva")
        await before_rest(lambda: any(worker.is_running for worker in app.workers))
        app.exit(0)
    assert not any(worker.is_running for worker in app.workers)
    assert app.failed is None


@pytest.mark.parametrize(("acting", "seen"), [("", True), ("sam", False)])
async def test_private_entries_stay_out_of_the_pane_while_somebody_else_has_the_keyboard(app_on: AppOn, acting: str, seen: bool) -> None:
    text = PLAN.replace('id = "ada"', 'id = "ada"\nreviewer = "sam"') + logged("2026-11-20", "noted", "sre-2", note="For me alone.", private=True)
    app = app_on(text + logged("2026-11-21", "noted", "sre-2", note="For both."), acting)
    async with app.run_test(size=(160, 45)) as pilot:
        await ready(pilot)
        for view in ("1", "2", "3"):
            await pilot.press(view)
            app.here.reveal("sre-2")
            await pilot.pause()
            assert "For both." in told(app, app.view)
            assert ("For me alone." in told(app, app.view)) == seen


def test_a_row_keeps_the_room_of_its_longest_wording() -> None:
    row = Kept([("- ", "dim"), ("short", "text")], [[("- ", "dim"), ("as long as four words", "text")]])
    assert [len(wrapped([row], width)) for width in (30, 15, 10)] == [1, 2, 3]
    assert wrapped([row], 10)[1:] == [[], []]
