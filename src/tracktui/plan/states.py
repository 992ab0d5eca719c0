"""Where everything stands on a day: states, validity and skill levels, derived from head, journal and date, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

import msgspec

from tracktui.catalog.clauses import SkillAt, all_hold, leaves
from tracktui.catalog.days import add_days, week_start
from tracktui.catalog.entries import AnyItem, Cert, Check, Project, Scenario
from tracktui.catalog.model import Catalog
from tracktui.plan import credentials
from tracktui.plan.attempts import cert_ahead
from tracktui.plan.item_states import BEGUN, base_of, check_state, project_state, simple_state
from tracktui.plan.model import Entry, ItemState, Plan, State
from tracktui.plan.skills import SkillBook, SkillState
from tracktui.plan.specialties import Specialties

REFUTED = "no longer assumed"
"""How the flag of a check begins that an assessment has brought back."""


class Standing:
    """What is true of one engineer on one day. Implements the `Standing` that clauses are evaluated against."""

    def __init__(self, catalog: Catalog, plan: Plan, today: date) -> None:
        self.catalog, self.plan, self.today = catalog, plan, today
        self.entries: dict[str, list[Entry]] = {}
        for entry in plan.in_effect():
            if entry.day <= today:
                self.entries.setdefault(self._canonical(entry.item), []).append(entry)
        self.held = {catalog.canonical(held.cert): held for held in plan.held}
        self.own = {item.id: item for item in plan.own}
        self.refuted: dict[str, str] = {}
        """Checks that a real assessment keeps from being assumed, and why."""
        self.assumed_checks = frozenset(self._assumed_checks())
        self._states: dict[str, ItemState] = {}
        self._done: dict[str, bool] = {}
        self._counts_done: dict[str, bool] = {}
        """The same with what an equivalent does for an item."""
        self._days: dict[str, credentials.Earned | None] = {}
        self._skills: SkillBook | None = None

    def _canonical(self, item: str) -> str:
        return self.catalog.canonical(item)

    def _assumed_checks(self) -> Iterable[str]:
        focus = self.plan.focus
        for track, level in ((focus.primary, focus.start_level), (focus.secondary, focus.secondary_from)):
            if track:
                for step in range(1, level + 1):
                    check = self.catalog.check_of(track, step)
                    if check is not None and not any(entry.event == "sent-back" for entry in self.entries.get(check, ())):
                        if self._refuted(check):
                            self.refuted[check] = self._refuted(check)
                        else:
                            yield check

    def _refuted(self, check: str) -> str:
        """Why a check can no longer be assumed: a skill it asks was assessed below what it asks; "" where none was."""
        for leaf in leaves(self.catalog.items[check].requires):
            if isinstance(leaf, SkillAt):
                words = [entry for entry in self.entries.get(leaf.skill, ()) if entry.event == "assessed"]
                if words and words[-1].data.get("level", 0) < leaf.level:
                    return f"{REFUTED}: {self.catalog.name(leaf.skill)} was assessed at level {words[-1].data.get('level', 0)}"
        return ""

    # -- what clauses ask -----------------------------------------------------------------------------------------

    def done(self, item: str) -> bool:
        """Done, waived or assumed, or an equivalent is."""
        found = self._counts_done.get(item)
        if found is None:
            found = self._counts_done[item] = self._is_done(item) or any(map(self._is_done, self.catalog.equivalents.get(item, ())))
        return found

    def _is_done(self, item_id: str) -> bool:
        """Whether an item itself is done, from its entries alone: no clause is asked, so nothing can lead back here."""
        item_id = self._canonical(item_id)
        found = self._done.get(item_id)
        if found is None:
            found = self._done[item_id] = self.on_record(item_id) and self._derived(item_id, asks_clauses=False).done
        return found

    def on_record(self, item: str) -> bool:
        """Whether anything is known of an item, by its own id: an entry, that it is held, or an assumption."""
        return item in self.entries or item in self.held or item in self.assumed_checks

    def active(self, item: str) -> bool:
        """Held (or an equivalent is) and valid today. A credential whose day is unknown counts as valid."""
        return any(self._active_on(other, self.today) for other in (item, *self.catalog.equivalents.get(item, ())))

    def active_on(self, item: str, day: date) -> bool:
        """Held, and valid on `day` as things stand today."""
        return any(self._active_on(other, day) for other in (item, *self.catalog.equivalents.get(item, ())))

    def _active_on(self, item: str, day: date) -> bool:
        cert, days = self.catalog.items.get(item), self.days(item)
        return isinstance(cert, Cert) and days is not None and credentials.validity(days, cert, day) != "expired"

    def level(self, skill: str) -> int:
        """The level the skill stands at (0-4)."""
        return self.skill(skill).level

    def skill(self, skill: str) -> SkillState:
        """The skill's claim, cap and freshness, and the level that follows."""
        if self._skills is None:
            self._skills = SkillBook(self.catalog, self.plan, self.today, self.entries, self._assumed_skills(), self.developed())
        return self._skills.state(skill)

    def _assumed_skills(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for check in self.assumed_checks:
            for leaf in leaves(self.catalog.items[check].requires):
                if isinstance(leaf, SkillAt):
                    found[leaf.skill] = max(found.get(leaf.skill, 0), leaf.level)
        return found

    def developed(self) -> dict[str, list[tuple[int, date, str]]]:
        """For each skill the levels that finished items bring it to, when they were finished, and which they are."""
        found: dict[str, list[tuple[int, date, str]]] = {}
        for item_id in self.entries:
            item = self.item(item_id)
            if item is not None and item.develops and (state := self.state(item_id)).done and state.state != "waived":
                for step in item.develops:
                    found.setdefault(step.skill, []).append((step.level, state.finished or state.last or self.today, item_id))
            if item_id.startswith("practice@") and self._practice_done(item_id):
                skill, _, level = item_id.removeprefix("practice@").rpartition("-")
                if level.isdigit():
                    found.setdefault(skill, []).append((int(level), self.entries[item_id][-1].day, item_id))
        return found

    def _practice_done(self, item_id: str) -> bool:
        return any(entry.event == "done" for entry in self.entries.get(item_id, ()))

    @cached_property
    def specialties(self) -> Specialties:
        """Which finished projects serve which of two specialties."""
        return Specialties(self.catalog, self.plan, self)

    # -- states ---------------------------------------------------------------------------------------------------

    def item(self, item_id: str) -> AnyItem | None:
        """A catalog or own item, by id or alias."""
        return self.own.get(item_id) or self.catalog.items.get(self._canonical(item_id))

    def state(self, item_id: str) -> ItemState:
        """Where an item stands. What nobody knows is locked."""
        item_id = self._canonical(item_id)
        found = self._states.get(item_id)
        if found is None:
            found = self._states[item_id] = self._derived(item_id, asks_clauses=True)
        return found

    def _derived(self, item_id: str, *, asks_clauses: bool) -> ItemState:
        """The state from the entries; with `asks_clauses` also whether it is ready, proven, or done before its time."""
        entries = self.entries.get(item_id, [])
        item = self.item(item_id)
        if item is None:
            return simple_state(entries, base_of(entries), _events(entries, "done"), "ready") if item_id.startswith("practice@") else ItemState("locked")
        base = base_of(entries)
        if (ended := self._ended(item_id, entries)) is not None:
            return msgspec.structs.replace(base, state=ended, done=ended in ("waived", "assumed"))
        match item:
            case Cert():
                state = self._cert(item, entries, base, asks_clauses=asks_clauses)
            case Project():
                state = project_state(item, entries, base, self._open(item) if asks_clauses else "locked")
            case Check():
                state = self._check(item, base, self._open(item) if asks_clauses else "locked")
            case Scenario():
                passed = [entry for entry in entries if entry.event == "drilled" and entry.data.get("score", 100) >= item.pass_percent]
                state = simple_state(entries, base, passed, self._open(item) if asks_clauses else "locked")
            case _:
                state = simple_state(entries, base, _events(entries, "done"), self._open(item) if asks_clauses else "locked")
        return self._flagged(item, state) if asks_clauses else state

    def _ended(self, item_id: str, entries: list[Entry]) -> State | None:
        """Skipped, waived or assumed: what an entry or the focus says regardless of the kind."""
        for entry in reversed(entries):
            if entry.event == "skipped":
                return "skipped"
            if entry.event == "waived":
                return "waived"
            if entry.event in ("passed", "observed", "accepted", "signed-off", "sent-back", "claimed", "done", "drilled", *BEGUN):
                return None
        return "assumed" if item_id in self.assumed_checks else None

    def _open(self, item: AnyItem) -> State:
        """Ready or locked, for an item nothing was done on."""
        return "ready" if all_hold(item.requires, self.specialties.seen_from(item.id), before="start") else "locked"

    def _check(self, check: Check, base: ItemState, start: State) -> ItemState:
        state = check_state(self.plan, check, self.entries, base, start)
        if state.state != "signed-off" and check.id in self.refuted:
            return msgspec.structs.replace(state, flags=(*state.flags, self.refuted[check.id]))
        return state

    def _flagged(self, item: AnyItem, state: ItemState) -> ItemState:
        if state.done and state.state not in ("assumed", "waived") and not all_hold(item.requires, self, before="start"):
            return msgspec.structs.replace(state, flags=(*state.flags, "done before its prerequisite"))
        return state

    # -- certs ----------------------------------------------------------------------------------------------------

    def days(self, item_id: str) -> credentials.Earned | None:
        """When a credential was earned and expires; None while it is not held. Counts what has renewed it."""
        if item_id not in self._days:
            own = self._own_days(item_id)
            cert = self.catalog.items.get(item_id)
            if own is not None and isinstance(cert, Cert):
                for way in cert.renewals or ():
                    other = self.catalog.items.get(way.cert or "")
                    if isinstance(other, Cert) and (theirs := self._own_days(other.id)) and theirs.counts_from:
                        own = credentials.renewed_by_exam(own, cert, other.id, theirs.counts_from, theirs.expires)
            self._days[item_id] = own
        return self._days[item_id]

    def _own_days(self, item_id: str) -> credentials.Earned | None:
        cert = self.item(item_id)
        if not isinstance(cert, Cert):
            return None
        held = self.held.get(item_id)
        days = credentials.earned_before(held, cert) if held is not None else None
        sittings = {part.code for part in cert.exams if part.code}
        passed: set[str] = set()
        for entry in self.entries.get(item_id, ()):
            if entry.event == "passed":
                exam = str(entry.data.get("exam", ""))
                passed.add(exam)
                if len(sittings) < 2 or not exam or sittings <= passed:
                    days = credentials.passed_on(entry, cert)
            elif entry.event == "renewed" and days is not None:
                days = credentials.renewed(days, entry, cert)
        return days

    def _cert(self, cert: Cert, entries: list[Entry], base: ItemState, *, asks_clauses: bool) -> ItemState:
        days = self.days(cert.id)
        if days is not None:
            proven = asks_clauses and self._proven(cert)
            valid = credentials.validity(days, cert, self.today)
            return msgspec.structs.replace(
                base,
                state="proven" if proven else "earned",
                done=True,
                validity=valid,
                earned=days.earned,
                expires=days.expires,
                attempts=sum(entry.event in ("failed", "passed") for entry in entries),
                again=self._again(cert, entries, days.expires) if asks_clauses and valid == "expired" else None,
            )
        state = cert_ahead(self.plan, cert, entries, base, self._open(cert) if asks_clauses else "locked", self.today)
        if state.state in ("ready", "locked") and cert.retires_on is not None and cert.retires_on < self.today:
            return msgspec.structs.replace(state, state="gone")
        return state

    def _again(self, cert: Cert, entries: list[Entry], expired: date | None) -> ItemState:
        since = [entry for entry in entries if expired is None or entry.day > expired]
        base = msgspec.structs.replace(base_of(since), validity="expired", expires=expired)
        return cert_ahead(self.plan, cert, since, base, self._open(cert), self.today)

    def _proven(self, cert: Cert) -> bool:
        """Whether a companion is met, or none exists."""
        companions = self.plan.companions(self.catalog, cert.id)
        return not companions or any(self._is_done(project) for project in companions)

    # -- time -----------------------------------------------------------------------------------------------------

    def hours_this_week(self) -> float:
        """Hours logged since Monday."""
        monday = week_start(self.today)
        return sum(entry.hours or 0.0 for entries in self.entries.values() for entry in entries if monday <= entry.day <= self.today)

    def pauses(self) -> list[tuple[date, date]]:
        """Days without hours by the journal: from a pause to its end, or to the day before it was resumed."""
        found: list[tuple[date, date]] = []
        for entry in self.entries.get("", ()):
            if entry.event == "paused":
                found.append((entry.day, entry.data.get("until", add_days(self.today, 30))))
            elif entry.event == "resumed" and found:
                start, end = found[-1]
                found[-1] = (start, min(end, add_days(entry.day, -1)))
        return [(start, end) for start, end in found if start <= end]


def _events(entries: list[Entry], event: str) -> list[Entry]:
    return [entry for entry in entries if entry.event == event]
