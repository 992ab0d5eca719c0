"""How figures, days and states are written, on every face of the program: one form each."""

from __future__ import annotations

import re
from datetime import date

import msgspec

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
KIND_NAMES = {
    "cert": "cert",
    "project": "project",
    "check": "check",
    "scenario": "scenario",
    "shadowing": "shadow",
    "course": "course",
    "step": "step",
    "renewal": "renewal",
    "practice": "practice",
}


def usd(amount: float | None, *, at_least: bool = False) -> str:
    """`$445`, `$70.50`, `$1,500`; `$?` when nobody publishes it; a `+` when a part of the sum is unknown."""
    if amount is None:
        return "$?"
    text = f"${amount:,.0f}" if float(amount).is_integer() else f"${amount:,.2f}"
    return text + "+" if at_least else text


def hours(amount: float | None, *, estimated: bool = False) -> str:
    """`48 h`, `6.5 h`; `~48 h` when the figure is our own estimate."""
    if amount is None:
        return "? h"
    rounded = round(float(amount), 1)
    text = f"{rounded:,.0f} h" if rounded >= 10 or rounded.is_integer() else f"{rounded:.1f} h"
    return f"~{text}" if estimated else text


def day(value: date | None, today: date | None = None) -> str:
    """`12 Mar 2027`; without the year when it is `today`'s."""
    if value is None:
        return "no date"
    text = f"{value.day} {MONTHS[value.month - 1]}"
    return text if today is not None and value.year == today.year else f"{text} {value.year}"


def loose_day(text: str) -> str:
    """`2 Oct 2026`, `Oct 2026`, `2026`: a day, a month or a year as files have it ("2026-10-02", "2026-10", "2026")."""
    year, *rest = text.split("-")
    if not rest:
        return year
    name = MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {name} {year}" if len(rest) > 1 else f"{name} {year}"


def month(value: date) -> str:
    """`Mar 2027`."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def count(number: int, one: str, many: str = "") -> str:
    """`1 item`, `3 items`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: list[str] | tuple[str, ...], most: int = 4) -> str:
    """`A`, `A and B`, `A, B and C`, `A, B, C and 4 more`."""
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} more"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def shorten(text: str, width: int) -> str:
    """`text` in at most `width` characters, cut at a word with an ellipsis."""
    if len(text) <= width:
        return text
    if width <= 1:
        return "\u2026"[:width]
    cut = text[: width - 1]
    head, blank, _ = cut.rpartition(" ")
    if text[width - 1] != " " and blank and len(head) >= width // 2:
        cut = head
    return re.sub(r"[\s,;:.(\u2013-]+$", "", cut) + "\u2026"


class Mark(msgspec.Struct, frozen=True):
    """How a state is shown: a glyph, its ASCII form, a word, and what the colour means."""

    glyph: str
    ascii: str
    word: str
    tone: str


MARKS: dict[str, Mark] = {
    "locked": Mark("\u00b7", ".", "locked", "dim"),
    "ready": Mark("\u25cb", "o", "ready", "accent"),
    "in-progress": Mark("\u25d0", "*", "in progress", "accent"),
    "booked": Mark("\u25c6", "#", "booked", "accent"),
    "earned": Mark("\u2713", "v", "earned", "good"),
    "proven": Mark("\u2714", "V", "proven", "good"),
    "agreed": Mark("\u25d0", "*", "agreed", "accent"),
    "observing": Mark("\u25d4", "~", "observing", "accent"),
    "not-met": Mark("\u2717", "x", "not met", "warn"),
    "met": Mark("\u2714", "V", "met", "good"),
    "claimed": Mark("\u25d1", "*", "claimed", "accent"),
    "sent-back": Mark("\u21a9", "<", "sent back", "warn"),
    "signed-off": Mark("\u2714", "V", "signed off", "good"),
    "done": Mark("\u2713", "v", "done", "good"),
    "waiting": Mark("\u00b7", ".", "waiting", "dim"),
    "missed": Mark("\u2717", "x", "missed", "warn"),
    "skipped": Mark("\u2212", "-", "skipped", "dim"),
    "waived": Mark("\u2261", "=", "waived", "good"),
    "assumed": Mark("\u2248", "=", "assumed", "good"),
    "gone": Mark("\u2717", "x", "gone", "warn"),
}
"""Every state's mark. Nothing is said by colour alone."""


MEANINGS: dict[str, str] = {
    "locked": "waits for something that is not done",
    "ready": "nothing keeps you from starting",
    "in-progress": "hours are recorded",
    "booked": "the exam has a day",
    "earned": "passed, not yet proven by its project",
    "proven": "passed, and proven by its project",
    "agreed": "baseline and target are agreed",
    "observing": "delivered; the outcome is waited for",
    "not-met": "observed below its target",
    "met": "observed at its target",
    "claimed": "claimed; the reviewer has not said",
    "sent-back": "the reviewer said what is missing",
    "signed-off": "the reviewer signed it",
    "done": "done",
    "waiting": "its time has not come",
    "missed": "its time has passed",
    "skipped": "left out; it does not count",
    "waived": "counts as done by agreement",
    "assumed": "counts as done, from where you began",
    "gone": "can no longer be had",
}
"""What each state means, in a few words."""


def mark(state: str, *, ascii_only: bool = False) -> str:
    """The glyph of a state."""
    found = MARKS.get(state)
    if found is None:
        return "?"
    return found.ascii if ascii_only else found.glyph


def state_word(state: str) -> str:
    """The word of a state."""
    found = MARKS.get(state)
    return found.word if found else state
