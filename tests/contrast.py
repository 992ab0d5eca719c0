"""How well letters stand out from their ground."""

from __future__ import annotations

from typing import Any

from textual.color import Color

LEAST = 4.5
"""WCAG 2.2, success criterion 1.4.3: text on its ground."""


def luminance(color: Color) -> float:
    """From 0 (black) to 1 (white), as WCAG 2.2 has it."""
    parts = [value / 255 for value in color.rgb]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    low, high = sorted(luminance(Color.parse(color)) for color in (one, other))
    return (high + 0.05) / (low + 0.05)


def hard_to_read(app: Any) -> dict[str, float]:
    """The words on the screen that do not stand out enough from what they stand on, with their contrast."""
    found: dict[str, float] = {}
    for row in app.screen._compositor.render_strips():
        for segment in row:
            style = segment.style
            if style is None or style.color is None or style.bgcolor is None or not any(char.isalnum() for char in segment.text):
                continue
            measured = contrast(Color.from_rich_color(style.color).hex, Color.from_rich_color(style.bgcolor).hex)
            if measured < LEAST:
                found[segment.text.strip()] = round(measured, 2)
    return found
