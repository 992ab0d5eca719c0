"""A role blueprint as a page to read: every part of the role, in the order of its source."""

from __future__ import annotations

from collections.abc import Iterable

from tracktui.catalog.clauses import in_words
from tracktui.catalog.entries import Check, Part, Scenario
from tracktui.catalog.kpi_words import kpi_points, manners
from tracktui.catalog.model import Catalog
from tracktui.catalog.page import Point, Section, group, page, said, section
from tracktui.catalog.roles import Role, Tool
from tracktui.catalog.skills import SkillRow
from tracktui.wording import count

_NAMES = {
    "cross_functional": "With other teams",
    "application": "Applications",
    "topology": "Shape of the team",
    "upstream": "They depend on",
    "downstream": "Who depends on them",
    "alone": "Alone",
    "team": "With the team's agreement",
    "manager": "With the manager's agreement",
    "executive": "With leadership's agreement",
    "domain": "Knowledge of the field",
    "anti_patterns": "Habits to avoid",
    "business": "Risks for the business",
    "automated": "What gets automated",
    "human": "What stays with people",
    "changes": "How the work changes",
    "expectations": "What is newly expected",
    "assess": "What to find out",
    "strong": "Signals of a strong candidate",
    "weak": "Signals of a weak candidate",
    "early": "First year or two",
    "mid": "After that",
    "later": "Later",
    "feeder": "Where people come from",
    "next": "Next steps",
    "adjacent": "Steps sideways",
}
"""Headings of a role's groups, where the key itself is not plain enough."""
_AXES = {"size": "By size", "industry": "By industry", "geography": "By place", "business": "By business", "stage": "By stage", "regulation": "By regulation"}
_TIMES = {30: "in the first 30 days", 60: "by day 60", 90: "by day 90", 180: "in six months", 365: "in a year", 730: "in one to two years"}
_COMMON = {"common": "common", "optional": "optional", "context": "where the context asks for it"}


def role_page(catalog: Catalog, role: Role) -> tuple[Section, ...]:
    """Every part of a role. Ids of other entries are written as their names."""
    return page(
        *_why(catalog, role), *_work(role), *_measured(catalog, role), *_able(catalog, role), *_around(role), *_ways(catalog, role), *_hiring(catalog, role)
    )


def _why(catalog: Catalog, role: Role) -> Iterable[Section]:
    card = role.card
    yield section(
        "card", "In short", said("purpose", card.purpose), said("value", card.value), said("seniority", card.seniority), said("outlook", card.horizon),
        group("Works with", card.works_with),
        group("Draws on", (f"{catalog.name(track.id)}, level {track.level}" for track in role.tracks)),
    )  # fmt: skip
    yield section("mission", "Mission", role.mission, group("Why it matters", role.importance), group("What comes out of it", role.outcomes))


def _work(role: Role) -> Iterable[Section]:
    yield section("responsibilities", "Responsibilities", _groups(role.responsibilities))
    days = role.day_to_day
    rituals = [f"{ritual.name}, every {ritual.every}" if ritual.every else ritual.name for ritual in days.rituals]
    yield section(
        "days", "What the days look like", group("Daily", days.daily), group("Weekly", days.weekly), group("Monthly", days.monthly),
        group("Rituals", rituals), group("During an incident", days.incidents),
    )  # fmt: skip
    yield section("deliverables", "What it leaves behind", _groups(role.deliverables))


def _measured(catalog: Catalog, role: Role) -> Iterable[Section]:
    goals: list[Point] = []
    for goal in role.goals:
        goals.append(Point(goal.text, _TIMES.get(goal.day, f"by day {goal.day}")))
        goals += [Point(in_words(clause, catalog.name), "asks for") for clause in goal.requires]
    yield section("goals", "Goals, from the first month to the second year", goals)
    yield section("success", "What success means", role.success, group("What the best do", role.high_performance))
    yield section("kpis", "How success is measured (KPIs)", kpi_points(catalog, role.kpis), manners(role.kpi_manners))


def _able(catalog: Catalog, role: Role) -> Iterable[Section]:
    levelled = [row for row in role.skills if row.level is not None]
    soft = [row for row in role.skills if row.level is None]
    yield section("skills", "Skills", [point for row in levelled for point in _skill(catalog, row)])
    yield section("behaviours", "Behaviours", [point for row in soft for point in _soft_skill(catalog, row)])
    yield section("tools", "Tools", _tools(role.tools))
    certs = [Point(_COMMON[cert.commonality], catalog.name(cert.id)) for cert in role.certs]
    yield section("certs", "Certifications", certs)


def _skill(catalog: Catalog, row: SkillRow) -> list[Point]:
    skill = catalog.skills.get(row.id)
    words = [f"level {row.level}" if row.level is not None else "", row.importance, row.stage.replace("-", " "), "rising" if row.rising else ""]
    use = f": {row.use}" if row.use else ""
    when = f" When: {row.when}." if row.when else ""
    description = [skill.description] if skill is not None and skill.description else []
    return [Point(f"{', '.join(word for word in words if word)}{use}{when}", catalog.name(row.id)), *map(Point, description)]


def _soft_skill(catalog: Catalog, row: SkillRow) -> list[Point]:
    skill = catalog.skills.get(row.id)
    why = [*said("why", skill.why), *_each("shows as", skill.shows_as), *_each("strong", skill.strong)] if skill is not None else []
    return [*_skill(catalog, row), *why]


def _each(label: str, texts: Iterable[str]) -> list[Point]:
    return [Point(text, label) for text in texts]


def _tools(tools: tuple[Tool, ...]) -> list[Point]:
    points: list[Point] = []
    for category in dict.fromkeys(tool.category for tool in tools):
        points.append(Point(label=category))
        for tool in tools:
            if tool.category == category:
                when = f"; {tool.when}" if tool.when else ""
                points.append(Point(f"{tool.use + '; ' if tool.use else ''}{_COMMON[tool.commonality]}{when}", tool.name))
    return points


def _around(role: Role) -> Iterable[Section]:
    yield section("environment", "Environment", _groups(role.environment))
    yield section("stakeholders", "Whom it works with", _groups(role.stakeholders))
    decisions = role.decisions
    money = ("budget", "architecture", "vendor", "delivery", "hiring")
    yield section("decisions", "What it decides", _groups(decisions, leave=money), (point for name in money for point in said(name, getattr(decisions, name))))
    brings = role.experience
    years = f"{brings.years[0]:g} to {brings.years[1]:g} years" if brings.years else ""
    yield section(
        "experience", "What people bring", said("experience", years), said("education", brings.education), _groups(brings, leave=("years", "education"))
    )


def _ways(catalog: Catalog, role: Role) -> Iterable[Section]:
    yield section("promotion", "To the next level", promotion_points(catalog, role))
    paths = [group(_NAMES[way], map(catalog.name, getattr(role.paths, way))) for way in ("feeder", "next", "adjacent")]
    yield section("paths", "Where people come from and go to", *paths)
    yield section(
        "evolution", "How the role grows", (point for stage in ("early", "mid", "later") for point in said(_NAMES[stage], getattr(role.evolution, stage)))
    )
    yield section("risks", "What goes wrong", _groups(role.risks))
    variants: list[Point] = []
    for variant in role.variants:
        variants += [Point(label=f"{_AXES[variant.axis]}: {_plain(variant.id, role.id, variant.axis)}"), *map(Point, variant.shifts)]
        variants += _each("adds", map(catalog.name, variant.adds))
    yield section("variants", "How it shifts with the context", variants)
    yield section("ai", "What AI changes", _groups(role.ai))


def promotion_points(catalog: Catalog, role: Role) -> list[Point]:
    """The promotion check of a role: what it asks for and what the reviewer looks at."""
    check = catalog.items.get(role.promotion or "")
    if not isinstance(check, Check):
        return []
    return [Point(label=check.name), *_each("needs", (in_words(clause, catalog.name) for clause in check.requires)), *_each("asks", check.asks)]


def _hiring(catalog: Catalog, role: Role) -> Iterable[Section]:
    hiring = role.hiring
    score: list[Point] = []
    for row in hiring.scorecard:
        score += [Point(label=row.dimension), *said("meets", row.meets), *said("exceeds", row.exceeds)]
    yield section("hiring", "Hiring", _groups(hiring, leave=("exercises", "scorecard")), score)
    exercises: list[Point] = []
    for exercise in hiring.exercises:
        item = catalog.items.get(exercise)
        exercises.append(Point(label=catalog.name(exercise)))
        if isinstance(item, Scenario):
            exercises += [*said("given", item.architecture), Point(f"{len(item.findings)} things to find, passed from {item.pass_percent} %", "looks for")]
            exercises += said("time", f"{item.minutes} minutes" if item.minutes else "")
    yield section("exercises", "Exercises", exercises)
    sources = [Point(source.url or source.via, source.title or "source") for source in role.sources]
    yield section("about", "About this page", role.notes, group(f"Read in {count(len(sources), 'source')}", ()), sources)


def _groups(part: Part, leave: tuple[str, ...] = ()) -> list[Point]:
    """Every list of texts of a part, below its name."""
    return [point for name in part.__struct_fields__ if name not in leave for point in group(_NAMES.get(name, _heading(name)), getattr(part, name))]


def _heading(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _plain(variant: str, role: str, axis: str) -> str:
    return variant.removeprefix(f"{role}-").removeprefix(f"{axis}-").replace("-", " ")
