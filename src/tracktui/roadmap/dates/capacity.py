"""Hours a day: a pool of weekly hours laid over the calendar, with leave, pauses and what this week has already taken.

Hours of a week are spread evenly over its seven days. A pool counts hours from its first day on; `day_of` turns such a count
into the day on which that hour falls, without walking through the days in between.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

import msgspec

from tracktui.catalog.days import add_days, week_start

EPSILON = 1e-9


class Segment(msgspec.Struct, frozen=True):
    """Days with one rate: from `first` (an ordinal) on, `per_day` hours; `before` hours of the pool lie before it."""

    first: int
    per_day: float
    before: float


class Pool:
    """A pool of hours from a day on.

    Args:
        start: the first day with hours.
        weekly: hours a week where nothing else is said.
        spans: (first day, last day, hours a week); later spans win where two overlap.
        used_this_week: hours already worked in the week of `start`; the rest of that week is spread over its remaining days.
    """

    def __init__(self, start: date, weekly: float, spans: Iterable[tuple[date, date, float]] = (), used_this_week: float = 0.0) -> None:
        self.start = start
        spans = [(first, last, hours) for first, last, hours in spans if last >= start and last >= first]
        monday = add_days(week_start(start), 7)
        edges = {start.toordinal(), monday.toordinal()}
        for first, last, _ in spans:
            edges.add(max(first, start).toordinal())
            edges.add(add_days(last, 1).toordinal())
        self.segments = self._segments(sorted(edges), weekly, spans, used_this_week, monday.toordinal())
        self._firsts = [segment.first for segment in self.segments]
        self._befores = [segment.before for segment in self.segments]

    @staticmethod
    def _segments(edges: list[int], weekly: float, spans: list[tuple[date, date, float]], used: float, monday: int) -> list[Segment]:
        def rate(day: int) -> float:
            found = weekly
            for first, last, hours in spans:
                if first.toordinal() <= day <= last.toordinal():
                    found = hours
            return found / 7

        this_week = sum(rate(day) for day in range(edges[0], monday))
        full_week = this_week + (rate(edges[0]) * (7 - (monday - edges[0])))
        factor = max(0.0, full_week - used) / this_week if this_week > 0 and used > 0 else 1.0
        segments: list[Segment] = []
        before = 0.0
        for index, first in enumerate(edges):
            per_day = rate(first) * (min(1.0, factor) if first < monday else 1.0)
            segments.append(Segment(first, per_day, before))
            if index + 1 < len(edges):
                before += per_day * (edges[index + 1] - first)
        return segments

    def day_of(self, hour: float) -> date | None:
        """The day on which hour number `hour` (counted from the pool's start, above 0) is worked; None: never."""
        index = max(0, bisect_right(self._befores, max(0.0, hour - EPSILON)) - 1)
        while index < len(self.segments) and self.segments[index].per_day <= 0:
            index += 1
        if index >= len(self.segments):
            return None
        segment = self.segments[index]
        days = int(max(0.0, hour - segment.before - EPSILON) / segment.per_day)
        ordinal = segment.first + days
        return date.fromordinal(ordinal) if ordinal <= date.max.toordinal() else None

    def hours_before(self, day: date) -> float:
        """The hours the pool has before `day`."""
        ordinal = day.toordinal()
        index = bisect_right(self._firsts, ordinal) - 1
        if index < 0:
            return 0.0
        segment = self.segments[index]
        return segment.before + segment.per_day * (ordinal - segment.first)
