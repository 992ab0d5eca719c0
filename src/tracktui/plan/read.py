"""Reading a plan: bytes in, a `Plan` out, with every content fault collected and placed.

What cannot be parsed stops; what is merely wrong is set aside and told, so that the rest still shows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

import msgspec

from tracktui import toml_guard
from tracktui.catalog.entries import AnyItem, Step
from tracktui.catalog.model import Catalog
from tracktui.catalog.read import KINDS
from tracktui.catalog.shape import decode
from tracktui.plan.events import EVENTS, fault_of
from tracktui.plan.journal import CORE_KEYS, hand_id, value_to_toml
from tracktui.plan.model import Choices, Entry, Evidence, Focus, Held, Plan, PlanCatalog, Profile, Span
from tracktui.problems import Problem, UserError, nearest

MOST_BYTES = 8 * 1024 * 1024
MOST_ENTRIES = 20_000
_TABLES: dict[str, type[Any]] = {"profile": Profile, "focus": Focus, "choices": Choices, "catalog": PlanCatalog}
_LISTS: dict[str, type[Any]] = {"calendar": Span, "held": Held}
_KNOWN = ("format", "catalog", "profile", "focus", "choices", "estimates", "prices", "calendar", "held", "own", "journal")
_OWN_KINDS: dict[str, type[Any]] = {**{kind: value for kind, (group, value) in KINDS.items() if group == "items"}, "step": Step}
_HOURS = tuple[float, float]

Place = Callable[..., tuple[int, int]]


def read_plan(data: bytes, path: str = "") -> Plan:
    """The plan in a file's bytes. Content faults are in `problems`.

    Raises:
        UserError: the bytes are no TOML text, or no plan (no `format`, or neither `[profile]` nor `[focus]`).
    """
    try:
        document = toml_guard.parse(data, most_bytes=MOST_BYTES, most_headers=MOST_ENTRIES + 5_000)
    except toml_guard.UnreadableError as error:
        hint = error.hint or "tracktui restore brings back an earlier version"
        raise UserError(Problem(path, error.line, error.col, "plan-unreadable", "error", error.message, hint)) from error
    tables = document.tables
    if not tables:
        raise UserError(Problem(path, 0, 0, "plan-empty", "error", "the plan is empty", "make one with: tracktui new"))
    if "format" not in tables or not ({"profile", "focus"} & tables.keys()):
        message = "this is not a plan: it needs format = 1 and [profile] or [focus]"
        raise UserError(Problem(path, 1, 1, "plan-unknown", "error", message, "make one with: tracktui new -o FILE"))
    return _Reader(document.text, tables, path).plan(hashlib.sha256(data).hexdigest())


class _Reader:
    def __init__(self, text: str, tables: dict[str, Any], path: str) -> None:
        self.text, self.tables, self.path = text, tables, path
        self.problems: list[Problem] = []

    def tell(
        self, at: tuple[str | int, ...], message: str, hint: str = "", *, code: str = "plan-value", severity: str = "error", ids: tuple[str, ...] = ()
    ) -> None:
        """Note a fault at a path of the file."""
        line, col = place(self.text, at)
        self.problems.append(Problem(self.path, line, col, code, severity, message, hint, ids))  # type: ignore[arg-type]

    def plan(self, digest: str) -> Plan:
        """The plan, as far as it is right."""
        if self.tables["format"] != 1:
            newer = isinstance(self.tables["format"], int) and self.tables["format"] > 1
            hint = "this plan needs a newer tracktui; it is shown, never written" if newer else "write: format = 1"
            self.tell(("format",), f"format {self.tables['format']!r} is not one this tracktui writes", hint, code="plan-format")
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
            journal=tuple(self._journal()),
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
        known = {field.encode_name for field in msgspec.structs.fields(kind)}
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
                self.tell(("prices", item), f"the price of '{item}' must be a number in your currency")
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

    def _journal(self) -> Iterable[Entry]:
        raw = self._tables_of("journal", self.tables.get("journal", []), ("journal",))
        if len(raw) > MOST_ENTRIES:
            self.tell(("journal",), f"{len(raw):,} entries are more than a plan may have ({MOST_ENTRIES:,})")
        for index, table in enumerate(raw[:MOST_ENTRIES]):
            made = self._entry(table, ("journal", index))
            if made is not None:
                yield made

    def _entry(self, raw: dict[str, Any], at: tuple[str | int, ...]) -> Entry | None:
        core = {key: value for key, value in raw.items() if key in CORE_KEYS}
        faults = self._core_faults(core)
        data = {key: value for key, value in raw.items() if key not in CORE_KEYS}
        event = EVENTS.get(str(core.get("event", "")))
        if event is None and isinstance(core.get("event"), str):
            near = nearest(core["event"], EVENTS)
            hint = f"did you mean '{near}'? The entry is kept and has no effect" if near else "the entry is kept and has no effect"
            self.tell((*at, "event"), f"unknown event '{core['event']}'", hint, code="plan-event", severity="info")
        for key, value in data.items():
            fault = fault_of(event.keys[key], value) if event is not None and key in event.keys else ""
            if fault:
                faults.append((key, f"{key} {fault}"))
        for key, message in faults:
            self.tell((*at, key), message, "the entry has no effect until this is mended")
        if faults:
            return None
        evidence = tuple(msgspec.convert(part, Evidence) for part in core.pop("evidence", ()))
        moment = _moment(core.pop("at"))
        entry_id = core.pop("id", "") or hand_id(value_to_toml(raw))
        return Entry(at=moment, id=entry_id, evidence=evidence, data=data, **core)

    def _core_faults(self, core: dict[str, Any]) -> list[tuple[str, str]]:
        faults = []
        if not isinstance(core.get("at"), date):
            on = core.get("on")
            if "at" not in core and isinstance(on, date):
                core["at"] = on
            else:
                faults.append(("at", "an entry needs at: when it was written, such as 2027-01-11T18:20:00+01:00"))
        if "on" in core and (not isinstance(core["on"], date) or isinstance(core["on"], datetime)):
            faults.append(("on", "on must be a day such as 2027-01-10"))
        if not isinstance(core.get("event"), str):
            faults.append(("event", "an entry needs an event"))
        for key in ("id", "by", "item", "note"):
            if key in core and not isinstance(core[key], str):
                faults.append((key, f"{key} must be text"))
        hours = core.get("hours")
        if hours is not None and (isinstance(hours, bool) or not isinstance(hours, int | float) or not 0 <= hours <= 10_000):
            faults.append(("hours", "hours must be a number from 0 to 10000"))
        if "private" in core and not isinstance(core["private"], bool):
            faults.append(("private", "private must be true or false"))
        try:
            msgspec.convert(core.get("evidence", []), tuple[Evidence, ...])
        except msgspec.ValidationError:
            faults.append(("evidence", 'evidence must be a list such as [{ link = "https://example.org" }]'))
        return faults


def _moment(value: date | datetime) -> datetime:
    """When an entry was written; without a time zone it counts as UTC, so that any two can be compared."""
    from datetime import UTC

    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, 12, tzinfo=UTC)
    return value if value.tzinfo is not None else value.replace(tzinfo=UTC)


def place(text: str, at: tuple[str | int, ...]) -> tuple[int, int]:
    """Line and column of the nearest thing at or above a path."""
    from tracktui.toml_positions import position

    for end in range(len(at), 0, -1):
        found = position(text, at[:end])
        if found[0]:
            return found
    return (1, 1)


def check_against(plan: Plan, catalog: Catalog, today: date, text: str = "") -> tuple[Problem, ...]:
    """What in the plan the catalog does not know, and what is dated after today. `text`: the file, for positions."""
    checker = _Checker(plan, catalog, today, text)
    checker.run()
    return tuple(checker.problems)


class _Checker:
    def __init__(self, plan: Plan, catalog: Catalog, today: date, text: str) -> None:
        self.plan, self.catalog, self.today, self.text = plan, catalog, today, text
        self.own = {item.id for item in plan.own}
        self.problems: list[Problem] = []

    def tell(self, at: tuple[str | int, ...], code: str, message: str, hint: str, ids: tuple[str, ...] = ()) -> None:
        line, col = place(self.text, at) if self.text else (0, 0)
        self.problems.append(Problem(self.plan.path, line, col, code, "error", message, hint, ids))

    def run(self) -> None:
        focus = self.plan.focus
        for key, track in (("primary", focus.primary), ("secondary", focus.secondary)):
            if track is not None and track not in self.catalog.tracks:
                self._unknown(("focus", key), track, self.catalog.tracks, "track")
        for index, track in enumerate(focus.also):
            if track not in self.catalog.tracks:
                self._unknown(("focus", "also", index), track, self.catalog.tracks, "track")
        if self.plan.profile.role and self.plan.profile.role not in self.catalog.roles:
            self._unknown(("profile", "role"), self.plan.profile.role, self.catalog.roles, "role")
        for key in ("pin", "exclude", "keep"):
            for index, item in enumerate(getattr(self.plan.choices, key)):
                self._item(("choices", key, index), item)
        for key in ("estimates", "prices"):
            for item in getattr(self.plan, key):
                self._item((key, item), item)
        for index, held in enumerate(self.plan.held):
            self._item(("held", index, "cert"), held.cert)
            if held.earned is not None and held.earned[:10] > self.today.isoformat()[: len(held.earned)]:
                self.tell(("held", index, "earned"), "plan-future", f"{held.cert} is said to be earned after today", "mend the date", (held.cert,))
        self._entries()

    def _entries(self) -> None:
        numbers = _numbers(self.text) if self.text else {}
        for index, entry in enumerate(self.plan.journal):
            at = ("journal", numbers.get(entry.id, index))
            if entry.item and self._missing(entry.item):
                self._item((*at, "item"), entry.item)
            if entry.day > self.today:
                hint = "mend on = ..., or give --today"
                self.tell((*at, "on" if entry.on else "at"), "plan-future", f"an entry is dated {entry.day.isoformat()}, after today", hint, (entry.item,))

    def _missing(self, item: str) -> bool:
        base = item.partition("@")[0]
        return item not in self.own and self.catalog.find(item) is None and (base == item or (base not in ("practice",) and self.catalog.find(base) is None))

    def _item(self, at: tuple[str | int, ...], item: str) -> None:
        if self._missing(item):
            self._unknown(at, item, (*self.catalog.items, *self.own), "item")

    def _unknown(self, at: tuple[str | int, ...], found: str, known: Iterable[str], what: str) -> None:
        near = nearest(found, known)
        hint = f"did you mean '{near}'?" if near else "tracktui catalog search finds ids"
        self.tell(at, "plan-unknown-id", f"the catalog has no {what} '{found}'", hint, (found,))


def _numbers(text: str) -> dict[str, int]:
    """The place of each entry in the file, by its id (an entry that was set aside leaves a gap)."""
    import tomllib

    tables = tomllib.loads(text.removeprefix("\ufeff")).get("journal", [])
    return {str(table.get("id") or hand_id(value_to_toml(table))): index for index, table in enumerate(tables) if isinstance(table, dict)}
