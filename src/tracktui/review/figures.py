"""The figures of one person: one table of ids, names, explanations and functions. Reviews in the catalog ask for them by id.

docs/figures.md says of each what it means, its unit and range, with an example; the app explains them with the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import msgspec

from tracktui.review import growth, kpis, money, onboarding
from tracktui.review.person import Person
from tracktui.roadmap.choice.costs import Costs
from tracktui.roadmap.payments import claims
from tracktui.wording import count, day, hours, listed, usd


class Reading(msgspec.Struct, frozen=True):
    """A figure read for somebody: the plain value (None: cannot be said yet), the sentence, what it means, and lines of detail."""

    id: str
    name: str
    value: float | int | None
    text: str
    explains: str = ""
    detail: tuple[str, ...] = ()


Read = tuple[float | int | None, str, tuple[str, ...]]


class Figure(msgspec.Struct, frozen=True):
    """A figure: what it is called, its unit and range, what it means, and how it is read from `first` until today."""

    id: str
    name: str
    unit: str
    explains: str
    read: Callable[[Person, date], Read]


def _hours(person: Person, first: date) -> Read:
    value = growth.hours_logged(person, first)
    return value, f"{hours(value)} since {day(first, person.today)}", ()


def _since_entry(person: Person, first: date) -> Read:
    value = growth.days_since_last_entry(person)
    return value, "nothing recorded yet" if value is None else "recorded today" if value == 0 else count(value, "day"), ()


def _finished(person: Person, first: date) -> Read:
    found = growth.items_finished(person, first)
    names = [person.name(item) for item in found]
    return len(found), f"{len(found)} since {day(first, person.today)}", tuple(names)


def _wins(person: Person, first: date) -> Read:
    quarters = growth.wins_per_quarter(person)
    now = quarters[-1][1] if quarters else 0
    total = len(person.wins)
    return total, f"{count(total, 'win')} so far, {now or 'none'} this quarter", tuple(f"{name}: {number or 'none'}" for name, number in quarters)


def _reuse(person: Person, first: date) -> Read:
    rows = growth.reuses(person)
    total = sum(uses for _, uses, _ in rows)
    lines = tuple(f"{output}: {count(uses, 'use')}{' by ' + listed(who) if who else ''}" for output, uses, who in rows)
    return total, f"{count(total, 'use')} of {count(len(rows), 'output')}" if rows else "none yet", lines


def _money(key: str) -> Callable[[Person, date], Read]:
    def read(person: Person, first: date) -> Read:
        years = money.budget_years(person)
        now = next(year for year in reversed(years) if year.first <= person.today)
        value = getattr(now, key)
        if value is None:
            return None, "no policy in force says what is paid back", ()
        of = f" of {usd(now.budget)}" if now.budget is not None and key == "spent" else ""
        least = now.at_least and key == "planned"
        lines = [f"budget year from {day(year.first)}: {usd(getattr(year, key) or 0.0, at_least=year.at_least and key == 'planned')}" for year in years]
        if key == "claimable":
            lines += [
                f"{person.name(claim.item)}: {usd(claim.usd)} {claim.missing}"
                for claim in claims(person.standing, Costs(person.catalog, person.plan))
                if claim.due is None
            ]
        return value, f"{usd(value, at_least=least)}{of} in the budget year from {day(now.first)}", tuple(lines)

    return read


def _velocity(person: Person, first: date) -> Read:
    value = growth.growth_velocity(person)
    return value, "known from the first quarter on" if value is None else f"{value:g} levels a quarter", ()


def _plateau(person: Person, first: date) -> Read:
    weeks = growth.weeks_without_step(person)
    steady = f"last step {count(weeks, 'week')} ago" if growth.steps(person) else f"first step still to come, {count(weeks, 'week')} in"
    ask = "; worth a talk about other projects, coaching or prerequisites" if growth.plateau(person) else ""
    return weeks, f"{steady}{ask}", tuple(f"{day(step.day)}  {step.kind}  {person.name(step.item)}" for step in growth.steps(person)[-5:])


def _completion(person: Person, first: date) -> Read:
    found = growth.learning_completion(person)
    return found.percent, f"{found.finished} of {found.begun} begun are finished" if found.begun else "nothing begun yet", ()


def _first_win(person: Person, first: date) -> Read:
    value = growth.days_to_first_win(person)
    return value, "no win yet" if value is None else f"{count(value, 'day')} from the start", ()


def _median(person: Person, first: date) -> Read:
    value = growth.median_skill_level(person)
    return value, "no skill is asked for yet" if value is None else f"level {value}", ()


def _kpis(person: Person, first: date) -> Read:
    rows = kpis.kpi_trends(person)
    read = [row for row in rows if row.readings]
    lines = tuple(f"{row.name}: {row.readings[-1][1]:g} {row.unit}".rstrip() + f", {row.trend}" if row.readings else f"{row.name}: no reading" for row in rows)
    return len(read), f"{count(len(read), 'KPI')} read of {len(rows)} followed" if rows else "none followed: choose some in [choices] kpis", lines


def _onboarding(person: Person, first: date) -> Read:
    rows = onboarding.onboarding_goals(person)
    met = sum(row.state in ("met", "signed-off") for row in rows)
    lines = tuple(f"{day(row.on)}: {row.text} ({row.state})" for row in rows)
    return met, f"{met} of {count(len(rows), 'goal')} met" if rows else "no role with a first day is set", lines


_TABLE = (
    Figure("hours_logged", "Hours logged", "hours, from 0", "Hours in the journal since the last review.", _hours),
    Figure("days_since_last_entry", "Days since the last entry", "days, from 0", "Days since the engineer's newest entry, pauses left out.", _since_entry),
    Figure("items_finished", "Items finished", "items, from 0", "Items done since the last review; waived and assumed ones left out.", _finished),
    Figure("wins", "Measurable wins", "wins, from 0", "Companion projects whose observed outcome met its target, by quarter.", _wins),
    Figure("reuse", "Outputs reused", "uses, from 0", "How often others used what the projects left behind, and who.", _reuse),
    Figure("spend", "Spent", "USD, from 0", "What the journal says was paid for sittings that took place and for renewals.", _money("spent")),
    Figure("committed", "Committed", "USD, from 0", "What is booked and has not been sat.", _money("committed")),
    Figure("planned", "Planned", "USD, from 0", "What the roadmap still has to pay, two weeks before each planned exam.", _money("planned")),
    Figure("claimable", "Claimable", "USD, from 0", "What the rubric pays back: on the pass, the delivery or the observed outcome.", _money("claimable")),
    Figure("growth_velocity", "Growth velocity", "levels a quarter, from 0", "Levels of skills gained over the last half year, per quarter.", _velocity),
    Figure(
        "plateau", "Weeks since the last step", "weeks, from 0",
        "Weeks since a win, a sign-off, a pass or a new agreed level, pauses left out; from 26 on a plateau to talk about.", _plateau,
    ),
    Figure("learning_completion", "Learning completion", "per cent, 0 to 100", "Finished among begun items, without skipped and waived ones.", _completion),
    Figure("days_to_first_win", "Days to the first win", "days, from 0", "Days from the start to the first measurable win, pauses left out.", _first_win),
    Figure("median_level", "Median skill level", "a level, 0 to 4", "The median of the skills asked for, those not observed left out.", _median),
    Figure("kpi_trend", "KPIs followed", "KPIs read, from 0", "The last readings of the KPIs followed and their trend; never used to rank people.", _kpis),
    Figure("onboarding", "Onboarding goals met", "goals, from 0", "The role's goals by day since joining, and which are met.", _onboarding),
)  # fmt: skip

FIGURES: dict[str, Figure] = {figure.id: figure for figure in _TABLE}
"""Every figure by its id."""


def readings(person: Person, wanted: Iterable[str], first: date) -> tuple[Reading, ...]:
    """The wanted figures, read from `first` until today; one that nobody knows says so."""
    found = []
    for figure_id in wanted:
        figure = FIGURES.get(figure_id)
        if figure is None:
            found.append(Reading(figure_id, figure_id, None, "no such figure is known (docs/figures.md)"))
        else:
            value, text, detail = figure.read(person, first)
            found.append(Reading(figure.id, figure.name, value, text, f"{figure.explains} ({figure.unit})", detail))
    return tuple(found)
