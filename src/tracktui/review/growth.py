"""How somebody grows: hours, steps, wins, and the time since. Measures of pace, never of worth: a pause or a changed goal is no failure.

Spans count both ends. Levels are ordinal: steps are counted, nothing is averaged.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import msgspec

from tracktui.catalog.days import add_days, quarter
from tracktui.plan.matrix import median_level
from tracktui.review.person import Person

HALF_YEAR_DAYS = 182
PLATEAU_WEEKS = 26
_ENROLLED = ("worked", "started", "booked", "topic", "agreed", "failed", "passed", "delivered", "observed", "drilled", "done")


class Step(msgspec.Struct, frozen=True):
    """A step of growth: the day, what it was (win, sign-off, level, pass), and of what."""

    day: date
    kind: str
    item: str


class Completion(msgspec.Struct, frozen=True):
    """Items begun and how many of them are finished."""

    finished: int
    begun: int

    @property
    def percent(self) -> float | None:
        """0 to 100; None where nothing was begun."""
        return round(100 * self.finished / self.begun, 1) if self.begun else None


def hours_logged(person: Person, first: date) -> float:
    """Hours in the journal from `first` until today. Hours, from 0 on."""
    return round(sum(entry.hours or 0.0 for entry in person.entries if entry.day >= first), 2)


def days_since_last_entry(person: Person) -> int | None:
    """Days from the engineer's newest entry until today, without the days of a pause. Days, from 0 on; None without an entry."""
    if not person.own_entries:
        return None
    last = max(entry.day for entry in person.own_entries)
    return (person.today - last).days - person.paused_days(add_days(last, 1), person.today)


def items_finished(person: Person, first: date) -> tuple[str, ...]:
    """Items that came to be done from `first` until today, without what was waived or assumed. A list of ids in order of day."""
    days = {item: day for item in person.standing.entries if item and (day := person.finished_on(item)) is not None and day >= first}
    return tuple(sorted(days, key=lambda item: (days[item], item)))


def wins_per_quarter(person: Person) -> tuple[tuple[str, int], ...]:
    """Measurable wins in each calendar quarter from the start of the plan to today's, those without one included. Wins, from 0 on."""
    counted = Counter(quarter(win.day) for win in person.wins)
    first, last = (day.year * 4 + (day.month - 1) // 3 for day in (person.started, person.today))
    names = [quarter(date(number // 4, number % 4 * 3 + 1, 1)) for number in range(first, last + 1)]
    return tuple((name, counted[name]) for name in names)


def reuses(person: Person) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    """Outputs that others used: the output (else its project), how often, by whom. Uses, from 1 on; the most used first."""
    users: dict[str, list[str]] = {}
    for entry in person.entries:
        if entry.event == "reused":
            users.setdefault(str(entry.data.get("output") or person.catalog.name(entry.item)), []).append(str(entry.data.get("by_whom", "")))
    rows = [(output, len(names), tuple(dict.fromkeys(name for name in names if name))) for output, names in users.items()]
    return tuple(sorted(rows, key=lambda row: (-row[1], row[0])))


def days_to_first_win(person: Person) -> int | None:
    """Days from the start of the plan to the first measurable win, pauses left out. Days, from 0 on; None without a win."""
    if not person.wins:
        return None
    first = person.wins[0].day
    return max(0, (first - person.started).days - person.paused_days(person.started, first))


def growth_velocity(person: Person) -> float | None:
    """Levels of skills gained over the last half year, per quarter: steps up between then and now, every skill counted.

    Levels per quarter, from 0 on, in halves. What is assumed counts as having been there. None in the first quarter of a plan.
    """
    then = max(add_days(person.today, -HALF_YEAR_DAYS), person.started)
    quarters = (person.today - then).days / (HALF_YEAR_DAYS / 2)
    if quarters < 1:
        return None
    earlier = person.standing_on(then)
    gained = sum(max(0, row.state.level - earlier.skill(row.id).level) for row in person.matrix)
    return round(gained / quarters * 2) / 2


def steps(person: Person) -> tuple[Step, ...]:
    """Every step of growth: certs earned, checks signed off, wins observed, skills assessed at a level not reached before; in order of day."""
    found = [Step(win.day, "win", win.item) for win in person.wins]
    best: dict[str, int] = {}
    for entry in person.entries:
        level = entry.data.get("level")
        if entry.event == "assessed" and isinstance(level, int):
            if level > best.get(entry.item, 0):
                found.append(Step(entry.day, "level", entry.item))
            best[entry.item] = max(level, best.get(entry.item, 0))
        elif entry.event in ("passed", "signed-off"):
            found.append(Step(entry.day, "pass" if entry.event == "passed" else "sign-off", entry.item))
    return tuple(sorted(found, key=lambda step: (step.day, step.item)))


def weeks_without_step(person: Person) -> int:
    """Whole weeks since the newest step of growth, else since the start of the plan, without the days of pauses. Weeks, from 0 on."""
    last = max((step.day for step in steps(person)), default=person.started)
    return max(0, (person.today - last).days - person.paused_days(add_days(last, 1), person.today)) // 7


def plateau(person: Person) -> bool:
    """Whether the last step lies half a year back or more (26 weeks) while a goal is still open. A reason to talk, not a verdict."""
    open_goal = any(not goal.reached for goal in person.roadmap.goals)
    return open_goal and person.roadmap.paused_until is None and weeks_without_step(person) >= PLATEAU_WEEKS


def learning_completion(person: Person) -> Completion:
    """Of the items begun since the start of the plan, how many are finished; skipped and waived ones leave both counts. Per cent, 0 to 100."""
    begun = finished = 0
    for item, entries in person.standing.entries.items():
        state = person.standing.state(item).state
        known = person.standing.item(item) is not None or item.startswith("practice@")
        if known and state not in ("skipped", "waived") and any(entry.event in _ENROLLED for entry in entries):
            begun += 1
            finished += person.finished_on(item) is not None
    return Completion(finished, begun)


def median_skill_level(person: Person) -> int | None:
    """The median level of the skills that the focus or the role asks for, without those not observed. A level, 0 to 4; None without any."""
    return median_level(row for row in person.matrix if row.targets)
