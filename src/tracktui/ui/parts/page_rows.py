"""A page as rows of a list: headings that fold, text wrapped to the width, a search that leaves what matches. Knows no widget."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from tracktui.catalog.page import Point, Section
from tracktui.safe import safe_line
from tracktui.ui.parts.content import Part
from tracktui.ui.parts.look import fold_sign
from tracktui.wording import count

WIDEST = 110
"""Lines longer than this are hard to read."""


class PageRows:
    """One page. Keys of headings begin with @, and so do those of lines that only continue a point."""

    def __init__(self, name: str, title: str, sections: tuple[Section, ...], *, ascii_only: bool) -> None:
        self.name, self.title, self.sections, self.ascii = name, title, sections, ascii_only
        self.folded: set[str] = set()
        self._parts: dict[str, list[Part]] = {}
        self._room = 0
        self._wrapped: dict[str, dict[str, list[Part]]] = {}
        """The rows of each point at the present width: wrapping is what takes time while somebody types."""

    def keys(self, width: int, matches: Callable[[str], bool] | None = None) -> list[str]:
        """The rows at a width. With `matches` only the points it takes, below their headings, nothing folded."""
        self._parts = {}
        room = max(20, min(width, WIDEST))
        if room != self._room:
            self._room, self._wrapped = room, {}
        for section in self.sections:
            points = list(enumerate(section.points))
            if matches is not None:
                points = [(number, point) for number, point in points if matches(f"{section.title} {point.label} {point.text}")]
                if not points:
                    continue
            folded = section.id in self.folded and matches is None
            sign = fold_sign(folded, ascii_only=self.ascii)
            self._parts[f"@{section.id}"] = [(f" {sign} ", "dim"), (section.title, "title"), (f"  {count(len(points), 'line')}" if folded else "", "dim")]
            if not folded:
                for number, point in points:
                    key = f"{section.id}/{number}"
                    if key not in self._wrapped:
                        self._wrapped[key] = _rows_of(key, point, room)
                    self._parts |= self._wrapped[key]
        return list(self._parts)

    def draw(self, key: str) -> list[Part]:
        """A row."""
        return self._parts.get(key, [])

    def fold(self, key: str, *, to: bool | None = None) -> str:
        """Fold or unfold the section that a row stands in (`to`: one of the two); the heading's key."""
        section = key.removeprefix("@").partition("/")[0]
        fold = section not in self.folded if to is None else to
        (self.folded.add if fold else self.folded.discard)(section)
        return f"@{section}"

    def fold_all(self, *, to: bool) -> None:
        """Fold every section, or unfold every one."""
        self.folded = {section.id for section in self.sections} if to else set()


def _rows_of(key: str, point: Point, room: int) -> dict[str, list[Part]]:
    """The rows of a point: one where it is a heading, else as many as its text takes."""
    if not point.text:
        return {key: [(f"   {safe_line(point.label)}", "bold")]}
    label = f"{safe_line(point.label)}: " if point.label else ""
    rows: dict[str, list[Part]] = {}
    for number, text in enumerate(textwrap.wrap(label + safe_line(point.text), room - 6, subsequent_indent="  ") or [label]):
        head = label if number == 0 and text.startswith(label) else ""
        rows[key if number == 0 else f"@{key}/{number}"] = [("     ", "dim"), (head, "structure"), (text[len(head) :], "text")]
    return rows
