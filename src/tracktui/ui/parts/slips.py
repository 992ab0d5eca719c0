"""How items stand against the last review, for a screen: by how much at once, and why as soon as that is worked out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracktui.ui.parts.content import Part
from tracktui.work import Work

if TYPE_CHECKING:
    from tracktui.roadmap.alternatives.since_review import ItemSlip
    from tracktui.ui.parts.list_view import ListView, Shown


class Slips:
    """The slips of what a screen shows. The causes cost a planning run: they are asked for in a thread, when the first is looked at."""

    def __init__(self, view: ListView) -> None:
        self.view = view
        self.by_id: dict[str, ItemSlip] = {}
        self._shown: Shown | None = None
        self._causes: dict[str, str] | None = None

    def show(self, shown: Shown) -> None:
        """Take up new values."""
        self.by_id = {}
        # Comparing is not imported before the first frame of a plan that no review has looked at.
        if any(entry.event == "reviewed" and "baseline" in entry.data for entry in shown.plan.journal):
            from tracktui.roadmap.alternatives.since_review import item_slips

            self.by_id = item_slips(shown.plan, shown.found)
        self._shown, self._causes = shown, None

    def lines(self, item: str) -> list[list[Part]]:
        """A line for the detail pane; none where the item is where it was agreed."""
        slip, shown = self.by_id.get(item), self._shown
        if slip is None or shown is None:
            return []
        if self._causes is None and slip.days is not None and shown.planner is not None:
            self._causes = {}
            self.view.run_worker(partial(self._ask, shown), thread=True, group="slips", exclusive=True)
        from tracktui.roadmap.alternatives.since_review import slip_in_words

        cause = (self._causes or {}).get(item, "")
        tone = "dim" if slip.days is None else "warn" if slip.days > 0 else "good"
        return [[("Slip     ", "dim"), (slip_in_words(slip, shown.found.today), tone), (f", because {cause}" if cause else "", "text")]]

    def _ask(self, shown: Shown) -> None:
        from tracktui.ui.host import host_of

        app = host_of(self.view.app)
        from tracktui.roadmap.alternatives.since_review import against_review

        with app.busy.doing(Work("finding out why days moved")):
            against = against_review(shown.catalog, shown.plan, shown.found)
        causes = {move.id: move.why for move in against[1].moved} if against is not None else {}
        app.call_from_thread(self._found, shown, causes)

    def _found(self, shown: Shown, causes: dict[str, str]) -> None:
        if shown is self._shown and self.view.is_attached:
            self._causes = causes
            self.view.tell(from_top=False)
