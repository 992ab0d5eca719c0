"""What a reviewer looked for: the behaviours of the level somebody stands at beside those of the next, seen, not seen, or without opportunity.

It helps two people to agree on a level; only an `assessed` entry sets one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

import msgspec

from tracktui.plan.behaviours import Behaviour, behaviours_of
from tracktui.plan.matrix import SkillRow
from tracktui.plan.model import Entry
from tracktui.review.person import Person

Answer = Literal["seen", "not-seen", "no-opportunity"]
KEYS: dict[str, Answer] = {"seen": "seen", "not_seen": "not-seen", "no_opportunity": "no-opportunity"}
"""The keys of a `calibrated` entry and the answer that each gives."""


class Looked(msgspec.Struct, frozen=True):
    """The last word on a behaviour: the answer, the day, who gave it ("": the engineer)."""

    answer: Answer
    day: date
    by: str


class Comparison(msgspec.Struct, frozen=True):
    """A skill's behaviours by level - the one stood at (or claimed) and the next -, what was looked for, and the level that speaks for."""

    skill: SkillRow
    sides: tuple[tuple[int, tuple[Behaviour, ...]], ...]
    looked: Mapping[str, Looked]
    proposed: int | None = None


def looked_for(entries: Iterable[Entry]) -> dict[str, Looked]:
    """The last answer for each behaviour by name; `entries` in order of effect."""
    found: dict[str, Looked] = {}
    for entry in entries:
        if entry.event == "calibrated":
            for key, answer in KEYS.items():
                named = entry.data.get(key, ())
                found.update(dict.fromkeys((named,) if isinstance(named, str) else named, Looked(answer, entry.day, entry.by)))
    return found


def comparison(person: Person, row: SkillRow, *, private: bool = True) -> Comparison:
    """The two levels side by side. Without `private`, what stands in private entries is left out."""
    level = max(row.state.claim_self or 0, row.state.level)
    entries = [entry for entry in person.standing.entries.get(row.id, []) if private or not entry.private]
    skill = person.catalog.skills.get(row.id)
    known = behaviours_of(skill, entries) if skill is not None else ()
    sides = [(step, tuple(one for one in known if one.level == step)) for step in (level, level + 1)]
    looked = looked_for(entries)
    shown = tuple((step, found) for step, found in sides if found)
    current = [(step, tuple(one for one in found if not one.reworded)) for step, found in shown]
    return Comparison(row, shown, looked, proposed(current, looked))


def proposed(sides: Iterable[tuple[int, tuple[Behaviour, ...]]], looked: Mapping[str, Looked]) -> int | None:
    """The level that the answers speak for: the highest of which something was seen and nothing missed; None while that is open.

    A level with a behaviour that nobody has answered for is open. A behaviour without opportunity neither helps nor hurts.
    """
    found: int | None = None
    for level, behaviours in sides:
        answers = [looked[one.name].answer for one in behaviours if one.name in looked]
        if "not-seen" in answers:
            return level - 1 if found is None else found
        if len(answers) < len(behaviours) or "seen" not in answers:
            return found
        found = level
    return found
