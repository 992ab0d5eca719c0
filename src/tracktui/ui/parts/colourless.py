"""The screen for NO_COLOR, to the letter of no-color.org: bold, italic, underlined and reversed, and else the terminal's own two colours."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

STANDS_OUT = 0.16
"""A ground that is so much brighter or darker than the screen's own (of 1, from black to white) means something: a cursor, a selection, a heat."""


class Colourless(LineFilter):
    """Takes the colours of a theme away. What stood out by its ground is reversed; the cursor of a list that has not the keys is underlined."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme.name
        self._brightness = Color.parse(str(theme.background)).brightness
        self._cursor = Color.parse(theme.variables["tone-cursor"]).rgb
        self._drawn: dict[Style, Style] = {}

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without a colour."""
        return [segment if segment.control or segment.style is None else Segment(segment.text, self._style(segment.style)) for segment in segments]

    def _style(self, style: Style) -> Style:
        found = self._drawn.get(style)
        if found is None:
            ground = None if style.bgcolor is None or style.bgcolor.is_default else Color.from_rich_color(style.bgcolor)
            at_cursor = ground is not None and ground.rgb == self._cursor
            stands_out = ground is not None and not at_cursor and abs(ground.brightness - self._brightness) >= STANDS_OUT
            found = self._drawn[style] = Style(
                bold=style.bold,
                italic=style.italic,
                underline=style.underline or at_cursor,
                strike=style.strike,
                reverse=bool(style.reverse) != stands_out,
                meta=style.meta or None,
            )
        return found
