"""Budget years: what each may hold, what is spent and committed in it, and the first that can still pay."""

from __future__ import annotations

from datetime import date

from tracktui.catalog.days import add_days
from tracktui.catalog.policies import Policy
from tracktui.plan.model import Plan


class Budget:
    """The yearly budget in USD. `usd` None: no limit. `starts`: month and day on which a budget year begins.

    Which item is paid in which year is chosen greedily in order. A single item dearer than a whole year's budget is let through: it is
    planned and reported.
    """

    def __init__(self, usd: float | None = None, starts: tuple[int, int] = (1, 1)) -> None:
        self.usd = usd
        self.starts = starts
        self.spent: dict[date, float] = {}

    def copy(self) -> Budget:
        """A budget of its own with the same money spent."""
        other = Budget(self.usd, self.starts)
        other.spent = dict(self.spent)
        return other

    def year_of(self, day: date) -> date:
        """The first day of the budget year that a day falls in."""
        first = _on(day.year, self.starts)
        return first if day >= first else _on(day.year - 1, self.starts)

    def next_year(self, year: date) -> date:
        """The first day of the budget year behind one."""
        return _on(year.year + 1, self.starts)

    def spend(self, usd: float, day: date) -> None:
        """Count money that is spent, committed or planned on a day."""
        year = self.year_of(day)
        self.spent[year] = self.spent.get(year, 0.0) + usd

    def release(self, usd: float, day: date) -> None:
        """Take back what was counted for a day."""
        self.spend(-usd, day)

    def year_for(self, usd: float, day: date) -> date | None:
        """The first day of the later budget year that can pay; None: the year of `day` can, or none ever could."""
        if self.usd is None or usd > self.usd:
            return None
        year = self.year_of(day)
        if self.spent.get(year, 0.0) + usd <= self.usd + 0.005:
            return None
        for _ in range(200):
            year = self.next_year(year)
            if self.spent.get(year, 0.0) + usd <= self.usd + 0.005:
                return year
        return None


def yearly_budget(plan: Plan, policy: Policy | None) -> Budget:
    """The budget of a plan, nothing spent yet: its own, else the policy's; its years begin when the policy says."""
    own = plan.profile.budget_usd_per_year
    month, day = (int(part) for part in (policy.budget_year_starts if policy else "01-01").split("-"))
    return Budget(own if own is not None else policy.budget_usd_per_year if policy else None, (month, day))


def _on(year: int, starts: tuple[int, int]) -> date:
    year = max(date.min.year, min(date.max.year, year))
    month, day = starts
    try:
        return date(year, month, day)
    except ValueError:
        return add_days(date(year, month, 28), 1)
