"""What an organisation's policy means for one plan: which certs it prefers and pays for, and when money comes back (docs/policy.md)."""

from __future__ import annotations

from tracktui.catalog.entries import AnyItem, Cert
from tracktui.catalog.model import Catalog
from tracktui.catalog.policies import Outcome
from tracktui.plan.model import Plan
from tracktui.wording import day, listed

PREFERENCE = 0.2
"""The part by which a preferred cert counts as cheaper in a choice: as much as not running a cloud makes another one dearer."""
WHEN = {"passed": "once it is passed", "delivered": "once its project is delivered", "observed": "once its project has met its target"}


class Funding:
    """What a policy prefers and pays for in one plan."""

    def __init__(self, catalog: Catalog, plan: Plan) -> None:
        self.catalog, self.plan, self.policy = catalog, plan, catalog.policy
        lanes = {plan.focus.primary, plan.focus.secondary, *plan.focus.also}
        rows = self.policy.preferred if self.policy is not None else ()
        self.preferred = frozenset(catalog.canonical(cert) for row in rows if row.track in lanes for cert in row.certs)

    @property
    def name(self) -> str:
        """Who pays."""
        return (self.policy.name or self.policy.id) if self.policy is not None else ""

    def discount(self, item: AnyItem) -> float:
        """The part (0 or 0.2) by which an item counts as cheaper in a choice. Prices that are shown never change."""
        return PREFERENCE if item.id in self.preferred else 0.0

    def funds(self, item_id: str) -> bool:
        """Whether the organisation pays for it: everything, or only what it lists for the plan's tracks."""
        return self.policy is None or self.policy.funded == "any" or item_id in self.preferred

    def in_budget(self, item_id: str) -> bool:
        """Whether its price counts against the yearly budget: against one's own everything does, against a policy's what that funds."""
        return self.plan.profile.budget_usd_per_year is not None or self.funds(item_id)

    def unfunded_sentence(self, item: AnyItem | None, price: float | None) -> str:
        """What to say of a cert that costs something and that nobody else pays; "" where there is nothing to say."""
        if not isinstance(item, Cert) or price == 0 or self.funds(item.id):
            return ""
        return f"not funded by {self.name}: yours to pay"

    def refund_sentence(self, item: AnyItem | None) -> str:
        """When money for a cert comes back; "" where nobody pays."""
        if self.policy is None or not isinstance(item, Cert) or item.form == "title" or not item.price_usd or not self.funds(item.id):
            return ""
        return f"{self.name} pays it back {WHEN[self.policy.reimburse_on]}."

    def served_by(self, item: AnyItem | None) -> str:
        """Which outcomes the organisation wants next a project or a check serves, by its track; "" for none."""
        wanted: tuple[Outcome, ...] = self.policy.outcomes if self.policy is not None else ()
        texts = [f"{one.text}{f' by {day(one.by)}' if one.by else ''}" for one in wanted if item is not None and one.track in item.tracks]
        return f"It serves what {self.name} wants next: {listed(texts)}." if texts else ""
