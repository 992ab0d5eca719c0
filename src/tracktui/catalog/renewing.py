"""The ways of keeping a credential valid, in words."""

from __future__ import annotations

from tracktui.catalog.entries import Cert, Renewal
from tracktui.catalog.model import Catalog
from tracktui.wording import count, usd


def way_in_words(catalog: Catalog, cert: Cert, way: Renewal) -> str:
    """A way to renew as a sentence: what is done, when, what it takes and adds."""
    what = {
        "retake": "sit the exam again",
        "exam": f"pass {catalog.name(way.cert)}" if way.cert else "a renewal exam",
        "assessment": "an assessment",
        "credits": f"{way.credits or '?'} credits"
        + (f" in {way.months} months" if way.months else "")
        + (f", which count for all of {way.credits_shared} that they fit" if way.credits_shared else ""),
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
