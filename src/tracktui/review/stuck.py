"""What does not move, said so that two people can do something about it; and what had no opportunity.

A pause or a changed goal is never called failure: days of a pause do not count, and what the plan no longer asks for is not looked at.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from tracktui.catalog.days import add_days
from tracktui.review.person import Person
from tracktui.roadmap.alternatives.compare import Baseline
from tracktui.roadmap.model import Planned
from tracktui.wording import count, day

QUIET_WEEKS = 3
"""Weeks without an entry after which something in progress counts as quiet."""
_RUNNING = ("in-progress", "agreed")

Cause = Literal["quiet", "not-met", "sent-back", "no-result", "overdue", "slipped"]


class Stuck(msgspec.Struct, frozen=True):
    """An item that does not move: the cause, the facts in words, and a question to put."""

    item: str
    name: str
    cause: Cause
    text: str
    ask: str


class NoOpportunity(msgspec.Struct, frozen=True):
    """An item or skill that had no occasion: since when, and why where it was said."""

    id: str
    name: str
    since: date
    why: str = ""


def stuck_items(person: Person, baseline: Baseline | None) -> tuple[Stuck, ...]:
    """Open items of the roadmap that do not move, each once, the plainest cause first; none while the plan is paused."""
    if person.roadmap.paused_until is not None:
        return ()
    found = []
    for item in person.roadmap.items:
        one = _missed(person, item) or _quiet(person, item) or _slipped(person, item, baseline)
        if one is not None:
            found.append(one)
    seen = {one.item for one in found}
    found += [one for one in _not_met(person) if one.item not in seen]
    return tuple(found)


def _not_met(person: Person) -> list[Stuck]:
    """Projects observed below their target, in the roadmap or not."""
    rows = []
    for item in person.standing.entries:
        state = person.standing.state(item)
        if state.state == "not-met":
            seen = "; ".join(state.flags) or "below its target"
            rows.append(Stuck(item, person.name(item), "not-met", f"observed: {seen}", "Go on with it, take another project, or accept what was reached?"))
    return rows


def _missed(person: Person, item: Planned) -> Stuck | None:
    state = person.standing.state(item.id)
    if item.state == "not-met":
        return next((one for one in _not_met(person) if one.item == item.id), None)
    if item.state == "sent-back":
        why = next((flag for flag in state.flags if flag.startswith("sent back")), "sent back")
        return Stuck(item.id, item.name, "sent-back", why, "What is missing, and who helps?")
    if item.state == "booked" and state.exam_on is not None and state.exam_on < person.today:
        return Stuck(item.id, item.name, "no-result", f"the booked day {day(state.exam_on)} has passed", "How did it go?")
    if item.state == "observing" and item.finish is not None and item.observe_until is not None and item.observe_until <= person.today:
        return Stuck(item.id, item.name, "overdue", f"the outcome was due {day(item.observe_until)}", "What does the figure say?")
    return None


def _quiet(person: Person, item: Planned) -> Stuck | None:
    last = person.standing.state(item.id).last
    if item.state not in _RUNNING or last is None:
        return None
    weeks = ((person.today - last).days - person.paused_days(add_days(last, 1), person.today)) // 7
    if weeks < QUIET_WEEKS:
        return None
    return Stuck(item.id, item.name, "quiet", f"in progress, nothing recorded for {count(weeks, 'week')}", "What is in the way, or should it wait?")


def _slipped(person: Person, item: Planned, baseline: Baseline | None) -> Stuck | None:
    planned = baseline.items.get(item.id, (None, None))[1] if baseline is not None else None
    if planned is None or planned >= person.today or item.state in ("locked", "waiting"):
        return None
    late = (person.today - planned).days - person.paused_days(planned, person.today)
    if late <= 0:
        return None
    return Stuck(item.id, item.name, "slipped", f"planned for {day(planned)} at the last review", "Is the plan too full, or the item the wrong one?")


def opportunities_missing(person: Person, *, private: bool = True) -> tuple[NoOpportunity, ...]:
    """Items and skills whose last word is that there was no occasion: nobody's fault, and something a manager can change.

    Without `private`, why is left out where a private entry says it.
    """
    found = []
    for item, entries in person.standing.entries.items():
        telling = [entry for entry in entries if entry.event not in ("noted", "interest")]
        if telling and telling[-1].event in ("no-opportunity", "not-observed"):
            why = str(telling[-1].data.get("why") or telling[-1].note) if private or not telling[-1].private else ""
            found.append(NoOpportunity(item, person.name(item), telling[-1].day, why))
    return tuple(sorted(found, key=lambda one: (one.since, one.id)))
