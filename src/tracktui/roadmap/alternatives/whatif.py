"""A plan with something changed, to be compared with what it is: other hours, budget, track, level, vendor; or asked by when."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from tracktui.catalog.model import Catalog
from tracktui.plan.model import Plan
from tracktui.problems import refuse
from tracktui.roadmap.build import roadmap
from tracktui.work import Tell, untold

MOST_WEEKLY_HOURS = 60
MOST_TRIES = 1 + MOST_WEEKLY_HOURS.bit_length()
"""So many hours a week are tried at the most to find the fewest: all of them first, then by halving."""


FILE_KEYS = {"start_level": "from"}
"""What a field of the focus is called in the file, where that is another word."""
FOCUS = ("primary", "secondary", "level", "start_level", "secondary_level", "secondary_from")


class Wish(msgspec.Struct, frozen=True):
    """What to change. None: leave it as it is."""

    primary: str | None = None
    secondary: str | None = None
    level: int | None = None
    start_level: int | None = None
    secondary_level: int | None = None
    secondary_from: int | None = None
    hours_per_week: float | None = None
    budget_usd_per_year: float | None = None
    estate: dict[str, float] | None = None
    pin: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def tables(self) -> dict[str, dict[str, Any]]:
        """The changed keys by table of the plan's head; pins and exclusions apart (they are added to what is there)."""
        focus = {FILE_KEYS.get(key, key): value for key, value in self.given(FOCUS).items()}
        kept = {"focus": focus, "profile": self.given(("hours_per_week", "budget_usd_per_year", "estate"))}
        return {name: table for name, table in kept.items() if table}

    def given(self, names: tuple[str, ...]) -> dict[str, Any]:
        """Those of some fields that are to change."""
        return {name: value for name in names if (value := getattr(self, name)) is not None}


def changed(plan: Plan, wish: Wish) -> Plan:
    """The plan with the wish granted."""
    choices = plan.choices
    return msgspec.structs.replace(
        plan,
        focus=msgspec.structs.replace(plan.focus, **wish.given(FOCUS)),
        profile=msgspec.structs.replace(plan.profile, **wish.tables().get("profile", {})),
        choices=msgspec.structs.replace(
            choices,
            pin=tuple(dict.fromkeys((*choices.pin, *wish.pin))),
            exclude=tuple(dict.fromkeys((*choices.exclude, *wish.exclude))),
        ),
    )


def stands_in(plan: Plan, track: str | None) -> int:
    """The level at which the plan says the engineer stands in a track (0: it says nothing)."""
    focus = plan.focus
    if track is None:
        return 0
    return focus.start_level if track == focus.primary else focus.secondary_from if track == focus.secondary else 0


def toward(plan: Plan, track: str, level: int, *, secondary: bool = False) -> Wish:
    """The wish to make a track the primary one, or the secondary one, up to a level.

    Where one stands goes with the track it was said of. A former primary track in which something was reached becomes the secondary
    one at the level reached: nothing new is asked there, and what was learned keeps counting. Two lanes that change places stay two.
    """
    focus = plan.focus
    if secondary:
        return Wish(secondary_level=level) if track == focus.secondary else Wish(secondary=track, secondary_level=level, secondary_from=0)
    if track == focus.primary:
        return Wish(level=level)
    wish = Wish(primary=track, level=level, start_level=stands_in(plan, track))
    if focus.primary is None or (focus.start_level == 0 and track != focus.secondary):
        return wish
    return msgspec.structs.replace(wish, secondary=focus.primary, secondary_level=max(1, focus.start_level), secondary_from=focus.start_level)


def put(head: Any, wish: Wish, plan: Plan) -> None:
    """Write a wish into the head of a plan (a tomlkit document)."""
    import tomlkit

    tables = wish.tables()
    choices = plan.choices
    lists = {
        key: list(dict.fromkeys((*had, *added))) for key, had, added in (("pin", choices.pin, wish.pin), ("exclude", choices.exclude, wish.exclude)) if added
    }
    if lists:
        tables["choices"] = lists
    for name, values in tables.items():
        if name not in head:
            head[name] = tomlkit.table()
        for key, value in values.items():
            head[name][key] = _as_written(value)


def _as_written(value: Any) -> Any:
    """A value as somebody would write it: `8`, not `8.0`; a table within its line."""
    import tomlkit

    if isinstance(value, dict):
        shares = tomlkit.inline_table()
        shares.update({key: _as_written(part) for key, part in value.items()})
        return shares
    return int(value) if isinstance(value, float) and value.is_integer() else value


def hours_by(catalog: Catalog, plan: Plan, today: date, by: date, tell: Tell = untold) -> int:
    """The whole hours a week, up to 60, at which the primary goal is reached by a day. It is told how many hours were tried.

    Raises:
        UserError: the plan has no primary goal to reach, or even 60 hours a week are not enough.
    """

    def reached(weekly: int) -> bool:
        found = roadmap(catalog, changed(plan, Wish(hours_per_week=float(weekly))), today)
        goal = next((goal for goal in found.goals if goal.serves == "primary"), None)
        if goal is None:
            raise refuse("the plan has no primary goal", "set primary in [focus]")
        return goal.reached or (goal.day is not None and goal.day <= by)

    tries = 0

    def told(weekly: int) -> bool:
        nonlocal tries
        tell(tries, MOST_TRIES)
        tries += 1
        return reached(weekly)

    if not told(MOST_WEEKLY_HOURS):
        raise refuse(f"the goal is not reached by {by.isoformat()} even at {MOST_WEEKLY_HOURS} h a week", "a later day, or a lower level")
    low, high = 1, MOST_WEEKLY_HOURS
    while low < high:
        middle = (low + high) // 2
        if told(middle):
            high = middle
        else:
            low = middle + 1
    return low
