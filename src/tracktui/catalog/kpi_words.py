"""A KPI in words: what it measures and why, where it should go, how often it is read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracktui.catalog.model import Catalog
from tracktui.catalog.page import Point
from tracktui.catalog.reviews import Kpi

_BOUND = re.compile(r"(?:[<>]=?|within) \d+(?:\.\d+)?")
FAIR = (
    "Read a figure as the work's, never as a person's: it is not for ranking anybody.",
    "Take the baseline before the work begins, and compare with your own past instead of with another team.",
    "Look at the trend over several readings; one reading is an anecdote. Put next to it what the people concerned say.",
)
"""How to read figures fairly, where a role says nothing of its own."""


def target_of(kpi: Kpi) -> str:
    """Where it should go: "down, target: < 60 minutes"; "up" where no target is given."""
    way = {"up": "up", "down": "down", None: ""}[kpi.direction]
    return ", target: ".join(part for part in (way, with_unit(kpi)) if part) or "no target given"


def with_unit(kpi: Kpi) -> str:
    """The target with its unit behind each figure that is a bound, else in brackets at the end; "" where none is given."""
    if not kpi.target or not kpi.unit or kpi.unit in kpi.target:
        return kpi.target
    told = _BOUND.sub(lambda bound: f"{bound[0]} {kpi.unit}", kpi.target)
    return told if told != kpi.target else f"{kpi.target} ({kpi.unit})"


def kpi_points(catalog: Catalog, kpis: Iterable[str]) -> list[Point]:
    """Each KPI with what it measures, why, its target and how often it is read."""
    points = []
    for kpi_id in kpis:
        kpi = catalog.kpis.get(kpi_id)
        if kpi is None:
            points.append(Point("this catalog does not say what it is", kpi_id))
            continue
        parts = [kpi.measures, kpi.why, f"Should go {target_of(kpi)}. Read every {kpi.frequency}", kpi.notes]
        points.append(Point(" ".join(f"{part.rstrip('.')}." for part in parts if part), kpi.name))
    return points


def manners(own: tuple[str, ...] = ()) -> list[Point]:
    """How to read them fairly: what the role says, else the general rules."""
    return [Point(label="How to read them fairly"), *map(Point, own or FAIR)]
