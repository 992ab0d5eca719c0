"""A track in short: the four questions it must answer to whoever has never seen it, for one engineer.

How do I progress, which projects matter, which certs are worth it, how will success be measured.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from tracktui.catalog.clauses import AtLeast, SkillAt, leaves
from tracktui.catalog.entries import Cert, Check, Metric, Project, kind_of
from tracktui.catalog.kpi_words import target_of, with_unit
from tracktui.catalog.model import Catalog
from tracktui.catalog.page import Point
from tracktui.catalog.roles import Role
from tracktui.catalog.tracks import Track
from tracktui.roadmap.alternatives.options import Option
from tracktui.roadmap.model import Planned
from tracktui.wording import count, hours, listed, usd

PROGRESS, PROJECTS, CERTS, SUCCESS = "How do I progress?", "Which projects matter?", "Which certs are worth it?", "How is success measured?"
MOST = 4
"""Projects, certs and figures told one by one."""
BRIEF = 3
"""Rows of an answer in brief."""
WAITING = "not worked out yet"
_OPENS = "Its check: skills and outcomes, not certs alone"


class Brief(msgspec.Struct, frozen=True):
    """A row of an answer in brief, and what it is measured by: behind it, or in a row of its own where one is too short for both."""

    text: str
    measure: str = ""
    aim: str = ""
    """Where the measure should go; never cut off."""


class Answer(msgspec.Struct, frozen=True):
    """One of the four: the question, the answer in at most three rows, and its points one by one."""

    question: str
    brief: tuple[Brief, ...]
    points: tuple[Point, ...]


def answers(catalog: Catalog, track: Track, found: Option | None) -> tuple[Answer, ...]:
    """The four questions with their answers; without `found` those that depend on the engineer say that they are not worked out yet."""
    return (
        Answer(PROGRESS, _progress(catalog, track, found), tuple(ladder(track, found))),
        _waiting(PROJECTS) if found is None else _projects(catalog, found),
        _waiting(CERTS) if found is None else _certs(catalog, found),
        Answer(SUCCESS, _success(catalog, track), tuple(figures(catalog, track))),
    )


def in_short(catalog: Catalog, track: Track, found: Option | None) -> list[Point]:
    """The four questions and their answers as points."""
    return [point for answer in answers(catalog, track, found) for point in (Point(label=answer.question), *answer.points)]


def _waiting(question: str) -> Answer:
    return Answer(question, (Brief(WAITING),), (Point(WAITING),))


def _progress(catalog: Catalog, track: Track, found: Option | None) -> tuple[Brief, ...]:
    """Where the engineer stands, what comes next, and what opens it."""
    goals = {level.level: level.goal for level in track.levels}
    stands = found.stands if found is not None else 0
    after = goals.get(stands + 1)
    if after is None:
        return (Brief(f"You are at level {stands} of {len(goals)}, the highest."), Brief(goals[stands])) if stands else (Brief(_OPENS),)
    at = f"You are at level {stands} of {len(goals)}. " if found is not None else ""
    return (Brief(f"{at}Level {stands + 1} means:"), Brief(after), Brief(_opened_by(catalog, track, stands + 1)))


def _opened_by(catalog: Catalog, track: Track, level: int) -> str:
    """What opens a level, counted: "Its check: 6 skills, 1 project outcome, 1 cert"."""
    check = catalog.items.get(catalog.check_of(track.id, level) or "")
    asked: Counter[str] = Counter()
    for clause in check.requires if isinstance(check, Check) else ():
        first = next(leaves((clause,)))
        item = None if isinstance(first, SkillAt) else catalog.items.get(first.id)
        kind = "skill" if isinstance(first, SkillAt) else kind_of(item) if item is not None else ""
        asked[kind] += clause.at_least if isinstance(clause, AtLeast) else 1
    words = {"skill": "skill", "project": "project outcome", "cert": "cert"}
    return f"Its check: {', '.join(count(asked[kind], word) for kind, word in words.items() if asked[kind])}" if asked else _OPENS


def ladder(track: Track, found: Option | None) -> list[Point]:
    """The levels by their goals, and where the engineer stands."""
    stands, aim = (found.stands, found.level) if found is not None else (0, 0)
    points = []
    for level in track.levels:
        place = "reached" if level.level <= stands else "next" if level.level == stands + 1 and found is not None else ""
        aimed = "the aim" if level.level == aim and level.level > stands else ""
        points.append(Point(level.goal, ", ".join(word for word in (f"level {level.level}", place, aimed) if word)))
    return [*points, Point("A check opens each level: skills seen at work, projects whose outcome was observed, never certs alone.")]


def _projects(catalog: Catalog, found: Option) -> Answer:
    known = {item.id: catalog.items.get(item.id) for item in found.projects}
    metrics = {name: project.metric for name, project in known.items() if isinstance(project, Project)}
    points = [Point(target_in_words(metrics.get(item.id)) or hours(item.hours), item.name) for item in found.projects]
    rows = [
        Brief(item.name, metric.name, _aim(metric)) if (metric := metrics.get(item.id)) is not None else Brief(item.name, hours(item.hours))
        for item in found.projects
    ]
    nothing = "None is left for you to do."
    return Answer(PROJECTS, _first(rows, [item.name for item in found.projects], nothing), tuple(_more(points, nothing)))


def _certs(catalog: Catalog, found: Option) -> Answer:
    held = listed([getattr(catalog.items.get(cert), "code", "") or catalog.name(cert) for cert in found.carried.certs], 3)
    nothing = f"None more: you hold {held}." if held else "It asks for none that you do not hold already."
    names = [item.short or item.name for item in found.certs]
    points = [Point(_worth(catalog, item), f"{item.short}, {item.name}" if item.short else item.name) for item in found.certs]
    rows = [Brief(f"{name}: {point.text}") for name, point in zip(names, points, strict=True)]
    brief = _first([*rows, Brief(f"You hold {held}.")] if held and rows else rows, names, nothing)
    own = [Point(f"You hold {held}.")] if held and rows else []
    return Answer(CERTS, brief, (*_more(points, nothing), *own))


def _worth(catalog: Catalog, item: Planned) -> str:
    """A cert's price and hours, and the project that proves it."""
    cert = catalog.items.get(item.id)
    proofs = [catalog.name(project) for project in item.companions]
    free = " as a retake is included" if isinstance(cert, Cert) and item.price_usd == 0 and cert.price_usd and cert.retakes_included else ""
    about = "about " if isinstance(cert, Cert) and "hours" in cert.estimated else ""
    return f"{usd(item.price_usd)}{free}, {about}{hours(item.hours)}{f', proven by {proofs[0]}' if proofs else ''}"


def _success(catalog: Catalog, track: Track) -> tuple[Brief, ...]:
    known = [catalog.kpis[kpi] for kpi in track.kpis if kpi in catalog.kpis]
    rows = [Brief(f"{kpi.name}: {with_unit(kpi) or target_of(kpi)}") for kpi in known]
    return _first(rows, [kpi.name for kpi in known], "No figure is named.")


def _first(rows: list[Brief], names: list[str], nothing: str) -> tuple[Brief, ...]:
    """At most BRIEF rows; where there are more, the last one counts and names the rest."""
    if len(rows) <= BRIEF:
        return tuple(rows) or (Brief(nothing),)
    rest = names[BRIEF - 1 :]
    return (*rows[: BRIEF - 1], Brief(f"and {len(rest)} more: {', '.join(rest)}"))


def figures(catalog: Catalog, of: Track | Role) -> list[Point]:
    """The figures of a track or a role, with where each should go."""
    known = [catalog.kpis[kpi] for kpi in of.kpis if kpi in catalog.kpis]
    return _more([Point(target_of(kpi), kpi.name) for kpi in known], "No figure is named.")


def _more(points: list[Point], nothing: str) -> list[Point]:
    """The first of them, and how many more: a single one takes no more room than its count."""
    if not points:
        return [Point(nothing)]
    return [*points[:MOST], Point(f"and {len(points) - MOST} more")] if len(points) > MOST + 1 else points


def target_in_words(metric: Metric | None) -> str:
    """What a project is measured by: "non-actionable alerts, down by 40 %"; "" where it has no metric."""
    return f"{metric.name}{_aim(metric)}" if metric is not None else ""


def _aim(metric: Metric) -> str:
    """Where a metric should go, to follow its name: ", down by 40 %"."""
    if metric.target is None or metric.target_is == "done":
        return ": done or not"
    way = {"up": "up", "down": "down", None: "to"}[metric.direction]
    if metric.target_is == "percent":
        return f", {way} by {abs(metric.target):g} %" if metric.direction else f", by {metric.target:g} %"
    return f", {way + ' to' if metric.direction else 'to'} {metric.target:g} {metric.unit}".rstrip()
