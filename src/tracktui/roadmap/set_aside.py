"""What could not be had in time and was set aside: it stands in the choices with its reason, and says what would bring it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from tracktui.catalog.clauses import in_words, item_ids
from tracktui.problems import Problem
from tracktui.roadmap.model import Alternative, Choice
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.weekly_hours import to_be_done_by


def with_reasons(planner: Planner, choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """The choices, in which what was set aside gives its reason; a choice that only this has decided is there too."""
    altogether = {item: reason for owner, item, reason in planner.set_aside if not owner}
    found = [msgspec.structs.replace(choice, lost=tuple(_with_reason(lost, altogether) for lost in choice.lost)) for choice in choices]
    for owner, item, reason in planner.set_aside:
        decided = _decided(planner, owner, item)
        if decided is None:
            continue
        at = next((at for at, choice in enumerate(found) if (choice.asked_by, choice.text) == (owner, decided.text)), len(found))
        mine = found[at] if at < len(found) else decided
        found[at : at + 1] = [msgspec.structs.replace(mine, lost=(*mine.lost, Alternative(item, None, reason=reason)))]
    return tuple(found)


def _with_reason(lost: Alternative, reasons: dict[str, str]) -> Alternative:
    return msgspec.structs.replace(lost, reason=reasons[lost.id]) if lost.id in reasons else lost


def _decided(planner: Planner, owner: str, item: str) -> Choice | None:
    """The clause of `owner` that `item` may not serve, with what serves it; None where nothing was chosen for it."""
    entry = planner.item(owner)
    clause = next((clause for clause in entry.requires if item in item_ids((clause,))), None) if entry is not None else None
    if clause is None:
        return None
    taken = tuple(member for member in item_ids((clause,)) if member in planner.resolution.items and member != item)
    cost = sum(planner.costs.cents(other, planner.standing.state(other.id)) for member in taken if (other := planner.item(member)) is not None)
    return Choice(owner, in_words(clause, planner.resolver.name), taken, cost / 100) if taken else None


def told(planner: Planner) -> list[Problem]:
    """For each item that does not serve another: why not, and the smallest change that brings it back."""
    found = []
    for owner, item, reason in planner.set_aside:
        if owner:
            message = f"{planner.resolver.name(item)} does not serve {planner.resolver.name(owner)}: {reason}"
            days = planner.standing.days(item)
            hint = f"{hours_for(planner, owner, days.expires if days else None, item)} to bring it back"
            found.append(Problem(code="set-aside", severity="info", message=message, hint=hint, ids=(item, owner)))
    return found


def hours_for(planner: Planner, owner: str, last: date | None, instead_of: str = "") -> str:
    """The hours a week from now at which an item is done by a day; `instead_of`: what was taken in the place of that item is not needed."""
    entry = planner.item(owner)
    asked = [item_ids((clause,)) for clause in entry.requires] if entry is not None else []
    without = frozenset(member for members in asked if instead_of in members for member in members)
    weekly = to_be_done_by(planner, {owner: last}, without) if last is not None else None
    return f"it needs {weekly} h a week from now" if weekly is not None else "it needs more hours a week than forty"
