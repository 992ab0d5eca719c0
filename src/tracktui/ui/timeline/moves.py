"""An exam on the calendar that is taken to another day: what keys and mouse do to it, until it is booked or left where it was."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from tracktui.catalog.days import add_days
from tracktui.roadmap.model import Planned
from tracktui.roadmap.views.timeline import Bar, booked_day
from tracktui.ui.host import host_of
from tracktui.ui.timeline.exam_day import Moving, ask_to_move, fault_of_day

if TYPE_CHECKING:
    from tracktui.ui.timeline.view import TimelineView


class ExamMoves:
    """The exam that is being moved on a Timeline, if any."""

    def __init__(self, view: TimelineView) -> None:
        self.view = view
        self.moving: Moving | None = None

    def begin(self, item: Planned) -> None:
        """Take the exam of an item, where it is booked or planned."""
        assert self.view.shown is not None
        now = booked_day(self.view.shown.plan, item.id) or item.finish or self.view.shown.found.today
        app = host_of(self.view.app)
        self.moving = Moving(app, item.id, now, self._moved)
        self.view.add_class("moving")
        self._moved()

    def _moved(self) -> None:
        """Show where the exam is now, keeping it in sight."""
        scale = self.view.scale
        if self.moving is not None and not 0 <= scale.column(self.moving.exam) < scale.columns:
            self.view.left = add_days(self.moving.exam, -scale.days * scale.columns // 2)
            self.view.fill()
        self.view.rows.refresh()
        self.view.tell()

    def leave(self) -> Moving | None:
        """It stays where it was; what was being moved."""
        moving, self.moving = self.moving, None
        if moving is not None:
            moving.end()
            self.view.remove_class("moving")
            self.view.rows.refresh()
            self.view.tell()
        return moving

    def ask_for_day(self) -> None:
        """Type the day instead."""
        from tracktui.ui.parts.dialogs import Question

        assert self.view.shown is not None
        assert self.moving is not None
        question = Question(
            f"{self.view.name_of(self.moving.item)}: which day is the exam?",
            "a day such as 2027-03-12; what it changes is shown before it is done",
            default=self.moving.exam.isoformat(),
            check=partial(fault_of_day, self.view.shown.found.today),
        )
        self.view.app.push_screen(question, self._day_given)

    def _day_given(self, text: str | None) -> None:
        if text and self.moving is not None:
            self.moving.exam = date.fromisoformat(text)
            self.book()

    def book(self) -> None:
        """Ask, with all that the day changes, whether it is to be booked."""
        moving, shown = self.leave(), self.view.shown
        if moving is not None and shown is not None and (moving.exam != moving.before or booked_day(shown.plan, moving.item) is None):
            ask_to_move(moving.app, moving.item, moving.exam)

    # -- with the mouse ---------------------------------------------------------------------------------------------

    def at(self, bar: Bar | None, column: int) -> bool:
        """Whether the exam of a bar is in a column of the calendar."""
        shown = self.view.shown
        item = shown.found.get(bar.id) if bar is not None and bar.kind == "work" and shown is not None else None
        if bar is None or item is None or item.kind != "cert":
            return False
        return any(known.sign in ("exam", "booked") and self.view.scale.column(known.day) == column for known in bar.marks)

    def drag(self, item_id: str, column: int, *, dropped: bool) -> None:
        """Take it to a column; where it is let go, the question follows."""
        item = self.view.shown.found.get(item_id) if self.view.shown is not None else None
        if self.moving is None and item is not None:
            self.begin(item)
        if self.moving is None:
            return
        scale = self.view.scale
        column = max(0, min(scale.columns - 1, column))
        if scale.column(self.moving.exam) != column:
            self.moving.to(scale.first_day(column))
        if dropped and self.moving.exam != self.moving.before:
            self.book()
        elif dropped:
            self.leave()
