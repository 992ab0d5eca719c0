"""What the planner asks of an engineer's standing."""

from __future__ import annotations

from typing import Protocol

from tracktui.plan.model import ItemState
from tracktui.plan.without import Without

__all__ = ["Stands", "Without"]


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
