"""A track as a page to read: the four questions in short (track_short.py), then each in full, then everything else the catalog says."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from tracktui.catalog.clauses import in_words
from tracktui.catalog.entries import Cert, Check, Project, Shadowing, default_hours, kind_of
from tracktui.catalog.kpi_words import kpi_points, manners
from tracktui.catalog.model import Catalog
from tracktui.catalog.page import Point, Section, group, page, section
from tracktui.catalog.tracks import StackRow, Track
from tracktui.roadmap.alternatives.options import Option, carried_sentence, cost_sentences
from tracktui.roadmap.views.track_short import CERTS, PROGRESS, PROJECTS, SUCCESS, in_short, target_in_words
from tracktui.wording import count, hours, usd

LEVEL_NAMES = {1: "awareness", 2: "working proficiency", 3: "independent ownership", 4: "strategic leadership"}
_LAYERS = {"base": "base", "specialty": "specialty", "supporting": "supporting"}


def track_page(catalog: Catalog, track: Track, found: Option | None = None) -> tuple[Section, ...]:
    """Everything about a track; with `found` also what of it is planned for this engineer and what it costs them."""
    planned = frozenset(item.id for item in found.items) if found is not None else frozenset()
    return page(
        section("short", "In short", track.outcome, in_short(catalog, track, found)),
        section("progress", f"In full: {PROGRESS}", progress(catalog, track, found.stands if found else 0)),
        section("projects", f"In full: {PROJECTS}", _projects(catalog, track, planned)),
        section("certs", f"In full: {CERTS}", _certs(catalog, track, planned, found)),
        section("success", f"In full: {SUCCESS}", kpi_points(catalog, track.kpis), manners()),
        section("cost", "What would it cost me?", cost_sentences(catalog, found) if found is not None else ()),
        section("carries", "What carries over?", _carries(catalog, track, found)),
        section("pains", "Which pains does it answer?", (Point(f"weighs {pain.weight} of 5", pain.text) for pain in track.pain_points)),
        section("skills", "Skills", _skills(catalog, track)),
        section("shadowing", "Beside other tracks", _shadowing(catalog, track)),
        section("outputs", "What it leaves behind", track.outputs),
        section("lags", "When it lags", track.lags),
        section("about", "About this page", track.notes, [Point(source.url or source.via, source.title or "source") for source in track.sources]),
    )


def progress(catalog: Catalog, track: Track, stands: int) -> list[Point]:
    """The ladder: each level's goal, its objectives and what its check asks; where the engineer stands."""
    ladder = "Learn, apply, prove, expand: a level opens by observed outcomes and a check, never by time served or by certs alone."
    points = [Point(ladder), Point(f"level {stands}, {LEVEL_NAMES[stands]}" if stands else "level 0: none reached yet", "you stand at")]
    names = {level: seniority for seniority in ("junior", "mid", "senior", "lead") for level in [getattr(track.seniority, seniority)]}
    for level in track.levels:
        done = " (reached)" if level.level <= stands else ""
        points.append(Point(label=f"Level {level.level}, {LEVEL_NAMES[level.level]}: {names.get(level.level, '')}{done}".replace(":  (", " (").rstrip(": ")))
        points.append(Point(level.goal, "goal"))
        points += [Point(text, "learn") for text in level.objectives]
        check = catalog.items.get(catalog.check_of(track.id, level.level) or "")
        if isinstance(check, Check):
            points += [Point(text, "show") for text in check.asks]
            points += [Point(in_words(clause, partial(_named, catalog)), "needs") for clause in check.requires]
    return points


def _named(catalog: Catalog, entry_id: str) -> str:
    """A name that can be told from the words around it, with what it is of."""
    item = catalog.items.get(entry_id)
    return f'{kind_of(item)} "{catalog.name(entry_id)}"' if item is not None else f'"{catalog.name(entry_id)}"'


def projects_of(catalog: Catalog, track: str) -> tuple[Project, ...]:
    """The projects of a track, lowest level first."""
    found = [item for item in catalog.items.values() if isinstance(item, Project) and track in item.tracks]
    return tuple(sorted(found, key=lambda project: (project.level or 9, project.name)))


def _projects(catalog: Catalog, track: Track, planned: frozenset[str]) -> list[Point]:
    points = [Point("Each fits into a quarter, is agreed with baseline and target before it starts, and counts when its outcome was observed.")]
    for project in projects_of(catalog, track.id):
        took = default_hours(project)
        figures = [f"level {project.level}" if project.level else "", f"{took[0]:g} to {took[1]:g} h" if took else "", target_in_words(project.metric)]
        proves = f"proves {', '.join(map(catalog.name, project.proves))}" if project.proves else ""
        mine = "planned for you" if project.id in planned else ""
        points.append(Point("; ".join(part for part in (mine, *figures, proves) if part), project.name))
    return points


def _certs(catalog: Catalog, track: Track, planned: frozenset[str], found: Option | None) -> list[Point]:
    points = [Point("One of each layer is enough; each is worth its price when a project proves it. A check never asks for certs alone.")]
    held = frozenset(found.carried.certs) if found is not None else frozenset()
    for row in sorted(track.stack, key=lambda row: (row.level, list(_LAYERS).index(row.layer))):
        points.append(
            Point(label=f"Level {row.level}, {_LAYERS[row.layer]}: one of {len(row.any)}" if len(row.any) > 1 else f"Level {row.level}, {_LAYERS[row.layer]}")
        )
        points += [_cert(catalog, track.id, cert, planned, held) for cert in _best_first(row, planned, held)]
    return points


def _best_first(row: StackRow, planned: frozenset[str], held: frozenset[str]) -> list[str]:
    return sorted(row.any, key=lambda cert: (cert not in held, cert not in planned))


def _cert(catalog: Catalog, track: str, cert_id: str, planned: frozenset[str], held: frozenset[str]) -> Point:
    cert = catalog.items.get(cert_id)
    if not isinstance(cert, Cert):
        return Point("this catalog does not know it", cert_id)
    mine = "you hold it" if cert_id in held else "the one planned for you" if cert_id in planned else ""
    study = hours(sum(cert.hours) / 2, estimated="hours" in cert.estimated) if cert.hours else ""
    proofs = sorted(catalog.companions.get(cert_id, ()), key=lambda project: track not in catalog.items[project].tracks)
    proven = f"proven by {catalog.name(proofs[0])}" + (f" or {count(len(proofs) - 1, 'other project')}" if len(proofs) > 1 else "") if proofs else ""
    valid = f"valid {cert.valid_months} months" if cert.valid_months else ""
    last = f"last day {cert.retires_on.isoformat()}" if cert.retires_on else ""
    return Point(
        "; ".join(part for part in (mine, usd(cert.price_usd), study, valid, last, proven) if part), f"{cert.code + ' ' if cert.code else ''}{cert.name}"
    )


def _carries(catalog: Catalog, track: Track, found: Option | None) -> Iterable[Point]:
    if found is not None:
        yield Point(carried_sentence(catalog, found), "to here")
        have = dict(found.carried.skills)
        for skill in found.carried.named:
            yield Point(f"you have level {have[skill]}" if skill in have else "not recorded yet", catalog.name(skill))
    for way in track.carries_over:
        yield Point(", ".join(map(catalog.name, way.skills)), f"on to {catalog.name(way.to)}")
    yield from group("Questions a transfer should answer", track.transfer_questions)


def _skills(catalog: Catalog, track: Track) -> Iterable[Point]:
    for row in track.skills:
        skill = catalog.skills.get(row.id)
        words = [row.importance, row.stage.replace("-", " "), skill.dimension if skill else "", "AI fluency" if skill and skill.ai else ""]
        yield Point(f"{', '.join(word for word in words if word)}{'; ' + skill.question if skill and skill.question else ''}", catalog.name(row.id))


def _shadowing(catalog: Catalog, track: Track) -> Iterable[Point]:
    if track.shadow:
        yield Point(", ".join(map(catalog.name, track.shadow)), "good to shadow")
    for item in catalog.items.values():
        if isinstance(item, Shadowing) and track.id in item.tracks:
            yield Point(item.occasion or catalog.name(item.of or ""), item.name)
