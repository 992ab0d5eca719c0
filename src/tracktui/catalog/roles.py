"""Roles: job blueprints with every part of a blueprint's text."""

from typing import Annotated, Literal

from msgspec import Meta

from tracktui.catalog.clauses import Clause
from tracktui.catalog.entries import Entry, Id, Level, Part, Text, Texts
from tracktui.catalog.skills import SkillRow


class Card(Part, frozen=True):
    """A role's summary card."""

    purpose: str = ""
    horizon: str = ""
    value: str = ""
    seniority: str = ""
    works_with: Texts = ()


class RoleTrack(Part, frozen=True):
    """A track a role draws on, and how deep."""

    id: Id
    level: Level


class Responsibilities(Part, frozen=True):
    """A role's responsibilities in six groups."""

    strategic: Texts = ()
    operational: Texts = ()
    technical: Texts = ()
    cross_functional: Texts = ()
    governance: Texts = ()
    leadership: Texts = ()


class Ritual(Part, frozen=True):
    """A recurring meeting."""

    name: Text
    every: str = ""


class DayToDay(Part, frozen=True):
    """What the days look like."""

    daily: Texts = ()
    weekly: Texts = ()
    monthly: Texts = ()
    rituals: tuple[Ritual, ...] = ()
    incidents: Texts = ()


class Deliverables(Part, frozen=True):
    """What a role leaves behind, in groups."""

    platform: Texts = ()
    delivery: Texts = ()
    reliability: Texts = ()
    governance: Texts = ()
    enablement: Texts = ()


class RoleGoal(Part, frozen=True):
    """A goal `day` days after joining."""

    day: Annotated[int, Meta(ge=1, le=3660)]
    text: Text
    requires: tuple[Clause, ...] = ()


class Tool(Part, frozen=True):
    """A tool a role uses."""

    category: Text
    name: Text
    use: str = ""
    commonality: Literal["common", "optional", "context"] = "common"
    when: str = ""


class Environment(Part, frozen=True):
    """Where a role works."""

    infrastructure: Texts = ()
    application: Texts = ()
    data: Texts = ()
    security: Texts = ()
    delivery: Texts = ()
    process: Texts = ()
    scale: Texts = ()
    topology: Texts = ()


class Stakeholders(Part, frozen=True):
    """Whom a role works with."""

    internal: Texts = ()
    external: Texts = ()
    peers: Texts = ()
    upstream: Texts = ()
    downstream: Texts = ()
    collaboration: Texts = ()
    authority: Texts = ()
    escalation: Texts = ()


class Decisions(Part, frozen=True):
    """What a role may decide, by tier."""

    alone: Texts = ()
    team: Texts = ()
    manager: Texts = ()
    executive: Texts = ()
    budget: str = ""
    architecture: str = ""
    vendor: str = ""
    delivery: str = ""
    hiring: str = ""


class RoleExperience(Part, frozen=True):
    """What people bring into a role."""

    years: tuple[float, float] | None = None
    education: str = ""
    backgrounds: Texts = ()
    domain: Texts = ()
    leadership: Texts = ()


class RoleCert(Part, frozen=True):
    """A cert in a role, and how common it is there."""

    id: Id
    commonality: Literal["common", "optional", "context"] = "optional"


class Paths(Part, frozen=True):
    """Where people come from and go to: role ids, or plain names."""

    feeder: Texts = ()
    next: Texts = ()
    adjacent: Texts = ()


class Evolution(Part, frozen=True):
    """How a role grows."""

    early: str = ""
    mid: str = ""
    later: str = ""


class Risks(Part, frozen=True):
    """What goes wrong in a role."""

    challenges: Texts = ()
    bottlenecks: Texts = ()
    anti_patterns: Texts = ()
    underperformance: Texts = ()
    business: Texts = ()


class Variant(Part, frozen=True):
    """What shifts in a role by context; `adds` are items."""

    id: Id
    axis: Literal["size", "industry", "geography", "business", "stage", "regulation"]
    shifts: Texts = ()
    adds: tuple[Id, ...] = ()


class AiImpact(Part, frozen=True):
    """What AI changes in a role."""

    automated: Texts = ()
    human: Texts = ()
    changes: Texts = ()
    expectations: Texts = ()


class ScoreRow(Part, frozen=True):
    """One dimension of a hiring scorecard."""

    dimension: Text
    meets: str = ""
    exceeds: str = ""


class Hiring(Part, frozen=True):
    """How to tell a strong candidate."""

    assess: Texts = ()
    exercises: tuple[Id, ...] = ()
    strong: Texts = ()
    weak: Texts = ()
    red_flags: Texts = ()
    scorecard: tuple[ScoreRow, ...] = ()


class Role(Entry, frozen=True):
    """A job blueprint drawing on tracks."""

    card: Card = Card()
    mission: str = ""
    importance: Texts = ()
    outcomes: Texts = ()
    tracks: tuple[RoleTrack, ...] = ()
    responsibilities: Responsibilities = Responsibilities()
    day_to_day: DayToDay = DayToDay()
    deliverables: Deliverables = Deliverables()
    goals: tuple[RoleGoal, ...] = ()
    success: str = ""
    high_performance: Texts = ()
    kpis: tuple[Id, ...] = ()
    kpi_manners: Texts = ()
    skills: tuple[SkillRow, ...] = ()
    tools: tuple[Tool, ...] = ()
    environment: Environment = Environment()
    stakeholders: Stakeholders = Stakeholders()
    decisions: Decisions = Decisions()
    experience: RoleExperience = RoleExperience()
    certs: tuple[RoleCert, ...] = ()
    paths: Paths = Paths()
    promotion: Id | None = None
    evolution: Evolution = Evolution()
    risks: Risks = Risks()
    variants: tuple[Variant, ...] = ()
    ai: AiImpact = AiImpact()
    hiring: Hiring = Hiring()
