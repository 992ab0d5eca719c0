"""Yearly fees that cover several credentials of one issuer: each year is paid once, at the highest fee anything asks for in it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise


def months_between(first: date, last: date) -> float:
    """The months from one day to another, 0 where the second is not later; whole for what `add_months` added."""
    return max(0.0, (last.year - first.year) * 12 + last.month - first.month + (last.day - first.day) / 30)


class SharedFees:
    """What has been paid of shared fees so far: for each fee its terms, the USD a year, and the credential that paid."""

    def __init__(self) -> None:
        self._paid: dict[str, list[tuple[date, date, float, str]]] = {}

    def pay(self, fee: str, usd_per_year: float, first: date, last: date, payer: str) -> tuple[float, str]:
        """Pay a term, and return the USD that earlier payments have covered of it, with who made the first of these ("": nobody)."""
        terms = self._paid.setdefault(fee, [])
        days = sorted({first, last, *(day for term in terms for day in term[:2] if first < day < last)})
        covered, by = 0.0, ""
        for start, end in pairwise(days):
            over = [(usd, who) for since, until, usd, who in terms if since <= start and end <= until]
            if over:
                covered += min(usd_per_year, max(usd for usd, _ in over)) * months_between(start, end) / 12
                by = by or over[0][1]
        terms.append((first, last, usd_per_year, payer))
        return round(covered, 2), by
