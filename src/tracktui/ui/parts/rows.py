"""A list of rows drawn line by line: thousands of rows cost no more than the ones in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tracktui.safe import safe_line
from tracktui.ui.parts.content import Part
from tracktui.ui.parts.look import ascii_only, tone_styles

Draw = Callable[[str, int], Sequence[Part]]
"""How a row is drawn: its key and the width in columns give parts with their tones."""


class Rows(ScrollView, can_focus=True):
    """A list with a cursor. Rows are keys; `draw` turns a key into parts when it comes into sight."""

    DEFAULT_CSS = "Rows { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("pagedown,ctrl+d", "page(1)", show=False),
        Binding("pageup,ctrl+u", "page(-1)", show=False),
        Binding("home,g", "edge(-1)", show=False),
        Binding("end,G", "edge(1)", show=False),
        Binding("left,h", "sideways(-1)", show=False),
        Binding("right,l", "sideways(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Told(Message):
        """Something that a list tells."""

        def __init__(self, rows: Rows) -> None:
            super().__init__()
            self.rows = rows

        @property
        def control(self) -> Rows:
            """The list it came from."""
            return self.rows

    class Highlighted(Told):
        """The cursor stands on another row."""

        def __init__(self, rows: Rows, key: str) -> None:
            super().__init__(rows)
            self.key = key

    class Chosen(Told):
        """A row was opened."""

        def __init__(self, rows: Rows, key: str) -> None:
            super().__init__(rows)
            self.key = key

    class Sideways(Told):
        """Left or right: `step` is -1 or 1."""

        def __init__(self, rows: Rows, step: int) -> None:
            super().__init__(rows)
            self.step = step

    class Dragged(Told):
        """What was taken in a row with the mouse is over a column now; `dropped`: and let go there."""

        def __init__(self, rows: Rows, key: str, column: int, *, dropped: bool) -> None:
            super().__init__(rows)
            self.key, self.column, self.dropped = key, column, dropped

    def __init__(self, draw: Draw, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self.draw = draw
        self.keys: list[str] = []
        self.cursor = 0
        self.empty = ""
        """What stands in the list while it has no rows."""
        self.marked: set[str] = set()
        """Rows that a command is to work on together; shown by a sign in their first column."""
        self.cursor_columns: int | None = None
        """How many columns the cursor covers; right of them a row keeps its colours, on a ground of its own. None: the whole row."""
        self.grip: Callable[[str, int], bool] | None = None
        """Whether there is something to take with the mouse in a row at a column."""
        self._taken: str | None = None
        self._dropped = False
        self.mark_sign = ">" if ascii_only() else "\u25cf"

    def show_keys(self, keys: list[str], *, at: str | None = None) -> None:
        """Replace the rows. The cursor stays on its row where that is still there, else near its place."""
        wanted = at if at is not None else self.key
        self.keys = keys
        self.cursor = keys.index(wanted) if wanted in keys else max(0, min(self.cursor, len(keys) - 1))
        self.virtual_size = Size(self.scrollable_content_region.width or 1, len(keys))
        self.refresh()
        self._keep_in_sight()
        if self.key is not None:
            self.post_message(self.Highlighted(self, self.key))

    @property
    def key(self) -> str | None:
        """The key of the row the cursor stands on."""
        return self.keys[self.cursor] if 0 <= self.cursor < len(self.keys) else None

    def go(self, index: int) -> None:
        """Put the cursor on a row."""
        index = max(0, min(index, len(self.keys) - 1))
        if not self.keys or index == self.cursor:
            return
        for changed in (self.cursor, index):
            self.refresh_line(changed)
        self.cursor = index
        self._keep_in_sight()
        self.post_message(self.Highlighted(self, self.keys[index]))

    def _keep_in_sight(self) -> None:
        # A list that was never laid out has no window yet: scrolled now, it would not begin at its top.
        if self.keys and self.size.height:
            top = max(0, self.cursor - 1)
            self.scroll_to_region(Region(0, top, 1, min(3, len(self.keys) - top)), animate=False, force=True)

    def action_move(self, step: int) -> None:
        """One row down or up."""
        self.go(self.cursor + step)

    def action_page(self, step: int) -> None:
        """One page down or up."""
        self.go(self.cursor + step * max(1, self.size.height - 1))

    def action_edge(self, step: int) -> None:
        """The last row, or the first."""
        self.go(len(self.keys) if step > 0 else 0)

    def action_sideways(self, step: int) -> None:
        """Out or in: the screen knows what that means."""
        self.post_message(self.Sideways(self, step))

    def action_choose(self) -> None:
        """Open the row."""
        if self.key is not None:
            self.post_message(self.Chosen(self, self.key))

    def on_click(self, event: events.Click) -> None:
        """The row under the mouse; a second click opens it."""
        if self._dropped:
            self._dropped = False
            return
        index = event.y + self.scroll_offset.y
        if 0 <= index < len(self.keys):
            if index == self.cursor and event.chain > 1:
                self.action_choose()
            self.go(index)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take what can be taken there."""
        index = event.y + self.scroll_offset.y
        if self.grip is not None and 0 <= index < len(self.keys) and self.grip(self.keys[index], event.x):
            self._taken = self.keys[index]
            self.go(index)
            self.capture_mouse()
            event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Take it along."""
        if self._taken is not None:
            self.post_message(self.Dragged(self, self._taken, event.x, dropped=False))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let it go."""
        if self._taken is not None:
            self.post_message(self.Dragged(self, self._taken, event.x, dropped=True))
            self._taken, self._dropped = None, True
            self.release_mouse()

    def on_resize(self) -> None:
        """The rows take the new width; the cursor stays in sight."""
        self.virtual_size = Size(self.scrollable_content_region.width or 1, len(self.keys))
        self._keep_in_sight()
        # A list that was out of sight learns its height only now; how far it may scroll it knows after that.
        self.call_after_refresh(self._keep_in_sight)

    def _beyond(self, y: int, width: int, base: Style) -> Strip:
        """A line below the last row: blank, or the words of an empty list."""
        words = [] if self.keys else wrap(safe_line(self.empty), max(10, width - 4))
        if not 1 <= y <= len(words):
            return Strip.blank(width, base)
        return Strip([Segment(f"  {words[y - 1]}", base + tone_styles(self.app.theme_variables)["text"])]).adjust_cell_length(width, base)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        base = self.visual_style.rich_style
        if not 0 <= index < len(self.keys):
            return self._beyond(y, width, base)
        at_cursor = index == self.cursor
        tones = tone_styles(self.app.theme_variables)
        cursor = tones["cursor-here"] if self.has_focus else tones["cursor"]
        segments, used = [], 0
        parts = self.draw(self.keys[index], width)
        if self.keys[index] in self.marked and parts:
            parts = [(self.mark_sign, "strong"), (parts[0][0][1:], parts[0][1]), *parts[1:]]
        rest = tones["cursor-ground"] if at_cursor and self.cursor_columns is not None else cursor if at_cursor else base
        for text, tone in parts:
            style = base + tones[tone]
            if at_cursor:
                # What is dim on the ground of the screen would be too dim on that of the cursor.
                style = cursor if self.cursor_columns is None or used < self.cursor_columns else base + rest + tones["text" if tone == "dim" else tone]
            shown = safe_line(text)
            segments.append(Segment(shown, style))
            used += cell_len(shown)
        segments.append(Segment(" " * max(0, width - used), rest))
        strip = Strip(segments, max(used, width))
        return strip if used <= width else strip.crop(0, width)


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Text in exactly `width` columns: cut at a word with an ellipsis, or filled with blanks."""
    from tracktui.wording import shorten

    shown = safe_line(text)
    if cell_len(shown) > width:
        shown = shorten(shown, width)
        if cell_len(shown) > width:
            return set_cell_size(shown, width)
    blanks = " " * (width - cell_len(shown))
    return blanks + shown if right else shown + blanks
