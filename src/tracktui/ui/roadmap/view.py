"""The Roadmap: what is next, the items by quarter, and everything about the highlighted one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual.widget import Widget
from textual.widgets import Static

from tracktui.roadmap.model import Planned, QuarterSum
from tracktui.roadmap.views.upcoming import next_steps
from tracktui.ui.host import host_of
from tracktui.ui.parts import legend
from tracktui.ui.parts.content import Part, lines, plain
from tracktui.ui.parts.edge import write_above
from tracktui.ui.parts.list_view import Lines, ListView, Shown
from tracktui.ui.parts.look import fold_sign
from tracktui.ui.parts.rows import fit
from tracktui.ui.parts.slips import Slips
from tracktui.ui.roadmap.row import Columns, columns, item_row, quarter_row
from tracktui.wording import hours, state_word, usd

DONE = "@done"
LEFT_OUT = "@left-out"
ORDERS = ("plan", "hours", "price", "unlocks", "last day")
"""What the list can be ordered by; in any order but the plan's it is one list without quarters."""


LEGEND: tuple[list[Part], ...] = (
    [("! ", "warn"), ("there is something to know: the pane says what", "text")],
    [("+3 wk ", "dim"), ("later than agreed at the last review, ", "text"), ("~8 h ", "text"), ("our own estimate", "text")],
)
"""What else is drawn in a row."""


class RoadmapView(ListView):
    """The home screen."""

    NAME = "roadmap"
    FILTER_HINT = "filter: part of a name, an id, a state, a kind or a track"

    def __init__(self) -> None:
        super().__init__()
        self.folded: set[str] = {DONE, LEFT_OUT}
        self.order = ORDERS[0]
        self._quarters: dict[str, QuarterSum] = {}
        self._items: dict[str, Planned] = {}
        self._slips = Slips(self)
        self._prices = False

    def head(self) -> Iterable[Widget]:
        """What to do next."""
        box = Static("", id="next")
        box.border_title = "Next up"
        return (box,)

    def prepare(self, shown: Shown) -> None:
        """Next up, and the items by id."""
        found = shown.found
        self._quarters = {quarter.quarter: quarter for quarter in found.quarters}
        self._items = {item.id: item for item in (*found.left_out, *found.finished, *found.items)}
        self._slips.show(shown)
        self._prices = any(item.price_usd != 0 for item in found.items)
        steps = next_steps(found)
        self.query_one("#next", Static).update(lines([[(step.text, "strong" if index == 0 else "text")] for index, step in enumerate(steps[:2])]))

    def title(self, shown: Shown) -> str:
        """How much is done and to do; what is left out does not count."""
        found = shown.found
        text = f"Roadmap  {len(found.finished)} done, {len(found.items)} to do"
        return text + (f", {len(found.left_out)} left out" if found.left_out else "") + (f"  by {self.order}" if self.order != ORDERS[0] else "")

    def nothing(self) -> str:
        """No goal, or none that is not reached."""
        return self.no_goal()

    def start(self, shown: Shown) -> str | None:
        """What is next."""
        return next((step.item for step in next_steps(shown.found) if step.item in self._items), None)

    def keys(self, shown: Shown) -> list[str]:
        """What is done, then the quarters with their items."""
        found = shown.found
        if self.words or self.only:
            return [item.id for item in (*self._ordered(found.items), *found.finished, *found.left_out) if self._matches(item)]
        if self.order != ORDERS[0]:
            return [item.id for item in self._ordered(found.items)]
        keys: list[str] = []
        if found.finished:
            keys.append(DONE)
            if DONE not in self.folded:
                keys += [item.id for item in reversed(found.finished)]
        for quarter in found.quarters:
            keys.append(f"@{quarter.quarter}")
            if f"@{quarter.quarter}" not in self.folded:
                keys += quarter.items
        keys += [item.id for item in found.items if not item.quarter]
        if found.left_out:
            keys += [LEFT_OUT] if LEFT_OUT in self.folded else [LEFT_OUT, *(item.id for item in found.left_out)]
        return keys

    def _ordered(self, items: tuple[Planned, ...]) -> list[Planned]:
        assert self.shown is not None
        catalog = self.shown.catalog
        far = date.max
        rank = {
            "plan": lambda item: 0,
            "hours": lambda item: -item.hours,
            "price": lambda item: -(item.price_usd or 0),
            "unlocks": lambda item: -item.blocking,
            "last day": lambda item: getattr(catalog.items.get(item.id), "retires_on", None) or item.expires or far,
        }[self.order]
        return sorted(items, key=rank)

    def do_sort(self) -> None:
        """The next order."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self.fill()

    def do_legend(self) -> None:
        """The signs of what is here; the chosen one becomes the filter."""
        if self.shown is not None:
            legend.show(self, (item.state for item in self._items.values()), LEGEND)

    def _matches(self, item: Planned) -> bool:
        if self.only and state_word(item.state) != self.only:
            return False
        return self.matches(f"{item.id} {item.name} {item.short} {item.kind} {state_word(item.state)} {item.quarter} {item.track}")

    # -- rows -------------------------------------------------------------------------------------------------------

    def draw(self, key: str, width: int) -> list[Part]:
        """A quarter's heading, or an item: state, kind, name, day, hours."""
        assert self.shown is not None
        at = columns(width, slips=bool(self._slips.by_id), prices=self._prices, years=bool(self.words or self.only) or self.order != ORDERS[0])
        if key.startswith("@"):
            return self._heading(key, width, at)
        item = self._items[key]
        return item_row(item, self._items, self._slips.by_id.get(key), at, today=self.shown.found.today, ascii_only=self.ascii)

    def _heading(self, key: str, width: int, at: Columns) -> list[Part]:
        assert self.shown is not None
        sign = fold_sign(key in self.folded, ascii_only=self.ascii)
        if key == DONE:
            return [(f" {sign} ", "title"), (fit(f"Done and held  {len(self.shown.found.finished)}", width - 4), "title")]
        if key == LEFT_OUT:
            return [(f" {sign} ", "title"), (fit(f"Left out  {len(self.shown.found.left_out)}", width - 4), "title")]
        return quarter_row(self._quarters[key[1:]], sign, at)

    # -- detail -----------------------------------------------------------------------------------------------------

    @property
    def item(self) -> Planned | None:
        """The highlighted item, None on a heading."""
        return self._items.get(self.rows.key or "")

    def about(self, shown: Shown, key: str) -> Lines:
        """A quarter's sums, or everything about an item."""
        item = self._items.get(key)
        pane = self.query_one(".detail-pane")
        write_above(pane, plain("" if item is None else item.short or ("practice" if item.kind == "practice" else item.id)))
        if item is None:
            return self._summary(key)
        from tracktui.ui.parts.detail import item_page

        return item_page(shown, item, self._slips.lines(key), host_of(self.app), ascii_only=self.ascii)

    def _summary(self, key: str) -> Lines:
        if key in (DONE, LEFT_OUT):
            return [[("Done and held" if key == DONE else "Left out", "bold")], [], [("enter opens and folds", "dim")]]
        quarter = self._quarters[key[1:]]
        win = {"observed": "A measurable win was observed.", "planned": "A measurable win is planned.", "none": "No measurable win yet."}[quarter.win]
        rows: Lines = [
            [(quarter.quarter, "bold")],
            [],
            [(f"{hours(quarter.hours)}, {usd(quarter.price_usd, at_least=quarter.price_at_least)}", "text")],
        ]
        return [*rows, [(win, "text")], [], [("enter opens and folds", "dim")]]

    def chosen(self, key: str) -> None:
        """Fold a heading, or go into the detail pane."""
        if key.startswith("@"):
            self.folded ^= {key}
            self.fill()
        else:
            super().chosen(key)

    def sideways(self, step: int) -> None:
        """Right opens a folded heading and goes into an item; left goes from an item to its heading and folds that."""
        key = self.rows.key or ""
        if key.startswith("@") and (key in self.folded) == (step > 0):
            self.folded ^= {key}
            self.fill(key)
        elif step > 0 and not key.startswith("@"):
            super().sideways(step)
        elif step < 0:
            heading = next((other for other in reversed(self.rows.keys[: self.rows.cursor]) if other.startswith("@")), None)
            if heading is not None:
                self.rows.go(self.rows.keys.index(heading))

    def cannot(self, command_id: str) -> str:
        """There is nothing to fold where no quarter is shown, and what is done cannot be left out."""
        # Asked of every command with every key: only the one that is meant looks through the rows.
        if command_id == "skip":
            marked = (self._items[key] for key in self.marked if key in self._items)
            return "" if any(item.open or item.state == "skipped" for item in marked) else "Only what is still to do can be left out."
        if command_id == "roadmap_fold" and not any(key[1:] in self._quarters for key in self.rows.keys):
            return "Quarters stand in the plan's own order only, without a filter."
        return ""

    def do_roadmap_fold(self) -> None:
        """Every quarter folded, or every one open."""
        headings = {f"@{quarter}" for quarter in self._quarters}
        fold = not headings <= self.folded
        item = self._items.get(self.rows.key or "")
        self.folded = {DONE, LEFT_OUT} | headings if fold else set()
        self.fill(f"@{item.quarter}" if fold and item is not None and item.quarter else None)

    def reveal(self, key: str) -> None:
        """Put the cursor on an item, unfolding what hides it."""
        self.folded.clear()
        super().reveal(key)
