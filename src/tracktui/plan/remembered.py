"""Journal segments that were read before, kept in the cache folder and in memory, so that what has not changed is not parsed again.

Keyed by the hash of a segment's bytes and by the table of events. Safe to delete or damage at any time.
"""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from tracktui import cache
from tracktui.plan.events import EVENTS
from tracktui.plan.journal import value_to_toml
from tracktui.plan.model import Entry, Evidence

MOST_SEGMENTS = 400


class _Kept(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """An entry in a form that loses nothing: msgpack would turn a moment into UTC and a day among an event's keys into text."""

    at: str
    event: str
    on: date | None
    id: str
    by: str
    item: str
    hours: int | float | None
    note: str = ""
    private: bool = False
    evidence: tuple[Evidence, ...] = ()
    data: dict[str, Any] = {}
    written: str = ""
    """The event's keys as TOML, where they hold days or other values that msgpack has no form for."""


class Segments:
    """What was read before; without a folder for as long as the program runs."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder / "journal" if folder is not None else None
        self.known: dict[str, tuple[Entry, ...]] = {}

    def fetch(self, digest: str) -> tuple[Entry, ...] | None:
        """The entries of a segment, or None when it is not known."""
        if digest in self.known:
            return self.known[digest]
        kept = cache.fetch(self.folder, self._name(digest), tuple[_Kept, ...]) if self.folder is not None else None
        if kept is None:
            return None
        try:
            self.known[digest] = tuple(_entry(part) for part in kept)
        except (ValueError, TypeError, RecursionError):
            return None
        return self.known[digest]

    def keep(self, digest: str, entries: tuple[Entry, ...]) -> None:
        """Keep the entries of a segment that has no fault."""
        self.known[digest] = entries
        if self.folder is not None:
            cache.keep(self.folder, self._name(digest), tuple(_kept(entry) for entry in entries), most=MOST_SEGMENTS)

    def _name(self, digest: str) -> str:
        return cache.key_of("segment", self._events, digest)

    @cached_property
    def _events(self) -> str:
        return msgspec.json.encode(list(EVENTS.values())).decode()


def _kept(entry: Entry) -> _Kept:
    plain = _is_plain(entry.data)
    return _Kept(
        entry.at.isoformat(),
        entry.event,
        entry.on,
        entry.id,
        entry.by,
        entry.item,
        entry.hours,
        entry.note,
        entry.private,
        entry.evidence,
        entry.data if plain else {},
        "" if plain else value_to_toml(entry.data),
    )


def _entry(kept: _Kept) -> Entry:
    data = tomllib.loads(f"keys = {kept.written}")["keys"] if kept.written else kept.data
    return Entry(
        datetime.fromisoformat(kept.at),
        kept.event,
        kept.on,
        kept.id,
        kept.by,
        kept.item,
        kept.hours,
        kept.note,
        kept.private,
        kept.evidence,
        data,
    )


def _is_plain(value: Any) -> bool:
    """Whether msgpack gives it back as it was."""
    if isinstance(value, dict):
        return all(_is_plain(part) for part in value.values())
    if isinstance(value, list):
        return all(_is_plain(part) for part in value)
    return isinstance(value, str | bool | float) or (isinstance(value, int) and abs(value) < 1 << 60)
