"""Lines of parts in a pane: each wraps at words, and goes on below its own text, not below its label or its sign."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, chop_cells
from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from tracktui.safe import safe_line
from tracktui.ui.parts.content import Part, lines

LONGEST_LABEL = 14
"""Columns that a line may go on behind at most; a longer label is text like any other."""
_PIECES = re.compile(r"\S*\d (?:h\b|%)\S*|\s+|\S+")
"""Words and the blanks between them; a figure and its unit are one word."""


class Kept(list[Part]):
    """A row that has the room of the longest of several wordings, whichever it says: when it says another, nothing below it moves."""

    def __init__(self, parts: Iterable[Part], wordings: Iterable[Sequence[Part]]) -> None:
        super().__init__(parts)
        self.wordings = [list(wording) for wording in wordings]


class Prose(Widget):
    """Rows of parts. They wrap anew whenever the width changes; of as many lines as before only those are drawn that say another thing."""

    DEFAULT_CSS = "Prose { height: auto; }"

    def __init__(self, rows: Iterable[Sequence[Part]] = (), *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id, classes=classes)
        self.rows = _safe(rows)
        """What it says, before its lines wrap."""
        self._lines: list[list[Part]] = []
        self._width = 0

    def render(self) -> Content:
        """The lines as they are wrapped now."""
        return lines(self._lines)

    def tell(self, rows: Iterable[Sequence[Part]]) -> None:
        """Show other rows."""
        self.rows = _safe(rows)
        self._fill()

    def on_mount(self) -> None:
        """What is known before the width is."""
        self._fill()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap for the new width."""
        if event.size.width != self._width:
            self._width = event.size.width
            self._fill()

    def _fill(self) -> None:
        before, self._lines = self._lines, wrapped(self.rows, self._width) if self._width else self.rows
        if len(before) != len(self._lines):
            self.refresh(layout=True)
        elif changed := [at for at, (was, now) in enumerate(zip(before, self._lines, strict=True)) if was != now]:
            self.refresh(*[Region(0, at, self.size.width, 1) for at in changed])


def _safe(rows: Iterable[Sequence[Part]]) -> list[list[Part]]:
    return [Kept(_safe_row(row), map(_safe_row, row.wordings)) if isinstance(row, Kept) else _safe_row(row) for row in rows]


def _safe_row(row: Sequence[Part]) -> list[Part]:
    return [(safe_line(text), tone) for text, tone in row]


def wrapped(rows: Iterable[Sequence[Part]], width: int) -> list[list[Part]]:
    """The rows, each in lines of at most `width` columns."""
    return [line for row in _safe(rows) for line in _with_room(row, width)]


def _with_room(row: list[Part], width: int) -> list[list[Part]]:
    found = _wrapped(row, width)
    most = max((len(_wrapped(wording, width)) for wording in row.wordings), default=0) if isinstance(row, Kept) else 0
    return found + [[] for _ in range(most - len(found))]


def _wrapped(parts: list[Part], width: int) -> list[list[Part]]:
    if _wide(parts) <= width:
        return [parts]
    indent = min(_indent(parts), width // 2)
    found: list[list[Part]] = [[]]
    used = 0
    for word, blanks in _words(parts, width - indent):
        if used + _wide(word) > width and used > indent:
            found[-1] = _stripped(found[-1])
            found.append([(" " * indent, "text")])
            used = indent
        found[-1] += [*word, *blanks]
        used += _wide(word) + _wide(blanks)
    found[-1] = _stripped(found[-1])
    return [line if _wide(line) <= width else _stripped(line) for line in found]


def _indent(parts: Sequence[Part]) -> int:
    """Where a line goes on: behind its label or its sign, else below its first letter."""
    head, tone = parts[0]
    known = len(parts) > 1 and head.endswith(" ") and (tone != "text" or len(head.strip()) <= 1)
    return cell_len(head) if known and cell_len(head) <= LONGEST_LABEL else len(head) - len(head.lstrip())


def _words(parts: Sequence[Part], room: int) -> Iterable[tuple[list[Part], list[Part]]]:
    """Each word with the blanks behind it. A word may have several tones; one that is longer than a line comes in pieces."""
    word: list[Part] = []
    blanks: list[Part] = []
    for text, tone in parts:
        for piece in _PIECES.findall(text):
            if piece.isspace():
                blanks.append((piece, tone))
                continue
            if blanks:
                yield word, blanks
                word, blanks = [], []
            for some in [piece] if cell_len(piece) <= room else chop_cells(piece, room):
                if _wide(word) + cell_len(some) > room:
                    yield word, []
                    word = []
                word.append((some, tone))
    yield word, blanks


def _stripped(line: list[Part]) -> list[Part]:
    while line and not line[-1][0].strip():
        line = line[:-1]
    return line


def _wide(parts: Iterable[Part]) -> int:
    return sum(cell_len(text) for text, _ in parts)
