"""What the pane beside the list of tracks says: the four answers of a track, a role in short, the chooser's reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracktui.catalog.chooser import HURTS, Advice, Pain, sentences
from tracktui.catalog.entries import Check
from tracktui.catalog.model import Catalog
from tracktui.catalog.page import Point
from tracktui.catalog.playbooks import Playbook
from tracktui.catalog.roles import Role
from tracktui.catalog.tracks import Track
from tracktui.roadmap.alternatives.options import Option, RoleOption, carried_sentence, cost_sentences, titles_by_quarter, titles_in_words
from tracktui.roadmap.views.track_short import SUCCESS, WAITING, Brief, answers, figures
from tracktui.ui.parts.content import Part
from tracktui.ui.parts.list_view import Lines
from tracktui.wording import count, day, hours, listed, shorten, usd

LABEL, SIDE_BY_SIDE = 26, 66
"""Columns of a question beside its answer; the width from which it stands there."""


def track_lines(catalog: Catalog, track: Track, found: Option | None, width: int, *, brief: bool) -> Lines:
    """The four questions, what it costs the engineer, what carries over. `brief`: three rows an answer, so that all four are in sight."""
    lines: Lines = [] if brief else [[(track.outcome, "text")]]
    for answer in answers(catalog, track, found):
        if brief:
            lines += labelled(answer.question, answer.brief, width)
        else:
            lines += [[], [(answer.question, "title")], *point_lines(answer.points)]
    return [*lines, [], *_cost(catalog, found)]


def labelled(label: str, rows: Iterable[Brief], width: int) -> Lines:
    """A question and the rows of its answer, each cut to its line: side by side where there is room for both, else one above the other."""
    beside = width >= SIDE_BY_SIDE
    indent = LABEL if beside else 2
    room = max(10, width - indent - 1)
    first, *rest = [shorten(told, room) for row in rows for told in _told(row, room)]
    head: Lines = [[(f"{label:<{LABEL}}", "title"), (first, "text")]] if beside else [[(label, "title")], [(" " * indent + first, "text")]]
    return [*head, *[[(" " * indent + row, "text")] for row in rest]]


def _told(row: Brief, room: int) -> tuple[str, ...]:
    """A row of an answer: one line, or its measure below it."""
    whole = f"{row.text}: {row.measure}{row.aim}" if row.measure else row.text
    if not row.measure or len(whole) <= room:
        return (whole,)
    return row.text, f"  {shorten(row.measure, max(10, room - 2 - len(row.aim)))}{row.aim}"


def _cost(catalog: Catalog, found: Option | None) -> Lines:
    if found is None:
        return [[("What it takes you: ", "dim"), (WAITING, "dim")]]
    if found.reached or not found.items:
        return [[(sentence, "good")] for sentence in cost_sentences(catalog, found)]
    price = usd(round(found.price_usd), at_least=found.price_at_least)
    late = f", 80 % likely by {day(found.cautious)}" if found.cautious and found.cautious != found.finish else ""
    rows = (
        ("takes", f"{hours(found.hours)}, {count(found.weeks, 'week')}, {price}"),
        *((("", found.at_pace),) if found.at_pace else ()),
        ("reached", f"{day(found.finish)}{late}" if found.finish else "no day can be given at your hours"),
        ("new certs", titles_in_words(titles_by_quarter(found.items))),
        ("carries over", carried_sentence(catalog, found).removeprefix("What carries over: ")),
    )
    return [[(f"For you, to level {found.level}", "title")], *[_row(label, text) for label, text in rows]]


def _row(label: str, text: str) -> list[Part]:
    return [(f"{label:<13} ", "dim"), (text, "text")]


def point_lines(points: Iterable[Point]) -> Lines:
    """Points as lines; a heading gets a blank line above it."""
    lines: Lines = []
    for point in points:
        if not point.text:
            lines += [[], [(point.label, "title")]]
        elif point.label:
            lines.append([(point.label, "structure"), (f": {point.text}", "text")])
        else:
            lines.append([(point.text, "dim")])
    return lines


def role_lines(catalog: Catalog, role: Role, found: RoleOption | None) -> Lines:
    """A role in short: what it is for, what is missing, how one is promoted, its figures and exercises."""
    lines: Lines = [[(role.card.purpose or role.mission, "text")]]
    lines.append(_row("draws on", listed([f"{catalog.name(track.id)} {track.level}" for track in role.tracks])))
    lines += [_row("for", role.card.seniority)] if role.card.seniority else []
    lines += _gap(catalog, found)
    check = catalog.items.get(role.promotion or "")
    if isinstance(check, Check):
        lines += [[], [("To the next level", "title")], [(check.name, "text")], *[[("- ", "dim"), (ask, "text")] for ask in check.asks[:2]]]
    lines += [[], [(SUCCESS, "title")], *point_lines(figures(catalog, role))]
    if role.hiring.exercises:
        lines += [[], [("Exercises", "title")], *[[(catalog.name(exercise), "text")] for exercise in role.hiring.exercises]]
    return lines


def _gap(catalog: Catalog, found: RoleOption | None) -> Lines:
    lines: Lines = [[], [("For you", "title")]]
    if found is None:
        return [*lines, [(WAITING, "dim")]]
    gap = found.gap
    if not gap.hours and not gap.skills:
        return [*lines, [("You meet what it asks, as far as this catalog can tell.", "good")]]
    weeks = f", {count(found.weeks, 'week')}" if found.weeks else ""
    names = [f"{catalog.name(row.skill)} {row.have} to {row.need}" for row in gap.skills]
    rows = (
        ("takes", f"{hours(gap.hours)}{weeks}, {usd(round(gap.price_usd), at_least=gap.price_at_least)}"),
        ("skills", count(len(names), "gap") + (f": {listed(names, 3)}" if names else "")),
        ("checks", listed([catalog.name(check) for check in gap.checks])),
        ("certs", listed([getattr(catalog.items[cert], "code", "") or catalog.name(cert) for cert in gap.certs])),
        ("projects", listed([catalog.name(project) for project in gap.projects])),
    )
    return [*lines, *[_row(label, text or "none") for label, text in rows]]


def playbook_lines(catalog: Catalog, playbook: Playbook) -> Lines:
    """A playbook in short: for whom, and its steps by week."""
    whose = "whoever leads a team" if playbook.audience == "leader" else f"a new {catalog.name(playbook.role or '')}"
    lines: Lines = [[(f"For {whose}: {count(len(playbook.steps), 'step')}", "text")], []]
    for step in playbook.steps:
        weeks = "" if step.weeks is None else f"{step.weeks[0]}" if step.weeks[0] == step.weeks[1] else f"{step.weeks[0]}-{step.weeks[1]}"
        lines.append([(f"{weeks:>7}  ", "dim"), (step.name or step.do, "text")])
    return [*lines, [], [("Figures at the left are weeks.", "dim")]]


def advice_lines(catalog: Catalog, found: tuple[Advice, ...], marked: Mapping[str, int], offer: Option | None, pain: Pain | None) -> Lines:
    """The chooser's answer with its reasons; what the highlighted pain speaks for."""
    lines: Lines = []
    if pain is not None:
        leads = listed([f"{catalog.name(track)} (weight {weight} of 5)" for track, weight in pain.weights.items()])
        lines += [[(pain.text, "bold")], [(HURTS.get(marked.get(pain.id, 0), "not marked"), "accent"), (f"   answered by {leads}", "dim")], []]
    said = sentences(catalog, found, marked)
    lines += [[(said[0], "strong" if found else "text")], *[[(sentence, "text")] for sentence in said[1:]]]
    if offer is not None:
        lines += [[], [("What it would cost you", "title")], *[[(sentence, "text")] for sentence in cost_sentences(catalog, offer)]]
    keys = "space marks: 1 a little, 2 clearly, 3 most of all. " + ("enter goes to the track." if found else "Mark as many as you like.")
    return [*lines, [], [(keys, "dim")]]


def legend(key: str, level: int) -> Lines:
    """What the columns of a part mean."""
    if key == "@playbooks":
        return [[("Playbooks are steps one can run as a plan of its own: enter reads one, n makes the plan.", "text")]]
    about = f"What each track would take you to level {level}" if key == "@tracks" else "What each role would take you"
    rows = [
        ("hours", "expected hours still to do, what you have done already left out"),
        ("weeks", "at the hours a week of your plan"),
        ("cost", "list prices of the exams still to sit; + where one is not published"),
        ("reached", "the month of the check; ~ where it is only hours divided by hours a week"),
        ("cert", "exams still to pass"),
        ("proj", "projects still to deliver"),
        ("1st 2nd", "your primary and your secondary track"),
    ]
    return [[(about, "bold")], [], *[[(f"{word:<9}", "dim"), (words, "text")] for word, words in rows]]
