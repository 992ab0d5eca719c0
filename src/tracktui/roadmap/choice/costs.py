"""What an item costs, in whole cents: hours at the engineer's hour value, the price, a penalty for vendors they do not run, a
discount for what their organisation prefers.

Unknown is never free: an exam without a published price counts as the dearest of its group, else its vendor's median, else
300 USD; an item without hours counts 70 hours.
"""

from __future__ import annotations

from tracktui.catalog.entries import AnyItem, Cert, Course, Hours, default_hours
from tracktui.catalog.model import Catalog
from tracktui.catalog.policies import CLOUDS
from tracktui.plan.model import ItemState, Plan
from tracktui.roadmap.choice.policies import Funding

HOUR_VALUE_USD = 40.0
"""What an hour counts for, where neither plan nor policy says."""
UNKNOWN_PRICE_USD = 300.0
UNKNOWN_HOURS = 70.0
PENALTY = 0.25
"""The most that a vendor's cert costs extra where the engineer's estate runs elsewhere."""


class Costs:
    """The figures of one catalog and one plan."""

    def __init__(self, catalog: Catalog, plan: Plan) -> None:
        self.catalog = catalog
        self.plan = plan
        self.funding = Funding(catalog, plan)
        policy = self.funding.policy
        value = plan.choices.hour_value_usd
        if value is None:
            value = policy.hour_value_usd if policy and policy.hour_value_usd is not None else HOUR_VALUE_USD
        self.hour_cents = round(value * 100)
        self.estate = plan.profile.estate or (policy.estate if policy else {})
        self._medians: dict[str, float] = {}

    def hours(self, item: AnyItem) -> Hours | None:
        """Low and high: the engineer's own estimate first; None when nobody says."""
        own = self.plan.estimates.get(item.id)
        return own if own is not None else default_hours(item)

    def midpoint(self, item: AnyItem) -> float:
        """Expected hours of the whole item."""
        hours = self.hours(item)
        return UNKNOWN_HOURS if hours is None else (hours[0] + hours[1]) / 2

    def hours_left(self, item: AnyItem, state: ItemState | None) -> float:
        """Expected hours still to do, never below 0. Work logged beyond the estimate leaves a tenth of it to finish."""
        whole = self.midpoint(item)
        if state is None:
            return whole
        if state.validity == "expired" and isinstance(item, Cert):
            state, whole = state.ahead, self.again(item, whole)
        if state.hours_left is not None:
            return state.hours_left
        if state.state in ("observing",):
            return 0.0
        left = whole - state.hours_done
        return left if left > 0 or not state.hours_done else round(whole * 0.1, 2)

    def again(self, cert: Cert, whole: float) -> float:
        """Expected hours to earn an expired credential again: those of a retake where the catalog gives them."""
        found = [way.hours for way in cert.renewals or () if way.how == "retake" and way.hours is not None]
        return (found[0][0] + found[0][1]) / 2 if found and cert.id not in self.plan.estimates else whole

    def price(self, item: AnyItem) -> float | None:
        """The price in USD the engineer pays: their own first; None when it is not published; 0 for what costs nothing."""
        own = self.plan.prices.get(item.id)
        if own is not None:
            return own / self.plan.profile.per_usd
        if item.price_usd is not None:
            return item.price_usd
        if isinstance(item, Cert) and item.form != "title":
            return None
        if isinstance(item, Course) and "price_usd" in item.custom.get("unknown", ()):
            return None
        return 0.0

    def price_left(self, item: AnyItem, state: ItemState | None) -> float | None:
        """The price still to pay: nothing once it is booked or paid, or while a retake is included."""
        if state is not None and (state.ahead.paid_usd is not None or state.ahead.state == "booked"):
            return 0.0
        return self.price(item)

    def budgeted(self, item: AnyItem, state: ItemState | None) -> float:
        """The price still to pay that counts against the yearly budget; 0 where it is unknown or paid out of one's own pocket."""
        return (self.price_left(item, state) or 0.0) if self.funding.in_budget(item.id) else 0.0

    def priced(self, item: AnyItem, state: ItemState | None, others: tuple[str, ...] = ()) -> float:
        """The price used for choosing: an unknown one is taken from `others` of its group, else its vendor, else a guess."""
        price = self.price_left(item, state)
        if price is not None:
            return price
        known = [found for other in others if (entry := self.catalog.items.get(other)) and (found := entry.price_usd) is not None]
        if known:
            return max(known)
        vendor = item.vendor if isinstance(item, Cert) else ""
        if vendor not in self._medians:
            from statistics import median

            prices = [cert.price_usd for cert in self.catalog.certs() if cert.vendor == vendor and cert.price_usd]
            self._medians[vendor] = median(prices) if prices else UNKNOWN_PRICE_USD
        return self._medians[vendor]

    def penalty(self, item: AnyItem) -> float:
        """The extra part (0 to 0.25) for a cloud vendor's cert, by the share of the estate that runs there."""
        if not self.estate or not isinstance(item, Cert):
            return 0.0
        key = CLOUDS.get(item.vendor, item.vendor)
        if item.vendor not in CLOUDS and key not in self.estate:
            return 0.0
        largest = max(self.estate.values())
        return PENALTY * (1 - self.estate.get(key, 0.0) / largest) if largest > 0 else 0.0

    def cents(self, item: AnyItem, state: ItemState | None, others: tuple[str, ...] = ()) -> int:
        """What choosing the item costs, in cents."""
        rest = self.hours_left(item, state) * self.hour_cents + self.priced(item, state, others) * 100
        return round(rest * (1 + self.penalty(item)) * (1 - self.funding.discount(item)))
