"""What the planner asks of an engineer's standing."""

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

    def on_record(self, item: str) -> bool:
        """Whether anything is known of an item: else it is neither done nor begun, booked or skipped."""
        ...

    def state(self, item: str) -> ItemState:
        """Where an item stands."""
        ...
