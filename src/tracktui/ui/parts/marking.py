"""A window of lines to mark one by one: behaviours that were seen or not, findings that were found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

import msgspec
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tracktui.ui.commands import key_name
from tracktui.ui.parts.bar import Ways
from tracktui.ui.parts.content import Part, line, lines, plain
from tracktui.ui.parts.dialogs import BOX
from tracktui.ui.parts.rows import Rows, fit


class Sign(msgspec.Struct, frozen=True):
    """A mark one can set: its key, its name in the answer, the sign drawn, its words, its tone."""

    key: str
    name: str
    sign: str
    words: str
    tone: str


class Line(msgspec.Struct, frozen=True):
    """A line to mark: its key, what stands before it, its text."""

    key: str
    lead: str
    text: str


class Marking(ModalScreen[dict[str, str] | None]):
    """Lines to mark. `total` says what the marks come to; `about` is read before. Answers with the name of the mark of each marked line, or None."""

    DEFAULT_CSS = (
        BOX.format(name="Marking")
        + "Marking > .box { width: 110; } Marking Rows { height: auto; max-height: 14; background: $surface; } Marking .whole { height: 3; margin-top: 1; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(
        self,
        question: str,
        rows: Sequence[Line],
        signs: Sequence[Sign],
        *,
        marks: Mapping[str, str] | None = None,
        about: Sequence[Sequence[Part]] = (),
        total: Callable[[dict[str, str]], str] = lambda marks: "",
        nothing: str = ".",
    ) -> None:
        super().__init__()
        self.question, self.about, self.total, self.nothing = question, about, total, nothing
        self.lines = {row.key: row for row in rows}
        self.signs = {sign.name: sign for sign in signs}
        self.marks = dict(marks or {})
        self.lead = max((len(row.lead) for row in rows), default=0)

    def compose(self) -> ComposeResult:
        """The question, the lines, the whole text of the one looked at, what the marks come to."""
        keys = [f"{key_name(sign.key)} {sign.words}" for sign in self.signs.values()]
        with Vertical(classes="box"):
            yield Static(plain(self.question), classes="question")
            if self.about:
                yield Static(lines(self.about), classes="about")
            yield Rows(self._draw)
            yield Static("", classes="whole")
            yield Static("", classes="total")
            yield Ways(*keys, "backspace no mark", "enter goes on", "esc goes back")

    def _draw(self, key: str, width: int) -> list[Part]:
        row, sign = self.lines[key], self.signs.get(self.marks.get(key, ""))
        shown: Part = (f" {sign.sign} ", sign.tone) if sign is not None else (f" {self.nothing} ", "dim")
        words = fit(sign.words if sign is not None else "", max(len(one.words) for one in self.signs.values()) + 2, right=True)
        lead = f"{row.lead:<{self.lead}} "
        text = fit(row.text, max(8, width - 4 - len(words) - len(lead)))
        return [shown, (lead, "structure"), (text, "text"), (f"{words} ", sign.tone if sign is not None else "dim")]

    def on_mount(self) -> None:
        """The first line that has no mark."""
        rows = self.query_one(Rows)
        rows.styles.height = min(14, len(self.lines), max(3, self.app.size.height - 14 - len(self.about)))
        rows.show_keys(list(self.lines), at=next((key for key in self.lines if key not in self.marks), None))
        rows.focus()
        self._tell()

    def on_key(self, event: events.Key) -> None:
        """A mark's key sets it and goes on to the next line."""
        rows = self.query_one(Rows)
        sign = next((one for one in self.signs.values() if event.key == one.key), None)
        if rows.key is None or (sign is None and event.key != "backspace"):
            return
        event.stop()
        if sign is None:
            self.marks.pop(rows.key, None)
        else:
            self.marks[rows.key] = sign.name
            rows.go(rows.cursor + 1)
        rows.refresh()
        self._tell()

    def on_rows_highlighted(self, message: Rows.Highlighted) -> None:
        """The whole text of the line."""
        message.stop()
        self._tell()

    def _tell(self) -> None:
        key = self.query_one(Rows).key
        self.query_one(".whole", Static).update(plain(self.lines[key].text) if key is not None else "")
        self.query_one(".total", Static).update(line([(self.total(self.marks), "strong")]))

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Done."""
        message.stop()
        self.dismiss({key: self.marks[key] for key in self.lines if key in self.marks})

    def action_leave(self) -> None:
        """Back, without an answer."""
        self.dismiss(None)
