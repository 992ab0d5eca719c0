"""How old facts are. A fact of the world is as old as the day it was last read at its source; past a year it is stale."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from tracktui.catalog.days import add_months, last_day
from tracktui.catalog.entries import Source
from tracktui.catalog.model import Catalog
from tracktui.problems import Problem
from tracktui.wording import count

STALE_MONTHS = 12
MUCH = 0.1
"""From this part of stale facts on a catalog as a whole is called stale."""


class Freshness(msgspec.Struct, frozen=True):
    """How many entries have a dated fact, and the ids of those that are stale, oldest first."""

    dated: int
    stale: tuple[str, ...]

    @property
    def much(self) -> bool:
        """Whether so much is stale that it should be said without being asked."""
        return bool(self.stale) and len(self.stale) >= self.dated * MUCH


def read_on(entry: Any) -> str:
    """The day an entry's facts were last read: `checked`, else its newest dated source; "" where nothing is dated."""
    days = [str(source.as_of) for source in getattr(entry, "sources", ()) if source.as_of]
    return getattr(entry, "checked", None) or max(days, default="")


def newest_source(entry: Any) -> Source | None:
    """The source that an entry's facts were last read at: the newest dated one, else the first."""
    sources: tuple[Source, ...] = getattr(entry, "sources", ())
    return max(sources, key=lambda source: source.as_of or "", default=None)


def is_stale(day: str, today: date) -> bool:
    """Whether what was read on a day (or in a month, or a year) is more than a year old."""
    return bool(day) and add_months(last_day(day), STALE_MONTHS) < today


class SourceRow(msgspec.Struct, frozen=True):
    """A source of an entry for people: the day it was read ("" undated), its age, whether it is stale, what it is for, where."""

    read: str
    age: str
    stale: bool
    facts: str
    where: str

    @property
    def when(self) -> str:
        """The day and the age in words: "2026-08-17, 3 months old"; says so where that is stale or undated."""
        return f"{self.read}, {self.age}{', stale' if self.stale else ''}" if self.read else "undated"


def source_rows(entry: Any, today: date) -> tuple[SourceRow, ...]:
    """Every source of an entry, newest first."""
    sources: tuple[Source, ...] = getattr(entry, "sources", ())
    return tuple(
        SourceRow(str(one.as_of or ""), age(one.as_of, today) if one.as_of else "", is_stale(one.as_of or "", today), one.purpose, one.url or one.title)
        for one in sorted(sources, key=lambda one: one.as_of or "", reverse=True)
    )


def freshness(catalog: Catalog, today: date) -> Freshness:
    """The freshness of a whole catalog."""
    dated = [(day, entry.id) for group in catalog.groups().values() for entry in group.values() if (day := read_on(entry))]
    return Freshness(len(dated), tuple(entry_id for day, entry_id in sorted(dated) if is_stale(day, today)))


def age(day: str, today: date) -> str:
    """The age of a fact in words: "new" (that day), "12 days old", "5 months old", "2 years old"; a month counts from its end."""
    days = (today - last_day(day)).days
    if days < 1:
        return "new"
    if days < 60:
        return f"{count(days, 'day')} old"
    months = days * 12 // 365
    return f"{count(months, 'month')} old" if months < 24 else f"{months // 12} years old"


def stale_problem(catalog: Catalog, today: date) -> tuple[Problem, ...]:
    """A word, no fault, where much of a catalog was last read more than a year ago."""
    found = freshness(catalog, today)
    return (Problem(code="catalog-stale", severity="info", message=in_words(found, catalog), hint="a newer tracktui has newer facts"),) if found.much else ()


def in_words(found: Freshness, catalog: Catalog) -> str:
    """How many entries' facts are stale, and the worst."""
    text = f"{len(found.stale):,} of {found.dated:,} entries were last read at their sources more than a year ago"
    if not found.stale:
        return text
    worst = catalog.find(found.stale[0])
    return f"{text}; the oldest: {getattr(worst, 'name', worst.id)} ({read_on(worst)})"
