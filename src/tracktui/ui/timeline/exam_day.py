"""Moving an exam: by keys, by the mouse or by a typed day. What another day would change is shown before the booking is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from tracktui.plan.model import Entry, Plan
from tracktui.ui.acts.what_if import GROUP, WORDS, consequences, consider, work_out
from tracktui.ui.parts.content import Part
from tracktui.wording import day
from tracktui.work import Tell, Work

if TYPE_CHECKING:
    from tracktui.ui.host import Host
    from tracktui.workspace import Workspace

PAUSE_SECONDS = 0.15
"""A day that is only passed on the way to another one is not worked out."""
SHOWN_ITEMS = 12
"""Items whose move is listed while the day is still being looked for; the question before the booking lists more."""


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


def ask_to_move(app: Host, item: str, exam: date) -> None:
    """Work out what the day changes, then ask."""
    name = next((planned.short or planned.name for planned in (app.found.items if app.found else ()) if planned.id == item), item)

    def book(workspace: Workspace) -> str:
        workspace.log("booked", item, exam_on=exam)
        return f"The exam is booked for {day(exam)}."

    option = ("move", "Book it", "the booking is written to your journal; u takes it back")
    consider(app, f"{name} on {day(exam)}?", lambda plan: booked(plan, item, exam, app.today), f"the exam on {day(exam, app.today)}", option, book)


class Moving:
    """An exam on its way to another day. `told` is called when there is something new to show; nothing is written."""

    def __init__(self, app: Host, item: str, exam: date, told: Callable[[], None]) -> None:
        self.app, self.item, self.before, self.exam, self.told = app, item, exam, exam, told
        self.rows: list[list[Part]] = []
        """What the day changes; empty while it is being worked out."""
        self.ended = False

    def to(self, exam: date) -> None:
        """Look at another day, never one that has passed."""
        self.exam = max(self.app.today, exam)
        self.rows = []
        self.told()
        self.app.set_timer(PAUSE_SECONDS, partial(self._rested, self.exam))

    def end(self) -> None:
        """It stays there: what comes now, such as the question before the booking, is not overtaken by a day that was still to be looked at."""
        self.ended = True

    def _rested(self, exam: date) -> None:
        if exam == self.exam and not self.ended:
            self.app.in_thread(Work(WORDS), partial(self._changes, exam), partial(self._worked_out, exam), group=GROUP)

    def _changes(self, exam: date, tell: Tell) -> list[list[Part]]:
        workspace = self.app.workspace
        if workspace is None or exam != self.exam:
            return []
        found, problems = work_out(workspace, lambda plan: booked(plan, self.item, exam, self.app.today), f"the exam on {day(exam, self.app.today)}", tell)
        return consequences(found, problems, self.app.today, room=SHOWN_ITEMS)

    def _worked_out(self, exam: date, rows: list[list[Part]]) -> None:
        if exam == self.exam:
            self.rows = rows
            self.told()

    def lines(self, name: str) -> list[list[Part]]:
        """What is going on, how to go on, and what the day changes."""
        days = (self.exam - self.before).days
        far = f"  {abs(days)} {'day' if abs(days) == 1 else 'days'} {'later' if days > 0 else 'earlier'}" if days else ""
        head: list[list[Part]] = [
            [(f"{name} on {day(self.exam)}", "strong"), (far, "text")],
            [("left and right move it by a column, enter goes on to the booking, m types a day, esc leaves it where it is", "dim")],
            [],
        ]
        return [*head, *(self.rows or ([[("working out what it changes ...", "dim")]] if days else [[("Nothing is moved yet.", "dim")]]))]
