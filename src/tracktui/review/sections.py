"""The agenda in words: sections of lines in reading order. The text of the command and the notes are made from the same ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from tracktui.plan.actions import Action
from tracktui.plan.matrix_order import claims_words
from tracktui.plan.model import Entry
from tracktui.plan.telling import evidence_in_words, told
from tracktui.review.agenda import Agenda
from tracktui.review.calibration import CalibrationRow, Signature
from tracktui.review.due import DueReview
from tracktui.review.stuck import Stuck
from tracktui.wording import count, day

Depth = Literal[0, 1]
MOST_MOVES = 5
"""Moved items that are named."""


class Section(msgspec.Struct, frozen=True):
    """A heading and its lines: (depth, text), depth 1 belonging to the line above it. `box` marks lines that are to be ticked off."""

    title: str
    lines: tuple[tuple[Depth, str], ...]
    box: bool = False


Name = Callable[[str], str]


def sections(agenda: Agenda, name: Name) -> tuple[Section, ...]:
    """What there is to talk about, the most pressing first; a section without lines is left out. `name` turns an id into words."""
    found = [
        Section("Where things stand", tuple(_standing(agenda))),
        *(Section(f"Due: {review.name}", tuple(_due(agenda, review))) for review in agenda.due),
        Section(f"Since {day(agenda.since)}", tuple((0, _entry(agenda, entry, name)) for entry in agenda.entries)),
        Section("Changed", tuple((0, f"{move.name}: {move.words}") for move in agenda.changed)),
        Section("Moved since the baseline", tuple(_moved(agenda))),
        Section("Does not move", tuple(line for one in agenda.stuck for line in _stuck(one))),
        Section("To sign or to confirm", tuple(line for one in agenda.signatures for line in _signature(one))),
        Section("Levels to compare", _levels(agenda)),
        Section("Actions", tuple((0, _action(agenda, action)) for action in agenda.actions), box=True),
        Section(f"{agenda.reviewer or 'The reviewer'} owes", tuple((0, _action(agenda, action)) for action in agenda.owed), box=True),
        Section("No opportunity so far", tuple((0, f"{one.name}{f': {one.why}' if one.why else ''}") for one in agenda.opportunities)),
    ]
    return tuple(section for section in found if section.lines)


def pace(agenda: Agenda) -> list[str]:
    """Whether the plan is paused, and how far its goal moved since the last review."""
    lines = []
    if agenda.paused_until is not None:
        lines.append(f"Paused until {day(agenda.paused_until)}: nothing is late because of it.")
    if agenda.slip is not None and agenda.slip.days:
        weeks = count(max(1, round(abs(agenda.slip.days) / 7)), "week")
        lines.append(f"The goal moved {weeks} {'later' if agenda.slip.days > 0 else 'earlier'} since the review of {day(agenda.slip.reviewed)}.")
    return lines


def _standing(agenda: Agenda) -> list[tuple[Depth, str]]:
    lines: list[tuple[Depth, str]] = [(0, text) for text in pace(agenda)]
    if agenda.last_kind:
        lines.append((0, f"Last review: {agenda.last_kind}, {day(agenda.since)}."))
    if agenda.next_review is not None:
        lines.append((0, f"Next review: {agenda.next_review[1]}, {day(agenda.next_review[0])}."))
    return lines


def said(entry: Entry, name: Name) -> str:
    """An entry in words, with what it is about and what it points at."""
    pointed = next((str(entry.data[key]) for key in ("action", "entry", "voids") if entry.data.get(key)), "")
    return f"{f'{name(entry.item)}: ' if entry.item else ''}{told(entry)}{f': {name(pointed)}' if pointed else ''}"


def _entry(agenda: Agenda, entry: Entry, name: Name) -> str:
    proof = f" [{'; '.join(evidence_in_words(part) for part in entry.evidence)}]" if entry.evidence else ""
    return f"{day(entry.day, agenda.today)}  {said(entry, name)}{proof}{' (private)' if entry.private else ''}"


def _due(agenda: Agenda, review: DueReview) -> list[tuple[Depth, str]]:
    lines: list[tuple[Depth, str]] = [(0, f"Its day was {day(review.on)}. It looks at {', '.join(review.looks_at) or 'everything'}.")]
    lines += [(0, f"{reading.name}: {reading.text}") for reading in review.figures]
    lines += [(0, f"{agenda.engineer}: {question}") for question in review.questions.engineer]
    lines += [(0, f"{agenda.reviewer or 'Reviewer'}: {question}") for question in review.questions.reviewer]
    lines += [(0, f"Lead: {question}") for question in review.questions.lead]
    return lines


def _moved(agenda: Agenda) -> list[tuple[Depth, str]]:
    """The items that moved most, a week at least."""
    far = sorted((move for move in agenda.moved if abs(move.days or 0) >= 7), key=lambda move: (-abs(move.days or 0), move.id))
    lines: list[tuple[Depth, str]] = [(0, f"{move.name}: {day(move.before)}, now {day(move.after)}") for move in far[:MOST_MOVES]]
    return lines + ([(0, f"and {count(len(far) - MOST_MOVES, 'more item')}")] if len(far) > MOST_MOVES else [])


def _stuck(one: Stuck) -> list[tuple[Depth, str]]:
    return [(0, f"{one.name}: {one.text}"), (1, one.ask)]


def _signature(one: Signature) -> list[tuple[Depth, str]]:
    causes = {
        "claimed": "claimed, waits for a signature",
        "sent-back": "sent back",
        "changed": "signed off, and changed since",
        "self-signed": "self-signed, to confirm",
        "assumed": "assumed, to confirm",
    }
    since = f" since {day(one.since)}" if one.since is not None else ""
    lines: list[tuple[Depth, str]] = [(0, f"{one.name} ({one.check}): {causes[one.cause]}{since}")]
    return lines + [(1, ask) for ask in one.asks if one.cause in ("claimed", "changed")]


def _levels(agenda: Agenda) -> tuple[tuple[Depth, str], ...]:
    """Own claims against what was agreed, then each skill to talk about with its behaviours."""
    rows = tuple(line for row in agenda.calibration for line in _calibration(row))
    return ((0, claims_words(agenda.claims)), *rows) if rows else ()


def _calibration(row: CalibrationRow) -> list[tuple[Depth, str]]:
    lines: list[tuple[Depth, str]] = [(0, f"{row.skill.name}: {row.text}")]
    for behaviour in row.behaviours if row.cause in ("differs", "claimed", "looked") else ():
        looked = row.looked.get(behaviour.name)
        answer = [f"{looked.answer.replace('-', ' ')} {day(looked.day)}{f' by {looked.by}' if looked.by else ''}"] if looked is not None else []
        proof = "; ".join([*answer, *(evidence_in_words(part) for part in behaviour.evidence)]) or ("claimed" if behaviour.claimed else "")
        lines.append((1, f"{behaviour.level}: {behaviour.text}{f' [{proof}]' if proof else ''}"))
    return lines


def _action(agenda: Agenda, action: Action) -> str:
    when = f", by {day(action.due, agenda.today)}" if action.due is not None else ""
    return f"{action.who}: {action.what}{when}{', its day has passed' if action.late(agenda.today) else ''}"
