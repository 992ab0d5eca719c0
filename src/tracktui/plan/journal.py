"""Journal entries: made, named, and written as text. Reading them is `plan.read`'s work."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time
from typing import Any

from tracktui.plan.model import Entry, Evidence

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CORE = ("at", "on", "id", "by", "item", "event", "hours", "note", "private", "evidence")
_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def ulid(moment: datetime, randomness: bytes) -> str:
    """A ULID (26 letters and digits; sorts by time): 48 bits of milliseconds, 80 bits of `randomness` (10 bytes).

    Source: the ULID specification (github.com/ulid/spec).
    """
    number = int(moment.timestamp() * 1000) << 80 | int.from_bytes(randomness[:10].ljust(10, b"\0"))
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))


def hand_id(text: str) -> str:
    """The id of an entry written by hand without one: the first 26 hex digits of the SHA-256 of its text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:26]


def entry(
    event: str,
    item: str = "",
    *,
    now: datetime,
    by: str,
    randomness: bytes,
    on: date | None = None,
    hours: float | None = None,
    note: str = "",
    private: bool = False,
    evidence: tuple[Evidence, ...] = (),
    **data: Any,
) -> Entry:
    """A new entry. `on` is kept only when it is another day than `now`'s; keys of the event with value None are left out."""
    return Entry(
        at=now.replace(microsecond=0),
        event=event,
        on=on if on is not None and on != now.date() else None,
        id=ulid(now, randomness),
        by=by,
        item=item,
        hours=hours,
        note=note,
        private=private,
        evidence=evidence,
        data={key: value for key, value in data.items() if value is not None},
    )


def to_toml(made: Entry) -> str:
    """The entry as one `[[journal]]` block, keys in the order people read them, ending with a line break."""
    lines = ["[[journal]]", f"at = {made.at.isoformat()}"]
    if made.on is not None:
        lines.append(f"on = {made.on.isoformat()}")
    for key in ("id", "by", "item", "event"):
        if getattr(made, key):
            lines.append(f"{key} = {value_to_toml(getattr(made, key))}")
    if made.hours is not None:
        lines.append(f"hours = {value_to_toml(made.hours)}")
    lines += [f"{key_to_toml(key)} = {value_to_toml(value)}" for key, value in made.data.items()]
    if made.note:
        lines.append(f"note = {value_to_toml(made.note)}")
    if made.private:
        lines.append("private = true")
    if made.evidence:
        lines.append("evidence = [" + ", ".join(_evidence(part) for part in made.evidence) + "]")
    return "\n".join(lines) + "\n"


def _evidence(part: Evidence) -> str:
    keys = ("link", "file", "sha256", "text", "verified_by")
    return "{ " + ", ".join(f"{key} = {value_to_toml(getattr(part, key))}" for key in keys if getattr(part, key)) + " }"


def key_to_toml(key: str) -> str:
    """A key, quoted where it has to be."""
    bare = key.replace("-", "").replace("_", "")
    return key if key and bare.isascii() and bare.isalnum() else value_to_toml(key)


def value_to_toml(value: Any) -> str:
    """A value as TOML on one line: every control character escaped, so that no text can break out of its place."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, str):
        return '"' + "".join(_escaped(char) for char in value) + '"'
    if isinstance(value, list | tuple):
        return "[" + ", ".join(value_to_toml(part) for part in value) + "]"
    if isinstance(value, dict):
        inner = ", ".join(f"{key_to_toml(str(key))} = {value_to_toml(part)}" for key, part in value.items())
        return "{ " + inner + " }" if inner else "{}"
    raise TypeError(f"TOML has no form for {type(value).__name__}")


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    code = ord(char)
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    if not char.isprintable():
        return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
    return char


CORE_KEYS = frozenset(_CORE)
"""The keys every entry may have; others belong to its event."""
