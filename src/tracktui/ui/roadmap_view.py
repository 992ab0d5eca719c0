"""The Roadmap: what is next, the items by quarter, and everything about the highlighted one."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from tracktui.roadmap.model import Planned, QuarterSum, Roadmap
from tracktui.roadmap.upcoming import next_steps
from tracktui.ui.content import Part, lines, plain
from tracktui.ui.look import ascii_only
from tracktui.ui.rows import Rows, fit
from tracktui.wording import KIND_NAMES, MARKS, day, hours, mark, state_word, usd

DONE = "@done"


def _short(item: Planned) -> str:
    """The name in a list, where the kind stands beside it already."""
    return item.name.removeprefix("Practise ").replace(" to level ", ", level ") if item.kind == "practice" else item.name


class RoadmapView(Vertical):
    """The home screen."""

    class Moved(Message):
        """Another item is highlighted."""

        def __init__(self, item: str | None) -> None:
            super().__init__()
            self.item = item

    def __init__(self) -> None:
        super().__init__(id="roadmap")
        self.found: Roadmap | None = None
        self.folded: set[str] = {DONE}
        self.query_text = ""
        self._quarters: dict[str, QuarterSum] = {}
        self._items: dict[str, Planned] = {}
        self.ascii = ascii_only()

    def compose(self) -> ComposeResult:
        """Next up, the list, the detail pane."""
        yield Static("", id="next")
        with Horizontal(id="panes"):
            with Vertical(id="list-pane"):
                yield Input(placeholder="filter: part of a name, an id, a state or a kind", id="filter")
                yield Rows(self._draw, id="items")
            with VerticalScroll(id="detail-pane", can_focus=True):
                yield Static("", id="detail")

    def on_mount(self) -> None:
        """The titles of the panes."""
        self.query_one("#next").border_title = "Next up"
        self.query_one("#filter", Input).display = False

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one("#items", Rows)

    def show(self, found: Roadmap) -> None:
        """Show a roadmap; the cursor stays on its item."""
        first = self.found is None
        self.found = found
        self._quarters = {quarter.quarter: quarter for quarter in found.quarters}
        self._items = {item.id: item for item in (*found.finished, *found.items)}
        steps = next_steps(found)
        self.query_one("#next", Static).update(lines([[(step.text, "strong" if index == 0 else "text")] for index, step in enumerate(steps[:2])]))
        pane = self.query_one("#list-pane")
        done, open_count = len(found.finished), len(found.items)
        pane.border_title = plain(f"Roadmap  {done} done, {open_count} to do")
        at = next((step.item for step in steps if step.item in self._items), None) if first else None
        self._fill(at)

    def _fill(self, at: str | None = None) -> None:
        assert self.found is not None
        keys: list[str] = []
        if self.query_text:
            keys = [item.id for item in (*self.found.items, *self.found.finished) if self._matches(item)]
        else:
            if self.found.finished:
                keys.append(DONE)
                if DONE not in self.folded:
                    keys += [item.id for item in reversed(self.found.finished)]
            for quarter in self.found.quarters:
                keys.append(f"@{quarter.quarter}")
                if f"@{quarter.quarter}" not in self.folded:
                    keys += quarter.items
            keys += [item.id for item in self.found.items if not item.quarter]
        self.rows.show_keys(keys, at=at)
        if not keys:
            self._empty()

    def _empty(self) -> None:
        text = (
            f"Nothing matches '{self.query_text}'. esc clears the filter." if self.query_text else "Nothing is planned yet. Set primary in [focus] of the plan."
        )
        self.query_one("#detail", Static).update(plain(text))
        self.post_message(self.Moved(None))

    def _matches(self, item: Planned) -> bool:
        words = f"{item.id} {item.name} {item.short} {item.kind} {state_word(item.state)} {item.quarter}".lower()
        return all(part in words for part in self.query_text.lower().split())

    # -- rows -------------------------------------------------------------------------------------------------------

    def _draw(self, key: str, width: int) -> list[Part]:
        if key.startswith("@"):
            return self._heading(key, width)
        item = self._items[key]
        assert self.found is not None
        sign = mark(item.state, ascii_only=self.ascii)
        tone = MARKS[item.state].tone
        figure = hours(item.hours, estimated="hours" in item.estimated) if item.open and item.hours else ""
        kind = item.short or KIND_NAMES[item.kind]
        when = day(item.finish, self.found.today) if item.finish else ""
        state = self._state_text(item)
        wide = width >= 76
        right = [fit(state, 15 if not wide else 19), fit(when, 12 if wide else 0, right=True), fit(figure, 8, right=True)]
        name = max(8, width - 15 - sum(map(len, right)) - 2)
        faint = "dim" if item.state in ("locked", "skipped", "waiting") or not item.open else "text"
        return [
            (f"   {sign} ", tone),
            (fit(kind, 9) + " ", "structure" if item.kind == "cert" and item.open else "dim"),
            (fit(_short(item), name) + " ", faint),
            (right[0], tone),
            (right[1], "dim"),
            (right[2] + " ", faint),
        ]

    def _state_text(self, item: Planned) -> str:
        if item.state == "locked" and item.waits_for:
            other = self._items.get(item.waits_for[0])
            more = f" +{len(item.waits_for) - 1}" if len(item.waits_for) > 1 else ""
            name = (other.short or KIND_NAMES[other.kind]) if other else item.waits_for[0]
            if other is not None and other.kind == "check":
                name = other.id.upper().replace("-", " ")
            return f"after {name}{more}"
        if item.validity in ("expiring", "expired"):
            return item.validity
        return state_word(item.state)

    def _heading(self, key: str, width: int) -> list[Part]:
        assert self.found is not None
        sign = (">" if self.ascii else "\u25b8") if key in self.folded else ("v" if self.ascii else "\u25be")
        if key == DONE:
            return [(f" {sign} ", "title"), (fit(f"Done and held  {len(self.found.finished)}", width - 4), "title")]
        quarter = self._quarters[key[1:]]
        win = {"observed": "win: observed", "planned": "win: planned", "none": "win: none yet"}[quarter.win]
        figures = f"{win}   {hours(quarter.hours)}   {usd(quarter.price_usd, at_least=quarter.price_at_least)} "
        return [(f" {sign} ", "title"), (fit(quarter.quarter, max(1, width - 3 - len(figures))), "title"), (figures, "structure")]

    # -- events -----------------------------------------------------------------------------------------------------

    @property
    def item(self) -> Planned | None:
        """The highlighted item, None on a heading."""
        return self._items.get(self.rows.key or "")

    def on_rows_highlighted(self, message: Rows.Highlighted) -> None:
        """Tell which item is looked at."""
        message.stop()
        self.post_message(self.Moved(message.key if message.key in self._items else None))
        if message.key.startswith("@"):
            self.query_one("#detail", Static).update(self._summary(message.key))

    def _summary(self, key: str) -> Content:
        assert self.found is not None
        if key == DONE:
            return lines([[("Done and held", "bold")], [], [("enter opens and folds", "dim")]])
        quarter = self._quarters[key[1:]]
        win = {"observed": "A measurable win was observed.", "planned": "A measurable win is planned.", "none": "No measurable win yet."}[quarter.win]
        rows: list[list[Part]] = [
            [(quarter.quarter, "bold")],
            [],
            [(f"{hours(quarter.hours)}, {usd(quarter.price_usd, at_least=quarter.price_at_least)}", "text")],
        ]
        return lines([*rows, [(win, "text")], [], [("enter opens and folds", "dim")]])

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Fold a heading, or go into the detail pane."""
        message.stop()
        if message.key.startswith("@"):
            self.folded ^= {message.key}
            self._fill()
        else:
            self.query_one("#detail-pane").focus()

    def show_detail(self, rows: list[list[Part]]) -> None:
        """Fill the detail pane."""
        self.query_one("#detail", Static).update(lines(rows))
        self.query_one("#detail-pane", VerticalScroll).scroll_home(animate=False)

    def reveal(self, item: str) -> None:
        """Put the cursor on an item, unfolding what hides it."""
        if self.query_text:
            self.back()
        self.folded.clear()
        self._fill(item)

    def search(self) -> None:
        """Open the filter."""
        box = self.query_one("#filter", Input)
        box.display = True
        box.focus()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Filter as one types."""
        message.stop()
        if message.value != self.query_text and self.found is not None:
            self.query_text = message.value
            self._fill()
            self._show_matches()

    def _show_matches(self) -> None:
        pane = self.query_one("#list-pane")
        pane.border_subtitle = plain(f"{len(self.rows.keys)} match, esc clears") if self.query_text else None

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Keep the filter and go to the list."""
        message.stop()
        self.rows.focus()

    def back(self) -> bool:
        """One step back: from the detail pane, out of the filter; False when there is no step left."""
        box = self.query_one("#filter", Input)
        if self.query_text or box.display:
            box.display = False
            self.query_text = ""
            box.value = ""
            if self.found is not None:
                self._fill()
            self._show_matches()
            self.rows.focus()
            return True
        if not self.rows.has_focus:
            self.rows.focus()
            return True
        return False
