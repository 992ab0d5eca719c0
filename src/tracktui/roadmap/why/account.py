"""Everything there is to say of one item, as a plain value that can be kept: no planner is needed to show it."""

from __future__ import annotations

from datetime import date

import msgspec

from tracktui.catalog.freshness import SourceRow
from tracktui.roadmap.model import Choice, Planned


class RunnerUp(msgspec.Struct, frozen=True):
    """The item that would be taken in this place instead: why it was not, and what would swap the two."""

    id: str
    why_not: str
    swap: str


class Account(msgspec.Struct, frozen=True, array_like=True):
    """An item with its `why`, and what was asked about it.

    `choices`: those it was taken by, with what each alternative would cost more. `names` are of who asked and of the alternatives.
    """

    item: Planned
    needs: tuple[str, ...]
    must_be_done_by: tuple[date, str] | None
    """The day, and the item whose latest day it is."""
    runner_up: RunnerUp | None
    if_skipped: str
    choices: tuple[Choice, ...]
    names: dict[str, str]
    sources: tuple[SourceRow, ...]
