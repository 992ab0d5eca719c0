"""The pane that tells about a row: read with the keys that move in lists, left with the one that goes out."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message


class Pane(VerticalScroll, can_focus=True):
    """A text that scrolls."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("g", "scroll_home", show=False),
        Binding("G", "scroll_end", show=False),
        Binding("ctrl+d", "page_down", show=False),
        Binding("ctrl+u", "page_up", show=False),
        Binding("left,h", "out", show=False),
    ]

    class Left(Message):
        """Back to the list."""

    def action_out(self) -> None:
        """Back to the list."""
        self.post_message(self.Left())
