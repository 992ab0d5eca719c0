"""The KPIs a plan follows: readings and their trend. They help choose work; they never rank people."""

from __future__ import annotations

from datetime import date
from statistics import median
from typing import Literal

import msgspec

from tracktui.review.person import Person

STEADY = 0.05
"""A change over the readings shown of less than this part of their median counts as steady."""
MOST_READINGS = 6

Trend = Literal["better", "worse", "steady", "up", "down", "unknown"]


class KpiTrend(msgspec.Struct, frozen=True):
    """A KPI and its last readings, oldest first. `trend` is "unknown" below two readings; up or down where the catalog gives no direction."""

    id: str
    name: str
    unit: str
    target: str
    readings: tuple[tuple[date, float], ...] = ()
    trend: Trend = "unknown"
    change: float | None = None
    """What the trend line changes from the first to the last reading shown, in the KPI's unit."""


def kpi_trends(person: Person) -> tuple[KpiTrend, ...]:
    """Every KPI that the plan follows or has readings of, in that order.

    The trend is the median slope between all pairs of the last six readings (Theil and Sen's line: one odd month does not turn it),
    times the days between the first and the last.
    """
    read: dict[str, list[tuple[date, float]]] = {}
    for entry in person.entries:
        value = entry.data.get("value")
        if entry.event == "reading" and isinstance(value, int | float):
            read.setdefault(entry.item, []).append((entry.day, float(value)))
    return tuple(_trend(person, kpi, read.get(kpi, [])[-MOST_READINGS:]) for kpi in dict.fromkeys([*person.plan.choices.kpis, *read]))


def _trend(person: Person, kpi_id: str, readings: list[tuple[date, float]]) -> KpiTrend:
    kpi = person.catalog.kpis.get(kpi_id)
    row = KpiTrend(kpi_id, person.catalog.name(kpi_id), kpi.unit if kpi else "", kpi.target if kpi else "", tuple(readings))
    slopes = [(b - a) / (later - day).days for at, (day, a) in enumerate(readings) for later, b in readings[at + 1 :] if later > day]
    if not slopes:
        return row
    change = median(slopes) * (readings[-1][0] - readings[0][0]).days
    level = median(abs(value) for _, value in readings)
    trend: Trend = "up" if change > 0 else "down"
    if abs(change) <= STEADY * level:
        trend = "steady"
    elif kpi is not None and kpi.direction is not None:
        trend = "better" if trend == kpi.direction else "worse"
    return msgspec.structs.replace(row, trend=trend, change=round(change, 4))
