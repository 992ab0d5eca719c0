"""Journal tables as entries: what is right becomes an entry, what is wrong is set aside and told with its place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Literal

import msgspec

from tracktui.plan.events import EVENTS, fault_of
from tracktui.plan.journal import CORE_KEYS, hand_id, value_to_toml
from tracktui.plan.model import Entry, Evidence
from tracktui.problems import Problem, nearest


def id_of(table: dict[str, Any]) -> str:
    """The id of an entry; made from its contents where it was written by hand without one."""
    return str(table.get("id") or hand_id(value_to_toml(table)))


class EntryReader:
    """Reads the `[[journal]]` tables of one piece of a plan. `text` is that piece, `above` the lines before it in the file."""

    def __init__(self, text: str, path: str, above: int = 0) -> None:
        self.text, self.path, self.above = text, path, above
        self.problems: list[Problem] = []

    def entries(self, tables: Iterable[dict[str, Any]]) -> Iterable[Entry]:
        """The entries that are right; `problems` has the others."""
        for index, table in enumerate(tables):
            made = self._entry(table, index)
            if made is not None:
                yield made

    def _tell(self, index: int, key: str, message: str, hint: str, *, code: str = "plan-value", severity: Literal["error", "info"] = "error") -> None:
        from tracktui.toml_positions import place

        line, col = place(self.text, ("journal", index, key))
        self.problems.append(Problem(self.path, self.above + line, col, code, severity, message, hint))

    def _entry(self, raw: dict[str, Any], index: int) -> Entry | None:
        core = {key: value for key, value in raw.items() if key in CORE_KEYS}
        faults = _core_faults(core)
        data = {key: value for key, value in raw.items() if key not in CORE_KEYS}
        event = EVENTS.get(str(core.get("event", "")))
        if event is None and isinstance(core.get("event"), str):
            near = nearest(core["event"], EVENTS)
            hint = f"did you mean '{near}'? The entry is kept and has no effect" if near else "the entry is kept and has no effect"
            self._tell(index, "event", f"unknown event '{core['event']}'", hint, code="plan-event", severity="info")
        if event is not None:
            # An exam has an hour, too: its day is what counts here.
            data = {key: value.date() if event.keys.get(key) == "date" and isinstance(value, datetime) else value for key, value in data.items()}
        for key, value in data.items():
            fault = fault_of(event.keys[key], value) if event is not None and key in event.keys else ""
            if fault:
                faults.append((key, f"{key} {fault}"))
        for key, message in faults:
            self._tell(index, key, message, "the entry has no effect until this is mended")
        if faults:
            return None
        evidence = tuple(msgspec.convert(part, Evidence) for part in core.pop("evidence", ()))
        moment = _moment(core.pop("at"))
        core.pop("id", "")
        return Entry(at=moment, id=id_of(raw), evidence=evidence, data=data, **core)


def _core_faults(core: dict[str, Any]) -> list[tuple[str, str]]:
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
