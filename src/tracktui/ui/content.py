"""The one place where foreign text becomes something a widget may show; and the net below it.

Textual parses markup in most strings it is given, and markup in data runs actions. So widgets get `Content` made here, and a filter
on the app strips what should never arrive: control characters, links, and click actions that are not ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from tracktui.safe import safe_block, safe_line

Part = tuple[str, str]
"""Text and its tone."""

TONES = {
    "text": "$foreground",
    "dim": "$tone-dim",
    "good": "$tone-good",
    "warn": "$tone-warn",
    "accent": "$tone-accent",
    "structure": "$tone-structure",
    "bold": "bold $foreground",
    "title": "bold $tone-structure",
    "strong": "bold $tone-accent",
    **{f"heat-{level}": f"$tone-heat-{level}-text on $tone-heat-{level}" for level in range(1, 5)},
}
"""Each tone's style."""


def plain(text: str) -> Content:
    """One line of foreign text, literally."""
    return Content(safe_line(text))


def block(text: str) -> Content:
    """Lines of foreign text, literally."""
    return Content(safe_block(text))


def line(parts: Iterable[Part]) -> Content:
    """Parts with their tones as one line."""
    return Content.assemble(*((safe_line(text), TONES[tone]) for text, tone in parts))


def lines(rows: Iterable[Iterable[Part]]) -> Content:
    """Several lines of parts."""
    return Content("\n").join([line(row) for row in rows])


PLAIN_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2500\u2594\u2581\u2501", "-"),
        **dict.fromkeys("\u2502\u2503\u258a\u258e", "|"),
        **dict.fromkeys("\u256d\u256e\u256f\u2570", "+"),
        "\u2026": ".",
    }
)
"""What frames and cut names are drawn with where only ASCII may be: sign for sign, so that nothing moves."""


class Net(LineFilter):
    """Drops from every line what no text of ours has: control characters, links, actions of others. `plain`: frames in ASCII."""

    def __init__(self, *, plain: bool = False) -> None:
        super().__init__()
        self.plain = plain

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, cleaned."""
        cleaned = [_cleaned(segment) for segment in segments]
        if not self.plain:
            return cleaned
        return [segment if segment.control else Segment(segment.text.translate(PLAIN_SIGNS), segment.style) for segment in cleaned]


def _cleaned(segment: Segment) -> Segment:
    text, style, control = segment
    if control:
        return segment
    if not text.isprintable():
        text = "".join(char if char.isprintable() or char == "\n" else "\ufffd" for char in text)
    return Segment(text, style if style is None else _clean_style(style))


@lru_cache(maxsize=4096)
def _clean_style(style: RichStyle) -> RichStyle:
    # A frame has a thousand segments and a few dozen styles, and rich unpacks what a style carries each time it is asked.
    if not style.link and not style.meta:
        return style
    kept = {key: value for key, value in style.meta.items() if not key.startswith("@")}
    return RichStyle(
        color=style.color,
        bgcolor=style.bgcolor,
        bold=style.bold,
        dim=style.dim,
        italic=style.italic,
        underline=style.underline,
        reverse=style.reverse,
        meta=kept or None,
    )
