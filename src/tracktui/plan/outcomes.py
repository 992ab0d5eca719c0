"""Whether a project's observed outcome met its target."""

from __future__ import annotations

from typing import Any

import msgspec

from tracktui.catalog.entries import Metric, Project
from tracktui.plan.model import Entry


class Outcome(msgspec.Struct, frozen=True):
    """An outcome in words. `known` is False where a figure is missing."""

    known: bool
    met: bool
    text: str


def outcome_of(project: Project, entries: list[Entry]) -> Outcome:
    """The outcome of the last observation, against what was agreed (else the catalog's target and direction)."""
    # The words of `agreed` and `observed` are what people wrote: only figures are compared.
    agreed = next((entry for entry in reversed(entries) if entry.event == "agreed"), None)
    seen = next(entry for entry in reversed(entries) if entry.event == "observed")
    metric = project.metric or Metric(name="outcome", target_is="done")
    actual = seen.data.get("actual")
    baseline = _first(seen.data.get("baseline"), agreed.data.get("baseline") if agreed else None)
    target = _first(agreed.data.get("target") if agreed else None, metric.target)
    unit = f" {metric.unit}" if metric.unit else ""
    if metric.target_is == "done" or target is None:
        met = actual not in (False, 0, "no")
        return Outcome(True, met, "done" if met else "not done")
    if not _number(target):
        return Outcome(False, False, "the target that was agreed is no figure: agree on one again")
    if not _number(actual):
        return Outcome(False, False, "no figure was given: log it again with actual")
    if metric.target_is == "value":
        met = actual >= target if metric.direction == "up" else actual <= target
        return Outcome(True, met, f"{actual:g}{unit}, target {target:g}")
    if not _number(baseline) or not baseline:
        return Outcome(False, False, "no baseline to compare with: log it again with baseline and actual")
    change = (actual - baseline) / abs(baseline) * 100
    met = change >= target if (metric.direction == "up" or (metric.direction is None and target > 0)) else change <= target
    return Outcome(True, met, f"{baseline:g} to {actual:g}{unit} ({change:+.0f} %, target {target:+.0f} %)")


def _first(*values: Any) -> Any:
    return next((value for value in values if value is not None), None)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
