"""How an item stands against what the last review agreed: by how much it slipped, and, where it is asked for, why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from tracktui.plan.model import Plan
from tracktui.roadmap.alternatives.causes import causes
from tracktui.roadmap.alternatives.compare import Baseline, Comparison, as_of, baseline_of, compare, since_baseline
from tracktui.roadmap.model import Roadmap
from tracktui.wording import count, day

if TYPE_CHECKING:
    from tracktui.catalog.model import Catalog


class ItemSlip(msgspec.Struct, frozen=True):
    """An open item against the review of a day: the finish agreed then and by how many days it moved (later is positive).

    Both are None for an item that was not in the roadmap then.
    """

    reviewed: date
    agreed: date | None
    days: int | None


def item_slips(plan: Plan, found: Roadmap) -> dict[str, ItemSlip]:
    """The open items that moved since the last review kept a baseline, or came since; empty where none did."""
    baseline = baseline_of(plan, found.today)
    if baseline is None or not baseline.items:
        return {}
    slips = {}
    for item in found.items:
        agreed = baseline.items.get(item.id, (None, None))[1]
        if item.id not in baseline.items:
            slips[item.id] = ItemSlip(baseline.day, None, None)
        elif agreed is not None and item.finish is not None and agreed != item.finish:
            slips[item.id] = ItemSlip(baseline.day, agreed, (item.finish - agreed).days)
    return slips


def slip_in_words(slip: ItemSlip, today: date) -> str:
    """`3 weeks later than agreed on 12 Mar`, `new since the review of 12 Mar`."""
    if slip.days is None:
        return f"new since the review of {day(slip.reviewed, today)}"
    return f"{length(slip.days)} {'later' if slip.days > 0 else 'earlier'} than agreed on {day(slip.reviewed, today)}"


def length(days: int) -> str:
    """Days, in weeks from seven on."""
    return count(round(abs(days) / 7), "week") if abs(days) >= 7 else count(abs(days), "day")


def against_review(catalog: Catalog, plan: Plan, found: Roadmap) -> tuple[Baseline, Comparison] | None:
    """What the last review kept, and the roadmap beside it with the cause of each move; None where no review kept anything.

    Plans the plan as it stood then once more: not for the thread that draws.
    """
    from tracktui.roadmap.build import roadmap

    baseline = baseline_of(plan, found.today)
    if baseline is None:
        return None
    then = as_of(plan, baseline.day, baseline.at)
    explained = compare(roadmap(catalog, then, baseline.day), found, causes(then, plan, catalog, catalog))
    return baseline, since_baseline(baseline, found, explained)
