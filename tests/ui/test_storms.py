"""What nobody would do on purpose: random keys, every size, hundreds of windows. Seeded; `make soak` makes it long."""

from __future__ import annotations

import asyncio
import gc
import mmap
import os
import random
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.worker import active_worker

from amounts import amount, tell
from drawn import looks
from driver import DRAWN_EVERY, burst, opened, ready, until
from tracktui.safe import safe_line
from tracktui.ui.app import TracktuiApp
from tracktui.ui.commands import SHIPPED, VIEWS, Command, View
from tracktui.ui.wizard import Wizard
from tracktui.work import Work

pytestmark = pytest.mark.usefixtures("kept_figures")
AppOn = Callable[..., TracktuiApp]
PLAN = 'format = 1\n[profile]\nid = "ada"\nhours_per_week = 8\n[focus]\nprimary = "sre"\nlevel = 2\n'
MOVES = ("down", "up", "left", "right", "enter", "escape", "tab", "home", "end", "pagedown", "pageup", "backspace", "delete", *"jkgGax1")
LEAVES = {"q", "ctrl+c", "ctrl+q"}
OUTSIDE = {"E"}
"""The editor takes the terminal: it has a test of its own."""
KEYS = sorted({*MOVES, *SHIPPED.keys} - LEAVES - OUTSIDE)


@pytest.mark.parametrize("view", VIEWS)
async def test_random_keys_never_end_it(app_on: AppOn, view: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webbrowser.open", lambda url: True)
    seed = amount(sum(map(ord, view)), random.SystemRandom().randrange(10**9))
    chosen = random.Random(seed)
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await app.switch(view)  # type: ignore[arg-type] # the names are those of VIEWS
        for _ in range(amount(6, 100)):
            # Out of what was opened again: else most keys are typed into the first window.
            pressed = [*chosen.choices(KEYS, k=8), "escape", "escape"]
            await burst(pilot, *pressed)
            assert app.is_running, (seed, pressed)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.failed is None, seed
    tell("random keys", view=view, keys=10 * amount(6, 100), seed=seed)


async def test_every_size_is_drawn_and_the_cursor_stays_on_its_row(app_on: AppOn) -> None:
    chosen = random.Random(60)
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        sizes = [(1, 1), (2, 40), (300, 2), *((chosen.randint(1, 220), chosen.randint(1, 60)) for _ in range(amount(57, 600)))]
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
            await until(pilot, lambda rows=rows: 0 <= rows.cursor - rows.scroll_offset.y < rows.size.height, f"the cursor of {view} in sight")  # type: ignore[misc] # bound now


WINDOWS_OPENED = (("question_mark", "q"), ("space", "q"), ("comma", "q"), ("w", "q"), ("y", "q"))


async def test_windows_and_screen_changes_leave_no_widget_behind_and_memory_stays_as_it_is(app_on: AppOn) -> None:
    app = app_on(PLAN)
    views = [SHIPPED.by_id(view).keys[0] for view in VIEWS]
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)

        async def change(times: int) -> None:
            for number in range(times):
                await burst(pilot, views[number % len(views)])
            await burst(pilot, "1")

        async def open_and_close(times: int) -> None:
            for number in range(times):
                for key in WINDOWS_OPENED[number % len(WINDOWS_OPENED)]:
                    await burst(pilot, key)
            assert len(app.screen_stack) == 1

        # The line that tells of what takes long is made when first something does, and stays.
        with app.busy.doing(Work("waiting")):
            await until(pilot, lambda: bool(app.query("#work")), "the line")
        await change(len(VIEWS))
        await open_and_close(len(WINDOWS_OPENED))
        before, _, _ = await held(pilot)
        await change(amount(14, 500))
        await open_and_close(amount(5, 200))
        assert (await held(pilot))[0] <= before
        await open_and_close(amount(0, 800))
        _, things, memory = await held(pilot)
        await open_and_close(amount(5, 1000))
        widgets, more_things, more_memory = await held(pilot)
    tell("windows and screen changes", widgets=f"{before} to {widgets}", things=f"{things} to {more_things}", megabytes=f"{memory:.1f} to {more_memory:.1f}")
    assert widgets <= before
    assert more_things <= 1.05 * things
    assert more_memory <= 1.05 * memory


async def held(pilot: Pilot[Any]) -> tuple[int, int, float]:
    """Widgets that are alive, things that Python keeps track of, and the memory of the process in megabytes (0 where nothing tells)."""
    await pilot.app.workers.wait_for_complete()
    # What a window had asked for later is let go when its time has come; what it had worked out in a thread, when the thread has other work.
    await pilot.pause(2 * DRAWN_EVERY)
    await all_threads_forget()
    await pilot.pause()
    # What the program has frozen is not counted else.
    gc.unfreeze()
    gc.collect()
    things = gc.get_objects()
    told = Path("/proc/self/statm")
    pages = int(told.read_text().split()[1]) if told.exists() else 0
    return sum(isinstance(thing, Widget) for thing in things), len(things), pages * mmap.PAGESIZE / 1e6


async def all_threads_forget() -> None:
    """Textual lets a thread of the pool keep its last worker, and so what that was given."""
    every = min(32, (os.cpu_count() or 1) + 4)
    together = threading.Barrier(every)

    def forget() -> None:
        together.wait()
        active_worker.set(None)  # type: ignore[arg-type] # as if no worker had been there

    loop = asyncio.get_running_loop()
    await asyncio.gather(*(loop.run_in_executor(None, forget) for _ in range(every)))


def not_in_footers(view: View) -> list[Command]:
    """The commands of a view that no footer names (test_footers.py has the others). What needs nothing of a view is tried in the first one only."""
    once = view == VIEWS[0]
    return [
        one
        for one in SHIPPED.here(view)
        if one.keys and (not one.footer or one.id == "move_exam") and (once or one.views or one.needs) and one.id != "edit_plan"
    ]


@pytest.mark.parametrize("view", VIEWS)
async def test_every_key_that_no_footer_names_does_something_or_says_why_not(app_on: AppOn, view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webbrowser.open", lambda url: True)
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        for command in not_in_footers(view):
            await app.switch(view)
            app.clear_notifications()
            await pilot.pause()
            before = looks(app)
            app.simulate_key(command.keys[0])
            await until(pilot, lambda before=before, command=command: looks(app) != before or is_here(app, command), f"{command.id} in {view}")  # type: ignore[misc] # bound now
            await app.workers.wait_for_complete()
            while len(app.screen_stack) > 1 or app.here.words:
                await burst(pilot, "escape")
            await until(pilot, lambda: len(app.screen_stack) == 1, f"the way back from {command.id}")


def is_here(app: TracktuiApp, command: Command) -> bool:
    """Whether the command leads to the screen that is shown already."""
    return command.id == app.view


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
        assert any(safe_line(SHOWN)[:20] in str(entry.name) or SHOWN[:5] in entry.name for entry in opened(app).catalog.tracks.values())
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
        for _ in range(amount(8, 200)):
            await burst(pilot, *chosen.choices([key for key in KEYS if key != "escape"], k=5))
            if not app.is_running:
                break
        assert app.failed is None
