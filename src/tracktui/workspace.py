"""What a run works on: catalog, plan and roadmap, and the few things that change them. The only state that changes.

The command line and the terminal program both go through here; values are replaced whole, never changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from tracktui import known, paths, pinned
from tracktui.catalog.model import Catalog
from tracktui.clock import clock_on
from tracktui.kept import Answer, Kept, last_shown
from tracktui.known import KnownCatalog
from tracktui.layered import copies, kept_catalogs, layer_files, load_catalog
from tracktui.plan import journal, siblings, store, unsaved
from tracktui.plan.authority import is_own, refuse_unless_allowed, refuse_unless_own, refuse_unless_voidable
from tracktui.plan.events import EVENTS, UNLOCKS_NOTHING
from tracktui.plan.head_changes import changes, recorded
from tracktui.plan.model import Entry, Plan
from tracktui.plan.open_plan import OpenPlan
from tracktui.plan.remembered import Segments
from tracktui.plan.telling import told
from tracktui.problems import Problem, refuse, untold
from tracktui.review.completed import completed
from tracktui.roadmap.model import Planned, Roadmap
from tracktui.wording import count

if TYPE_CHECKING:
    from tracktui.plan.states import Standing
    from tracktui.review.person import Person
    from tracktui.roadmap.planner import Planner
    from tracktui.roadmap.why.account import Account

__all__ = ["Logged", "Workspace", "copies", "layer_files", "load_catalog"]


Said = tuple[str, str, dict[str, Any]]
"""What is to be recorded: the event, the id of what it is about, the values of its keys."""


class Logged(msgspec.Struct, frozen=True):
    """What recording an entry did: the entry, and the items of the roadmap so far that became ready by it."""

    entry: Entry
    unlocked: tuple[Planned, ...] = ()
    notes: tuple[str, ...] = ()
    """What was written with it: a changed focus that was noticed."""


class Workspace:
    """One plan, open. `today` is passed in; `now` gives the moment of an entry."""

    def __init__(
        self,
        opened: OpenPlan,
        now: Callable[[], datetime],
        overlays: tuple[Path, ...] = (),
        acting: str = "",
    ) -> None:
        self.opened, self.now, self.overlays, self.acting = opened, now, overlays, acting
        self._run: Planner | None = None
        """The last planning run: the next may take over what it chose."""

    @classmethod
    def open(
        cls,
        path: Path,
        today: date,
        *,
        overlays: tuple[Path, ...] = (),
        now: Callable[[], datetime] | None = None,
        state: Path | None = None,
        in_place: bool = False,
        acting: str = "",
    ) -> Workspace:
        """Open the plan at `path`; `acting` is who has the keyboard ("": the engineer).

        Catalogs are looked at when one is first asked for; then they may raise a UserError.

        Raises:
            UserError: the plan cannot be read.
        """
        opened = OpenPlan(path, today, store.Access(state or paths.state(), in_place), Segments(paths.cache_dir()))
        return cls(opened, now or clock_on(today), overlays, acting)

    @cached_property
    def _layered(self) -> tuple[KnownCatalog, tuple[Problem, ...]]:
        return known.of_files(layer_files(self.overlays), kept_catalogs())

    @property
    def newest(self) -> KnownCatalog:
        """The catalog of the files as they are now."""
        return self._layered[0]

    @property
    def catalog_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the settings' layers and the files of the catalog."""
        return (*paths.layers(self.overlays)[1], *self._layered[1])

    @cached_property
    def pin(self) -> pinned.Pin:
        """Which catalog the plan is planned with, and why."""
        found = pinned.settle(self.plan.catalog, self.newest, self.overlays, copies(), kept_catalogs())
        if found.status == "same" and not pinned.has_copy(self.newest, copies()):
            pinned.keep(self.newest, layer_files(self.overlays), self.overlays, copies())
        return found

    @property
    def pin_line(self) -> str:
        """What there is to say of the pin; nothing before the catalogs were looked at."""
        return self.pin.line if "pin" in self.__dict__ else ""

    @property
    def catalog(self) -> Catalog:
        """The catalog that the plan is planned with."""
        return self.pin.known.catalog

    @property
    def current(self) -> Catalog:
        """The catalog of the files as they are now."""
        return self.newest.catalog

    @property
    def plan(self) -> Plan:
        """The plan as it is in the file."""
        return self.opened.plan

    @property
    def writer(self) -> str:
        """Whose words are written: the engineer's, or of whoever has the keyboard (--as)."""
        return self.acting or self.plan.profile.id

    @property
    def guest(self) -> str:
        """Who has the keyboard, where that is somebody else than the engineer; "" where it is the engineer."""
        return "" if is_own(self.plan, self.writer) else self.writer

    @property
    def path(self) -> Path:
        """The plan's file."""
        return self.opened.path

    @property
    def today(self) -> date:
        """The day it is planned on."""
        return self.opened.today

    # -- derived, replaced whole ----------------------------------------------------------------------------------

    @cached_property
    def planner(self) -> Any:
        """The planning run behind the roadmap (roadmap.build.Planner)."""
        from tracktui.roadmap.planner import Planner

        self._run = Planner(self.catalog, self.plan, self.today, self._run)
        return self._run

    @cached_property
    def _kept(self) -> Kept:
        """The answers on the plan that earlier runs have kept."""
        return Kept(paths.cache_dir(), self.path, self.pin.known.hash, self.plan.hash, self.opened.data, self.today)

    @cached_property
    def _answer(self) -> Answer:
        """Today's answer: from the cache where plan, catalog and day are the same, else made anew and kept."""
        kept = self._kept.today()
        if kept is not None:
            return kept
        from tracktui.catalog.freshness import stale_problem
        from tracktui.plan.against import check_against
        from tracktui.roadmap.build import value_of

        text = self.opened.data.decode("utf-8-sig", "replace")
        faults = (*stale_problem(self.catalog, self.today), *check_against(self.plan, self.catalog, self.today, text))
        return self._kept.keep(value_of(self.planner), faults)

    @property
    def roadmap(self) -> Roadmap:
        """Today's roadmap."""
        return self._answer.roadmap

    @cached_property
    def roadmap_so_far(self) -> Roadmap:
        """Today's roadmap, or one that the same catalog and head made: enough where what was logged since does not matter."""
        last = None if "_answer" in self.__dict__ else self._kept.last()
        return last or self.roadmap

    def last_roadmap(self) -> Roadmap | None:
        """The roadmap that was shown last for this plan, of whatever day: something to look at while today's is made."""
        found = last_shown(paths.cache_dir(), self.path)
        return found.roadmap if found is not None else None

    def account(self, word: str) -> Account:
        """Everything there is to say of the item that a word means: kept from an earlier run today, else found out and kept.

        Raises:
            UserError: no item of the roadmap is meant.
        """
        kept = self._kept.account(word)
        if kept is not None:
            return kept
        from tracktui.roadmap.why.explain import account

        return self._kept.keep_account(word, account(self.planner, self.roadmap, word))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every fault: of the catalog's files, of the plan, of the two together, and what the planner found."""
        pin = [Problem(code="catalog-pinned", severity="info", message=self.pin.line)] if self.pin.line else []
        found = [
            *pin,
            *self.catalog_problems,
            *self.plan.problems,
            *self._answer.faults,
            *siblings.copies_problem(self.path),
            *paths.unprotected(self.opened.access.state),
            *self.opened.cut_off(),
            *unsaved.problem(self.path, self.opened.access.state),
            *untold(self.roadmap.problems, self._answer.faults),
        ]
        return tuple(dict.fromkeys(found))

    @cached_property
    def standing(self) -> Standing:
        """Where everything stands today."""
        from tracktui.plan.states import Standing
        from tracktui.roadmap.onboarding import with_role_goals

        return Standing(self.catalog, with_role_goals(self.catalog, self.plan), self.today)

    @cached_property
    def person(self) -> Person:
        """The engineer of the plan today: what figures and the review are made from."""
        from tracktui.review.person import Person
        from tracktui.roadmap.onboarding import with_role_goals

        return Person(self.catalog, with_role_goals(self.catalog, self.plan), self.roadmap)

    def _forget(self) -> None:
        for name in ("pin", "planner", "_kept", "_answer", "roadmap_so_far", "problems", "person", "standing"):
            self.__dict__.pop(name, None)

    # -- changes ----------------------------------------------------------------------------------------------------

    def log(self, event: str, item: str = "", **values: Any) -> Logged:
        """Append an entry to the journal, and with it what was changed in the head by hand and is not recorded yet.

        A sign-off keeps the digest of what was seen, a review the baseline, where none is given.

        Raises:
            UserError: it is somebody else's word, or the plan could not be saved.
        """
        return self.log_together(((event, item, values),))

    def log_together(self, said: Sequence[Said]) -> Logged:
        """Append several entries as one change, which one undo takes back. What comes back tells of the last of them.

        Each is completed by how things stand before the first.

        Raises:
            UserError: one of them is somebody else's word, or the plan could not be saved; then none is written.
        """
        made = [self._checked(*one) for one in said]
        noticed = self._head_changes(recorded(self.plan), self.plan)
        may_unlock = bool(noticed) or any(one.event not in UNLOCKS_NOTHING for one in made)
        locked = [item for item in self.roadmap_so_far.items if self.standing.state(item.id).state == "locked"] if may_unlock else []
        blocks = "\n".join(journal.to_toml(one) for one in (*noticed, *made))
        first = f"{made[-1].event} {made[-1].item}".strip()
        words = first if len(made) == 1 else f"{first} and {count(len(made) - 1, 'entry', 'entries')} with it"
        self.opened.append(blocks, words, self.guest)
        self._forget()
        ready = tuple(item for item in locked if self.standing.state(item.id).state == "ready")
        return Logged(made[-1], ready, tuple(f"Recorded with it: {told(one)}." for one in noticed))

    def _checked(self, event: str, item: str, values: dict[str, Any]) -> Entry:
        """The entry, made by whom it may be made."""
        by = values.get("by") or self.writer
        refuse_unless_allowed(self.plan, EVENTS[event], by)
        if event == "voided":
            refuse_unless_voidable(self.plan, str(values.get("voids", "")), by)
        return self._entry(event, item, **(completed(event, item, values, lambda: self.standing, lambda: self.person) | {"by": by}))

    def _entry(self, event: str, item: str = "", **values: Any) -> Entry:
        return journal.entry(event, item, now=self.now(), randomness=os.urandom(10), **values)

    def _head_changes(self, before: tuple[dict[str, Any], str | None], plan: Plan) -> list[Entry]:
        """Entries for what the head of `plan` says and did not say `before`."""
        return [self._entry(event, by=plan.profile.id, **keys) for event, keys in changes(before, plan)]

    def edit(self, change: Callable[[Any], None], words: str = "the change of the plan's head") -> None:
        """Change the head of the plan (a tomlkit document). `words` say what an undo would take back.

        A changed focus or role is recorded in the journal with it.

        Raises:
            UserError: somebody else than the engineer has the keyboard, or the plan could not be saved.
        """
        refuse_unless_own(self.plan, self.writer)
        before = recorded(self.plan)
        self.opened.edit(change, words, lambda plan: "\n".join(journal.to_toml(one) for one in self._head_changes(before, plan)))
        self._forget()

    def put(self, data: bytes, words: str) -> None:
        """Put other bytes of the plan in place: a tidied or an earlier version."""
        refuse_unless_own(self.plan, self.writer)
        self.opened.put(data, words)
        self._forget()

    def made_under(self) -> Catalog | None:
        """The catalog that the plan records; None where it records none or no copy is here."""
        if self.pin.status == "same":
            return self.current
        kept = pinned.fetch(self.plan.catalog.hash, copies(), kept_catalogs()) if self.plan.catalog.hash else None
        return kept.known.catalog if kept is not None else None

    def add_unsaved(self) -> str:
        """Add the entries that could not be saved before; their text, "" when there are none."""
        added = self.opened.add_unsaved()
        self._forget()
        return added

    def accept_catalog(self) -> None:
        """Plan with the current catalog from now on: the plan records it, and a copy is kept.

        Raises:
            UserError: the plan could not be saved.
        """
        pinned.keep(self.newest, layer_files(self.overlays), self.overlays, copies())
        self.edit(partial(pinned.record, catalog=self.newest), "the catalog it is planned with")

    def undo(self) -> str:
        """Take the last change of today back; what it was and whose, in words.

        Raises:
            UserError: nothing was changed today, the plan was changed since, or who has the keyboard did not make it.
        """
        step = self.opened.undo(self.guest)
        self._forget()
        return step.told

    def redo(self) -> str:
        """Do what was undone again, on the same terms."""
        step = self.opened.redo(self.guest)
        self._forget()
        return step.told

    def take_back(self) -> Entry:
        """Void the newest entry that counts and that whoever has the keyboard wrote; that entry.

        Raises:
            UserError: there is none.
        """
        mine = [entry for entry in self.plan.in_effect() if self._wrote(entry) and entry.event not in ("focus", "role")]
        if not mine:
            raise refuse("there is no entry of yours to take back", "tracktui log records one", code="nothing-to-undo")
        last = max(mine, key=lambda entry: (entry.at, entry.id))
        made = journal.entry("voided", now=self.now(), by=self.writer, randomness=os.urandom(10), voids=last.id)
        self.opened.take_back(journal.to_toml(made), f"{last.event} {last.item}".strip(), self.guest)
        self._forget()
        return last

    def _wrote(self, entry: Entry) -> bool:
        return entry.by == self.guest if self.guest else is_own(self.plan, entry.by)

    def reload(self) -> bool:
        """Read the plan again; True when somebody else had changed it."""
        changed = self.opened.reload()
        if changed:
            self._forget()
        return changed

    def looks_changed(self) -> bool:
        """Whether the file's size or time is not what it was when it was read last: worth a reload."""
        return self.opened.looks_changed()

    def write_in_place(self) -> None:
        """From now on write into the file itself where a replace would change more than the content."""
        self.opened.access = store.Access(self.opened.access.state, in_place=True)

    def take_notes(self) -> tuple[str, ...]:
        """What the saves since the last time had to say."""
        return self.opened.take_notes()

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo for who has the keyboard."""
        return (step := self.opened.last_step) is not None and step.by == self.guest

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo for who has the keyboard."""
        return (step := self.opened.next_step) is not None and step.by == self.guest
