"""The wallet: what is held, what keeping it takes and costs a year, and the ledger of continuing-education credits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from tracktui.catalog.days import add_months
from tracktui.catalog.entries import Cert, Renewal
from tracktui.catalog.model import Catalog
from tracktui.plan.model import Entry, Plan
from tracktui.roadmap.model import Credential, Planned, Roadmap


class Credits(msgspec.Struct, frozen=True):
    """Credits of one cycle. `have` of `needed` until `until`; `groups`: (name, have, at least); `this_year` of `yearly_min`."""

    have: float
    needed: float
    until: date | None
    groups: tuple[tuple[str, float, float], ...] = ()
    this_year: float = 0.0
    yearly_min: float = 0.0


class Holding(msgspec.Struct, frozen=True):
    """A credential that is or was held. `planned`: its next renewal in the roadmap; `usd_per_year`: what keeping it costs a year by its
    cheapest way, None where nobody publishes a price; 0 where it never lapses. `shared_fee`: who else the yearly fee covers."""

    credential: Credential
    ways: tuple[Renewal, ...]
    planned: Planned | None
    usd_per_year: float | None
    hours_per_year: float
    shared_fee: str = ""
    fee_usd: float = 0.0
    credits: Credits | None = None


class Upkeep(msgspec.Struct, frozen=True):
    """What all that is held costs a year in USD and hours; `at_least`: a price is unknown. Of a shared fee the highest counts, once."""

    usd: float
    hours: float
    at_least: bool


def wallet(catalog: Catalog, plan: Plan, found: Roadmap) -> tuple[Holding, ...]:
    """Everything held, in the roadmap's order."""
    return tuple(_holding(catalog, plan, found, credential) for credential in found.credentials)


def upkeep(holdings: Iterable[Holding]) -> Upkeep:
    """The sum over what is still valid; expired credentials cost nothing any more."""
    usd, study, at_least = 0.0, 0.0, False
    shared: dict[str, float] = {}
    for holding in holdings:
        if holding.credential.validity == "expired":
            continue
        study += holding.hours_per_year
        if holding.usd_per_year is None:
            at_least = True
            continue
        usd += holding.usd_per_year
        if holding.shared_fee:
            paid = shared.get(holding.shared_fee, 0.0)
            usd -= min(paid, holding.fee_usd)
            shared[holding.shared_fee] = max(paid, holding.fee_usd)
    return Upkeep(usd, study, at_least)


def _holding(catalog: Catalog, plan: Plan, found: Roadmap, credential: Credential) -> Holding:
    cert = catalog.items.get(credential.id)
    ways = (cert.renewals or ()) if isinstance(cert, Cert) else ()
    planned = next((item for item in found.items if item.kind == "renewal" and item.id.partition("@")[0] == credential.id), None)
    credits_way = next((way for way in ways if way.how == "credits"), None)
    ledger = _credits(plan, found.today, credential, credits_way) if credits_way is not None else None
    if not isinstance(cert, Cert) or credential.validity == "lifetime" or not ways:
        return Holding(credential, ways, planned, 0.0 if credential.validity == "lifetime" else None, 0.0, credits=ledger)
    usd, study, way = min((_per_year(cert, way) for way in ways), key=lambda cost: (cost[0] is None, cost[0] or 0.0, cost[1]))
    return Holding(credential, ways, planned, usd, study, way.fee_shared or "", way.fee_usd_per_year or 0.0, ledger)


def _per_year(cert: Cert, way: Renewal) -> tuple[float | None, float, Renewal]:
    """USD and hours a year by one way: its price over the years it adds, plus the yearly fee."""
    years = (way.adds_months or way.months or cert.valid_months or 12) / 12
    price = way.price_usd
    if price is None and way.how in ("retake", "exam") and way.cert is None:
        price = cert.price_usd
    published = price is not None or way.fee_usd_per_year is not None
    usd = (price or 0.0) / years + (way.fee_usd_per_year or 0.0) if published else None
    study = sum(way.hours) / 2 if way.hours else float(way.credits or 0)
    return usd, study / years, way


def _credits(plan: Plan, today: date, credential: Credential, way: Renewal) -> Credits:
    start = add_months(credential.expires, -(way.months or 12)) if credential.expires else credential.earned
    entries = [entry for entry in plan.in_effect() if _counts(entry, credential.id) and (start is None or entry.day > start)]
    groups = tuple((group.name, sum(_number(entry) for entry in entries if entry.data.get("group") == group.name), float(group.min)) for group in way.groups)
    this_year = sum(_number(entry) for entry in entries if entry.day.year == today.year)
    return Credits(sum(map(_number, entries)), float(way.credits or 0), credential.expires, groups, this_year, float(way.yearly_min or 0))


def _counts(entry: Entry, cert: str) -> bool:
    others = entry.data.get("certs")
    return entry.event == "credits" and (entry.item == cert or (isinstance(others, list | tuple) and cert in others))


def _number(entry: Entry) -> float:
    found = entry.data.get("credits")
    return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else 0.0


def way_in_words(catalog: Catalog, cert: Cert, way: Renewal) -> str:
    """A way to renew as a sentence: what is done, when, what it takes and adds."""
    from tracktui.wording import count, usd

    what = {
        "retake": "sit the exam again",
        "exam": f"pass {catalog.name(way.cert)}" if way.cert else "a renewal exam",
        "assessment": "an assessment",
        "credits": f"{way.credits or '?'} credits" + (f" in {way.months} months" if way.months else ""),
        "course": "a course",
        "fee": "pay the fee",
    }[way.how]
    parts = [what]
    if way.opens_days:
        parts.append(f"from {count(way.opens_days, 'day')} before it lapses")
    if way.lapsed:
        parts.append("also when it has lapsed")
    if way.since:
        parts.append(f"passed since {way.since.isoformat()}")
    if way.hours:
        parts.append(f"{way.hours[0]:g} to {way.hours[1]:g} h")
    price = way.price_usd if way.price_usd is not None else cert.price_usd if way.how == "retake" else None
    if price is not None:
        parts.append("free" if price == 0 else usd(price))
    if way.fee_usd_per_year is not None:
        parts.append(f"{usd(way.fee_usd_per_year)} a year" + (f", shared with all of {way.fee_shared}" if way.fee_shared else ""))
    adds = {"from-pass": "a new term from the day it is passed", "to-expiry": "added to the expiry", "its-expiry": "as long as that one"}.get(
        way.adds or "", ""
    )
    if adds:
        parts.append(f"{way.adds_months} months {adds}" if way.adds_months and way.adds == "to-expiry" else adds)
    return ", ".join(parts)
