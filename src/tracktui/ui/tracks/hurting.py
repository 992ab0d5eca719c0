"""What hurts here, marked by the engineer, and the track it leads to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tracktui.catalog.chooser import HURTS, Advice, Pain, choose, pains
from tracktui.catalog.model import Catalog
from tracktui.roadmap.alternatives.options import Option
from tracktui.ui.parts.content import Part
from tracktui.ui.tracks.rows import Column, row


class Hurting:
    """The pains of a catalog, and how much each hurts."""

    def __init__(self) -> None:
        self.pains: dict[str, Pain] = {}
        self.marked: dict[str, int] = {}

    def renew(self, catalog: Catalog) -> None:
        """Take the pains of a catalog; what was marked stays."""
        self.pains = {pain.id: pain for pain in pains(catalog)}

    def mark(self, pain: str) -> None:
        """Not, a little, clearly, most of all, and not again."""
        hurts = (self.marked.get(pain, 0) + 1) % (max(HURTS) + 1)
        self.marked = {other: points for other, points in {**self.marked, pain: hurts}.items() if points}

    def advice(self, catalog: Catalog, today: date, offer: Callable[[str], Option | None]) -> tuple[Advice, ...]:
        """The chooser's answer to what is marked; () while nothing is. `offer` gives the hours that decide between equals."""
        costs = {track: found.hours for track in catalog.tracks if (found := offer(track)) is not None}
        return choose(catalog, self.marked, today, costs) if self.marked else ()

    def draw(self, pain: str, width: int) -> list[Part]:
        """A pain as a row."""
        hurts = self.marked.get(pain, 0)
        return row(f"[{hurts or ' '}]", self.pains[pain].text, [Column(HURTS[hurts], 13, "accent")] if hurts else [], width, bold=hurts > 0)

    @property
    def first(self) -> str:
        """The pain to go to: the first that is marked, else the weightiest; "" where the catalog names none."""
        return next(iter(self.marked or self.pains), "")
