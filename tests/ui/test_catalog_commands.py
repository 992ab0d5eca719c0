"""In the terminal program: which catalog holds, what another one changes, and how old a fact is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from driver import ready, shown, until
from making import TODAY
from tracktui import paths
from tracktui.cli.main import status_of
from tracktui.ui.app import TracktuiApp
from tracktui.ui.parts.dialogs import Reading
from tracktui.ui.parts.list_view import ListView
from tracktui.ui.run import make_app

AppOn = Callable[..., TracktuiApp]


def old_plan() -> str:
    """A plan made before the user's own layer changed a price."""
    assert status_of(["--today", TODAY.isoformat(), "new", "--primary", "sre", "--level", "2", "--hours", "8", "-o", "made.toml"]) == 0
    folder = paths.config() / "catalog"
    folder.mkdir(parents=True)
    (folder / "a.toml").write_text('format = 1\n[[cert]]\nid = "ckad"\nextend = true\nprice_usd = 9\n')
    return Path("made.toml").read_text()


async def test_the_old_rules_hold_the_change_is_shown_taken_and_taken_back(app_on: AppOn) -> None:
    app = app_on(old_plan())
    async with app.run_test(size=(140, 36)) as pilot:
        await ready(pilot)
        assert "another catalog (C)" in shown(app, "#status")
        await pilot.press("C")
        await until(pilot, lambda: isinstance(app.screen, Reading) and "price $9 instead of $445" in shown(app, "#reading"), "the change")
        assert "This plan" in shown(app, "#reading")
        await pilot.press("escape", "A")
        await until(pilot, lambda: app.workspace is not None and app.workspace.pin.status == "same", "the new catalog")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "another catalog" not in shown(app, "#status")
        assert app.shown is not None
        assert app.shown.catalog.items["ckad"].price_usd == 9
        await pilot.press("C")
        assert any("newest catalog already" in note.message for note in app._notifications)
        await pilot.press("u")
        await until(pilot, lambda: app.workspace is not None and app.workspace.pin.status == "held", "the old catalog")


async def test_the_line_stands_among_the_problems_and_in_the_palette(app_on: AppOn) -> None:
    app = app_on(old_plan())
    async with app.run_test(size=(140, 36)) as pilot:
        await ready(pilot)
        assert "problem" not in shown(app, "#status")
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: isinstance(app.screen, Reading))
        assert "Planned with catalog 2026.11" in shown(app, "#reading")
        await pilot.press("escape", "ctrl+p", *"newest catalog from")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await until(pilot, lambda: app.workspace is not None and app.workspace.pin.status == "same", "the new catalog")


async def test_every_fact_has_its_age_and_source_one_key_away(app_on: AppOn) -> None:
    app = app_on('format = 1\n[profile]\nhours_per_week = 8\n[focus]\nprimary = "sre"\nlevel = 2\n')
    async with app.run_test(size=(140, 40)) as pilot:
        await ready(pilot)
        for view, key in (("1", "ckad"), ("5", "cks")):
            await pilot.press(view)
            app.query_one(f"#{app.view}", ListView).reveal(key)
            await pilot.pause()
            assert " old" in shown(app, ".detail") or "new" in shown(app, ".detail")
            await pilot.press("i")
            await until(pilot, lambda: isinstance(app.screen, Reading))
            assert "https://" in shown(app, "#reading")
            assert "old" in shown(app, "#reading")
            await pilot.press("escape")


async def test_a_catalog_of_old_facts_says_so() -> None:
    Path("plan.toml").write_text('format = 1\n[profile]\nhours_per_week = 8\n[focus]\nprimary = "sre"\nlevel = 2\n')
    app = make_app(Path("plan.toml"), (), date(2028, 2, 1), demo=False)
    async with app.run_test(size=(140, 36)) as pilot:
        await ready(pilot)
        assert "facts are old (!)" in shown(app, "#status")
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: isinstance(app.screen, Reading))
        assert "more than a year ago; the oldest:" in shown(app, "#reading")
