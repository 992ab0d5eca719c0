"""The rows of the comparison: columns that line up under their heading, as many as the width takes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import msgspec

from tracktui.roadmap.alternatives.options import Option, RoleOption
from tracktui.ui.parts.content import Part
from tracktui.ui.parts.rows import fit
from tracktui.wording import hours, month, usd

LANE = 4
ROOMY, WIDE, WIDEST = 70, 84, 118
"""Widths from which weeks are shown; the level one stands at; the risk a track is about."""


class Column(msgspec.Struct, frozen=True):
    """A cell: its text and its width."""

    text: str
    width: int
    tone: str = "text"


_HEADINGS = ("risk", "you at", "hours", "weeks", "cost", "reached", "cert", "proj")


def offer_cells(found: Option | RoleOption | None, risk: str, today: date | None = None) -> tuple[str, ...]:
    """The figures of a track or a role, in the order of the headings; dots while they are worked out."""
    if found is None:
        return (risk, "", "...", "", "", "", "", "")
    if isinstance(found, Option):
        if found.reached:
            return (risk, f"level {found.stands}", "0 h", "0", "$0", "reached", "", "")
        price = usd(round(found.price_usd), at_least=found.price_at_least)
        when = month(found.finish) if found.finish else "no day"
        return (risk, f"level {found.stands}", hours(found.hours), str(found.weeks), price, when, str(len(found.certs)), str(len(found.projects)))
    gap = found.gap
    when = f"~{month(today + timedelta(weeks=found.weeks))}" if today is not None and found.weeks else ""
    price = usd(round(gap.price_usd), at_least=gap.price_at_least)
    return (risk, "", hours(gap.hours), str(found.weeks or ""), price, when, str(len(gap.certs)), str(len(gap.projects)))


def columns(cells: tuple[str, ...], width: int) -> list[Column]:
    """The cells that a row of this width has room for."""
    widths = (13 if width >= WIDEST else 0, 9 if width >= WIDE else 0, 7, 6 if width >= ROOMY else 0, 7, 10, 5, 5)
    return [Column(text, room) for text, room in zip(cells, widths, strict=True) if room]


def row(lane: str, name: str, cells: list[Column], width: int, *, bold: bool = False) -> list[Part]:
    """A lane, a name, its cells at the right."""
    room = width - LANE - 3 - sum(cell.width for cell in cells)
    parts: list[Part] = [("  ", "dim"), (fit(lane, LANE), "accent"), (fit(name, max(8, room)), "bold" if bold else "text")]
    return [*parts, *((fit(cell.text, cell.width, right=True), cell.tone) for cell in cells), (" ", "text")]


def table_heading(words: str, width: int, *, over: Literal["tracks", "roles", ""] = "") -> list[Part]:
    """A heading, with the words over the columns of its rows. Roles have no risk and no level."""
    cells = columns(_HEADINGS if over == "tracks" else ("", "", *_HEADINGS[2:]), width) if over else []
    room = width - 1 - sum(cell.width for cell in cells)
    return [(fit(words, max(8, room)), "title"), *((fit(cell.text, cell.width, right=True), "dim") for cell in cells), (" ", "text")]
