"""What going another way than by an item would cost, for the panes and the window of reasons: asked for in a thread, when an item is looked at for a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from tracktui.ui.parts.content import Part
from tracktui.ui.parts.prose import Kept
from tracktui.work import Work

if TYPE_CHECKING:
    from textual.timer import Timer

    from tracktui.roadmap.model import Planned
    from tracktui.roadmap.why.account import OtherWays
    from tracktui.ui.host import Host
    from tracktui.ui.parts.list_view import Shown

STILL_SECONDS = 0.15
"""How long the cursor has to be still before a price is asked for: who moves on does not want it."""
TURN_SECONDS = 0.001
"""A pause between two prices, in which whoever waits for the lock gets it."""


class Asked:
    """The answers for the values on screen; other values are asked for anew."""

    def __init__(self, app: Host) -> None:
        self.app = app
        self._shown: Shown | None = None
        self._found: dict[str, OtherWays] = {}
        self._timer: Timer | None = None
        self._at = ""
        """The item that is being asked about, or will be."""
        self._turn = 0
        """Which question is the newest: an older one is wanted no more."""

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return bool(self._at)

    def known(self, shown: Shown, item: Planned) -> OtherWays:
        """What is known of an item: all of it, or the outline with the prices left open."""
        if shown is not self._shown:
            self.stop()
            self._shown, self._found = shown, {}
        if item.id not in self._found:
            from tracktui.roadmap.why.other_ways import outline

            self._found[item.id] = outline(shown.planner, shown.found, item)
        return self._found[item.id]

    def looked_at(self, shown: Shown, item: Planned) -> OtherWays:
        """The same; what is left open is asked for once the cursor has been still, and the screen then tells about the item anew."""
        found = self.known(shown, item)
        if self._at != item.id:
            self.stop()
            if found.left:
                self._at = item.id
                self._timer = self.app.set_timer(STILL_SECONDS, partial(self.ask, shown, item))
        return found

    def moved_to(self, item: Planned | None) -> None:
        """Something is highlighted, None where that is no item: what is asked about another one is wanted no more."""
        if self._at and (item is None or item.id != self._at):
            self.stop()

    def stop(self) -> None:
        """What is asked for is wanted no more."""
        if self._timer is not None:
            self._timer.stop()
        self._timer, self._at = None, ""
        self._turn += 1

    def ask(self, shown: Shown, item: Planned, told: Callable[[OtherWays], None] = lambda found: None) -> None:
        """Ask for all that is left open, at once; `told` is called with it beside the screen."""
        self.stop()
        self._at = item.id
        self.app.run_worker(partial(self._work, self._turn, shown, item, told), thread=True, group="other ways")

    def _work(self, turn: int, shown: Shown, item: Planned, told: Callable[[OtherWays], None]) -> None:
        from tracktui import crash
        from tracktui.roadmap.why.other_ways import given_up, one_by_one, outline

        worker = get_current_worker()
        found = outline(shown.planner, shown.found, item)
        steps, total = one_by_one(shown.planner, found, item), found.left
        with self.app.busy.doing(Work("pricing other ways"), alone=False) as work:
            while found.left:
                if turn != self._turn or worker.is_cancelled:
                    return
                work.tell(total - found.left, total)
                try:
                    with self.app.busy.alone:
                        found = next(steps)
                except Exception as error:
                    if self.app.debug_faults:
                        raise
                    # No reason to take the plan off the screen: it is reported, and the rest stands.
                    crash.keep(error)
                    found = given_up(found)
                time.sleep(TURN_SECONDS)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._answered, shown, item, found, told)

    def _answered(self, shown: Shown, item: Planned, found: OtherWays, told: Callable[[OtherWays], None]) -> None:
        # The answer may come when the program is on its way out, or when another plan is on screen.
        if shown is not self._shown or not self.app.screen_stack or not self.app.screen.is_attached:
            return
        self._found[item.id] = found
        self._at = "" if self._at == item.id else self._at
        told(found)
        if self.app.item is not None and self.app.item.id == item.id:
            self.app.here.tell(from_top=False)


# -- rows -------------------------------------------------------------------------------------------------------------


def without_row(found: OtherWays, sign: str = "") -> list[Part]:
    """What leaving the item out would cost."""
    lead: list[Part] = [(sign, "dim")] if sign else []
    row: list[Part] = [*lead, (found.without, "text")]
    if not found.priced:
        return row
    from tracktui.roadmap.why.price_words import WITHOUT_WORDINGS

    return Kept(row, [[*lead, (wording, "text")] for wording in WITHOUT_WORDINGS])


def lost_rows(found: OtherWays) -> list[list[Part]]:
    """What was not chosen, for whom, and what it would cost."""
    from tracktui.roadmap.why.price_words import PRICE_WORDINGS, lost_in_words

    rows: list[list[Part]] = []
    for title, lost in lost_in_words(found):
        rows += [[], [(title, "title")]]
        for what, price in lost:
            lead: list[Part] = [("- ", "dim"), (what, "text")]
            rows.append(Kept([*lead, (f": {price}", "dim")], [[*lead, (f": {wording}", "dim")] for wording in PRICE_WORDINGS]))
    return rows
