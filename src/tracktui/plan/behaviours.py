"""Behaviours by name: skill, level and the first 8 hex digits of the SHA-256 of the text ("error-budgets-3-1a2b3c4d").

The text itself stays in the catalog. When the catalog rewords a behaviour its name changes; what was recorded under the old name stays
and is shown as worded differently then.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date

import msgspec

from tracktui.catalog.skills import Skill
from tracktui.plan.model import Entry, Evidence

REWORDED = "worded differently then"
_NAME = re.compile(r"^(?P<skill>.+)-(?P<level>[1-4])-(?P<digest>[0-9a-f]{8})$")


class Behaviour(msgspec.Struct, frozen=True):
    """A behaviour and what was recorded for it. `text` is `REWORDED` where the catalog words it differently now."""

    name: str
    level: int
    text: str
    claimed: date | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def reworded(self) -> bool:
        """Whether the catalog has no behaviour of this name any more."""
        return self.text == REWORDED


def name_of(skill: str, level: int, text: str) -> str:
    """The behaviour's name."""
    return f"{skill}-{level}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def behaviours_of(skill: Skill, entries: list[Entry], *, private: bool = True) -> tuple[Behaviour, ...]:
    """The skill's behaviours, level by level, with the claims among `entries` that name them; reworded ones stand behind their level's.

    Without `private`, claims in private entries are left out.
    """
    claims: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.event == "claimed" and (private or not entry.private):
            for name in _names(entry):
                claims.setdefault(name, []).append(entry)
    known = [(name_of(skill.id, level, text), level, text) for level, texts in enumerate(skill.behaviours, 1) for text in texts]
    names = {name for name, _, _ in known}
    lost = [(name, int(match["level"]), REWORDED) for name in claims if name not in names and (match := _NAME.match(name)) and match["skill"] == skill.id]
    return tuple(_with(claims.get(name, []), name, level, text) for name, level, text in sorted([*known, *lost], key=lambda row: row[1]))


def _names(entry: Entry) -> tuple[str, ...]:
    named = entry.data.get("behaviours", ())
    return (named,) if isinstance(named, str) else tuple(named)


def _with(claims: list[Entry], name: str, level: int, text: str) -> Behaviour:
    evidence = tuple(dict.fromkeys(part for entry in claims for part in entry.evidence))
    return Behaviour(name, level, text, claims[-1].day if claims else None, evidence)


def named(skill: Skill, word: str) -> str | None:
    """The behaviour that a word means: "3.2" (the second of level 3), its 8 digits, or its whole name; None when none."""
    known = {name_of(skill.id, level, text): f"{level}.{number}" for level, texts in enumerate(skill.behaviours, 1) for number, text in enumerate(texts, 1)}
    return next((name for name, place in known.items() if word in (name, place, name.rpartition("-")[2])), None)
