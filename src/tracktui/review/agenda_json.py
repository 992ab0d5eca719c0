"""The agenda as data for scripts (docs/json.md)."""

from __future__ import annotations

from typing import Any

import msgspec

from tracktui.exchange.roadmap_json import entry_data
from tracktui.review.agenda import Agenda


def agenda_rows(agenda: Agenda) -> list[dict[str, Any]]:
    """Every point as one row with its `kind`, in the order of the agenda."""
    rows: list[dict[str, Any]] = []
    rows += [{"kind": "due", **_row(review)} for review in agenda.due]
    rows += [{"kind": "entry", "entry": entry_data(entry)} for entry in agenda.entries]
    rows += [{"kind": "changed", **_row(move)} for move in agenda.changed]
    rows += [{"kind": "stuck", **_row(one)} for one in agenda.stuck]
    rows += [{"kind": "sign", **_row(one)} for one in agenda.signatures]
    rows += [{"kind": "calibrate", **_calibration(row)} for row in agenda.calibration]
    rows += [{"kind": "action", **_row(action), "late": action.late(agenda.today)} for action in (*agenda.actions, *agenda.owed)]
    rows += [{"kind": "no-opportunity", **_row(one)} for one in agenda.opportunities]
    return rows


def head(agenda: Agenda) -> dict[str, Any]:
    """Who, since when, the slip, the next review."""
    slip = agenda.slip
    return {
        "engineer": agenda.engineer,
        "reviewer": agenda.reviewer,
        "since": agenda.since.isoformat(),
        "last_review": agenda.last_kind or None,
        "claims": _row(agenda.claims),
        "slip_days": slip.days if slip is not None else None,
        "paused_until": agenda.paused_until.isoformat() if agenda.paused_until else None,
        "next_review": {"on": agenda.next_review[0].isoformat(), "name": agenda.next_review[1]} if agenda.next_review else None,
    }


def _row(value: Any) -> dict[str, Any]:
    found = msgspec.to_builtins(value)
    assert isinstance(found, dict)
    return found


def _calibration(row: Any) -> dict[str, Any]:
    skill = row.skill
    return {
        "skill": skill.id,
        "name": skill.name,
        "cause": row.cause,
        "text": row.text,
        "target": skill.target,
        "state": msgspec.to_builtins(skill.state),
        "behaviours": [msgspec.to_builtins(behaviour) | {"looked": msgspec.to_builtins(row.looked.get(behaviour.name))} for behaviour in row.behaviours],
        "proposed": row.proposed,
    }
