"""The rule against counting twice: a project that counts for one specialty only serves the checks of the primary or of the secondary track.

It is about projects with `counts_for = "one"`, or every project where the policy says `one_specialty_per_project`, and about plans with
two specialties. A project still to do is two exclusive options of the planner's search. What is done already serves the specialty that
a maximum bipartite matching gives it: as many demands of checks are met as can be, the primary track's first, ties by id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tracktui.catalog.clauses import AllOf, AnyOf, AtLeast, Clause, Has, Standing
from tracktui.catalog.entries import Check, Project
from tracktui.catalog.model import Catalog
from tracktui.plan.model import Plan
from tracktui.plan.without import Without


class Specialties:
    """Which projects count once, and which specialty those that are done serve."""

    def __init__(self, catalog: Catalog, plan: Plan, stands: Standing) -> None:
        self.catalog, self.plan, self.stands = catalog, plan, stands
        focus = plan.focus
        self.tracks = tuple(track for track in (focus.primary, focus.secondary) if track) if focus.primary != focus.secondary else ()
        projects = [item for item in (*catalog.items.values(), *plan.own) if isinstance(item, Project)] if len(self.tracks) == 2 else []
        every = catalog.policy is not None and catalog.policy.one_specialty_per_project
        self.once = frozenset(project.id for project in projects if every or project.counts_for == "one")
        self.served = self._served()

    def track_of(self, owner: str) -> str | None:
        """The specialty whose clauses an item asks: the track of a check of either focus track; None for everything else."""
        check = self.catalog.items.get(owner) if self.once else None
        track = check.tracks[0] if isinstance(check, Check) and check.tracks else None
        return track if track in self.tracks else None

    def elsewhere(self, owner: str) -> frozenset[str]:
        """The finished projects that serve the other specialty than `owner` belongs to."""
        track = self.track_of(owner)
        return frozenset() if track is None else frozenset(project for project, serves in self.served.items() if serves != track)

    def seen_from(self, owner: str) -> Standing:
        """The standing that the clauses of an item are asked of: without the projects that serve the other specialty."""
        elsewhere = self.elsewhere(owner)
        return Without(self.stands, elsewhere) if elsewhere else self.stands

    def option(self, item: str, owner: str) -> str:
        """The node that stands for an item among the clauses of `owner`: for a project that counts once, its option there."""
        track = self.track_of(owner) if item in self.once else None
        return item if track is None else option_id(item, track)

    def _served(self) -> dict[str, str]:
        done = sorted(project for project in self.once if self.stands.done(project))
        if not done:
            return {}
        demands = [(track, names) for track in self.tracks for names in self._demands(track)]
        wanted = {project: [place for place, (_, names) in enumerate(demands) if project in names] for project in done}
        matched = maximum_matching(wanted)
        return {project: demands[matched[project]][0] if project in matched else self._first(project, demands) for project in done}

    def _first(self, project: str, demands: Iterable[tuple[str, frozenset[str]]]) -> str:
        """What a project serves that no demand is left for: the first specialty that names it."""
        return next((track for track, names in demands if project in names), self.tracks[0])

    def _demands(self, track: str) -> list[frozenset[str]]:
        """What the checks of a track ask of projects that count once, up to the level aimed for: the projects that would do, each demand once."""
        focus = self.plan.focus
        top = focus.target if track == focus.primary else focus.secondary_level
        checks = [self.catalog.check_of(track, level) for level in range(1, top + 1)]
        return [names for check in checks if check for clause in self.catalog.items[check].requires for names in self._units(clause)]

    def _units(self, clause: Clause) -> list[frozenset[str]]:
        match clause:
            case Has(id=item):
                return [frozenset({item})] if item in self.once else []
            case AllOf(clauses=members):
                return [names for member in members for names in self._units(member)]
            case AnyOf(clauses=members) | AtLeast(clauses=members):
                names = frozenset(member.id for member in members if isinstance(member, Has) and member.id in self.once)
                others = sum(isinstance(member, Has) and member.id not in self.once and self.stands.done(member.id) for member in members)
                count = clause.at_least if isinstance(clause, AtLeast) else 1
                return [names] * max(0, count - others) if names else []
        return []


def option_id(project: str, track: str) -> str:
    """The name of a project's option to serve a track."""
    return f"^{project}@{track}"


def maximum_matching(wanted: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """Each project with the demand it meets; as many as can be matched. Augmenting paths (Kuhn, 1955), projects and demands in order."""
    taken: dict[int, str] = {}

    def place(project: str, seen: set[int]) -> bool:
        for demand in wanted[project]:
            if demand not in seen:
                seen.add(demand)
                if demand not in taken or place(taken[demand], seen):
                    taken[demand] = project
                    return True
        return False

    for project in sorted(wanted):
        place(project, set())
    return {project: demand for demand, project in taken.items()}
