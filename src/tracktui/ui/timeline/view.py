"""The Timeline: items as bars, credentials until they expire, the days that matter; zoomed and moved with keys."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual import events
from textual.widget import Widget
from textual.widgets import Static

from tracktui.catalog.days import add_days
from tracktui.roadmap.views.scale import ZOOMS, Scale, fitting
from tracktui.roadmap.views.timeline import Bar, Mark, Timeline, timeline
from tracktui.ui.host import host_of
from tracktui.ui.parts import legend
from tracktui.ui.parts.content import Part, lines, plain
from tracktui.ui.parts.detail import item_page
from tracktui.ui.parts.edge import write_above
from tracktui.ui.parts.list_view import Lines, ListView, Shown
from tracktui.ui.parts.look import fold_sign
from tracktui.ui.parts.rows import Rows, fit
from tracktui.ui.parts.slips import Slips
from tracktui.ui.timeline.drawing import SIGNS, bar_cells, day_cells, legend_lines, moved_marks, progress_cells, sign_of
from tracktui.ui.timeline.moves import ExamMoves
from tracktui.wording import MARKS, day, mark, state_word

NARROW_LABEL, WIDE_LABEL, ROOMY = 26, 44, 140
"""Columns for an item's name left of the bars, on a screen of fewer columns than `ROOMY` and on a wider one."""
HEADINGS = {"@work": "In progress", "@held": "What you hold", "@days": "Days of the plan"}
BORDERS = 5
"""Columns that margins, borders and the scroll bar take."""


class TimelineView(ListView):
    """The roadmap on the calendar."""

    NAME = "timeline"
    FILTER_HINT = "filter: part of a name or an id"

    def __init__(self) -> None:
        super().__init__()
        self.zoom: int | None = None
        """Days in a column; None: as close as everything planned fits."""
        self.left: date | None = None
        self.folded: set[str] = set()
        self._line: Timeline | None = None
        self._bars: dict[str, Bar] = {}
        self._slips = Slips(self)
        self.exam = ExamMoves(self)

    def head(self) -> Iterable[Widget]:
        """The calendar above the bars."""
        return (Static("", id="axis"),)

    def prepare(self, shown: Shown) -> None:
        """The bars."""
        self._slips.show(shown)
        self.exam.moving = None
        self.rows.grip = lambda key, column: self.exam.at(self._bars.get(key), column - self.label - 1)
        self._line = timeline(shown.catalog, shown.plan, shown.found)
        self._bars = {f"{'' if bar.kind == 'work' else 'held:'}{bar.id}": bar for bar in self._line.bars}

    @property
    def item_id(self) -> str:
        """The item, or the credential, of the highlighted bar."""
        return super().item_id.removeprefix("held:")

    # -- rows -------------------------------------------------------------------------------------------------------

    def title(self, shown: Shown) -> str:
        """What the columns are."""
        return f"Timeline  {_span_words(self.scale.days)} a column"

    def nothing(self) -> str:
        """No goal, or none that is not reached."""
        return self.no_goal()

    def start(self, shown: Shown) -> str | None:
        """What is next."""
        return next((item.id for item in shown.found.items if item.id in self._bars), None)

    def keys(self, shown: Shown) -> list[str]:
        """The work by start, what is held, the days of the plan."""
        assert self._line is not None
        if self.words or self.only:
            return [key for key in self._bars if self._fits(key)]
        work = [key for key in self._bars if not key.startswith("held:")]
        held = [key for key in self._bars if key.startswith("held:")]
        days = [f"@day:{at}" for at in range(len(self._line.marks))]
        keys: list[str] = []
        for heading, members in (("@work", work), ("@held", held), ("@days", days)):
            if members:
                keys += [heading] if heading in self.folded else [heading, *members]
        return keys

    def _fits(self, key: str) -> bool:
        item = self.shown.found.get(self._bars[key].id) if self.shown is not None else None
        if self.only and (item is None or state_word(item.state) != self.only):
            return False
        return self.matches(f"{key} {self.name_of(key)} {item.name if item is not None else ''}")

    def do_legend(self) -> None:
        """What bars, marks and signs mean; a state that is chosen becomes the filter."""
        if self.shown is not None:
            states = [item.state for bar in self._bars.values() if (item := self.shown.found.get(bar.id)) is not None]
            legend.show(self, states, legend_lines(self._limit, ascii_only=self.ascii))

    def fill(self, at: str | None = None) -> None:
        """The axis goes with the rows."""
        self._axis()
        self.rows.cursor_columns = self.label
        super().fill(at)

    def on_resize(self, event: events.Resize) -> None:
        """Another width is another scale."""
        self.fill()

    @property
    def label(self) -> int:
        """Columns for names."""
        return WIDE_LABEL if (self.size.width or self.app.size.width) >= ROOMY else NARROW_LABEL

    @property
    def scale(self) -> Scale:
        """Which day is in which column."""
        assert self._line is not None
        # Before the first layout the screen has no width of its own yet; the program's is the same.
        width = self.size.width or self.app.size.width
        columns = max(8, width - BORDERS - self.label - 1)
        days = self.zoom or fitting(self._line.first, self._line.last, columns)
        return Scale(self.left or self._line.first, days, columns)

    def _axis(self) -> None:
        if self._line is None:
            return
        scale = self.scale
        over, under = scale.labels()
        marks = [" "] * scale.columns
        for known in self._line.marks:
            if 0 <= (column := scale.column(known.day)) < scale.columns:
                marks[column] = sign_of(known.sign, ascii_only=self.ascii)
        today = scale.column(self.shown.found.today) if self.shown is not None else -1
        if 0 <= today < scale.columns:
            marks[today] = "v" if self.ascii else "\u25bc"
        blank = " " * (self.label + 1)
        text: list[list[Part]] = [
            [(blank + over, "dim")],
            [(blank + under, "structure")],
            [(fit("   today, reviews, goals", self.label), "dim"), (" " + "".join(marks), "accent")],
        ]
        self.query_one("#axis", Static).update(lines(text))

    def draw(self, key: str, width: int) -> list[Part]:
        """A bar, a day of the plan, or a heading with the work in progress."""
        assert self._line is not None
        assert self.shown is not None
        scale, today = self.scale, self.shown.found.today
        if key.startswith("@day:"):
            known = self._day(key)
            return [(fit(f"   {known.text}", self.label) + " ", "dim"), *day_cells(known, scale, today, ascii_only=self.ascii)]
        if key.startswith("@"):
            return self._heading(key, scale, width)
        bar = self._bars[key]
        marks = moved_marks(bar, moving.exam) if (moving := self.exam.moving) is not None and key == moving.item else None
        return [*self._label(key), *bar_cells(bar, scale, today, begun=self._begun(bar.id), ascii_only=self.ascii, marks=marks)]

    def _day(self, key: str) -> Mark:
        assert self._line is not None
        return self._line.marks[int(key.removeprefix("@day:"))]

    def _begun(self, item: str) -> bool:
        planned = self.shown.found.get(item) if self.shown is not None else None
        return planned is not None and planned.state in ("in-progress", "booked", "agreed", "observing")

    def _label(self, key: str) -> list[Part]:
        assert self.shown is not None
        item = self.shown.found.get(self._bars[key].id)
        state = mark(item.state, ascii_only=self.ascii) if item is not None else " "
        return [(f" {state} ", MARKS[item.state].tone if item is not None else "dim"), (fit(self.name_of(key), self.label - 3) + " ", "text")]

    def name_of(self, key: str) -> str:
        """What a bar is called."""
        bar = self._bars[key]
        item = self.shown.found.get(bar.id) if self.shown is not None else None
        return (item.short or item.name) if item is not None else bar.id

    def _heading(self, key: str, scale: Scale, width: int) -> list[Part]:
        assert self._line is not None
        words = HEADINGS[key]
        sign = fold_sign(key in self.folded, ascii_only=self.ascii)
        if key != "@work":
            return [(fit(f" {sign} {words}", width), "title")]
        limit = self._limit
        text = f" {sign} {words}{f', at most {limit}' if limit else ''}"
        return [(fit(text, self.label) + " ", "title"), *progress_cells(self._line, scale, limit)]

    @property
    def _limit(self) -> int | None:
        return self.shown.plan.choices.wip if self.shown is not None else None

    # -- detail -----------------------------------------------------------------------------------------------------

    def about(self, shown: Shown, key: str) -> Lines:
        """The days of a bar, then the item."""
        bar = self._bars.get(key)
        write_above(self.query_one(".detail-pane"), plain(self.name_of(key) if bar is not None else ""))
        if bar is None:
            return self._about_heading(key)
        if self.exam.moving is not None and key == self.exam.moving.item:
            return self.exam.moving.lines(self.name_of(key))
        today = shown.found.today
        rows: Lines = []
        for known in bar.marks:
            rows.append([(f"{sign_of(known.sign, ascii_only=self.ascii)} ", SIGNS[known.sign][2]), (f"{day(known.day, today)}  ", "text"), (known.text, "dim")])
        if bar.until is not None and bar.end is not None:
            rows.append([("Observed from ", "dim"), (f"{day(bar.end, today)} to {day(bar.until, today)}", "text")])
        item = shown.found.get(bar.id)
        if item is None:
            return rows
        return [*([*rows, []] if rows else []), *item_page(shown, item, self._slips.lines(bar.id), host_of(self.app), ascii_only=self.ascii)]

    def _about_heading(self, key: str) -> Lines:
        if key.startswith("@day:"):
            known = self._day(key)
            return [[(day(known.day), "bold")], [(known.text, "text")]]
        return [[("What the signs mean", "title")], [], *legend_lines(self._limit, ascii_only=self.ascii)]

    def chosen(self, key: str) -> None:
        """Fold a heading, go into the detail pane, or on to the booking of an exam that is being moved."""
        if self.exam.moving is not None:
            self.exam.book()
        elif key in HEADINGS:
            self.folded ^= {key}
            self.fill(key)
        else:
            super().chosen(key)

    # -- commands ---------------------------------------------------------------------------------------------------

    def do_zoom_in(self) -> None:
        """Closer."""
        self._zoom(-1)

    def do_zoom_out(self) -> None:
        """Further away."""
        self._zoom(1)

    def _zoom(self, step: int) -> None:
        if self._line is None:
            return
        scale = self.scale
        place = ZOOMS.index(scale.days) + step
        if not 0 <= place < len(ZOOMS):
            self.notify("This is as far as it goes.", timeout=2)
            return
        bar = self._bars.get(self.rows.key or "")
        middle = max(bar.start, self._line.first) if bar is not None else scale.first_day(scale.columns // 2)
        self.zoom = ZOOMS[place]
        whole = (self._line.last - self._line.first).days < scale.columns * self.zoom
        self.left = None if whole else max(self._line.first, add_days(middle, -self.zoom * scale.columns // 3))
        self.fill()

    def do_to_today(self) -> None:
        """Everything planned, from today on, as close as it fits."""
        if self._line is None:
            return
        before = self.scale
        self.zoom = self.left = None
        if self.scale == before:
            self.notify("Everything that is planned is in sight.", timeout=2)
        self.fill()

    def sideways(self, step: int) -> None:
        """Earlier or later, by a quarter of the screen; an exam that is being moved by a column."""
        if self._line is None:
            return
        scale = self.scale
        if self.exam.moving is not None:
            self.exam.moving.to(add_days(self.exam.moving.exam, step * scale.days))
            return
        self.left = add_days(scale.left, step * scale.days * max(1, scale.columns // 4))
        self.fill()

    # -- moving an exam ---------------------------------------------------------------------------------------------

    def do_move_exam(self) -> None:
        """Begin to move the exam; again: type its day."""
        app = host_of(self.app)
        item = app.item
        if item is None or item.kind != "cert" or not item.open:
            self.notify("Only an exam that is still to be sat can be moved.", severity="warning", timeout=4)
        elif self.exam.moving is not None:
            self.exam.ask_for_day()
        else:
            self.exam.begin(item)

    def on_rows_dragged(self, message: Rows.Dragged) -> None:
        """The exam goes with the mouse; where it is let go, the question follows."""
        message.stop()
        self.exam.drag(message.key, message.column - self.label - 1, dropped=message.dropped)

    def on_rows_highlighted(self, message: Rows.Highlighted) -> None:
        """To look at another row leaves the exam where it is."""
        if self.exam.moving is not None and message.key != self.exam.moving.item:
            self.exam.leave()
        super().on_rows_highlighted(message)

    def back(self) -> bool:
        """An exam that is being moved stays where it was."""
        return self.exam.leave() is not None or super().back()


def _span_words(days: int) -> str:
    return {1: "a day", 7: "a week", 14: "two weeks", 30: "a month", 91: "a quarter"}.get(days, f"{days} days")
