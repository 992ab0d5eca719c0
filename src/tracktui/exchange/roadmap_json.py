"""The roadmap as JSON-ready data: the stable form that scripts depend on (docs/json.md). Fields are only ever added."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from tracktui.catalog.shape import plain
from tracktui.plan.model import Entry
from tracktui.problems import Problem
from tracktui.roadmap.alternatives.compare import Comparison
from tracktui.roadmap.model import Choice, Planned, Roadmap, SkillNeed

FORMAT = 1


def envelope(today: date, problems: tuple[Problem, ...], **lists: Any) -> dict[str, Any]:
    """What every `--json` has: the format, the day, the problems, and one list."""
    return {"format": FORMAT, "today": today.isoformat(), "problems": [problem_data(problem) for problem in problems], **lists}


def problem_data(problem: Problem) -> dict[str, Any]:
    """A problem as data."""
    return msgspec.structs.asdict(problem)


def entry_data(entry: Entry) -> dict[str, Any]:
    """A journal entry as data: the keys it has, its event's among them; days and moments as text."""
    found = {"id": entry.id, "at": entry.at, "on": entry.day, "by": entry.by, "item": entry.item, "event": entry.event}
    found |= {"hours": entry.hours, "note": entry.note, "private": entry.private or None, **entry.data}
    found["evidence"] = [{key: value for key, value in msgspec.structs.asdict(part).items() if value} for part in entry.evidence]
    return {key: value for key, value in plain(found).items() if value not in (None, "", [], {})}


def item_data(item: Planned) -> dict[str, Any]:
    """One roadmap item as data."""
    return {
        "id": item.id,
        "kind": item.kind,
        "name": item.name,
        "state": item.state,
        "validity": item.validity,
        "for": item.serves,
        "track": item.track,
        "level": item.level,
        "requires": [{"skill": need.skill, "level": need.level} if isinstance(need, SkillNeed) else need for need in item.requires],
        "unlocks": list(item.unlocks),
        "start": _iso(item.start),
        "finish": _iso(item.finish),
        "quarter": item.quarter,
        "hours": item.hours,
        "hours_range": list(item.hours_range),
        "hours_done": item.hours_done,
        "price_usd": item.price_usd,
        "estimated": list(item.estimated),
        "window": [day.isoformat() for day in item.window] if item.window else None,
        "expires": _iso(item.expires),
        "companions": list(item.companions),
        "blocking": item.blocking,
        "delay": item.delay,
        "flags": list(item.flags),
        "why": list(item.why),
    }


def choice_data(choice: Choice) -> dict[str, Any]:
    """A decided choice as data: what was taken and what was not."""
    return {
        "asked_by": choice.asked_by,
        "text": choice.text,
        "taken": list(choice.taken),
        "cost_usd": choice.cost_usd,
        "not_taken": [msgspec.structs.asdict(lost) for lost in choice.lost],
    }


def roadmap_data(roadmap: Roadmap, problems: tuple[Problem, ...], *, pace: bool = True) -> dict[str, Any]:
    """The whole roadmap as data; without `pace` the engineer's own pace is left null: it is nobody else's figure."""
    totals = roadmap.totals
    return envelope(
        roadmap.today,
        problems,
        items=[item_data(item) for item in roadmap.items],
        finished=[item_data(item) for item in roadmap.finished],
        next_review=_iso(roadmap.next_review),
        left_out=[item_data(item) for item in roadmap.left_out],
        goals=[
            {"id": goal.id, "name": goal.name, "for": goal.serves, "day": _iso(goal.day), "reached": goal.reached, "cautious": _iso(goal.cautious)}
            for goal in roadmap.goals
        ],
        choices=[choice_data(choice) for choice in roadmap.choices],
        totals={
            "items": totals.items,
            "done": totals.done,
            "hours": totals.hours,
            "price_usd": totals.price_usd,
            "price_at_least": totals.price_at_least,
            "finish": _iso(totals.finish),
            "cautious": _iso(totals.cautious),
            "pace": roadmap.pace if pace else None,
            "weeks": totals.weeks,
            "shared_items": list(totals.shared_items),
            "shared_hours": totals.shared_hours,
            "cost_usd": roadmap.cost_usd,
            "bound_usd": roadmap.bound_usd,
            "proven_optimal": roadmap.proven_optimal,
        },
    )


def comparison_data(today: date, problems: tuple[Problem, ...], found: Comparison) -> dict[str, Any]:
    """A comparison as data."""
    return envelope(
        today,
        problems,
        before=msgspec.to_builtins(found.before),
        after=msgspec.to_builtins(found.after),
        days=found.days,
        added=[item_data(item) for item in found.added],
        dropped=[item_data(item) for item in found.dropped],
        done=[item_data(item) for item in found.done],
        moved=[msgspec.to_builtins(move) for move in found.moved],
        changed=[msgspec.to_builtins(change) for change in found.changed],
        fresh=[problem_data(problem) for problem in found.fresh],
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
