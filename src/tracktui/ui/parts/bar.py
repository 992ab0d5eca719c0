"""A line of words that can be clicked: the tabs, the footer, the status line."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.widgets import Static

from tracktui.safe import safe_line
from tracktui.ui.parts.content import Part, line

Cell = tuple[str, list[Part]]
"""What a piece of the line does when it is clicked (the id of a command, "" for nothing), and its parts."""

_KEYS = {"esc": "escape", "+": "plus", "-": "minus", "^z": "ctrl+z"}
"""Keys that are written otherwise than Textual names them."""


class Bar(Static):
    """The line."""

    class Clicked(Message):
        """A piece with a command was clicked."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__("", id=id, classes=classes)
        self.cells: tuple[Cell, ...] = ()

    def show(self, cells: Sequence[Cell]) -> None:
        """Replace the pieces. The line keeps its height, so nothing else has to be laid out again."""
        if self.cells != (found := tuple(cells)):
            self.cells = found
            self.update(line([part for _, parts in found for part in parts]), layout=False)

    def on_click(self, event: events.Click) -> None:
        """Say which command was clicked."""
        at = event.get_content_offset(self)
        command = self.command_at(at.x) if at is not None and at.y == 0 else ""
        if command:
            event.stop()
            self.clicked(command)

    def clicked(self, command: str) -> None:
        """A piece was clicked."""
        self.post_message(self.Clicked(command))

    def command_at(self, column: int) -> str:
        """The command in a column of the line, or ""."""
        for command, parts in self.cells:
            column -= sum(cell_len(safe_line(text)) for text, _ in parts)
            if column < 0:
                return command
        return ""


class Ways(Bar):
    """The keys of a window, each with what it does. A click on one is the key itself."""

    def __init__(self, *ways: str, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id, classes="hint")
        self.say(*ways)

    def say(self, *ways: str) -> None:
        """The keys that work now: "enter saves", "esc goes back"."""
        self.show([(_KEYS.get(key := way.partition(" ")[0], key), [(way + "   ", "dim")]) for way in ways])

    def clicked(self, command: str) -> None:
        """Press the key."""
        self.app.simulate_key(command)
