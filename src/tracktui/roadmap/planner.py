"""One planning run: resolves, dates, sets aside what cannot be had in time, renews what must stay valid, until it all fits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

import msgspec

from tracktui.catalog.days import add_months, quarter
from tracktui.catalog.entries import AnyItem, Cert
from tracktui.catalog.model import Catalog
from tracktui.catalog.policies import Policy
from tracktui.plan.model import Plan
from tracktui.plan.states import Standing
from tracktui.plan.wins import wins
from tracktui.problems import Problem
from tracktui.roadmap.assemble import Assembled, assemble, without_proof
from tracktui.roadmap.choice.again import Chosen
from tracktui.roadmap.choice.costs import Costs
from tracktui.roadmap.choice.eligible import Resolver, last_day
from tracktui.roadmap.choice.flatten import Limits
from tracktui.roadmap.choice.goals import aims
from tracktui.roadmap.choice.resolve import Resolution, resolve
from tracktui.roadmap.dates.capacity import Pool
from tracktui.roadmap.dates.jobs import Job, Slot
from tracktui.roadmap.dates.money import Budget, yearly_budget
from tracktui.roadmap.dates.pace import pace_of
from tracktui.roadmap.dates.renewals import Kept, Renew, kept_valid
from tracktui.roadmap.dates.schedule import in_plain_order, schedule
from tracktui.roadmap.dates.urgency import Urgent, urgency
from tracktui.roadmap.onboarding import with_role_goals
from tracktui.roadmap.payments import payments
from tracktui.roadmap.weekly_hours import to_be_done_by
from tracktui.wording import day

MOST_PASSES = 10
"""How often dates and renewals are worked out anew because one moved the other."""
MOST_RENEWALS = 120
"""Renewals in one plan; more than that is no plan."""
MOST_ROUNDS = 20
"""How often a choice that cannot be had in time is set aside and the rest resolved again."""


class Planner:
    """What a roadmap is made from (build.py), kept for the questions that come after it (explain.py).

    `before`: an earlier run, of which what must still be chosen is taken over. The answer is the same without it.
    """

    def __init__(self, catalog: Catalog, plan: Plan, today: date, before: Planner | None = None) -> None:
        plan = with_role_goals(catalog, plan)
        self.catalog, self.plan, self.today = catalog, plan, today
        self.standing = Standing(catalog, plan, today)
        self.costs = Costs(catalog, plan)
        self.policy: Policy | None = self.costs.funding.policy
        self.resolver = Resolver(catalog, plan, self.standing, today, self.costs)
        self.pace = pace_of(self.standing, self.costs)
        self.aims, self.goal_problems = aims(catalog, plan)
        self.limits = Limits()
        self.set_aside: list[tuple[str, str, str]] = []
        """What was set aside: (asked by, or "" for altogether; item; why)."""
        self.kept = Kept()
        self.renewals: dict[str, Renew] = {}
        self.endless: frozenset[str] = frozenset()
        """Items whose credentials lapse faster than they can be earned and renewed."""
        self.unproven: dict[str, tuple[str, ...]] = {}
        """Items that do not wait for the projects policy wants first: they would pass their latest day."""
        self.chosen: dict[Limits, Chosen] = {}
        """What each resolution of this run chose, by what it had to do without."""
        self.resolution, self.parts, self.slots = self._settle(before.chosen if before is not None else {})

    def item(self, item_id: str) -> AnyItem | None:
        """A catalog or own item."""
        return self.resolver.item(item_id)

    # -- the loop -------------------------------------------------------------------------------------------------

    def _resolve(self, limits: Limits, before: Mapping[Limits, Chosen]) -> Resolution:
        found = resolve(self.resolver, self.aims, limits, before=before.get(limits))
        if found.chosen is not None:
            self.chosen[limits] = found.chosen
        return found

    def _settle(self, before: Mapping[Limits, Chosen]) -> tuple[Resolution, Assembled, dict[str, Slot]]:
        """Resolve and date until nothing chosen comes too late, or nothing else can be chosen for it.

        `before`: what an earlier run chose; the answer is the same without. One choice is set aside at a time, the earliest first: without
        it the others may fit. What cannot be replaced stays and is told.
        """
        unavoidable: set[tuple[str, str]] = set()
        resolution = self._resolve(self.limits, before)
        faults = len(resolution.problems)
        parts, slots = self._dated(resolution)
        for _ in range(MOST_ROUNDS):
            fault = next((found for found in self._too_late(resolution, slots) if found[:2] not in unavoidable), None)
            if fault is None:
                break
            owner, item, _ = fault
            wider = (
                Limits(self.limits.items | {item}, self.limits.suppliers) if not owner else Limits(self.limits.items, self.limits.suppliers | {(owner, item)})
            )
            other = self._resolve(wider, before)
            if len(other.problems) > faults:
                unavoidable.add((owner, item))
                continue
            self.limits, resolution = wider, other
            self.set_aside.append(fault)
            parts, slots = self._dated(resolution)
        return resolution, parts, slots

    def _too_late(self, resolution: Resolution, slots: Mapping[str, Slot]) -> list[tuple[str, str, str]]:
        """Chosen items that would be sat after their last day, and credentials that lapse before they are needed; earliest first."""
        found: list[tuple[date, str, str, str]] = []
        for item_id in resolution.items:
            last = self.last_day(item_id)
            if last is not None and self.too_late(item_id, slots[item_id]):
                held_up = "this budget" if slots[item_id].waits_for_money else "these hours"
                found.append((last, "", item_id, f"its last day is {day(last)}: at {held_up} it comes too late"))
        for lapse in self.kept.lapses:
            reason = f"it lapses on {day(lapse.expires)}, before {self.resolver.name(lapse.owner)} on {day(lapse.needed)}"
            found.append((lapse.expires, lapse.owner, lapse.cert, reason))
        return [(owner, item, reason) for _, owner, item, reason in sorted(found)]

    def last_day(self, item_id: str) -> date | None:
        """The last day an item can be done; None: no such day."""
        item = self.item(item_id)
        return last_day(item) if isinstance(item, Cert) else None

    def too_late(self, item_id: str, slot: Slot) -> bool:
        """Whether an item would be done after its last day."""
        last = self.last_day(item_id)
        return last is not None and (slot.finish is None or slot.finish > last)

    # -- dates ----------------------------------------------------------------------------------------------------

    def _dated(self, resolution: Resolution) -> tuple[Assembled, dict[str, Slot]]:
        """Jobs and their slots: once without renewals to see what must stay valid when, once more with them."""
        parts = assemble(self.catalog, self.plan, self.standing, self.costs, self.resolver, resolution, self.aims)
        self.renewals, self.endless = {}, frozenset()
        parts, slots = self._proven_in_time(parts)
        first = slots
        for _ in range(MOST_PASSES):
            self.kept = self._kept(resolution, slots)
            wanted = {renew.id: renew for renew in self.kept.renewals}
            if wanted.keys() == self.renewals.keys() or len(wanted) > MOST_RENEWALS:
                self.endless = self.kept.hopeless(slots)
                break
            # Renewals take hours, which moves dates, which may ask for other renewals: until nothing changes.
            self.renewals = wanted
            slots = self.schedule({**parts.jobs, **self.renewal_jobs()})
        if self.endless:
            # More hours go into renewing than there are: without it the dates are at least those of the work itself.
            self.renewals, self.kept = {}, Kept()
            return parts, {item: Slot(None, None, None) if item in self.endless else slot for item, slot in first.items()}
        return parts, slots

    def _proven_in_time(self, parts: Assembled) -> tuple[Assembled, dict[str, Slot]]:
        """The slots; an item that meets its latest day only without waiting for a proof does not wait."""
        self.unproven = {}
        slots = self.schedule(parts.jobs)
        due = urgency(parts.jobs, self.pools()[0]) if parts.proofs else {}
        for item in sorted(parts.proofs.keys() & due.keys(), key=lambda item: (due[item].by, item)):
            if _passes(slots[item], due[item].by):
                other = without_proof(parts, item)
                sooner = self.schedule(other.jobs)
                if not _passes(sooner[item], due[item].by):
                    self.unproven[item] = parts.proofs[item]
                    parts, slots = other, sooner
        return parts, slots

    def _kept(self, resolution: Resolution, slots: Mapping[str, Slot]) -> Kept:
        if not any(resolution.active.values()) and not self.plan.choices.keep and not any(self._is_title(item) for item in (*slots, *self.standing.held)):
            return Kept()
        return kept_valid(self.catalog, self.plan, self.standing, self.costs, resolution, slots, self._horizon(slots))

    def _is_title(self, item_id: str) -> bool:
        item = self.item(item_id)
        return isinstance(item, Cert) and item.form == "title"

    def _horizon(self, slots: Mapping[str, Slot]) -> date:
        """The day up to which renewals are planned: so many months beyond the last goal."""
        last = max((slot.finish for item, slot in slots.items() if slot.finish is not None and item not in self.renewals), default=self.today)
        return add_months(max(last, self.today), self.plan.choices.horizon_months)

    def renewal_jobs(self) -> dict[str, Job]:
        """The renewals as jobs."""
        return {
            renew.id: Job(
                renew.id,
                max(0.0, renew.hours - self.standing.state(renew.id).hours_done),
                (renew.cert,),
                release=renew.opens,
                latest=renew.latest,
                price_usd=(renew.price_usd or 0.0) if self.costs.funding.in_budget(renew.cert) else 0.0,
                rank=(0, 0, 0, 0, 0),
            )
            for renew in self.renewals.values()
        }

    def schedule(self, jobs: Mapping[str, Job], budget: Budget | None = None) -> dict[str, Slot]:
        """The slots of some jobs at the plan's hours and budget, and at the engineer's own pace."""
        study, projects = self.pools()
        return schedule(self._paced(jobs), study, projects, budget or self.budget(), self._wins(), self._limit())

    def in_time(self, jobs: Mapping[str, Job], weekly: float) -> dict[str, Slot]:
        """The slots of some jobs at other hours a week where money is no matter: good for seeing which latest days can be met."""
        return in_plain_order(self._paced(jobs), *self.pools(weekly), self._limit())

    def _paced(self, jobs: Mapping[str, Job]) -> Mapping[str, Job]:
        if self.pace.ratio == 1.0:
            return jobs
        return {job.id: msgspec.structs.replace(job, hours=job.hours * self.pace.ratio) for job in jobs.values()}

    def _limit(self) -> int | None:
        own = self.plan.choices.wip
        return own if own is not None else self.policy.wip if self.policy else None

    def pools(self, weekly: float | None = None) -> tuple[Pool, Pool | None]:
        """The hours of the plan: one pool, or study and project hours apart. `weekly`: other hours a week, for study where the two are apart."""
        profile = self.plan.profile
        start = max(self.today, profile.start or self.today)
        spans = [(span.start, span.end, span.hours) for span in self.plan.calendar]
        spans += [(first, last, 0.0) for first, last in self.standing.pauses()]
        used = self.standing.hours_this_week() if start == self.today else 0.0
        study = Pool(start, profile.hours_per_week if weekly is None else weekly, spans, used)
        apart = profile.project_hours_per_week
        if apart is None:
            return study, None
        # A busy month has its hours for study; those for projects shrink or grow with them.
        share = apart / profile.hours_per_week if profile.hours_per_week > 0 else 0.0
        return study, Pool(start, apart, [(first, last, hours * share) for first, last, hours in spans])

    def budget(self) -> Budget:
        """The budget with what the journal has spent and committed."""
        found = yearly_budget(self.plan, self.policy)
        for paid in payments(self.standing, self.costs):
            if self.costs.funding.in_budget(paid.item.partition("@")[0]):
                found.spend(paid.usd, paid.day)
        return found

    def _wins(self) -> frozenset[str]:
        """The quarters that have a win already."""
        return frozenset(quarter(win.day) for win in wins(self.standing))

    # -- what explanations ask (reasons.py) -----------------------------------------------------------------------

    @cached_property
    def urgency(self) -> dict[str, Urgent]:
        """For each item that a latest day bears on the day by which it must be done, and whose latest day that is."""
        return urgency(self.parts.jobs, self.pools()[0])

    @cached_property
    def by_start(self) -> tuple[tuple[date, str], ...]:
        """The items in order of the day on which they are begun."""
        days = [(slot.start, item) for item, slot in self.slots.items() if slot.start is not None and item in self.parts.jobs]
        return tuple(sorted(days))

    @cached_property
    def wins(self) -> dict[str, list[str]]:
        """The wins planned for each quarter that has none yet."""
        found: dict[str, list[str]] = {}
        for job in self.parts.jobs.values():
            finish = self.slots[job.id].finish
            if job.win and finish is not None and quarter(finish) not in self._wins():
                found.setdefault(quarter(finish), []).append(job.id)
        return found

    @cached_property
    def slots_without_budget(self) -> dict[str, Slot]:
        """The slots if money were no matter."""
        return self.schedule({**self.parts.jobs, **self.renewal_jobs()}, Budget())

    def reachable(self, aim: str) -> bool:
        """Whether a goal could be reached at all."""
        return not any(aim in problem.ids for problem in self.resolution.problems)

    def date_anew(self) -> None:
        """Work out the dates once more, for a plan with other hours; what was chosen stays."""
        self._dated(self.resolution)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What kept a goal out, and what resolving found; a pin that comes too late says what would help."""
        return (*self.goal_problems, *(self._with_way_out(problem) for problem in self.resolution.problems))

    def _with_way_out(self, problem: Problem) -> Problem:
        cert = self.item(problem.ids[0]) if problem.ids else None
        if problem.code != "pin-impossible" or not isinstance(cert, Cert) or (last := last_day(cert)) is None or last < self.today:
            return problem
        left = self.costs.hours_left(cert, self.standing.state(cert.id))
        low = min(left, (self.costs.hours(cert) or (left, left))[0])
        pool = self.pools()[0]
        end, early = pool.day_of(left), pool.day_of(low)
        weekly = f"{self.plan.profile.hours_per_week:g} h a week ({left:g} h expected)"
        message = f"{cert.name}: last day {day(last)}; at {weekly} you would sit it {'on ' + day(end) if end else 'never'}"
        if early is not None and early <= last:
            message += f"; it fits only on the low estimate of {low:g} h"
        return msgspec.structs.replace(problem, message=message, hint=self.way_out(cert, last))

    def way_out(self, cert: Cert, last: date) -> str:
        """The smallest change that helps against a last day: hours a week, a successor, or leaving it out."""
        successors = " or ".join(cert.successors or ())
        instead = f"take its successor {successors}" if successors else f"drop it ({cert.issuer} names no successor)"
        needed = to_be_done_by(self, {cert.id: last})
        return f"it needs {needed} h a week from now; or {instead}" if needed is not None else instead


def _passes(slot: Slot, by: date) -> bool:
    """Whether the work on an item ends, or its award falls, after a day."""
    return slot.work_end is None or slot.finish is None or max(slot.work_end, slot.finish) > by
