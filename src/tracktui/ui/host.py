"""The app as screens, windows and acts know it: what is on screen, and what they may ask of it. `app.py` does what they ask."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App

from tracktui.catalog.entries import Cert
from tracktui.roadmap.model import Planned, Roadmap
from tracktui.settings import Read
from tracktui.ui import commands
from tracktui.ui.commands import Command
from tracktui.ui.keymap import table_of
from tracktui.ui.parts.asked import Asked
from tracktui.ui.parts.list_view import ListView, Shown
from tracktui.ui.shell import Shell
from tracktui.workspace import Workspace

if TYPE_CHECKING:
    from tracktui.ui.finding import Thing


class Host(Shell):
    """What is on screen, and what may be asked."""

    def __init__(
        self, open_workspace: Callable[[], Workspace], read: Read, *, path: Path, today: date, overlays: tuple[Path, ...] = (), demo: bool = False
    ) -> None:
        super().__init__(read)
        self.open_workspace, self.path, self.today, self.overlays, self.demo = open_workspace, path, today, overlays, demo
        self.workspace: Workspace | None = None
        self.shown: Shown | None = None
        self.view: commands.View = "roadmap"
        self.stale = False
        """Whether the roadmap on screen is an earlier day's."""
        self.faults: tuple[Any, ...] = ()
        self.table, of_keys = table_of(read)
        self.settings_faults = (*read.problems, *of_keys)
        self.tour_first = False
        """Whether the tour is given as soon as there is something to see, if it was not given before."""
        self.asked = Asked(self)
        self.loop: asyncio.AbstractEventLoop | None = None

    @property
    def here(self) -> ListView:
        """The screen that is shown."""
        return self.query_one(f"#{self.view}", ListView)

    @property
    def found(self) -> Roadmap | None:
        """The roadmap on screen."""
        return self.shown.found if self.shown is not None else None

    @property
    def item(self) -> Planned | None:
        """The roadmap's item that a command is about: what the highlighted row stands for."""
        return self.found.get(self.here.item_id) if self.found is not None else None

    @property
    def cert(self) -> Cert | None:
        """The certification that the highlighted row stands for."""
        entry = self.shown.catalog.items.get(self.here.item_id) if self.shown is not None else None
        return entry if isinstance(entry, Cert) else None

    def can(self, command: Command) -> bool:
        """Whether a command works now."""
        return not self.why_not(command)

    # What follows app.py does (hence NotImplementedError here); it is named here, so that nobody who asks for it needs to import the app.
    # -- what the app does when it is asked ---------------------------------------------------------------------------

    def why_not(self, command: Command) -> str:
        """Why a command cannot run now; "" when it can."""
        raise NotImplementedError

    async def run_command(self, command: Command) -> None:
        """Run a command, or say why it cannot run now."""
        raise NotImplementedError

    async def run_chosen(self, command_id: str | None) -> None:
        """Run the command that a window answered with."""
        raise NotImplementedError

    async def switch(self, view: commands.View) -> None:
        """Show a screen."""
        raise NotImplementedError

    async def go_to(self, view: commands.View, key: str) -> None:
        """Show a row of a screen."""
        raise NotImplementedError

    async def go_to_thing(self, thing: Thing) -> None:
        """Show what was found by name: its row, or what the catalog says of it."""
        raise NotImplementedError

    def open_plan(self) -> None:
        """Open the plan, ask the first questions, or say what is wrong with it."""
        raise NotImplementedError

    def do_reload(self) -> None:
        """Read the plan again."""
        raise NotImplementedError

    def show_roadmap(self, found: Roadmap, planner: Any = None) -> None:
        """Show a roadmap on the screen that is looked at; the others take it up when they are gone to."""
        raise NotImplementedError

    def make_roadmap(self) -> Any:
        """Make today's roadmap and what explains it in a thread; then show it in place."""
        raise NotImplementedError

    def change(self, change: Callable[[Workspace], Any], said: str = "") -> Any:
        """Make a change in a thread, plan anew, show it, say it where there is something to say."""
        raise NotImplementedError


def host_of(app: App[Any]) -> Host:
    """The app by its own type: screens live in no other."""
    assert isinstance(app, Host)
    return app
