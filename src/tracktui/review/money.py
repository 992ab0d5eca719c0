"""Money by budget year: spent, committed, planned, and what the rubric lets one claim. Four figures, never one; USD.

Spent is what the journal says was paid and has taken place; committed what is booked and has not been sat; planned what the roadmap
still has to pay. A rubric (`[[policy]]`) says what is funded and when money is due.
"""

from __future__ import annotations

from datetime import date

import msgspec

from tracktui.catalog.days import add_days
from tracktui.review.person import Person
from tracktui.roadmap.choice.costs import Costs
from tracktui.roadmap.dates.jobs import PAID_AHEAD_DAYS
from tracktui.roadmap.dates.money import yearly_budget
from tracktui.roadmap.payments import claims, payments


class BudgetYear(msgspec.Struct, frozen=True):
    """A budget year in USD. `budget` None: no limit is known; `at_least`: a planned price is not published. `claimable` None: no rubric."""

    first: date
    budget: float | None
    spent: float = 0.0
    committed: float = 0.0
    planned: float = 0.0
    at_least: bool = False
    claimable: float | None = None


def budget_years(person: Person) -> tuple[BudgetYear, ...]:
    """Every budget year with money in it and today's, earliest first."""
    costs = Costs(person.catalog, person.plan)
    budget = yearly_budget(person.plan, person.catalog.policy)
    rows: dict[date, dict[str, float]] = {budget.year_of(person.today): {}}
    unknown: set[date] = set()

    def add(day: date, key: str, amount: float) -> None:
        row = rows.setdefault(budget.year_of(day), {})
        row[key] = row.get(key, 0.0) + amount

    for paid in payments(person.standing, costs):
        add(paid.day, paid.kind, paid.usd)
    for item in person.roadmap.items:
        if item.finish is not None and (item.price_usd is None or item.price_usd > 0):
            day = max(person.today, add_days(item.finish, -PAID_AHEAD_DAYS))
            add(day, "planned", item.price_usd or 0.0)
            if item.price_usd is None:
                unknown.add(budget.year_of(day))
    for claim in claims(person.standing, costs):
        if claim.due is not None:
            add(claim.due, "claimable", claim.usd)
    return tuple(_year(person, budget.usd, first, rows[first], first in unknown) for first in sorted(rows))


def _year(person: Person, usd: float | None, first: date, row: dict[str, float], at_least: bool) -> BudgetYear:
    sums = {key: round(row.get(key, 0.0), 2) for key in ("spent", "committed", "planned")}
    claimable = round(row.get("claimable", 0.0), 2) if person.catalog.policy is not None else None
    return BudgetYear(first, usd, **sums, at_least=at_least, claimable=claimable)
