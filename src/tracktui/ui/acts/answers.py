"""The commands that only answer: why an item is here, what works on this screen, what is wrong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracktui.roadmap.model import Planned
from tracktui.ui.parts.content import Part
from tracktui.ui.parts.dialogs import Reading
from tracktui.ui.sentences import ONE_MOMENT
from tracktui.wording import usd

if TYPE_CHECKING:
    from tracktui.ui.host import Host


class Answers:
    """The answering commands of an app: `do_<id>` for each of them in the table."""

    def __init__(self, app: Host) -> None:
        self.app = app

    def do_help(self) -> None:
        """What works here."""
        from tracktui.ui.help import Help

        self.app.push_screen(Help(self.app), self.app.run_chosen)

    def do_problems(self) -> None:
        """What is wrong with plan or catalog."""
        rows: list[list[Part]] = []
        for problem in self.app.faults:
            word = "" if problem.severity == "info" else f"{problem.severity}: "
            rows += [[(f"{word}{problem.message}", "warn")], [(problem.where, "structure")], [(problem.hint, "dim")], []]
        self.app.push_screen(Reading("Problems", rows or [[("Nothing is wrong with plan or catalog.", "good")]]))

    def do_why(self) -> None:
        """Why an item is here and why now; what leaving it out costs and what was not chosen are asked for in a thread."""
        item, workspace = self.app.item, self.app.workspace
        planner = workspace.__dict__.get("planner") if workspace else None
        if item is None or planner is None or self.app.found is None:
            self.app.notify(ONE_MOMENT, markup=False)
            return
        from tracktui.roadmap.why.explain import why

        rows: list[list[Part]] = [[(sentence, "text")] for sentence in why(planner, self.app.found, item)]
        reading = Reading(f"Why {item.short or item.name}", [*rows, [], [("asking what leaving it out and the alternatives would cost ...", "dim")]])
        self.app.push_screen(reading)
        self.app.run_worker(partial(self._price, reading, rows, item), thread=True, exclusive=True, group="price")

    def _price(self, reading: Reading, rows: list[list[Part]], item: Planned) -> None:
        from tracktui.roadmap.why.explain import priced
        from tracktui.roadmap.why.reasons import skipped_in_words

        workspace = self.app.workspace
        if workspace is None:
            return
        found: list[list[Part]] = []
        with self.app.busy:
            if skipped := skipped_in_words(workspace.planner, item):
                rows = [*rows, [(skipped, "text")]]
            for choice in (choice for choice in workspace.roadmap.choices if item.id in choice.taken):
                found += [[], [(f"Chosen for {workspace.planner.resolver.name(choice.asked_by)}", "title")]]
                for lost in priced(workspace.planner, choice).lost:
                    price = lost.reason or (f"{usd(round(lost.extra_usd or 0))} more" if lost.extra_usd else "would cost the same")
                    found.append([("not ", "dim"), (workspace.planner.resolver.name(lost.id), "text"), (f": {price}", "dim")])
        self.app.call_from_thread(self._priced, reading, [*rows, *(found or [[], [("No alternative was weighed for it.", "dim")]])])

    def _priced(self, reading: Reading, rows: list[list[Part]]) -> None:
        if reading.is_current:
            reading.show_rows(rows)
