"""Titles given for a set of credentials that must all be valid at once: in which order to earn them so that few must be renewed.

Where earning all of them takes longer than the first stays valid, those that another exam of the set renews come first, and the exams
that renew them before they lapse. What then still lapses is renewed (renewals.py).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import msgspec

from tracktui.catalog.clauses import Has, leaves
from tracktui.catalog.days import add_days, add_months
from tracktui.catalog.entries import Cert
from tracktui.catalog.model import Catalog

SAFE_DAYS = 14
FIRST, LAST = -3, 9
"""Places within a level: before the base credentials, and behind the checks."""


class Place(msgspec.Struct, frozen=True):
    """Where a member of a title goes: its place among the others, and the day by which it must have renewed what it renews."""

    layer: int
    latest: date | None = None


def title_places(catalog: Catalog, chosen: Collection[str], hours: Mapping[str, float], weekly: float, start: date) -> dict[str, Place]:
    """The places of the members of every chosen title that cannot be earned within one term; empty where all fit."""
    places: dict[str, Place] = {}
    for title in catalog.certs():
        if title.form != "title" or title.id not in chosen:
            continue
        asked = [leaf.id for leaf in leaves(title.requires) if isinstance(leaf, Has) and leaf.active]
        members = [cert for member in asked if member in chosen and isinstance(cert := catalog.items.get(member), Cert)]
        months = [cert.valid_months for cert in members if cert.valid_months]
        weeks = sum(hours[cert.id] for cert in members) / weekly if weekly > 0 else 0.0
        if not months or weeks * 7 <= (add_months(start, min(months)) - start).days:
            continue
        places.update(_places(members, hours, weekly, start))
    return places


def _places(members: list[Cert], hours: Mapping[str, float], weekly: float, start: date) -> dict[str, Place]:
    ids = {cert.id for cert in members}
    renewed = {cert.id: {way.cert for way in cert.renewals or () if way.how == "exam" and way.cert in ids and way.cert != cert.id} for cert in members}
    first = [cert for cert in members if renewed[cert.id]]
    found = {cert.id: Place(FIRST) for cert in first}
    done = 0.0
    for cert in sorted(first, key=lambda cert: cert.id):
        done += hours[cert.id] / weekly * 7
        lapses = add_months(add_days(start, round(done)), cert.valid_months or 0)
        for other in sorted(filter(None, renewed[cert.id])):
            if other not in {member.id for member in first}:
                latest = add_days(lapses, -SAFE_DAYS)
                known = found.get(other)
                found[other] = Place(LAST, latest if known is None or known.latest is None else min(latest, known.latest))
    return found
