"""What going another way than by an item would cost: without it, or with what lost against it. Whatever says so takes its words from here."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tracktui.catalog.clauses import Has
from tracktui.roadmap.choice.flatten import GOAL, OpenChoice, text_of
from tracktui.roadmap.choice.prices import Extra
from tracktui.roadmap.model import Alternative, Choice, Planned, Roadmap
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.why.account import OtherWays
from tracktui.wording import usd

STILL_OPEN = "..."
"""Stands for a price that is being asked for."""
FITS_NO_PLAN = "fits no plan"
NO_PRICE = "its price could not be worked out"
NOT_KNOWN = "What it would cost without it could not be worked out."


def other_ways(planner: Planner, result: Roadmap, item: Planned) -> OtherWays:
    """All there is to say. Each price is a search of its own, of milliseconds mostly."""
    found = outline(planner, result, item)
    return [found, *one_by_one(planner, found, item)][-1]


def outline(planner: Planner, result: Roadmap, item: Planned) -> OtherWays:
    """The same before any price is asked for: cheap, and as many sentences."""
    choices = tuple(choice for choice in result.choices if item.id in choice.taken) if item.open else ()
    named = {choice.asked_by for choice in choices} | {lost.id for choice in choices for lost in choice.lost}
    without = _has_no_price(planner, item)
    left = sum(not _is_known(lost) for choice in choices for lost in choice.lost)
    return OtherWays(
        without=_OPEN if without is None else without,
        priced=without is None,
        choices=choices,
        names={other: "your goals" if other == GOAL else planner.resolver.name(other) for other in sorted(named)},
        left=left + (without is None),
    )


def one_by_one(planner: Planner, found: OtherWays, item: Planned) -> Iterator[OtherWays]:
    """What is known after each price that an outline leaves open: more each time, all of it at last."""
    if found.priced:
        found = msgspec.structs.replace(found, without=without_in_words(planner.resolution.prices.without(item.id)), left=found.left - 1)
        yield found
    for number, choice in enumerate(found.choices):
        for known in _priced(planner, choice):
            choices = (*found.choices[:number], known, *found.choices[number + 1 :])
            found = msgspec.structs.replace(found, choices=choices, left=found.left - 1)
            yield found


def given_up(found: OtherWays) -> OtherWays:
    """What is known, with a word where a price is still open."""
    choices = tuple(
        msgspec.structs.replace(choice, lost=tuple(lost if _is_known(lost) else msgspec.structs.replace(lost, reason=NO_PRICE) for lost in choice.lost))
        for choice in found.choices
    )
    return msgspec.structs.replace(found, without=NOT_KNOWN if found.without == _OPEN else found.without, choices=choices, left=0)


def priced(planner: Planner, choice: Choice) -> Choice:
    """The choice with the price of each alternative above the optimum."""
    return [choice, *_priced(planner, choice)][-1]


def _priced(planner: Planner, choice: Choice) -> Iterator[Choice]:
    """The choice after each price."""
    groups = (group for group in planner.resolution.groups if group.asked_by == choice.asked_by)
    group = next((group for group in groups if text_of(group, planner.resolver) == choice.text), None)
    for place, lost in enumerate(choice.lost):
        if not _is_known(lost):
            choice = msgspec.structs.replace(choice, lost=(*choice.lost[:place], _asked(planner, group, lost), *choice.lost[place + 1 :]))
            yield choice


def _is_known(lost: Alternative) -> bool:
    return lost.extra_usd is not None or bool(lost.reason)


def _asked(planner: Planner, group: OpenChoice | None, lost: Alternative) -> Alternative:
    if group is None:
        return msgspec.structs.replace(lost, reason=NO_PRICE)
    extra = planner.resolution.prices.with_member(group, lost.id)
    if extra is None:
        return msgspec.structs.replace(lost, reason=FITS_NO_PLAN)
    return msgspec.structs.replace(lost, extra_usd=extra.cents / 100, at_most=not extra.proven)


# -- words ------------------------------------------------------------------------------------------------------------


def _has_no_price(planner: Planner, item: Planned) -> str | None:
    """What to say of an item that has no price, "" where there is nothing to say; None: it has one."""
    if not item.open or item.kind == "renewal":
        return ""
    if any(aim.clause == Has(item.id) for aim in planner.aims):
        return "You asked for it yourself: leaving it out has no price."
    return None


def without_in_words(extra: Extra | None) -> str:
    """What leaving an item out would cost, as a sentence; None: it cannot be left out."""
    if extra is None:
        return "Without it no plan reaches every goal: nothing stands in for it."
    if not extra.cents:
        return f"Without it another plan costs {'the same' if extra.proven else 'no more'} in hours and money."
    return _costs(_more(extra.cents / 100, at_most=not extra.proven))


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


_OPEN = _costs(STILL_OPEN)
WITHOUT_WORDINGS = (without_in_words(None), without_in_words(Extra(0)), without_in_words(Extra(999_900)))
PRICE_WORDINGS = (FITS_NO_PLAN, price_in_words(Alternative("", extra_usd=0.0)), price_in_words(Alternative("", extra_usd=9_999.0)))
"""What may stand where a price is left open; a place that is wide enough for these does not grow when it is filled."""
