"""What tracks and roles would cost the engineer: worked out one by one in a thread, kept until plan, catalog or day change.

They are kept between runs, too: they take a second or two, and a screen that is opened again should have them at once.
"""

from __future__ import annotations

import msgspec

from tracktui import cache, paths
from tracktui.roadmap.alternatives.options import Option, RoleOption, lane_order
from tracktui.ui.parts.list_view import Shown

MOST_KEPT = 8
"""Plans and days whose figures are kept."""
Wanted = tuple[str, int]
"""A row (`track/sre`, `role/finops-engineer`) and a level; 0 for roles."""


class Figures(msgspec.Struct):
    """What is known: tracks by `id@level`, roles by id."""

    tracks: dict[str, Option] = {}
    roles: dict[str, RoleOption] = {}


class Offers:
    """The figures of one catalog, plan and day."""

    def __init__(self) -> None:
        self._name = ""
        self._figures = Figures()

    def renew(self, shown: Shown) -> None:
        """Take the figures kept for these values, and forget those of others."""
        name = _name_of(shown)
        if name != self._name:
            self._name = name
            self._figures = cache.fetch(paths.cache_dir() / "figures", name, Figures) or Figures()

    def missing(self, shown: Shown, level: int) -> list[Wanted]:
        """What is still to be worked out at a level: tracks first, and of them the engineer's own."""
        ordered = sorted(shown.catalog.tracks, key=lambda track: lane_order(shown.plan, track))
        tracks = [(f"track/{track}", level) for track in ordered if self.track(track, level) is None]
        return [*tracks, *((f"role/{role}", 0) for role in shown.catalog.roles if self.role(role) is None)]

    def take(self, shown: Shown, wanted: Wanted, found: Option | RoleOption) -> None:
        """Take a figure, unless it was worked out from something else, and keep it for the next run."""
        if _name_of(shown) != self._name:
            return
        entry = wanted[0].partition("/")[2]
        if isinstance(found, Option):
            self._figures.tracks[f"{entry}@{wanted[1]}"] = found
        else:
            self._figures.roles[entry] = found
        cache.keep(paths.cache_dir() / "figures", self._name, self._figures, most=MOST_KEPT)

    def track(self, track: str, level: int) -> Option | None:
        """A track at a level, where it is known."""
        return self._figures.tracks.get(f"{track}@{level}")

    def role(self, role: str) -> RoleOption | None:
        """A role, where it is known."""
        return self._figures.roles.get(role)


def _name_of(shown: Shown) -> str:
    return cache.key_of("figures", shown.catalog.hash, shown.plan.hash, shown.found.today.isoformat())


def work_out(shown: Shown, wanted: Wanted) -> Option | RoleOption:
    """The figures of a row."""
    from tracktui.roadmap.alternatives.options import option, role_option

    kind, _, entry = wanted[0].partition("/")
    if kind == "track":
        return option(shown.catalog, shown.plan, shown.found.today, entry, wanted[1])
    return role_option(shown.catalog, shown.plan, shown.found.today, entry)
