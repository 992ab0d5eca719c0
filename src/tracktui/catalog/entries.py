"""What every catalog entry shares, and the items a roadmap orders: certs, projects, checks, scenarios, shadowing, courses, steps.

The keys are those of the TOML format (docs/catalog-format.md); a field that is a Python keyword carries the TOML name. Hours are
study or work hours, low and high; money is USD; months and weeks are whole numbers.
"""

from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, field

from tracktui.catalog.clauses import Clause
from tracktui.catalog.days import PartialDate

Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Text = Annotated[str, Meta(min_length=1, max_length=20_000)]
Texts = tuple[Text, ...]
Level = Annotated[int, Meta(ge=1, le=4)]
Months = Annotated[int, Meta(ge=0, le=1200)]
Usd = Annotated[float, Meta(ge=0, le=1_000_000)]
Hour = Annotated[float, Meta(ge=0, le=10_000)]
Hours = tuple[Hour, Hour]
Weeks = tuple[Annotated[int, Meta(ge=1, le=520)], Annotated[int, Meta(ge=1, le=520)]]
"""First and last week, counted from 1 at the start of a plan; both count."""
Kind = Literal["cert", "project", "check", "scenario", "shadowing", "course", "step", "renewal", "practice"]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The base of every table in a catalog: frozen, and an unknown key is an error."""


class Source(Part, frozen=True):
    """Where a fact was read. `as_of` is the day the statement could be tied to; `via` who reported it; `purpose` which facts."""

    url: str = ""
    title: str = ""
    as_of: PartialDate | None = None
    via: str = ""
    purpose: str = field(default="", name="for")


class Entry(Part, frozen=True):
    """What every entry has. Keys below `custom` are the author's own and mean nothing to tracktui."""

    id: Id
    name: Text
    notes: str = ""
    tags: Texts = ()
    aliases: tuple[Id, ...] = ()
    sources: tuple[Source, ...] = ()
    custom: dict[str, Any] = {}


class Develops(Part, frozen=True):
    """Finishing the item brings `skill` to `level`."""

    skill: Id
    level: Level


class Resource(Part, frozen=True):
    """Something to learn from."""

    name: Text
    url: str = ""
    hours: Hour | None = None
    price_usd: Usd | None = None


class Item(Entry, frozen=True):
    """What a roadmap orders. `hours` is None where the entry gives none (see `default_hours`)."""

    tracks: tuple[Id, ...] = ()
    level: Level | None = None
    hours: Hours | None = None
    price_usd: Usd | None = None
    requires: tuple[Clause, ...] = ()
    recommended: tuple[Id, ...] = ()
    together: tuple[Id, ...] = field(default=(), name="with")
    develops: tuple[Develops, ...] = ()
    resources: tuple[Resource, ...] = ()
    url: str = ""
    estimated: tuple[str, ...] = ()
    basis: str = ""


class ExamPart(Part, frozen=True):
    """One sitting of an exam. `minutes` long; `questions` and `pass_mark` in the issuer's words."""

    code: str = ""
    minutes: Annotated[int, Meta(ge=1, le=10_000)] | None = None
    format: str = ""
    questions: str = ""
    pass_mark: str = field(default="", name="pass")


class Version(Part, frozen=True):
    """An exam code inside one certification, with the first and last day it can be sat."""

    code: str
    first: date | None = None
    last: date | None = None
    stage: str = ""


class Price(Part, frozen=True):
    """A price other than the list price, and for whom or what it is."""

    who: Text
    usd: Usd
    of: tuple[Id, ...] = ()


class ValidBefore(Part, frozen=True):
    """Passes before `earned_before` are valid for `months`."""

    earned_before: date
    months: Months


class CreditGroup(Part, frozen=True):
    """A part of the credits that must come from one group."""

    name: Text
    min: Annotated[int, Meta(ge=0)]


class Renewal(Part, frozen=True):
    """One way to renew a credential. `opens_days` before the expiry; `closes_days` before it too (negative: after). `fee_shared` and
    `credits_shared`: a name under which the yearly fee is paid once, or credits count for every credential that they fit.

    `adds`: a new term from the pass day, months added to the old expiry, or the other exam's expiry. `lapsed`: an expired
    credential can be revived this way.
    """

    how: Literal["retake", "exam", "assessment", "credits", "course", "fee"]
    cert: Id | None = None
    since: date | None = None
    lapsed: bool = False
    adds: Literal["from-pass", "to-expiry", "its-expiry"] | None = None
    adds_months: Months | None = None
    opens_days: Annotated[int, Meta(ge=0)] | None = None
    closes_days: int | None = None
    minutes: Annotated[int, Meta(ge=1)] | None = None
    hours: Hours | None = None
    price_usd: Usd | None = None
    credits: Annotated[int, Meta(ge=0)] | None = None
    months: Months | None = None
    yearly_min: Annotated[int, Meta(ge=0)] | None = None
    groups: tuple[CreditGroup, ...] = ()
    credits_shared: Id | None = None
    fee_usd_per_year: Usd | None = None
    fee_shared: Id | None = None
    notes: str = ""


class Waiver(Part, frozen=True):
    """Months of experience that a degree or a credential stands for."""

    months: Months
    degree: bool = False
    id: Id | None = None


class Experience(Part, frozen=True):
    """Experience the issuer asks for. `text` in our words; `months` only where it is a formal requirement."""

    text: str = ""
    months: Months | None = None
    area: str = field(default="", name="in")
    within_years: Annotated[int, Meta(ge=0)] | None = None
    waives: tuple[Waiver, ...] = ()
    waives_at_most: Months | None = None
    without: str = ""


class Topic(Part, frozen=True):
    """A part of an exam's outline; `weight` in per cent, low and high."""

    name: Text
    weight: tuple[float, float] | None = None


class Cert(Item, frozen=True, tag="cert", tag_field="kind"):
    """A certification, or a title given for a set of them (`form="title"`)."""

    form: Literal["exam", "title"] = "exam"
    code: str = ""
    versions: tuple[Version, ...] = ()
    issuer: str = ""
    issuer_level: str = ""
    vendor: Id = "neutral"
    prices: tuple[Price, ...] = ()
    retakes_included: Annotated[int, Meta(ge=0)] | None = None
    retake_wait_days: Annotated[int, Meta(ge=0)] | None = None
    voucher_months: Months | None = None
    exams: tuple[ExamPart, ...] = ()
    valid_months: Months | None = None
    valid_before: tuple[ValidBefore, ...] = ()
    valid_rule: Literal["while-required", "year-end-of-first-lapse"] | None = None
    renewals: tuple[Renewal, ...] | None = None
    experience: Experience | None = None
    opens_on: date | None = None
    retires_on: date | None = None
    successors: tuple[Id, ...] | None = None
    equivalent: tuple[Id, ...] = ()
    topics: tuple[Topic, ...] = ()
    confidence: Literal["high", "medium", "low"] | None = None
    conflicts: Texts = ()
    unknown: tuple[str, ...] = ()
    checked: PartialDate | None = None

    def valid_for(self, earned: date) -> int | None:
        """Months of validity for a pass on `earned`: 0 never expires, None when nobody publishes it."""
        for rule in self.valid_before:
            if earned < rule.earned_before:
                return rule.months
        return self.valid_months

    def beta(self) -> bool:
        """Whether it can only be sat as a beta."""
        return bool(self.versions) and all(version.stage == "beta" for version in self.versions)


class Metric(Part, frozen=True):
    """What a project's outcome is measured by. `target` is a change in per cent, a value to reach, or just done."""

    name: Text
    unit: str = ""
    direction: Literal["up", "down"] | None = None
    target: float | None = None
    target_is: Literal["percent", "value", "done"] = "percent"


class Project(Item, frozen=True, tag="project", tag_field="kind"):
    """A companion project: the production task that proves a cert. Observed for `observe_weeks` after delivery."""

    proves: tuple[Id, ...] = ()
    observe_weeks: Annotated[int, Meta(ge=0, le=104)] = 0
    metric: Metric | None = None
    acceptance: Texts = ()
    outputs: Texts = ()
    objectives: Texts = ()
    feedback: Texts = ()
    counts_for: Literal["any", "one"] = "any"


class Check(Item, frozen=True, tag="check", tag_field="kind"):
    """A milestone check: the gate at a level. `asks` is what the reviewer looks for."""

    asks: Texts = ()


class Finding(Part, frozen=True):
    """What a good review of a scenario finds, worth `points`."""

    area: Literal["ai", "cost", "security", "reliability"]
    text: Text
    points: Annotated[int, Meta(ge=1, le=100)] = 1


class Scenario(Item, frozen=True, tag="scenario", tag_field="kind"):
    """A drill: an architecture to review, a tabletop, or a hiring exercise. Passed from `pass_percent` of the points on."""

    form: Literal["review", "tabletop", "exercise"] = "review"
    minutes: Annotated[int, Meta(ge=1, le=10_000)] | None = None
    architecture: str = ""
    diagram: str = ""
    findings: tuple[Finding, ...] = ()
    pass_percent: Annotated[int, Meta(ge=0, le=100)] = field(default=60, name="pass")


class Shadowing(Item, frozen=True, tag="shadowing", tag_field="kind"):
    """Time beside another track's people, on an occasion, that brings something back."""

    of: Id | None = None
    occasion: str = ""
    weeks: Annotated[int, Meta(ge=0, le=104)] = 0
    watch: Texts = ()
    brings_back: Texts = ()


class Course(Item, frozen=True, tag="course", tag_field="kind"):
    """Training without an exam."""


class Step(Item, frozen=True, tag="step", tag_field="kind"):
    """A step of a playbook in somebody's plan: what to do within some weeks of its start, when it is done, what it leaves behind.

    No catalog holds steps of its own: a playbook does (tracks.PlaybookStep), and a plan that runs it has them as own items.
    """

    weeks: Weeks | None = None
    do: str = ""
    done_when: str = ""
    output: str = ""


AnyItem = Cert | Project | Check | Scenario | Shadowing | Course | Step

DEFAULT_HOURS: dict[str, Hours] = {"check": (2, 4), "scenario": (2, 3), "step": (1, 3), "title": (0, 0)}
"""Hours where an entry gives none (docs/catalog-format.md)."""


def kind_of(item: AnyItem) -> Kind:
    """The item's kind, as written in the catalog."""
    kind: Kind = item.__struct_config__.tag  # type: ignore[assignment] # every item is tagged with its kind
    return kind


def default_hours(item: AnyItem) -> Hours | None:
    """The item's hours, low and high: its own, those of its form, or None when nobody says."""
    if item.hours is not None:
        return item.hours
    if isinstance(item, Cert) and item.form == "title":
        return DEFAULT_HOURS["title"]
    return DEFAULT_HOURS.get(kind_of(item))
