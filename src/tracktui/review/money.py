"""Money by budget year: spent, committed, planned, and what the rubric lets one claim. Four figures, never one; USD.

Spent is what the journal says was paid and has taken place; committed what is booked and has not been sat; planned what the roadmap
still has to pay. A rubric (`[[policy]]`) says what is funded and when money is due.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from tracktui.catalog.days import add_days
from tracktui.catalog.entries import Cert
from tracktui.review.person import Person
from tracktui.roadmap.choice.costs import Costs
from tracktui.roadmap.choice.policies import WHEN, Funding
from tracktui.roadmap.dates.money import yearly_budget

PAID_DAYS_BEFORE = 14
"""Days before a planned exam on which its fee is paid."""


class Payment(msgspec.Struct, frozen=True):
    """Money for one sitting or renewal. `result` is the day it was passed; None while it was not."""

    item: str
    day: date
    usd: float
    kind: Literal["spent", "committed"]
    result: date | None = None


class Claim(msgspec.Struct, frozen=True):
    """Money the rubric pays back: since when it may be claimed (None: not yet), and what is missing, in words."""

    item: str
    usd: float
    due: date | None
    missing: str = ""


class BudgetYear(msgspec.Struct, frozen=True):
    """A budget year in USD. `budget` None: no limit is known; `at_least`: a planned price is not published. `claimable` None: no rubric."""

    first: date
    budget: float | None
    spent: float = 0.0
    committed: float = 0.0
    planned: float = 0.0
    at_least: bool = False
    claimable: float | None = None


def payments(person: Person) -> tuple[Payment, ...]:
    """What the journal says was paid, in order of day: bookings (their price, else the list price), results and renewals with a price."""
    costs = Costs(person.catalog, person.plan)
    found: list[Payment] = []
    for item_id, entries in person.standing.entries.items():
        item, booked = person.standing.item(item_id), None
        for entry in entries:
            price = entry.data.get("price_usd")
            if entry.event == "booked":
                amount = price if price is not None else costs.price(item) if item is not None else None
                booked = Payment(item_id, entry.day, float(amount or 0.0), "committed") if amount or booked is None else booked
            elif entry.event in ("passed", "failed"):
                sat = booked or (Payment(item_id, entry.day, float(price), "spent") if price else None)
                if sat is not None:
                    found.append(msgspec.structs.replace(sat, kind="spent", result=entry.day if entry.event == "passed" else None))
                booked = None
            elif entry.event == "renewed" and price:
                found.append(Payment(item_id, entry.day, float(price), "spent", entry.day))
        if booked is not None and booked.usd:
            found.append(booked)
    return tuple(sorted(found, key=lambda paid: (paid.day, paid.item)))


def budget_years(person: Person) -> tuple[BudgetYear, ...]:
    """Every budget year with money in it and today's, earliest first."""
    budget = yearly_budget(person.plan, person.catalog.policy)
    rows: dict[date, dict[str, float]] = {budget.year_of(person.today): {}}
    unknown: set[date] = set()

    def add(day: date, key: str, amount: float) -> None:
        row = rows.setdefault(budget.year_of(day), {})
        row[key] = row.get(key, 0.0) + amount

    for paid in payments(person):
        add(paid.day, paid.kind, paid.usd)
    for item in person.roadmap.items:
        if item.finish is not None and (item.price_usd is None or item.price_usd > 0):
            day = max(person.today, add_days(item.finish, -PAID_DAYS_BEFORE))
            add(day, "planned", item.price_usd or 0.0)
            if item.price_usd is None:
                unknown.add(budget.year_of(day))
    for claim in claims(person):
        if claim.due is not None:
            add(claim.due, "claimable", claim.usd)
    return tuple(_year(person, budget.usd, first, rows[first], first in unknown) for first in sorted(rows))


def _year(person: Person, usd: float | None, first: date, row: dict[str, float], at_least: bool) -> BudgetYear:
    sums = {key: round(row.get(key, 0.0), 2) for key in ("spent", "committed", "planned")}
    claimable = round(row.get("claimable", 0.0), 2) if person.catalog.policy is not None else None
    return BudgetYear(first, usd, **sums, at_least=at_least, claimable=claimable)


def claims(person: Person) -> tuple[Claim, ...]:
    """What was spent on certs, has not come back (`reimbursed`) and may be claimed, now or later; empty where no policy is in force.

    Due on the pass, on the delivery of a companion, or on a companion's met target, as `reimburse_on` says; the day is the later of that
    and the pass.
    """
    funding = Funding(person.catalog, person.plan)
    spent: dict[str, float] = {}
    for paid in payments(person):
        if paid.kind == "spent" and isinstance(person.standing.item(paid.item), Cert):
            spent[paid.item] = spent.get(paid.item, 0.0) + paid.usd
    rows = [(cert, amount - _came_back(person, cert)) for cert, amount in spent.items()] if funding.policy is not None else []
    return tuple(_claim(person, funding, cert, amount) for cert, amount in rows if amount > 0)


def _came_back(person: Person, cert: str) -> float:
    """What was paid back already; everything where an entry does not say how much."""
    return sum(float(entry.data.get("usd", "inf")) for entry in person.standing.entries[cert] if entry.event == "reimbursed")


def _claim(person: Person, funding: Funding, cert: str, amount: float) -> Claim:
    if not funding.funds(cert):
        return Claim(cert, amount, None, f"not funded by {funding.name}")
    assert funding.policy is not None
    passed, on = person.finished_on(cert), funding.policy.reimburse_on
    days = [passed] if on == "passed" else [_reached(person, project, on) for project in person.plan.companions(person.catalog, cert)]
    known = [day for day in days if day is not None]
    if passed is None or not known:
        return Claim(cert, amount, None, f"comes back {WHEN[on]}")
    return Claim(cert, amount, max(passed, min(known)))


def _reached(person: Person, project: str, wanted: str) -> date | None:
    """The day a project was delivered, or met its target."""
    entries = person.standing.entries.get(project, [])
    if wanted == "delivered":
        return next((entry.day for entry in entries if entry.event in ("delivered", "observed")), None)
    return person.standing.state(project).finished
