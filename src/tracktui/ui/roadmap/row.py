"""The rows of the Roadmap list: items and quarters, their figures below each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from tracktui.roadmap.model import Planned, QuarterSum
from tracktui.ui.parts.content import Part
from tracktui.ui.parts.rows import fit
from tracktui.wording import KIND_NAMES, MARKS, count, day, hours, mark, state_word, usd

if TYPE_CHECKING:
    from tracktui.roadmap.alternatives.since_review import ItemSlip

WORTH_A_WORD = 7
"""Days from which a slip stands in the list; fewer are said in the pane alone."""
WORTH_A_COLOUR = 28
"""Days from which a slip stands out: where everything is two weeks late, that is no news of each item."""
PRICE, SLIP, HOURS = 8, 8, 8
"""Columns for these figures."""
FAIR, WIDE, ROOMY = 30, 70, 104
"""Columns that names keep before prices and slips are shown; widths from which more is said of kind, state and day."""
WINS = {"observed": "win: observed", "planned": "win: planned", "none": "win: none yet"}


class Columns(msgspec.Struct, frozen=True):
    """How many columns each part of a row has; 0: it is left out."""

    kind: int
    name: int
    state: int
    day: int
    slip: int
    price: int
    hours: int


def columns(width: int, *, slips: bool, prices: bool, years: bool) -> Columns:
    """The columns of a list `width` wide. Days, prices and slips are there as far as names keep a fair part of it.

    `years`: whether days need one, because no heading says it.
    """
    wide = width >= WIDE
    kind, state = 9 if wide else 8, 19 if width >= ROOMY else 16 if wide else 13
    room = width - 6 - kind - 2 - state - HOURS
    when = (13 if years else 8) if wide else 0
    price = PRICE if prices and room - when - PRICE >= FAIR else 0
    slip = SLIP if slips and room - when - price - SLIP >= FAIR else 0
    return Columns(kind, max(8, room - when - price - slip), state, when, slip, price, HOURS)


def item_row(item: Planned, others: Mapping[str, Planned], slip: ItemSlip | None, at: Columns, *, today: date, ascii_only: bool) -> list[Part]:
    """An item: sign, kind, name, state, day, slip, price, hours."""
    tone = MARKS[item.state].tone
    faint = "dim" if item.state in ("locked", "skipped", "waiting") or not item.open else "text"
    state, state_tone = _state(item, others, at.state - 1, today)
    figure = hours(item.hours, estimated="hours" in item.estimated) if item.open and item.hours else ""
    price = usd(item.price_usd) if item.open and item.price_usd != 0 else ""
    return [
        (" !" if item.flags else "  ", "warn"),
        (f" {mark(item.state, ascii_only=ascii_only)} ", tone),
        (fit(item.short or KIND_NAMES[item.kind], at.kind) + " ", "structure" if item.kind == "cert" and item.open else "dim"),
        (fit(short_name(item), at.name) + " ", faint),
        (fit(state, at.state), state_tone),
        (fit(_day(item, today, at), at.day, right=True), "dim"),
        (fit(slip_words(slip), at.slip, right=True), _slip_tone(slip)),
        (fit(price, at.price, right=True), faint),
        (fit(figure, at.hours, right=True) + " ", faint),
    ]


def quarter_row(quarter: QuarterSum, sign: str, at: Columns) -> list[Part]:
    """A quarter: its name, its win below the states, its sums below the figures of its items."""
    money = at.price or PRICE
    lead = at.kind + at.name + 4 - (money - at.price)
    return [
        (f" {sign} ", "title"),
        (fit(quarter.quarter, lead), "title"),
        (fit(WINS[quarter.win], at.state + at.day + at.slip), "good" if quarter.win == "observed" else "structure"),
        (fit(usd(quarter.price_usd, at_least=quarter.price_at_least), money, right=True), "structure"),
        (fit(hours(quarter.hours), at.hours, right=True) + " ", "structure"),
    ]


def _day(item: Planned, today: date, at: Columns) -> str:
    if item.finish is None:
        return ""
    return day(item.finish, today if at.day > 8 else item.finish)


def slip_words(slip: ItemSlip | None) -> str:
    """`+3 wk`, `-2 wk`, `new`; "" where it is not worth a word."""
    if slip is None:
        return ""
    if slip.days is None:
        return "new"
    return f"{'+' if slip.days > 0 else '-'}{round(abs(slip.days) / 7)} wk" if abs(slip.days) >= WORTH_A_WORD else ""


def _slip_tone(slip: ItemSlip | None) -> str:
    days = slip.days if slip is not None else None
    return "dim" if days is None or 0 < days < WORTH_A_COLOUR else "warn" if days > 0 else "good"


def short_name(item: Planned) -> str:
    """The name in a list, where the kind stands beside it already."""
    return item.name.removeprefix("Practise ").replace(" to level ", ", level ") if item.kind == "practice" else item.name


def _state(item: Planned, others: Mapping[str, Planned], room: int, today: date) -> Part:
    if item.state == "locked" and item.waits_for:
        return _waits(item, others, room), MARKS["locked"].tone
    if item.validity in ("expiring", "expired") or (item.kind == "renewal" and item.expires):
        words = f"{'expired' if item.validity == 'expired' else 'expires'} {day(item.expires, today)}"
        return words if len(words) <= room else "expired" if item.validity == "expired" else "expires", "warn"
    return state_word(item.state), MARKS[item.state].tone


def _waits(item: Planned, others: Mapping[str, Planned], room: int) -> str:
    first = others.get(item.waits_for[0])
    name = item.waits_for[0] if first is None else first.short or KIND_NAMES[first.kind]
    if first is not None and first.kind == "check":
        name = first.id.upper().replace("-", " ")
    if len(item.waits_for) == 1:
        return f"after {name}"
    text = f"after {name} +{len(item.waits_for) - 1}"
    return text if len(text) <= room else f"after {count(len(item.waits_for), 'item')}"
