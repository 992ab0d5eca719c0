"""What the planner asks of an engineer's standing, and a standing in which some of it does not count."""

from __future__ import annotations

from typing import Protocol

from tracktui.plan.model import ItemState


class Stands(Protocol):
    """What the planner asks of the engineer's standing."""

    def done(self, item: str) -> bool:
        """Satisfies a plain requirement."""
        ...

    def active(self, item: str) -> bool:
        """Held and valid."""
        ...

    def level(self, skill: str) -> int:
        """Level 0-4."""
        ...

    def state(self, item: str) -> ItemState:
        """Where an item stands."""
        ...


class Without:
    """A standing in which some items count as neither done nor active: they may not serve here."""

    def __init__(self, stands: Stands, items: frozenset[str]) -> None:
        self.stands, self.items = stands, items

    def done(self, item: str) -> bool:
        """Done, and may serve."""
        return item not in self.items and self.stands.done(item)

    def active(self, item: str) -> bool:
        """Active, and may serve."""
        return item not in self.items and self.stands.active(item)

    def level(self, skill: str) -> int:
        """The level, as it stands."""
        return self.stands.level(skill)
