"""The app: opens a workspace, shows its roadmap, turns commands into one call on it each.

The last roadmap is on screen before anything heavy is imported; today's is made in a thread and takes its place.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import ContentSwitcher

from tracktui.problems import UserError
from tracktui.roadmap.model import Roadmap
from tracktui.settings import Read
from tracktui.ui import able, commands, frame, garbage, header, owners, preferences, saving, sentences
from tracktui.ui.commands import Command
from tracktui.ui.host import Host
from tracktui.ui.opening import open_plan, show_broken
from tracktui.ui.parts.bar import Bar
from tracktui.ui.parts.list_view import ListView, Shown
from tracktui.ui.roadmap.view import RoadmapView
from tracktui.work import Work
from tracktui.workspace import Workspace

if TYPE_CHECKING:
    from tracktui.ui.finding import Thing


class TracktuiApp(Host):
    """Plain-text career planning in the terminal."""

    TITLE = "tracktui"
    CSS_PATH = "tracktui.tcss"
    ENABLE_COMMAND_PALETTE = False
    """The palette is a command of the table; the stock key for it could not be changed."""
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("tab", "other_pane", show=False),
        Binding("ctrl+c", "leave", show=False, priority=True),
    ]

    def __init__(
        self, open_workspace: Callable[[], Workspace], read: Read, *, path: Path, today: date, overlays: tuple[Path, ...] = (), demo: bool = False
    ) -> None:
        super().__init__(open_workspace, read, path=path, today=today, overlays=overlays, demo=demo)
        self._shown = False
        self.garbage = garbage.Later(self)
        preferences.apply(self)
        for key in self.table.keys:
            self.bind(key, f"do('{key}')", show=False)

    # -- what is on screen --------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Header, tabs, the views, footer."""
        with Vertical(id="whole", classes="hollow"):
            yield Bar(id="status")
            yield Bar(id="tabs")
            with ContentSwitcher(initial="roadmap", id="views", classes="hollow"):
                yield self._made_view("roadmap")
            yield Bar(id="footer")

    def on_mount(self) -> None:
        """Show what is known at once, then make today's."""
        self._shown = True
        self.loop = asyncio.get_running_loop()
        self.on_resize()
        self.open_plan()
        if self.settings_faults:
            first = self.settings_faults[0]
            more = f" And {len(self.settings_faults) - 1} more." if len(self.settings_faults) > 1 else ""
            self.notify(f"{first.message} ({first.where}).{more}", title="The settings", severity="warning", timeout=12)
        self.set_interval(saving.LOOK_EVERY_SECONDS, partial(saving.look, self))

    def on_app_focus(self) -> None:
        """Back from another window, perhaps an editor."""
        saving.look(self)

    def on_resize(self, event: events.Resize | None = None) -> None:
        """Stack the panes where it is narrow; say so where it is too small."""
        frame.fit(self, *(event.size if event is not None else self.size))

    def open_plan(self) -> None:
        """Open the plan, ask the first questions, or say what is wrong with it."""
        open_plan(self)

    def show_roadmap(self, found: Roadmap, planner: Any = None) -> None:
        """Show a roadmap on the screen that is looked at; the others take it up when they are gone to."""
        assert self.workspace is not None
        # The planner's plan has the role's goals among its items.
        plan = planner.plan if planner is not None else self.workspace.plan
        workspace = self.workspace
        self.shown = Shown(lambda: workspace.catalog, plan, found, planner)
        self.here.show(self.shown)
        self.refresh_frame()

    def refresh_frame(self) -> None:
        """The status line, the tabs, the footer."""
        if self._shown:
            frame.renew(self)

    async def on_bar_clicked(self, message: Bar.Clicked) -> None:
        """A tab, a key of the footer or a note of the status line was clicked."""
        await self.run_command(self.table.by_id(message.command))

    # -- the roadmap, made in a thread --------------------------------------------------------------------------------

    def make_roadmap(self) -> None:
        """Make today's roadmap and what explains it; then show it in place."""
        workspace = self.workspace
        if workspace is not None:
            work = Work("making your roadmap")
            self.in_thread(work, lambda _: _roadmap_of(workspace), lambda made: self._made(*made), failed=partial(show_broken, self), group="roadmap")

    def _made(self, found: Roadmap, problems: tuple[Any, ...], planner: Any) -> None:
        self.stale = False
        told = {(problem.file, problem.line, problem.col) for problem in self.settings_faults}
        others = (problem for problem in problems if (problem.file, problem.line, problem.col) not in told)
        self.faults = (*self.settings_faults, *(problem for problem in others if problem.severity != "info" or problem.code in header.NOTES))
        self.show_roadmap(found, planner)
        self.garbage.again()
        if self.tour_first:
            from tracktui.ui.acts.tour import first_time

            self.tour_first = False
            first_time(self)

    def on_list_view_moved(self, message: ListView.Moved) -> None:
        """Another row is looked at: other keys may work, and nothing more is asked about the one before."""
        self.asked.moved_to(self.item)
        frame.renew_footer(self)

    # -- commands -----------------------------------------------------------------------------------------------------

    def why_not(self, command: Command) -> str:
        """Why a command cannot run now; "" when it can."""
        return able.why_not(self, command)

    def on_key(self, event: events.Key) -> None:
        """What was on its way to the list when the filter opened goes into it: these keys a filter keeps, so none of them has come through it."""
        if self.focused is not None and self.focused.has_class("filter") and (event.is_printable or event.key == "enter"):
            from tracktui.ui.parts.filter import Filter, pass_on

            if isinstance(self.focused, Filter):
                pass_on(event, self.focused)

    async def action_do(self, key: str) -> None:
        """A key of the table was pressed. What is typed into a line never comes here."""
        if len(self.screen_stack) > 1:
            return
        command = self.table.for_key(key, self.view)
        if command is not None:
            await self.run_command(command)

    async def run_chosen(self, command_id: str | None) -> None:
        """Run the command that a window answered with."""
        if command_id is not None:
            await self.run_command(self.table.by_id(command_id))

    async def run_command(self, command: Command) -> None:
        """Run a command, or say why it cannot run now."""
        reason = self.why_not(command)
        if reason:
            self.notify(reason, severity="warning")
            return
        if command.id in commands.VIEWS:
            await self.switch(command.id)
            return
        owners.handler(self, command)()

    def do_quit(self) -> None:
        """Leave. Every change is on disk already."""
        self.exit(0)

    def do_palette(self) -> None:
        """Open the palette."""
        from textual.command import CommandPalette

        from tracktui.ui.palette import Everything

        self.push_screen(CommandPalette([Everything], placeholder="a command, an item, a certification, a track, a skill"))

    async def switch(self, view: commands.View) -> None:
        """Show a screen. It is made when it is first asked for."""
        switcher = self.query_one("#views", ContentSwitcher)
        if not self.query(f"#{view}"):
            await switcher.mount(self._made_view(view))
            self.garbage.again()
        self.view = view
        if self.shown is not None and self.here.shown is not self.shown:
            self.here.show(self.shown)
        switcher.current = view
        self.here.rows.focus()
        self.refresh_frame()

    def _made_view(self, view: commands.View) -> ListView:
        found = RoadmapView() if view == "roadmap" else made(view)
        found.ascii = self.ascii
        return found

    def do_search(self) -> None:
        """Filter the list."""
        self.here.search()

    def do_reload(self) -> None:
        """Read the plan again."""
        workspace = self.workspace
        if workspace is None:
            self.open_plan()
            return

        def read(changed: bool) -> None:
            self.notify(sentences.READ_AGAIN if changed else sentences.UNCHANGED)
            self.make_roadmap()

        self.at_once(Work("reading your plan"), lambda _: workspace.reload(), read, partial(show_broken, self))

    # -- changes ------------------------------------------------------------------------------------------------------

    @work(thread=True, group="change")
    def change(self, change: Callable[[Workspace], Any], said: str = "") -> None:
        """Make a change, plan anew, show it, say it where there is something to say."""
        workspace = self.workspace
        if workspace is None:
            return
        try:
            with self.busy.doing(Work("saving your plan")) as work:
                text = change(workspace) or said
                work.words = "working out your roadmap"
                made = _roadmap_of(workspace)
        except UserError as error:
            self.call_from_thread(saving.refused, self, error, change, said)
            return
        self.call_from_thread(self._made, *made)
        if text:
            self.call_from_thread(self.notify, str(text), markup=False, timeout=4)
        for note in workspace.take_notes():
            self.call_from_thread(self.notify, note, markup=False, severity="warning", timeout=8)

    # -- moving -------------------------------------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Copy what is selected; else out of a window without an answer; from the screens out of the program."""
        selected = self.screen.get_selected_text() or getattr(self.focused, "selected_text", "")
        if selected:
            self.copy_to_clipboard(selected)
            self.notify("Copied what is selected.")
        elif len(self.screen_stack) > 1:
            self.screen.dismiss(None)
        else:
            self.exit(0)

    async def action_back(self) -> None:
        """One step back; never out of the program."""
        if self.stop_work() or len(self.screen_stack) > 1 or self.workspace is None:
            return
        if not self.here.back() and self.view != "roadmap":
            await self.switch("roadmap")

    def action_other_pane(self) -> None:
        """From the list to the detail pane and back."""
        self.here.other_pane()

    async def go_to(self, view: commands.View, key: str) -> None:
        """Show a row of a screen."""
        await self.switch(view)
        self.here.reveal(key)

    async def go_to_thing(self, thing: Thing) -> None:
        """Show what was found by name: its row, or what the catalog says of it."""
        if thing.view is not None:
            await self.go_to(thing.view, thing.key)
        elif self.shown is not None:
            from tracktui.ui.finding import page
            from tracktui.ui.parts.dialogs import Reading

            self.push_screen(Reading(f"{thing.name}  ({thing.kind})", page(self.shown.catalog.find(thing.id))))


def _roadmap_of(workspace: Workspace) -> tuple[Roadmap, tuple[Any, ...], Any]:
    """Today's roadmap, every fault, and the planning run that explains it."""
    return workspace.roadmap, workspace.problems, workspace.planner


def made(view: commands.View) -> ListView:
    """A screen. Its module is imported when it is first asked for."""
    found = getattr(import_module(f"tracktui.ui.{view}.view"), f"{view.capitalize()}View")()
    assert isinstance(found, ListView)
    return found
