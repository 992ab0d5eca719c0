"""The roadmap: the one result that every screen, table and export shows. Frozen; never stored as truth.

Days are calendar days; hours are expected hours still to do; money is USD, None when no price is published.
"""

from datetime import date
from functools import cached_property
from typing import Literal

import msgspec

from tracktui.catalog.entries import Hours, Kind
from tracktui.plan.ledger import Ledger
from tracktui.plan.model import State, Validity
from tracktui.problems import Problem

Serves = Literal["primary", "secondary", "both", "pinned", "also"]
"""For whom an item is here."""


class SkillNeed(msgspec.Struct, frozen=True):
    """A skill at a level, among an item's requirements."""

    skill: str
    level: int


class Planned(msgspec.Struct, frozen=True):
    """One item of the roadmap.

    `requires` names what satisfies its clauses, in the roadmap or held; `unlocks` the open items that directly need it;
    `path` leads from the goal to it (goal first, the item itself left out). `start` and `finish` are None for what is done
    or cannot be dated.
    """

    id: str
    kind: Kind
    name: str
    state: State
    serves: Serves
    short: str = ""
    """The code or a short name for lists ("CKA"); "" when the name is all there is."""
    validity: Validity | None = None
    expires: date | None = None
    track: str = ""
    level: int | None = None
    requires: tuple[str | SkillNeed, ...] = ()
    waits_for: tuple[str, ...] = ()
    """The open items among what it requires to be begun, or by policy."""
    awarded_with: tuple[str, ...] = ()
    """The open items that must only be there when it is awarded."""
    unlocks: tuple[str, ...] = ()
    start: date | None = None
    finish: date | None = None
    quarter: str = ""
    hours: float = 0.0
    hours_range: Hours = (0.0, 0.0)
    hours_done: float = 0.0
    price_usd: float | None = 0.0
    estimated: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    companion_of: tuple[str, ...] = ()
    """The certs of this roadmap that a project proves."""
    companions: tuple[str, ...] = ()
    """The projects of this roadmap that prove a cert."""
    blocking: int = 0
    """How many open items it unlocks, directly or not."""
    delay: int = 1
    """Items on the longest chain through it, itself included."""
    observe_until: date | None = None
    window: tuple[date, date] | None = None
    """First and last day of a step's weeks."""
    flags: tuple[str, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether something is still to do."""
        return self.state not in ("proven", "earned", "met", "signed-off", "done", "assumed", "waived", "skipped", "gone")


class Alternative(msgspec.Struct, frozen=True):
    """A member that lost: its own cost, its price above the optimum in USD (None: not asked for), or why it could not be chosen.

    `at_most`: whether the price is not proven, so that there may be a cheaper way.
    """

    id: str
    cost_usd: float | None = None
    extra_usd: float | None = None
    reason: str = ""
    at_most: bool = False


class Choice(msgspec.Struct, frozen=True):
    """A group clause that was decided: which item asked, what was taken, what lost."""

    asked_by: str
    text: str
    taken: tuple[str, ...]
    cost_usd: float
    lost: tuple[Alternative, ...] = ()


class Goal(msgspec.Struct, frozen=True):
    """A goal and the day it is reached (None: not reachable as things stand)."""

    id: str
    name: str
    serves: Serves
    day: date | None = None
    reached: bool = False
    cautious: date | None = None
    """The day by which it is reached four times in five."""


class Totals(msgspec.Struct, frozen=True):
    """Sums over what is open. `price_at_least` is True when a price is unknown."""

    items: int = 0
    done: int = 0
    hours: float = 0.0
    price_usd: float = 0.0
    price_at_least: bool = False
    finish: date | None = None
    cautious: date | None = None
    """The day by which all is done four times in five (roadmap/dates/pace.py)."""
    weeks: int = 0
    shared_items: tuple[str, ...] = ()
    """Items that serve both specialties."""
    shared_hours: float = 0.0


class QuarterSum(msgspec.Struct, frozen=True):
    """What a quarter holds: open hours, money, and its measurable win."""

    quarter: str
    hours: float
    price_usd: float
    price_at_least: bool
    win: Literal["observed", "planned", "none"]
    items: tuple[str, ...]


class Credential(msgspec.Struct, frozen=True):
    """A credential that is or was held."""

    id: str
    name: str
    short: str
    validity: Validity
    earned: date | None = None
    expires: date | None = None
    state: State = "earned"
    credits: Ledger | None = None
    """Continuing education of the current term, where it is renewed by credits."""


class Slip(msgspec.Struct, frozen=True):
    """How far the primary goal has moved since the last review that kept a baseline. `days` late; negative: earlier."""

    reviewed: date
    finish: date
    days: int


class Roadmap(msgspec.Struct, frozen=True, dict=True):
    """`roadmap(catalog, plan, today)`. `items` are open first by finish, then start, then id; `finished` are done ones."""

    today: date
    items: tuple[Planned, ...] = ()
    finished: tuple[Planned, ...] = ()
    left_out: tuple[Planned, ...] = ()
    """What the engineer skipped: planned no more, counted nowhere."""
    goals: tuple[Goal, ...] = ()
    choices: tuple[Choice, ...] = ()
    problems: tuple[Problem, ...] = ()
    totals: Totals = Totals()
    quarters: tuple[QuarterSum, ...] = ()
    credentials: tuple[Credential, ...] = ()
    slip: Slip | None = None
    next_review: date | None = None
    """The day of the next review of the catalog's; None where it has none."""
    paused_until: date | None = None
    cost_usd: float = 0.0
    """The planner's cost of the open set: hours at the engineer's hour value, prices, estate penalty."""
    bound_usd: float = 0.0
    """What no choice of items can undercut; `cost_usd` where the choice is proven to be the cheapest."""
    proven_optimal: bool = True
    pace: float = 1.0
    """Logged hours per expected hour, from three finished items on; dates use it, the choice of items never does."""
    week_hours_left: float = 0.0
    """Hours left in the current week after what is logged."""
    tracks: dict[str, str] = {}
    """The names of the tracks that the plan aims for, by id."""

    def get(self, item_id: str) -> Planned | None:
        """The item with this id, open or finished."""
        return self._by_id.get(item_id)

    @cached_property
    def _by_id(self) -> dict[str, Planned]:
        return {item.id: item for item in (*self.left_out, *self.finished, *self.items)}
