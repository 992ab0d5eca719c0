"""What going another way than by an item would cost: without it, or with what lost against it. Its words: price_words.py."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tracktui.catalog.clauses import Has
from tracktui.roadmap.choice.flatten import GOAL, OpenChoice, text_of
from tracktui.roadmap.model import Alternative, Choice, Planned, Roadmap
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.why.account import OtherWays
from tracktui.roadmap.why.price_words import FITS_NO_PLAN, NO_PRICE, NOT_KNOWN, WITHOUT_OPEN, without_in_words


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
        without=WITHOUT_OPEN if without is None else without,
        priced=without is None,
        choices=choices,
        names={other: "your goals" if other == GOAL else planner.resolver.name(other) for other in sorted(named)},
        left=left + (without is None),
    )


def one_by_one(planner: Planner, found: OtherWays, item: Planned) -> Iterator[OtherWays]:
    """What is known after each price that an outline leaves open: more each time, all of it at last."""
    if found.priced:
        found = msgspec.structs.replace(found, without=_without(planner, item), left=found.left - 1)
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
    return msgspec.structs.replace(found, without=NOT_KNOWN if found.without == WITHOUT_OPEN else found.without, choices=choices, left=0)


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


def _without(planner: Planner, item: Planned) -> str:
    extra = planner.resolution.prices.without(item.id)
    return without_in_words(None if extra is None else extra.cents, proven=extra is None or extra.proven)


def _is_known(lost: Alternative) -> bool:
    return lost.extra_usd is not None or bool(lost.reason)


def _asked(planner: Planner, group: OpenChoice | None, lost: Alternative) -> Alternative:
    if group is None:
        return msgspec.structs.replace(lost, reason=NO_PRICE)
    extra = planner.resolution.prices.with_member(group, lost.id)
    if extra is None:
        return msgspec.structs.replace(lost, reason=FITS_NO_PLAN)
    return msgspec.structs.replace(lost, extra_usd=extra.cents / 100, at_most=not extra.proven)


def _has_no_price(planner: Planner, item: Planned) -> str | None:
    """What to say of an item that has no price, "" where there is nothing to say; None: it has one."""
    if not item.open or item.kind == "renewal":
        return ""
    if any(aim.clause == Has(item.id) for aim in planner.aims):
        return "You asked for it yourself: leaving it out has no price."
    return None
