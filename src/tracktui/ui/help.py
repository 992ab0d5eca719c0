"""Help: what works here, first of this screen, then everywhere; filtered by typing; a row does what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from tracktui.ui.commands import MOVING, Command, key_name
from tracktui.ui.parts.bar import Ways
from tracktui.ui.parts.content import Part
from tracktui.ui.parts.dialogs import BOX, Window
from tracktui.ui.parts.rows import Rows, fit
from tracktui.wording import MARKS

if TYPE_CHECKING:
    from tracktui.ui.host import Host

SIGNS = ("locked", "ready", "in-progress", "booked", "observing", "earned", "proven", "not-met", "skipped", "assumed")
KEYS_WIDTH = 10


class Line(Input):
    """The line that filters. While it is empty q and ? close the window, as in every other one."""

    class Left(Message):
        """The window should close."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.row(1)", show=False),
        Binding("up", "screen.row(-1)", show=False),
        Binding("pagedown,ctrl+d", "screen.page(1)", show=False),
        Binding("pageup,ctrl+u", "screen.page(-1)", show=False),
    ]

    def on_key(self, event: events.Key) -> None:
        """Close instead of typing where nothing is typed yet."""
        if not self.value and event.key in ("q", "question_mark"):
            event.stop()
            event.prevent_default()
            self.post_message(self.Left())


class Help(Window[str | None]):
    """The window. Answers with the id of a command to run, or None."""

    DEFAULT_CSS = BOX.format(name="Help") + "Help > .box { height: 88%; } Help Rows { background: $surface; } Help .filter { margin-bottom: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,question_mark,f1", "leave", show=False)]

    def __init__(self, app: Host) -> None:
        super().__init__()
        self.tracktui = app
        self.reasons = {command.id: app.why_not(command) for command in app.table.here(app.view)}
        self.groups = _groups(app)

    def compose(self) -> ComposeResult:
        """The line, the rows."""
        with Vertical(classes="box"):
            yield Static("What works here", classes="question")
            yield Line(placeholder="type to filter", classes="filter")
            yield Rows(self._draw)
            yield Ways()

    def on_mount(self) -> None:
        """All of it; the keys go to the line."""
        self._fill("")
        self.query_one(Line).focus()

    def _fill(self, words: str) -> None:
        keys: list[str] = []
        for heading, members in self.groups.items():
            found = [key for key, text in members.items() if all(part in text.lower() for part in words.lower().split())]
            keys += [f"@{heading}", *found] if found else []
        rows = self.query_one(Rows)
        rows.show_keys(keys)
        rows.go(next((at for at, key in enumerate(keys) if not key.startswith("@")), 0))
        self.query_one(Ways).say(*(("enter does it", "esc closes") if keys else ("Nothing is called that:", "esc takes the filter away")))

    def _draw(self, key: str, width: int) -> list[Part]:
        if key.startswith("@"):
            return [(fit(f" {key[1:]}", width), "title")]
        kind, _, name = key.partition(":")
        if kind == "do":
            command = self.tracktui.table.by_id(name)
            reason = self.reasons.get(name, "")
            keys = " ".join(key_name(one) for one in command.keys)
            text = f"{command.help}: {reason[:1].lower()}{reason[1:]}" if reason else command.help
            return [(f"   {fit(keys, KEYS_WIDTH)} ", "dim" if reason else "strong"), (fit(text, max(1, width - KEYS_WIDTH - 4)), "dim" if reason else "text")]
        if kind == "sign":
            sign = MARKS[name].ascii if self.tracktui.ascii else MARKS[name].glyph
            return [(f"   {sign:<{KEYS_WIDTH}} ", MARKS[name].tone), (MARKS[name].word, "text")]
        words = next((said for _, written, said in MOVING if written == name), "an estimate of the catalog, not of the issuer")
        return [(f"   {fit(name, KEYS_WIDTH)} ", "strong"), (words, "text")]

    def on_input_changed(self, message: Input.Changed) -> None:
        """Filter as one types."""
        self._fill(message.value)

    def on_line_left(self) -> None:
        """Back."""
        self.action_leave()

    def on_input_submitted(self) -> None:
        """Do what the row says."""
        self._do(self.query_one(Rows).key)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """The same with the mouse."""
        self._do(message.key)

    def _do(self, key: str | None) -> None:
        if key is not None and key.startswith("do:"):
            self.dismiss(key.removeprefix("do:"))

    def action_row(self, step: int) -> None:
        """A row down or up."""
        self.query_one(Rows).action_move(step)

    def action_page(self, step: int) -> None:
        """A page down or up."""
        self.query_one(Rows).action_page(step)

    def action_leave(self) -> None:
        """Out of the filter, then back."""
        line = self.query_one(Line)
        if line.value:
            line.value = ""
        else:
            self.dismiss(None)


def _groups(app: Host) -> dict[str, dict[str, str]]:
    """Headings, and below each its rows with the text they are found by. What works now comes first in each."""
    table = app.table
    commands = sorted((command for command in table.here(app.view) if command.id != "help"), key=lambda command: bool(app.why_not(command)))

    def rows(some: list[Command]) -> dict[str, str]:
        return {f"do:{one.id}": f"{one.id} {one.words} {one.help} {' '.join(map(key_name, one.keys))}" for one in some}

    return {
        f"On this screen: {table.by_id(app.view).words}": rows([one for one in commands if one.views]),
        "Everywhere": rows([one for one in commands if not one.views]),
        "Moving": {f"move:{written}": f"moving {written} {words}" for _, written, words in MOVING if written},
        "Signs": {**{f"sign:{state}": f"signs {MARKS[state].word}" for state in SIGNS}, "about:~": "signs ~ an estimate of the catalog"},
    }
