"""The tour: a few short steps, each beside the part of the screen it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tracktui import paths
from tracktui.ui.commands import VIEWS, View
from tracktui.ui.parts.bar import Ways
from tracktui.ui.parts.content import plain
from tracktui.ui.parts.rows import Rows

if TYPE_CHECKING:
    from tracktui.ui.host import Host


class Step(msgspec.Struct, frozen=True):
    """Where to look (a selector on a screen), and what there is to see. `{command}` in a text is the key of that command."""

    view: View
    where: str
    text: str
    low: bool = True
    """Whether the words stand at the bottom; else at the top."""


STEPS: tuple[Step, ...] = (
    Step("roadmap", "#next", "Start here: what to do next, and until when. It is worked out from the plan every day."),
    Step(
        "roadmap",
        "#roadmap .list-pane",
        "The way to the goal, quarter by quarter: a sign and a word for where each item stands. j and k move, enter folds.",
        low=False,
    ),
    Step(
        "roadmap",
        "#roadmap .detail-pane",
        "All about the row you are on: why it is here, what it needs, what it unlocks. {why} says what was not chosen, and its price.",
    ),
    Step(
        "roadmap",
        "#footer",
        "The keys that matter here. {progress} records what happened, {undo} takes it back. Nothing is lost: every change is saved at once.",
        low=False,
    ),
    Step(
        "timeline",
        "#timeline .list-pane",
        "The same on the calendar: exams, reviews, what expires. {move_exam} shows what another exam day would change.",
        low=False,
    ),
    Step("map", "#map .list-pane", "What needs what. The arrows walk along it.", low=False),
    Step(
        "skills", "#skills .list-pane", "Each skill as claimed, agreed and wanted. {claim} claims a level, {level_up} tells what the next one asks.", low=False
    ),
    Step("certs", "#certs .list-pane", "What is held and when it lapses, then the whole catalog. {search} searches, {hold} says that you hold one.", low=False),
    Step("review", "#review .list-pane", "The 1:1: what changed, what is due, what was agreed. {review_sign} signs a check off.", low=False),
    Step("tracks", "#tracks .list-pane", "Tracks and roles side by side; {tracks_choose} leads from what hurts to where to start.", low=False),
    Step(
        "roadmap",
        "#tabs",
        "The numbers lead to the screens, {palette} to everything by name, {help} shows what works where you are. This is a sample: try anything.",
    ),
)


def steps() -> tuple[Step, ...]:
    """The steps on screens there are."""
    return tuple(step for step in STEPS if step.view in VIEWS)


class Touring:
    """The tour as a command of the table."""

    def __init__(self, app: Host) -> None:
        self.app = app

    def do_tour(self) -> None:
        """Begin."""
        self.app.push_screen(Tour(self.app))


def first_time(app: Host) -> None:
    """Give the tour where it was not given on this machine before. The mark is in the cache: nothing is lost with it."""
    mark = paths.cache_dir() / "tour-given"
    try:
        if mark.exists():
            return
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
    except OSError:
        return
    Touring(app).do_tour()


class Tour(ModalScreen[None]):
    """The words of a step; what they are about is framed on the screen behind."""

    DEFAULT_CSS = """
    Tour { align: center bottom; background: $background 0%; }
    Tour.high { align: center top; }
    Tour > .box { width: 76; max-width: 94%; height: auto; background: $surface; padding: 0 1; margin: 2 0; }
    Tour > .box { border: heavy $tone-accent; border-title-color: $tone-accent; }
    Tour .text { height: auto; }
    Tour .hint { color: $tone-dim; height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", show=False),
        Binding("enter,space,right,down,j,l,n", "step(1)", show=False),
        Binding("backspace,left,up,k,h,p", "step(-1)", show=False),
    ]

    def __init__(self, app: Host) -> None:
        super().__init__()
        self.tracktui, self.steps, self.at = app, steps(), 0
        self.before = app.view

    def compose(self) -> ComposeResult:
        """The words."""
        with Vertical(classes="box"):
            yield Static("", classes="text")
            yield Ways("enter goes on", "backspace goes back", "esc ends the tour")

    async def on_mount(self) -> None:
        """The first step."""
        await self._show()

    async def _show(self) -> None:
        step = self.steps[self.at]
        if self.tracktui.view != step.view:
            await self.tracktui.switch(step.view)
        self._frame(step.where)
        self.set_class(not step.low, "high")
        self.query_one(".text", Static).update(plain(self.tracktui.table.with_keys(step.text)))
        self.query_one(".box").border_title = plain(f"{self.at + 1} of {len(self.steps)}")

    def _frame(self, where: str) -> None:
        behind = self.tracktui.screen_stack[0]
        for widget in behind.query(".toured"):
            widget.remove_class("toured")
        for widget in behind.query(where):
            widget.add_class("toured")

    async def action_step(self, by: int) -> None:
        """The next step, or the one before; after the last the tour ends."""
        if self.at + by >= len(self.steps):
            await self.action_leave()
            return
        self.at = max(0, self.at + by)
        await self._show()

    async def on_click(self) -> None:
        """The mouse goes on."""
        await self.action_step(1)

    async def action_leave(self) -> None:
        """Back to where it began."""
        self._frame("#nothing")
        if self.tracktui.view != self.before:
            await self.tracktui.switch(self.before)
        self.dismiss(None)
        self.tracktui.here.query_one(Rows).focus()
