"""What if: another version of the plan beside this one, taken over or left."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

from textual.widgets import Input

from driver import found, ready, shown, until
from tracktui.ui.app import TracktuiApp
from tracktui.ui.parts.dialogs import Choice, Question
from tracktui.ui.parts.list_view import ListView

AppOn = Callable[..., TracktuiApp]
PLAN = 'format = 1\n[profile]\nid = "ada"\nhours_per_week = 8\n[focus]\nprimary = "sre"\nlevel = 2\nfrom = 1\n'


async def test_an_item_is_left_out_after_what_comes_instead_was_shown(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        cert = next(item for item in found(app).items if item.kind == "cert")
        app.query_one("#roadmap", ListView).reveal(cert.id)
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        await pilot.press("g", "enter")
        await until(pilot, lambda: bool(app.screen.query(".about")), "the comparison")
        assert "Drops out" in shown(app, ".about")
        assert "Comes in" in shown(app, ".about")
        await pilot.press("g", "enter")
        await until(pilot, lambda: cert.id in tomllib.loads(Path("plan.toml").read_text()).get("choices", {}).get("exclude", []), "the exclusion")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert found(app).get(cert.id) is None


async def test_other_hours_are_asked_for_and_left_without_a_trace(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        before = Path("plan.toml").read_bytes()
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        assert isinstance(app.screen, Choice)
        await pilot.press("G", "up", "enter")
        await until(pilot, lambda: isinstance(app.screen, Question))
        app.screen.query_one(Input).value = "90"
        await pilot.press("enter")
        assert "at most 60" in shown(app, ".fault")
        app.screen.query_one(Input).value = "4"
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.screen.query(".about")), "the comparison")
        assert "later" in shown(app, ".about")
        await pilot.press("escape")
        assert Path("plan.toml").read_bytes() == before


async def test_what_the_planner_adds_by_itself_can_be_neither_pinned_nor_left_out_in_a_what_if(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        app.query_one("#roadmap", ListView).reveal("practice@error-budgets-2")
        await pilot.press("p")
        assert any("cannot be pinned by itself" in note.message for note in app._notifications)
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        assert isinstance(app.screen, Choice)
        assert "without" not in app.screen.options
        assert "more" in app.screen.options
