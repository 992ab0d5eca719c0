"""A standing in which some of what was done does not count."""

from __future__ import annotations

from tracktui.catalog.clauses import Standing


class Without:
    """A standing in which some items count as neither done nor active: they may not serve here."""

    def __init__(self, stands: Standing, items: frozenset[str]) -> None:
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
