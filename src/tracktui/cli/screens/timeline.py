"""The Timeline screen as text: every day that matters, in order - starts, finishes, exams, expiries, reviews, goals."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tracktui.cli.output import say, wrapped
from tracktui.wording import day

if TYPE_CHECKING:
    from datetime import date

    from tracktui.workspace import Workspace


def show(workspace: Workspace, words: str) -> None:
    """Print it; `words`: only items whose id or name has all of them."""
    found = _days(workspace, words)
    if not found:
        say(f"Nothing on the timeline matches '{words}'." if words else "Nothing has a day yet: set primary in [focus] of the plan.")
        return
    for quarter, entries in groupby(found, key=lambda entry: entry[0]):
        say(quarter)
        for _, when, text in entries:
            say(wrapped(f"{day(when)}: {text}.", "  ", "    "))


def _days(workspace: Workspace, words: str) -> list[tuple[str, date, str]]:
    from tracktui.catalog.days import quarter
    from tracktui.roadmap.views.timeline import timeline

    roadmap = workspace.roadmap
    found = timeline(workspace.catalog, workspace.plan, roadmap)
    days: list[tuple[date, str]] = [] if words else [(mark.day, mark.text) for mark in found.marks]
    for bar in found.bars:
        item = roadmap.get(bar.id)
        name = item.name if item is not None else workspace.catalog.name(bar.id)
        if not all(word in f"{bar.id} {name}".lower() for word in words.lower().split()):
            continue
        if bar.kind == "work":
            days.append((bar.start, f"{name} begins"))
            if bar.until is not None and bar.end is not None:
                days += [(bar.end, f"{name} is delivered, then observed"), (bar.until, f"{name} is observed")]
            elif bar.end is not None and not any(mark.sign in ("exam", "booked") for mark in bar.marks):
                days.append((bar.end, f"{name} is done"))
        days += [(mark.day, f"{name}: {mark.text}") for mark in bar.marks]
    return [(quarter(when), when, text) for when, text in sorted(days) if when >= roadmap.today]
