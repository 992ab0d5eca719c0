"""Skills, tracks and roles, and the smaller kinds beside them: KPIs, reviews, playbooks, policies."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, field

from tracktui.catalog.clauses import Clause
from tracktui.catalog.entries import Entry, Hour, Hours, Id, Level, Part, Source, Text, Texts, Usd, Weeks

Importance = Literal["critical", "important", "optional"]
Stage = Literal["must-have", "good-to-have", "advanced", "emerging"]
Risk = Annotated[str, Meta(min_length=1, max_length=64)]
Share = Annotated[float, Meta(ge=0, le=1)]
Months4 = tuple[Hour, Hour, Hour, Hour]


class Skill(Entry, frozen=True):
    """A row of the skills matrix: four levels of observable behaviour. `practice_hours`: the step to each level."""

    tracks: tuple[Id, ...] = ()
    role: Id | None = None
    dimension: Literal["technical", "collaboration"] = "technical"
    ai: bool = False
    question: str = ""
    outcome: str = ""
    risk: str = ""
    description: str = ""
    fresh_months: Annotated[int, Meta(ge=1, le=600)] = 24
    practice_hours: Months4 | None = None
    behaviours: tuple[Texts, ...] = ()
    why: str = ""
    shows_as: Texts = ()
    strong: Texts = ()


class PainPoint(Part, frozen=True):
    """A business pain a track answers; `weight` 1 to 5."""

    id: Id
    text: Text
    weight: Annotated[int, Meta(ge=1, le=5)] = 1


class SkillRow(Part, frozen=True):
    """A skill's place in a track or a role: what belongs to the relation, not to the skill."""

    id: Id
    importance: Importance = "important"
    stage: Stage = "must-have"
    level: Level | None = None
    use: str = ""
    rising: bool = False
    when: str = ""


class StackRow(Part, frozen=True):
    """A layer of a track's credentials; one member of `any` fills it."""

    layer: Literal["base", "specialty", "supporting"]
    level: Level
    any: tuple[Id, ...]


class TrackLevel(Part, frozen=True):
    """What a level is for."""

    level: Level
    goal: Text
    objectives: Texts = ()


class Seniority(Part, frozen=True):
    """The level each seniority stands for."""

    junior: Level = 1
    mid: Level = 2
    senior: Level = 3
    lead: Level = 4


class CarriesOver(Part, frozen=True):
    """Skills that count when moving to another track."""

    to: Id
    skills: tuple[Id, ...]


class Track(Entry, frozen=True):
    """A specialist lane."""

    outcome: str = ""
    risk: str = ""
    pain_points: tuple[PainPoint, ...] = ()
    skills: tuple[SkillRow, ...] = ()
    stack: tuple[StackRow, ...] = ()
    levels: tuple[TrackLevel, ...] = ()
    seniority: Seniority = field(default_factory=Seniority)
    kpis: tuple[Id, ...] = ()
    outputs: Texts = ()
    shadow: tuple[Id, ...] = ()
    carries_over: tuple[CarriesOver, ...] = ()
    transfer_questions: Texts = ()
    lags: Texts = ()

    def stack_certs(self) -> tuple[str, ...]:
        """Every cert of the stack, each once, base layer first."""
        order = {"base": 0, "specialty": 1, "supporting": 2}
        rows = sorted(self.stack, key=lambda row: (row.level, order[row.layer]))
        return tuple(dict.fromkeys(cert for row in rows for cert in row.any))

    def stack_place(self, cert: str) -> tuple[int, int] | None:
        """The cert's level and layer (0 base, 1 specialty, 2 supporting) in this stack, or None."""
        order = {"base": 0, "specialty": 1, "supporting": 2}
        places = [(row.level, order[row.layer]) for row in self.stack if cert in row.any]
        return min(places, default=None)


class Kpi(Entry, frozen=True):
    """A figure that shows whether the work helps. Never used to rank people."""

    measures: str = ""
    why: str = ""
    unit: str = ""
    direction: Literal["up", "down"] | None = None
    target: str = ""
    frequency: Literal["week", "month", "quarter"] = "month"
    tracks: tuple[Id, ...] = ()


class Questions(Part, frozen=True):
    """What each side asks in a review."""

    engineer: Texts = ()
    reviewer: Texts = ()
    lead: Texts = ()


class Review(Part, frozen=True):
    """A review `day` days after the start of the plan."""

    id: Id
    day: Annotated[int, Meta(ge=1, le=3660)]
    name: str = ""
    looks_at: Texts = ()
    figures: tuple[str, ...] = ()
    questions: Questions = Questions()
    notes: str = ""


class PlaybookStep(Part, frozen=True):
    """A step of a playbook: `name` for lists, `do` in full; `weeks` first and last, counted from 1; `hours` low and high, ours.

    `after` names the steps of the same playbook that must be done before.
    """

    id: Id
    do: Text
    name: str = ""
    weeks: Weeks | None = None
    hours: Hours | None = None
    after: tuple[Id, ...] = ()
    done_when: str = ""
    output: str = ""


class Playbook(Part, frozen=True):
    """Steps one can run as a plan (plan/playbook.py). `role`: whose joiner it is for; `asks`: what a reviewer asks at its end."""

    id: Id
    audience: Literal["leader", "joiner"] = field(name="for")
    name: str = ""
    role: Id | None = None
    steps: tuple[PlaybookStep, ...] = ()
    asks: Texts = ()
    notes: str = ""
    sources: tuple[Source, ...] = ()


class Preferred(Part, frozen=True):
    """Certs an organisation prefers for a track."""

    track: Id
    certs: tuple[Id, ...]


class Outcome(Part, frozen=True):
    """A business outcome an organisation wants next."""

    track: Id
    text: Text
    by: date | None = None


class Policy(Part, frozen=True):
    """What an organisation funds and expects."""

    id: Id
    name: str = ""
    budget_usd_per_year: Usd | None = None
    budget_year_starts: Annotated[str, Meta(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")] = "01-01"
    preferred: tuple[Preferred, ...] = ()
    funded: Literal["listed", "any"] = "any"
    reimburse_on: Literal["passed", "delivered", "observed"] = "passed"
    estate: dict[str, Share] = field(default_factory=dict)
    prove_first: bool = True
    one_specialty_per_project: bool = False
    wip: Annotated[int, Meta(ge=1, le=20)] | None = None
    hour_value_usd: Usd | None = None
    outcomes: tuple[Outcome, ...] = ()
    notes: str = ""


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
