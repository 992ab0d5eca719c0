"""Moving an exam: what another day would change is worked out and shown, then the booking is written or not."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

import msgspec

from tracktui.plan.model import Entry, Plan
from tracktui.ui.acts.what_if import consider
from tracktui.wording import day

if TYPE_CHECKING:
    from tracktui.ui.app import TracktuiApp
    from tracktui.workspace import Workspace


def fault_of_day(today: date, text: str) -> str:
    """What is wrong with an exam day as typed; "" when nothing is."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return "write the day as 2027-03-12"
    return "that day has passed" if found < today else ""


def booked(plan: Plan, item: str, exam: date, today: date) -> Plan:
    """The plan as it would be with the exam booked for a day."""
    moment = datetime.combine(today, time(23, 59)).astimezone()
    return msgspec.structs.replace(plan, journal=(*plan.journal, Entry(at=moment, event="booked", id="~what-if", item=item, data={"exam_on": exam})))


def ask_to_move(app: TracktuiApp, item: str, exam: date) -> None:
    """Work out what the day changes, then ask."""
    name = next((planned.short or planned.name for planned in (app.found.items if app.found else ()) if planned.id == item), item)

    def book(workspace: Workspace) -> str:
        workspace.log("booked", item, exam_on=exam)
        return f"The exam is booked for {day(exam)}."

    option = ("move", "Book it", "the booking is written to your journal; u takes it back")
    consider(app, f"{name} on {day(exam)}?", lambda plan: booked(plan, item, exam, app.today), f"the exam on {day(exam, app.today)}", option, book)
