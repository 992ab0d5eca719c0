"""Reading a plan: bytes in, a `Plan` out, with every content fault collected and placed.

What cannot be parsed stops; what is merely wrong is set aside and told, so that the rest still shows. The journal is read in
segments, each on its own, so that a segment whose bytes are known is not parsed again. Where that is not safe (tables behind the
journal, a fault of the syntax), the file is parsed whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, Protocol

from tracktui import toml_guard
from tracktui.catalog.entries import AnyItem, Step
from tracktui.catalog.read import KINDS
from tracktui.catalog.shape import decode
from tracktui.plan import layout, migrate
from tracktui.plan.entries import EntryReader
from tracktui.plan.model import Choices, Entry, Focus, Held, Plan, PlanCatalog, Profile, Span
from tracktui.problems import Problem, Severity, UserError, nearest

MOST_BYTES = 8 * 1024 * 1024
MOST_ENTRIES = 20_000
MOST_HEADERS = MOST_ENTRIES + 5_000
"""Tables in a plan: its entries, and those of the head."""
_TABLES: dict[str, type[Any]] = {"profile": Profile, "focus": Focus, "choices": Choices, "catalog": PlanCatalog}
_LISTS: dict[str, type[Any]] = {"calendar": Span, "held": Held}
_KNOWN = ("format", "catalog", "profile", "focus", "choices", "estimates", "prices", "calendar", "held", "own", "journal")
_OWN_KINDS: dict[str, type[Any]] = {**{kind: value for kind, (group, value) in KINDS.items() if group == "items"}, "step": Step}
_HOURS = tuple[float, float]


class Remembered(Protocol):
    """The entries of journal segments that were read before, by the hash of their bytes."""

    def fetch(self, digest: str) -> tuple[Entry, ...] | None:
        """The entries of a segment, or None when it is not known."""

    def keep(self, digest: str, entries: tuple[Entry, ...]) -> None:
        """Keep the entries of a segment that has no fault."""


def read_plan(data: bytes, path: str = "", remembered: Remembered | None = None) -> Plan:
    """The plan in a file's bytes. Content faults are in `problems`.

    Raises:
        UserError: the bytes are no TOML text, or no plan (no `format`, or neither `[profile]` nor `[focus]`).
    """
    read = _in_segments(data, path, remembered) or _whole(data, path)
    read.check_count()
    return read.plan(hashlib.sha256(data).hexdigest())


def _whole(data: bytes, path: str) -> _Reader:
    try:
        document = toml_guard.parse(data, most_bytes=MOST_BYTES, most_headers=MOST_HEADERS)
    except toml_guard.UnreadableError as error:
        hint = error.hint or "tracktui restore brings back an earlier version"
        raise UserError(Problem(path, error.line, error.col, "plan-unreadable", "error", error.message, hint)) from error
    tables = document.tables
    if not tables:
        raise UserError(Problem(path, 0, 0, "plan-empty", "error", "the plan is empty", "tracktui restore brings back an earlier version"))
    _refuse_no_plan(tables, path)
    reader = _Reader(document.text, tables, path)
    reader.read_journal()
    return reader


def _refuse_no_plan(tables: dict[str, Any], path: str) -> None:
    if "format" not in tables or not ({"profile", "focus"} & tables.keys()):
        message = "this is not a plan: it needs format = 1 and [profile] or [focus]"
        hint = "write format = 1 as its first line" if {"profile", "focus"} & tables.keys() else "make one with: tracktui new -o FILE"
        raise UserError(Problem(path, 1, 1, "plan-unknown", "error", message, hint))


def _in_segments(data: bytes, path: str, remembered: Remembered | None) -> _Reader | None:
    """The plan, its journal read by segments; None where only the whole file can say what is meant.

    A segment that parses on its own begins and ends outside of strings and arrays, so that all of them together mean the same as
    the file: the first begins where the head ends, and each next one where the one before ends.
    """
    if len(data) > MOST_BYTES or data.count(b"\n[") > MOST_HEADERS:
        return None
    head, tail = layout.split(data)
    if not tail:
        return None
    try:
        document = toml_guard.parse(head, most_bytes=MOST_BYTES, most_headers=MOST_ENTRIES)
        if "journal" in document.tables:
            return None
        _refuse_no_plan(document.tables, path)
        reader = _Reader(document.text, document.tables, path)
        above = head.count(b"\n")
        for segment in layout.segments(tail):
            if not reader.read_segment(segment, above, remembered):
                return None
            above += segment.count(b"\n")
    except toml_guard.UnreadableError:
        return None
    return reader


class _Reader:
    def __init__(self, text: str, tables: dict[str, Any], path: str) -> None:
        self.text, self.tables, self.path = text, tables, path
        self.problems: list[Problem] = []
        self.entries: list[Entry] = []

    def tell(
        self, at: tuple[str | int, ...], message: str, hint: str = "", *, code: str = "plan-value", severity: Severity = "error", ids: tuple[str, ...] = ()
    ) -> None:
        """Note a fault at a path of the file."""
        from tracktui.toml_positions import place

        line, col = place(self.text, at)
        self.problems.append(Problem(self.path, line, col, code, severity, message, hint, ids))

    def plan(self, digest: str) -> Plan:
        """The plan, as far as it is right."""
        number = self.tables["format"]
        if migrate.is_older(number):
            self.tables = migrate.upgraded(self.tables)
        elif number != migrate.CURRENT or isinstance(number, bool):
            newer = isinstance(number, int) and number > migrate.CURRENT
            hint = f"a newer tracktui reads format {number}; here it is shown, never written" if newer else f"write: format = {migrate.CURRENT}"
            self.tell(("format",), f"format {number!r} is not one this tracktui writes", hint, code="plan-format")
        for key in self.tables:
            if key not in _KNOWN:
                self._unknown((key,), key, _KNOWN)
        parts: dict[str, Any] = {key: self._table(key, kind) for key, kind in _TABLES.items()}
        lists: dict[str, Any] = {key: self._list(key, kind) for key, kind in _LISTS.items()}
        return Plan(
            **parts,
            **lists,
            estimates=self._estimates(),
            prices=self._prices(),
            own=tuple(self._own()),
            journal=tuple(self.entries),
            problems=tuple(self.problems),
            path=self.path,
            hash=digest,
        )

    def _unknown(self, at: tuple[str | int, ...], key: str, known: Iterable[str]) -> None:
        near = nearest(key, known)
        hint = f"did you mean '{near}'? It is kept and has no effect" if near else "it is kept and has no effect"
        self.tell(at, f"unknown key '{key}'", hint, code="plan-unknown-key", severity="warning")

    def _decoded(self, kind: type[Any], raw: dict[str, Any], at: tuple[str | int, ...]) -> Any:
        """A table as a value: unknown keys are warnings, wrong values errors; None when nothing can be made of it."""
        # Not structs.fields(): that evaluates every annotation anew.
        known = frozenset(kind.__struct_encode_fields__)
        for key in raw.keys() - known:
            self._unknown((*at, key), key, known)
        value, faults = decode(kind, {key: inner for key, inner in raw.items() if key in known})
        for fault in faults:
            self.tell((*at, *fault.path), fault.message, fault.hint)
        return value

    def _table(self, key: str, kind: type[Any]) -> Any:
        raw = self.tables.get(key, {})
        if not isinstance(raw, dict):
            self.tell((key,), f"'{key}' must be a table", f"write [{key}]")
            return kind()
        value = self._decoded(kind, raw, (key,))
        return value if value is not None else kind()

    def _tables_of(self, key: str, raw: Any, at: tuple[str | int, ...]) -> list[dict[str, Any]]:
        if isinstance(raw, list) and all(isinstance(part, dict) for part in raw):
            return raw
        self.tell(at, f"'{key}' must be an array of tables", f"write [[{'.'.join(map(str, at))}]]")
        return []

    def _list(self, key: str, kind: type[Any]) -> tuple[Any, ...]:
        raw = self._tables_of(key, self.tables.get(key, []), (key,))
        values = [self._decoded(kind, part, (key, index)) for index, part in enumerate(raw)]
        return tuple(value for value in values if value is not None)

    def _pairs(self, key: str) -> dict[str, Any]:
        raw = self.tables.get(key, {})
        if isinstance(raw, dict):
            return raw
        self.tell((key,), f"'{key}' must be a table", f"write [{key}]")
        return {}

    def _estimates(self) -> dict[str, _HOURS]:
        found: dict[str, _HOURS] = {}
        for item, value in self._pairs("estimates").items():
            pair = [value, value] if isinstance(value, int | float) and not isinstance(value, bool) else value
            numbers = isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, int | float) and not isinstance(part, bool) for part in pair)
            if numbers and 0 <= pair[0] <= pair[1] <= 10_000:
                found[item] = (float(pair[0]), float(pair[1]))
            else:
                self.tell(("estimates", item), f"the estimate of '{item}' must be hours, low and high", "write for example [20, 30]")
        return found

    def _prices(self) -> dict[str, float]:
        found: dict[str, float] = {}
        for item, value in self._pairs("prices").items():
            if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1e8:
                found[item] = float(value)
            else:
                self.tell(("prices", item), f"the price of '{item}' must be a number in your currency", "write for example 395")
        return found

    def _own(self) -> Iterable[AnyItem]:
        for kind, tables in self._pairs("own").items():
            if kind not in _OWN_KINDS:
                self._unknown(("own", kind), kind, _OWN_KINDS)
                continue
            for index, raw in enumerate(self._tables_of(kind, tables, ("own", kind))):
                at = ("own", kind, index)
                value, faults = decode(_OWN_KINDS[kind], raw)
                for fault in faults:
                    self.tell((*at, *fault.path), fault.message, fault.hint)
                if value is not None and not value.id.startswith("my-"):
                    self.tell((*at, "id"), f"'{value.id}' is an item of your own: its id must begin with my-", f"write my-{value.id}")
                elif isinstance(value, Step) and value.weeks is not None and value.weeks[0] > value.weeks[1]:
                    self.tell((*at, "weeks"), f"the weeks of '{value.id}' end before they begin", "write first and last, for example [3, 6]")
                elif value is not None:
                    yield value

    def read_journal(self) -> None:
        """The journal of a file that was parsed whole."""
        reader = EntryReader(self.text, self.path)
        self.entries += reader.entries(self._tables_of("journal", self.tables.get("journal", []), ("journal",)))
        self.problems += reader.problems

    def read_segment(self, segment: bytes, above: int, remembered: Remembered | None) -> bool:
        """A piece of the journal on its own; False where it holds something else."""
        digest = hashlib.sha256(segment).hexdigest() if remembered is not None else ""
        known = remembered.fetch(digest) if remembered is not None else None
        if known is None:
            document = toml_guard.parse(segment, most_bytes=MOST_BYTES, most_headers=MOST_HEADERS)
            tables = document.tables.get("journal")
            if document.tables.keys() != {"journal"} or not isinstance(tables, list):
                return False
            reader = EntryReader(document.text, self.path, above)
            known = tuple(reader.entries(tables))
            self.problems += reader.problems
            if remembered is not None and not reader.problems:
                remembered.keep(digest, known)
        self.entries += known
        return True

    def check_count(self) -> None:
        """Tell when there are more entries than a plan may have; the first ones count."""
        if len(self.entries) > MOST_ENTRIES:
            self.tell(
                ("journal",),
                f"{len(self.entries):,} entries are more than a plan may have ({MOST_ENTRIES:,})",
                "those after it have no effect; begin a new plan",
            )
            del self.entries[MOST_ENTRIES:]
