"""Credits that count for several credentials of one issuer: what is collected for one is not collected again for another."""

from __future__ import annotations

from datetime import date


class SharedCredits:
    """What is planned to be collected under each shared name: between which days, how many hours, for whom."""

    def __init__(self) -> None:
        self._collected: dict[str, list[tuple[date, date, float, str]]] = {}

    def collect(self, name: str, term: tuple[date, date], days: tuple[date, date], wanted: float, holder: str) -> tuple[float, str]:
        """The hours that are still to be collected of those wanted in a term, and whose credits are the others ("": nobody's).

        `days`: those between which they would be collected. What others collect counts where all of it falls into the term.
        """
        others = [entry for entry in self._collected.setdefault(name, []) if term[0] <= entry[0] and entry[1] <= term[1]]
        left = max(0.0, wanted - sum(hours for _, _, hours, _ in others))
        self._collected[name].append((*days, left, holder))
        return left, next((whose for _, _, hours, whose in others if hours), "")
