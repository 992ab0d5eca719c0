"""`roadmap(catalog, plan, today)`: the one pure function that everything shows. No clock, no files, no terminal in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tracktui.catalog.days import quarter
from tracktui.catalog.entries import AnyItem, Cert, Hours, Project, kind_of
from tracktui.catalog.model import Catalog
from tracktui.plan.model import ItemState, Plan
from tracktui.plan.states import Standing
from tracktui.problems import Problem
from tracktui.roadmap.assemble import Assembled, assemble
from tracktui.roadmap.capacity import Pool
from tracktui.roadmap.costs import Costs
from tracktui.roadmap.eligible import Resolver, practice_step
from tracktui.roadmap.flatten import GOAL, Limits
from tracktui.roadmap.goals import Aim, aims
from tracktui.roadmap.measures import Measures, measures
from tracktui.roadmap.model import Choice, Credential, Goal, Planned, QuarterSum, Roadmap, SkillNeed, Slip, Totals
from tracktui.roadmap.resolve import Resolution, resolve
from tracktui.roadmap.schedule import Slot, schedule

MOST_ROUNDS = 20
"""How often a choice that would be sat after its last day is set aside and the rest resolved again."""


def roadmap(catalog: Catalog, plan: Plan, today: date) -> Roadmap:
    """The ordered, dated, explained roadmap of a plan on a day."""
    return Planner(catalog, plan, today).roadmap()


class Planner:
    """One planning run: what `roadmap` builds, kept for questions that come after it (prices of alternatives)."""

    def __init__(self, catalog: Catalog, plan: Plan, today: date) -> None:
        self.catalog, self.plan, self.today = catalog, plan, today
        self.standing = Standing(catalog, plan, today)
        self.costs = Costs(catalog, plan)
        self.resolver = Resolver(catalog, plan, self.standing, today, self.costs)
        self.aims, self.goal_problems = aims(catalog, plan)
        self.set_aside: frozenset[str] = frozenset()
        self.resolution, self.parts, self.slots = self._settle()

    def _settle(self) -> tuple[Resolution, Assembled, dict[str, Slot]]:
        """Resolve and schedule until nothing chosen would be sat after its last day, or nothing else can be chosen."""
        late: set[str] = set()
        first: tuple[Problem, ...] = ()
        for _ in range(MOST_ROUNDS):
            resolution = resolve(self.resolver, self.aims, Limits(self.set_aside | late))
            if late and len(resolution.problems) > len(first):
                late = set()
                resolution = resolve(self.resolver, self.aims, Limits(self.set_aside))
                parts, slots = self._dated(resolution)
                return resolution, parts, slots
            if not late:
                first = resolution.problems
            parts, slots = self._dated(resolution)
            fresh = {item for item in resolution.items if self._too_late(item, slots[item])} - late
            if not fresh:
                break
            late |= fresh
        self.set_aside |= frozenset(late)
        return resolution, parts, slots

    def _too_late(self, item_id: str, slot: Slot) -> bool:
        item = self.item(item_id)
        last = item.retires_on if isinstance(item, Cert) else None
        return last is not None and (slot.finish is None or slot.finish > last)

    def _dated(self, resolution: Resolution) -> tuple[Assembled, dict[str, Slot]]:
        parts = assemble(self.catalog, self.plan, self.standing, self.costs, self.resolver, resolution, self.aims)
        study, projects = self.pools()
        return parts, schedule(parts.jobs, study, projects)

    def pools(self) -> tuple[Pool, Pool | None]:
        """The hours of the plan: one pool, or study and project hours apart."""
        profile = self.plan.profile
        start = max(self.today, profile.start or self.today)
        spans = [(span.start, span.end, span.hours) for span in self.plan.calendar]
        spans += [(first, last, 0.0) for first, last in self.standing.pauses()]
        used = self.standing.hours_this_week() if start == self.today else 0.0
        study = Pool(start, profile.hours_per_week, spans, used)
        apart = profile.project_hours_per_week
        return study, None if apart is None else Pool(start, apart, spans)

    def item(self, item_id: str) -> AnyItem | None:
        """A catalog or own item."""
        return self.resolver.item(item_id)

    # -- the value ------------------------------------------------------------------------------------------------

    def roadmap(self) -> Roadmap:
        """The roadmap as a value."""
        marks = measures({job.id: job.after for job in self.parts.jobs.values()})
        planned = {item: self._planned(item, marks) for item in self.resolution.items}
        items = tuple(sorted(planned.values(), key=lambda item: (item.finish or date.max, item.start or date.max, item.id)))
        finished = self._finished()
        return Roadmap(
            today=self.today,
            items=items,
            finished=finished,
            goals=self._goals(),
            choices=self._choices(),
            problems=self._problems(),
            totals=self._totals(items, finished),
            quarters=_quarters(items, finished),
            credentials=self._credentials(),
            slip=self._slip(),
            cost_usd=self.resolution.cost_cents / 100,
            proven_optimal=self.resolution.proven,
            week_hours_left=max(0.0, self.plan.profile.hours_per_week - self.standing.hours_this_week()),
            paused_until=max((last for first, last in self.standing.pauses() if first <= self.today <= last), default=None),
        )

    def _planned(self, item_id: str, marks: Mapping[str, Measures]) -> Planned:
        item, state, slot = self.item(item_id), self.standing.state(item_id), self.slots[item_id]
        job = self.parts.jobs[item_id]
        step = practice_step(item_id)
        name = f"Practise {self.catalog.name(step[0])} to level {step[1]}" if step else item.name if item else item_id
        place = self.parts.places[item_id]
        return Planned(
            id=item_id,
            kind="practice" if step else kind_of(item) if item else "practice",
            name=name,
            state=state.state,
            serves=self.parts.serves[item_id],
            short=short_name(item),
            validity=state.validity,
            expires=state.expires,
            track=place.track,
            level=place.level,
            requires=self._requires(item_id, item),
            waits_for=job.after,
            unlocks=self.parts.unlocks.get(item_id, ()),
            start=slot.start,
            finish=slot.finish,
            quarter=quarter(slot.finish) if slot.finish else "",
            hours=round(job.hours, 2),
            hours_range=self._range(item_id, item, state),
            hours_done=state.hours_done,
            price_usd=self.costs.price_left(item, state) if item else 0.0,
            estimated=self._estimated(item_id, item),
            path=self.parts.paths.get(item_id, ()),
            companion_of=job.companion_of,
            companions=self.resolution.companions.get(item_id, ()),
            blocking=marks[item_id].blocking,
            delay=marks[item_id].delay,
            observe_until=slot.finish if isinstance(item, Project) and item.observe_weeks else None,
            flags=(*state.flags, *self._warnings(item, slot)),
        )

    def _requires(self, item_id: str, item: AnyItem | None) -> tuple[str | SkillNeed, ...]:
        found: list[str | SkillNeed] = [other for ids in self.resolution.suppliers.get(item_id, ()) for other in ids]
        found += self.parts.skill_needs.get(item_id, ())
        return tuple(dict.fromkeys(found))

    def _range(self, item_id: str, item: AnyItem | None, state: ItemState) -> Hours:
        if item is None:
            hours = self.parts.jobs[item_id].hours
            return hours, hours
        low, high = self.costs.hours(item) or (self.costs.midpoint(item),) * 2
        if not state.hours_done and state.hours_left is None:
            return low, high
        middle = self.costs.midpoint(item)
        left = self.parts.jobs[item_id].hours
        return (round(left * low / middle, 1), round(left * high / middle, 1)) if middle else (left, left)

    def _estimated(self, item_id: str, item: AnyItem | None) -> tuple[str, ...]:
        if item is None:
            return ("hours",)
        marked = () if item.id in self.plan.estimates else tuple(name for name in item.estimated if name == "hours")
        if self.costs.hours(item) is None or (item.hours is None and item.id not in self.plan.estimates):
            marked = ("hours",)
        return (*marked, *(name for name in item.estimated if name != "hours"))

    def _warnings(self, item: AnyItem | None, slot: Slot) -> tuple[str, ...]:
        found = []
        if slot.short_hours > 0.5:
            found.append(f"{slot.short_hours:.0f} h do not fit before the booked day")
        if isinstance(item, Cert) and item.retires_on is not None:
            found.append(f"last day {item.retires_on.isoformat()}")
        return tuple(found)

    def _finished(self) -> tuple[Planned, ...]:
        """What was done or is held, newest first."""
        ids = dict.fromkeys([*self.standing.held, *(item for item in self.standing.entries if item)])
        found = []
        for item_id in ids:
            item, state = self.item(item_id), self.standing.state(item_id)
            if item_id in self.resolution.items or not state.done or state.state in ("assumed",):
                continue
            if item is None and not item_id.startswith("practice@"):
                continue
            step = practice_step(item_id)
            name = f"Practise {self.catalog.name(step[0])} to level {step[1]}" if step else item.name if item else item_id
            day = state.earned or state.last
            found.append(
                Planned(
                    id=item_id,
                    kind=kind_of(item) if item else "practice",
                    name=name,
                    short=short_name(item),
                    state=state.state,
                    serves=self.parts.held_serves.get(item_id, "primary"),
                    validity=state.validity,
                    expires=state.expires,
                    track=item.tracks[0] if item and item.tracks else "",
                    level=item.level if item else None,
                    requires=tuple(dict.fromkeys(self._satisfied(item))),
                    start=state.started,
                    finish=day,
                    quarter=quarter(day) if day else "",
                    hours_done=state.hours_done,
                    flags=state.flags,
                )
            )
        return tuple(sorted(found, key=lambda item: (item.finish or date.min, item.id), reverse=True))

    def _satisfied(self, item: AnyItem | None) -> list[str]:
        from tracktui.catalog.clauses import item_ids

        return [other for other in item_ids(item.requires) if self.standing.done(other)] if item else []

    def _goals(self) -> tuple[Goal, ...]:
        found: list[Goal] = []
        for aim in self.aims:
            if any(goal.id == aim.id for goal in found):
                continue
            slot = self.slots.get(aim.id)
            reached = aim.id not in self.slots and self.standing.done(aim.id)
            found.append(Goal(aim.id, self.resolver.name(aim.id), aim.serves, self._goal_day(aim, slot), reached))
        return tuple(found)

    def _goal_day(self, aim: Aim, slot: Slot | None) -> date | None:
        """The day of a goal: when its item is done and every companion that is here for it."""
        if slot is None or slot.finish is None:
            return None
        if aim.serves not in ("primary", "secondary"):
            return slot.finish
        days = [self.slots[item].finish for item, serves in self.parts.serves.items() if serves in (aim.serves, "both") and self.parts.jobs[item].companion_of]
        return None if any(day is None for day in days) else max([slot.finish, *(day for day in days if day)])

    def _choices(self) -> tuple[Choice, ...]:
        found = []
        for group in self.resolution.groups:
            if group.asked_by != GOAL and group.asked_by not in self.resolution.items:
                continue
            taken = tuple(member for member in group.members if member in self.resolution.items)
            if not taken:
                continue
            cost = sum(self.costs.cents(item, self.standing.state(item.id), group.members) for other in taken if (item := self.item(other)))
            found.append(Choice(group.asked_by, group.text, taken, cost / 100, self.parts.lost(group, taken)))
        return tuple(found)

    def _problems(self) -> tuple[Problem, ...]:
        found = [*self.goal_problems, *self.resolution.problems]
        if self.plan.profile.hours_per_week <= 0 and self.resolution.items:
            found.append(Problem(code="no-hours", message="the plan has no hours a week: nothing can be dated", hint="set hours_per_week in [profile]"))
        if not self.aims and not self.goal_problems:
            found.append(Problem(code="no-goal", severity="info", message="the plan has no goal yet", hint='set primary in [focus], e.g. primary = "sre"'))
        for item_id in self.resolution.items:
            slot = self.slots[item_id]
            if self._too_late(item_id, slot):
                found.append(self._retires_first(item_id, slot))
            if slot.short_hours > 0.5:
                message = f"{self.resolver.name(item_id)} is booked for a day before which {slot.short_hours:.0f} h do not fit"
                found.append(Problem(code="booked-too-early", severity="warning", message=message, hint="move the day, or more hours a week", ids=(item_id,)))
        return tuple(found)

    def _retires_first(self, item_id: str, slot: Slot) -> Problem:
        item = self.item(item_id)
        assert isinstance(item, Cert)
        assert item.retires_on is not None
        successors = ", ".join(item.successors or ())
        hint = f"its successor is {successors}" if successors else f"{item.issuer} names no successor: more hours a week, or exclude it"
        when = slot.finish.isoformat() if slot.finish else "never"
        message = f"{item.name}: last day {item.retires_on.isoformat()}; at these hours you would sit it {when}"
        return Problem(code="retires-first", severity="warning", message=message, hint=hint, ids=(item_id,))

    def _totals(self, items: tuple[Planned, ...], finished: tuple[Planned, ...]) -> Totals:
        days = [item.finish for item in items]
        finish = None if not days or any(day is None for day in days) else max(day for day in days if day)
        both = tuple(item.id for item in items if item.serves == "both")
        return Totals(
            items=len(items),
            done=len(finished),
            hours=round(sum(item.hours for item in items), 1),
            price_usd=round(sum(item.price_usd or 0.0 for item in items), 2),
            price_at_least=any(item.price_usd is None for item in items),
            finish=finish,
            weeks=((finish - self.today).days + 6) // 7 if finish else 0,
            shared_items=both,
            shared_hours=round(sum(item.hours for item in items if item.serves == "both"), 1),
        )

    def _slip(self) -> Slip | None:
        """The move of the primary goal against the newest baseline."""
        goal = next((goal.day for goal in self._goals() if goal.serves == "primary"), None)
        for entry in reversed(self.standing.entries.get("", [])):
            baseline = entry.data.get("baseline")
            if entry.event == "reviewed" and isinstance(baseline, dict) and isinstance(baseline.get("finish"), date) and goal is not None:
                return Slip(entry.day, baseline["finish"], (goal - baseline["finish"]).days)
        return None

    def _credentials(self) -> tuple[Credential, ...]:
        found = []
        for item_id in dict.fromkeys([*self.standing.held, *(item for item in self.standing.entries if item)]):
            cert, state = self.item(item_id), self.standing.state(item_id)
            if isinstance(cert, Cert) and state.validity is not None:
                found.append(Credential(item_id, cert.name, short_name(cert), state.validity, state.earned, state.expires, state.state))
        return tuple(sorted(found, key=lambda held: (held.expires or date.max, held.id)))


def short_name(item: AnyItem | None) -> str:
    """A cert's code or id in capitals, for lists; "" for what has none."""
    if not isinstance(item, Cert):
        return ""
    return item.code or item.id.upper()


def _quarters(items: tuple[Planned, ...], finished: tuple[Planned, ...]) -> tuple[QuarterSum, ...]:
    names = sorted({item.quarter for item in items if item.quarter})
    found = []
    for name in names:
        inside = [item for item in items if item.quarter == name]
        observed = any(item.kind == "project" and item.state == "met" and item.quarter == name for item in finished)
        planned = any(item.kind == "project" for item in inside)
        found.append(
            QuarterSum(
                quarter=name,
                hours=round(sum(item.hours for item in inside), 1),
                price_usd=round(sum(item.price_usd or 0.0 for item in inside), 2),
                price_at_least=any(item.price_usd is None for item in inside),
                win="observed" if observed else "planned" if planned else "none",
                items=tuple(item.id for item in inside),
            )
        )
    return tuple(found)
