"""Scenario drills of one engineer: which there are to run, how they went, and what a rating against the rubric comes to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import msgspec

from tracktui.catalog.entries import Scenario
from tracktui.plan.matrix_order import lanes
from tracktui.plan.model import State
from tracktui.plan.states import Standing

_DRILLED = "drilled"


class Attempt(msgspec.Struct, frozen=True):
    """One time through: the day, the score in per cent (None: not rated), and what was written down."""

    day: date
    score: float | None
    found: tuple[str, ...] = ()


class Drill(msgspec.Struct, frozen=True):
    """A scenario and how it went so far, the oldest attempt first."""

    scenario: Scenario
    state: State
    attempts: tuple[Attempt, ...] = ()

    @property
    def best(self) -> float | None:
        """The best score in per cent; None before the first."""
        return max((one.score for one in self.attempts if one.score is not None), default=None)


def drills(standing: Standing, *, private: bool = True) -> tuple[Drill, ...]:
    """The drills of the focus tracks, the exercises of the role, and any other that was done: reviews and tabletops first, then by level.

    Without `private`, attempts in private entries are left out.
    """
    catalog, mine = standing.catalog, lanes(standing)
    role = catalog.roles.get(standing.plan.profile.role or "")
    exercises = role.hiring.exercises if role is not None else ()
    found = []
    for item in (*catalog.items.values(), *standing.plan.own):
        if isinstance(item, Scenario) and (set(mine) & set(item.tracks) or item.id in exercises or standing.entries.get(item.id)):
            found.append(Drill(item, standing.state(item.id).state, _attempts(standing, item.id, private=private)))
    return tuple(sorted(found, key=lambda one: (one.scenario.form == "exercise", one.scenario.level or 0, one.scenario.name)))


def _attempts(standing: Standing, item: str, *, private: bool) -> tuple[Attempt, ...]:
    entries = [entry for entry in standing.entries.get(item, ()) if entry.event == _DRILLED and (private or not entry.private)]
    return tuple(Attempt(entry.day, _score(entry.data.get("score")), _texts(entry.data.get("found", ()))) for entry in entries)


def _score(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _texts(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(str(part) for part in value) if isinstance(value, list | tuple) else ()


def percent(scenario: Scenario, found: Collection[int]) -> int:
    """The points of the findings with these numbers (from 0), as per cent of all points; 0 for a scenario without a rubric."""
    total = sum(finding.points for finding in scenario.findings)
    got = sum(finding.points for number, finding in enumerate(scenario.findings) if number in found)
    return round(100 * got / total) if total else 0
