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


PLAIN_SIGNS = {
    **dict.fromkeys((*range(0x2500, 0x2580),), "+"),
    **dict.fromkeys((0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2550, 0x2574, 0x2576, 0x2578, 0x257A), "-"),
    **dict.fromkeys((0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F, 0x2551, 0x2575, 0x2577, 0x2579, 0x257B), "|"),
    **dict.fromkeys((*range(0x2580, 0x25A0),), " "),
    **dict.fromkeys((0x2588, 0x2591, 0x2592, 0x2593), "#"),
    **dict.fromkeys((0x2581, 0x2594), "-"),
    **dict.fromkeys((0x258A, 0x258C, 0x258E, 0x258F, 0x2590, 0x2595), "|"),
    **dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-"),
    **dict.fromkeys((0x2018, 0x2019, 0x2032), "'"),
    **dict.fromkeys((0x201C, 0x201D, 0x2033), '"'),
    **dict.fromkeys((0x00B7, 0x2022, 0x2026), "."),
    **dict.fromkeys((*range(0x2400, 0x2427),), "?"),
    0x00D7: "x",
    0x2190: "<",
    0x2191: "^",
    0x2192: ">",
    0x2193: "v",
    0x2713: "v",
    0x2714: "V",
    0x25B6: ">",
    0x25B8: ">",
    0x25BC: "v",
    0x25BE: "v",
    0x25CF: "*",
    0x2605: "*",
}
"""Signs that are drawn, not read, where only ASCII may be: sign for sign, so that nothing moves. Letters of any language stay."""


class Net(LineFilter):
    """Drops from every line what no text of ours has: control characters, links, actions of others.

    `before`: filters that see the line first. `plain`: frames in ASCII.
    """

    def __init__(self, before: tuple[LineFilter, ...] = (), *, plain: bool = False) -> None:
        super().__init__()
        self.before, self.plain = before, plain

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, cleaned."""
        for other in self.before:
            segments = other.apply(segments, background)
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
    clean = style if style is None else _clean_style(style)
    return segment if text is segment.text and clean is style else Segment(text, clean)


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
