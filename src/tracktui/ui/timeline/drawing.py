"""How the calendar is drawn: bars, marks, work in progress, and what the signs mean. Values in, parts out."""

from __future__ import annotations

from datetime import date

from tracktui.roadmap.views.scale import Scale
from tracktui.roadmap.views.timeline import Bar, Mark, Timeline, in_progress
from tracktui.ui.parts.content import Part
from tracktui.wording import day

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


def sign_of(sign: str, *, ascii_only: bool) -> str:
    """How a mark is drawn."""
    return SIGNS[sign][1 if ascii_only else 0]


def bar_cells(bar: Bar, scale: Scale, today: date, *, begun: bool, ascii_only: bool, marks: tuple[Mark, ...] | None = None) -> list[Part]:
    """A row of the calendar, column by column: the bar, today, the marks, and its last day where there is room for it.

    `marks`: other marks than the bar's own.
    """
    cells: list[Part] = [(" ", "dim")] * scale.columns
    _paint(cells, bar, scale, begun=begun, ascii_only=ascii_only)
    at = scale.column(today)
    if 0 <= at < scale.columns and cells[at][0] == " ":
        cells[at] = (TODAY[ascii_only], "accent")
    for known in bar.marks if marks is None else marks:
        if 0 <= (column := scale.column(known.day)) < scale.columns:
            cells[column] = (sign_of(known.sign, ascii_only=ascii_only), SIGNS[known.sign][2])
    _write_last_day(cells, bar, scale, today)
    return joined(cells)


def _paint(cells: list[Part], bar: Bar, scale: Scale, *, begun: bool, ascii_only: bool) -> None:
    signs, tone = (WORK, "accent" if begun else "structure") if bar.kind == "work" else (HELD, "good")
    end = bar.end or scale.right
    _fill(cells, scale.column(bar.start), scale.column(end), (signs[ascii_only], tone))
    if bar.until is not None:
        _fill(cells, scale.column(end) + 1, scale.column(bar.until), (OBSERVED[ascii_only], "dim"))


def _fill(cells: list[Part], first: int, last: int, cell: Part) -> None:
    for column in range(max(0, first), min(len(cells) - 1, last) + 1):
        cells[column] = cell


def _write_last_day(cells: list[Part], bar: Bar, scale: Scale, today: date) -> None:
    last = bar.until or bar.end
    if last is None:
        return
    at = scale.column(last) + 1
    text = f" {day(last, today)} "
    if 0 < at <= len(cells) - len(text) and all(cell[0] == " " for cell in cells[at : at + len(text)]):
        for column, letter in enumerate(text, at):
            cells[column] = (letter, "dim")


def day_cells(known: Mark, scale: Scale, today: date, *, ascii_only: bool) -> list[Part]:
    """The row of a day that belongs to no item: its sign, then the day itself."""
    column = scale.column(known.day)
    text = day(known.day, today)
    if not 0 <= column < scale.columns:
        side = "< " if column < 0 else ""
        return [(f"{side}{text}{'' if column < 0 else ' >'}".rjust(scale.columns if column >= 0 else 0), "dim")]
    if column + 2 + len(text) <= scale.columns:
        return [(" " * column + sign_of(known.sign, ascii_only=ascii_only), SIGNS[known.sign][2]), (f" {text}", "dim")]
    return [(f"{text} ".rjust(column), "dim"), (sign_of(known.sign, ascii_only=ascii_only), SIGNS[known.sign][2])]


def progress_cells(line: Timeline, scale: Scale, limit: int | None) -> list[Part]:
    """How many items are begun and not finished in each column: a dot is one, a digit more, a warning above the limit."""
    lanes = [in_progress(line, scale.first_day(column)) for column in range(scale.columns)]
    return joined([(" ."[bool(lane)] if lane < 2 else str(min(9, lane)), "warn" if limit and lane > limit else "structure") for lane in lanes])


def legend_lines(limit: int | None, *, ascii_only: bool) -> list[list[Part]]:
    """What bars and marks mean."""
    bars = (
        (WORK, "accent", "work begun"),
        (WORK, "structure", "work planned"),
        (OBSERVED, "dim", "observed: the outcome is waited for"),
        (HELD, "good", "a credential you hold"),
        (TODAY, "accent", "today"),
    )
    rows: list[list[Part]] = [[(f"{signs[ascii_only]} ", tone), (words, "text")] for signs, tone, words in bars]
    rows += [[(f"{plain_sign if ascii_only else sign} ", tone), (words, "text")] for sign, plain_sign, tone, words in SIGNS.values()]
    at_most = f"; your plan wants at most {limit}" if limit else ""
    return [*rows, [], [(f"The digits beside In progress: how many items are begun and not finished on that day{at_most}.", "dim")]]


def joined(cells: list[Part]) -> list[Part]:
    """Cells of the same tone beside each other as one part."""
    found: list[Part] = []
    for text, tone in cells:
        if found and found[-1][1] == tone:
            found[-1] = (found[-1][0] + text, tone)
        else:
            found.append((text, tone))
    return found


def moved_marks(bar: Bar, exam: date) -> tuple[Mark, ...]:
    """The marks of a bar with its exam on another day."""
    others = tuple(known for known in bar.marks if known.sign not in ("exam", "booked"))
    old = next((known for known in bar.marks if known.sign in ("exam", "booked")), None)
    before = (Mark(old.day, "exam", old.text),) if old is not None and old.day != exam else ()
    return (*others, *before, Mark(exam, "booked", "exam, not booked yet"))
