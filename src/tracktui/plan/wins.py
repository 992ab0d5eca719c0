"""Measurable wins: companion projects whose observed outcome met its target. What was accepted below its target is no win."""

from __future__ import annotations

from datetime import date

import msgspec

from tracktui.catalog.entries import Project
from tracktui.plan.model import Evidence
from tracktui.plan.outcomes import outcome_of
from tracktui.plan.states import Standing


class Win(msgspec.Struct, frozen=True):
    """A win: the project, the day its outcome was observed, the outcome in words, and the evidence given for it outside private entries."""

    item: str
    name: str
    day: date
    outcome: str
    evidence: tuple[Evidence, ...] = ()
    private: bool = False


def wins(standing: Standing) -> tuple[Win, ...]:
    """Every win up to the standing's day, in order of day."""
    found = []
    for item_id, entries in standing.entries.items():
        project, state = standing.item(item_id), standing.state(item_id)
        if not isinstance(project, Project) or state.finished is None or not any(entry.event == "observed" for entry in entries):
            continue
        outcome = outcome_of(project, entries)
        if outcome.known and outcome.met:
            seen = [entry for entry in entries if entry.event == "observed"]
            evidence = tuple(dict.fromkeys(part for entry in seen if not entry.private for part in entry.evidence))
            found.append(Win(item_id, project.name, state.finished, outcome.text, evidence, seen[-1].private))
    return tuple(sorted(found, key=lambda win: (win.day, win.item)))
