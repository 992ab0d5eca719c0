"""A plan against a catalog and a day: what it names that the catalog does not know, and what is dated after today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from tracktui.catalog.model import Catalog
from tracktui.catalog.policies import cloud_meant
from tracktui.plan.entries import id_of
from tracktui.plan.model import Entry, Plan
from tracktui.problems import UNKNOWN_ID, Problem, nearest
from tracktui.toml_positions import place, position

FEW = 20
"""So many known ids are named where none is like the unknown one."""


def check_against(plan: Plan, catalog: Catalog, today: date, text: str = "") -> tuple[Problem, ...]:
    """What in the plan the catalog does not know, and what is dated after today. `text`: the file, for positions."""
    checker = _Checker(plan, catalog, today, text)
    checker.run()
    return tuple(checker.problems)


class _Checker:
    def __init__(self, plan: Plan, catalog: Catalog, today: date, text: str) -> None:
        self.plan, self.catalog, self.today, self.text = plan, catalog, today, text
        self.own = {item.id for item in plan.own}
        self.problems: list[Problem] = []

    def _at(self, at: tuple[str | int, ...]) -> tuple[int, int]:
        return place(self.text, at) if self.text else (0, 0)

    def run(self) -> None:
        focus = self.plan.focus
        for key, track in (("primary", focus.primary), ("secondary", focus.secondary)):
            if track is not None and track not in self.catalog.tracks:
                self._unknown(self._at(("focus", key)), track, self.catalog.tracks, "track")
        if focus.primary is not None and focus.secondary == focus.primary:
            self._warn(("focus", "secondary"), f"{focus.secondary} is the primary track already", "name another secondary track, or remove it")
        for index, track in enumerate(focus.also):
            if track not in self.catalog.tracks:
                self._unknown(self._at(("focus", "also", index)), track, self.catalog.tracks, "track")
        if self.plan.profile.role and self.plan.profile.role not in self.catalog.roles:
            self._unknown(self._at(("profile", "role")), self.plan.profile.role, self.catalog.roles, "role")
        for vendor in self.plan.profile.estate:
            if near := cloud_meant(vendor):
                self._warn(("profile", "estate", vendor), f"'{vendor}' is no name of a cloud in an estate", f"did you mean '{near}'?")
        for index, span in enumerate(self.plan.calendar):
            if span.end < span.start:
                self._warn(("calendar", index, "to"), f"these weeks end on {span.end}, before they begin: they change nothing", "mend from or to")
        for key in ("pin", "exclude", "keep"):
            for index, item in enumerate(getattr(self.plan.choices, key)):
                self._item(("choices", key, index), item)
        for key in ("estimates", "prices"):
            for item in getattr(self.plan, key):
                self._item((key, item), item)
        for index, held in enumerate(self.plan.held):
            self._item(("held", index, "cert"), held.cert)
            if held.earned is not None and held.earned[:10] > self.today.isoformat()[: len(held.earned)]:
                message = f"{held.cert} is said to be earned after today"
                self.problems.append(
                    Problem(self.plan.path, *self._at(("held", index, "earned")), "plan-future", "error", message, "mend the date", (held.cert,))
                )
        self._entries()

    def _entries(self) -> None:
        seen: set[str] = set()
        for index, entry in enumerate(self.plan.journal):
            if entry.id in seen:
                at = ("journal", self._numbers.get(entry.id, index), "event")
                self._warn(
                    at, f"the entry {entry.event} {entry.item}".rstrip() + " stands twice, and both count", "remove one, or let their notes say how they differ"
                )
            seen.add(entry.id)
            if entry.item and self._missing(entry.item):
                self._unknown(self._place(entry, index, "item"), entry.item, (*self.catalog.items, *self.own), "item")
            if entry.day > self.today:
                line, col = self._place(entry, index, "on" if entry.on else "at")
                message = f"an entry is dated {entry.day.isoformat()}, after today"
                hint = "mend on = ..., or give --today"
                self.problems.append(Problem(self.plan.path, line, col, "plan-future", "error", message, hint, (entry.item,)))

    def _place(self, entry: Entry, index: int, key: str) -> tuple[int, int]:
        """Where a key of an entry stands. Its block is found by its id: a long journal is not scanned for one line."""
        if not self.text:
            return (0, 0)
        at = self.text.find(f'id = "{entry.id}"')
        start = self.text.rfind("[[journal]]", 0, at) if at >= 0 else -1
        if start >= 0:
            end = self.text.find("\n[[journal]]", at)
            line, col = position(self.text[start : end if end >= 0 else None], ("journal", 0, key))
            if line:
                return self.text.count("\n", 0, start) + line, col
        return place(self.text, ("journal", self._numbers.get(entry.id, index), key))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """The place of each entry in the file, by its id (an entry that was set aside leaves a gap)."""
        import tomllib

        tables = tomllib.loads(self.text.removeprefix("\ufeff")).get("journal", [])
        return {id_of(table): index for index, table in enumerate(tables) if isinstance(table, dict)}

    def _missing(self, item: str) -> bool:
        base = item.partition("@")[0]
        return item not in self.own and self.catalog.find(item) is None and (base == item or (base not in ("practice",) and self.catalog.find(base) is None))

    def _item(self, at: tuple[str | int, ...], item: str) -> None:
        if self._missing(item):
            self._unknown(self._at(at), item, (*self.catalog.items, *self.own), "item")

    def _warn(self, at: tuple[str | int, ...], message: str, hint: str) -> None:
        self.problems.append(Problem(self.plan.path, *self._at(at), "plan-doubtful", "warning", message, hint))

    def _unknown(self, at: tuple[int, int], found: str, known: Iterable[str], what: str) -> None:
        near = nearest(found, known)
        known = list(known)
        otherwise = f"{what}s: {', '.join(known)}" if len(known) < FEW else "tracktui catalog search finds ids"
        hint = f"did you mean '{near}'?" if near else otherwise
        message = f"the catalog has no {what} '{found}'"
        self.problems.append(Problem(self.plan.path, *at, UNKNOWN_ID, "error", message, hint, (found,)))
