"""A calendar scale: which column of a row a day falls into, and the labels above the columns."""

from __future__ import annotations

from datetime import date

import msgspec

from tracktui.catalog.days import add_days, add_months, quarter, week_start
from tracktui.wording import MONTHS

ZOOMS: tuple[int, ...] = (1, 2, 4, 7, 14, 30, 91)
"""Days in one column, closest first: from days to years on a screen."""


class Scale(msgspec.Struct, frozen=True):
    """`columns` columns of `days` days each, the first one beginning on `left`."""

    left: date
    days: int
    columns: int

    def column(self, day: date) -> int:
        """The column a day falls into; negative or past `columns` when it is not on the screen."""
        return (day - self.left).days // self.days

    def first_day(self, column: int) -> date:
        """The first day of a column."""
        return add_days(self.left, column * self.days)

    @property
    def right(self) -> date:
        """The last day on the screen."""
        return add_days(self.left, self.columns * self.days - 1)

    def labels(self) -> tuple[str, str]:
        """Two lines above the columns: years or quarters, then months or weeks; a label is left out where there is no room.

        The one at the left edge is left out first: it names a span of which little is to be seen.
        """
        if self.days <= 2:
            return self._line(_months(self), "month"), self._line(_weeks(self), "day")
        if self.days <= 14:
            return self._line(_quarters(self), "quarter"), self._line(_months(self), "month-name")
        if self.days <= 30:
            return self._line(_years(self), "year"), self._line(_quarters(self), "quarter-name")
        return "", self._line(_years(self), "year")

    def _line(self, days: list[date], form: str) -> str:
        text = ""
        places = [(max(0, self.column(day)), _label(day, form)) for day in days]
        if len(places) > 1 and places[0][0] + len(places[0][1]) >= places[1][0]:
            places = places[1:]
        for at, label in places:
            if at >= len(text) and at + len(label) <= self.columns:
                text = f"{text:<{at}}{label} "
        return text[: self.columns]


def fitting(first: date, last: date, columns: int) -> int:
    """The closest zoom (days a column) at which the days from `first` to `last` fit on the screen."""
    span = (last - first).days + 1
    return next((days for days in ZOOMS if days * columns >= span), ZOOMS[-1])


def _label(day: date, form: str) -> str:
    return {
        "day": f"{day.day}",
        "month": f"{MONTHS[day.month - 1]} {day.year}",
        "month-name": MONTHS[day.month - 1],
        "quarter": quarter(day),
        "quarter-name": quarter(day)[-2:],
        "year": str(day.year),
    }[form]


def _weeks(scale: Scale) -> list[date]:
    start = week_start(scale.left)
    return [add_days(start, 7 * week) for week in range((scale.right - start).days // 7 + 1) if add_days(start, 7 * week) >= scale.left]


def _months(scale: Scale) -> list[date]:
    return _every(scale, scale.left.replace(day=1), 1)


def _quarters(scale: Scale) -> list[date]:
    return _every(scale, date(scale.left.year, (scale.left.month - 1) // 3 * 3 + 1, 1), 3)


def _years(scale: Scale) -> list[date]:
    return _every(scale, date(scale.left.year, 1, 1), 12)


def _every(scale: Scale, first: date, months: int) -> list[date]:
    """The first days of the spans of some months; of the first one the left edge."""
    found: list[date] = []
    day = first
    while day <= scale.right and len(found) <= scale.columns:
        following = add_months(day, months)
        if following > scale.left or following == day:
            found.append(max(day, scale.left))
        if following == day:
            break
        day = following
    return found
