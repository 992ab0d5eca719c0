"""The ledger of continuing education: credits earned in a credential's term against what its issuer asks for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from tracktui.catalog.days import add_months
from tracktui.catalog.entries import Cert, Renewal
from tracktui.plan.model import Entry

if TYPE_CHECKING:
    from tracktui.plan.states import Standing


class Part(msgspec.Struct, frozen=True):
    """A part of the credits: those of one group, or of the year of the term that begins on `since`."""

    name: str
    asked: int
    earned: float
    since: date | None = None


class Ledger(msgspec.Struct, frozen=True):
    """Credits of the term from `since` to `until`: how many are asked for, how many are earned, and the parts with a floor of their own.

    `entries`: day, credits and what they are for, in order of day.
    """

    cert: str
    since: date
    until: date
    asked: int
    earned: float
    groups: tuple[Part, ...] = ()
    years: tuple[Part, ...] = ()
    entries: tuple[tuple[date, float, str], ...] = ()

    @property
    def this_year(self) -> Part | None:
        """The year of the term that it is now, where each year has a floor."""
        return self.years[-1] if self.years else None

    @property
    def missing(self) -> float:
        """Credits still to earn: what the whole lacks, or what its groups lack where that is more."""
        return max(0.0, self.asked - self.earned, sum(max(0.0, group.asked - group.earned) for group in self.groups))

    def in_words(self) -> str:
        """The ledger as a phrase: "34 of 120 credits until 2028-03-31; group A 12 of 90; this year 5 of 20"."""
        parts = [f"{self.earned:g} of {self.asked} credits until {self.until.isoformat()}"]
        parts += [f"{group.name} {group.earned:g} of {group.asked}" for group in self.groups]
        parts += [f"year from {year.name} {year.earned:g} of {year.asked}" for year in self.years if year.earned < year.asked]
        return "; ".join(parts)


def credits_way(cert: Cert) -> Renewal | None:
    """The way of renewing a cert by credits, where the issuer says how many."""
    return next((way for way in cert.renewals or () if way.how == "credits" and way.credits and way.months), None)


def ledger(standing: Standing, cert_id: str) -> Ledger | None:
    """The ledger of a held credential; None where it is not renewed by credits, or its day is not known."""
    cert, days = standing.item(cert_id), standing.days(cert_id)
    way = credits_way(cert) if isinstance(cert, Cert) else None
    if way is None or days is None or days.expires is None:
        return None
    assert way.months is not None
    since = add_months(days.expires, -way.months)
    if days.earned is not None:
        since = max(since, days.earned)
    booked = sorted((entry for entry in _credits(standing, cert_id) if since <= entry.day <= days.expires), key=lambda entry: entry.day)
    groups = tuple(Part(group.name, group.min, _sum([entry for entry in booked if _of_group(entry, group.name)])) for group in way.groups)
    rows = tuple((entry.day, _sum([entry]), ", ".join(part for part in (str(entry.data.get("group", "")), entry.note) if part)) for entry in booked)
    return Ledger(cert_id, since, days.expires, way.credits or 0, _sum(booked), groups, _years(since, days.expires, way, booked, standing.today), rows)


def _credits(standing: Standing, cert_id: str) -> list[Entry]:
    """The entries about credits that count for a cert: its own, and those of others that name it."""
    canonical = standing.catalog.canonical
    found = []
    for item, entries in standing.entries.items():
        for entry in entries:
            named = entry.data.get("certs", ())
            names = {canonical(str(name)) for name in ((named,) if isinstance(named, str) else named)}
            if entry.event == "credits" and (item == cert_id or cert_id in names):
                found.append(entry)
    return found


def _of_group(entry: Entry, name: str) -> bool:
    said = str(entry.data.get("group", "")).casefold()
    return bool(said) and name.casefold().startswith(said)


def _sum(entries: list[Entry]) -> float:
    return round(sum(float(entry.data.get("credits", 0)) for entry in entries), 2)


def _years(since: date, until: date, way: Renewal, booked: list[Entry], today: date) -> tuple[Part, ...]:
    """The years of the term that have begun, each with its floor."""
    found: list[Part] = []
    first = since
    while way.yearly_min and first < until and first <= today:
        after = add_months(first, 12)
        found.append(Part(first.isoformat(), way.yearly_min, _sum([entry for entry in booked if first <= entry.day < after]), first))
        first = after
    return tuple(found)
