"""Where a skill stands: the claim, the cap its evidence allows, its freshness; the level is the lowest of the three.

A finished item that develops a skill counts as an assessment at that level (docs/planner.md); a reviewer's later word wins.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from tracktui.catalog.days import add_months
from tracktui.catalog.model import Catalog
from tracktui.plan.authority import is_own
from tracktui.plan.model import Entry, Plan

HeldDown = Literal["", "claim", "evidence", "freshness"]


class SkillState(msgspec.Struct, frozen=True):
    """A skill on a day. Levels 0-4; None where nobody said anything.

    `level` is the lowest of `claim`, `cap` and `freshness`, or what is assumed where that is higher. `held_down_by` names the lowest; ""
    where nothing is claimed or the level is assumed.
    """

    level: int = 0
    claim_self: int | None = None
    claim_agreed: int | None = None
    self_signed: bool = False
    """The agreed level is the engineer's own word: nobody else has assessed it."""
    developed: int = 0
    claim: int = 0
    """What counts as claimed: the agreed level, else the engineer's own; what finished items developed where that is more."""
    cap: int = 0
    """The most that the evidence allows."""
    freshness: int = 0
    """The claim, less one where the newest evidence is too old."""
    fresh: bool = True
    newest: date | None = None
    """Day of the newest evidence or assessment."""
    fresh_until: date | None = None
    assumed: int = 0
    not_observed: bool = False
    """The last word on its level is that there was no opportunity to see it: no level, and no zero either."""
    interest: int | None = None
    held_down_by: HeldDown = ""


class SkillBook:
    """The skills of one engineer on one day."""

    def __init__(
        self,
        catalog: Catalog,
        plan: Plan,
        today: date,
        entries: dict[str, list[Entry]],
        assumed: dict[str, int],
        developed: dict[str, list[tuple[int, date, str]]],
    ) -> None:
        self.catalog, self.plan, self.today = catalog, plan, today
        self.entries, self.assumed, self.developed = entries, assumed, developed
        self._states: dict[str, SkillState] = {}

    def state(self, skill: str) -> SkillState:
        """Where a skill stands."""
        if skill not in self._states:
            self._states[skill] = self._state(skill)
        return self._states[skill]

    def _state(self, skill: str) -> SkillState:
        entries = self.entries.get(skill, [])
        developed = self.developed.get(skill, [])
        claim, assessed, wanted = _last(entries, "claimed"), _last(entries, "assessed"), _last(entries, "interest")
        agreed, own = _level(assessed), _level(claim)
        since = [level for level, day, _ in developed if assessed is None or day >= assessed.day]
        best = max(since, default=0)
        stated = max(own or 0 if agreed is None else agreed, best)
        cap = self._cap(entries, assessed, best)
        newest = max([entry.day for entry in entries if entry.evidence or entry.event == "assessed"] + [day for _, day, _ in developed], default=None)
        until = self._fresh_until(skill, newest)
        fresh = until is None or until >= self.today
        aged = stated if fresh or stated <= 1 else stated - 1
        level = min(stated, cap, aged)
        assumed = 0 if agreed is not None else self.assumed.get(skill, 0)
        said = [entry.event for entry in entries if entry.event in ("claimed", "assessed", "not-observed")]
        return SkillState(
            level=max(level, assumed),
            claim_self=own,
            claim_agreed=agreed,
            self_signed=assessed is not None and is_own(self.plan, assessed.by),
            developed=best,
            claim=stated,
            cap=cap,
            freshness=aged,
            fresh=fresh,
            newest=newest,
            fresh_until=until,
            assumed=assumed,
            not_observed=bool(said) and said[-1] == "not-observed",
            interest=_level(wanted),
            held_down_by="" if assumed > level or not stated else _held_down(stated, cap, aged),
        )

    def _cap(self, entries: list[Entry], assessed: Entry | None, developed: int) -> int:
        """What the evidence allows: a claim alone 1, an artifact 2, with an observed outcome or a second one 3, somebody else's word 4."""
        others_word = assessed is not None and not is_own(self.plan, assessed.by)
        verified = any(part.verified_by and not is_own(self.plan, part.verified_by) for entry in entries for part in entry.evidence)
        if others_word or verified:
            return 4
        artifacts = {part.link or part.file or part.text for entry in entries for part in entry.evidence}
        return max(developed, 3 if len(artifacts) > 1 or (artifacts and developed) else 2 if artifacts else 1)

    def _fresh_until(self, skill: str, newest: date | None) -> date | None:
        """The last day on which the newest evidence counts as fresh; None without any."""
        entry = self.catalog.skills.get(skill)
        return None if newest is None else add_months(newest, entry.fresh_months if entry is not None else 24)


def _last(entries: list[Entry], event: str) -> Entry | None:
    return next((entry for entry in reversed(entries) if entry.event == event), None)


def _level(entry: Entry | None) -> int | None:
    return int(entry.data.get("level", 0)) if entry is not None else None


def _held_down(stated: int, cap: int, aged: int) -> HeldDown:
    lowest = min(stated, cap, aged)
    if lowest == stated:
        return "claim"
    return "evidence" if lowest == cap else "freshness"
