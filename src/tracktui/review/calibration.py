"""Where two people's pictures of a skill differ, with what to look at; and what waits for a signature."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from tracktui.plan.behaviours import Behaviour
from tracktui.plan.matrix import SkillRow
from tracktui.plan.saw import CHANGED
from tracktui.review.person import Person
from tracktui.review.seen import Comparison, Looked, comparison
from tracktui.wording import listed

Cause = Literal["differs", "claimed", "looked", "assumed", "self-signed", "held-down"]


class CalibrationRow(msgspec.Struct, frozen=True):
    """A skill to talk about: why, and the behaviours of the level claimed (or stood at) and of the one above, with their evidence.

    `looked`: the last answer for each behaviour that was looked for; `proposed`: the level that the answers speak for.
    """

    skill: SkillRow
    cause: Cause
    text: str
    behaviours: tuple[Behaviour, ...] = ()
    looked: Mapping[str, Looked] = {}
    proposed: int | None = None


class Signature(msgspec.Struct, frozen=True):
    """A check that wants a reviewer's word: claimed, to confirm (assumed or self-signed), or changed since it was signed."""

    check: str
    name: str
    cause: Literal["claimed", "sent-back", "assumed", "self-signed", "changed"]
    since: date | None
    asks: tuple[str, ...] = ()


def calibration(person: Person, *, private: bool = True) -> tuple[CalibrationRow, ...]:
    """Skills where claim and agreement differ first, then claims nobody has looked at, what was looked for without a level
    agreed on since, levels held down, and assumptions.

    Without `private`, what stands in private entries is left out.
    """
    found = []
    for row in person.matrix:
        compared = comparison(person, row, private=private)
        cause = _cause(row, compared, open_answers=_open_answers(person, row.id, private=private))
        if cause is not None:
            near = tuple(behaviour for _, behaviours in compared.sides for behaviour in behaviours)
            found.append(CalibrationRow(row, *cause, near, compared.looked, compared.proposed))
    order: tuple[Cause, ...] = ("differs", "claimed", "looked", "self-signed", "held-down", "assumed")
    return tuple(sorted(found, key=lambda one: (order.index(one.cause), one.skill.name)))


def _open_answers(person: Person, skill: str, *, private: bool) -> bool:
    """Whether behaviours were looked for after a level was agreed on last."""
    words = [entry.event for entry in person.standing.entries.get(skill, ()) if entry.event in ("calibrated", "assessed") and (private or not entry.private)]
    return words[-1:] == ["calibrated"]


def _cause(row: SkillRow, compared: Comparison, *, open_answers: bool) -> tuple[Cause, str] | None:
    state = row.state
    last = next((step.event for step in reversed(row.history) if step.event in ("claimed", "assessed")), "")
    answers = f"; {_answers(compared)}" if open_answers else ""
    if state.claim_agreed is not None and state.claim_self is not None and state.claim_self != state.claim_agreed:
        return "differs", f"claims {state.claim_self}, agreed {state.claim_agreed}{answers}"
    if last == "claimed" and state.claim_agreed is None:
        return "claimed", f"claims {state.claim_self}, nobody has agreed on a level yet{answers}"
    if open_answers:
        return "looked", f"{_answers(compared)}; {'no level is agreed yet' if state.claim_agreed is None else f'agreed {state.claim_agreed}'}"
    if state.self_signed:
        return "self-signed", f"level {state.claim_agreed} is self-signed"
    if state.held_down_by in ("evidence", "freshness") and state.claim > state.level:
        return "held-down", f"claim {state.claim}, held at {state.level} by {state.held_down_by}"
    if state.assumed and state.assumed == state.level and (row.target or 0) > 0:
        return "assumed", f"level {state.assumed} is assumed from where you said you stand"
    return None


def _answers(compared: Comparison) -> str:
    """What was looked for, in a few words: "2 seen, 1 not seen, which speaks for level 1"."""
    words = {"seen": "seen", "not-seen": "not seen", "no-opportunity": "without opportunity"}
    counted = [f"{number} {said}" for answer, said in words.items() if (number := sum(one.answer == answer for one in compared.looked.values()))]
    speaks = f", which speaks for level {compared.proposed}" if compared.proposed is not None else ""
    return f"{listed(counted)}{speaks}"


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
