"""What moved a roadmap from one day, plan or catalog to another: weeks off, changed facts, edits, a reviewer's decisions.

`compare.py` gives each moved item the nearest of them; hours that slipped and what items wait for it sees in the roadmaps themselves.
"""

from __future__ import annotations

from datetime import date

import msgspec

from tracktui.catalog.days import add_days
from tracktui.catalog.entries import Cert, default_hours
from tracktui.catalog.model import Catalog
from tracktui.plan.events import EVENTS
from tracktui.plan.model import Entry, Plan, Span
from tracktui.wording import day, usd

PAUSE_DAYS = 30
"""Days of a pause whose end is not said."""


class Away(msgspec.Struct, frozen=True):
    """Days with other hours than before, and the words for them. `later`: fewer hours, which move what lies behind them to later days."""

    first: date
    last: date
    text: str
    later: bool = True


class Causes(msgspec.Struct, frozen=True):
    """Causes by item, days away, and what concerns everything ("8 instead of 5 h a week")."""

    items: dict[str, str] = {}
    away: tuple[Away, ...] = ()
    general: str = ""
    slipped: str = ""
    """What was planned between the two days and is not done."""
    slipped_item: str = ""
    slipped_itself: str = ""
    """The item that this is about, and the cause for that one."""

    def before(self, finish: date | None, *, later: bool) -> str:
        """Days with other hours that lie before a day and move what is behind them this way."""
        return next((away.text for away in self.away if away.later == later and (finish is None or away.first <= finish)), "")


def causes(old: Plan, new: Plan, before: Catalog, after: Catalog) -> Causes:
    """What differs between two plans and their catalogs that can move a date."""
    known = {entry.id for entry in old.in_effect()}
    fresh = [entry for entry in new.in_effect() if entry.id not in known]
    items = {**_facts(before, after), **_edits(old, new), **_decisions(fresh, new)}
    return Causes(items, (*_leave(old, new), *_pauses(fresh)), _general(old, new))


def _facts(before: Catalog, after: Catalog) -> dict[str, str]:
    """What a catalog says otherwise of an item than the one before it."""
    if before is after:
        return {}
    found = {}
    for item_id, item in after.items.items():
        was = before.items.get(item_id)
        if was is None or was == item:
            continue
        mine, theirs = default_hours(item), default_hours(was)
        if mine != theirs and mine is not None:
            found[item_id] = f"the catalog now says {mine[0]:g} to {mine[1]:g} h"
        elif isinstance(item, Cert) and isinstance(was, Cert) and item.retires_on != was.retires_on:
            found[item_id] = f"the catalog now gives {day(item.retires_on)} as its last day" if item.retires_on else "the catalog knows no last day any more"
        elif item.requires != was.requires:
            found[item_id] = "the catalog now asks for other prerequisites"
        elif item.price_usd != was.price_usd:
            found[item_id] = f"the catalog now says {usd(item.price_usd)}"
    return found


def _edits(old: Plan, new: Plan) -> dict[str, str]:
    """What the engineer changed about single items in the head of the plan."""
    found = {item: f"your estimate is now {low:g} to {high:g} h" for item, (low, high) in new.estimates.items() if old.estimates.get(item) != (low, high)}
    found |= {item: "your own estimate was taken out" for item in old.estimates if item not in new.estimates}
    found |= {item: "you pinned it" for item in new.choices.pin if item not in old.choices.pin}
    return found


def _decisions(fresh: list[Entry], plan: Plan) -> dict[str, str]:
    """What a reviewer decided since, by what it is about."""
    words = {"sent-back": "was sent back", "assessed": "was assessed", "signed-off": "was signed off", "accepted": "was accepted"}
    found = {}
    for entry in fresh:
        event = EVENTS.get(entry.event)
        if event is not None and event.reviewer and entry.event in words and entry.item:
            who = f" by {entry.by}" if entry.by and entry.by != plan.profile.id else ""
            level = f" at level {entry.data['level']}" if "level" in entry.data else ""
            found[entry.item] = f"it {words[entry.event]}{level}{who} on {day(entry.day)}"
    return found


def _leave(old: Plan, new: Plan) -> list[Away]:
    def away(span: Span, usual: float, *, added: bool) -> Away:
        words = _away_in_words(span.start, span.end, span.hours)
        return Away(span.start, span.end, words if added else f"no {words} any more", later=(span.hours < usual) == added)

    added = [away(span, old.profile.hours_per_week, added=True) for span in new.calendar if span not in old.calendar]
    return added + [away(span, new.profile.hours_per_week, added=False) for span in old.calendar if span not in new.calendar]


def _pauses(fresh: list[Entry]) -> list[Away]:
    found = []
    for entry in fresh:
        if entry.event == "paused":
            until = entry.data.get("until", add_days(entry.day, PAUSE_DAYS))
            found.append(Away(entry.day, until, _away_in_words(entry.day, until, 0.0)))
        elif entry.event == "resumed":
            found.append(Away(entry.day, entry.day, f"taken up again on {day(entry.day)}", later=False))
    return found


def _away_in_words(first: date, last: date, hours: float) -> str:
    days = (last - first).days + 1
    length = f"{days // 7} weeks" if days >= 14 else f"{days} days"
    return f"{length} off from {day(first)}" if not hours else f"{hours:g} h a week from {day(first)} to {day(last)}"


def _general(old: Plan, new: Plan) -> str:
    """What the head now says for everything."""
    a, b = old.profile, new.profile
    parts = []
    if a.hours_per_week != b.hours_per_week:
        parts.append(f"{b.hours_per_week:g} instead of {a.hours_per_week:g} h a week")
    if a.project_hours_per_week != b.project_hours_per_week:
        apart = b.project_hours_per_week
        parts.append("projects in the same hours as study" if apart is None else f"{apart:g} h a week for projects")
    if a.start != b.start:
        parts.append(f"a start on {day(b.start)}" if b.start else "a start now")
    if a.budget_usd_per_year != b.budget_usd_per_year:
        parts.append("no budget a year" if b.budget_usd_per_year is None else f"a budget of {usd(b.budget_usd_per_year)} a year")
    if a.estate != b.estate:
        parts.append("other clouds")
    if old.choices.wip != new.choices.wip:
        parts.append("no limit on what is in progress" if new.choices.wip is None else f"at most {new.choices.wip} in progress at a time")
    if old.focus.primary == new.focus.primary and old.focus.target != new.focus.target:
        parts.append(f"level {new.focus.target} instead of {old.focus.target}")
    elif old.focus != new.focus:
        parts.append("another focus")
    return " and ".join(parts)
