"""The Certs screen, driven key by key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from driver import ready, shown, until
from tracktui.catalog.entries import Cert
from tracktui.ui.app import TracktuiApp
from tracktui.ui.parts.dialogs import Choice, Reading

AppOn = Callable[..., TracktuiApp]


async def test_the_wallet_says_until_when_and_what_keeping_it_costs(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(160, 45)) as pilot:
        await ready(pilot)
        await pilot.press("5")
        view: Any = app.query_one("#certs")
        view.reveal("aws-soa")
        await pilot.pause()
        text = shown(app, "#certs .detail")
        assert "expiring" in text
        assert "a year" in text.lower()
        assert "sit the exam again" in text


async def test_a_facet_narrows_the_catalog_until_escape(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await pilot.press("5", "f")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, Choice) and "Which vendor" in app.screen.question)
        await pilot.press("enter")
        await pilot.pause()
        view: Any = app.query_one("#certs")
        items = app.workspace.catalog.items  # type: ignore[union-attr]
        vendors = {entry.vendor for key in view.rows.keys if isinstance(entry := items[key], Cert)}
        assert len(vendors) == 1
        assert f"only {vendors.pop()}" in str(app.query_one("#certs .list-pane").border_subtitle)
        await pilot.press("escape")
        assert "@all" in view.rows.keys


async def test_marked_certifications_are_compared_side_by_side(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await pilot.press("5")
        view: Any = app.query_one("#certs")
        view.reveal("cks")
        await pilot.press("c")
        assert any("Mark two to four" in note.message for note in app._notifications)
        await pilot.press("v")
        view.reveal("ckad")
        await pilot.press("v", "c")
        await until(pilot, lambda: isinstance(app.screen, Reading))
        text = shown(app, "#reading")
        assert "CKS" in text
        assert "CKAD" in text
        assert "$445" in text
