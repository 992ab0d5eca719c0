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


class Bar(Static):
    """The line."""

    class Clicked(Message):
        """A piece with a command was clicked."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__("", id=id)
        self.cells: tuple[Cell, ...] = ()

    def show(self, cells: Sequence[Cell]) -> None:
        """Replace the pieces. The line keeps its height, so nothing else has to be laid out again."""
        if self.cells != (found := tuple(cells)):
            self.cells = found
            self.update(line([part for _, parts in found for part in parts]), layout=False)

    def on_click(self, event: events.Click) -> None:
        """Say which command was clicked."""
        at = event.get_content_offset(self)
        command = self.command_at(at.x) if at is not None else ""
        if command:
            event.stop()
            self.post_message(self.Clicked(command))

    def command_at(self, column: int) -> str:
        """The command in a column of the line, or ""."""
        for command, parts in self.cells:
            column -= sum(cell_len(safe_line(text)) for text, _ in parts)
            if column < 0:
                return command
        return ""
