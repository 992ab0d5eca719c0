"""The Review screen as text: what is owed and agreed first, then the agenda, the skills with their behaviours, the figures, KPIs and wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracktui.cli.output import say, wrapped
from tracktui.cli.review import say_section, say_who
from tracktui.wording import day

if TYPE_CHECKING:
    from tracktui.review.agenda import Agenda
    from tracktui.review.sections import Section
    from tracktui.workspace import Workspace


def show(workspace: Workspace, words: str) -> None:
    """Print it; `words`: only lines that have all of them, under their headings."""
    from tracktui.review.agenda import agenda

    found = agenda(workspace.person, private=not workspace.guest)
    say_who(found)
    wanted = words.lower().split()
    shown = [section for section in _narrowed(_sections(workspace, found), wanted) if section.lines]
    for section in shown:
        say_section(section)
    if found.empty and not words:
        say()
        say("Nothing is open and nothing was recorded since the last review. Record what happens with: tracktui log")
    if not shown:
        say(f"Nothing in the review matches '{words}'.")
    say()
    say(wrapped("Figures guide a talk; they never rank people.", ""))


def _sections(workspace: Workspace, found: Agenda) -> list[Section]:
    """The agenda with what is open first, then what the screen shows besides."""
    from tracktui.review.figures import FIGURES, readings
    from tracktui.review.kpis import kpi_trends
    from tracktui.review.sections import Section, sections

    person = workspace.person
    parts = sorted(sections(found, person.name), key=lambda section: not section.box)
    parts.append(Section("Figures", tuple((0, f"{one.name}: {one.text}. {one.explains}") for one in readings(person, FIGURES, person.since))))
    trends = [
        f"{kpi.name}: {', '.join(f'{value:g}' for _, value in kpi.readings) or 'no reading yet'} {kpi.unit}".rstrip()
        + (f", {kpi.trend}" if kpi.trend != "unknown" else "")
        for kpi in kpi_trends(person)
    ]
    parts.append(Section("KPIs followed", tuple((0, text) for text in trends)))
    won = [win for win in reversed(person.wins) if not (win.private and workspace.guest)]
    parts.append(Section("Wins", tuple((0, f"{day(win.day)}: {win.name}, {win.outcome}") for win in won)))
    return parts


def _narrowed(parts: list[Section], wanted: list[str]) -> list[Section]:
    """The lines that have every word."""
    import msgspec

    return [msgspec.structs.replace(part, lines=tuple(line for line in part.lines if all(word in line[1].lower() for word in wanted))) for part in parts]
