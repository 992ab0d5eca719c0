"""Review: the 1:1 on one screen. Sections that fold, what was said and shown beside them, and a key for each thing two people decide."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.widget import Widget
from textual.widgets import Static

from tracktui.review.agenda import Agenda, agenda
from tracktui.review.person import Person
from tracktui.ui.parts.content import Part, lines, plain
from tracktui.ui.parts.list_view import Lines, Shown
from tracktui.ui.parts.look import fold_sign
from tracktui.ui.parts.rows import fit
from tracktui.ui.review.detail import FAIRNESS, Telling
from tracktui.ui.review.rows import Row, Section, sections
from tracktui.ui.review.writing import ReviewWriting
from tracktui.wording import day, mark

LEAST_TEXT = 24
"""Columns that the words of a row keep whatever stands to their right."""
ROOMY = 140
"""Columns from which list and detail stand side by side."""
WITH_FAIRNESS = 110
"""Columns from which the head says, too, what the headings of the figures say."""
SIGNS: dict[str, tuple[str, str, str]] = {
    "": (" ", " ", "dim"),
    "open": ("\u25cb", "o", "accent"),
    "late": ("!", "!", "warn"),
    "moved": ("\u2192", ">", "structure"),
    "done": ("\u2713", "v", "good"),
    "due": ("\u25c6", "#", "accent"),
    "seen": ("+", "+", "good"),
    "not-seen": ("-", "-", "warn"),
    "no-opportunity": ("0", "0", "dim"),
    "unanswered": ("\u00b7", ".", "dim"),
    "better": ("\u2197", "^", "good"),
    "worse": ("\u2198", "v", "warn"),
    "steady": ("\u2192", "=", "dim"),
}
"""Each sign: its glyph, its ASCII form, its tone."""


def _when(found: Agenda) -> list[Part]:
    """The review that is due, the last one, the next one."""
    due: list[Part] = [(f"Due: {found.due[0].name}. ", "strong")] if found.due else []
    last = f"Last: {found.last_kind}, {day(found.since, found.today)}. " if found.last_kind else "No review was held yet. "
    coming = f"Next: {found.next_review[1]}, {day(found.next_review[0], found.today)}." if found.next_review else ""
    return [*due, (last, "text"), (coming, "text")]


class ReviewView(ReviewWriting):
    """The 1:1."""

    NAME = "review"
    FILTER_HINT = "filter: part of a name or of what was said"

    def __init__(self) -> None:
        super().__init__()
        self.folded: set[str] = {"@figures", "@wins"}
        self.opened: set[str] = set()
        """Skills whose behaviours are shown."""
        self._sections: dict[str, Section] = {}
        self._rows: dict[str, Row] = {}
        self._person: Person | None = None

    def head(self) -> Iterable[Widget]:
        """Who talks, where things stand, and what figures are for."""
        yield Static("", id="review-head")

    def prepare(self, shown: Shown) -> None:
        """The agenda of today."""
        workspace = self._app.workspace
        guest = workspace.guest if workspace is not None else ""
        self._person = Person(shown.catalog, shown.plan, shown.found)
        found = agenda(self._person, private=not guest)
        self._sections = {section.key: section for section in sections(self._person, found, guest)}
        self._rows = {row.key: row for section in self._sections.values() for row in section.rows}
        self._fill_head(found, guest)

    def _fill_head(self, found: Agenda, guest: str) -> None:
        box = self.query_one("#review-head", Static)
        with_whom = f" and {found.reviewer}" if found.reviewer else ""
        box.border_title = plain(f"1:1  {found.engineer}{with_whom}, {day(found.today)}")
        if guest:
            writes = f"{guest} has the keyboard: a reviewer's words, notes and actions."
        elif found.reviewer:
            writes = f"You write; W hands the keyboard to {found.reviewer}."
        else:
            writes = "The plan names no reviewer: sign-offs are self-signed."
        fair = FAIRNESS if self.app.size.width >= WITH_FAIRNESS else ""
        box.update(lines([_when(found), [(f"{writes} ", "accent" if guest else "dim"), (fair, "dim")]]))

    def title(self, shown: Shown) -> str:
        """What there is to talk about."""
        waiting = sum(section.count for key, section in self._sections.items() if key in ("@owed", "@checks", "@stuck"))
        return f"Review  {waiting} to talk about" if waiting else "Review"

    def start(self, shown: Shown) -> str | None:
        """The first thing to talk about."""
        return next((section.rows[0].key for section in self._sections.values() if section.rows), None)

    # -- rows -------------------------------------------------------------------------------------------------------

    def keys(self, shown: Shown) -> list[str]:
        """Headings with what they hold; while one filters, the rows that match."""
        if self.words:
            return [row.key for row in self._rows.values() if self.matches(f"{row.text} {row.right} {row.item}")]
        found: list[str] = []
        for key, section in self._sections.items():
            found.append(key)
            if key not in self.folded:
                found += [row.key for row in section.rows if row.kind != "behaviour" or row.under in self.opened]
        return found

    @property
    def row(self) -> Row | None:
        """The highlighted row; None on a heading."""
        return self._rows.get(self.rows.key or "")

    @property
    def item_id(self) -> str:
        """The item, the check or the skill that the row is about."""
        return self.row.item if self.row is not None else ""

    def draw(self, key: str, width: int) -> list[Part]:
        """A heading, or a row: its sign, what it is, and when or why."""
        section = self._sections.get(key)
        if section is not None:
            sign = fold_sign(key in self.folded, ascii_only=self.ascii) if section.rows else " "
            words = str(section.count) if section.rows else "none"
            fair = f"   {FAIRNESS}" if section.rows and key in ("@figures", "@kpis") else ""
            return [(f" {sign} {section.title}  ", "title" if section.rows else "dim"), (f"{words}{fair}", "dim")]
        row = self._rows[key]
        sign, tone = self._sign(row)
        indent = 6 if row.under else 3
        right = f" {row.right} " if row.right else ""
        most = width - indent - 2 - min(len(row.text), LEAST_TEXT)
        right = right if len(right) <= most else fit(right, most)
        room = max(0, width - indent - 2 - len(right))
        text = "dim" if row.tone == "dim" else "text"
        return [(f"{' ' * indent}{sign} ", tone), (fit(row.text, room), text), (right, row.tone if row.tone != "text" else "dim")]

    def _sign(self, row: Row) -> tuple[str, str]:
        if row.kind == "check" and self._person is not None:
            return mark(self._person.standing.state(row.item).state, ascii_only=self.ascii), row.tone
        if row.kind == "skill":
            return fold_sign(row.key not in self.opened, ascii_only=self.ascii), "structure"
        glyph, letter, tone = SIGNS[row.sign]
        return (letter if self.ascii else glyph), tone

    def about(self, shown: Shown, key: str) -> Lines:
        """Everything about a row."""
        if self._person is None:
            return []
        workspace = self._app.workspace
        width = self.query_one(".detail").size.width or 60
        telling = Telling(self._person, private=not (workspace and workspace.guest), width=width, ascii_only=self.ascii)
        return telling.section(self._sections[key]) if key in self._sections else telling.row(self._rows[key])

    # -- moving -----------------------------------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """List above detail, or beside it where there is room; texts take the new width."""
        self.set_class(event.size.width >= ROOMY, "roomy")
        self.call_after_refresh(self.tell)

    def _toggle(self, key: str) -> None:
        folds = self.folded if key in self._sections else self.opened
        folds ^= {key}
        self.fill(key)

    def chosen(self, key: str) -> None:
        """Fold or open; a row without anything below it is read in its pane."""
        row = self._rows.get(key)
        if row is None or row.kind == "skill":
            self._toggle(key)
        else:
            super().chosen(key)

    def sideways(self, step: int) -> None:
        """Out: to the row or the heading above, which folds next; in: open, then the pane."""
        key = self.rows.key or ""
        row = self._rows.get(key)
        opened = key in self.opened if row is not None and row.kind == "skill" else row is None and key not in self.folded
        if (row is None or row.kind == "skill") and opened == (step < 0):
            self._toggle(key)
        elif step > 0:
            super().sideways(step)
        elif row is not None:
            section = next(section.key for section in self._sections.values() if row in section.rows)
            self.fill(row.under or section)

    def do_review_fold(self) -> None:
        """Fold every section, or unfold every one."""
        at = next((section.key for section in self._sections.values() if self.row in section.rows), self.rows.key)
        self.folded = set() if self.folded == set(self._sections) else set(self._sections)
        self.fill(at)

    def reveal(self, key: str) -> None:
        """Put the cursor on a row, unfolding what hides it."""
        for section in self._sections.values():
            if any(row.key == key for row in section.rows):
                self.folded.discard(section.key)
        row = self._rows.get(key)
        if row is not None and row.under:
            self.opened.add(row.under)
        super().reveal(key)
