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
from tracktui.roadmap.views.track_short import SUCCESS, figures, in_short
from tracktui.ui.parts.list_view import Lines
from tracktui.wording import count, day, hours, listed, usd

WORKING = "being worked out ..."


def track_lines(catalog: Catalog, track: Track, found: Option | None) -> Lines:
    """What it brings, what it costs the engineer, and the four questions."""
    lines: Lines = [[(track.name, "bold")], [(track.outcome, "text")], []]
    lines += _cost(catalog, found)
    lines += point_lines(in_short(catalog, track, found))
    return [*lines, [], [("enter reads it all, x puts it beside your plan, + and - change the level", "dim")]]


def _cost(catalog: Catalog, found: Option | None) -> Lines:
    if found is None:
        return [[("For you  ", "dim"), (WORKING, "dim")]]
    if found.reached or not found.items:
        return [[(sentence, "good")] for sentence in cost_sentences(catalog, found)]
    price = usd(round(found.price_usd), at_least=found.price_at_least)
    lines: Lines = [[(f"For you, to level {found.level}", "title")]]
    lines.append([("Takes    ", "dim"), (f"{hours(found.hours)}, {count(found.weeks, 'week')}, {price}", "text")])
    if found.finish:
        late = f", four times in five by {day(found.cautious)}" if found.cautious and found.cautious != found.finish else ""
        lines.append([("Reached  ", "dim"), (f"{day(found.finish)}{late}", "text")])
    lines.append([("Titles   ", "dim"), (titles_in_words(titles_by_quarter(found.items)), "text")])
    return [*lines, [(carried_sentence(catalog, found), "text")]]


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
    """A role in short: what it is for, what it would take, how one is promoted, its figures."""
    lines: Lines = [[(role.name, "bold")], [(role.card.purpose or role.mission, "text")], []]
    lines.append([("Draws on ", "dim"), (listed([f"{catalog.name(track.id)} {track.level}" for track in role.tracks]), "text")])
    if role.card.seniority:
        lines.append([("For      ", "dim"), (role.card.seniority, "text")])
    lines += _gap(catalog, found)
    check = catalog.items.get(role.promotion or "")
    if isinstance(check, Check):
        lines += [[], [("To the next level", "title")], [(check.name, "text")], *[[("- ", "dim"), (ask, "text")] for ask in check.asks[:2]]]
    lines += [[], [(SUCCESS, "title")], *point_lines(figures(catalog, role))]
    if role.hiring.exercises:
        lines += [[], [("Exercises", "title")], *[[(catalog.name(exercise), "text")] for exercise in role.hiring.exercises]]
    return [*lines, [], [("enter reads the whole blueprint, f shows the ways here", "dim")]]


def _gap(catalog: Catalog, found: RoleOption | None) -> Lines:
    lines: Lines = [[], [("For you", "title")]]
    if found is None:
        return [*lines, [(WORKING, "dim")]]
    gap = found.gap
    if not gap.hours and not gap.skills:
        return [*lines, [("You meet what it asks, as far as this catalog can tell.", "good")]]
    weeks = f", {count(found.weeks, 'week')}" if found.weeks else ""
    lines.append([("Takes    ", "dim"), (f"{hours(gap.hours)}{weeks}, {usd(round(gap.price_usd), at_least=gap.price_at_least)}", "text")])
    names = [f"{catalog.name(row.skill)} {row.have} to {row.need}" for row in gap.skills]
    rows = (
        ("Skills   ", count(len(names), "gap") + (f": {listed(names, 3)}" if names else "")),
        ("Checks   ", listed([catalog.name(check) for check in gap.checks])),
        ("Certs    ", listed([getattr(catalog.items[cert], "code", "") or catalog.name(cert) for cert in gap.certs])),
        ("Projects ", listed([catalog.name(project) for project in gap.projects])),
    )
    return [*lines, *[[(label, "dim"), (text or "none", "text")] for label, text in rows]]


def playbook_lines(catalog: Catalog, playbook: Playbook) -> Lines:
    """A playbook in short: for whom, and its steps by week."""
    whose = "whoever leads a team" if playbook.audience == "leader" else f"a new {catalog.name(playbook.role or '')}"
    lines: Lines = [[(playbook.name or playbook.id, "bold")], [(f"For {whose}: {count(len(playbook.steps), 'step')}", "text")], []]
    for step in playbook.steps:
        weeks = "" if step.weeks is None else f"{step.weeks[0]}" if step.weeks[0] == step.weeks[1] else f"{step.weeks[0]}-{step.weeks[1]}"
        lines.append([(f"{weeks:>7}  ", "dim"), (step.name or step.do, "text")])
    return [*lines, [], [("Figures at the left are weeks. enter reads it, n makes a plan of it beside yours", "dim")]]


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
