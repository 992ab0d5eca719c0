"""Everything there is to say of one item, as a plain value that can be kept: no planner is needed to show it."""

from datetime import date

import msgspec

from tracktui.catalog.freshness import SourceRow
from tracktui.roadmap.model import Choice, Planned


class RunnerUp(msgspec.Struct, frozen=True):
    """The item that would be taken in this place instead: why it was not, and what would swap the two ("": nothing would)."""

    id: str
    why_not: str
    swap: str


class OtherWays(msgspec.Struct, frozen=True, array_like=True):
    """What going another way than by an item would cost: without it, or with what lost against it. `names`: of what the choices speak of."""

    without: str = ""
    """What leaving it out would cost, as a sentence; "" where there is nothing to leave out."""
    priced: bool = False
    """Whether that is a price. What is done or was asked for has none."""
    choices: tuple[Choice, ...] = ()
    """The choices it was taken by, with what each alternative would cost more."""
    names: dict[str, str] = {}
    left: int = 0
    """How many prices are still to be asked for."""


class Account(msgspec.Struct, frozen=True, array_like=True):
    """An item with its `why`, and what was asked about it."""

    item: Planned
    needs: tuple[str, ...]
    must_be_done_by: tuple[date, str] | None
    """The day, and the item whose latest day it is."""
    runner_up: RunnerUp | None
    other_ways: OtherWays
    sources: tuple[SourceRow, ...]
