"""What the journal says was paid, and what of it comes back from whoever pays (`[[policy]]`, docs/policy.md); USD."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from tracktui.catalog.entries import Cert
from tracktui.plan.model import Entry
from tracktui.plan.states import Standing
from tracktui.roadmap.choice.costs import Costs
from tracktui.roadmap.choice.policies import WHEN, Funding


class Payment(msgspec.Struct, frozen=True):
    """Money for one sitting or renewal: spent, or committed while it is booked and was not sat."""

    item: str
    day: date
    usd: float
    kind: Literal["spent", "committed"]


class Claim(msgspec.Struct, frozen=True):
    """Money for a cert that has not come back: since when it may be claimed (None: not yet, or never), and what is missing, in words."""

    item: str
    usd: float
    due: date | None
    missing: str = ""
    funded: bool = True


def payments(standing: Standing, costs: Costs) -> tuple[Payment, ...]:
    """What was paid, in order of day: bookings (their price, else the list price; the last counts of one exam), results and renewals with a price."""
    found: list[Payment] = []
    for item_id, entries in standing.entries.items():
        item, booked = standing.item(item_id), None
        for entry in entries:
            price = entry.data.get("price_usd")
            if entry.event == "booked":
                amount = price if price is not None else costs.price(item) if item is not None else None
                booked = Payment(item_id, entry.day, float(amount or 0.0), "committed") if amount or booked is None else booked
            elif entry.event in ("passed", "failed"):
                sat = booked or (Payment(item_id, entry.day, float(price), "spent") if price else None)
                if sat is not None:
                    found.append(msgspec.structs.replace(sat, kind="spent"))
                booked = None
            elif entry.event == "renewed" and price:
                found.append(Payment(item_id, entry.day, float(price), "spent"))
        if booked is not None and booked.usd:
            found.append(booked)
    return tuple(sorted(found, key=lambda paid: (paid.day, paid.item)))


def claims(standing: Standing, costs: Costs) -> tuple[Claim, ...]:
    """What was paid for certs, has not come back (`reimbursed`) and may be claimed, now or later; empty where no policy is in force.

    Due on the pass, on the delivery of a companion, or on a companion's met target, as `reimburse_on` says; the day is the later of that
    and the pass.
    """
    if costs.funding.policy is None:
        return ()
    paid: dict[str, float] = {}
    for payment in payments(standing, costs):
        if isinstance(standing.item(payment.item), Cert):
            paid[payment.item] = paid.get(payment.item, 0.0) + payment.usd
    left = {cert: amount - sum(_amount(entry) for entry in standing.entries[cert] if entry.event == "reimbursed") for cert, amount in paid.items()}
    return tuple(_claim(standing, costs.funding, cert, amount) for cert, amount in left.items() if amount > 0)


def _claim(standing: Standing, funding: Funding, cert: str, amount: float) -> Claim:
    if not funding.funds(cert):
        return Claim(cert, amount, None, f"not funded by {funding.name}", funded=False)
    assert funding.policy is not None
    passed, on = standing.state(cert).done_on, funding.policy.reimburse_on
    days = [passed] if on == "passed" else [_reached(standing, project, on) for project in standing.plan.companions(standing.catalog, cert)]
    known = [day for day in days if day is not None]
    if passed is None or not known:
        return Claim(cert, amount, None, f"comes back {WHEN[on]}")
    return Claim(cert, amount, max(passed, min(known)))


def _reached(standing: Standing, project: str, wanted: str) -> date | None:
    """The day a project was delivered, or met its target."""
    if wanted == "delivered":
        entries = standing.entries.get(project, [])
        return next((entry.day for entry in entries if entry.event in ("delivered", "observed", "accepted")), None)
    return standing.state(project).finished


def _amount(entry: Entry) -> float:
    """What came back, in USD; all of it where the entry does not say."""
    usd = entry.data.get("usd")
    return float(usd) if isinstance(usd, int | float) else float("inf")
