"""What nobody would do on purpose: random keys, every size, hundreds of windows. Seeded; HYPOTHESIS_PROFILE=soak (make soak) makes it long."""

from __future__ import annotations

import gc
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.widget import Widget

from driver import burst, ready, until
from tracktui.safe import safe_line
from tracktui.ui.app import TracktuiApp
from tracktui.ui.commands import SHIPPED, VIEWS, Command
from tracktui.ui.wizard import Wizard

AppOn = Callable[..., TracktuiApp]
SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
PLAN = 'format = 1\n[profile]\nid = "ada"\nhours_per_week = 8\n[focus]\nprimary = "sre"\nlevel = 2\n'
MOVES = ("down", "up", "left", "right", "enter", "escape", "tab", "home", "end", "pagedown", "pageup", "backspace", "delete", *"jkgGax1")
LEAVES = {"q", "ctrl+c", "ctrl+q"}
OUTSIDE = {"E"}
"""The editor takes the terminal: it has a test of its own."""
KEYS = sorted({*MOVES, *SHIPPED.keys} - LEAVES - OUTSIDE)


@pytest.mark.parametrize("view", VIEWS)
async def test_random_keys_never_end_it(app_on: AppOn, view: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webbrowser.open", lambda url: True)
    seed = random.SystemRandom().randrange(10**9) if SOAK else sum(map(ord, view))
    chosen = random.Random(seed)
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await app.switch(view)  # type: ignore[arg-type]
        for _ in range(100 if SOAK else 6):
            pressed = chosen.choices(KEYS, k=10)
            await burst(pilot, *pressed)
            assert app.is_running, (seed, pressed)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.failed is None, seed


async def test_every_size_is_drawn_and_the_cursor_stays_on_its_row(app_on: AppOn) -> None:
    chosen = random.Random(60)
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        sizes = [(1, 1), (2, 40), (300, 2), *((chosen.randint(1, 220), chosen.randint(1, 60)) for _ in range(600 if SOAK else 57))]
        places: dict[str, Any] = {}
        for view in VIEWS:
            await app.switch(view)
            await pilot.press("G", "k")
            places[view] = app.here.rows.key
        for number, size in enumerate(sizes):
            view = VIEWS[number * len(VIEWS) // len(sizes)]
            if app.view != view:
                await app.switch(view)
            await pilot.resize_terminal(*size)
            assert app.here.rows.key == places[view], (view, size)
        await pilot.resize_terminal(100, 30)
        for view in VIEWS:
            await app.switch(view)
            rows = app.here.rows
            assert rows.key == places[view]
            await until(pilot, lambda rows=rows: 0 <= rows.cursor - rows.scroll_offset.y < rows.size.height, f"the cursor of {view} in sight")  # type: ignore[misc]


LAST_WINDOW = 10
"""Widgets of the window closed last, which caches may still hold. A leak is several for each of them."""


def widgets_alive() -> int:
    gc.collect()
    return sum(isinstance(thing, Widget) for thing in gc.get_objects())


async def test_windows_and_screen_changes_leave_no_widget_behind(app_on: AppOn) -> None:
    app = app_on(PLAN)
    windows = (("question_mark", "q"), ("space", "q"), ("comma", "q"), ("w", "q"), ("y", "q"))
    views = [SHIPPED.by_id(view).keys[0] for view in VIEWS]
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)

        async def through(opened: int, changes: int) -> int:
            for number in range(changes):
                await burst(pilot, views[number % len(views)])
            await burst(pilot, "1")
            for number in range(opened):
                for key in windows[number % len(windows)]:
                    await burst(pilot, key)
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert len(app.screen_stack) == 1
            return widgets_alive()

        before = await through(len(windows), len(views))
        assert await through(200 if SOAK else 10, 500 if SOAK else 20) <= before + LAST_WINDOW


CASES = [(view, command) for view in VIEWS for command in SHIPPED.here(view) if command.keys and command.id not in ("quit", "edit_plan")]


@pytest.mark.parametrize("view", VIEWS)
async def test_every_key_of_every_view_does_something_or_says_why_not(app_on: AppOn, view: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webbrowser.open", lambda url: True)
    app = app_on()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        for command in (command for of, command in CASES if of == view):
            await app.switch(view)  # type: ignore[arg-type]
            app.clear_notifications()
            await pilot.pause()
            before = looks(app)
            app.simulate_key(command.keys[0])
            await until(pilot, lambda before=before, command=command: looks(app) != before or is_here(app, command), f"{command.id} in {view}")  # type: ignore[misc]
            await app.workers.wait_for_complete()
            while len(app.screen_stack) > 1 or app.here.words:
                await burst(pilot, "escape")
            await until(pilot, lambda: len(app.screen_stack) == 1, f"the way back from {command.id}")


def is_here(app: TracktuiApp, command: Command) -> bool:
    """Whether the command leads to the screen that is shown already."""
    return command.id == app.view


def looks(app: TracktuiApp) -> tuple[Any, ...]:
    """What a reader could see a difference in."""
    picture = tuple(segment.text for strip in app.screen._compositor.render_strips() for segment in strip)
    return (picture, type(app.screen), app.view, app.theme, app.clipboard, len(app._notifications), str(app.focused))


HOSTILE = "[/][@click=app.quit]x[/]\\u001b]52;c;eA==\\u0007\\u202e:warning:[link=https://example.org]y[/link]$accent"
SHOWN = HOSTILE.encode().decode("unicode_escape")


def hostile_plan() -> str:
    """A plan with the text in every field that takes any."""
    text = PLAN.replace('id = "ada"', f'id = "ada"\nname = "{HOSTILE}"\nreviewer = "{HOSTILE}"')
    text += f'[[own.project]]\nid = "my-x"\nname = "{HOSTILE}"\nnotes = "{HOSTILE}"\nproves = ["ckad"]\nacceptance = ["{HOSTILE}"]\noutputs = ["{HOSTILE}"]\n'
    text += (
        f'objectives = ["{HOSTILE}"]\nfeedback = ["{HOSTILE}"]\nurl = "https://example.org/{HOSTILE}"\nmetric = {{ name = "{HOSTILE}", unit = "{HOSTILE}" }}\n'
    )
    text += '[choices]\npin = ["my-x"]\n'
    for event, more in (("noted", ""), ("agreed", f'with = "{HOSTILE}"'), ("skipped", f'why = "{HOSTILE}"')):
        text += f'[[journal]]\nat = 2026-11-01\nevent = "{event}"\nitem = "my-x"\nby = "{HOSTILE}"\nnote = "{HOSTILE}"\n{more}\n'
        text += f'evidence = [{{ link = "{HOSTILE}" }}, {{ text = "{HOSTILE}" }}, {{ file = "{HOSTILE}" }}]\n'
    return text


WINDOWS = (("y",), ("i",), ("w",), ("question_mark",), ("O",), ("e",), ("space",), ("ctrl+p", "x"), ("exclamation_mark",))


async def test_hostile_text_in_every_field_does_nothing_on_any_screen_or_window(app_on: AppOn, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("pack").mkdir()
    Path("pack/a.toml").write_text(
        f'format = 1\n[[cert]]\nid = "cka"\nextend = true\nname = "{HOSTILE}"\nnotes = "{HOSTILE}"\nissuer = "{HOSTILE}"\n'
        f'[[track]]\nid = "sre"\nextend = true\nname = "{HOSTILE}"\n[[skill]]\nid = "alerting"\nextend = true\nname = "{HOSTILE}"\n'
    )
    monkeypatch.setenv("TRACKTUI_CATALOGS", str(Path("pack").resolve()))
    app = app_on(hostile_plan())
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        assert any(safe_line(SHOWN)[:20] in str(entry.name) or SHOWN[:5] in entry.name for entry in app.shown.catalog.tracks.values())  # type: ignore[union-attr]
        for view in VIEWS:
            await app.switch(view)
            for key in (
                ("cka", "my-x") if view in ("roadmap", "timeline", "map", "certs") else [key for key in app.here.rows.keys if not key.startswith("@")][:5]
            ):
                app.here.reveal(key)
                await pilot.pause()
                clean(app)
            for window in WINDOWS if view == "roadmap" else WINDOWS[:2]:
                await burst(pilot, *window)
                clean(app)
                while len(app.screen_stack) > 1:
                    await burst(pilot, "escape")
        assert app.is_running


def clean(app: TracktuiApp) -> None:
    """Nothing on screen is a control sequence, a link or an action that came from data."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            assert segment.control or segment.text.isprintable()
            style = segment.style
            assert style is None or (style.link is None and not any(str(key).startswith("@") for key in style.meta))


async def test_the_wizard_bears_random_keys(app_on: AppOn) -> None:
    chosen = random.Random(7)
    app = app_on("")
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Wizard))
        for _ in range(200 if SOAK else 8):
            await burst(pilot, *chosen.choices([key for key in KEYS if key != "escape"], k=5))
            if not app.is_running:
                break
        assert app.failed is None
