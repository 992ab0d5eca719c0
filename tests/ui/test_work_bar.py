"""The bar for what takes long: it appears for every act that does, says what is worked on and how far it is, can be stopped, and goes."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot

from drawn import text_of
from driver import SECONDS, after, ready
from making import TODAY
from tracktui import earlier, paths
from tracktui.catalog.model import Catalog
from tracktui.cli.main import status_of
from tracktui.problems import UserError, refuse
from tracktui.ui.app import TracktuiApp
from tracktui.ui.parts import work_bar
from tracktui.ui.parts.busy import Busy
from tracktui.ui.parts.dialogs import Choice, Reading
from tracktui.ui.parts.work_bar import WorkBar
from tracktui.ui.run import make_app
from tracktui.ui.tracks.view import TracksView
from tracktui.work import FULL, NOTICED_SECONDS, PLAIN_FULL, StoppedError, Work
from tracktui.workspace import Workspace

AppOn = Callable[..., TracktuiApp]
PLAN = 'format = 1\n[profile]\nid = "ada"\nhours_per_week = 8\nrole = "cloud-native-engineer"\n[focus]\nprimary = "sre"\nlevel = 2\n'
SIZE = (100, 30)


class Slow(dict[str, Any]):
    """A catalog's items on a machine so slow that, while `holds`, a thread waits for any of them until the test has seen what it came to see."""

    def __init__(self, items: dict[str, Any]) -> None:
        super().__init__(items)
        self.holds = False
        self.may_go_on = threading.Event()
        self.waiting = False

    def hold(self) -> None:
        """Slow from now on."""
        self.may_go_on.clear()
        self.holds = True

    def go_on(self) -> None:
        """As quick as ever; whoever waited goes on."""
        self.holds = self.waiting = False
        self.may_go_on.set()

    def _wait(self) -> None:
        if threading.current_thread() is not threading.main_thread():
            self.waiting = True
            assert self.may_go_on.wait(SECONDS)

    def __getitem__(self, key: str) -> Any:
        if self.holds:
            self._wait()
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        if self.holds:
            self._wait()
        return super().get(key, default)


async def seen(condition: Callable[[], object], what: str) -> None:
    """Wait for something on screen while a thread is at work: the app is not at rest then."""
    end = monotonic() + SECONDS
    while not condition():
        assert monotonic() < end, f"{what} never came"
        await asyncio.sleep(0.05)


@contextmanager
def slow_catalog(app: TracktuiApp, catalog: Catalog | None = None) -> Iterator[Slow]:
    """The catalog of the app, which from now on can be made slow."""
    assert app.workspace is not None
    catalog = catalog or app.workspace.catalog
    slow = Slow(catalog.items)
    msgspec.structs.force_setattr(catalog, "items", slow)
    try:
        yield slow
    finally:
        slow.go_on()


async def long(pilot: Pilot[int], slow: Slow, name: str, words: str) -> None:
    """Press a key that begins what is slow; see it told, not before its time, and no longer once it is done."""
    app = pilot.app
    slow.hold()
    begun = monotonic()
    app.simulate_key(name)
    await seen(lambda: words in text_of(app), f"'{words}'")
    assert monotonic() - begun >= NOTICED_SECONDS
    await seen(lambda: slow.waiting, "the catalog")
    slow.go_on()
    await seen(lambda: words not in text_of(app), f"the end of '{words}'")
    await pilot.pause()


async def test_whatever_takes_long_is_told_on_the_frame_of_what_is_looked_at(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        with slow_catalog(app) as slow:
            await long(pilot, slow, "p", "working out your roadmap")
            # A price reads no catalog, and waits where other work is done alone.
            with app.busy.alone:
                app.simulate_key("j")
                await seen(lambda: "pricing other ways" in text_of(app), "the prices")
            await seen(lambda: "pricing other ways" not in text_of(app), "the end of them")
            await pilot.press("x")
            await long(pilot, slow, "enter", "working out the changed plan")
            await pilot.press("escape", "2", "m")
            await long(pilot, slow, "right", "working out the changed plan")
            await pilot.press("escape")
            await long(pilot, slow, "7", "working out the costs")
            await long(pilot, slow, "x", "working out this track for you")
            await pilot.press("escape", "G", "k", "f")
            await long(pilot, slow, "enter", "working out each step")


async def test_catalogs_that_are_compared_and_versions_that_are_looked_through_are_told(app_on: AppOn) -> None:
    assert status_of(["--today", TODAY.isoformat(), "new", "--primary", "sre", "-o", "plan.toml"]) == 0
    (paths.config() / "catalog").mkdir(parents=True)
    (paths.config() / "catalog" / "a.toml").write_text('format = 1\n[[cert]]\nid = "ckad"\nextend = true\nprice_usd = 9\n')
    app = app_on(Path("plan.toml").read_text())
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert app.workspace is not None
        with slow_catalog(app, app.workspace.current) as slow:
            await long(pilot, slow, "C", "comparing catalogs  ")
        await pilot.press("escape", "p")
        await pilot.pause()
        kept = earlier.kept(app.workspace.path)[0].path
        data = kept.read_bytes()
        kept.unlink()
        os.mkfifo(kept)
        # Whoever opens it waits until somebody writes: a disk that takes its time.
        app.simulate_key("B")
        await seen(lambda: "reading the versions  " in text_of(app), "the versions")
        kept.write_bytes(data)
        await seen(lambda: isinstance(app.screen, Choice), "the choice")
        assert "reading the versions" not in text_of(app)


async def test_a_plan_that_takes_long_to_read_is_told_before_there_is_anything_else(app_on: AppOn) -> None:
    app = app_on(PLAN)
    may_go_on, opening = threading.Event(), app.open_workspace

    def slowly() -> Workspace:
        assert may_go_on.wait(SECONDS)
        return opening()

    app.open_workspace = slowly
    async with app.run_test(size=SIZE) as pilot:
        await seen(lambda: "reading your plan" in text_of(app), "what is being done")
        may_go_on.set()
        await ready(pilot)
        assert "reading your plan" not in text_of(app)
        assert app.found is not None


class SlowFolder(type(Path())):  # type: ignore[misc] # the class of paths of this system has no name of its own in 3.11
    """A folder on a disk that answers once it may."""

    may_go_on = threading.Event()

    def exists(self, *rest: Any, **named: Any) -> bool:
        """Whether it is there, after a while."""
        assert self.may_go_on.wait(SECONDS)
        found: bool = super().exists(*rest, **named)
        return found


async def test_a_first_start_says_that_the_catalog_is_read_and_then_asks(tmp_path: Path) -> None:
    layer = SlowFolder(tmp_path / "layer")
    layer.mkdir()
    (layer / "a.toml").write_text('format = 1\n[[cert]]\nid = "ckad"\nextend = true\nprice_usd = 9\n')
    app = make_app(Path("plan.toml"), (layer,), TODAY, demo=False)
    async with app.run_test(size=SIZE):
        await seen(lambda: "reading the catalog" in text_of(app), "what is being done")
        assert "One moment: the catalog is being read." in text_of(app)
        layer.may_go_on.set()
        await seen(lambda: "A plan in a minute" in text_of(app), "the first question")
        assert "reading the catalog" not in text_of(app)


async def test_escape_stops_what_can_be_stopped_and_leads_nowhere_else(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        with slow_catalog(app) as slow:
            slow.hold()
            app.simulate_key("7")
            await seen(lambda: "esc stops it" in text_of(app), "the way to stop it")
            view = app.here
            assert isinstance(view, TracksView)
            assert view.shown is not None
            wanted = view.offers.missing(view.shown, view.level)
            assert f"0 of {len(wanted)}" in text_of(app)
            app.simulate_key("escape")
            await seen(lambda: "working out the costs" not in text_of(app), "the end")
            assert app.here is view
            assert [note.message for note in app._notifications] == ["Stopped working out the costs. It goes on when you come back to Tracks."]
            slow.go_on()
            await pilot.pause()
            assert len(view.offers.missing(view.shown, view.level)) >= len(wanted) - 1
            await pilot.press("1", "7")
            await pilot.pause()
            await pilot.pause()
            assert not view.offers.missing(view.shown, view.level)


async def test_a_window_that_is_closed_stops_what_is_worked_out_for_it(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        with slow_catalog(app) as slow:
            await pilot.press("7", "G", "k", "f")
            await pilot.pause()
            slow.hold()
            app.simulate_key("enter")
            await seen(lambda: "esc stops it" in text_of(app), "the bar")
            assert isinstance(app.screen, Reading)
            work = app.busy.noticed
            assert work is not None
            assert work.total > 1
            bar = app.screen.query_one(WorkBar)
            assert bar.command_at(3) == "stop"
            bar.clicked("stop")
            await seen(lambda: not isinstance(app.screen, Reading), "the end of the window")
            slow.go_on()
            await pilot.pause()
            assert work.done < work.total


@pytest.mark.parametrize(
    ("settings", "sign"), [("", FULL), ('glyphs = "ascii"\n', PLAIN_FULL), ("reduced_motion = true\n", "")], ids=["moving", "ascii", "still"]
)
async def test_what_has_no_known_length_moves_or_stands_still_as_the_settings_say(app_on: AppOn, settings: str, sign: str) -> None:
    paths.settings_file().parent.mkdir(parents=True, exist_ok=True)
    paths.settings_file().write_text(settings)
    app = app_on(PLAN)
    async with app.run_test(size=(60, 16)) as pilot:
        await ready(pilot)
        with slow_catalog(app) as slow:
            slow.hold()
            app.simulate_key("p")
            await seen(lambda: "working out your roadmap" in text_of(app), "the bar")
            line = next(line for line in text_of(app).splitlines() if "working out your roadmap" in line)
            assert (sign in line.partition("roadmap")[2]) if sign else "working out your roadmap ..." in line
            beat = app.query_one(WorkBar).cells
            if sign:
                await seen(lambda: app.query_one(WorkBar).cells != beat, "the next beat")
            slow.go_on()
            await pilot.pause()


async def test_no_work_is_told_before_its_time_or_when_nobody_wants_it() -> None:
    busy = Busy(lambda: None)
    with busy.doing(Work("older")) as older, busy.doing(Work("newer"), alone=False) as newer:
        older.since = newer.since = monotonic() + SECONDS
        assert busy.noticed is None
        older.since = monotonic() - NOTICED_SECONDS
        assert busy.noticed is older
        newer.since = monotonic() - NOTICED_SECONDS
        assert busy.noticed is newer
        newer.stop()
        assert busy.noticed is older
        with pytest.raises(StoppedError):
            newer.tell(1, 2)
    with pytest.raises(UserError), busy.doing(Work("failing")):
        raise refuse("it cannot be done", "")
    assert not busy.works
    assert not busy.locked()


# -- pictures ---------------------------------------------------------------------------------------------------------

LONG = Work("working out the costs", stops=True)
PICTURES = {
    "known-100x30": (LONG, (5, 11), (100, 30), "", ()),
    "known-60x16": (LONG, (5, 11), (60, 16), "", ()),
    "unknown-80x24": (Work("making your roadmap"), (0, 0), (80, 24), "", ()),
    "ascii-80x24": (LONG, (5, 11), (80, 24), 'glyphs = "ascii"\n', ()),
    "still-80x24": (Work("making your roadmap"), (0, 0), (80, 24), "reduced_motion = true\n", ()),
    "window-100x30": (Work("comparing catalogs", stops=True), (2, 4), (100, 30), "", ("w",)),
}


@pytest.mark.parametrize("name", PICTURES)
def test_it_lies_on_the_edge_of_what_is_looked_at(app_on: AppOn, snap_compare: Callable[..., bool], name: str) -> None:
    work, steps, size, settings, keys = PICTURES[name]
    paths.settings_file().parent.mkdir(parents=True, exist_ok=True)
    paths.settings_file().write_text(settings)
    app = app_on(PLAN)

    async def run(pilot: Any) -> None:
        await after(*keys)(pilot)
        work_bar.tell(app.screen_stack, work, ascii_only=app.ascii, still=app.read.settings.reduced_motion)
        work.tell(*steps)
        app.screen.query_one(WorkBar).beat = 4
        work_bar.tell(app.screen_stack, work, ascii_only=app.ascii, still=app.read.settings.reduced_motion)

    assert snap_compare(app, run_before=run, terminal_size=size)
