"""Small windows over the screen: a choice, a question, a text to read. Escape always goes back; q closes what is only read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tracktui.ui.parts.bar import Ways
from tracktui.ui.parts.content import Part, lines, plain
from tracktui.ui.parts.pane import Pane
from tracktui.ui.parts.prose import Prose
from tracktui.ui.parts.rows import Rows, fit

Answer = TypeVar("Answer")

BOX = """
{name} {{ align: center middle; background: $background 60%; }}
{name} > .box {{ width: 76; max-width: 94%; height: auto; max-height: 88%; background: $surface; border: round $tone-line; padding: 0 1; }}
{name} .question {{ color: $tone-structure; text-style: bold; margin-bottom: 1; height: auto; }}
{name} .hint {{ color: $tone-dim; height: auto; }}
{name} .about {{ height: auto; margin-bottom: 1; }}
{name} .fault {{ color: $tone-warn; height: auto; }}
{name} Input, {name} Input:focus {{ border: none; background: $panel; height: 1; padding: 0 1; }}
"""


class Window(ModalScreen[Answer]):
    """A window without typed text: a click beside its box closes it, as escape does."""

    def on_click(self, event: events.Click) -> None:
        """A click on the ground behind the box."""
        if event.widget is self:
            self.action_leave()

    def action_leave(self) -> None:
        """Back, without an answer."""
        self.dismiss(None)


class Choice(Window[str | None]):
    """One of a few things. `about`: lines to read before; `moved`: called with each row looked at. Answers with the key of the chosen row, or None."""

    DEFAULT_CSS = BOX.format(name="Choice") + "Choice Rows { height: auto; max-height: 16; background: $surface; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", show=False)]

    def __init__(
        self,
        question: str,
        options: list[tuple[str, str, str]],
        *,
        at: str | None = None,
        about: Sequence[Sequence[Part]] = (),
        moved: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__()
        self.question, self.options, self.at, self.about = question, {key: (word, words) for key, word, words in options}, at, about
        self.column = max(15, *(len(word) for _, word, _ in options))
        self.moved = moved

    def compose(self) -> ComposeResult:
        """The question and its rows."""
        with Vertical(classes="box"):
            yield Static(plain(self.question), classes="question")
            if self.about:
                yield Static(lines(self.about), classes="about")
            yield Rows(self._draw)
            yield Ways("enter chooses", "esc goes back")

    def _draw(self, key: str, width: int) -> list[Part]:
        word, words = self.options[key]
        return [(f" {word:<{self.column}} ", "text"), (fit(words, max(1, width - self.column - 2)), "dim")]

    def on_mount(self) -> None:
        """Put the cursor on the likeliest row."""
        rows = self.query_one(Rows)
        rows.styles.height = min(16, len(self.options))
        rows.show_keys(list(self.options), at=self.at)
        rows.focus()

    def on_rows_highlighted(self, message: Rows.Highlighted) -> None:
        """Another row is looked at."""
        if self.moved is not None:
            self.moved(message.key)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A row was taken."""
        self.dismiss(message.key)


class Question(ModalScreen[str | None]):
    """A line of text. `check` says what is wrong with an answer, or ""; Enter on an empty line takes `default`."""

    DEFAULT_CSS = BOX.format(name="Question")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, question: str, hint: str = "", *, default: str = "", check: Callable[[str], str] = lambda text: "") -> None:
        super().__init__()
        self.question, self.hint, self.default, self.check = question, hint, default, check

    def compose(self) -> ComposeResult:
        """The question, the line, and what is wrong with it."""
        with Vertical(classes="box"):
            yield Static(plain(self.question), classes="question")
            yield Input(value=self.default, select_on_focus=True)
            if self.hint:
                yield Static(plain(self.hint), classes="hint")
            yield Ways("enter saves", "esc goes back")
            yield Static("", classes="fault")

    def on_mount(self) -> None:
        """The line takes the keys."""
        self.query_one(Input).focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Take the answer where it is right."""
        fault = self.check(message.value.strip())
        if fault:
            self.query_one(".fault", Static).update(plain(fault))
        else:
            self.dismiss(message.value.strip())

    def action_leave(self) -> None:
        """Back, without an answer."""
        self.dismiss(None)


class Reading(Window[None]):
    """Lines to read."""

    DEFAULT_CSS = (
        BOX.format(name="Reading")
        + "Reading VerticalScroll { scrollbar-size-vertical: 1; scrollbar-gutter: stable; height: auto; max-height: 100%; background: $surface; }"
        + "Reading #reading { margin-bottom: 1; } Reading .hint { dock: bottom; background: $surface; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,question_mark", "leave", show=False),
    ]

    def __init__(self, title: str, rows: list[list[Part]], *, width: int | None = None) -> None:
        super().__init__()
        self.heading, self.rows, self.wide = title, rows, width

    def compose(self) -> ComposeResult:
        """The title and the lines."""
        with Pane(classes="box") as box:
            if self.wide is not None:
                box.styles.width = self.wide
            yield Static(plain(self.heading), classes="question")
            yield Prose(self.rows, id="reading")
            yield Ways("j k scroll", "esc closes")

    def on_mount(self) -> None:
        """The text takes the keys that move."""
        self.query_one(Pane).focus()

    def show_rows(self, rows: list[list[Part]]) -> None:
        """Replace the lines (what took longer to find out)."""
        self.query_one("#reading", Prose).tell(rows)
