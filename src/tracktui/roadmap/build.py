"""`roadmap(catalog, plan, today)`: the one pure function that everything shows. No clock, no files, no terminal in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tracktui import wording
from tracktui.catalog.days import add_days, quarter
from tracktui.catalog.entries import AnyItem, Cert, Hours, Project, kind_of
from tracktui.catalog.model import Catalog
from tracktui.plan.ledger import ledger
from tracktui.plan.model import ItemState, Plan
from tracktui.plan.review_calendar import next_review_day
from tracktui.roadmap.choice.eligible import practice_step
from tracktui.roadmap.choice.experience import Gap, gap
from tracktui.roadmap.choice.flatten import text_of
from tracktui.roadmap.choice.goals import Aim
from tracktui.roadmap.dates.jobs import Slot
from tracktui.roadmap.dates.pace import caution_hours
from tracktui.roadmap.dates.renewals import Renew
from tracktui.roadmap.findings import findings, without_budget
from tracktui.roadmap.measures import Measures, measures
from tracktui.roadmap.model import Choice, Credential, Goal, Planned, QuarterSum, Roadmap, SkillNeed, Slip, Totals
from tracktui.roadmap.onboarding import promised_for
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.set_aside import with_reasons


def roadmap(catalog: Catalog, plan: Plan, today: date) -> Roadmap:
    """The ordered, dated, explained roadmap of a plan on a day."""
    return value_of(Planner(catalog, plan, today))


def value_of(planner: Planner) -> Roadmap:
    """The roadmap of a planning run."""
    return _Value(planner).roadmap()


class _Value:
    def __init__(self, planner: Planner) -> None:
        self.planner = planner
        self.catalog, self.plan, self.today = planner.catalog, planner.plan, planner.today
        self.standing, self.costs, self.resolver, self.aims = planner.standing, planner.costs, planner.resolver, planner.aims
        self.resolution, self.parts, self.slots = planner.resolution, planner.parts, planner.slots
        self.item = planner.item

    def roadmap(self) -> Roadmap:
        """Everything as one frozen value."""
        marks = measures({item: self.parts.hard(item) for item in self.parts.jobs})
        planned = [self._planned(item, marks) for item in self.resolution.items]
        planned += [self._renewal(renew) for renew in self.planner.renewals.values()]
        items = tuple(sorted(planned, key=lambda item: (item.finish or date.max, item.start or date.max, item.id)))
        finished = self._finished()
        return Roadmap(
            today=self.today,
            items=items,
            finished=finished,
            left_out=tuple(item for item in self._past() if item.state == "skipped"),
            goals=self._goals(),
            choices=self._choices(),
            problems=findings(self.planner),
            totals=self._totals(items, finished),
            quarters=_quarters(items, finished),
            credentials=self._credentials(),
            slip=self._slip(),
            next_review=self._next_review(),
            cost_usd=self.resolution.cost_cents / 100,
            bound_usd=self.resolution.bound_cents / 100,
            proven_optimal=self.resolution.proven,
            pace=self.planner.pace.ratio,
            tracks={track.id: track.name for track in map(self.catalog.tracks.get, self.plan.focus.lanes) if track},
            week_hours_left=max(0.0, self.plan.profile.hours_per_week - self.standing.hours_this_week()),
            paused_until=max((last for first, last in self.standing.pauses() if first <= self.today <= last), default=None),
        )

    def _planned(self, item_id: str, marks: Mapping[str, Measures]) -> Planned:
        item, state, slot = self.item(item_id), self.standing.state(item_id).ahead, self.slots[item_id]
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
            awarded_with=job.before_award,
            unlocks=self.parts.unlocks.get(item_id, ()),
            start=slot.start,
            finish=slot.finish,
            quarter=quarter(slot.finish) if slot.finish else "",
            hours=round(job.hours, 2),
            hours_range=self._range(item_id, item),
            hours_done=state.hours_done,
            price_usd=self.costs.price_left(item, state) if item else 0.0,
            estimated=self._estimated(item_id, item),
            path=self.parts.paths.get(item_id, ()),
            companion_of=job.companion_of,
            companions=self.resolution.companions.get(item_id, ()),
            blocking=marks[item_id].blocking,
            delay=marks[item_id].delay,
            window=self.plan.window(item),
            observe_until=slot.finish if isinstance(item, Project) and item.observe_weeks else None,
            flags=(*state.flags, *self._again(state), *self._warnings(item, slot)),
        )

    def _renewal(self, renew: Renew) -> Planned:
        """A renewal as an item: waiting until its window opens."""
        slot, cert = self.slots[renew.id], self.catalog.items[renew.cert]
        state = self.standing.state(renew.id)
        held = self.standing.done(renew.cert)
        opened = held and renew.opens <= self.today
        flags = []
        if slot.finish is None or slot.finish > renew.lapses:
            flags.append(f"comes too late: it lapses on {wording.day(renew.lapses)}{without_budget(self.planner, renew.id)}")
        if renew.credits_of:
            flags.append(f"credits that are collected for {self.resolver.name(renew.credits_of)} count for it, where they fit both")
        if renew.fee_paid_by:
            flags.append(f"the yearly fee that it shares is paid with the renewal of {self.resolver.name(renew.fee_paid_by)}")
        return Planned(
            id=renew.id,
            kind="renewal",
            name=f"Renew {cert.name}",
            state=state.state if state.state in ("in-progress", "booked") else "ready" if opened else "waiting" if held else "locked",
            serves=self.parts.serves.get(renew.needed_by[0], "primary") if renew.needed_by else "pinned",
            short=short_name(cert),
            expires=renew.lapses,
            track=cert.tracks[0] if cert.tracks else "",
            requires=(renew.cert,),
            waits_for=() if held else (renew.cert,),
            unlocks=renew.needed_by,
            start=slot.start,
            finish=slot.finish,
            quarter=quarter(slot.finish) if slot.finish else "",
            hours=round(renew.hours, 2),
            hours_range=renew.hours_range,
            price_usd=renew.price_usd,
            estimated=("hours",) if renew.way.hours is None or "hours" in cert.estimated else (),
            path=renew.needed_by[:1],
            flags=tuple(flags),
        )

    def _again(self, state: ItemState) -> tuple[str, ...]:
        if state.validity != "expired":
            return ()
        return (f"it expired{f' on {wording.day(state.expires)}' if state.expires else ''} and has to be earned again",)

    def _requires(self, item_id: str, item: AnyItem | None) -> tuple[str | SkillNeed, ...]:
        found: list[str | SkillNeed] = [other for ids in self.resolution.suppliers.get(item_id, ()) for other in ids]
        found += self.parts.skill_needs.get(item_id, ())
        return tuple(dict.fromkeys(found))

    def _range(self, item_id: str, item: AnyItem | None) -> Hours:
        if item is None:
            hours = self.parts.jobs[item_id].hours
            return hours, hours
        middle, left = self.costs.midpoint(item), self.parts.jobs[item_id].hours
        low, high = self.costs.hours(item) or (middle, middle)
        if left == middle:
            return low, high
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
        if slot.waits_for_money:
            found.append("put off to the next budget year")
        if slot.beyond_limit:
            found.append("begun beyond your limit of what is in progress at a time, for its latest day")
        if item is not None and (proofs := self.planner.unproven.get(item.id)):
            names = wording.listed([self.resolver.name(proof) for proof in proofs])
            found.append(f"unproven so far: waiting for {names} would pass its latest day")
        lack = gap(item, self.plan, self.standing.done) if isinstance(item, Cert) else None
        if lack is not None and (lack.missing or not lack.known):
            found.append(_experience_in_words(lack, item))
        for cert, exam in self.planner.kept.carried:
            if item is not None and cert == item.id:
                found.append(f"kept valid by passing {self.resolver.name(exam)}")
            if item is not None and exam == item.id:
                found.append(f"passing it keeps {self.resolver.name(cert)} valid")
        if isinstance(item, Cert) and item.form == "title" and (together := self._window(item.id, slot)):
            found.append(together)
        if isinstance(item, Cert) and item.retires_on is not None:
            found.append(f"last day {wording.day(item.retires_on)}")
        promised = self.parts.promised.get(item.id) if item is not None else None
        if item is not None and promised is not None and (slot.finish is None or slot.finish > promised):
            found.append(f"comes after the day it was promised for, {wording.day(promised)}{without_budget(self.planner, item.id)}")
        if item is not None and (unfunded := self.costs.funding.unfunded_sentence(item, self.costs.price(item))):
            found.append(unfunded)
        window = self.plan.window(item)
        if window is not None and window[1] < self.today:
            found.append(f"the last day of its weeks, {wording.day(window[1])}, has passed")
        elif window is not None and (slot.finish is None or slot.finish > window[1]):
            found.append(f"does not fit into its weeks, which end on {wording.day(window[1])}")
        return tuple(found)

    def _window(self, title: str, slot: Slot) -> str:
        """How long all parts of a title are valid together, from the day it is reached."""
        ends = [self.planner.kept.until[cert] for cert in self.resolution.active.get(title, ()) if cert in self.planner.kept.until]
        if slot.finish is None or not ends or min(ends) < slot.finish:
            return ""
        return f"all its parts are valid together from {wording.day(slot.finish)} to {wording.day(min(ends))}"

    def _finished(self) -> tuple[Planned, ...]:
        """What was done or is held, newest first."""
        return tuple(item for item in self._past() if item.state != "skipped")

    def _past(self) -> tuple[Planned, ...]:
        """What was done, is held or was left out, newest first."""
        ids = dict.fromkeys([*self.standing.held, *(item for item in self.standing.entries if item)])
        found = []
        for item_id in ids:
            item, state = self.item(item_id), self.standing.state(item_id)
            if item_id in self.resolution.items or not (state.done or state.state == "skipped") or state.state == "assumed":
                continue
            if item is None and not item_id.startswith("practice@"):
                continue
            step = practice_step(item_id)
            name = f"Practise {self.catalog.name(step[0])} to level {step[1]}" if step else item.name if item else item_id
            day = state.earned or state.finished or state.last
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
                    companions=self.resolution.companions.get(item_id, ()),
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
            day = self._goal_day(aim, slot)
            reached = aim.id not in self.slots and self.standing.done(aim.id)
            found.append(Goal(aim.id, self.resolver.name(aim.id), aim.serves, day, reached, self._cautious(day)))
        return tuple(found)

    def _goal_day(self, aim: Aim, slot: Slot | None) -> date | None:
        """The day of a goal: when its item is done and every companion that is here for it."""
        if slot is None or slot.finish is None:
            return None
        if aim.serves not in ("primary", "secondary") or promised_for(self.plan, aim.id) is not None:
            return slot.finish
        days = [self.slots[item].finish for item, serves in self.parts.serves.items() if serves in (aim.serves, "both") and self.parts.jobs[item].companion_of]
        return None if any(day is None for day in days) else max([slot.finish, *(day for day in days if day)])

    def _choices(self) -> tuple[Choice, ...]:
        found = []
        for group in self.resolution.groups:
            taken = tuple(member for member in group.members if member in self.resolution.items)
            if not taken:
                continue
            cost = sum(self.costs.cents(item, self.standing.state(item.id), group.members) for other in taken if (item := self.item(other)))
            found.append(Choice(group.asked_by, text_of(group, self.resolver), taken, cost / 100, self.parts.lost(group, taken)))
        return with_reasons(self.planner, found)

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
            cautious=self._cautious(finish),
            weeks=((finish - self.today).days + 6) // 7 if finish else 0,
            shared_items=both,
            shared_hours=round(sum(item.hours for item in items if item.serves == "both"), 1),
        )

    def _cautious(self, day: date | None) -> date | None:
        """The day by which what ends on `day` is done four times in five."""
        if day is None:
            return None
        open_items = [item for item, slot in self.slots.items() if slot.finish is not None and slot.finish <= day and item in self.parts.jobs]
        ranges = [self._range(item, self.item(item)) for item in open_items]
        extra = caution_hours((low * self.planner.pace.ratio, high * self.planner.pace.ratio) for low, high in ranges)
        pool = self.planner.pools()[0]
        end = max((slot.work_end for item in open_items if (slot := self.slots[item]).work_end is not None), default=None)
        later = pool.day_of(pool.hours_before(add_days(end, 1)) + extra) if end is not None else None
        return add_days(day, (later - end).days) if later is not None and end is not None else None

    def _slip(self) -> Slip | None:
        """The move of the primary goal against the newest baseline."""
        goal = next((goal.day for goal in self._goals() if goal.serves == "primary"), None)
        for entry in reversed(self.standing.entries.get("", [])):
            baseline = entry.data.get("baseline")
            if entry.event == "reviewed" and isinstance(baseline, dict) and isinstance(baseline.get("finish"), date) and goal is not None:
                return Slip(entry.day, baseline["finish"], (goal - baseline["finish"]).days)
        return None

    def _next_review(self) -> date | None:
        found = next_review_day(self.catalog, self.plan, self.today)
        return found[0] if found is not None else None

    def _credentials(self) -> tuple[Credential, ...]:
        found = []
        for item_id in dict.fromkeys([*self.standing.held, *(item for item in self.standing.entries if item)]):
            cert, state = self.item(item_id), self.standing.state(item_id)
            if isinstance(cert, Cert) and state.validity is not None:
                found.append(
                    Credential(item_id, cert.name, short_name(cert), state.validity, state.earned, state.expires, state.state, ledger(self.standing, item_id))
                )
        return tuple(sorted(found, key=lambda held: (held.expires or date.max, held.id)))


def short_name(item: AnyItem | None) -> str:
    """A cert's code or id in capitals, for lists; "" for what has none."""
    if not isinstance(item, Cert):
        return ""
    return item.code or item.id.upper()


def _experience_in_words(lack: Gap, cert: AnyItem | None) -> str:
    """What the issuer asks for and what the plan has of it."""
    asked = f"asks for {lack.asked} months of experience" + (f" in {lack.area}" if lack.area else "")
    if not lack.known:
        return f"{asked}: your plan does not say what you have ([profile] experience)"
    waived = f" and {lack.waived} waived" if lack.waived else ""
    without = f"; until then: {cert.experience.without}" if isinstance(cert, Cert) and cert.experience and cert.experience.without else ""
    return f"{asked}: {lack.had} counted{waived}, {lack.missing} to come{without}"


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
