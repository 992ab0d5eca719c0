"""One person on one day, and the span a review looks back on: what every figure and the agenda are made from."""

from __future__ import annotations

from datetime import date
from functools import cached_property

import msgspec

from tracktui.catalog.entries import kind_of
from tracktui.catalog.model import Catalog
from tracktui.plan.authority import is_own
from tracktui.plan.matrix import SkillRow, matrix
from tracktui.plan.model import Entry, Plan
from tracktui.plan.review_calendar import first_day
from tracktui.plan.states import Standing
from tracktui.plan.telling import told
from tracktui.plan.wins import Win, wins
from tracktui.roadmap.model import Roadmap


class Person(msgspec.Struct, frozen=True, dict=True):
    """Catalog, plan and roadmap of a day. Nothing here is computed twice."""

    catalog: Catalog
    plan: Plan
    roadmap: Roadmap

    @property
    def today(self) -> date:
        """The day it is."""
        return self.roadmap.today

    @cached_property
    def standing(self) -> Standing:
        """What is true today."""
        return Standing(self.catalog, self.plan, self.today)

    def standing_on(self, day: date) -> Standing:
        """What was true on an earlier day, by what is in the journal now."""
        if day >= self.today:
            return self.standing
        if day not in self._earlier:
            self._earlier[day] = Standing(self.catalog, self.plan, day)
        return self._earlier[day]

    @cached_property
    def _earlier(self) -> dict[date, Standing]:
        return {}

    @cached_property
    def matrix(self) -> tuple[SkillRow, ...]:
        """Every skill that is asked for or told of, the largest gap first."""
        return matrix(self.standing)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries in effect up to today, in order of effect."""
        return tuple(entry for entry in self.plan.in_effect() if entry.day <= self.today)

    @cached_property
    def started(self) -> date:
        """The first day of the plan: the profile's, else the first entry's, else today."""
        return min(self.today, first_day(self.plan, self.today))

    @cached_property
    def reviewed(self) -> Entry | None:
        """The newest review, or None."""
        return next((entry for entry in reversed(self.entries) if entry.event == "reviewed"), None)

    @cached_property
    def since(self) -> date:
        """The first day that the next review looks back on: that of the last review, else the start."""
        return self.reviewed.day if self.reviewed is not None else self.started

    @cached_property
    def own_entries(self) -> tuple[Entry, ...]:
        """The entries that the engineer wrote."""
        return tuple(entry for entry in self.entries if is_own(self.plan, entry.by))

    @cached_property
    def wins(self) -> tuple[Win, ...]:
        """Measurable wins, by the day they were observed."""
        return wins(self.standing)

    def name(self, entry_id: str) -> str:
        """The name of an item (the engineer's own ones too), a skill or anything else of the catalog; what an entry says; else the id."""
        planned, item = self.roadmap.get(entry_id), self.standing.item(entry_id)
        if planned is not None or item is not None:
            return planned.name if planned is not None else item.name if item is not None else entry_id
        pointed = self._by_id.get(entry_id)
        if pointed is None:
            return self.catalog.name(entry_id)
        return "a private entry" if pointed.private else str(pointed.data.get("what") or told(pointed))

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.plan.journal}

    def kind(self, item_id: str) -> str:
        """The kind of an item; "" for what is none."""
        item = self.standing.item(item_id)
        return kind_of(item) if item is not None else "practice" if item_id.startswith("practice@") else ""

    def paused_days(self, first: date, last: date) -> int:
        """Days from `first` to `last`, both counted, that the journal says were paused."""
        spans = [(max(start, first), min(end, last)) for start, end in self.standing.pauses()]
        return len({number for start, end in spans for number in range(start.toordinal(), end.toordinal() + 1)})

    def finished_on(self, item_id: str) -> date | None:
        """The day on which an item came to be done; None while it is not, or where nobody did it (waived, assumed)."""
        return self.standing.state(item_id).done_on
