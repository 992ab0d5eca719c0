"""How long a credential is valid: from the day it was earned, the issuer's rules, and what has renewed it since."""

from __future__ import annotations

from datetime import date

import msgspec

from tracktui.catalog.days import add_days, add_months, first_day, last_day
from tracktui.catalog.entries import Cert, Renewal
from tracktui.plan.model import Entry, Held, Validity

EXPIRING_DAYS = 90
"""Days before the expiry from which a credential counts as expiring, where no renewal window is known."""


class Earned(msgspec.Struct, frozen=True):
    """A credential's days. `counts_from` is the last day a vague date may mean; None when no day is known."""

    earned: date | None
    counts_from: date | None
    expires: date | None = None
    lifetime: bool = False


def earned_before(held: Held, cert: Cert) -> Earned:
    """The days of a credential from the head of the plan. A month counts from its first day for order, its last for expiry."""
    if held.earned is None:
        return Earned(None, None, held.expires, _lifetime(cert))
    start, end = first_day(held.earned), last_day(held.earned)
    return Earned(start, end, held.expires or _expiry(cert, end), _lifetime(cert))


def passed_on(entry: Entry, cert: Cert) -> Earned:
    """The days of a credential from the pass in the journal."""
    expires = entry.data.get("expires")
    return Earned(entry.day, entry.day, expires or _expiry(cert, entry.day), _lifetime(cert))


def _lifetime(cert: Cert) -> bool:
    return cert.valid_months == 0


def _expiry(cert: Cert, day: date) -> date | None:
    months = cert.valid_for(day)
    return add_months(day, months) if months else None


def renewed(days: Earned, entry: Entry, cert: Cert) -> Earned:
    """The days after a `renewed` entry: what it says, else what the way of renewing adds.

    An entry that does not say how may mean each way that was open on its day: the one that adds least counts, so that nothing is taken as valid
    that is not.
    """
    expires = entry.data.get("expires")
    if expires is None:
        said = entry.data.get("how")
        ways = [way for way in cert.renewals or () if way.how == said or (said is None and way.cert is None and _open(way, days, entry.day))]
        until = [day for way in ways if (day := _until(days, entry.day, cert, way)) is not None]
        expires = min(until, default=_until(days, entry.day, cert, None))
    return Earned(days.earned, days.counts_from, expires, days.lifetime)


def _open(way: Renewal, days: Earned, day: date) -> bool:
    return way.opens_days is None or days.expires is None or day >= add_days(days.expires, -way.opens_days)


def _until(days: Earned, day: date, cert: Cert, way: Renewal | None) -> date | None:
    """The expiry after renewing on a day by a way; None for the way: a new term from that day."""
    months = (way.adds_months or way.months if way else None) or cert.valid_months
    from_pass = way is None or way.adds in (None, "from-pass") or days.expires is None
    start = day if from_pass else days.expires
    return add_months(start, months) if months and start else days.expires


def renewed_by_exam(days: Earned, cert: Cert, other: str, passed: date, other_expires: date | None) -> Earned:
    """The days after passing another exam that renews this one; unchanged where it does not."""
    if days.earned is None or days.expires is None or passed <= days.earned:
        return days
    for way in cert.renewals or ():
        if way.how != "exam" or way.cert != other or (way.since and passed < way.since):
            continue
        if passed > days.expires and not way.lapsed:
            continue
        if way.adds == "its-expiry":
            expires = other_expires
        elif way.adds == "to-expiry":
            expires = add_months(days.expires, way.adds_months or cert.valid_months or 0)
        else:
            expires = _expiry(cert, passed)
        if expires is not None and expires > days.expires:
            return msgspec.structs.replace(days, expires=expires)
    return days


def validity(days: Earned, cert: Cert, today: date) -> Validity:
    """The validity on a day."""
    if days.expires is not None:
        if days.expires < today:
            return "expired"
        opens = [way.opens_days for way in cert.renewals or () if way.opens_days is not None]
        window = max(opens) if opens else EXPIRING_DAYS
        return "expiring" if add_days(days.expires, -window) <= today else "active"
    return "lifetime" if days.lifetime else "unknown"
