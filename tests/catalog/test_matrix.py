"""The skills matrix and the tracks that ship: complete, observable and different from each other.

Each rule gives the faults it finds in a catalog. The shipped catalog has none, and each rule finds the fault that an overlay plants.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations

import pytest

from tracktui import paths
from tracktui.catalog.clauses import AllOf, AnyOf, AtLeast, Clause, Has, SkillAt, leaves
from tracktui.catalog.entries import Cert, Check, Project, Scenario, Shadowing
from tracktui.catalog.model import Catalog
from tracktui.catalog.read import CatalogFile, catalog_files, read_catalog
from tracktui.catalog.skills import Skill
from tracktui.catalog.tracks import Track

TRACKS = ("cloud-security", "finops", "mlops", "platform", "sre")
LEVELS = (1, 2, 3, 4)

VERBS = """
acknowledges adds advises agrees answers applies asks attaches automates balances briefs brings builds buys caps captures carries changes checks
chooses classifies closes coaches collects commands compares completes computes contains corrects correlates counts creates cuts decides declares
defends defines deletes demonstrates deploys designs detects diagnoses divides draws drills edits ends enforces estimates explains fills filters finds
fixes follows forecasts funds gets gives grows halves hands holds imports instruments interviews introduces isolates joins keeps labels leads limits
lists load-tests loads logs makes maps marks masks matches measures merges moves names negotiates offers opens owns packages pairs patches persuades
plans posts predicts prepares presents preserves prices proposes proves provisions publishes puts raises ranks reads records redesigns rehearses
releases removes renders repairs repeats replaces replays reports reproduces requests requires reruns resolves restores restricts restructures retires
returns reviews rewrites rolls routes runs schedules sends separates serves sets settles shares shifts ships shortens shows shrinks sits sorts speaks
splits starts stops structures switches tags takes teaches tells tests thanks ties traces tracks trains tunes turns upgrades validates verifies
watches wins withdraws writes
"""
"""What a behaviour may begin with: something one person can watch another do."""

Rule = Callable[[Catalog], Iterator[str]]


def rows(catalog: Catalog) -> list[Skill]:
    """The rows of the matrix: skills of tracks. A role's own soft skills are not levelled."""
    return [skill for skill in catalog.skills.values() if skill.role is None]


def of_track(catalog: Catalog, track: Track) -> list[Skill]:
    return [catalog.skills[row.id] for row in track.skills]


def behaviours(skill: Skill) -> list[str]:
    return [text for level in skill.behaviours for text in level]


# -- rows of the matrix -------------------------------------------------------------------------------------------------------


def vague_behaviours(catalog: Catalog) -> Iterator[str]:
    """A behaviour begins with a kept verb and has 6 to 30 words: room for an object and a visible result."""
    for skill in rows(catalog):
        for text in behaviours(skill):
            first, *rest = text.split()
            if first.lower() not in VERBS.split() or not first[0].isupper():
                yield f"{skill.id}: '{first}' is no kept verb"
            if not 6 <= 1 + len(rest) <= 30 or not text.endswith("."):
                yield f"{skill.id}: {1 + len(rest)} words in '{text}'"


def repeated_behaviours(catalog: Catalog) -> Iterator[str]:
    """No two behaviours of the whole matrix share four fifths of the words of the shorter one."""
    told = [(skill.id, text, frozenset(re.findall(r"[\w'-]+", text.lower()))) for skill in rows(catalog) for text in behaviours(skill)]
    for (one, text, words), (other, _, others) in combinations(told, 2):
        if len(words & others) >= 0.8 * min(len(words), len(others)):
            yield f"{one} and {other} both say '{text}'"


def thin_rows(catalog: Catalog) -> Iterator[str]:
    """Four levels of two behaviours at least, the business question, its outcome, the risk, hours of practice and a source to open."""
    for skill in rows(catalog):
        if len(skill.behaviours) != 4 or any(len(level) < 2 for level in skill.behaviours):
            yield f"{skill.id}: a level is missing or has one behaviour only"
        for key in ("question", "outcome", "risk", "description", "practice_hours"):
            if not getattr(skill, key):
                yield f"{skill.id}: no {key}"
        if not any(source.url for source in skill.sources):
            yield f"{skill.id}: no source besides the reference text"


# -- tracks -------------------------------------------------------------------------------------------------------------------


def thin_tracks(catalog: Catalog) -> Iterator[str]:
    """At least twelve rows, three of collaboration, one of AI fluency; eight projects, some on every level; three review drills; KPIs."""
    for track in catalog.tracks.values():
        skills = of_track(catalog, track)
        mine = [item for item in catalog.items.values() if track.id in item.tracks]
        projects = [item for item in mine if isinstance(item, Project)]
        counts = {
            "rows": (len(skills), 12),
            "collaboration rows": (sum(skill.dimension == "collaboration" for skill in skills), 3),
            "AI-fluency behaviours": (sum(len(behaviours(skill)) for skill in skills if skill.ai), 3),
            "projects": (len(projects), 8),
            "levels with two projects": (sum(sum(project.level == level for project in projects) >= 2 for level in LEVELS), 4),
            "review drills": (sum(isinstance(item, Scenario) and item.form == "review" for item in mine), 3),
            "KPIs": (len(track.kpis), 5),
            "pain points": (len(track.pain_points), 3),
            "outputs": (len(track.outputs), 3),
            "transfer questions": (len(track.transfer_questions), 3),
            "answers to a lag": (len(track.lags), 3),
            "tracks that skills carry over to": (len(track.carries_over), 3),
            "levels": (len({level.level for level in track.levels}), 4),
        }
        for what, (found, least) in counts.items():
            if found < least:
                yield f"{track.id}: {found} {what}, at least {least}"


def loose_kpis(catalog: Catalog) -> Iterator[str]:
    """A track's figure says what it measures, why, its unit, direction and target and where that comes from, and names the track."""
    for track in catalog.tracks.values():
        for kpi in (catalog.kpis[name] for name in track.kpis):
            if not (kpi.measures and kpi.why and kpi.unit and kpi.direction and kpi.target and track.id in kpi.tracks):
                yield f"{track.id}: {kpi.id} lacks its meaning, target or track"
            if not kpi.sources and "estimate" not in kpi.notes:
                yield f"{track.id}: {kpi.id} has neither a source nor a note that its target is an estimate"


def lonely_certs(catalog: Catalog) -> Iterator[str]:
    """Every cert of a stack is proved by a project of the same track, and the base layer offers three vendors."""
    for track in catalog.tracks.values():
        for cert in track.stack_certs():
            if not any(track.id in catalog.items[project].tracks for project in catalog.companions.get(cert, ())):
                yield f"{track.id}: no project of the track proves {cert}"
        base = [row for row in track.stack if row.layer == "base"]
        if not base or min(row.level for row in base) != 1:
            yield f"{track.id}: no base layer on level 1"
        for row in base:
            vendors = {item.vendor for item in (catalog.items[cert] for cert in row.any) if isinstance(item, Cert)}
            if len(vendors) < 3:
                yield f"{track.id}: the base layer of level {row.level} knows {len(vendors)} vendors"


def loose_projects(catalog: Catalog) -> Iterator[str]:
    """A metric with a target, a baseline in words, acceptance, objectives, feedback, outputs, skills; one quarter at 8 hours a week."""
    for project in catalog.items.values():
        if not isinstance(project, Project):
            continue
        if project.metric is None or project.metric.target is None or project.metric.direction is None:
            yield f"{project.id}: no target"
        if not re.search(r"baseline|before", " ".join(project.acceptance)):
            yield f"{project.id}: no baseline"
        if not (project.acceptance and project.objectives and project.feedback and project.outputs and project.develops and project.hours):
            yield f"{project.id}: a part is missing"
        elif project.hours[1] / 8 + project.observe_weeks > 13:
            yield f"{project.id}: longer than a quarter"


def loose_drills(catalog: Catalog) -> Iterator[str]:
    """A drill has an architecture, a diagram, time, and findings with points on AI failure, cost and security; it can be passed."""
    for drill in catalog.items.values():
        if not isinstance(drill, Scenario) or drill.form == "exercise":
            continue
        if not (drill.architecture and drill.diagram and drill.minutes and drill.develops and 0 < drill.pass_percent < 100):
            yield f"{drill.id}: a part is missing"
        missing = {"ai", "cost", "security"} - {finding.area for finding in drill.findings}
        if missing:
            yield f"{drill.id}: no finding on {', '.join(sorted(missing))}"


def one_way_shadowing(catalog: Catalog) -> Iterator[str]:
    """Where people of one track shadow another, the other's shadow them; each brings something back."""
    visits = {(track, visit.of) for visit in catalog.items.values() if isinstance(visit, Shadowing) and visit.brings_back for track in visit.tracks}
    for track in catalog.tracks.values():
        for other in track.shadow:
            if not {(track.id, other), (other, track.id)} <= visits:
                yield f"{track.id} and {other} do not shadow each other"
        if len(track.shadow) < 2:
            yield f"{track.id} shadows fewer than two tracks"


# -- checks -------------------------------------------------------------------------------------------------------------------


def fewest(clause: Clause, catalog: Catalog, kind: type) -> int:
    """How many items of a kind a clause asks for at the least."""
    match clause:
        case Has():
            return int(isinstance(catalog.items[clause.id], kind))
        case AllOf():
            return sum(fewest(part, catalog, kind) for part in clause.clauses)
        case AnyOf():
            return min(fewest(part, catalog, kind) for part in clause.clauses)
        case AtLeast():
            return sum(sorted(fewest(part, catalog, kind) for part in clause.clauses)[: clause.at_least])
        case _:
            return 0


def weak_checks(catalog: Catalog) -> Iterator[str]:
    """Each level asks for evidence, leaves a choice, asks a collaboration skill and never more certs than projects.

    Level 1 asks an AI skill and a drill, level 2 an AI skill at level 2.
    """
    for track in catalog.tracks.values():
        matrix = {row.id for row in track.skills}
        for level in LEVELS:
            check = catalog.items.get(catalog.check_of(track.id, level) or "")
            if not isinstance(check, Check):
                yield f"{track.id}: no check of level {level}"
                continue
            skills = [clause for clause in check.requires if isinstance(clause, SkillAt)]
            certs, projects, drills = (sum(fewest(clause, catalog, kind) for clause in check.requires) for kind in (Cert, Project, Scenario))
            ai = max((asked.level for asked in skills if catalog.skills[asked.skill].ai), default=0)
            faults = {
                "asks for no evidence": len(check.asks) < 3,
                "leaves no choice": not any(isinstance(clause, AnyOf | AtLeast) for clause in check.requires),
                "asks no collaboration skill": not any(catalog.skills[asked.skill].dimension == "collaboration" for asked in skills),
                "asks a skill outside its matrix": not {asked.skill for asked in skills} <= matrix,
                "asks more certs than projects": certs > projects or projects == 0,
                "does not build on the level before": level > 1 and f"{track.id}-{level - 1}" not in _asked(check),
                "asks no AI skill": level <= 2 and ai < level,
                "asks no drill": level == 1 and drills == 0,
            }
            yield from (f"{check.id} {fault}" for fault, found in faults.items() if found)


def _asked(check: Check) -> set[str]:
    return {leaf.id for leaf in leaves(check.requires) if isinstance(leaf, Has)}


RULES: tuple[Rule, ...] = (
    vague_behaviours,
    repeated_behaviours,
    thin_rows,
    thin_tracks,
    loose_kpis,
    lonely_certs,
    loose_projects,
    loose_drills,
    one_way_shadowing,
    weak_checks,
)


@pytest.mark.parametrize("rule", RULES)
def test_the_shipped_matrix_keeps_the_rule(shipped: Catalog, rule: Rule) -> None:
    assert list(rule(shipped)) == []


def test_five_tracks_ship(shipped: Catalog) -> None:
    assert tuple(sorted(shipped.tracks)) == TRACKS


def with_overlay(text: str) -> Catalog:
    """The shipped catalog with a stronger layer that changes fields of known entries."""
    files = [*catalog_files(paths.shipped_catalog(), "shipped"), CatalogFile("broken", "broken.toml", f"format = 1\n{text}".encode())]
    result = read_catalog(files)
    assert result.problems == ()
    return result.catalog


def change(kind: str, entry_id: str, field: str) -> str:
    return f'[[{kind}]]\nid = "{entry_id}"\nextend = true\n{field}\n'


def says(behaviour: str) -> str:
    """The row on alerting with another first behaviour and an empty third level."""
    return change("skill", "alerting", f'behaviours = [["{behaviour}", "Sorts pages."], ["Sorts pages."], [], ["Sorts pages."]]')


TWIN = "Quickly completes the timeline of a postmortem from logs and chat within two working days."

PLANTED: list[tuple[Rule, str, str]] = [
    (vague_behaviours, says("Understands what a good alert is and why it matters to users."), "alerting: 'Understands' is no kept verb"),
    (vague_behaviours, says("Writes good alerts."), "alerting: 3 words in 'Writes good alerts.'"),
    (repeated_behaviours, says(TWIN), f"alerting and postmortems both say '{TWIN}'"),
    (thin_rows, says("Sorts pages."), "alerting: a level is missing or has one behaviour only"),
    (thin_rows, change("skill", "alerting", 'question = ""'), "alerting: no question"),
    (thin_rows, change("skill", "alerting", 'sources = [{ title = "A text" }]'), "alerting: no source besides the reference text"),
    (thin_tracks, change("track", "mlops", 'outputs = ["model cards"]'), "mlops: 1 outputs, at least 3"),
    (thin_tracks, change("scenario", "rag-on-spot", 'form = "tabletop"'), "sre: 2 review drills, at least 3"),
    (loose_kpis, change("kpi", "mttr", 'target = ""'), "sre: mttr lacks its meaning, target or track"),
    (loose_kpis, change("kpi", "mttr", "sources = []"), "sre: mttr has neither a source nor a note that its target is an estimate"),
    (lonely_certs, change("track", "mlops", 'stack = [{ layer = "base", level = 1, any = ["kcna"] }]'), "mlops: no project of the track proves kcna"),
    (lonely_certs, change("track", "mlops", 'stack = [{ layer = "base", level = 1, any = ["kcna"] }]'), "mlops: the base layer of level 1 knows 1 vendors"),
    (loose_projects, change("project", "alert-noise", "observe_weeks = 10"), "alert-noise: longer than a quarter"),
    (loose_projects, change("project", "alert-noise", 'acceptance = ["pages fell"]'), "alert-noise: no baseline"),
    (loose_projects, change("project", "alert-noise", 'metric = { name = "pages", direction = "down" }'), "alert-noise: no target"),
    (loose_drills, change("scenario", "rag-on-spot", 'findings = [{ area = "ai", text = "No fallback." }]'), "rag-on-spot: no finding on cost, security"),
    (one_way_shadowing, change("shadowing", "sre-in-mlops", 'of = "finops"'), "sre and mlops do not shadow each other"),
    (weak_checks, change("check", "sre-1", 'requires = ["cka", { skill = "alerting", level = 1 }]'), "sre-1 asks more certs than projects"),
    (weak_checks, change("check", "sre-1", 'requires = ["cka", { skill = "alerting", level = 1 }]'), "sre-1 asks no drill"),
    (weak_checks, change("check", "sre-2", 'asks = ["Show something."]'), "sre-2 asks for no evidence"),
    (weak_checks, change("skill", "ai-workload-reliability", "ai = false"), "sre-2 asks no AI skill"),
    (weak_checks, change("skill", "incident-communication", 'dimension = "technical"'), "sre-1 asks no collaboration skill"),
]


@pytest.mark.parametrize(("rule", "text", "fault"), PLANTED, ids=[fault for _, _, fault in PLANTED])
def test_each_rule_finds_the_fault_it_is_for(shipped: Catalog, rule: Rule, text: str, fault: str) -> None:
    assert fault not in list(rule(shipped))
    assert fault in list(rule(with_overlay(text)))
