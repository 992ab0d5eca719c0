"""The ways to a role from another one, asked for and worked out in a thread, and read in a window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracktui.roadmap.alternatives.route_words import RELATIONS, figures, gap_lines, remaining_words, route_figures
from tracktui.roadmap.alternatives.routes import Route
from tracktui.ui.parts.content import Part
from tracktui.ui.parts.dialogs import Choice, Reading
from tracktui.ui.parts.list_view import Lines, Shown
from tracktui.work import Tell, Work

if TYPE_CHECKING:
    from tracktui.ui.host import Host


def ask(app: Host, role: str) -> None:
    """Ask from which role; the plan's own one is the likeliest."""
    if app.shown is None:
        return
    catalog, own = app.shown.catalog, app.shown.plan.profile.role
    others = [(other, catalog.name(other), "  your role" if other == own else "") for other in catalog.roles if other != role]
    if not others:
        app.notify("This catalog has no other role to come from.", markup=False)
        return
    app.push_screen(Choice(f"To {catalog.name(role)}: from which role?", others, at=own), partial(_chosen, app, app.shown, role))


def _chosen(app: Host, shown: Shown, role: str, start: str | None) -> None:
    if start is None:
        return
    reading = Reading(f"From {shown.catalog.name(start)} to {shown.catalog.name(role)}", [[("working out the ways and what each step asks ...", "dim")]])
    app.push_screen(reading)
    work = Work("working out each step", stops=True)
    app.in_thread(work, partial(_ways, shown, start, role), reading.show_rows, group="routes", alone=False, window=reading)


def _ways(shown: Shown, start: str, role: str, tell: Tell) -> Lines:
    from tracktui.plan.states import Standing
    from tracktui.roadmap.alternatives.routes import routes

    standing = Standing(shown.catalog, shown.plan, shown.found.today)
    return route_lines(shown, routes(shown.catalog, start, role, shown.found.today, shown.plan, standing, tell=tell), role)


def route_lines(shown: Shown, found: tuple[Route, ...], role: str) -> Lines:
    """The ways, each step with its gap and what of it remains; then the questions a transfer should answer."""
    catalog = shown.catalog
    if not found:
        return [[("No path of this catalog leads from one to the other.", "text")], [("The roles' paths say which leads to which.", "dim")]]
    lines: Lines = []
    for number, route in enumerate(found, 1):
        way = " > ".join(catalog.name(other) for other in route.roles)
        lines.append([(f"{number}  {way}", "bold"), (f"   {route_figures(route)}", "dim")])
        for step in route.steps:
            lines.append([(f"   to {catalog.name(step.to)}", "structure"), (f": {RELATIONS[step.relation]}, {figures(step.gap)}", "text")])
            lines += [_indented(label, text) for label, text in gap_lines(catalog, step.gap)]
            if step.remaining is not None:
                lines.append(_indented("for you", remaining_words(step.remaining)))
        lines.append([])
    return [*lines, *_questions(shown, role)]


def _questions(shown: Shown, role: str) -> Lines:
    """What an internal transfer should answer: the questions of the tracks that the role draws on, and of the engineer's own."""
    catalog = shown.catalog
    tracks = dict.fromkeys([shown.plan.focus.primary, *(track.id for track in catalog.roles[role].tracks)])
    asked = [(catalog.tracks[track].name, catalog.tracks[track].transfer_questions) for track in tracks if track in catalog.tracks]
    lines: Lines = [[("Questions a transfer should answer", "title")]]
    for name, questions in asked:
        lines += [[(name, "bold")], *[[("- ", "dim"), (question, "text")] for question in questions]]
    return lines if any(questions for _, questions in asked) else []


def _indented(label: str, text: str) -> list[Part]:
    return [(f"      {label}  ", "dim"), (text, "text")]
