"""The engineer's own pace: logged hours against estimates, and how far a finish may slip with what is not known.

Ratio = logged / expected hours over finished items with logged hours, from three items and 30 hours on, within 0.5 to 3. It moves dates,
never the choice of items. The cautious finish is the day by which mean + 0.84 standard deviations of the remaining hours are worked: four
times in five it holds, if items are independent and uniform over their range (variance = sum of (high - low)^2 / 12).
"""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

import msgspec

from tracktui.plan.states import Standing
from tracktui.roadmap.choice.costs import Costs

LEAST_ITEMS, LEAST_HOURS = 3, 30.0
SLOWEST, FASTEST = 3.0, 0.5
CAUTION = 0.84
"""Standard deviations: the 80th per cent of a normal distribution."""


class Pace(msgspec.Struct, frozen=True):
    """Logged hours per expected hour: `ratio` is 1.0 while there is too little to say; `items` and `hours` are what it rests on."""

    ratio: float = 1.0
    items: int = 0
    hours: float = 0.0

    @property
    def known(self) -> bool:
        """Whether the ratio rests on the engineer's own hours."""
        return self.items >= LEAST_ITEMS and self.hours >= LEAST_HOURS


def pace_of(standing: Standing, costs: Costs) -> Pace:
    """The pace of the finished items with logged hours."""
    logged = expected = 0.0
    items = 0
    for item_id in standing.entries:
        item = standing.item(item_id)
        state = standing.state(item_id)
        if item is not None and state.done and state.hours_done > 0 and state.state not in ("waived", "assumed"):
            logged, expected, items = logged + state.hours_done, expected + costs.midpoint(item), items + 1
    if items < LEAST_ITEMS or logged < LEAST_HOURS or expected <= 0:
        return Pace(1.0, items, logged)
    return Pace(round(min(SLOWEST, max(FASTEST, logged / expected)), 3), items, logged)


def caution_hours(ranges: Iterable[tuple[float, float]]) -> float:
    """The hours that a cautious finish adds to the expected one; `ranges` are (low, high) of the remaining items."""
    return CAUTION * sqrt(sum((high - low) ** 2 for low, high in ranges) / 12)
