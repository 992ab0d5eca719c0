"""Where a skill stands: the claim, the cap its evidence allows, its freshness; the level is the lowest of the three.

A finished item that develops a skill counts as an assessment at that level (docs/planner.md); a reviewer's later word wins.
"""

from __future__ import annotations

from datetime import date

import msgspec

from tracktui.catalog.days import add_months
from tracktui.catalog.model import Catalog
from tracktui.plan.model import Entry, Plan


class SkillState(msgspec.Struct, frozen=True):
    """A skill on a day. Levels 0-4; None where nobody said anything. `held_down_by` names the lowest of the three."""

    level: int = 0
    claim_self: int | None = None
    claim_agreed: int | None = None
    developed: int = 0
    cap: int = 0
    fresh: bool = True
    newest: date | None = None
    assumed: int = 0
    not_observed: bool = False
    interest: int | None = None
    held_down_by: str = ""


class SkillBook:
    """The skills of one engineer on one day."""

    def __init__(
        self,
        catalog: Catalog,
        plan: Plan,
        today: date,
        entries: dict[str, list[Entry]],
        assumed: dict[str, int],
        developed: dict[str, list[tuple[int, date]]],
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
        claim = _last(entries, "claimed")
        assessed = _last(entries, "assessed")
        wanted = _last(entries, "interest")
        agreed = int(assessed.data.get("level", 0)) if assessed else None
        since = [level for level, day in developed if assessed is None or day >= assessed.day]
        best = max(since, default=0)
        own = int(claim.data.get("level", 0)) if claim else None
        stated = max(own or 0 if agreed is None else agreed, best)
        cap = self._cap(entries, assessed, best)
        newest = max([entry.day for entry in entries if entry.evidence or entry.event == "assessed"] + [day for _, day in developed], default=None)
        fresh = self._fresh(skill, newest)
        aged = stated if fresh or stated <= 1 else stated - 1
        level = min(stated, cap, aged)
        assumed = 0 if agreed is not None else self.assumed.get(skill, 0)
        return SkillState(
            level=max(level, assumed),
            claim_self=own,
            claim_agreed=agreed,
            developed=best,
            cap=cap,
            fresh=fresh,
            newest=newest,
            assumed=assumed,
            not_observed=bool(entries) and entries[-1].event == "not-observed",
            interest=int(wanted.data.get("level", 0)) if wanted else None,
            held_down_by=_held_down(stated, cap, aged),
        )

    def _cap(self, entries: list[Entry], assessed: Entry | None, developed: int) -> int:
        """What the evidence allows: a claim alone 1, an artifact 2, two artifacts 3, somebody else's word 4."""
        others_word = assessed is not None and assessed.by not in ("", self.plan.profile.id)
        verified = any(part.verified_by for entry in entries for part in entry.evidence)
        if others_word or verified:
            return 4
        artifacts = {part.link or part.file or part.text for entry in entries for part in entry.evidence}
        return max(developed, 3 if len(artifacts) > 1 else 2 if artifacts else 1)

    def _fresh(self, skill: str, newest: date | None) -> bool:
        entry = self.catalog.skills.get(skill)
        months = entry.fresh_months if entry is not None else 24
        return newest is None or add_months(newest, months) >= self.today


def _last(entries: list[Entry], event: str) -> Entry | None:
    return next((entry for entry in reversed(entries) if entry.event == event), None)


def _held_down(stated: int, cap: int, aged: int) -> str:
    lowest = min(stated, cap, aged)
    if lowest == stated:
        return "claim"
    return "evidence" if lowest == cap else "freshness"
