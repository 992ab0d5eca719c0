"""The Map, driven key by key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from driver import ready, shown, until
from tracktui.ui.app import TracktuiApp
from tracktui.ui.parts.list_view import ListView

AppOn = Callable[..., TracktuiApp]


def at(app: TracktuiApp) -> str:
    return app.query_one("#map", ListView).item_id


async def test_left_goes_to_what_an_item_needs_right_to_what_it_unlocks_and_brackets_back_and_forward(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await pilot.press("3")
        app.query_one("#map", ListView).reveal("sre-2")
        await pilot.press("right")
        first = at(app)
        assert first in ("error-budget-one-service", "restore-drill")
        await pilot.press("h")
        assert at(app) != first
        await pilot.press("left_square_bracket", "left_square_bracket")
        assert at(app) == "sre-2"
        await pilot.press("right_square_bracket")
        assert at(app) == first


async def test_the_boxes_say_what_an_item_needs_and_unlocks(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(160, 45)) as pilot:
        await ready(pilot)
        await pilot.press("3")
        app.query_one("#map", ListView).reveal("sre-2")
        await pilot.pause()
        assert "A ledger in one region" in shown(app, "#map-needs")
        assert "one of" in shown(app, "#map-needs")
        assert "An error budget that decides releases" in shown(app, "#map-unlocks")
        assert app.query_one("#map-needs").border_title == "Needs  2 of 4 done"


async def test_f_leaves_only_what_lies_around_and_escape_brings_everything_back(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await pilot.press("3", "m")
        view: Any = app.query_one("#map", ListView)
        everything = list(view.rows.keys)
        view.reveal("otca")
        await pilot.press("f")
        assert "aws-dva" not in view.rows.keys
        assert view.item_id == "otca"
        await pilot.press("escape")
        assert set(view.rows.keys) == set(everything)


async def test_the_whole_catalog_is_walked_from_any_entry(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await pilot.press("3", "m", "m")
        view: Any = app.query_one("#map", ListView)
        view.reveal("cks")
        await pilot.press("left")
        assert at(app) == "cka"
        assert "not in your roadmap" not in shown(app, "#map-focus")
        assert "Unlocks  at most" in str(app.query_one("#map-unlocks").border_title)


async def test_arrows_and_numbers_say_in_the_list_what_an_item_needs_and_where_it_is_wide_the_pane_tells_all(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(160, 45)) as pilot:
        await ready(pilot)
        await pilot.press("3")
        view: Any = app.query_one("#map", ListView)
        view.reveal("sre-2")
        await until(pilot, lambda: view._marked.get("sre-2") == "focus", "the row looked at")
        rows = {key: "".join(text for text, _ in view.draw(key, 140)) for key in view.rows.keys if not key.startswith("@")}
        assert rows["sre-2"].startswith(" = ")
        assert rows["one-region-ledger"].startswith(" < ")
        assert rows["sre-3"].startswith(" > ")
        assert rows["otca"].startswith("   ")
        assert "(2 of 5)" in rows["sre-3"]
        assert "in progress" in rows["otca"]
        assert "later than agreed on" in " ".join(shown(app, "#map .detail").split())
        await pilot.press("m", "m")
        row = "".join(text for text, _ in view.draw("sre-2", 120))
        assert "one of " in row
        assert not view.query_one(".detail-pane").display or "SRE 2" in shown(app, "#map .detail")
        await pilot.resize_terminal(100, 30)
        await until(pilot, lambda: not view.query_one(".detail-pane").display, "the pane put away")
