"""A track in short: the four questions it must answer to whoever has never seen it, for one engineer.

How do I progress, which projects matter, which certs are worth it, how will success be measured.
"""

from __future__ import annotations

from tracktui.catalog.entries import Cert, Metric, Project
from tracktui.catalog.kpi_words import target_of
from tracktui.catalog.model import Catalog
from tracktui.catalog.page import Point
from tracktui.catalog.roles import Role
from tracktui.catalog.tracks import Track
from tracktui.roadmap.alternatives.options import Option
from tracktui.wording import hours, usd

PROGRESS, PROJECTS, CERTS, SUCCESS = "How do I progress?", "Which projects matter?", "Which certs are worth it?", "How is success measured?"
MOST = 4
"""Projects, certs and figures told in short."""


def in_short(catalog: Catalog, track: Track, found: Option | None) -> list[Point]:
    """The four questions and their answers; without `found` those that depend on the engineer say that they are being worked out."""
    waiting = [Point("being worked out")]
    return [
        Point(label=PROGRESS),
        *ladder(track, found),
        Point(label=PROJECTS),
        *(waiting if found is None else _projects(catalog, found)),
        Point(label=CERTS),
        *(waiting if found is None else _certs(catalog, found)),
        Point(label=SUCCESS),
        *figures(catalog, track),
    ]


def ladder(track: Track, found: Option | None) -> list[Point]:
    """The levels by their goals, and where the engineer stands."""
    stands, aim = (found.stands, found.level) if found is not None else (0, 0)
    points = []
    for level in track.levels:
        place = "reached" if level.level <= stands else "next" if level.level == stands + 1 and found is not None else ""
        aimed = "compared here" if level.level == aim and level.level > stands else ""
        points.append(Point(level.goal, ", ".join(word for word in (f"level {level.level}", place, aimed) if word)))
    return [*points, Point("Each level opens by its check: skills seen, projects whose outcome was observed, never certs alone.")]


def _projects(catalog: Catalog, found: Option) -> list[Point]:
    points = []
    for item in found.projects[:MOST]:
        project = catalog.items.get(item.id)
        points.append(Point(target_in_words(project.metric) if isinstance(project, Project) else hours(item.hours), item.name))
    return _more(points, len(found.projects), "None is left for you to do.")


def _certs(catalog: Catalog, found: Option) -> list[Point]:
    points = []
    for item in found.certs[:MOST]:
        cert = catalog.items.get(item.id)
        proofs = [catalog.name(project) for project in item.companions]
        proven = f", proven by {proofs[0]}" if proofs else ""
        estimated = isinstance(cert, Cert) and "hours" in cert.estimated
        points.append(Point(f"{usd(item.price_usd)}, {hours(item.hours, estimated=estimated)}{proven}", item.short or item.name))
    return _more(points, len(found.certs), "You need none that you do not hold already.")


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
