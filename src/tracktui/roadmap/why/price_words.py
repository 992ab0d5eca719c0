"""What going another way than by an item would cost, in words: whatever says so takes them from here, and needs no planner for it."""

from __future__ import annotations

from tracktui.roadmap.model import Alternative
from tracktui.roadmap.why.account import OtherWays
from tracktui.wording import usd

STILL_OPEN = "..."
"""Stands for a price that is being asked for."""
FITS_NO_PLAN = "fits no plan"
NO_PRICE = "its price could not be worked out"
NOT_KNOWN = "What it would cost without it could not be worked out."


def without_in_words(cents: int | None, *, proven: bool = True) -> str:
    """What leaving an item out would cost, as a sentence; None: it cannot be left out. Not `proven`: at the most."""
    if cents is None:
        return "Without it no plan reaches every goal: nothing stands in for it."
    if not cents:
        return f"Without it another plan costs {'the same' if proven else 'no more'} in hours and money."
    return _costs(_more(cents / 100, at_most=not proven))


def _costs(more: str) -> str:
    return f"Without it the cheapest plan costs {more} more in hours and money."


def price_in_words(lost: Alternative) -> str:
    """What an alternative would cost more, or why it could not be chosen."""
    if lost.extra_usd is None:
        return lost.reason or STILL_OPEN
    if not lost.extra_usd:
        return "costs no more" if lost.at_most else "costs the same"
    return f"{_more(lost.extra_usd, at_most=lost.at_most)} more"


def _more(amount: float, *, at_most: bool) -> str:
    return f"{'up to ' if at_most else ''}{usd(round(amount))}"


def lost_in_words(found: OtherWays) -> list[tuple[str, list[tuple[str, str]]]]:
    """For each choice whom it was made for, and what was not chosen with its price."""
    return [
        (f"Chosen for {found.names[choice.asked_by]}", [(f"not {found.names[lost.id]}", price_in_words(lost)) for lost in choice.lost])
        for choice in found.choices
        if choice.lost
    ]


WITHOUT_OPEN = _costs(STILL_OPEN)
WITHOUT_WORDINGS = (without_in_words(None), without_in_words(0), without_in_words(999_900))
PRICE_WORDINGS = (FITS_NO_PLAN, price_in_words(Alternative("", extra_usd=0.0)), price_in_words(Alternative("", extra_usd=9_999.0)))
"""What may stand where a price is left open; a place that is wide enough for these does not grow when it is filled."""
