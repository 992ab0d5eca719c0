"""The app: opens a workspace, shows its roadmap, turns commands into one call on it each.

The last roadmap is on screen before anything heavy is imported; today's is made in a thread and takes its place.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

from textual import events, work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from tracktui.catalog.entries import Cert
from tracktui.plan.store import may_write
from tracktui.problems import UserError
from tracktui.roadmap.model import Planned, Roadmap
from tracktui.ui import commands, header, saving
from tracktui.ui.commands import Command
from tracktui.ui.content import Net, Part, line, plain
from tracktui.ui.list_view import ListView, Shown
from tracktui.ui.look import DARK, LIGHT, ascii_only
from tracktui.ui.opening import open_plan, show_broken
from tracktui.ui.palette import Everything
from tracktui.ui.roadmap_view import RoadmapView
from tracktui.workspace import Workspace

SMALLEST = (60, 16)
NARROW = 100


class TracktuiApp(App[int]):
    """Plain-text career planning in the terminal."""

    TITLE = "tracktui"
    CSS_PATH = "tracktui.tcss"
    COMMANDS: ClassVar[set[Any]] = {Everything}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(",".join(keys), f"do('{key}')", show=False)
            for key, keys in {key: (key,) for command in commands.COMMANDS for key in command.keys if key != "ctrl+p"}.items()
        ),
        Binding("escape", "back", show=False),
        Binding("tab", "other_pane", show=False),
        Binding("ctrl+c", "do('q')", show=False),
    ]

    def __init__(self, open_workspace: Callable[[], Workspace], *, path: Path, today: date, overlays: tuple[Path, ...] = (), demo: bool = False) -> None:
        super().__init__()
        self.open_workspace, self.path, self.today, self.overlays, self.demo = open_workspace, path, today, overlays, demo
        self.workspace: Workspace | None = None
        self.shown: Shown | None = None
        self.view: commands.View = "roadmap"
        self.stale = False
        self.faults: tuple[Any, ...] = ()
        self.ascii = ascii_only()
        self.busy = threading.Lock()
        self._shown = False
        self.loop: asyncio.AbstractEventLoop | None = None
        self.animation_level = "none"
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def get_line_filters(self) -> list[LineFilter]:
        """The stock filters, then the net: see content.py."""
        return [*super().get_line_filters(), Net(plain=self.ascii)]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The tones, for any theme that does not name them."""
        return dict(DARK.variables)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[Any]:
        """None of the stock ones: the table has all there are."""
        return ()

    # -- what is on screen --------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Header, tabs, the views, footer."""
        with Vertical(id="whole"):
            yield Static("", id="status")
            yield Static("", id="tabs")
            with ContentSwitcher(initial="roadmap", id="views"):
                yield RoadmapView()
            yield Static("", id="footer")

    def on_mount(self) -> None:
        """Show what is known at once, then make today's."""
        self._shown = True
        self.loop = asyncio.get_running_loop()
        self.on_resize()
        self.open_plan()
        self.set_interval(saving.LOOK_EVERY_SECONDS, partial(saving.look, self))

    def on_app_focus(self) -> None:
        """Back from another window, perhaps an editor."""
        saving.look(self)

    def on_resize(self, event: events.Resize | None = None) -> None:
        """Stack the panes where it is narrow; say so where it is too small."""
        width, height = event.size if event is not None else self.size
        self.screen.set_class(width < NARROW, "narrow")
        tiny = width < SMALLEST[0] or height < SMALLEST[1]
        self.screen.set_class(tiny, "tiny")
        if tiny:
            text = plain(f"tracktui needs {SMALLEST[0]}x{SMALLEST[1]}, this is {width}x{height}")
            found = self.screen.query("#too-small")
            if found:
                found.only_one(Static).update(text)
            else:
                self.screen.mount(Static(text, id="too-small"))
        self.refresh_frame()

    def open_plan(self) -> None:
        """Open the plan, ask the first questions, or say what is wrong with it."""
        open_plan(self)

    @property
    def here(self) -> ListView:
        """The screen that is shown."""
        return self.query_one(f"#{self.view}", ListView)

    @property
    def found(self) -> Roadmap | None:
        """The roadmap on screen."""
        return self.shown.found if self.shown is not None else None

    def show_roadmap(self, found: Roadmap, planner: Any = None) -> None:
        """Show a roadmap on every screen there is."""
        assert self.workspace is not None
        # The planner's plan has the role's goals among its items.
        plan = planner.plan if planner is not None else self.workspace.plan
        workspace = self.workspace
        self.shown = Shown(lambda: workspace.catalog, plan, found, planner)
        for view in self.query(ListView):
            view.show(self.shown)
        self.refresh_frame()

    def refresh_frame(self) -> None:
        """The status line, the tabs, the footer."""
        if not self._shown or self.screen.id == "wizard" or not self.screen.query("#status"):
            return
        self.query_one("#status", Static).update(line(self._status()))
        self.query_one("#tabs", Static).update(line(header.tabs(self.view)))
        self._footer()

    def _status(self) -> list[Part]:
        if self.workspace is None:
            return [("tracktui  ", "strong"), (str(self.path.name), "text")]
        plan, names = self.workspace.plan, self.found.tracks if self.found is not None else {}
        name = "demo plan" if self.demo else plan.profile.name or self.workspace.path.name
        writing = self.workspace.guest, not may_write(self.workspace.path)
        return header.status(name, plan, names, self.found, self.size.width, stale=self.stale, faults=self.faults, writing=writing)

    def _footer(self) -> None:
        self.query_one("#footer", Static).update(
            line(header.footer((command for command in commands.here(self.view) if self.can(command)), self.size.width + 1))
        )

    # -- the roadmap, made in a thread --------------------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="roadmap")
    def make_roadmap(self) -> None:
        """Make today's roadmap and what explains it; then show it in place."""
        workspace = self.workspace
        if workspace is None:
            return
        try:
            with self.busy:
                found, problems, planner = workspace.roadmap, workspace.problems, workspace.planner
        except UserError as error:
            self.call_from_thread(show_broken, self, error)
            return
        if workspace is self.workspace:
            self.call_from_thread(self._made, found, problems, planner)

    def _made(self, found: Roadmap, problems: tuple[Any, ...], planner: Any) -> None:
        self.stale = False
        self.faults = tuple(problem for problem in problems if problem.severity != "info" or problem.code in header.NOTES)
        self.show_roadmap(found, planner)

    @property
    def item(self) -> Planned | None:
        """The roadmap's item that a command is about: what the highlighted row stands for."""
        return self.found.get(self.here.item_id) if self.found is not None else None

    @property
    def cert(self) -> Cert | None:
        """The certification that the highlighted row stands for."""
        entry = self.shown.catalog.items.get(self.here.item_id) if self.shown is not None else None
        return entry if isinstance(entry, Cert) else None

    def on_list_view_moved(self, message: ListView.Moved) -> None:
        """Another row is looked at: other keys may work."""
        self._footer()

    # -- commands -----------------------------------------------------------------------------------------------------

    def can(self, command: Command) -> bool:
        """Whether a command works now."""
        if command.id in ("quit", "help", "palette", "reload", "theme"):
            return True
        if self.workspace is None:
            return False
        match command.needs:
            case "item":
                return self.item is not None or self.cert is not None
            case "open-item":
                return self.item is not None and self.item.open
            case "other-catalog":
                return bool(self.workspace.pin_line)
            case "undo":
                return self.workspace.can_undo
            case "redo":
                return self.workspace.can_redo
            case _:
                return not self.here.cannot(command.id)

    async def action_do(self, key: str) -> None:
        """A key of the table was pressed."""
        if (is_typing(self.focused) and key not in ("f1", "ctrl+r", "ctrl+l")) or len(self.screen_stack) > 1:
            return
        command = commands.for_key(key, self.view)
        if command is not None:
            await self.run_command(command)

    async def run_command(self, command: Command) -> None:
        """Run a command, or say why it cannot run now."""
        if not self.can(command):
            reason = {"undo": "There is nothing to undo.", "redo": "There is nothing to redo.", "open-item": "This works on an item that is still to do."}
            reason["other-catalog"] = "The plan is planned with the newest catalog already."
            why = self.here.cannot(command.id) if self.workspace is not None else ""
            self.notify(why or reason.get(command.needs, "This needs an item: move to one first."), markup=False, severity="warning")
            return
        if command.id in commands.VIEWS:
            await self.switch(command.id)
            return
        name = f"do_{command.id}"
        do = getattr(self.here, name, None) if self.workspace is not None else None
        do = do or getattr(self, name, None)
        if do is None:
            # Dialogs and what fills them are imported when they are first asked for.
            from tracktui.ui.answers import Answers
            from tracktui.ui.catalog_commands import CatalogCommands
            from tracktui.ui.changes import Changes

            do = next(found for owner in (Changes(self), Answers(self), CatalogCommands(self)) if (found := getattr(owner, name, None)) is not None)
        do()

    def do_quit(self) -> None:
        """Leave. Every change is on disk already."""
        self.exit(0)

    def do_palette(self) -> None:
        """Open the palette."""
        self.action_command_palette()

    def do_theme(self) -> None:
        """Light or dark."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    async def switch(self, view: commands.View) -> None:
        """Show a screen. It is made when it is first asked for."""
        switcher = self.query_one("#views", ContentSwitcher)
        if not self.query(f"#{view}"):
            await switcher.mount(made(view))
            if self.shown is not None:
                self.query_one(f"#{view}", ListView).show(self.shown)
        self.view = view
        switcher.current = view
        self.here.rows.focus()
        self.refresh_frame()

    def do_search(self) -> None:
        """Filter the list."""
        self.here.search()

    def do_reload(self) -> None:
        """Read the plan again."""
        if self.workspace is None:
            self.open_plan()
            return
        try:
            changed = self.workspace.reload()
        except UserError as error:
            show_broken(self, error)
            return
        self.notify("Read again." if changed else "Nothing has changed on disk.", markup=False)
        self.make_roadmap()

    # -- changes ------------------------------------------------------------------------------------------------------

    @work(thread=True, group="change")
    def change(self, change: Callable[[Workspace], Any], said: str = "") -> None:
        """Make a change, plan anew, show it, say it where there is something to say."""
        workspace = self.workspace
        if workspace is None:
            return
        try:
            with self.busy:
                text = change(workspace) or said
                found, problems, planner = workspace.roadmap, workspace.problems, workspace.planner
        except UserError as error:
            self.call_from_thread(saving.refused, self, error, change, said)
            return
        self.call_from_thread(self._made, found, problems, planner)
        if text:
            self.call_from_thread(self.notify, str(text), markup=False, timeout=4)
        for note in workspace.take_notes():
            self.call_from_thread(self.notify, note, markup=False, severity="warning", timeout=8)

    # -- moving -------------------------------------------------------------------------------------------------------

    async def action_back(self) -> None:
        """One step back; never out of the program."""
        if len(self.screen_stack) > 1 or self.workspace is None:
            return
        if not self.here.back() and self.view != "roadmap":
            await self.switch("roadmap")

    def action_other_pane(self) -> None:
        """From the list to the detail pane and back."""
        self.here.other_pane()

    def everything(self) -> Iterable[tuple[str, str, Callable[[], Any]]]:
        """What the palette finds besides commands: items of the roadmap, then certifications."""
        if self.shown is None:
            return
        for item in (*self.shown.found.items, *self.shown.found.finished):
            yield item.id, f"{item.short + '  ' if item.short else ''}{item.name}", partial(self.go_to, "roadmap", item.id)
        focus, catalog = self.shown.plan.focus, self.shown.catalog
        tracks = [catalog.tracks[track] for track in (focus.primary, focus.secondary, *focus.also) if track in catalog.tracks]
        for skill in dict.fromkeys(place.id for track in tracks for place in track.skills):
            yield skill, f"{catalog.name(skill)} (skill)", partial(self.go_to, "skills", skill)
        for cert in self.shown.catalog.certs():
            yield cert.id, f"{cert.code + '  ' if cert.code else ''}{cert.name} (cert)", partial(self.go_to, "certs", cert.id)
        for kind, entries in (("track", self.shown.catalog.tracks), ("role", self.shown.catalog.roles), ("playbook", self.shown.catalog.playbooks)):
            for entry in entries.values():
                yield entry.id, f"{entry.name} ({kind})", partial(self.go_to, "tracks", f"{kind}/{entry.id}")

    async def go_to(self, view: commands.View, key: str) -> None:
        """Show a row of a screen."""
        await self.switch(view)
        self.here.reveal(key)

    def _handle_exception(self, error: Exception) -> None:
        """Our own fault: keep Textual's bookkeeping, show no private data."""
        self.failed = error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Textual would print the values of local variables, a plan's among them; run.py says what to do instead."""
        if self.debug_faults:
            super()._fatal_error()
        else:
            self._close_messages_no_wait()

    failed: Exception | None = None
    debug_faults = False


def is_typing(widget: Widget | None) -> bool:
    """Whether the keys go into a line of text."""
    return widget is not None and widget.has_class("filter")


def made(view: commands.View) -> ListView:
    """A screen. Its module is imported when it is first asked for."""
    found = getattr(import_module(f"tracktui.ui.{view}_view"), f"{view.capitalize()}View")()
    assert isinstance(found, ListView)
    return found
