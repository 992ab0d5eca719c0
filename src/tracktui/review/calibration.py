"""Where two people's pictures of a skill differ, with what to look at; and what waits for a signature."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from tracktui.plan.behaviours import Behaviour, behaviours_of
from tracktui.plan.matrix import SkillRow, matrix
from tracktui.plan.saw import CHANGED
from tracktui.review.person import Person

Cause = Literal["differs", "claimed", "assumed", "self-signed", "held-down"]


class CalibrationRow(msgspec.Struct, frozen=True):
    """A skill to talk about: why, and the behaviours of the level claimed (or stood at) and of the one above, with their evidence."""

    skill: SkillRow
    cause: Cause
    text: str
    behaviours: tuple[Behaviour, ...] = ()


class Signature(msgspec.Struct, frozen=True):
    """A check that wants a reviewer's word: claimed, to confirm (assumed or self-signed), or changed since it was signed."""

    check: str
    name: str
    cause: Literal["claimed", "sent-back", "assumed", "self-signed", "changed"]
    since: date | None
    asks: tuple[str, ...] = ()


def calibration(person: Person, *, private: bool = True) -> tuple[CalibrationRow, ...]:
    """Skills where claim and agreement differ first, then claims nobody has looked at, levels held down, and assumptions.

    Without `private`, evidence in private entries is left out.
    """
    found = []
    for row in matrix(person.standing):
        cause = _cause(row)
        if cause is not None:
            level = max(row.state.claim_self or 0, row.state.level)
            skill = person.catalog.skills.get(row.id)
            known = behaviours_of(skill, person.standing.entries.get(row.id, []), private=private) if skill is not None else ()
            near = tuple(behaviour for behaviour in known if behaviour.level in (level, level + 1))
            found.append(CalibrationRow(row, *cause, near))
    order: tuple[Cause, ...] = ("differs", "claimed", "self-signed", "held-down", "assumed")
    return tuple(sorted(found, key=lambda one: (order.index(one.cause), one.skill.name)))


def _cause(row: SkillRow) -> tuple[Cause, str] | None:
    state = row.state
    last = next((step.event for step in reversed(row.history) if step.event in ("claimed", "assessed")), "")
    if state.claim_agreed is not None and state.claim_self is not None and state.claim_self != state.claim_agreed:
        return "differs", f"claims {state.claim_self}, agreed {state.claim_agreed}"
    if last == "claimed" and state.claim_agreed is None:
        return "claimed", f"claims {state.claim_self}, nobody has agreed on a level yet"
    if state.self_signed:
        return "self-signed", f"level {state.claim_agreed} is self-signed"
    if state.held_down_by in ("evidence", "freshness") and state.claim > state.level:
        return "held-down", f"claim {state.claim}, held at {state.level} by {state.held_down_by}"
    if state.assumed and state.assumed == state.level and (row.target or 0) > 0:
        return "assumed", f"level {state.assumed} is assumed from where you said you stand"
    return None


def signatures(person: Person) -> tuple[Signature, ...]:
    """Checks that want a reviewer's word: claimed ones first, then what changed since its signature, then what is to confirm."""
    standing = person.standing
    found: list[Signature] = []
    for check_id in dict.fromkeys([*standing.entries, *sorted(standing.assumed_checks)]):
        check, state = standing.item(check_id), standing.state(check_id)
        if check is None or check.__struct_config__.tag != "check":
            continue
        cause: Literal["claimed", "sent-back", "assumed", "self-signed", "changed"] | None = None
        if state.state in ("claimed", "sent-back", "assumed"):
            cause = state.state
        elif state.state == "signed-off":
            cause = "changed" if CHANGED in state.flags else "self-signed" if "self-signed" in state.flags else None
        if cause is not None:
            found.append(Signature(check_id, check.name, cause, state.last, getattr(check, "asks", ())))
    order = ("claimed", "sent-back", "changed", "self-signed", "assumed")
    return tuple(sorted(found, key=lambda one: (order.index(one.cause), one.check)))
