"""The line that says what is being worked on and how far it is. It lies on the lower edge of what is looked at, so that nothing moves for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.screen import Screen
from textual.widget import Widget

from tracktui.ui.parts.bar import Bar
from tracktui.work import Work, drawn

STOPS = "esc stops it"
"""Said where Escape, which always leads back, leads out of the work first."""
EDGES = ".box, #wizard-box, .list-pane, .detail-pane"
"""What has an edge the line may lie on; windows and the wizard have one of the first two."""
INSET = 2
"""Columns left and right that stay those of the edge."""
ROOM = 48
"""Columns that are enough, where the edge says something that should stay in sight."""


class WorkBar(Bar):
    """The line. A click on it stops what can be stopped."""

    def __init__(self) -> None:
        super().__init__(id="work")
        self.beat = 0

    def tell(self, work: Work, *, ascii_only: bool, still: bool) -> None:
        """Draw it for the next beat."""
        edge = next((widget for widget in self.screen.query(EDGES) if _in_sight(widget)), self.screen)
        x, y, width = edge.region.x + INSET, edge.region.bottom - 1, edge.region.width - 2 * INSET - 2
        beside = width - len(str(edge.border_subtitle or "")) - 3
        room = beside if edge.border_subtitle and beside >= ROOM else width
        parts = drawn(work, room, self.beat, hint=STOPS if work.stops else "", ascii_only=ascii_only, still=still)
        self.show([("stop" if work.stops else "", [(" ", "text"), *parts, (" ", "text")])])
        self.beat += 1
        self._lie_at(edge, x, y, sum(len(text) for text, _ in parts) + 2)

    def _lie_at(self, edge: Widget, x: int, y: int, width: int) -> None:
        # What stays the same is not said again: every change of a style lays the screen out anew.
        if (place := (x, y, width)) != self._place:
            self._place = place
            self.styles.offset, self.styles.width = (x, y), width
            self.styles.background = edge.background_colors[1]

    _place = (0, 0, 0)

    def clicked(self, command: str) -> None:
        """It is not wanted any more."""
        self.app.simulate_key("escape")


def _in_sight(widget: Widget) -> bool:
    return bool(widget.region) and all(node.display for node in widget.ancestors_with_self if isinstance(node, Widget))


def tell(screens: Sequence[Screen[Any]], work: Work | None, *, ascii_only: bool, still: bool) -> None:
    """Draw the line on the uppermost screen, and on no other; None: there is nothing to tell. It is there from the first time on that something took long."""
    for screen in screens:
        for bar in screen.query(WorkBar):
            bar.display = work is not None and screen is screens[-1]
    if work is not None:
        found = screens[-1].query(WorkBar)
        bar = found.first() if found else WorkBar()
        if not found:
            screens[-1].mount(bar)
        bar.tell(work, ascii_only=ascii_only, still=still)
