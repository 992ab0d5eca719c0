"""What is wrong with a roadmap or could not be had, in words: which, by how much, and the smallest change that helps."""

from __future__ import annotations

from datetime import date

from tracktui.catalog.entries import Cert
from tracktui.problems import Problem
from tracktui.roadmap.dates.jobs import Slot
from tracktui.roadmap.payments import claims
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.set_aside import hours_for, told
from tracktui.roadmap.weekly_hours import to_be_done_by, to_hold
from tracktui.wording import count, day, listed, usd


def findings(planner: Planner) -> tuple[Problem, ...]:
    """Every finding of a planning run."""
    return _Findings(planner).all()


def without_budget(planner: Planner, item_id: str) -> str:
    """The day an item would be done if money were no matter, in words behind a semicolon; "" where money does not hold it up."""
    if not any(slot.waits_for_money for slot in planner.slots.values()):
        return ""
    free, finish = planner.slots_without_budget[item_id].finish, planner.slots[item_id].finish
    return f"; without the budget's limit on {day(free)}" if free is not None and (finish is None or free < finish) else ""


class _Findings:
    def __init__(self, planner: Planner) -> None:
        self.planner, self.plan, self.resolver = planner, planner.plan, planner.resolver
        self.resolution, self.parts, self.slots = planner.resolution, planner.parts, planner.slots
        self.aims, self.item = planner.aims, planner.item

    def all(self) -> tuple[Problem, ...]:
        found = [*self.planner.problems]
        if self.plan.profile.hours_per_week <= 0 and self.resolution.items:
            found.append(Problem(code="no-hours", message="the plan has no hours a week: nothing can be dated", hint="set hours_per_week in [profile]"))
        elif self.plan.profile.project_hours_per_week == 0 and any(job.project for job in self.parts.jobs.values()):
            hint = "set project_hours_per_week in [profile], or take it out: projects then share the hours of study"
            found.append(Problem(code="no-hours", message="the plan has no hours a week for projects: they cannot be dated", hint=hint))
        if not self.aims and not self.planner.goal_problems:
            found.append(Problem(code="no-goal", severity="info", message="the plan has no goal yet", hint='set primary in [focus], e.g. primary = "sre"'))
        found += self._not_met()
        found += self._later_than_wished()
        found += self._later_than_promised()
        found += self._validity_problems()
        found += self._money_problems()
        for item_id in self.resolution.items:
            slot = self.slots[item_id]
            if self.planner.too_late(item_id, slot):
                found.append(self._retires_first(item_id, slot))
            if slot.short_hours > 0.5:
                message = f"{self.resolver.name(item_id)} is booked for a day before which {slot.short_hours:.0f} h do not fit"
                found.append(Problem(code="booked-too-early", severity="warning", message=message, hint="move the day, or more hours a week", ids=(item_id,)))
        return tuple(found)

    def _later_than_wished(self) -> list[Problem]:
        """The primary goal behind the day that `[focus] by` wishes for. A wish is no latest day: it moves nothing."""
        wish, aim = self.plan.focus.by, next((aim.id for aim in self.aims if aim.serves == "primary"), "")
        finish = self.slots[aim].finish if aim in self.slots else None
        if wish is None or finish is None or finish <= wish:
            return []
        weeks = count(-(-(finish - wish).days // 7), "week")
        message = f"{self.resolver.name(aim)} is reached on {day(finish)}, {weeks} after the day you wished for ({day(wish)})"
        hint = f"tracktui compare --by {wish.isoformat()} says how many hours a week reach it"
        return [Problem(code="later-than-wished", severity="info", message=message, hint=hint, ids=(aim,))]

    def _later_than_promised(self) -> list[Problem]:
        """Checks behind the day they were promised for: which, by how much, and the hours a week that reach them all."""
        promised = {check: by for check, by in self.parts.promised.items() if check in self.slots and by >= self.planner.today}
        late = {check: by for check, by in promised.items() if (finish := self.slots[check].finish) is None or finish > by}
        if not late:
            return []
        told = [f"{self.resolver.name(check)} by {self._how_late(check, by)}" for check, by in sorted(late.items(), key=lambda pair: (pair[1], pair[0]))]
        message = f"{'a promised day is' if len(told) == 1 else f'{len(told)} promised days are'} missed: {listed(told, 3)}"
        weekly = to_be_done_by(self.planner, promised)
        hint = f"{weekly} h a week from now would do" if weekly is not None else "no hours a week up to 40 would do"
        return [Problem(code="later-than-promised", severity="warning", message=message, hint=f"{hint}; or promise a later day", ids=tuple(late))]

    def _how_late(self, check: str, by: date) -> str:
        finish = self.slots[check].finish
        return f"ever ({day(by)})" if finish is None else f"{count(-(-(finish - by).days // 7), 'week')} ({day(finish)} instead of {day(by)})"

    def _not_met(self) -> list[Problem]:
        """Projects observed below their target that nothing in the roadmap goes on with: an honest result, and a choice to make."""
        found = []
        for item_id in self.planner.standing.entries:
            state = self.planner.standing.state(item_id)
            if state.state == "not-met" and item_id not in self.resolution.items:
                seen = f" ({'; '.join(state.flags)})" if state.flags else ""
                reviewer = self.plan.profile.reviewer or "a reviewer"
                message = f"{self.resolver.name(item_id)} was observed below its target{seen}"
                hint = f"go on with it (pin {item_id}), let another project take its place as planned, or ask {reviewer} to accept it"
                found.append(Problem(code="not-met", severity="info", message=message, hint=hint, ids=(item_id,)))
        return found

    def _retires_first(self, item_id: str, slot: Slot) -> Problem:
        item = self.item(item_id)
        assert isinstance(item, Cert)
        last = self.planner.last_day(item_id)
        assert last is not None
        if self.parts.jobs[item_id].exam_on is not None and slot.finish is not None:
            message = f"{item.name} is booked for {day(slot.finish)}, after its last day {day(last)}: it cannot be sat then"
            rest = self.planner.way_out(item, last)
            hint = f"book a day up to {day(last)}: {rest}" if last >= self.planner.today else rest
            return Problem(code="retires-first", severity="warning", message=message, hint=hint, ids=(item_id,))
        when = f"on {day(slot.finish)}" if slot.finish else "never"
        message = f"{item.name}: last day {day(last)}; at these hours you would sit it {when}{without_budget(self.planner, item_id)}"
        return Problem(code="retires-first", severity="warning", message=message, hint=self.planner.way_out(item, last), ids=(item_id,))

    def _validity_problems(self) -> list[Problem]:
        """Credentials that lapse before they are needed, and held ones that need a day."""
        found = []
        for owner in sorted(self.planner.endless):
            pace = f"{self.plan.profile.hours_per_week:g} h a week"
            message = f"{self.resolver.name(owner)} is never reached at {pace}: its parts lapse faster than they can be earned and renewed"
            weekly = to_hold(self.planner, owner)
            helps = f"it needs {weekly} h a week; or leave it out" if weekly is not None else "no hours a week up to 40 help: leave it out"
            found.append(Problem(code="never-all-valid", message=message, hint=helps, ids=(owner,)))
        for lapse in self.planner.kept.lapses:
            name, owner = self.resolver.name(lapse.cert), self.resolver.name(lapse.owner)
            held_up = without_budget(self.planner, lapse.owner)
            message = f"{name} lapses on {day(lapse.expires)}, before {owner} on {day(lapse.needed)}{held_up}, and no renewal is open in time"
            hint = f"{hours_for(self.planner, lapse.owner, lapse.expires)}, or another way in"
            found.append(Problem(code="lapses-first", severity="warning", message=message, hint=hint, ids=(lapse.cert, lapse.owner)))
        for cert in self.planner.kept.undated:
            message = f"nobody knows until when your {self.resolver.name(cert)} is valid: it is planned as valid"
            found.append(Problem(code="add-the-date", severity="info", message=message, hint="add earned or expires to its [[held]] table", ids=(cert,)))
        return found + told(self.planner)

    def _money_problems(self) -> list[Problem]:
        """Single items that no year's budget can hold: they are planned all the same."""
        found = self._claims()
        budget = self.planner.budget()
        if budget.usd is None:
            return found
        dear = [item for item in self.resolution.items if self.parts.jobs[item].price_usd > budget.usd]
        return found + [
            Problem(
                code="over-budget",
                severity="warning",
                message=f"{self.resolver.name(item)} costs {usd(self.parts.jobs[item].price_usd)}, more than a year's budget of {usd(budget.usd)}",
                hint="ask for it apart, or exclude it",
                ids=(item,),
            )
            for item in dear
        ]

    def _claims(self) -> list[Problem]:
        """Money that the organisation gives back: now, or on what is still to happen."""
        name = self.planner.costs.funding.name
        found = []
        for claim in claims(self.planner.standing, self.planner.costs):
            cert, amount = self.resolver.name(claim.item), usd(claim.usd)
            if claim.due is not None:
                found.append(Problem(code="claimable", severity="info", message=f"{amount} for {cert} can be claimed from {name}", ids=(claim.item,)))
            elif claim.funded:
                message = f"{amount} for {cert} {claim.missing.replace('comes back', f'comes back from {name}')}"
                found.append(Problem(code="claim-waits", severity="info", message=message, ids=(claim.item,)))
        return found
