"""What to do now: never more than five lines, the most pressing first."""

from __future__ import annotations

from typing import Literal

import msgspec

from tracktui.catalog.days import week_start
from tracktui.roadmap.model import Planned, Roadmap
from tracktui.wording import count, day, hours, listed, usd

SOON_DAYS = 30
BOOK_AHEAD_DAYS = 14
MOST_LINES = 5


class Step(msgspec.Struct, frozen=True):
    """One thing to do. `urgent`: late, or it lapses within 30 days."""

    kind: Literal["late", "lapses", "in-progress", "book", "observe", "start", "paused", "caught-up"]
    text: str
    item: str = ""
    urgent: bool = False


def next_steps(roadmap: Roadmap) -> tuple[Step, ...]:
    """Late or lapsing; in progress; bookings to make; outcomes to observe; then the first ready item."""
    if roadmap.paused_until is not None:
        return (Step("paused", f"Paused until {day(roadmap.paused_until, roadmap.today)}. Nothing is late because of it."),)
    steps = [*_lapsing(roadmap), *_late(roadmap), *_in_progress(roadmap), *_to_book(roadmap), *_to_observe(roadmap), *_to_start(roadmap)]
    if steps:
        return tuple(steps[:MOST_LINES])
    return (Step("caught-up", _caught_up(roadmap)),)


def _caught_up(roadmap: Roadmap) -> str:
    """Nothing is to be done now: why, and when somebody looks at it again."""
    if not roadmap.goals:
        return "There is no goal yet: choose a track."
    review = f" Next review on {day(roadmap.next_review, roadmap.today)}." if roadmap.next_review is not None else ""
    ahead = min((item.start for item in roadmap.items if item.start is not None and item.start > roadmap.today), default=None)
    if ahead is not None:
        return f"All caught up: nothing is to be done before {day(ahead, roadmap.today)}.{review}"
    if out := [goal.name for goal in roadmap.goals if not goal.reached and goal.day is None]:
        return f"Nothing can be planned for {listed(out)} as things stand.{review}"
    return f"All caught up: every goal of this plan is reached.{review}" if all(goal.reached for goal in roadmap.goals) else f"All caught up.{review}"


def _name(item: Planned) -> str:
    return item.short or item.name


def _lapsing(roadmap: Roadmap) -> list[Step]:
    found = []
    for held in roadmap.credentials:
        if held.expires is not None and 0 <= (held.expires - roadmap.today).days <= SOON_DAYS:
            found.append(
                Step("lapses", f"{held.short or held.name} lapses on {day(held.expires, roadmap.today)}: renew it or let it go.", held.id, urgent=True)
            )
    return found


def _late(roadmap: Roadmap) -> list[Step]:
    found = [
        Step("late", f"{_name(item)}: {flag}{'' if flag.endswith('?') else '.'}", item.id, urgent=True)
        for item in roadmap.items
        for flag in item.flags
        if item.kind != "step" and ("has passed" in flag or "do not fit" in flag)
    ]
    return found + _late_steps(roadmap)


def _late_steps(roadmap: Roadmap) -> list[Step]:
    """Steps whose weeks are over, in one line: what waits for a late step is late with it."""
    late = sorted((item.window[1], item.id, item.name) for item in roadmap.items if item.window and item.window[1] < roadmap.today)
    if not late:
        return []
    last, first, name = late[0]
    more = f"; {count(len(late) - 1, 'more step')} too" if len(late) > 1 else ""
    return [Step("late", f"{name}: the last day of its weeks was {day(last, roadmap.today)}{more}.", first, urgent=True)]


def _in_progress(roadmap: Roadmap) -> list[Step]:
    found = []
    for item in roadmap.items:
        if item.state in ("in-progress", "booked", "agreed") and item.kind != "check":
            until = f", done {day(item.finish, roadmap.today)}" if item.finish else ""
            ahead = item.state == "booked" and not any("has passed" in flag for flag in item.flags)
            exam = f", exam booked for {day(item.finish, roadmap.today)}" if ahead else until
            found.append(Step("in-progress", f"Go on with {_name(item)}: {hours(item.hours)} left{exam}.", item.id))
    return found


def _to_book(roadmap: Roadmap) -> list[Step]:
    return [
        Step("book", f"Book {_name(item)} for about {day(item.finish, roadmap.today)} ({usd(item.price_usd)}).", item.id)
        for item in roadmap.items
        if item.kind == "cert" and item.state in ("ready", "in-progress") and item.finish and (item.finish - roadmap.today).days <= BOOK_AHEAD_DAYS
    ]


def _to_observe(roadmap: Roadmap) -> list[Step]:
    return [
        Step("observe", f"Observe {item.name}: the outcome is due {day(item.finish, roadmap.today)}.", item.id)
        for item in roadmap.items
        if item.state == "observing"
    ]


def _to_start(roadmap: Roadmap) -> list[Step]:
    ready = [item for item in roadmap.items if item.state in ("ready", "not-met", "sent-back")]
    if not ready:
        return []
    item = min(ready, key=lambda item: (item.start or item.finish or roadmap.today.max, item.finish or roadmap.today.max, item.id))
    later = item.start is not None and week_start(item.start) > roadmap.today
    left = f"; {hours(roadmap.week_hours_left)} left this week" if roadmap.week_hours_left and not later else ""
    begins = f" on {day(item.start, roadmap.today)}" if later else ""
    when = f", done {day(item.finish, roadmap.today)}" if item.finish else ""
    unlocks = f". Unlocks {item.blocking}" if item.blocking else ""
    return [Step("start", f"Start {_name(item)}{begins}: {hours(item.hours, estimated='hours' in item.estimated)}{when}{unlocks}{left}.", item.id)]
