"""The commands that only answer: why an item is here, what works on this screen, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracktui.ui.parts.asked import lost_rows, without_row
from tracktui.ui.parts.content import Part
from tracktui.ui.parts.dialogs import Reading
from tracktui.ui.sentences import ONE_MOMENT

if TYPE_CHECKING:
    from tracktui.roadmap.why.account import OtherWays
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
        """Why an item is here and why now, what leaving it out costs and what was not chosen."""
        item, shown, asked = self.app.item, self.app.shown, self.app.asked
        if item is None or shown is None or shown.planner is None:
            self.app.notify(ONE_MOMENT, markup=False)
            return
        from tracktui.roadmap.why.explain import why

        sentences: list[list[Part]] = [[(sentence, "text")] for sentence in why(shown.planner, shown.found, item)]

        def rows(found: OtherWays) -> list[list[Part]]:
            lost = lost_rows(found) or ([[], [("No alternative was weighed for it.", "dim")]] if item.open else [])
            return [*sentences, *([without_row(found)] if found.without else []), *lost]

        known = asked.known(shown, item)
        reading = Reading(f"Why {item.short or item.name}", rows(known))
        self.app.push_screen(reading)
        if known.left:
            asked.ask(shown, item, lambda found: reading.show_rows(rows(found)) if reading.is_current else None)
