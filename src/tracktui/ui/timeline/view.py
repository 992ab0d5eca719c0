"""The Timeline: items as bars, credentials until they expire, the days that matter; zoomed and moved with keys."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.widget import Widget
from textual.widgets import Static

from tracktui.catalog.days import add_days
from tracktui.roadmap.views.scale import ZOOMS, Scale, fitting
from tracktui.roadmap.views.timeline import Bar, Timeline, booked_day, in_progress, timeline
from tracktui.ui.parts.content import Part, lines
from tracktui.ui.parts.detail import item_lines
from tracktui.ui.parts.list_view import Lines, ListView, Shown
from tracktui.ui.parts.look import fold_sign
from tracktui.ui.parts.rows import fit
from tracktui.ui.parts.slips import Slips
from tracktui.ui.sentences import NO_GOAL
from tracktui.wording import MARKS, day, mark

if TYPE_CHECKING:
    from tracktui.ui.app import TracktuiApp

NARROW_LABEL, WIDE_LABEL, ROOMY = 26, 44, 140
"""Columns for an item's name left of the bars, on a screen of fewer columns than `ROOMY` and on a wider one."""
BORDERS = 5
"""Columns that margins, borders and the scroll bar take."""
SIGNS = {
    "exam": ("\u25c7", "E", "accent", "planned exam"),
    "booked": ("\u25c6", "#", "strong", "booked exam"),
    "expiry": ("\u2717", "x", "warn", "expires"),
    "window": ("\u21bb", "r", "good", "can be renewed from here"),
    "last-day": ("!", "!", "warn", "last day to sit it"),
    "review": ("\u25bd", "V", "structure", "review"),
    "budget-year": ("$", "$", "structure", "budget year begins"),
    "goal": ("\u2605", "*", "accent", "goal"),
    "baseline": ("\u25ab", "b", "dim", "planned at the last review"),
}
"""Each mark's sign, its ASCII form, its tone, its words."""
WORK, OBSERVED, HELD, TODAY = ("\u2588", "="), ("\u2591", "."), ("\u2500", "-"), ("\u2502", "|")


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

    def head(self) -> Iterable[Widget]:
        """The calendar above the bars."""
        return (Static("", id="axis"),)

    def prepare(self, shown: Shown) -> None:
        """The bars."""
        self._slips.show(shown)
        self._line = timeline(shown.catalog, shown.plan, shown.found)
        self._bars = {f"{'' if bar.kind == 'work' else 'held:'}{bar.id}": bar for bar in self._line.bars}

    @property
    def item_id(self) -> str:
        """The item, or the credential, of the highlighted bar."""
        return super().item_id.removeprefix("held:")

    # -- rows -------------------------------------------------------------------------------------------------------

    def title(self, shown: Shown) -> str:
        """What the columns are."""
        return f"Timeline  {_span_words(self._scale().days)} a column"

    def nothing(self) -> str:
        """No goal."""
        return str(self.app.table.with_keys(NO_GOAL))  # type: ignore[attr-defined] # the only app these screens live in

    def start(self, shown: Shown) -> str | None:
        """What is next."""
        return next((item.id for item in shown.found.items if item.id in self._bars), None)

    def keys(self, shown: Shown) -> list[str]:
        """The work by start, what is held, the days of the plan."""
        assert self._line is not None
        if self.words:
            return [key for key in self._bars if self.matches(f"{key} {self._title(key)}")]
        work = [key for key in self._bars if not key.startswith("held:")]
        held = [key for key in self._bars if key.startswith("held:")]
        days = [f"@day:{at}" for at in range(len(self._line.marks))]
        keys: list[str] = []
        for heading, members in (("@work", work), ("@held", held), ("@days", days)):
            if members:
                keys += [heading] if heading in self.folded else [heading, *members]
        return keys

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
        return WIDE_LABEL if self.size.width >= ROOMY else NARROW_LABEL

    def _scale(self) -> Scale:
        assert self._line is not None
        columns = max(8, self.size.width - BORDERS - self.label - 1)
        days = self.zoom or fitting(self._line.first, self._line.last, columns)
        return Scale(self.left or self._line.first, days, columns)

    def _axis(self) -> None:
        if self._line is None:
            return
        scale = self._scale()
        over, under = scale.labels()
        marks = [" "] * scale.columns
        for known in self._line.marks:
            if 0 <= (column := scale.column(known.day)) < scale.columns:
                marks[column] = self._sign(known.sign)
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
        scale = self._scale()
        if key.startswith("@"):
            return self._heading(key, scale, width)
        bar = self._bars[key]
        cells: list[Part] = [(" ", "dim")] * scale.columns
        self._paint(cells, scale, bar)
        assert self.shown is not None
        today = scale.column(self.shown.found.today)
        if 0 <= today < scale.columns and cells[today][0] == " ":
            cells[today] = (TODAY[self.ascii], "accent")
        for known in bar.marks:
            if 0 <= (column := scale.column(known.day)) < scale.columns:
                cells[column] = (self._sign(known.sign), SIGNS[known.sign][2])
        return [*self._label(key), *_joined(cells)]

    def _paint(self, cells: list[Part], scale: Scale, bar: Bar) -> None:
        sign, tone = (WORK, "accent" if self._begun(bar.id) else "structure") if bar.kind == "work" else (HELD, "good")
        end = bar.end or scale.right
        for first, last, signs, with_tone in ((bar.start, end, sign, tone), (end, bar.until or end, OBSERVED, "dim")):
            if signs is OBSERVED and bar.until is None:
                continue
            for column in range(max(0, scale.column(first) + (signs is OBSERVED)), min(scale.columns - 1, scale.column(last)) + 1):
                cells[column] = (signs[self.ascii], with_tone)

    def _begun(self, item: str) -> bool:
        planned = self.shown.found.get(item) if self.shown is not None else None
        return planned is not None and planned.state in ("in-progress", "booked", "agreed", "observing")

    def _label(self, key: str) -> list[Part]:
        assert self.shown is not None
        item = self.shown.found.get(self._bars[key].id)
        state = mark(item.state, ascii_only=self.ascii) if item is not None else " "
        return [(f" {state} ", MARKS[item.state].tone if item is not None else "dim"), (fit(self._title(key), self.label - 3) + " ", "text")]

    def _title(self, key: str) -> str:
        bar = self._bars[key]
        item = self.shown.found.get(bar.id) if self.shown is not None else None
        return (item.short or item.name) if item is not None else bar.id

    def _heading(self, key: str, scale: Scale, width: int) -> list[Part]:
        assert self._line is not None
        if key.startswith("@day:"):
            known = self._line.marks[int(key.removeprefix("@day:"))]
            column = scale.column(known.day)
            before = " " * column + self._sign(known.sign) if 0 <= column < scale.columns else ""
            label = f"   {known.text}"
            return [(fit(label, self.label) + " ", "dim"), (fit(before, scale.columns), SIGNS[known.sign][2])]
        words = {"@work": "In progress", "@held": "What you hold", "@days": "Days of the plan"}[key]
        sign = fold_sign(key in self.folded, ascii_only=self.ascii)
        label = fit(f" {sign} {words}", self.label) + " "
        if key != "@work":
            return [(fit(label, width), "title")]
        lanes = [in_progress(self._line, scale.first_day(column)) for column in range(scale.columns)]
        wip = self.shown.plan.choices.wip if self.shown is not None else None
        return [
            (label, "title"),
            *_joined([(" ."[bool(lane)] if lane < 2 else str(min(9, lane)), "warn" if wip and lane > wip else "structure") for lane in lanes]),
        ]

    def _sign(self, sign: str) -> str:
        return SIGNS[sign][1] if self.ascii else SIGNS[sign][0]

    # -- detail -----------------------------------------------------------------------------------------------------

    def about(self, shown: Shown, key: str) -> Lines:
        """The days of a bar, then the item."""
        bar = self._bars.get(key)
        if bar is None:
            return self._legend(key)
        today = shown.found.today
        rows: Lines = []
        for known in bar.marks:
            rows.append([(f"{self._sign(known.sign)} ", SIGNS[known.sign][2]), (f"{day(known.day, today)}  ", "text"), (known.text, "dim")])
        if bar.until is not None and bar.end is not None:
            rows.append([("Observed from ", "dim"), (f"{day(bar.end, today)} to {day(bar.until, today)}", "text")])
        item = shown.found.get(bar.id)
        if item is None:
            return rows
        why: tuple[str, ...] = ()
        if shown.planner is not None and item.open:
            from tracktui.roadmap.why.explain import why_here

            why = why_here(shown.planner, shown.found, item)
        slip = self._slips.lines(bar.id)
        return [*([*rows, []] if rows else []), *item_lines(shown.catalog, shown.plan, shown.found, item, why, ascii_only=self.ascii, slip=slip)]

    def _legend(self, key: str) -> Lines:
        if self._line is not None and key.startswith("@day:"):
            known = self._line.marks[int(key.removeprefix("@day:"))]
            return [[(day(known.day), "bold")], [(known.text, "text")]]
        rows: Lines = [[("What the signs mean", "title")], []]
        bars = (
            (WORK, "structure", "work"),
            (OBSERVED, "dim", "observed: the outcome is waited for"),
            (HELD, "good", "a credential you hold"),
            (TODAY, "accent", "today"),
        )
        rows += [[(f"{signs[self.ascii]} ", tone), (words, "text")] for signs, tone, words in bars]
        rows += [[(f"{plain_sign if self.ascii else sign} ", tone), (words, "text")] for sign, plain_sign, tone, words in SIGNS.values()]
        return [*rows, [], [("The digits beside In progress: how many items are begun and not finished on that day.", "dim")]]

    def chosen(self, key: str) -> None:
        """Fold a heading, or go into the detail pane."""
        if key in ("@work", "@held", "@days"):
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
        scale = self._scale()
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
        before = self._scale()
        self.zoom = self.left = None
        if self._scale() == before:
            self.notify("Everything that is planned is in sight.", timeout=2)
        self.fill()

    def sideways(self, step: int) -> None:
        """Earlier or later, by a quarter of the screen."""
        if self._line is not None:
            scale = self._scale()
            self.left = add_days(scale.left, step * scale.days * max(1, scale.columns // 4))
            self.fill()

    def do_move_exam(self) -> None:
        """Ask for another exam day, and show what it would change before it is done."""
        from tracktui.ui.parts.dialogs import Question
        from tracktui.ui.timeline.exam_day import fault_of_day

        app: TracktuiApp = self.app  # type: ignore[assignment] # the only app these screens live in
        item = app.item
        if item is None or item.kind != "cert" or not item.open:
            self.notify("Only an exam that is still to be sat can be moved.", severity="warning", timeout=4)
            return
        assert self.shown is not None
        now = booked_day(self.shown.plan, item.id) or item.finish
        question = Question(
            f"{item.short or item.name}: which day is the exam?",
            "a day such as 2027-03-12; what it changes is shown before it is done",
            default=now.isoformat() if now else "",
            check=partial(fault_of_day, self.shown.found.today),
        )
        app.push_screen(question, partial(self._day_given, item.id))

    def _day_given(self, item: str, text: str | None) -> None:
        if text:
            from tracktui.ui.timeline.exam_day import ask_to_move

            ask_to_move(self.app, item, date.fromisoformat(text))  # type: ignore[arg-type] # see do_move_exam


def _span_words(days: int) -> str:
    return {1: "a day", 7: "a week", 14: "two weeks", 30: "a month", 91: "a quarter"}.get(days, f"{days} days")


def _joined(cells: list[Part]) -> list[Part]:
    """Cells of the same tone beside each other as one part."""
    found: list[Part] = []
    for text, tone in cells:
        if found and found[-1][1] == tone:
            found[-1] = (found[-1][0] + text, tone)
        else:
            found.append((text, tone))
    return found
