"""From the chosen items to jobs that can be dated: edges, places, paths, and for whom each item is here."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from tracktui.catalog.clauses import SkillAt, item_ids, leaves
from tracktui.catalog.days import add_months
from tracktui.catalog.entries import AnyItem, Cert, Check, Project, kind_of
from tracktui.catalog.model import Catalog
from tracktui.plan.model import Plan
from tracktui.plan.states import Standing
from tracktui.roadmap.choice.costs import Costs
from tracktui.roadmap.choice.eligible import Resolver, last_day, practice_step
from tracktui.roadmap.choice.experience import gap
from tracktui.roadmap.choice.flatten import OpenChoice
from tracktui.roadmap.choice.goals import Aim
from tracktui.roadmap.choice.resolve import Resolution
from tracktui.roadmap.dates.jobs import Job
from tracktui.roadmap.dates.titles import title_places
from tracktui.roadmap.measures import measures, topological
from tracktui.roadmap.model import Alternative, Serves, SkillNeed
from tracktui.roadmap.onboarding import promises

_LAYERS = {"check": 6, "practice": 5, "scenario": 4, "shadowing": 4, "course": 0, "step": 3, "project": 3}


class Place(msgspec.Struct, frozen=True):
    """Where an item belongs: a track, the level it is for, and its layer within the level (base first, check last)."""

    track: str
    level: int
    layer: int


class Assembled(msgspec.Struct):
    """The jobs and what was found on the way."""

    jobs: dict[str, Job]
    places: dict[str, Place]
    paths: dict[str, tuple[str, ...]]
    serves: dict[str, Serves]
    held_serves: dict[str, Serves]
    unlocks: dict[str, tuple[str, ...]]
    skill_needs: dict[str, tuple[SkillNeed, ...]]
    barred: dict[str, str]
    costs: dict[str, float]
    promised: dict[str, date]
    """The day each check was promised for."""
    proofs: dict[str, tuple[str, ...]]
    """For each item of a higher level the projects it waits for because policy wants certs proven first."""

    def hard(self, item: str) -> tuple[str, ...]:
        """The open items that its clauses need, for its work or its award; not what it waits for by policy alone."""
        job, proofs = self.jobs[item], self.proofs.get(item, ())
        return (*(other for other in job.after if other not in proofs), *job.before_award)

    def lost(self, group: OpenChoice, taken: tuple[str, ...]) -> tuple[Alternative, ...]:
        """The members of a group that were not taken, with the reason where they could not be."""
        return tuple(
            Alternative(member, self.costs.get(member), reason=self.barred.get(member, ""))
            for member in group.members
            if member not in taken and not member.startswith("~")
        )


def assemble(catalog: Catalog, plan: Plan, standing: Standing, costs: Costs, resolver: Resolver, resolution: Resolution, aims: tuple[Aim, ...]) -> Assembled:
    """The jobs of a resolution."""
    work = _Assembler(catalog, plan, standing, costs, resolver, resolution, aims)
    return work.assembled()


def without_proof(parts: Assembled, item: str) -> Assembled:
    """The same, with an item that waits for no proof any more."""
    job = parts.jobs[item]
    after = tuple(other for other in job.after if other not in parts.proofs[item])
    jobs = {**parts.jobs, item: msgspec.structs.replace(job, after=after)}
    return msgspec.structs.replace(parts, jobs=jobs, proofs={owner: found for owner, found in parts.proofs.items() if owner != item})


class _Assembler:
    def __init__(
        self, catalog: Catalog, plan: Plan, standing: Standing, costs: Costs, resolver: Resolver, resolution: Resolution, aims: tuple[Aim, ...]
    ) -> None:
        self.catalog, self.plan, self.standing, self.costs = catalog, plan, standing, costs
        self.resolver, self.resolution, self.aims = resolver, resolution, aims
        self.chosen = set(resolution.items)
        self.promised = promises(catalog, plan, standing.today)
        self.hard = {
            item: tuple(sorted({other for ids in resolution.suppliers.get(item, ()) for other in ids if other in self.chosen})) for item in resolution.items
        }
        self.companion_of: dict[str, list[str]] = {}
        for cert, projects in resolution.companions.items():
            for project in projects:
                self.companion_of.setdefault(project, []).append(cert)

    def assembled(self) -> Assembled:
        paths, serves = self._paths()
        places = self._places(serves)
        proofs = self._proofs(places)
        after = {item: tuple(sorted({*others, *proofs.get(item, ())})) for item, others in self.hard.items()}
        followers: dict[str, list[str]] = {}
        for item, others in self.hard.items():
            for other in others:
                followers.setdefault(other, []).append(item)
        weight = _descendants(after)
        self.has_primary = any(whose in ("primary", "both") for whose in serves.values())
        self.title_places = title_places(self.catalog, self.chosen, self._hours_of(), self.plan.profile.hours_per_week, self.standing.today)
        jobs = {item: self._job(item, after[item], places[item], serves[item], weight[item]) for item in self.resolution.items}
        return Assembled(
            jobs=jobs,
            places=places,
            paths=paths,
            serves=serves,
            held_serves=self._held_serves(serves),
            unlocks={item: tuple(sorted(others)) for item, others in followers.items()},
            skill_needs={item: self._skills_of(item) for item in self.resolution.items},
            barred=dict(self.resolution.barred),
            costs={member: cents / 100 for member, cents in self.resolution.member_cents.items()},
            proofs=proofs,
            promised=self.promised,
        )

    def _item(self, item_id: str) -> AnyItem | None:
        return self.resolver.item(item_id)

    def _skills_of(self, item_id: str) -> tuple[SkillNeed, ...]:
        item = self._item(item_id)
        if item is None:
            return ()
        return tuple(dict.fromkeys(SkillNeed(leaf.skill, leaf.level) for leaf in leaves(item.requires) if isinstance(leaf, SkillAt)))

    # -- for whom ---------------------------------------------------------------------------------------------------

    def _paths(self) -> tuple[dict[str, tuple[str, ...]], dict[str, Serves]]:
        """For each item the shortest path from a goal to it (goal first), and for whom it is here."""
        paths: dict[str, tuple[str, ...]] = {}
        reached: dict[str, set[Serves]] = {}
        for serves, starts in self._asked_for():
            seen: dict[str, tuple[str, ...]] = dict.fromkeys(starts, ())
            queue = deque(seen)
            while queue:
                item = queue.popleft()
                reached.setdefault(item, set()).add(serves)
                for other in self._below(item):
                    if other not in seen:
                        seen[other] = (*seen[item], item)
                        queue.append(other)
            for item, path in seen.items():
                paths.setdefault(item, path)
        return paths, {item: _whose(reached.get(item, {"primary"})) for item in self.resolution.items}

    def _asked_for(self) -> Iterator[tuple[Serves, tuple[str, ...]]]:
        """What the goals name, and then the projects that are still to prove a cert, with whom each is for."""
        for aim in self.aims:
            yield aim.serves, tuple(item for item in (aim.id, *item_ids((aim.clause,))) if item in self.chosen)
        for cert, serves, _, _ in self._stack_rows():
            yield serves, self.resolution.companions[cert]

    def _below(self, item: str) -> tuple[str, ...]:
        return (*self.hard.get(item, ()), *self.resolution.companions.get(item, ()), *self._together(item))

    def _together(self, item: str) -> tuple[str, ...]:
        entry = self._item(item)
        return tuple(other for other in entry.together if other in self.chosen) if entry else ()

    def _held_serves(self, serves: Mapping[str, Serves]) -> dict[str, Serves]:
        found: dict[str, set[Serves]] = {}
        for item, per_clause in self.resolution.suppliers.items():
            for other in (other for ids in per_clause for other in ids if other not in self.chosen):
                found.setdefault(other, set()).add(serves.get(item, "primary"))
        return {item: _whose(whose) for item, whose in found.items()}

    # -- places ------------------------------------------------------------------------------------------------------

    def _places(self, serves: Mapping[str, Serves]) -> dict[str, Place]:
        """The lowest check that needs an item decides its level, or the lowest row of a stack whose cert it proves; without one, its own."""
        level: dict[str, tuple[int, str]] = {}
        checks = [entry for item in self.resolution.items if isinstance(entry := self._item(item), Check)]
        starts = [(serves[check.id] == "secondary", check.level or 9, check.id, check.tracks[0] if check.tracks else "") for check in checks]
        starts += [(whose == "secondary", row, cert, track) for cert, whose, track, row in self._stack_rows()]
        for _, row, start, track in sorted(starts):
            at = (row, track)
            queue = deque([start])
            while queue:
                item = queue.popleft()
                if item in level:
                    continue
                level[item] = at
                queue.extend(other for other in self._below(item) if other not in level)
        return {item: self._place(item, level.get(item)) for item in (*self.resolution.items, *self.resolution.to_prove)}

    def _stack_rows(self) -> Iterator[tuple[str, Serves, str, int]]:
        """For each passed cert that is still to be proven: for whom it is, in the stack of which track, at which level."""
        lanes: tuple[tuple[str | None, Serves], ...] = ((self.plan.focus.primary, "primary"), (self.plan.focus.secondary, "secondary"))
        tracks = [(self.catalog.tracks[track], serves) for track, serves in lanes if track in self.catalog.tracks]
        for cert in self.resolution.to_prove:
            for track, serves in tracks:
                place = track.stack_place(cert)
                if place is not None:
                    yield cert, serves, track.id, place[0]

    def _place(self, item_id: str, at: tuple[int, str] | None) -> Place:
        item = self._item(item_id)
        own_track = item.tracks[0] if item is not None and item.tracks else ""
        level, track = at or ((item.level if item and item.level else 5), own_track)
        if item is None:
            return Place(track, level, _LAYERS["practice"])
        if isinstance(item, Cert):
            places = [self.catalog.tracks[name].stack_place(item.id) for name in (track, own_track) if name in self.catalog.tracks]
            layer = next((place[1] for place in places if place is not None), 2)
            return Place(track or own_track, level, layer)
        return Place(track or own_track, level, _LAYERS.get(kind_of(item), 4))

    # -- edges -------------------------------------------------------------------------------------------------------

    def _proofs(self, places: Mapping[str, Place]) -> dict[str, tuple[str, ...]]:
        """What the prove-first policy adds: a higher level that builds on a cert waits for its companion."""
        policy = self.costs.funding.policy
        if policy is not None and not policy.prove_first:
            return {}
        before = {item: {*others, *self._passed_below(item)} for item, others in self.hard.items()} | {cert: set() for cert in self.resolution.to_prove}
        after = {item: set(others) for item, others in before.items()}
        ancestors = _ancestors(after)
        for cert, projects in sorted(self.resolution.companions.items()):
            proof = projects[0]
            for item in self.resolution.items:
                higher = places[item].level > places[cert].level and places[item].track == places[cert].track
                if higher and cert in ancestors[item] and item != proof and item not in ancestors[proof] and proof not in ancestors[item]:
                    after[item].add(proof)
                    ancestors = _ancestors(after)
        added = {item: tuple(sorted(others - before[item])) for item, others in after.items()}
        return {item: others for item, others in added.items() if others}

    def _passed_below(self, item: str) -> set[str]:
        """The certs still to be proven that an item builds on, directly or through what is done."""
        found: set[str] = set()
        if not self.resolution.to_prove:
            return found
        seen = {other for ids in self.resolution.suppliers.get(item, ()) for other in ids} - self.chosen
        queue = deque(seen)
        while queue:
            other = queue.popleft()
            entry = self._item(other)
            below = {done for done in item_ids(entry.requires) if self.standing.done(done)} - seen if entry is not None else set()
            seen |= below
            queue.extend(below)
        return seen.intersection(self.resolution.to_prove)

    # -- jobs --------------------------------------------------------------------------------------------------------

    def _job(self, item_id: str, after: tuple[str, ...], place: Place, serves: Serves, weight: int) -> Job:
        item, state = self._item(item_id), self.standing.state(item_id).ahead
        step = practice_step(item_id)
        if step is not None:
            skill = self.catalog.skills[step[0]]
            assert skill.practice_hours is not None
            hours = max(0.0, skill.practice_hours[step[1] - 1] - state.hours_done)
        else:
            assert item is not None
            hours = self.costs.hours_left(item, state)
        window = self.plan.window(item)
        layer = place.layer if item_id not in self.title_places else self.title_places[item_id].layer
        award = self.resolution.before_award.get(item_id, frozenset()) & self.chosen
        return Job(
            id=item_id,
            hours=hours,
            after=tuple(other for other in after if other not in award),
            before_award=tuple(sorted(award)),
            lag_days=self._lag(item, state.delivered),
            release=window[0] if window else None,
            latest=self._latest(item_id, item),
            not_before=self._not_before(item, state.not_before, state.delivered),
            sittings=tuple((version.first or date.min, version.last or date.max) for version in item.versions) if isinstance(item, Cert) else (),
            exam_on=state.exam_on if state.state == "booked" and state.exam_on and state.exam_on >= self.standing.today else None,
            project=isinstance(item, Project),
            win=isinstance(item, Project) and item.metric is not None,
            price_usd=self.costs.budgeted(item, state) if item is not None else 0.0,
            # A booked exam that nobody has studied for yet is no work in progress: its day says by when the work has to begin.
            begun=state.begun and (state.state != "booked" or state.hours_done > 0),
            sign_off=isinstance(item, Check),
            rank=(int(self.has_primary and serves not in ("primary", "both")), place.level, layer, self._recommended_rank(item), -weight),
            companion_of=tuple(self.companion_of.get(item_id, ())),
        )

    def _hours_of(self) -> dict[str, float]:
        items = {item_id: item for item_id in self.resolution.items if (item := self._item(item_id)) is not None}
        return {item_id: self.costs.hours_left(item, self.standing.state(item_id)) for item_id, item in items.items()}

    def _latest(self, item_id: str, item: AnyItem | None) -> date | None:
        """The last day it can be sat, or on which what it needs valid still is and cannot be renewed."""
        window = self.plan.window(item)
        days: list[date | None] = [last_day(item)] if isinstance(item, Cert) else [window[1]] if window else [self.promised.get(item_id)]
        if item_id in self.title_places:
            days.append(self.title_places[item_id].latest)
        for other in self.resolution.active.get(item_id, ()):
            cert, held = self.catalog.items.get(other), self.standing.days(other)
            if isinstance(cert, Cert) and held is not None and not cert.renewals:
                days.append(held.expires)
        return min((day for day in days if day is not None), default=None)

    def _lag(self, item: AnyItem | None, delivered: date | None) -> int:
        return item.observe_weeks * 7 if isinstance(item, Project) and delivered is None else 0

    def _not_before(self, item: AnyItem | None, wait: date | None, delivered: date | None) -> date | None:
        days = [wait]
        if isinstance(item, Cert):
            days.append(item.opens_on)
            lack = gap(item, self.plan, lambda other: self.standing.done(other) or other in self.chosen)
            if lack is not None and lack.missing:
                days.append(add_months(self.standing.today, lack.missing))
        if isinstance(item, Project) and delivered is not None:
            days.append(date.fromordinal(min(date.max.toordinal(), delivered.toordinal() + item.observe_weeks * 7)))
        return max((day for day in days if day is not None), default=None)

    def _recommended_rank(self, item: AnyItem | None) -> int:
        """1 where something recommended before it is in the plan too, else 0."""
        return int(item is not None and any(other in self.chosen for other in item.recommended))


def _whose(reached: set[Serves]) -> Serves:
    if {"primary", "secondary"} <= reached:
        return "both"
    order: tuple[Serves, ...] = ("both", "primary", "secondary", "also", "pinned")
    return next(serves for serves in order if serves in reached)


def _ancestors(after: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    """For each item everything it builds on."""
    found: dict[str, frozenset[str]] = {}
    for item in topological(after):
        known = [other for other in after[item] if other in found]
        found[item] = frozenset(known).union(*(found[other] for other in known))
    return found


def _descendants(after: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """How many items build on each one, directly or not."""
    return {item: mark.blocking for item, mark in measures(after).items()}
