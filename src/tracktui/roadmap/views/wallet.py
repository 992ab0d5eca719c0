"""The wallet: what is held, what keeping it takes and costs a year, and the ledger of continuing-education credits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import msgspec

from tracktui.catalog.days import add_months
from tracktui.catalog.entries import Cert, Renewal
from tracktui.catalog.model import Catalog
from tracktui.plan.credentials import Earned, renewed_by_exam
from tracktui.roadmap.model import Credential, Planned, Roadmap


class Holding(msgspec.Struct, frozen=True):
    """A credential that is or was held.

    `planned`: its next renewal in the roadmap, or the exam there that renews it; `carried_until`: the day it then lapses, where such an exam
    does. `usd_per_year`: what keeping it costs a year by its cheapest way, None where nobody publishes a price; 0 where it never lapses.
    `shared_fee`, `shared_credits`: who else the yearly fee covers, and credits count for. `price_usd`, `months`: what the cheapest way costs
    each time, and for how long it then holds (0: it is not known to lapse); `spread`: its hours are credits collected all along.
    """

    credential: Credential
    ways: tuple[Renewal, ...]
    planned: Planned | None
    usd_per_year: float | None
    hours_per_year: float
    shared_fee: str = ""
    fee_usd: float = 0.0
    price_usd: float | None = None
    months: int = 0
    spread: bool = False
    carried_until: date | None = None
    shared_credits: str = ""


class Due(msgspec.Struct, frozen=True):
    """A day on which a credential lapses unless it is renewed. `usd` and `hours` by its cheapest way; what an exam of the roadmap renews
    lapses only behind that term; `planned`: the roadmap renews it before."""

    on: date
    holding: Holding
    usd: float | None
    hours: float
    planned: bool


class Year(msgspec.Struct, frozen=True):
    """What keeping everything takes in a calendar year. `at_least`: a price is unknown."""

    year: int
    usd: float
    hours: float
    at_least: bool


class Upkeep(msgspec.Struct, frozen=True):
    """What all that is held costs a year in USD and hours; `at_least`: a price is unknown. Of a shared fee the highest counts, once."""

    usd: float
    hours: float
    at_least: bool


def wallet(catalog: Catalog, found: Roadmap) -> tuple[Holding, ...]:
    """Everything held, in the roadmap's order."""
    return tuple(_holding(catalog, found, credential) for credential in found.credentials)


def valid(holdings: Iterable[Holding]) -> list[Holding]:
    """What has not expired: the rest costs nothing any more."""
    return [holding for holding in holdings if holding.credential.validity != "expired"]


def upkeep(holdings: Iterable[Holding]) -> Upkeep:
    """The sum over what is still valid."""
    kept = valid(holdings)
    usd, at_least = 0.0, False
    shared: dict[str, float] = {}
    for holding in kept:
        if holding.usd_per_year is None:
            at_least = True
            continue
        usd += holding.usd_per_year
        if holding.shared_fee:
            paid = shared.get(holding.shared_fee, 0.0)
            usd -= min(paid, holding.fee_usd)
            shared[holding.shared_fee] = max(paid, holding.fee_usd)
    return Upkeep(usd, _study(kept, lambda holding: holding.hours_per_year), at_least)


def _study(holdings: Iterable[Holding], hours: Callable[[Holding], float]) -> float:
    """A sum of hours, of shared credits the most that one of them asks for, once."""
    most: dict[str, float] = {}
    for holding in holdings:
        name = holding.shared_credits or holding.credential.id
        most[name] = max(most.get(name, 0.0), hours(holding))
    return sum(most.values())


def dues(holdings: Iterable[Holding], until: date) -> tuple[Due, ...]:
    """When what is held lapses, again and again until a day, the earliest first; what has lapsed already is left out. Credits are no hours of a day."""
    found: list[Due] = []
    for holding in valid(holdings):
        on, planned = holding.credential.expires, holding.planned
        study = 0.0 if holding.spread else holding.hours_per_year * holding.months / 12
        if holding.carried_until is not None:
            on, planned = holding.carried_until, None
        while on is not None and on <= until:
            found.append(Due(on, holding, holding.price_usd, study, planned is not None and not any(due.holding is holding for due in found)))
            on = add_months(on, holding.months) if holding.months else None
    return tuple(sorted(found, key=lambda due: (due.on, due.holding.credential.short)))


def by_year(holdings: Iterable[Holding], first: int, years: int) -> tuple[Year, ...]:
    """What keeping it takes in each of some calendar years: renewals in the year they fall due; credits and yearly fees in each, a shared fee once."""
    kept = valid(holdings)
    found = []
    for year in range(first, first + years):
        due = [one for one in dues(kept, date(year, 12, 31)) if one.on.year == year]
        shared: dict[str, float] = {}
        for holding in kept:
            name = holding.shared_fee or holding.credential.id
            shared[name] = max(shared.get(name, 0.0), holding.fee_usd)
        unknown = any(one.usd is None and not one.holding.fee_usd for one in due) or any(one.usd_per_year is None for one in kept)
        usd = sum(one.usd or 0.0 for one in due) + sum(shared.values())
        study = sum(one.hours for one in due) + _study(kept, lambda one: one.hours_per_year if one.spread else 0.0)
        found.append(Year(year, usd, study, unknown))
    return tuple(found)


def _holding(catalog: Catalog, found: Roadmap, credential: Credential) -> Holding:
    cert = catalog.items.get(credential.id)
    ways = (cert.renewals or ()) if isinstance(cert, Cert) else ()
    planned = next((item for item in found.items if item.kind == "renewal" and item.id.partition("@")[0] == credential.id), None)
    carried = _carried(catalog, found, cert, credential) if planned is None and isinstance(cert, Cert) else None
    planned, until = carried or (planned, None)
    if not isinstance(cert, Cert) or credential.validity == "lifetime" or not ways:
        return Holding(credential, ways, planned, 0.0 if credential.validity == "lifetime" else None, 0.0)
    usd, study, way = min((_per_year(cert, way) for way in ways), key=lambda cost: (cost[0] is None, cost[0] or 0.0, cost[1]))
    fee = way.fee_usd_per_year or 0.0
    return Holding(
        credential,
        ways,
        planned,
        usd,
        study,
        way.fee_shared or "",
        fee,
        _price(cert, way),
        _months(cert, way),
        way.how == "credits",
        until,
        way.credits_shared or "",
    )


def _carried(catalog: Catalog, found: Roadmap, cert: Cert, credential: Credential) -> tuple[Planned, date] | None:
    """The exam of the roadmap that renews a credential, and the day it then lapses."""
    days = Earned(credential.earned, credential.earned, credential.expires)
    for way in cert.renewals or ():
        exam, other = found.get(way.cert or ""), catalog.items.get(way.cert or "")
        if exam is None or not exam.open or exam.finish is None or not isinstance(other, Cert):
            continue
        months = other.valid_for(exam.finish)
        until = renewed_by_exam(days, cert, other.id, exam.finish, add_months(exam.finish, months) if months else None).expires
        if until is not None and until != credential.expires:
            return exam, until
    return None


def _price(cert: Cert, way: Renewal) -> float | None:
    """What one way costs each time, without its yearly fee."""
    return cert.price_usd if way.price_usd is None and way.how in ("retake", "exam") and way.cert is None else way.price_usd


def _months(cert: Cert, way: Renewal) -> int:
    return way.adds_months or way.months or cert.valid_months or 12


def _per_year(cert: Cert, way: Renewal) -> tuple[float | None, float, Renewal]:
    """USD and hours a year by one way: its price over the years it adds, plus the yearly fee."""
    years = _months(cert, way) / 12
    price = _price(cert, way)
    published = price is not None or way.fee_usd_per_year is not None
    usd = (price or 0.0) / years + (way.fee_usd_per_year or 0.0) if published else None
    study = sum(way.hours) / 2 if way.hours else float(way.credits or 0)
    return usd, study / years, way
