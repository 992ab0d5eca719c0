"""Renewals as items: for each credential that must stay valid, the way that keeps it so, and what cannot be kept.

A renewal is made for a credential that something in the plan needs valid when it is done, that a title holds, or that `keep` names, up to
the plan's horizon beyond the last goal. Of its ways the one with the cheapest month of validity counts that is open in time; an exam of
the plan that renews it costs nothing and is preferred. A new term that starts at the pass begins as late as is safe; one added to the
expiry as soon as its window opens.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import msgspec

from tracktui.catalog.days import add_days, add_months
from tracktui.catalog.entries import Cert, Renewal
from tracktui.catalog.model import Catalog
from tracktui.plan.ledger import ledger
from tracktui.plan.model import Plan
from tracktui.plan.states import Standing
from tracktui.roadmap.choice.costs import Costs
from tracktui.roadmap.choice.resolve import Resolution
from tracktui.roadmap.dates.credits import SharedCredits
from tracktui.roadmap.dates.fees import SharedFees
from tracktui.roadmap.dates.jobs import Slot

SAFE_DAYS = 14
"""Days before the lapse by which a renewal should be done."""
SPARE_DAYS = 14
"""How much earlier than its hours need a renewal may begin where the new term starts at the pass and no window is known."""
MOST_TERMS = 12
"""Terms that are looked ahead for one credential."""


class Renew(msgspec.Struct, frozen=True):
    """A renewal to plan. `lapses`: the day the credential would lapse; `until`: the day the new term ends."""

    id: str
    cert: str
    way: Renewal
    opens: date
    latest: date
    lapses: date
    until: date
    hours: float
    hours_range: tuple[float, float]
    price_usd: float | None
    """None: nobody publishes it. A yearly fee counts for the whole term, less the years that another renewal's shared fee covers."""
    needed_by: tuple[str, ...]
    """The items that need it valid; empty where only `keep` or a title's hold asks."""
    credits_of: str = ""
    """The credential whose credits count for this one, too; "": nobody's do."""
    fee_paid_by: str = ""
    """The credential whose renewal has paid the shared yearly fee of some of these years; "": none has."""


class Lapse(msgspec.Struct, frozen=True):
    """A credential that cannot be kept valid until the day an item needs it."""

    owner: str
    cert: str
    needed: date
    expires: date


class Kept(msgspec.Struct, frozen=True):
    """What keeps credentials valid: renewals, exams of the plan that renew another, lapses, and held ones whose day is not known."""

    renewals: tuple[Renew, ...] = ()
    carried: tuple[tuple[str, str], ...] = ()
    """(credential, exam of the plan that renews it)."""
    lapses: tuple[Lapse, ...] = ()
    undated: tuple[str, ...] = ()
    until: dict[str, date] = {}
    """The day each credential that must be valid lapses in the end, renewals counted."""

    def hopeless(self, slots: Mapping[str, Slot]) -> frozenset[str]:
        """The items whose credentials lapse again and again before them: renewed in vain, or renewed too late."""
        renewed = {renew.cert for renew in self.renewals}
        late = {owner for renew in self.renewals for owner in renew.needed_by if _after(slots.get(renew.id), renew.lapses)}
        return frozenset({lapse.owner for lapse in self.lapses if lapse.cert in renewed} | late)


def _after(slot: Slot | None, day: date) -> bool:
    return slot is not None and (slot.finish is None or slot.finish > day)


def renewal_id(cert: str, lapses: date) -> str:
    """The id of a renewal: the credential and the month it would lapse."""
    return f"{cert}@{lapses:%Y-%m}"


def renewal_of(item_id: str) -> str | None:
    """The credential that a renewal's id is about, or None for another id."""
    cert, at, month = item_id.partition("@")
    return cert if at and len(month) == 7 and month[4] == "-" and month[:4].isdigit() else None


def kept_valid(catalog: Catalog, plan: Plan, standing: Standing, costs: Costs, resolution: Resolution, slots: Mapping[str, Slot], horizon: date) -> Kept:
    """What must be renewed so that everything is valid when it is needed, given the days of a first schedule."""
    return _Keeper(catalog, plan, standing, costs, resolution, slots, horizon).kept()


def _shared_once(renewals: Collection[Renew]) -> tuple[Renew, ...]:
    """The renewals, of which the one that lapses first pays a shared fee, and collects shared credits, for others too."""
    paid, collected, found = SharedFees(), SharedCredits(), {}
    for renew in sorted(renewals, key=lambda renew: (renew.lapses, renew.id)):
        way, kept = renew.way, renew
        if way.how == "credits" and way.credits_shared and way.hours is None:
            term = add_months(renew.lapses, -(way.months or 12)), renew.lapses
            left, whose = collected.collect(way.credits_shared, term, (renew.opens, renew.latest), renew.hours, renew.cert)
            kept = msgspec.structs.replace(renew, hours=left, hours_range=(left, left), credits_of=whose)
        found[renew.id] = kept
        if way.fee_shared and way.fee_usd_per_year and renew.price_usd is not None:
            covered, by = paid.pay(way.fee_shared, way.fee_usd_per_year, renew.lapses, renew.until, renew.cert)
            found[renew.id] = msgspec.structs.replace(kept, price_usd=round(renew.price_usd - covered, 2), fee_paid_by=by)
    return tuple(found[renew.id] for renew in renewals)


class _Keeper:
    def __init__(
        self, catalog: Catalog, plan: Plan, standing: Standing, costs: Costs, resolution: Resolution, slots: Mapping[str, Slot], horizon: date
    ) -> None:
        self.catalog, self.plan, self.standing, self.costs = catalog, plan, standing, costs
        self.resolution, self.slots, self.horizon = resolution, slots, horizon

    def kept(self) -> Kept:
        """Walk each credential's terms up to the last day it is needed."""
        renewals: list[Renew] = []
        carried: list[tuple[str, str]] = []
        lapses: list[Lapse] = []
        undated: list[str] = []
        until: dict[str, date] = {}
        for cert_id, needs in sorted(self._needs().items()):
            cert = self.catalog.items.get(cert_id)
            if not isinstance(cert, Cert):
                continue
            expires = self._expires(cert)
            if expires is None:
                if self.standing.state(cert_id).validity == "unknown" and cert.valid_months != 0:
                    undated.append(cert_id)
                continue
            end = max(day for _, day in needs)
            for _ in range(MOST_TERMS):
                if expires >= end:
                    break
                free = self._carried(cert, expires)
                if free is not None:
                    carried.append((cert_id, free[0]))
                    expires = free[1]
                    continue
                needed_by = tuple(owner for owner, day in needs if owner and day > expires)
                found = self._renewal(cert, expires, needed_by)
                if found is None:
                    break
                renewals.append(found)
                expires = found.until
            until[cert_id] = expires
            lapses += [Lapse(owner, cert_id, day, expires) for owner, day in needs if owner and day > expires]
        return Kept(_shared_once(renewals), tuple(dict.fromkeys(carried)), tuple(lapses), tuple(undated), until)

    def _needs(self) -> dict[str, list[tuple[str, date]]]:
        """For each credential who needs it valid on which day; "" stands for `keep` and for what a title holds."""
        needs: dict[str, list[tuple[str, date]]] = {}
        for owner, ids in self.resolution.active.items():
            slot = self.slots.get(owner)
            if slot is not None and slot.finish is not None:
                for cert in ids:
                    needs.setdefault(cert, []).append((owner, slot.finish))
        for cert in self.plan.choices.keep:
            needs.setdefault(self.catalog.canonical(cert), []).append(("", self.horizon))
        for title, cert in self._held_by_titles():
            if self.standing.done(title) or title in self.slots:
                needs.setdefault(cert, []).append(("", self.horizon))
        return needs

    def _held_by_titles(self) -> list[tuple[str, str]]:
        from tracktui.catalog.clauses import Has, leaves

        titles = [item for item in self.catalog.certs() if item.form == "title" and (item.id in self.slots or self.standing.done(item.id))]
        held = [(title.id, leaf.id) for title in titles for leaf in leaves(title.requires) if isinstance(leaf, Has) and leaf.hold]
        return [(title, cert) for title, cert in held if cert in self.slots or self.standing.done(cert)]

    def _expires(self, cert: Cert) -> date | None:
        """The day a held or planned credential lapses; None: never, or not known."""
        slot = self.slots.get(cert.id)
        if slot is None:
            days = self.standing.days(cert.id)
            return days.expires if days is not None else None
        if slot.finish is None:
            return None
        months = cert.valid_for(slot.finish)
        return add_months(slot.finish, months) if months else None

    def _carried(self, cert: Cert, expires: date) -> tuple[str, date] | None:
        """An exam of the plan that renews the credential in time, and its new expiry."""
        best: tuple[str, date] | None = None
        for way in cert.renewals or ():
            slot = self.slots.get(way.cert or "")
            other = self.catalog.items.get(way.cert or "")
            if way.how != "exam" or slot is None or slot.finish is None or not isinstance(other, Cert):
                continue
            if (slot.finish > expires and not way.lapsed) or (way.since is not None and slot.finish < way.since):
                continue
            months = other.valid_for(slot.finish) if way.adds == "its-expiry" else way.adds_months or cert.valid_for(slot.finish)
            start = expires if way.adds == "to-expiry" else slot.finish
            until = add_months(start, months) if months else None
            if until is not None and until > expires and (best is None or until > best[1]):
                best = (other.id, until)
        return best

    def _renewal(self, cert: Cert, expires: date, needed_by: tuple[str, ...]) -> Renew | None:
        options = [found for way in cert.renewals or () if (found := self._by(cert, way, expires, needed_by)) is not None]
        return min(options, key=self._weight, default=None)

    def _weight(self, found: Renew) -> tuple[float, date, str]:
        """What a month of validity costs by a way. An unknown price is never free: it counts as the exam's, else the vendor's median."""
        price = self.costs.priced(self.catalog.items[found.cert], None) if found.price_usd is None else found.price_usd
        months = max(1, (found.until - found.lapses).days / 30.44)
        return ((found.hours * self.costs.hour_cents / 100 + price) / months, found.opens, found.way.how)

    def _by(self, cert: Cert, way: Renewal, expires: date, needed_by: tuple[str, ...]) -> Renew | None:
        """The renewal by one way, or None where it is not open in time."""
        closes = add_days(expires, -max(0, way.closes_days or 0))
        latest = add_days(closes, -SAFE_DAYS)
        low, high = self._hours(cert, way, expires)
        lead = SPARE_DAYS + round((low + high) / 2 / max(0.5, self.plan.profile.hours_per_week) * 7)
        opens = add_days(expires, -way.opens_days) if way.opens_days is not None else add_days(latest, -lead)
        if way.adds != "to-expiry":
            # The new term starts at the pass: every day earlier is a day of the old term lost.
            opens = max(opens, add_days(latest, -lead))
        if latest < self.standing.today:
            latest = closes
        if latest < self.standing.today or (cert.retires_on is not None and way.how in ("retake", "assessment") and cert.retires_on < opens):
            return None
        if way.how == "exam" and way.cert is not None and way.cert != cert.id:
            # Another exam is an item of its own: it is planned where it is asked for, never as a mere renewal.
            return None
        months = way.adds_months or way.months or cert.valid_months
        if not months:
            return None
        until = add_months(expires if way.adds == "to-expiry" else latest, months)
        if until <= expires:
            return None
        price = self._price(cert, way, (way.months or months) / 12)
        return Renew(
            renewal_id(cert.id, expires), cert.id, way, max(opens, self.standing.today), latest, expires, until, (low + high) / 2, (low, high), price, needed_by
        )

    def _price(self, cert: Cert, way: Renewal, years: float) -> float | None:
        """What a way costs with its fee for some years: sitting the exam again its list price; what nobody publishes is not known."""
        price = self.costs.price(cert) if way.price_usd is None and way.how in ("retake", "exam") else way.price_usd
        return price if way.fee_usd_per_year is None else (price or 0.0) + way.fee_usd_per_year * years

    def _hours(self, cert: Cert, way: Renewal, expires: date) -> tuple[float, float]:
        """Low and high hours: what the way says; a credit still missing counts as an hour; a retake without a figure as 30 % of the study hours."""
        if way.hours is not None:
            return way.hours
        if way.credits:
            booked = ledger(self.standing, cert.id)
            missing = booked.missing if booked is not None and booked.until == expires else float(way.credits)
            return missing, missing
        if way.how in ("retake", "exam"):
            study = self.costs.hours(cert) or (70.0, 70.0)
            return round(study[0] * 0.3, 1), round(study[1] * 0.3, 1)
        return (0.0, 0.0) if way.how == "fee" else (2.0, 6.0)
