"""What may be chosen at all, and why something may not: what the planner asks of catalog, plan and standing."""

from __future__ import annotations

from datetime import date, timedelta

from tracktui.catalog.entries import AnyItem, Cert
from tracktui.catalog.model import Catalog
from tracktui.plan.model import ItemState, Plan
from tracktui.plan.specialties import Specialties
from tracktui.roadmap.choice.costs import Costs
from tracktui.roadmap.choice.stands import Stands
from tracktui.wording import day


def practice_id(skill: str, level: int) -> str:
    """The id of the planner's own practice item for a step of a skill."""
    return f"practice@{skill}-{level}"


def practice_step(item_id: str) -> tuple[str, int] | None:
    """The skill and level of a practice item's id, or None for another id."""
    if not item_id.startswith("practice@"):
        return None
    skill, _, level = item_id.removeprefix("practice@").rpartition("-")
    return (skill, int(level)) if skill and level.isdecimal() else None


class Resolver:
    """Builds the puzzle of one catalog, plan and day, and reads its solution back."""

    def __init__(self, catalog: Catalog, plan: Plan, stands: Stands, today: date, costs: Costs) -> None:
        self.catalog, self.plan, self.stands, self.today, self.costs = catalog, plan, stands, today, costs
        self.own = {item.id: item for item in plan.own}
        self.excluded = frozenset(catalog.canonical(item) for item in plan.choices.exclude)
        self.pinned = frozenset(catalog.canonical(item) for item in plan.choices.pin)
        self.developers: dict[str, list[tuple[str, int]]] = {}
        for item in (*catalog.items.values(), *plan.own):
            for step in item.develops:
                self.developers.setdefault(step.skill, []).append((item.id, step.level))
        self.specialties = Specialties(catalog, plan, stands)
        self.stack = {cert for track in (plan.focus.primary, plan.focus.secondary) if track in catalog.tracks for cert in catalog.tracks[track].stack_certs()}
        self.to_prove = self._to_prove()
        """Certs that were passed within the plan and that no companion project proves yet."""

    def _to_prove(self) -> tuple[str, ...]:
        """What was held before the plan is proven by the work that was done with it; whoever skips or excludes all projects leaves it unproven."""
        held = {self.catalog.canonical(held.cert) for held in self.plan.held}
        passed = [cert for cert in sorted(self.stack) if cert not in held and self.stands.on_record(cert) and self.stands.state(cert).state == "earned"]
        return tuple(cert for cert in passed if self.must_be_proven(self.item(cert)) and not all(map(self.barred, self.plan.companions(self.catalog, cert))))

    def must_be_proven(self, item: AnyItem | None) -> bool:
        """Whether earning an item brings a companion project: an exam in the stack of a specialty does, titles and what is beside the stack do not."""
        return isinstance(item, Cert) and item.form == "exam" and item.id in self.stack

    def item(self, item_id: str) -> AnyItem | None:
        """A catalog or own item."""
        return self.own.get(item_id) or self.catalog.items.get(item_id)

    def name(self, item_id: str) -> str:
        """A name for sentences: an item's code or name; of a practice step the skill's and the level."""
        step = practice_step(item_id)
        if step is not None:
            return f"practice in {self.catalog.name(step[0])} to level {step[1]}"
        own = self.own.get(item_id)
        return own.name if own else self.catalog.name(item_id)

    def barred(self, item_id: str) -> str:
        """Why an item cannot be chosen, or ""."""
        item = self.item(item_id)
        if item is None:
            return "nobody knows it"
        if item_id in self.excluded:
            return "you excluded it"
        state = self.state(item_id)
        if state is not None and state.state == "skipped":
            return "you skipped it"
        if isinstance(item, Cert):
            return self._barred_cert(item, state)
        return ""

    def state(self, item_id: str) -> ItemState | None:
        """Where an item stands; None where nothing is known of it."""
        return self.stands.state(item_id) if self.stands.on_record(item_id) else None

    def _barred_cert(self, cert: Cert, state: ItemState | None) -> str:
        if state is not None and state.state == "booked":
            return ""
        last = last_day(cert)
        if last is not None:
            if last < self.today:
                return f"its last day was {day(last)}"
            if not self._fits_before(cert, last, state):
                return f"its last day is {day(last)}, too soon at {self.plan.profile.hours_per_week:g} h a week"
        if cert.beta() and cert.id not in self.pinned:
            return "it is in beta"
        return ""

    def _fits_before(self, cert: Cert, last: date, state: ItemState | None) -> bool:
        """Whether the hours of the cert alone fit before its last day (what must come before is seen when it is dated)."""
        weekly = self.plan.profile.hours_per_week
        if weekly <= 0:
            return False
        days = self.costs.hours_left(cert, state) / weekly * 7
        start = max(self.today, self.plan.profile.start or self.today)
        return days <= (last - start).days + 1 if days < 100_000 else start + timedelta(days=100_000) <= last


def last_day(cert: Cert) -> date | None:
    """The last day an exam can be sat: its retirement, or the last day of its last version. None: no such day is known."""
    if cert.retires_on is not None:
        return cert.retires_on
    lasts = [version.last for version in cert.versions]
    return max((day for day in lasts if day is not None), default=None) if lasts and None not in lasts else None
