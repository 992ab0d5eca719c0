"""What each track and each role would take this engineer from where they stand: one value per track and role, for a comparison.

A track is counted by itself: the open items that lead to its check, without those of the plan's second lane. Hours are expected hours
still to do, money is USD, weeks count from today to the day the check is reached at the plan's hours a week.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

from tracktui.catalog.model import Catalog
from tracktui.plan.model import Focus, Plan
from tracktui.plan.states import Standing
from tracktui.roadmap.alternatives.routes import Met, RoleGap, role_gap
from tracktui.roadmap.alternatives.whatif import stands_in
from tracktui.roadmap.build import roadmap
from tracktui.roadmap.model import Planned, Roadmap
from tracktui.wording import count, day, hours, listed, usd

NO_GOAL_LEVEL = 2
"""The level tracks are compared at while a plan has no goal: what most roles ask of everybody in them."""
Lane = Literal["primary", "secondary", ""]


class Carried(msgspec.Struct, frozen=True):
    """What somebody brings into a track: skills they have a level in, certs they hold of its stack, hours it saves them.

    `named`: the skills that the catalog says carry over from the track they are in. `skills`: those and the track's own.
    """

    skills: tuple[tuple[str, int], ...] = ()
    named: tuple[str, ...] = ()
    certs: tuple[str, ...] = ()
    hours_saved: float = 0.0


class Option(msgspec.Struct, frozen=True):
    """A track at a level, for one engineer. `stands`: the highest level of it whose check is done."""

    track: str
    level: int
    stands: int
    lane: Lane
    hours: float
    weeks: int
    price_usd: float
    price_at_least: bool
    finish: date | None
    cautious: date | None
    reached: bool
    items: tuple[Planned, ...]
    carried: Carried
    hours_per_week: float
    pace: float
    """Hours the engineer has needed for an hour that was estimated; 1.0 while that is not known."""

    @property
    def at_pace(self) -> str:
        """Why hours and weeks do not divide into the hours a week, in a sentence; "" where they do."""
        return "" if self.pace == 1.0 else f"at {self.hours_per_week:g} h a week; so far you needed {self.pace:.0%} of the hours estimated".replace("%", " %")

    @property
    def certs(self) -> tuple[Planned, ...]:
        """The certs to earn."""
        return tuple(item for item in self.items if item.kind == "cert")

    @property
    def projects(self) -> tuple[Planned, ...]:
        """The projects to deliver."""
        return tuple(item for item in self.items if item.kind == "project")


class RoleOption(msgspec.Struct, frozen=True):
    """A role, for one engineer: what is missing, and the weeks it takes at their hours (0 where they have none)."""

    role: str
    gap: RoleGap
    weeks: int


def titles_by_quarter(items: Iterable[Planned]) -> tuple[tuple[str, int], ...]:
    """How many certs each quarter brings, in order of time; quarters without one are left out."""
    return tuple(sorted(Counter(item.quarter for item in items if item.kind == "cert" and item.quarter and item.open).items()))


def titles_in_words(titles: tuple[tuple[str, int], ...]) -> str:
    """`1 in 2027 Q1, 2 in 2027 Q2`; "none"."""
    return ", ".join(f"{number} in {quarter}" for quarter, number in titles) or "none"


def level_to_compare(plan: Plan) -> int:
    """The level tracks are compared at: the one the plan aims for, else NO_GOAL_LEVEL."""
    return plan.focus.target if plan.focus.primary else NO_GOAL_LEVEL


def lane_order(plan: Plan, track: str) -> int:
    """A key that puts the engineer's own tracks first; the others keep the order of the catalog."""
    return 0 if track == plan.focus.primary else 1 if track == plan.focus.secondary else 2


def level_reached(catalog: Catalog, standing: Standing, track: str) -> int:
    """The highest level of a track whose check is done, signed off or assumed; 0: none."""
    done = [level for level in range(1, 5) if (check := catalog.check_of(track, level)) is not None and standing.done(check)]
    return max(done, default=0)


def option(catalog: Catalog, plan: Plan, today: date, track: str, level: int) -> Option:
    """A track by itself for the engineer of a plan. What they have reached in the track they are in keeps counting."""
    standing = Standing(catalog, plan, today)
    found = roadmap(catalog, _alone(plan, track, level), today)
    goal = next((goal for goal in found.goals if goal.serves in ("primary", "both")), None)
    items = _of_the_track(found)
    finish = goal.day if goal is not None else None
    reached = goal is not None and goal.reached
    spent = sum(item.hours for item in items)
    return Option(
        track=track,
        level=level,
        stands=level_reached(catalog, standing, track),
        lane="primary" if track == plan.focus.primary else "secondary" if track == plan.focus.secondary else "",
        hours=spent,
        weeks=-(-(finish - today).days // 7) if finish is not None and not reached else 0,
        price_usd=sum(item.price_usd or 0.0 for item in items),
        price_at_least=any(item.price_usd is None for item in items),
        finish=None if reached else finish,
        cautious=goal.cautious if goal is not None and not reached else None,
        reached=reached,
        items=items,
        carried=_carried(catalog, plan, standing, today, track, level, spent),
        hours_per_week=plan.profile.hours_per_week,
        pace=found.pace,
    )


def _alone(plan: Plan, track: str, level: int) -> Plan:
    """The plan with one lane. The track somebody is in stays beside it at the level they have reached: nothing new is asked there."""
    focus = plan.focus
    beside = next((other for other in (focus.primary, focus.secondary) if other not in (None, track) and stands_in(plan, other) > 0), None)
    reached = stands_in(plan, beside)
    alone = Focus(primary=track, level=level, start_level=stands_in(plan, track), secondary=beside, secondary_level=max(1, reached), secondary_from=reached)
    return msgspec.structs.replace(plan, focus=alone)


def _of_the_track(found: Roadmap) -> tuple[Planned, ...]:
    return tuple(item for item in found.items if item.open and item.serves in ("primary", "both"))


def _carried(catalog: Catalog, plan: Plan, standing: Standing, today: date, track: str, level: int, spent: float) -> Carried:
    entry = catalog.tracks[track]
    here = catalog.tracks.get(plan.focus.primary or "")
    named = next((way.skills for way in here.carries_over if way.to == track), ()) if here is not None else ()
    asked = dict.fromkeys((*(row.id for row in entry.skills), *named))
    skills = tuple((skill, have) for skill in asked if (have := standing.level(skill)) > 0)
    certs = tuple(cert for cert in entry.stack_certs() if standing.active(cert))
    blank = msgspec.structs.replace(
        plan, focus=Focus(primary=track, level=level), held=(), journal=(), own=(), choices=msgspec.structs.replace(plan.choices, pin=())
    )
    alone = sum(item.hours for item in _of_the_track(roadmap(catalog, blank, today)))
    return Carried(skills, tuple(named), certs, max(0.0, round(alone - spent, 1)))


def role_option(catalog: Catalog, plan: Plan, today: date, role: str) -> RoleOption:
    """What a role would take the engineer of a plan."""
    gap = role_gap(catalog, role, Met(catalog, (), Standing(catalog, plan, today)), plan, today)
    weekly = plan.profile.hours_per_week
    return RoleOption(role, gap, round(gap.hours / weekly) if weekly > 0 else 0)


def cost_sentences(catalog: Catalog, found: Option) -> tuple[str, ...]:
    """What a track would cost the engineer, in sentences."""
    name = f"{catalog.name(found.track)} level {found.level}"
    if found.reached or not found.items:
        return (f"You have reached {name} already.",) if found.reached else (f"This catalog has no way to {name}.",)
    takes = f"{hours(found.hours)} and {usd(found.price_usd, at_least=found.price_at_least)}"
    when = f"; at your hours it is reached on {day(found.finish)}, in {count(found.weeks, 'week')}" if found.finish else "; at your hours no day can be given"
    new = titles_in_words(titles_by_quarter(found.items))
    asks = f"It asks for {count(len(found.certs), 'cert')} and {count(len(found.projects), 'project')}; new certs: {new}."
    return (f"{name} takes you {takes}{when}.", asks, carried_sentence(catalog, found))


def carried_sentence(catalog: Catalog, found: Option) -> str:
    """What carries over, in a sentence."""
    carried = found.carried
    parts = []
    if carried.skills:
        parts.append(f"{count(len(carried.skills), 'skill')} ({listed([f'{catalog.name(skill)} {level}' for skill, level in carried.skills], 3)})")
    if carried.certs:
        parts.append(f"{count(len(carried.certs), 'cert')} ({listed([short(catalog, cert) for cert in carried.certs], 3)})")
    if not parts:
        return "Nothing you have recorded so far carries over into it."
    saved = f", which saves {hours(carried.hours_saved)}" if carried.hours_saved >= 1 else ""
    return f"What carries over: {' and '.join(parts)}{saved}."


def short(catalog: Catalog, cert: str) -> str:
    """A cert's code, or its name."""
    return getattr(catalog.items.get(cert), "code", "") or catalog.name(cert)
