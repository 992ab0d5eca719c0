"""What a plan aims for, as clauses: the goals in the planner's order, and for whom each is here."""

from __future__ import annotations

import msgspec

from tracktui.catalog.clauses import Clause, Has, of_ids
from tracktui.catalog.entries import Shadowing
from tracktui.catalog.model import Catalog
from tracktui.plan.model import Plan
from tracktui.problems import Problem, nearest
from tracktui.roadmap.model import Serves
from tracktui.roadmap.onboarding import role_goals


class Aim(msgspec.Struct, frozen=True):
    """One thing aimed for. `id` is the check or item that stands for it on screens."""

    id: str
    serves: Serves
    clause: Clause
    without_certs: bool = False
    """Small-team mode: certs that a lane's check asks for are left out."""


def aims(catalog: Catalog, plan: Plan) -> tuple[tuple[Aim, ...], tuple[Problem, ...]]:
    """The goals of the plan, and what keeps one from being a goal."""
    focus = plan.focus
    found: list[Aim] = []
    problems: list[Problem] = []

    def check(track: str | None, level: int, serves: Serves, *, without_certs: bool = False) -> None:
        if track is None:
            return
        check_id = catalog.check_of(track, level)
        if check_id is None:
            problems.append(_no_check(catalog, track, level))
        else:
            found.append(Aim(check_id, serves, Has(check_id), without_certs))

    check(focus.primary, focus.target, "primary")
    check(focus.secondary, focus.secondary_level, "secondary")
    if focus.primary and focus.secondary:
        visits = tuple(
            item.id for item in catalog.items.values() if isinstance(item, Shadowing) and focus.primary in item.tracks and item.of == focus.secondary
        )
        if visits:
            found.append(Aim(visits[0], "secondary", of_ids(visits)))
    for lane in focus.also:
        check(lane, 1, "also", without_certs=True)
    role = catalog.roles.get(plan.profile.role or "")
    if role is not None and focus.promotion and role.promotion:
        found.append(Aim(role.promotion, "primary", Has(role.promotion)))
    if role is not None and focus.onboarding is not None:
        found += [Aim(goal.id, "primary", Has(goal.id)) for goal in role_goals(catalog, plan)]
    found += [Aim(pin, "pinned", Has(pin)) for pin in dict.fromkeys(catalog.canonical(pin) for pin in plan.choices.pin)]
    return tuple(found), tuple(problems)


def _no_check(catalog: Catalog, track: str, level: int) -> Problem:
    if track in catalog.tracks:
        message, hint = f"the catalog has no level {level} check for {catalog.name(track)}", f"tracktui catalog show {track} says which levels it has"
        return Problem(code="goal-missing", message=message, hint=hint, ids=(track,))
    near = nearest(track, catalog.tracks)
    hint = f"did you mean '{near}'?" if near else "known tracks: " + ", ".join(catalog.tracks)
    return Problem(code="goal-missing", message=f"there is no track '{track}'", hint=hint, ids=(track,))
