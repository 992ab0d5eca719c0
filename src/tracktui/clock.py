"""The moment of an entry. The only place that reads the clock for the journal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta


def clock_on(today: date) -> Callable[[], datetime]:
    """The moment of an entry: now; with `--today` the same time of that day. No two are the same, so that entries keep their order."""
    last = datetime.min.replace(tzinfo=UTC)

    def moment() -> datetime:
        nonlocal last
        real = datetime.now().astimezone()
        last = max(real.replace(year=today.year, month=today.month, day=today.day), last + timedelta(milliseconds=1))
        return last

    return moment
