"""How well letters stand out from their ground."""

from __future__ import annotations

from typing import Any

from textual.color import Color

from drawn import strips

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
    """The words on the screen that stand out too little from their ground, as they are drawn, with their contrast."""
    found: dict[str, float] = {}
    for row in strips(app):
        for segment in row:
            style = segment.style
            if style is None or style.color is None or style.bgcolor is None or not any(char.isalnum() for char in segment.text):
                continue
            ink, ground = style.color.get_truecolor().hex, style.bgcolor.get_truecolor(foreground=False).hex
            if (measured := contrast(ink, ground)) < LEAST:
                found[f"{segment.text.strip()} {ink} on {ground}"] = round(measured, 2)
    return found
