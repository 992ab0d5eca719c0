"""Words on the edge of a pane. They change with every key: the edge alone is drawn anew, where Textual would draw the whole pane."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget


def write_above(pane: Widget, words: Content) -> None:
    """Words on the upper edge."""
    _write(pane, "_border_title", words, 0)


def write_below(pane: Widget, words: Content) -> None:
    """Words on the lower edge."""
    _write(pane, "_border_subtitle", words, pane.outer_size.height - 1)


def _write(pane: Widget, name: str, words: Content, row: int) -> None:
    if words == (getattr(pane, name, None) or Content()):
        return
    setattr(pane, name, words or None)
    # A region is told from where the content begins.
    pane.refresh(Region(0, row, pane.outer_size.width, 1).translate(-pane.content_offset))
