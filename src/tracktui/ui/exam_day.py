"""Moving an exam: what another day would change is worked out and shown, then the booking is written or not."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from tracktui.plan.model import Entry, Plan
from tracktui.roadmap.compare import Comparison
from tracktui.ui.content import Part
from tracktui.wording import count, day

if TYPE_CHECKING:
    from tracktui.ui.app import TracktuiApp
    from tracktui.workspace import Workspace

MOST_MOVES = 8
"""Moves that are listed before a booking; the rest are counted."""


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
    """Work out in a thread what the day changes, then ask."""
    app.run_worker(partial(_work_out, app, item, exam), thread=True, group="what-if", exclusive=True)


def _work_out(app: TracktuiApp, item: str, exam: date) -> None:
    from tracktui.roadmap.build import roadmap
    from tracktui.roadmap.compare import compare

    workspace = app.workspace
    if workspace is None:
        return
    with app.busy:
        before = workspace.roadmap
        after = roadmap(workspace.catalog, booked(workspace.plan, item, exam, workspace.today), workspace.today)
        found = compare(before, after, f"the exam on {day(exam, workspace.today)}")
        fresh = tuple(problem.message for problem in after.problems if problem not in before.problems and problem.severity != "info")
    app.call_from_thread(_ask, app, item, exam, found, fresh)


def _ask(app: TracktuiApp, item: str, exam: date, found: Comparison, problems: tuple[str, ...]) -> None:
    from tracktui.ui.dialogs import Choice

    name = next((planned.short or planned.name for planned in (app.found.items if app.found else ()) if planned.id == item), item)
    choice = Choice(
        f"{name} on {day(exam)}?",
        [("move", "Book it", "the booking is written to your journal; u takes it back"), ("leave", "Leave it", "nothing is written")],
        at="leave" if problems else "move",
        about=consequences(found, problems, app.today),
    )
    app.push_screen(choice, partial(_answered, app, item, exam))


def consequences(found: Comparison, problems: tuple[str, ...], today: date) -> list[list[Part]]:
    """What a move breaks, then what it shifts, as lines to read."""
    rows: list[list[Part]] = [[("! ", "warn"), (text, "warn")] for text in problems]
    days = found.days
    if days:
        rows.append([("Your goal comes ", "text"), (f"{count(abs(days), 'day')} {'later' if days > 0 else 'earlier'}", "warn" if days > 0 else "good")])
    for move in found.moved[:MOST_MOVES]:
        rows.append([(f"{day(move.before, today)} to {day(move.after, today)}  ", "dim"), (move.name, "text")])
    if len(found.moved) > MOST_MOVES:
        rows.append([(f"and {count(len(found.moved) - MOST_MOVES, 'more move')}", "dim")])
    rows += [[("Drops out  ", "dim"), (item.name, "text")] for item in found.dropped]
    rows += [[("Comes in  ", "dim"), (item.name, "text")] for item in found.added]
    return rows or [[("Nothing else changes.", "good")]]


def _answered(app: TracktuiApp, item: str, exam: date, answer: str | None) -> None:
    if answer != "move":
        return

    def book(workspace: Workspace) -> str:
        workspace.log("booked", item, exam_on=exam)
        return f"The exam is booked for {day(exam)}."

    app.change(book)
