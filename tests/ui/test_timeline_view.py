"""The Timeline, driven key by key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from textual.widgets import Input

from driver import found, planned, ready, shown, until
from tracktui.ui.app import TracktuiApp
from tracktui.ui.parts.dialogs import Choice, Question
from tracktui.ui.timeline.exam_day import PAUSE_SECONDS

AppOn = Callable[..., TracktuiApp]
PLAN = 'format = 1\n[profile]\nid = "ada"\nhours_per_week = 8\n[focus]\nprimary = "sre"\nlevel = 2\nfrom = 1\n'


async def test_plus_and_minus_zoom_around_the_item_and_stop_at_the_ends(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await pilot.press("2")
        pane: Any = app.query_one("#timeline .list-pane")
        assert "4 days a column" in str(pane.border_title)
        await pilot.press("minus")
        assert "a week a column" in str(pane.border_title)
        await pilot.press(*["plus"] * 9)
        assert "a day a column" in str(pane.border_title)
        await pilot.press("full_stop")
        assert "4 days a column" in str(pane.border_title)


async def test_left_and_right_move_the_calendar(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await pilot.press("2")
        before = shown(app, "#axis")
        await pilot.press("right")
        assert shown(app, "#axis") != before
        await pilot.press("h")
        assert shown(app, "#axis") == before


async def test_an_exam_is_moved_after_what_that_changes_was_shown(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await pilot.press("2")
        view: Any = app.query_one("#timeline")
        cert = next(item for item in found(app).items if item.kind == "cert")
        view.reveal(cert.id)
        await pilot.press("m", "m")
        await until(pilot, lambda: isinstance(app.screen, Question))
        app.screen.query_one(Input).value = "2026-01-01"
        await pilot.press("enter")
        assert "that day has passed" in shown(app, ".fault")
        app.screen.query_one(Input).value = "2027-08-02"
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Choice), "the consequences")
        assert "later" in shown(app, ".about")
        assert b"booked" not in Path("plan.toml").read_bytes()
        await pilot.press("g", "enter")
        await until(pilot, lambda: b"2027-08-02" in Path("plan.toml").read_bytes(), "the booking")


async def test_an_item_that_is_no_exam_cannot_be_moved_and_says_so(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await pilot.press("2")
        view: Any = app.query_one("#timeline")
        view.reveal("sre-2")
        await pilot.press("m")
        await pilot.pause()
        assert any("Only an exam" in note.message for note in app._notifications)


async def test_an_exam_is_moved_with_the_arrows_beside_what_that_changes_and_stays_where_it_was_with_escape(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await pilot.press("2")
        view: Any = app.query_one("#timeline")
        view.reveal("aws-dva")
        await pilot.pause()
        before: Any = planned(app, "aws-dva").finish
        await pilot.press("m")
        assert "Nothing is moved yet" in shown(app, "#timeline .detail")
        await pilot.press("right", "right", "left", "right")
        assert view.exam.moving.exam == before + timedelta(days=8)
        await until(pilot, lambda: "goal reached" in shown(app, "#timeline .detail"), "what it changes")
        assert "8 days later" in shown(app, "#timeline .detail")
        await pilot.press("escape")
        assert view.exam.moving is None
        await pilot.press("m", "right", "j")
        await pilot.pause()
        assert view.exam.moving is None, "looking at another row leaves the exam where it is"


async def test_an_exam_is_dragged_with_the_mouse_and_the_question_says_what_that_breaks_before_it_is_done(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await pilot.press("2")
        view: Any = app.query_one("#timeline")
        view.reveal("aws-dva")
        await pilot.pause()
        mark = next(known for known in view._bars["aws-dva"].marks if known.sign == "exam")
        row, column = view.rows.cursor - view.rows.scroll_offset.y, view.label + 1 + view.scale.column(mark.day)
        await pilot.mouse_down(view.rows, offset=(column, row))
        await pilot.hover(view.rows, offset=(column + 5, row))
        await until(pilot, lambda: view.exam.moving is not None and view.exam.moving.exam > mark.day, "the exam under the mouse")
        await pilot.mouse_up(view.rows, offset=(column + 5, row))
        await until(pilot, lambda: isinstance(app.screen, Choice), "the question")
        assert "goal reached" in shown(app, ".about")
        assert view.exam.moving is None
        await pilot.press("escape")
        assert view.item_id == "aws-dva"


async def test_a_day_that_was_still_to_be_looked_at_does_not_overtake_the_question_after_it(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await pilot.press("2")
        view: Any = app.query_one("#timeline")
        view.reveal("aws-dva")
        await pilot.press("m", "right")
        moving = view.exam.leave()
        assert moving.exam > moving.before
        await pilot.pause(2 * PAUSE_SECONDS)
        assert moving.rows == []


async def test_the_signs_are_told_and_one_that_is_chosen_leaves_only_its_items_on_all_three_screens(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(100, 36)) as pilot:
        await ready(pilot)
        for key, name, sign in (("1", "roadmap", "our own estimate"), ("2", "timeline", "planned exam"), ("3", "map", "a goal")):
            await pilot.press(key, "L")
            await until(pilot, lambda: isinstance(app.screen, Choice), "the signs")
            assert sign in shown(app, ".about")
            await pilot.press("down", "down", "enter")
            await until(pilot, lambda: not isinstance(app.screen, Choice), "the list")
            view: Any = app.query_one(f"#{name}")
            states = {planned(app, key.removeprefix("held:")).state for key in view.rows.keys}
            assert states == {"ready"}
            assert "only ready" in str(app.query_one(f"#{name} .list-pane").border_subtitle)
            await pilot.press("escape")
            assert not view.only
