"""What was agreed in the 1:1s and is not done: actions of both, and what the reviewer owes."""

from __future__ import annotations

from datetime import date

import msgspec

from tracktui.plan.model import Plan


class Action(msgspec.Struct, frozen=True):
    """An action or something owed. `id` is its entry's; `who` does it; `since` is the day it was agreed; `item` is what it is about."""

    id: str
    who: str
    what: str
    since: date
    due: date | None = None
    owed: bool = False
    item: str = ""

    def late(self, today: date) -> bool:
        """Whether its day has passed."""
        return self.due is not None and self.due < today


def open_actions(plan: Plan, today: date) -> tuple[Action, ...]:
    """Every action and everything owed up to a day that no `action-done` entry closes: by due day, those without one last."""
    entries = [entry for entry in plan.in_effect() if entry.day <= today]
    done = {str(entry.data.get("action", "")) for entry in entries if entry.event == "action-done"}
    found = [
        Action(
            entry.id,
            str(entry.data.get("who") or entry.by or plan.profile.id),
            str(entry.data.get("what") or entry.note),
            entry.day,
            entry.data.get("due"),
            entry.event == "owes",
            entry.item,
        )
        for entry in entries
        if entry.event in ("action", "owes") and entry.id not in done
    ]
    return tuple(sorted(found, key=lambda action: (action.due or date.max, action.since, action.id)))
