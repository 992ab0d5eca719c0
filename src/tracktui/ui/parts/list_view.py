"""What every screen is made of: a list, a filter over it, and a pane that tells about the highlighted row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widget import Widget

from tracktui.catalog.model import Catalog
from tracktui.plan.model import Plan
from tracktui.roadmap.model import Roadmap
from tracktui.ui.commands import View
from tracktui.ui.parts.content import Part, plain
from tracktui.ui.parts.edge import write_above, write_below
from tracktui.ui.parts.look import ascii_only
from tracktui.ui.parts.pane import Pane
from tracktui.ui.parts.prose import Prose
from tracktui.ui.parts.rows import Rows
from tracktui.ui.sentences import ALL_REACHED, NO_GOAL, ONE_MOMENT

if TYPE_CHECKING:
    from textual.widgets import Input

Lines = list[list[Part]]


class Shown(NamedTuple):
    """What the screens show: values, replaced whole. `planner` answers questions; None while today's roadmap is being made."""

    read: Callable[[], Catalog]
    plan: Plan
    found: Roadmap
    planner: Any = None

    @property
    def catalog(self) -> Catalog:
        """The catalog, read when it is first asked for."""
        return self.read()


class ListView(Vertical):
    """A screen. A screen of its own says which rows there are (`keys`), how one is drawn (`draw`) and what is known of it (`about`)."""

    NAME: ClassVar[View]
    FILTER_HINT = "filter: part of a name"

    class Moved(Message):
        """Another row is highlighted."""

    def __init__(self) -> None:
        super().__init__(id=self.NAME, classes="view")
        self.shown: Shown | None = None
        self.words = ""
        """What the list is filtered by."""
        self.only = ""
        """What else narrows the list, in words: a state, a vendor."""
        self._anchor = ""
        self._places: dict[str, int] = {}
        """The number of each row that is no heading."""
        self._to_tell = False
        self._told_key = ""
        """The row that the pane tells about."""
        self.ascii = ascii_only()

    # -- for a screen to say ----------------------------------------------------------------------------------------

    def head(self) -> Iterable[Widget]:
        """What stands above list and pane."""
        return ()

    def prepare(self, shown: Shown) -> None:
        """Work out what drawing needs, whenever there is something new to show."""

    def keys(self, shown: Shown) -> list[str]:
        """The rows, filtered by `words`. Headings begin with @."""
        raise NotImplementedError

    def draw(self, key: str, width: int) -> list[Part]:
        """A row as parts."""
        raise NotImplementedError

    def about(self, shown: Shown, key: str) -> Lines:
        """The detail pane for a row."""
        raise NotImplementedError

    def title(self, shown: Shown) -> str:
        """The title of the list."""
        raise NotImplementedError

    def nothing(self) -> str:
        """What to do when there is nothing to show."""
        return "There is nothing here yet."

    def no_goal(self, otherwise: str = NO_GOAL) -> str:
        """What to do where nothing is planned: because there is no goal yet, or because all are reached."""
        reached = self.shown is not None and self.shown.found.goals and all(goal.reached for goal in self.shown.found.goals)
        return str(self.app.table.with_keys(ALL_REACHED if reached else otherwise))  # type: ignore[attr-defined] # the only app these screens live in

    def start(self, shown: Shown) -> str | None:
        """The row the cursor stands on at first."""
        return None

    def chosen(self, key: str) -> None:
        """Enter was pressed on a row."""
        self.enter_pane()

    def sideways(self, step: int) -> None:
        """Left or right was pressed in the list."""
        if step > 0:
            self.enter_pane()

    def cannot(self, command_id: str) -> str:
        """Why a command of this screen cannot run now, in a sentence; "" when it can."""
        return ""

    @property
    def item_id(self) -> str:
        """The id of the catalog or plan item that the highlighted row is about, or ""."""
        key = self.rows.key or ""
        return "" if key.startswith("@") else key

    # -- the same for all -------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """The head, the list, the detail pane."""
        yield from self.head()
        with Horizontal(classes="panes hollow"):
            with Vertical(classes="list-pane"):
                rows = Rows(self.draw)
                rows.empty = ONE_MOMENT
                yield rows
            with Pane(classes="detail-pane"):
                yield Prose(classes="detail")

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one(Rows)

    def show(self, shown: Shown) -> None:
        """Show new values; the cursor stays on its row."""
        first = self.shown is None
        self.shown = shown
        self.prepare(shown)
        self.fill(self.start(shown) if first else None)

    def fill(self, at: str | None = None) -> None:
        """Fill the list anew."""
        if self.shown is None:
            return
        found, before = self.keys(self.shown), self.rows.key
        self.rows.show_keys(found, at=at)
        if at is None and before is not None and before not in found and (self.rows.key or "").startswith("@"):
            # What was looked at has gone, perhaps into what is done: the next item, not a heading, takes its place.
            self.rows.go(next((place for place in range(self.rows.cursor, len(found)) if not found[place].startswith("@")), self.rows.cursor))
        pane = self.query_one(".list-pane")
        write_above(pane, plain(self.title(self.shown)))
        self.rows.marked &= set(found)
        self._places = {key: number for number, key in enumerate((key for key in found if not key.startswith("@")), 1)}
        self._note()
        self.set_class(not found and not (self.words or self.only), "nothing")
        if not found:
            text = f"Nothing matches '{self.words or self.only}'. esc clears the filter." if self.words or self.only else self.nothing()
            self.rows.empty = text
            self.query_one(".detail", Prose).tell(())
            self.post_message(self.Moved())

    def _note(self) -> None:
        """What stands below the list: what the filter leaves, how many rows are marked and the way out; then where the cursor is."""
        parts = [
            f"only {self.only}" if self.only else "",
            f"{len(self._places)} match" if self.words or self.only else "",
            f"{len(self.rows.marked)} marked" if self.rows.marked else "",
        ]
        text = ", ".join(part for part in parts if part)
        at = self._places.get(self.rows.key or "")
        place = f"{at:,} of {len(self._places):,}" if at else ""
        words = plain("   ".join(part for part in (f"{text}, esc clears" if text else "", place) if part))
        write_below(self.query_one(".list-pane"), words)

    # -- marking ----------------------------------------------------------------------------------------------------

    @property
    def marked(self) -> list[str]:
        """The marked items in the order of the list; the highlighted one where none is marked."""
        found = [key for key in self.rows.keys if key in self.rows.marked]
        return found or ([self.item_id] if self.item_id else [])

    @property
    def pinnable(self) -> list[str]:
        """Of the marked items those that a plan can pin: not what the planner adds, practice and renewals. No catalog is read for it."""
        return [item for item in self.marked if "@" not in item]

    def do_mark(self) -> None:
        """Mark the row, or take the mark away, and go on to the next."""
        key = self.item_id
        if key:
            self.rows.marked ^= {key}
            self._anchor = key
            self._marks_changed()
            self.rows.action_move(1)

    def do_mark_range(self) -> None:
        """Mark every row from the one marked last to this one."""
        key = self.item_id
        if not key:
            return
        keys = self.rows.keys
        first = keys.index(self._anchor) if self._anchor in keys else self.rows.cursor
        low, high = sorted((first, self.rows.cursor))
        self.rows.marked |= {other for other in keys[low : high + 1] if not other.startswith("@")}
        self._anchor = key
        self._marks_changed()

    def unmark(self) -> None:
        """No row is marked any more."""
        self.rows.marked.clear()
        self._marks_changed()

    def _marks_changed(self) -> None:
        self._note()
        self.rows.refresh()

    # -- moving -----------------------------------------------------------------------------------------------------

    def on_rows_highlighted(self, message: Rows.Highlighted) -> None:
        """Tell about the row that is looked at, once the list shows it: the cursor is never late because of the pane."""
        message.stop()
        if not self._to_tell:
            self._to_tell = True
            self.call_after_refresh(self.tell)
        self.post_message(self.Moved())

    def tell(self, *, from_top: bool = True) -> None:
        """Fill the detail pane for the highlighted row. What is told anew of the same row stays where it was read."""
        self._to_tell = False
        self._note()
        key = self.rows.key
        if key is not None and self.shown is not None:
            pane = self.query_one(".detail-pane", VerticalScroll)
            self.query_one(".detail", Prose).tell(self.about(self.shown, key))
            if from_top and key != self._told_key:
                pane.scroll_home(animate=False)
            self._told_key = key

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Open a row."""
        message.stop()
        self.chosen(message.key)

    def on_rows_sideways(self, message: Rows.Sideways) -> None:
        """Out or in."""
        message.stop()
        self.sideways(message.step)

    def enter_pane(self) -> None:
        """Into the pane, which is in sight again where the list had the screen."""
        self.whole("")
        self.query_one(".detail-pane").focus()

    def on_pane_left(self, message: Pane.Left) -> None:
        """Out of the pane."""
        message.stop()
        self.whole("")
        self.rows.focus()

    def do_one_pane(self) -> None:
        """The pane that has the keys takes the whole screen; again: both."""
        pane = self.query_one(".detail-pane")
        in_pane = pane.has_focus
        if not pane.display and not self.has_class("whole-list"):
            self.app.notify("There is one pane here already.")
            return
        self.whole("" if self.has_class("whole-list") or self.has_class("whole-pane") else "pane" if in_pane else "list")

    def whole(self, which: str) -> None:
        """One pane ("list", "pane") takes the whole screen, or both share it ("")."""
        for name in ("list", "pane"):
            self.set_class(which == name, f"whole-{name}")

    def matches(self, text: str) -> bool:
        """Whether a text has every word of the filter."""
        low = text.lower()
        return all(word in low for word in self.words.lower().split())

    def search(self) -> None:
        """Open the filter. It has the focus at once: `focus()` would leave the next key to the list."""
        from tracktui.ui.parts.filter import Filter

        found = self.query(".filter")
        box = found.first(Filter) if found else Filter(self.FILTER_HINT, self._entered)
        if not found:
            self.query_one(".list-pane").mount(box, before=0)
        box.display = True
        self.screen.set_focus(box)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Filter as one types."""
        message.stop()
        self._filter_by(message.value)

    def _filter_by(self, words: str) -> None:
        if words != self.words:
            self.words = words
            self.fill()

    def _entered(self, words: str) -> None:
        """Keep the filter and go to the list."""
        self._filter_by(words)
        self.screen.set_focus(self.rows)

    def back(self) -> bool:
        """One step back: out of the filter, from the detail pane; False when there is no step left."""
        found = self.query(".filter")
        if self.words or (found and found.first().display):
            from textual.widgets import Input

            for box in found.results(Input):
                box.display = False
                box.value = ""
            self.words = ""
            self.fill()
            self.rows.focus()
            return True
        if self.has_class("whole-list") or self.has_class("whole-pane"):
            self.whole("")
            return True
        if not self.rows.has_focus:
            self.rows.focus()
            return True
        if self.only:
            self.show_only("")
            return True
        if self.rows.marked:
            self.unmark()
            return True
        return False

    def show_only(self, what: str) -> None:
        """Narrow the list by something other than typed words; "" takes that away."""
        self.only = what
        self.fill()
        if what:
            self.rows.go(0)

    def other_pane(self) -> None:
        """From the list to the detail pane and back."""
        self.whole("")
        pane = self.query_one(".detail-pane")
        (self.rows if pane.has_focus else pane).focus()

    def reveal(self, key: str) -> None:
        """Put the cursor on a row, taking away a filter that hides it."""
        if self.words:
            self.back()
        self.only = ""
        self.fill(key)
