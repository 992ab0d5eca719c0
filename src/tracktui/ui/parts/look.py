"""The two themes, and whether the terminal shows more than ASCII."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import lru_cache

from rich.style import Style
from textual.theme import Theme

DARK = Theme(
    name="tracktui-dark",
    primary="#7aa6d8",
    secondary="#7aa6d8",
    accent="#e0a24e",
    foreground="#d8dee6",
    background="#0f141a",
    surface="#161d25",
    panel="#1c2530",
    success="#8cc084",
    warning="#e6c15c",
    error="#e58a76",
    dark=True,
    variables={
        "tone-dim": "#8f9aa6",
        "tone-good": "#8cc084",
        "tone-warn": "#e6c15c",
        "tone-accent": "#e0a24e",
        "tone-structure": "#7aa6d8",
        "tone-cursor": "#2a3644",
        "tone-cursor-ground": "#253040",
        "tone-on-accent": "#10151b",
        "tone-line": "#3a4653",
        "tone-heat-1": "#1e2c3c",
        "tone-heat-1-text": "#d8dee6",
        "tone-heat-2": "#27496b",
        "tone-heat-2-text": "#e6edf5",
        "tone-heat-3": "#2f6aa3",
        "tone-heat-3-text": "#ffffff",
        "tone-heat-4": "#8fc0ee",
        "tone-heat-4-text": "#0f141a",
    },
)
LIGHT = Theme(
    name="tracktui-light",
    primary="#1f5f9e",
    secondary="#1f5f9e",
    accent="#8f5400",
    foreground="#1c232b",
    background="#fbfaf7",
    surface="#f1efe9",
    panel="#e8e5dd",
    success="#2f6b2a",
    warning="#7a5b00",
    error="#a3341f",
    dark=False,
    variables={
        "tone-dim": "#5b6672",
        "tone-good": "#2f6b2a",
        "tone-warn": "#7a5b00",
        "tone-accent": "#8f5400",
        "tone-structure": "#1f5f9e",
        "tone-cursor": "#dcd8cd",
        "tone-cursor-ground": "#e8e5dc",
        "tone-on-accent": "#ffffff",
        "tone-line": "#c2bdb0",
        "tone-heat-1": "#e0e9f3",
        "tone-heat-1-text": "#1c232b",
        "tone-heat-2": "#b5cfe8",
        "tone-heat-2-text": "#1c232b",
        "tone-heat-3": "#7eaed9",
        "tone-heat-3-text": "#0b1a29",
        "tone-heat-4": "#1f5f9e",
        "tone-heat-4-text": "#ffffff",
    },
)


THEMES = {"dark": DARK, "light": LIGHT}
"""The themes by the names they have in the settings."""


def _sixteen(theme: Theme, ground: str, text: str, dim: str, accent: str, structure: str, good: str, warn: str) -> Theme:
    """A theme whose colours are all among the sixteen, so that none is replaced by a near one that cannot be read."""
    tones = {"dim": dim, "good": good, "warn": warn, "accent": accent, "structure": structure, "on-accent": ground, "line": dim}
    return Theme(
        name=f"{theme.name}-16",
        primary=structure,
        secondary=structure,
        accent=accent,
        foreground=text,
        background=ground,
        surface=ground,
        panel=ground,
        success=good,
        warning=warn,
        error=warn,
        dark=theme.dark,
        variables={
            **{f"tone-{name}": colour for name, colour in tones.items()},
            "tone-cursor": "#0000aa" if theme.dark else "#aaaaaa",
            # None of the sixteen is a ground that every tone can be read on.
            "tone-cursor-ground": ground,
        },
    )


SIXTEEN = {
    "dark": _sixteen(DARK, "#000000", "#ffffff", "#aaaaaa", "#ffff55", "#55ffff", "#55ff55", "#ff5555"),
    "light": _sixteen(LIGHT, "#ffffff", "#000000", "#555555", "#aa0000", "#0000aa", "#0000aa", "#aa00aa"),
}
"""The same for terminals of sixteen colours."""


_BASE = ("foreground", "tone-dim", "tone-good", "tone-warn", "tone-accent", "tone-structure", "tone-cursor", "tone-cursor-ground", "tone-on-accent")
_HEAT = tuple(f"tone-heat-{level}{part}" for level in range(1, 5) for part in ("", "-text"))


def tone_styles(variables: Mapping[str, str]) -> Mapping[str, Style]:
    """What a list draws its tones with, from a theme's variables; `cursor-here` is the row under the cursor of the list with the keys, `cursor-ground`
    the ground of what keeps its colours in such a row.

    `heat-1` to `heat-4` are the cells of a heat map, from the lowest level to the highest.
    """
    return _tone_styles(*(variables.get(name, DARK.variables.get(name, "#d8dee6")) for name in (*_BASE, *_HEAT)))


@lru_cache(maxsize=8)
def _tone_styles(
    text: str, dim: str, good: str, warn: str, accent: str, structure: str, cursor: str, cursor_ground: str, on_accent: str, *heat: str
) -> Mapping[str, Style]:
    return {
        "text": Style(),
        "dim": Style(color=dim),
        "good": Style(color=good),
        "warn": Style(color=warn),
        "accent": Style(color=accent),
        "structure": Style(color=structure),
        "bold": Style(bold=True),
        "title": Style(color=structure, bold=True),
        "strong": Style(color=accent, bold=True),
        "cursor-ground": Style(bgcolor=cursor_ground),
        "cursor": Style(color=text, bgcolor=cursor, bold=True),
        "cursor-here": Style(color=on_accent, bgcolor=accent, bold=True),
    } | {f"heat-{level}": Style(color=words, bgcolor=ground) for level, (ground, words) in enumerate(zip(heat[::2], heat[1::2], strict=True), 1)}


def ascii_only() -> bool:
    """Whether only ASCII signs may be drawn."""
    return bool(os.environ.get("TRACKTUI_ASCII")) or "utf" not in (sys.__stdout__.encoding if sys.__stdout__ else "utf-8").lower()


def fold_sign(folded: bool, *, ascii_only: bool) -> str:
    """The sign before a heading that hides or shows what is below it."""
    if ascii_only:
        return ">" if folded else "v"
    return "\u25b8" if folded else "\u25be"
