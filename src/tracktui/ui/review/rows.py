"""The rows of the Review screen: one per thing to talk about, in sections, made from the agenda."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

import msgspec

from tracktui.plan.actions import Action
from tracktui.plan.matrix import SkillRow
from tracktui.plan.model import Entry
from tracktui.review.agenda import Agenda
from tracktui.review.calibration import CalibrationRow, Signature
from tracktui.review.figures import FIGURES, readings
from tracktui.review.kpis import KpiTrend, kpi_trends
from tracktui.review.person import Person
from tracktui.review.review_days import ReviewDay, review_days
from tracktui.review.sections import MOST_MOVES, pace, said
from tracktui.review.seen import Comparison, comparison
from tracktui.wording import count, day, shorten

RowKind = Literal["action", "line", "entry", "day", "question", "check", "stuck", "opportunity", "skill", "behaviour", "figure", "kpi", "win"]
Sign = Literal["", "open", "late", "moved", "done", "due", "seen", "not-seen", "no-opportunity", "unanswered", "better", "worse", "steady"]

FAR_DAYS = 7
"""Days that an item must have moved to be named."""
MOST_READINGS = 4
MOST_ENTRIES = 100
"""Entries that have a row of their own; nobody talks about more in one review."""
CAUSES = {
    "claimed": "asked for",
    "sent-back": "sent back",
    "changed": "changed since review",
    "self-signed": "self-signed",
    "assumed": "assumed",
    "ready": "ready to be asked for",
}
"""Why a check stands in the list, in words."""


class Row(msgspec.Struct, frozen=True):
    """A row: what it is about, its words left and right, and the row it belongs to. `item`: the id of an item, a check or a skill."""

    key: str
    kind: RowKind
    text: str
    right: str = ""
    sign: Sign = ""
    tone: str = "text"
    item: str = ""
    about: Any = None
    under: str = ""


class Section(msgspec.Struct, frozen=True):
    """A heading with its rows. `empty` says what will stand there, and how it comes there."""

    key: str
    title: str
    rows: tuple[Row, ...]
    empty: str
    count: int
    """Rows that do not belong to another row."""


def sections(person: Person, agenda: Agenda, guest: str) -> tuple[Section, ...]:
    """All of them, the most pressing first. With a guest at the keyboard private entries stay away."""
    private = not guest
    found = (
        ("@owed", "Owed and agreed", _owed(agenda), "Nothing is open. a agrees on an action, o says what the reviewer owes."),
        ("@since", f"Since {day(agenda.since, agenda.today)}", _since(person, agenda), "Nothing was recorded since the last review."),
        ("@days", "Reviews", _days(person), "The catalog names no reviews. R says that one was held."),
        ("@checks", "To sign or to confirm", _checks(person, agenda), "No check waits. A check is asked for with space on the Roadmap."),
        ("@stuck", "Does not move", _stuck(agenda), "Nothing is stuck."),
        ("@skills", "Levels to compare", _skills(person, agenda, private=private), "No skill is asked for yet: set primary in [focus] of the plan."),
        ("@figures", "Figures", _figures(person), "There are no figures."),
        ("@kpis", "KPIs followed", _kpis(person), "None is followed. Name some in [choices] kpis of the plan, then r records a reading."),
        ("@wins", "Wins", _wins(person, private=private), "No win yet: an observed project whose outcome met its target shows here."),
    )
    return tuple(Section(key, title, rows, empty, sum(not row.under for row in rows)) for key, title, rows, empty in found)


def _owed(agenda: Agenda) -> tuple[Row, ...]:
    return tuple(_action(action, agenda.today) for action in (*agenda.owed, *agenda.actions))


def _action(action: Action, today: date) -> Row:
    late = action.late(today)
    due = "" if action.due is None else f"{'was due' if late else 'by'} {day(action.due, today)}"
    text = f"{action.who} {'owes' if action.owed else 'will'}: {action.what}"
    return Row(f"action/{action.id}", "action", text, due, "late" if late else "open", "warn" if late else "text", about=action)


def _since(person: Person, agenda: Agenda) -> tuple[Row, ...]:
    """The pace, what changed state, what moved, and the entries, newest first."""
    rows = [Row(f"pace/{number}", "line", text) for number, text in enumerate(pace(agenda))]
    for move in agenda.changed:
        rows.append(Row(f"changed/{move.id}", "line", f"{move.name}: {move.words}", "changed", "moved", item=move.id))
    far = sorted((move for move in agenda.moved if abs(move.days or 0) >= FAR_DAYS), key=lambda move: (-abs(move.days or 0), move.id))
    for one in far[:MOST_MOVES]:
        text = f"{one.name}: {day(one.before, agenda.today)}, now {day(one.after, agenda.today)}"
        far_off = f"{count(abs(one.days or 0), 'day')} {'later' if (one.days or 0) > 0 else 'earlier'}"
        rows.append(Row(f"moved/{one.id}", "line", text, far_off, "moved", item=one.id))
    if (others := len(far) - MOST_MOVES) > 0:
        rows.append(Row("moved", "line", f"and {count(others, 'more item')} by a week or more: the Roadmap shows each", tone="dim"))
    rows += [_entry(person, entry) for entry in reversed(agenda.entries[-MOST_ENTRIES:])]
    if (more := len(agenda.entries) - MOST_ENTRIES) > 0:
        rows.append(Row("more", "line", f"and {count(more, 'earlier entry', 'earlier entries')}: tracktui review lists them all", tone="dim"))
    return tuple(rows)


def _entry(person: Person, entry: Entry) -> Row:
    by = f"{entry.by}  " if entry.by and entry.by != person.plan.profile.id else ""
    private = "private  " if entry.private else ""
    return Row(f"entry/{entry.id}", "entry", said(entry, person.name), f"{private}{by}{day(entry.day, person.today)}", item=entry.item, about=entry)


def _days(person: Person) -> tuple[Row, ...]:
    rows = []
    signs: dict[str, tuple[Sign, str, str]] = {
        "held": ("done", "good", "held"),
        "due": ("due", "accent", "due since"),
        "passed": ("", "dim", "not held"),
        "ahead": ("open", "text", "ahead"),
    }
    for one in review_days(person):
        sign, tone, word = signs[one.state]
        key = f"day/{one.review.id}/{one.on.isoformat()}"
        rows.append(Row(key, "day", one.review.name or one.review.id, f"{word}  {day(one.on, person.today)}", sign, tone, about=one))
        if one.state == "due":
            rows += _questions(person, key, one)
    return tuple(rows)


def _questions(person: Person, key: str, one: ReviewDay) -> list[Row]:
    """What a due review asks of each side, then the figures it looks at."""
    profile, asks = person.plan.profile, one.review.questions
    sides = ((profile.name or profile.id, asks.engineer), (profile.reviewer or "Reviewer", asks.reviewer), ("Lead", asks.lead))
    rows = [
        Row(f"{key}/{who}/{number}", "question", question, who, about=question, under=key)
        for who, questions in sides
        for number, question in enumerate(questions)
    ]
    return rows + [
        Row(f"{key}/{reading.id}", "figure", f"{reading.name}: {reading.text}", about=reading, under=key)
        for reading in readings(person, one.review.figures, person.since)
    ]


def _checks(person: Person, agenda: Agenda) -> tuple[Row, ...]:
    """What waits for the reviewer's word, then what could be asked for."""
    ready = [
        Signature(item.id, item.name, "claimed", None, getattr(person.standing.item(item.id), "asks", ()))
        for item in person.roadmap.items
        if item.kind == "check" and item.state == "ready"
    ]
    rows = [_check(person, one, CAUSES[one.cause]) for one in agenda.signatures]
    return (*rows, *(_check(person, one, CAUSES["ready"]) for one in ready))


def _check(person: Person, one: Signature, words: str) -> Row:
    tone = {"asked for": "accent", "sent back": "warn", "changed since review": "warn"}.get(words, "text")
    since = f"  {day(one.since, person.today)}" if one.since is not None else ""
    return Row(f"check/{one.check}", "check", one.name, f"{words}{since}", tone=tone, item=one.check, about=one)


def _stuck(agenda: Agenda) -> tuple[Row, ...]:
    rows = [Row(f"stuck/{one.item}", "stuck", f"{one.name}: {one.text}", sign="late", tone="warn", item=one.item, about=one) for one in agenda.stuck]
    return (
        *rows,
        *(
            Row(f"opportunity/{one.id}", "opportunity", one.name, f"no opportunity since {day(one.since, agenda.today)}", item=one.id, about=one)
            for one in agenda.opportunities
        ),
    )


def _skills(person: Person, agenda: Agenda, *, private: bool) -> tuple[Row, ...]:
    """Skills that want a talk, with the reason, then the others that are asked for; behind each its behaviours of two levels."""
    wanted: list[tuple[SkillRow, CalibrationRow | None]] = [(row.skill, row) for row in agenda.calibration]
    known = {row.skill.id for row in agenda.calibration}
    wanted += [(row, None) for row in person.matrix if row.id not in known and row.target]
    rows: list[Row] = []
    for skill, talk in wanted:
        found = comparison(person, skill, private=private)
        words = talk.text if talk is not None else f"level {skill.state.level}{f' of {skill.target}' if skill.target else ''}"
        key = f"skill/{skill.id}"
        rows.append(Row(key, "skill", skill.name, words, tone="accent" if talk else "text", item=skill.id, about=found))
        rows += _behaviours(key, found)
    return tuple(rows)


def _behaviours(key: str, found: Comparison) -> Iterable[Row]:
    for level, behaviours in found.sides:
        for one in behaviours:
            looked = found.looked.get(one.name)
            proof = count(len(one.evidence), "piece") + " of evidence" if one.evidence else "claimed" if one.claimed else ""
            yield Row(
                f"{key}/{one.name}",
                "behaviour",
                f"{level}  {one.text}",
                proof,
                looked.answer if looked is not None else "unanswered",
                item=found.skill.id,
                about=(found, one),
                under=key,
            )


def _figures(person: Person) -> tuple[Row, ...]:
    return tuple(Row(f"figure/{one.id}", "figure", f"{one.name}: {one.text}", about=one) for one in readings(person, FIGURES, person.since))


def _kpis(person: Person) -> tuple[Row, ...]:
    return tuple(_kpi(one) for one in kpi_trends(person))


def _kpi(one: KpiTrend) -> Row:
    values = ", ".join(f"{value:g}" for _, value in one.readings[-MOST_READINGS:])
    text = f"{one.name}: {values} {one.unit}".rstrip() if values else f"{one.name}: no reading yet"
    signs: dict[str, Sign] = {"better": "better", "up": "better", "worse": "worse", "down": "worse", "steady": "steady"}
    tone = {"better": "good", "worse": "warn"}.get(one.trend, "text")
    return Row(f"kpi/{one.id}", "kpi", text, one.trend if one.trend != "unknown" else "", signs.get(one.trend, ""), tone, item=one.id, about=one)


def _wins(person: Person, *, private: bool) -> tuple[Row, ...]:
    found = [win for win in reversed(person.wins) if private or not win.private]
    return tuple(
        Row(f"win/{win.item}", "win", f"{win.name}: {shorten(win.outcome, 60)}", day(win.day, person.today), "done", "good", win.item, win) for win in found
    )
