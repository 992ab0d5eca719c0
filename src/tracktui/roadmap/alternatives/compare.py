"""Two roadmaps side by side, as a value: what was added, dropped, moved and why, and what that costs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

import msgspec

from tracktui.plan.model import Plan
from tracktui.plan.states import REFUTED
from tracktui.problems import Problem
from tracktui.roadmap.alternatives.causes import Causes
from tracktui.roadmap.model import Planned, Roadmap
from tracktui.wording import count, day, hours, usd

ELSEWHERE = "the head of the plan, or the catalog, has been changed since"
"""Why an item moved that the journal alone would have left where it was."""


class Side(msgspec.Struct, frozen=True):
    """One roadmap in figures: the primary goal's day and its cautious day, hours, USD and items still to come."""

    finish: date | None
    cautious: date | None
    hours: float | None
    """None: nobody kept it."""
    price_usd: float | None
    price_at_least: bool
    items: int
    problems: int


class Move(msgspec.Struct, frozen=True):
    """An item whose finish moved by `days` (later is positive; None: it gained or lost its date), and why."""

    id: str
    name: str
    before: date | None
    after: date | None
    days: int | None
    why: str


class Change(msgspec.Struct, frozen=True):
    """An item whose price or hours changed."""

    id: str
    name: str
    text: str


class Comparison(msgspec.Struct, frozen=True):
    """What `after` does to `before`."""

    before: Side
    after: Side
    added: tuple[Planned, ...] = ()
    dropped: tuple[Planned, ...] = ()
    done: tuple[Planned, ...] = ()
    """Items of `before` that are done in `after`: not dropped but finished."""
    moved: tuple[Move, ...] = ()
    changed: tuple[Change, ...] = ()
    fresh: tuple[Problem, ...] = ()
    """What is wrong with `after` and was not with `before`; mere information left out."""

    @property
    def days(self) -> int | None:
        """By how many days the primary goal moves (later is positive); None where one of the two has no day."""
        if self.before.finish is None or self.after.finish is None:
            return None
        return (self.after.finish - self.before.finish).days


class Baseline(msgspec.Struct, frozen=True):
    """What a review kept: its day, the primary goal's day and the money still to spend then (None: not said), and each item's days."""

    day: date
    at: datetime
    """When the review was written down."""
    finish: date | None
    items: dict[str, tuple[date | None, date | None]]
    spend_usd: float | None = None


def baseline_of(plan: Plan, today: date) -> Baseline | None:
    """The newest baseline of the journal up to a day, or None."""
    for entry in reversed(plan.in_effect()):
        kept = entry.data.get("baseline")
        if entry.event == "reviewed" and entry.day <= today and isinstance(kept, dict):
            rows = [row for row in kept.get("items", ()) if isinstance(row, list | tuple) and len(row) == 3]
            finish, spend = kept.get("finish"), kept.get("spend_usd")
            days = {str(row[0]): (_date(row[1]), _date(row[2])) for row in rows}
            return Baseline(entry.day, entry.at, _date(finish), days, float(spend) if isinstance(spend, int | float) else None)
    return None


def baseline_from(roadmap: Roadmap) -> dict[str, object]:
    """What a review keeps of a roadmap: the primary goal's day, the money still to spend, and each item's days."""
    goal = side(roadmap).finish
    items = [[item.id, item.start, item.finish] for item in roadmap.items if item.start is not None and item.finish is not None]
    return {**({"finish": goal} if goal is not None else {}), "spend_usd": roadmap.totals.price_usd, "items": items}


def as_of(plan: Plan, until: date, at: datetime | None = None) -> Plan:
    """The plan as it stood on a day: its head, and the journal up to then; `at`: only what was written down by that moment."""
    journal = tuple(entry for entry in plan.journal if entry.day <= until and (entry.at <= at if at is not None else entry.at.date() <= until))
    return msgspec.structs.replace(plan, journal=journal)


def _date(value: object) -> date | None:
    return value if isinstance(value, date) else None


def since_baseline(baseline: Baseline, after: Roadmap, explained: Comparison | None = None) -> Comparison:
    """What has changed since a review: items of the baseline that moved, are done or were dropped, and those that came since.

    `explained` compares the plan as it stood on the day of the review with today's: it gives the causes, and the figures no review keeps.
    """
    causes = {move.id: move for move in explained.moved} if explained is not None else {}
    kept = baseline.items
    finished = {item.id: item for item in after.finished}
    moved = []
    for item in after.items:
        before = kept.get(item.id, (None, item.finish))[1]
        if item.id in kept and before != item.finish:
            days = (item.finish - before).days if item.finish is not None and before is not None else None
            cause = causes.get(item.id)
            same_way = cause is not None and ((cause.days or 0) < 0) == ((days or 0) < 0)
            why = cause.why if cause is not None and same_way else ELSEWHERE if explained is not None else ""
            moved.append(Move(item.id, item.name, before, item.finish, days, why))
    return Comparison(
        _side_then(baseline, side(after), explained.before if explained is not None else None),
        side(after),
        added=tuple(item for item in after.items if kept and item.id not in kept),
        dropped=tuple(item for item in explained.dropped if item.id in kept) if explained is not None else (),
        done=tuple(finished[item] for item in kept if item in finished),
        moved=tuple(moved),
    )


def _side_then(baseline: Baseline, now: Side, then: Side | None) -> Side:
    """The figures on the day of a review: those it kept, else those of the plan as it stood then."""
    items = len(baseline.items) or now.items
    if then is None:
        return Side(baseline.finish, None, None, baseline.spend_usd, False, items, 0)
    spend = baseline.spend_usd if baseline.spend_usd is not None else then.price_usd
    return Side(baseline.finish, then.cautious, then.hours, spend, then.price_at_least, items, then.problems)


def compare(before: Roadmap, after: Roadmap, cause: str | Causes = "") -> Comparison:
    """What changes from one roadmap to another. `cause` explains moves: what is known of plan and catalog, or words for everything."""
    cause = Causes(general=cause) if isinstance(cause, str) else cause
    cause = _with_slip(cause, before, after)
    old = {item.id: item for item in before.items}
    new = {item.id: item for item in after.items}
    finished = {item.id for item in after.finished}
    return Comparison(
        side(before),
        side(after),
        added=tuple(item for item in after.items if item.id not in old),
        dropped=tuple(item for item in before.items if item.id not in new and item.id not in finished),
        done=tuple(item for item in before.items if item.id not in new and item.id in finished),
        moved=tuple(_move(old[item.id], item, old, new, cause) for item in after.items if item.id in old and old[item.id].finish != item.finish),
        changed=tuple(change for item in after.items if item.id in old and (change := _change(old[item.id], item)) is not None),
        fresh=tuple(problem for problem in after.problems if problem.severity != "info" and problem not in before.problems),
    )


def _with_slip(cause: Causes, before: Roadmap, after: Roadmap) -> Causes:
    """With what was planned between the days of two roadmaps and is not done; as it is where they are of the same day."""
    if after.today <= before.today:
        return cause
    still = {item.id for item in after.items}
    late = next((item for item in before.items if item.id in still and item.finish is not None and item.finish < after.today), None)
    less = f"less was worked since {day(before.today, after.today)} than planned"
    if late is None or late.finish is None:
        return msgspec.structs.replace(cause, slipped=less)
    text = f"{late.short or late.name} was planned for {day(late.finish, after.today)} and is not done"
    return msgspec.structs.replace(cause, slipped=text, slipped_item=late.id, slipped_itself=less)


def side(roadmap: Roadmap) -> Side:
    """A roadmap in figures."""
    goal = next((goal for goal in roadmap.goals if goal.serves == "primary"), None)
    finish, cautious = (goal.day, goal.cautious) if goal is not None and not goal.reached else (roadmap.totals.finish, roadmap.totals.cautious)
    worth = sum(problem.severity != "info" for problem in roadmap.problems)
    totals = roadmap.totals
    return Side(finish, cautious, totals.hours, totals.price_usd, totals.price_at_least, totals.items, worth)


def figures(found: Comparison) -> tuple[tuple[str, str, str, str], ...]:
    """Both sides in words: what is compared, before, after, and the difference ("" where there is none)."""
    a, b = found.before, found.after
    rows = (
        ("goal reached", day(a.finish) if a.finish else "never", day(b.finish) if b.finish else "never", shift(found.days)),
        ("80 % likely by", day(a.cautious) if a.cautious else "-", day(b.cautious) if b.cautious else "-", ""),
        ("hours", "-" if a.hours is None else hours(a.hours), "-" if b.hours is None else hours(b.hours), _difference(a.hours, b.hours, hours)),
        ("money", _money(a), _money(b), _difference(a.price_usd, b.price_usd, usd)),
        ("items to do", str(a.items), str(b.items), f"{b.items - a.items:+d}" if a.items != b.items else ""),
    )
    risks = ("what is wrong", str(a.problems), str(b.problems), f"{b.problems - a.problems:+d}" if a.problems != b.problems else "")
    return (*rows, risks) if a.problems or b.problems else rows


def _money(one: Side) -> str:
    return "-" if one.price_usd is None else usd(one.price_usd, at_least=one.price_at_least)


def _difference(a: float | None, b: float | None, words: Callable[[float], str]) -> str:
    return "" if a is None or b is None or round(a, 2) == round(b, 2) else f"{'-' if b < a else '+'}{words(round(abs(b - a), 2))}"


def shift(days: int | None) -> str:
    """How far something moves: "3 weeks later", "+4 days"; "" for not at all or nobody knows."""
    if not days:
        return ""
    return f"{count(round(abs(days) / 7), 'week')} {'later' if days > 0 else 'earlier'}" if abs(days) >= 7 else f"{days:+d} days"


def _move(old: Planned, new: Planned, before: Mapping[str, Planned], after: Mapping[str, Planned], cause: Causes) -> Move:
    days = (new.finish - old.finish).days if old.finish is not None and new.finish is not None else None
    return Move(new.id, new.name, old.finish, new.finish, days, _why(old, new, before, after, cause))


def _why(old: Planned, new: Planned, before: Mapping[str, Planned], after: Mapping[str, Planned], cause: Causes) -> str:
    """The nearest cause of a move: what is known of the item, its own hours, a wait, days away, then what concerns everything.

    A cause that works the other way is none: fewer hours make nothing later.
    """
    later = old.finish is None or new.finish is None or new.finish > old.finish
    if new.id in cause.items:
        return cause.items[new.id]
    if abs(new.hours - old.hours) >= 0.25 and (new.hours > old.hours) == later:
        return f"{hours(new.hours)} to do instead of {hours(old.hours)}"
    fresh = [other for other in _asked(new) if other not in _asked(old)]
    if fresh:
        why = cause.items.get(fresh[0]) or next((flag for flag in after[fresh[0]].flags if flag.startswith(REFUTED)), "") if fresh[0] in after else ""
        return f"it now waits for {_name(fresh[0], after)}" + (f": {why}" if why else "")
    if away := cause.before(new.finish, later=later):
        return away
    if cause.general:
        return cause.general
    moved = [other for other in _asked(new) if other in before and other in after and _moved(before[other], after[other], later=later)]
    told = next((other for other in moved if other in cause.items), None)
    if told is not None:
        return f"{_name(told, after)}: {cause.items[told]}"
    if later and cause.slipped:
        return cause.slipped_itself if cause.slipped_item == new.id else cause.slipped
    if moved:
        return f"{_name(moved[0], after)} comes {'later' if later else 'earlier'}"
    start = new.start or new.finish or date.max
    ahead = [item for item in after.values() if item.id not in before and (item.start or date.max) <= start]
    if later and ahead:
        return f"behind {_name(ahead[0].id, after)}" + (f" and {count(len(ahead) - 1, 'other new item')}" if len(ahead) > 1 else "")
    gone = [item for item in before.values() if item.id not in after and (item.start or date.max) <= (old.start or date.max)]
    if not later and gone:
        return f"{_name(gone[0].id, before)} is out of its way" + (f", and {count(len(gone) - 1, 'more item')}" if len(gone) > 1 else "")
    ahead = [item for item in after.values() if item.id in before and (item.start or date.max) <= start]
    longer = [item for item in ahead if abs(item.hours - before[item.id].hours) >= 0.25 and (item.hours > before[item.id].hours) == later]
    if longer:
        return f"{_name(longer[0].id, after)} takes {'longer' if later else 'less'}"
    return "another order suits the latest days better"


def _asked(item: Planned) -> tuple[str, ...]:
    """The open items that it waits for, or that its award asks for."""
    return tuple(dict.fromkeys((*item.waits_for, *item.awarded_with)))


def _moved(before: Planned, after: Planned, *, later: bool) -> bool:
    """Whether an item comes later too, or earlier too."""
    return before.finish is not None and after.finish is not None and before.finish != after.finish and (after.finish > before.finish) == later


def _name(item_id: str, items: Mapping[str, Planned]) -> str:
    item = items.get(item_id)
    return item_id if item is None else item.short or item.name


def _change(old: Planned, new: Planned) -> Change | None:
    parts = []
    if old.price_usd != new.price_usd:
        parts.append(f"{usd(new.price_usd)} instead of {usd(old.price_usd)}")
    if abs(old.hours - new.hours) >= 0.25:
        parts.append(f"{hours(new.hours)} instead of {hours(old.hours)}")
    return Change(new.id, new.name, ", ".join(parts)) if parts else None
