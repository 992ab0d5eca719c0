"""The plan: one engineer's wishes and facts (the head) and what happened (the journal). Frozen values; nothing derivable.

The keys are those of the plan file (docs/plan-format.md). Hours are per week or per item, money is USD unless a field says
"in currency".
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, field

from tracktui.catalog.days import PartialDate, add_days
from tracktui.catalog.entries import AnyItem, Hour, Hours, Id, Level, Project, Step, Usd
from tracktui.catalog.model import Catalog
from tracktui.catalog.policies import Share
from tracktui.problems import Problem

WeeklyHours = Annotated[float, Meta(ge=0, le=168)]
Level0 = Annotated[int, Meta(ge=0, le=4)]
Money = Annotated[float, Meta(ge=0, le=100_000_000)]

DEFAULT_HOURS_PER_WEEK = 6.0
"""Study hours a week where a plan does not say: what the field's guides call a sustainable pace beside a job (5 to 8)."""


class Table(msgspec.Struct, frozen=True, omit_defaults=True):
    """The base of every table in a plan. Unknown keys are kept in the file and reported once, as a warning."""


class PlanCatalog(Table, frozen=True):
    """The catalog version a plan was made under."""

    version: str = ""
    hash: str = ""


class Background(Table, frozen=True):
    """Experience the engineer brings: months in an area, or a degree."""

    area: str = field(default="", name="in")
    months: Annotated[int, Meta(ge=0, le=1200)] = 0
    degree: bool = False


class Profile(Table, frozen=True):
    """Who plans. `id` is who `by` means when nothing is said; without `reviewer` sign-offs are self-signed."""

    id: str = "me"
    name: str = ""
    reviewer: str | None = None
    role: Id | None = None
    seniority: str = ""
    start: date | None = None
    hours_per_week: WeeklyHours = DEFAULT_HOURS_PER_WEEK
    project_hours_per_week: WeeklyHours | None = None
    budget_usd_per_year: Money | None = None
    currency: str = "USD"
    per_usd: Annotated[float, Meta(gt=0)] = 1.0
    estate: dict[str, Share] = {}
    variants: tuple[str, ...] = ()
    experience: tuple[Background, ...] = ()


class Focus(Table, frozen=True):
    """What is aimed for. `start_level` (`from` in the file) is where the engineer says they stand: assumed until confirmed."""

    primary: Id | None = None
    secondary: Id | None = None
    also: tuple[Id, ...] = ()
    level: Level | None = None
    start_level: Level0 = field(default=0, name="from")
    secondary_level: Level = 1
    secondary_from: Level0 = 0
    by: date | None = None
    promotion: bool = False
    onboarding: date | None = None

    @property
    def target(self) -> int:
        """The level aimed for in the primary track: `level`, else one above where the engineer stands, at most 4."""
        return self.level if self.level is not None else min(4, self.start_level + 1)

    @property
    def lanes(self) -> tuple[str, ...]:
        """The tracks that are aimed for, first things first."""
        return tuple(track for track in (self.primary, self.secondary, *self.also) if track is not None)


class Choices(Table, frozen=True):
    """What the engineer decided by hand."""

    pin: tuple[Id, ...] = ()
    exclude: tuple[Id, ...] = ()
    keep: tuple[Id, ...] = ()
    kpis: tuple[Id, ...] = ()
    hour_value_usd: Usd | None = None
    wip: Annotated[int, Meta(ge=1, le=20)] | None = None
    horizon_months: Annotated[int, Meta(ge=0, le=120)] = 12


class Span(Table, frozen=True):
    """Days with other hours a week than the profile's: leave, a busy month. Both ends count."""

    start: date = field(name="from")
    end: date = field(name="to")
    hours: WeeklyHours = 0.0


class Held(Table, frozen=True):
    """A credential earned before this plan. `earned` may be a day, a month, or absent when unknown."""

    cert: Id
    earned: PartialDate | None = None
    expires: date | None = None
    number: str = ""
    code: str = ""
    source: str = ""


class Evidence(Table, frozen=True):
    """A link, a file (path and SHA-256) or a text. `verified_by` names who confirmed it."""

    link: str = ""
    file: str = ""
    sha256: str = ""
    text: str = ""
    verified_by: str = ""


class Entry(Table, frozen=True):
    """One journal entry. `data` holds the keys of its event (planner's table), e.g. `exam_on`, `score`, `level`, `actual`."""

    at: datetime
    event: str
    on: date | None = None
    id: str = ""
    by: str = ""
    item: str = ""
    hours: Hour | None = None
    note: str = ""
    private: bool = False
    evidence: tuple[Evidence, ...] = ()
    data: dict[str, Any] = {}

    @property
    def day(self) -> date:
        """The day it happened: `on`, else the day of `at`."""
        return self.on or self.at.date()

    def effect_order(self) -> tuple[date, str, str]:
        """The order of effect: `on`, then `at`, then `id`; the place in the file means nothing."""
        return (self.day, self.at.isoformat(), self.id)


class Plan(msgspec.Struct, frozen=True):
    """One engineer's plan. `own` are items of their own (ids begin with `my-`); `problems` are content faults found on reading."""

    catalog: PlanCatalog = PlanCatalog()
    profile: Profile = Profile()
    focus: Focus = Focus()
    choices: Choices = Choices()
    estimates: dict[str, Hours] = {}
    prices: dict[str, Money] = {}
    calendar: tuple[Span, ...] = ()
    held: tuple[Held, ...] = ()
    own: tuple[AnyItem, ...] = ()
    journal: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    path: str = ""
    hash: str = ""

    def window(self, item: AnyItem | None) -> tuple[date, date] | None:
        """First and last day of a step's weeks, counted from the start of the plan; None for what has none."""
        start = self.profile.start
        if not isinstance(item, Step) or item.weeks is None or start is None:
            return None
        return add_days(start, 7 * (item.weeks[0] - 1)), add_days(start, 7 * item.weeks[1] - 1)

    def companions(self, catalog: Catalog, cert: str) -> tuple[str, ...]:
        """The projects that prove a cert, the engineer's own first."""
        own = tuple(item.id for item in self.own if isinstance(item, Project) and cert in item.proves)
        return (*own, *catalog.companions.get(cert, ()))

    def in_effect(self) -> tuple[Entry, ...]:
        """The journal in order of effect, without voided entries and the entries that void them."""
        voided = {str(entry.data.get("voids", "")) for entry in self.journal if entry.event == "voided"}
        kept = [entry for entry in self.journal if entry.event != "voided" and entry.id not in voided]
        return tuple(sorted(kept, key=Entry.effect_order))


State = Literal[
    "locked", "ready", "in-progress", "booked", "earned", "proven", "agreed", "observing", "not-met", "met",
    "claimed", "sent-back", "signed-off", "done", "waiting", "missed", "skipped", "waived", "assumed", "gone",
]  # fmt: skip
Validity = Literal["active", "expiring", "expired", "lifetime", "unknown"]


class ItemState(msgspec.Struct, frozen=True):
    """Where an item stands on a day, derived from head and journal.

    `done` satisfies a plain requirement. `hours_done` are logged; `paid_usd` is what was spent on it (None: nothing said);
    `flags` are sentences worth showing ("done before its prerequisite", "self-signed").
    """

    state: State
    done: bool = False
    validity: Validity | None = None
    earned: date | None = None
    expires: date | None = None
    started: date | None = None
    exam_on: date | None = None
    delivered: date | None = None
    finished: date | None = None
    """Day on which it came to be done: observed as met, signed off, passed as drill, done. None for certs (`earned`) and what is open."""
    hours_done: float = 0.0
    hours_left: float | None = None
    """Hours still to do when the journal says so (after a failed exam); None: estimate less logged."""
    attempts: int = 0
    not_before: date | None = None
    paid_usd: float | None = None
    flags: tuple[str, ...] = ()
    last: date | None = None
    """Day of the newest entry on it."""
    again: ItemState | None = None
    """Of a credential that has expired: where it stands on the way to being earned once more, by what was logged since."""

    @property
    def ahead(self) -> ItemState:
        """Where it stands for who has it still to do, or to do again."""
        return self.again or self

    @property
    def done_on(self) -> date | None:
        """The day on which it came to be done; None while it is not, or where nobody did it (waived, assumed)."""
        return None if not self.done or self.state in ("waived", "assumed") else self.finished or self.earned

    @property
    def begun(self) -> bool:
        """Whether something was done or paid: what is left is all that still counts."""
        return self.state in ("in-progress", "booked", "agreed", "observing") or self.hours_done > 0
