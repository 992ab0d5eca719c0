"""A cert on the way to its exam: what was begun, booked, paid and failed, and what that leaves to do."""

from __future__ import annotations

from datetime import date

import msgspec

from tracktui.catalog.days import add_days
from tracktui.catalog.entries import Cert, default_hours
from tracktui.plan.item_states import BEGUN
from tracktui.plan.model import Entry, ItemState, Plan, State
from tracktui.wording import day

UNKNOWN_WAIT_DAYS = 14
"""Days before an exam may be sat again, where the issuer does not say."""
AFTER_FAILURE = 0.3
"""The part of the expected hours that is left after a failed exam."""
_UNKNOWN_HOURS = 70.0


def cert_ahead(plan: Plan, cert: Cert, entries: list[Entry], base: ItemState, start: State, today: date) -> ItemState:
    """The state of a cert that is not held: what was begun, booked, paid, failed."""
    state: State = start
    exam_on: date | None = None
    paid: float | None = None
    failed = 0
    not_before: date | None = None
    hours_left: float | None = None
    flags: tuple[str, ...] = ()
    for entry in entries:
        if entry.event in BEGUN:
            state = "in-progress" if state != "booked" else state
            if hours_left is not None:
                hours_left = max(0.0, hours_left - (entry.hours or 0.0))
        elif entry.event == "booked":
            state, exam_on = "booked", entry.data.get("exam_on")
            paid = entry.data.get("price_usd", paid if paid is not None else _price(plan, cert))
        elif entry.event == "failed":
            failed += 1
            state, exam_on = "in-progress", None
            wait = cert.retake_wait_days
            not_before = add_days(entry.day, UNKNOWN_WAIT_DAYS if wait is None else wait)
            hours_left = entry.data.get("left_hours", _expected(plan, cert) * AFTER_FAILURE)
            if failed > (cert.retakes_included or 0):
                paid = None
            score = f" ({entry.data['score']})" if entry.data.get("score") else ""
            flags = (*flags, f"not passed on {day(entry.day)}{score}")
    if state == "booked" and exam_on is not None and exam_on < today:
        flags = (*flags, f"the booked day {day(exam_on)} has passed: how did it go?")
    return msgspec.structs.replace(
        base, state=state, exam_on=exam_on, paid_usd=paid, attempts=failed, not_before=not_before, hours_left=hours_left, flags=flags
    )


def _price(plan: Plan, cert: Cert) -> float | None:
    own = plan.prices.get(cert.id)
    return own / plan.profile.per_usd if own is not None else cert.price_usd


def _expected(plan: Plan, cert: Cert) -> float:
    hours = plan.estimates.get(cert.id) or default_hours(cert)
    return (hours[0] + hours[1]) / 2 if hours else _UNKNOWN_HOURS
