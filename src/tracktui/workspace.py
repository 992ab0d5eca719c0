"""What a run works on: catalog, plan and roadmap, and the few things that change them. The only state that changes.

The command line and the terminal program both go through here; values are replaced whole, never changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from tracktui import cache, paths, pinned
from tracktui.catalog.model import Catalog
from tracktui.catalog.read import CatalogFile, catalog_files, files_hash, read_catalog
from tracktui.plan import journal, store
from tracktui.plan.events import EVENTS
from tracktui.plan.model import Entry, Plan
from tracktui.plan.read import check_against
from tracktui.problems import Problem, UserError, refuse
from tracktui.roadmap.model import Planned, Roadmap


def layer_files(given: tuple[Path, ...] = ()) -> list[CatalogFile]:
    """The files of every layer of a run, weakest first; `given` are those of --catalog.

    Raises:
        UserError: a layer or the configuration cannot be read.
    """
    files = catalog_files(paths.shipped_catalog(), "shipped")
    for whose, folder in paths.overlays(given):
        files += catalog_files(folder, f"{whose} {folder}" if whose != "your folder" else whose)
    return files


def load_catalog(overlays: tuple[Path, ...] = (), *, use_cache: bool = True) -> tuple[Catalog, tuple[Problem, ...]]:
    """The shipped catalog with its overlays, weakest first, and what is wrong with them. A clean one is kept in the cache."""
    files = layer_files(overlays)
    name = cache.key_of("catalog", files_hash(files))
    if use_cache and (kept := cache.fetch(paths.cache_dir(), name, Catalog)) is not None:
        return kept, ()
    result = read_catalog(files)
    if use_cache and not result.problems:
        cache.keep(paths.cache_dir(), name, result.catalog)
    return result.catalog, result.problems


def copies() -> Path:
    """The folder of the catalogs that plans were made under."""
    return paths.user_data() / "catalogs"


class Logged(msgspec.Struct, frozen=True):
    """What recording an entry did: the entry, and the items that became ready by it."""

    entry: Entry
    unlocked: tuple[Planned, ...] = ()


class Workspace:
    """One plan, open. `today` is passed in; `now` gives the moment of an entry."""

    def __init__(
        self,
        catalog: Catalog,
        catalog_problems: tuple[Problem, ...],
        plan: Plan,
        data: bytes,
        path: Path,
        today: date,
        now: Callable[[], datetime],
        state: Path | None = None,
        overlays: tuple[Path, ...] = (),
    ) -> None:
        self.current, self.catalog_problems, self.overlays = catalog, catalog_problems, overlays
        self.plan, self.path, self.today, self.now = plan, path, today, now
        self.state = state or paths.state()
        self._data = data
        self._undo: list[bytes] = []
        self._redo: list[bytes] = []
        self._settle()

    @classmethod
    def open(
        cls, path: Path, today: date, *, overlays: tuple[Path, ...] = (), now: Callable[[], datetime] | None = None, state: Path | None = None
    ) -> Workspace:
        """Open the plan at `path`.

        Raises:
            UserError: the plan or a catalog cannot be read.
        """
        plan, data = store.load(path)
        catalog, problems = load_catalog(overlays)
        return cls(catalog, problems, plan, data, path, today, now or _clock_on(today), state, overlays)

    def _settle(self) -> None:
        """Which catalog the plan is planned with. `current` is the one of the files, `catalog` the one that holds."""
        self.pin = pinned.settle(self.plan.catalog, self.current, self.overlays, copies(), paths.cache_dir())
        self.catalog = self.pin.catalog
        if self.pin.status == "same" and not pinned.has_copy(self.current, copies()):
            pinned.keep(self.current, layer_files(self.overlays), self.overlays, copies())

    # -- derived, replaced whole ----------------------------------------------------------------------------------

    @cached_property
    def planner(self) -> Any:
        """The planning run behind the roadmap (roadmap.build.Planner)."""
        from tracktui.roadmap.planner import Planner

        return Planner(self.catalog, self.plan, self.today)

    @cached_property
    def roadmap(self) -> Roadmap:
        """Today's roadmap: from the cache where plan, catalog and day are the same, else made anew and kept."""
        kept = cache.fetch(paths.cache_dir(), self._roadmap_key(), Roadmap)
        if kept is not None:
            return kept
        from tracktui.roadmap.build import value_of

        made = value_of(self.planner)
        cache.keep(paths.cache_dir(), self._roadmap_key(), made)
        cache.keep(paths.cache_dir(), self._last_key(), made)
        return made

    def last_roadmap(self) -> Roadmap | None:
        """The roadmap that was shown last for this plan, of whatever day: something to look at while today's is made."""
        today = cache.fetch(paths.cache_dir(), self._roadmap_key(), Roadmap)
        return today or cache.fetch(paths.cache_dir(), self._last_key(), Roadmap)

    def _last_key(self) -> str:
        return cache.key_of("last", str(self.path.resolve()))

    def _roadmap_key(self) -> str:
        return cache.key_of("roadmap", self.catalog.hash, self.plan.hash, self.today.isoformat())

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every fault: of the catalog's files, of the plan, of the two together, and what the planner found."""
        text = self._data.decode("utf-8-sig", "replace")
        pin = [Problem(code="catalog-pinned", severity="info", message=self.pin.line)] if self.pin.line else []
        found = [*pin, *self.catalog_problems, *self.plan.problems, *check_against(self.plan, self.catalog, self.today, text), *self.roadmap.problems]
        return tuple(dict.fromkeys(found))

    def _forget(self) -> None:
        for name in ("planner", "roadmap", "problems"):
            self.__dict__.pop(name, None)

    # -- changes ----------------------------------------------------------------------------------------------------

    def log(self, event: str, item: str = "", **values: Any) -> Logged:
        """Append an entry to the journal.

        Raises:
            UserError: the event is unknown, it is a reviewer's word, or the plan could not be saved.
        """
        known = EVENTS[event]
        if known.reviewer and self.plan.profile.reviewer and values.get("by", self.plan.profile.id) == self.plan.profile.id:
            raise refuse(f"'{event}' is {self.plan.profile.reviewer}'s word", f"say who writes it: --by {self.plan.profile.reviewer}", code="not-yours")
        by = values.pop("by", None) or self.plan.profile.id
        made = journal.entry(event, item, now=self.now(), by=by, randomness=os.urandom(10), **values)
        before = {planned.id for planned in self.roadmap.items if planned.state == "ready"}
        self._write(lambda: store.append(self.path, journal.to_toml(made), expected=self._data, state=self.state))
        ready = [planned for planned in self.roadmap.items if planned.state == "ready" and planned.id not in before and planned.id != item]
        return Logged(made, tuple(ready))

    def edit(self, change: Callable[[Any], None]) -> None:
        """Change the head of the plan (a tomlkit document)."""
        self._write(lambda: store.edit_head(self.path, change, expected=self._data, state=self.state))

    def accept_catalog(self) -> None:
        """Plan with the current catalog from now on: the plan records it, and a copy is kept.

        Raises:
            UserError: the plan could not be saved.
        """
        wanted = msgspec.to_builtins(pinned.recorded(self.current))

        def change(head: Any) -> None:
            import tomlkit

            if "catalog" not in head:
                head["catalog"] = tomlkit.table()
            for key, value in wanted.items():
                head["catalog"][key] = value

        pinned.keep(self.current, layer_files(self.overlays), self.overlays, copies())
        self.edit(change)

    def undo(self) -> str:
        """Take the last change of this session back; what was undone, in words.

        Raises:
            UserError: there is nothing to undo.
        """
        if not self._undo:
            raise refuse("there is nothing to undo in this session", "older entries: tracktui undo appends a voided entry")
        before, after = self._undo.pop(), self._data
        gone = _last_entry(self.plan)
        self._put(store.replace_with(self.path, before, expected=self._data, state=self.state))
        self._redo.append(after)
        return f"{gone.event} {gone.item}".strip() if gone and len(self.plan.journal) < len(_plan_of(after, self.path).journal) else "the last change"

    def redo(self) -> str:
        """Do what was undone again."""
        if not self._redo:
            raise refuse("there is nothing to redo")
        after = self._redo.pop()
        self._undo.append(self._data)
        self._put(store.replace_with(self.path, after, expected=self._data, state=self.state))
        gone = _last_entry(self.plan)
        return f"{gone.event} {gone.item}".strip() if gone else "the last change"

    def reload(self) -> bool:
        """Read the plan again; True when somebody else had changed it."""
        plan, data = store.load(self.path)
        if data == self._data:
            return False
        self.plan, self._data = plan, data
        self._settle()
        self._undo.clear()
        self._redo.clear()
        self._forget()
        return True

    def _write(self, save: Callable[[], bytes]) -> None:
        self._refuse_unknown_format()
        before = self._data
        self._put(save())
        self._undo.append(before)
        self._redo.clear()

    def _put(self, data: bytes) -> None:
        before = self.plan.catalog
        self.plan = _plan_of(data, self.path)
        self._data = data
        if self.plan.catalog != before:
            self._settle()
        self._forget()

    def _refuse_unknown_format(self) -> None:
        bad = [problem for problem in self.plan.problems if problem.code == "plan-format"]
        if bad:
            raise UserError(bad)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return bool(self._redo)


def _plan_of(data: bytes, path: Path) -> Plan:
    from tracktui.plan.read import read_plan

    return read_plan(data, str(path))


def _last_entry(plan: Plan) -> Entry | None:
    return plan.journal[-1] if plan.journal else None


def _clock_on(today: date) -> Callable[[], datetime]:
    """The moment of an entry: now, or noon of `today` when that is another day (`--today`)."""

    def moment() -> datetime:
        real = datetime.now().astimezone()
        return real if real.date() == today else real.replace(year=today.year, month=today.month, day=today.day, hour=12, minute=0, second=0)

    return moment
