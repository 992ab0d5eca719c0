"""A track in short: the four questions it must answer to whoever has never seen it, for one engineer.

How do I progress, which projects matter, which certs are worth it, how will success be measured.
"""

from __future__ import annotations

import msgspec

from tracktui.catalog.entries import Cert, Metric, Project
from tracktui.catalog.kpi_words import target_of
from tracktui.catalog.model import Catalog
from tracktui.catalog.page import Point
from tracktui.catalog.roles import Role
from tracktui.catalog.tracks import Track
from tracktui.roadmap.alternatives.options import Option
from tracktui.roadmap.model import Planned
from tracktui.wording import hours, listed, usd

PROGRESS, PROJECTS, CERTS, SUCCESS = "How do I progress?", "Which projects matter?", "Which certs are worth it?", "How is success measured?"
MOST = 4
"""Projects, certs and figures told one by one."""
BRIEF = 3
"""Rows of an answer in brief."""
WAITING = "being worked out"
_OPENS = "Its check: skills and outcomes, not certs alone"


class Answer(msgspec.Struct, frozen=True):
    """One of the four: the question, the answer in at most three rows, and its points one by one."""

    question: str
    brief: tuple[str, ...]
    points: tuple[Point, ...]


def answers(catalog: Catalog, track: Track, found: Option | None) -> tuple[Answer, ...]:
    """The four questions with their answers; without `found` those that depend on the engineer say that they are being worked out."""
    return (
        Answer(PROGRESS, _progress(track, found), tuple(ladder(track, found))),
        _waiting(PROJECTS) if found is None else _projects(catalog, found),
        _waiting(CERTS) if found is None else _certs(catalog, found),
        Answer(SUCCESS, _success(catalog, track), tuple(figures(catalog, track))),
    )


def in_short(catalog: Catalog, track: Track, found: Option | None) -> list[Point]:
    """The four questions and their answers as points."""
    return [point for answer in answers(catalog, track, found) for point in (Point(label=answer.question), *answer.points)]


def _waiting(question: str) -> Answer:
    return Answer(question, (WAITING,), (Point(WAITING),))


def _progress(track: Track, found: Option | None) -> tuple[str, ...]:
    """Where the engineer stands, what comes next, and what opens it."""
    goals = {level.level: level.goal for level in track.levels}
    stands = found.stands if found is not None else 0
    after = goals.get(stands + 1)
    if after is None:
        return (f"You are at level {stands} of {len(goals)}, the highest.", goals[stands]) if stands else (_OPENS,)
    at = f"You are at level {stands} of {len(goals)}. " if found is not None else ""
    return (f"{at}Level {stands + 1} means:", after, _OPENS)


def ladder(track: Track, found: Option | None) -> list[Point]:
    """The levels by their goals, and where the engineer stands."""
    stands, aim = (found.stands, found.level) if found is not None else (0, 0)
    points = []
    for level in track.levels:
        place = "reached" if level.level <= stands else "next" if level.level == stands + 1 and found is not None else ""
        aimed = "compared here" if level.level == aim and level.level > stands else ""
        points.append(Point(level.goal, ", ".join(word for word in (f"level {level.level}", place, aimed) if word)))
    return [*points, Point("A check opens each level: skills seen at work, projects whose outcome was observed, never certs alone.")]


def _projects(catalog: Catalog, found: Option) -> Answer:
    known = {item.id: catalog.items.get(item.id) for item in found.projects}
    metrics = {name: project.metric for name, project in known.items() if isinstance(project, Project)}
    points = [Point(target_in_words(metrics.get(item.id)) or hours(item.hours), item.name) for item in found.projects[:MOST]]
    rows = [f"{item.name}: {_aim(metrics.get(item.id)) or hours(item.hours)}" for item in found.projects]
    nothing = "None is left for you to do."
    return Answer(PROJECTS, _first(rows, [item.name for item in found.projects], nothing), tuple(_more(points, len(rows), nothing)))


def _certs(catalog: Catalog, found: Option) -> Answer:
    held = listed([getattr(catalog.items.get(cert), "code", "") or catalog.name(cert) for cert in found.carried.certs], 3)
    nothing = f"None more: you hold {held}." if held else "It asks for none that you do not hold already."
    names = [item.short or item.name for item in found.certs]
    points = [Point(_worth(catalog, item), name) for item, name in zip(found.certs, names, strict=True)]
    rows = [f"{point.label}: {point.text}" for point in points]
    brief = _first([*rows, f"You hold {held}."] if held and rows else rows, names, nothing)
    own = [Point(f"You hold {held}.")] if held and rows else []
    return Answer(CERTS, brief, (*_more(points[:MOST], len(rows), nothing), *own))


def _worth(catalog: Catalog, item: Planned) -> str:
    """A cert's price and hours, and the project that proves it."""
    cert = catalog.items.get(item.id)
    proofs = [catalog.name(project) for project in item.companions]
    estimated = isinstance(cert, Cert) and "hours" in cert.estimated
    return f"{usd(item.price_usd)}, {hours(item.hours, estimated=estimated)}{f', proven by {proofs[0]}' if proofs else ''}"


def _success(catalog: Catalog, track: Track) -> tuple[str, ...]:
    known = [catalog.kpis[kpi] for kpi in track.kpis if kpi in catalog.kpis]
    return _first([f"{kpi.name}: {target_of(kpi).replace('target: ', '')}" for kpi in known], [kpi.name for kpi in known], "No figure is named.")


def _first(rows: list[str], names: list[str], nothing: str) -> tuple[str, ...]:
    """At most BRIEF rows; where there are more, the last one counts and names the rest."""
    if len(rows) <= BRIEF:
        return tuple(rows) or (nothing,)
    rest = names[BRIEF - 1 :]
    return (*rows[: BRIEF - 1], f"and {len(rest)} more: {', '.join(rest)}")


def figures(catalog: Catalog, of: Track | Role) -> list[Point]:
    """The figures of a track or a role, with where each should go."""
    known = [catalog.kpis[kpi] for kpi in of.kpis if kpi in catalog.kpis]
    return _more([Point(target_of(kpi), kpi.name) for kpi in known[:MOST]], len(known), "No figure is named.")


def _more(points: list[Point], number: int, nothing: str) -> list[Point]:
    if not number:
        return [Point(nothing)]
    return [*points, Point(f"and {number - MOST} more")] if number > MOST else points


def target_in_words(metric: Metric | None) -> str:
    """What a project is measured by: "non-actionable alerts, down by 40 %"; "" where it has no metric."""
    if metric is None:
        return ""
    if metric.target is None or metric.target_is == "done":
        return f"{metric.name}: done or not"
    way = {"up": "up", "down": "down", None: "to"}[metric.direction]
    if metric.target_is == "percent":
        return f"{metric.name}, {way} by {abs(metric.target):g} %" if metric.direction else f"{metric.name}, by {metric.target:g} %"
    return f"{metric.name}, {way + ' to' if metric.direction else 'to'} {metric.target:g} {metric.unit}".rstrip()


def _aim(metric: Metric | None) -> str:
    """The same in a word: "down 40 %"."""
    if metric is None or metric.target is None or metric.target_is == "done":
        return ""
    if metric.target_is == "percent":
        return f"{metric.direction or 'by'} {abs(metric.target):g} %"
    return f"{metric.direction or ''} to {metric.target:g} {metric.unit}".strip()
