"""Days as catalogs and plans write them: full dates, months, years, and sums that survive the ends of the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

import msgspec

_EVERY_YEAR = "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])"
_LEAP_YEAR = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)"

PARTIAL_DATE = f"^(?!0000)([0-9]{{4}}(-(0[1-9]|1[0-2])|-({_EVERY_YEAR}))?|{_LEAP_YEAR}-02-29)$"
MONTH_DAY = f"^({_EVERY_YEAR})$"

PartialDate = Annotated[str, msgspec.Meta(pattern=PARTIAL_DATE)]
"""A day as text that is in the calendar: "2026-09-24", "2026-09" where only the month is known, or "2026"."""
MonthDay = Annotated[str, msgspec.Meta(pattern=MONTH_DAY)]
"""A day of every year as text: "04-01". There is no 29 February in most."""


def _length(year: int, month: int) -> int:
    """The days of a month."""
    from calendar import monthrange

    return monthrange(year, month)[1]


def first_day(text: str) -> date:
    """The first day a partial date may mean. A month counts from here for order."""
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(text: str) -> date:
    """The last day a partial date may mean. A month counts from here for expiry."""
    parts = tuple(map(int, text.split("-")))
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else _length(year, month))


def add_months(day: date, months: int) -> date:
    """The same day of the month, `months` later; the month's last day where it is shorter. Stops at year 1 and 9999."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, _length(year, month + 1)))


def add_days(day: date, days: int) -> date:
    """`days` later (or earlier), stopping at the ends of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def quarter(day: date) -> str:
    """The calendar quarter, as "2027 Q1"."""
    return f"{day.year} Q{(day.month + 2) // 3}"


def quarter_end(day: date) -> date:
    """The last day of the calendar quarter."""
    month = (day.month + 2) // 3 * 3
    return date(day.year, month, _length(day.year, month))


def week_start(day: date) -> date:
    """The Monday of the day's week."""
    return add_days(day, -day.weekday())
