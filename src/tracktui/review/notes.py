"""The notes of a 1:1 as Markdown: the agenda, with room for what is said. Text from the plan is escaped and stays text."""

from __future__ import annotations

from datetime import date

from tracktui.exchange.markdown import link, md
from tracktui.review.agenda import Agenda
from tracktui.review.person import Person
from tracktui.review.sections import Name, Section, sections
from tracktui.wording import day


def notes(agenda: Agenda, name: Name) -> str:
    """The whole document. Make the agenda without private entries: notes are for two."""
    who = f"{agenda.engineer} and {agenda.reviewer}" if agenda.reviewer else agenda.engineer
    parts = [f"# 1:1 notes: {md(who)}, {day(agenda.today)}"]
    parts += [_section(section) for section in sections(agenda, name)]
    if agenda.empty:
        parts.append("Nothing is open and nothing was recorded since the last review.")
    parts.append("## Agreed today\n\n- [ ] ")
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> str:
    mark = "- [ ] " if section.box else "- "
    lines = [f"{mark if depth == 0 else '  - '}{md(text)}" for depth, text in section.lines]
    return "\n".join([f"## {md(section.title)}", "", *lines])


def win_log(person: Person, first: date | None = None) -> str:
    """The win log as Markdown: every measurable win from `first` on, with its outcome and evidence, the newest first; what was reused."""
    rows = [win for win in reversed(person.wins) if not win.private and (first is None or win.day >= first)]
    parts = [f"# Wins: {md(person.plan.profile.name or person.plan.profile.id)}"]
    for win in rows:
        proof = [f"- Evidence: {link(part.link, part.link) if part.link else md(part.file or part.text)}" for part in win.evidence]
        used = [
            f"- Reused by {md(str(entry.data.get('by_whom') or 'somebody'))}{f': {md(str(output))}' if (output := entry.data.get('output')) else ''}"
            for entry in person.standing.entries.get(win.item, ())
            if entry.event == "reused" and not entry.private
        ]
        parts.append("\n".join([f"## {md(win.name)}", "", f"- Observed {day(win.day)}: {md(win.outcome)}", *proof, *used]))
    if not rows:
        since = f" since {day(first)}" if first is not None else ""
        parts.append(f"No outcome was observed{since} that met its target. An observed project shows here: tracktui log PROJECT observe FIGURE")
    return "\n\n".join(parts) + "\n"
