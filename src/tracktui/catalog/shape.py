"""From the raw tables of a TOML file to typed values, with every fault of a table found in one go.

msgspec stops at the first fault; here the faulty part is set aside and the rest tried again, so that somebody who mends a file
sees all that is wrong with it. A table without faults costs one conversion and nothing else.
"""

from __future__ import annotations

import copy
import re
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

import msgspec

from tracktui.catalog.clauses import Clause, ClauseError, from_toml
from tracktui.catalog.days import MONTH_DAY, PARTIAL_DATE
from tracktui.problems import nearest

T = TypeVar("T")
Path = tuple[str | int, ...]

MOST_FAULTS = 50
"""Faults told of one table; past that the rest is set aside unread."""

_PARTIAL_DATES = ("checked", "earned", "as_of")
_WORDS = {
    "`str`": "text",
    "`int`": "a whole number",
    "`float`": "a number",
    "`bool`": "true or false",
    "`array`": "a list",
    "`object`": "a table",
    "`date`": "a date such as 2027-01-31",
    "`datetime`": "a date and time",
    "`null`": "nothing",
}
_WAYS_OUT = {
    PARTIAL_DATE: 'write a day such as 2027-01-31, or "2027-01" where only the month is known',
    MONTH_DAY: 'write month and day, such as "04-01"',
}
"""What to write for the patterns of days; every other pattern is that of an id."""
_REQUIRES = 'write for example requires = ["cka", { any = ["ckad", "lfcs"] }]'
_UNKNOWN = re.compile(r"unknown field `(.+?)`")
_MISSING = re.compile(r"missing required field `(.+?)`")


class Fault(msgspec.Struct, frozen=True):
    """One fault in a table: where (from the table down), what, and what would mend it."""

    path: Path
    code: str
    message: str
    hint: str = ""


def decode(kind: type[T], raw: dict[str, Any]) -> tuple[T | None, tuple[Fault, ...]]:
    """`raw` as a `kind`, and every fault found. None where so little is right that no value can be made."""
    try:
        return msgspec.convert(_prepared(raw), kind), ()
    except (msgspec.ValidationError, ClauseError):
        return _decode_the_rest(kind, raw)


def _prepared(raw: dict[str, Any]) -> dict[str, Any]:
    """A copy with clauses in their tagged form and partial dates as text."""
    ready = dict(raw)
    if "requires" in ready:
        ready["requires"] = [from_toml(clause) for clause in _listed(ready["requires"])]
    for key in _PARTIAL_DATES:
        if isinstance(ready.get(key), date):
            ready[key] = ready[key].isoformat()[:10]
    for key in ("sources", "goals"):
        if isinstance(ready.get(key), list):
            ready[key] = [_prepared(part) if isinstance(part, dict) else part for part in ready[key]]
    return ready


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ClauseError("requires takes a list of requirements")
    return value


def _decode_the_rest(kind: type[T], raw: dict[str, Any]) -> tuple[T | None, tuple[Fault, ...]]:
    faults: list[Fault] = []
    left = _without_bad_clauses(copy.deepcopy(raw), (), faults)
    removed: dict[Path, list[int]] = {}
    dropped: set[Path] = set()
    while len(faults) < MOST_FAULTS:
        try:
            return msgspec.convert(_prepared(left), kind), tuple(faults)
        except ClauseError as bad:
            faults.append(Fault(("requires",), bad.code, str(bad), _REQUIRES))
            left.pop("requires", None)
        except msgspec.ValidationError as error:
            path = _path_of(str(error), left)
            fault = _fault(kind, error, path, _original(path, removed))
            if not (fault.code == "TT004" and fault.path in dropped):
                faults.append(fault)
            target = (*path, _unknown_key(error)) if fault.code == "TT002" else path
            if not target or not _remove(left, target, removed, dropped):
                return None, tuple(faults)
    return None, tuple(faults)


def _without_bad_clauses(table: dict[str, Any], at: Path, faults: list[Fault]) -> dict[str, Any]:
    """The table with every clause that has no valid form told and taken out."""
    if isinstance(table.get("requires"), list):
        kept = []
        for index, clause in enumerate(table["requires"]):
            try:
                msgspec.convert(from_toml(clause), Clause)
                kept.append(clause)
            except ClauseError as bad:
                key = bad.path[-1] if bad.path else ""
                hints = {"TT002": f"remove '{key}'", "TT105": "name at least one member"}
                faults.append(Fault((*at, "requires", index, *bad.path), bad.code, str(bad), hints.get(bad.code, _REQUIRES)))
            except msgspec.ValidationError as error:
                inner = _raw_clause_path(clause, _segments(str(error)))
                faults.append(Fault((*at, "requires", index, *inner), "TT003", _in_words(str(error))))
        table["requires"] = kept
    for index, part in enumerate(table.get("goals", []) if isinstance(table.get("goals"), list) else []):
        if isinstance(part, dict):
            _without_bad_clauses(part, (*at, "goals", index), faults)
    return table


def _raw_clause_path(clause: Any, tagged: Path) -> Path:
    """The path in the written clause for a path in its tagged form."""
    found: list[str | int] = []
    for tag in tagged:
        written = tag == "clauses" and isinstance(clause, dict)
        part = next(key for key in ("all", "any", "of") if key in clause) if written else tag
        found.append(part)
        try:
            clause = clause[part]
        except (KeyError, IndexError, TypeError):
            break
    return tuple(found)


def _segments(message: str) -> Path:
    """The keys and indices in msgspec's "... - at `$.renewals[0].how`"."""
    where = message.rpartition(" - at `")[2].rstrip("`") if " - at `" in message else "$"
    parts = re.findall(r"\.([^.\[\]]+)|\[(\d+)\]|(\[\.\.\.\])", where)
    return tuple(int(index) if index else key or "..." for key, index, _ in parts)


def _path_of(message: str, table: Any) -> Path:
    """Where the fault is in `table`. msgspec does not name a dict's key: the first one is as good as any to set aside."""
    found: list[str | int] = []
    for segment in _segments(message):
        part: str | int = segment
        if segment == "...":
            part = next(iter(table), "") if isinstance(table, dict) else 0
        found.append(part)
        try:
            table = table[part]
        except (KeyError, IndexError, TypeError):
            break
    return tuple(found)


def _original(path: Path, removed: dict[Path, list[int]]) -> Path:
    """The path before anything was set aside: list indices moved up by what was taken out before them."""
    found: list[str | int] = []
    for part in path:
        moved = part
        if isinstance(moved, int):
            for gone in sorted(removed.get(tuple(found), [])):
                moved += gone <= moved
        found.append(moved)
    return tuple(found)


def _remove(table: Any, path: Path, removed: dict[Path, list[int]], dropped: set[Path]) -> bool:
    """Take the part at `path` out of `table`; False when there is nothing left to take."""
    *upper, last = path
    holder = table
    for part in upper:
        try:
            holder = holder[part]
        except (KeyError, IndexError, TypeError):
            return bool(upper) and _remove(table, tuple(upper), removed, dropped)
    original = _original(path, removed)
    if isinstance(holder, dict) and last in holder:
        del holder[last]
        dropped.add(original)
        return True
    if isinstance(holder, list) and isinstance(last, int) and last < len(holder):
        if len(holder) <= 4 and all(isinstance(value, int | float | str) for value in holder) and len(upper) >= 1:
            # A short list of plain values is mostly a pair such as hours: without one member it makes no sense.
            return _remove(table, tuple(upper), removed, dropped)
        del holder[last]
        removed.setdefault(original[:-1], []).append(int(original[-1]))
        return True
    return bool(upper) and _remove(table, tuple(upper), removed, dropped)


def _unknown_key(error: Exception) -> str:
    match = _UNKNOWN.search(str(error))
    return match.group(1) if match else ""


def _fault(kind: type[Any], error: Exception, path: Path, original: Path) -> Fault:
    message = str(error)
    if match := _UNKNOWN.search(message):
        key = match.group(1)
        near = nearest(key, _known_keys(kind, path))
        return Fault((*original, key), "TT002", f"unknown key '{key}'", f"did you mean '{near}'?" if near else "remove it, or move it below custom")
    if match := _MISSING.search(message):
        return Fault((*original, match.group(1)), "TT004", f"'{match.group(1)}' is missing", f"add {match.group(1)} = ...")
    name = next((str(part) for part in reversed(original) if isinstance(part, str)), "")
    values = _literal_values(kind, path) if "Invalid enum value" in message else ()
    hint = f"one of: {', '.join(map(str, values))}" if values else _way_out(_info_at(kind, path))
    code = "TT006" if "`date`" in message or "matching regex" in message or "Invalid" in message else "TT003"
    return Fault(original, code, f"{name}: {_in_words(message)}" if name else _in_words(message), hint)


def _in_words(message: str) -> str:
    """msgspec's sentence in plain words."""
    text = message.partition(" - at `")[0]
    if "matching regex" in text:
        return "this is not a valid id" if "a-z0-9" in text else "there is no such day"
    if text.startswith("Invalid enum value"):
        return text.replace("Invalid enum value", "not one of the values it may have:")
    text = re.sub(r"`([a-z| ]+)`", lambda match: " or ".join(_WORDS.get(f"`{word}`", word) for word in match[1].split(" | ") if word != "null"), text)
    return text[0].lower() + text[1:].replace("`", "'")


def _way_out(info: Any) -> str:
    """What to write where something of this type is wanted."""
    if isinstance(info, msgspec.inspect.UnionType):
        info = next((member for member in info.types if not isinstance(member, msgspec.inspect.NoneType)), info)
    match info:
        case msgspec.inspect.IntType() | msgspec.inspect.FloatType():
            ends = (("from", info.ge), ("above", info.gt), ("to", info.le))
            span = "".join(f" {word} {end:,.10g}" for word, end in ends if end is not None)
            return f"write a {'whole ' if isinstance(info, msgspec.inspect.IntType) else ''}number{span}"
        case msgspec.inspect.StrType(pattern=str() as pattern):
            return _WAYS_OUT.get(pattern, "write small letters, digits and single hyphens")
        case msgspec.inspect.StrType():
            return "write a text in quotes"
        case msgspec.inspect.BoolType():
            return "write true or false"
        case msgspec.inspect.DateType():
            return "write a day such as 2027-01-31, without quotes"
        case msgspec.inspect.ListType() | msgspec.inspect.VarTupleType() | msgspec.inspect.TupleType():
            return "write a list: [..., ...]"
        case msgspec.inspect.DictType() | msgspec.inspect.StructType():
            return "write a table: { key = value }"
    return ""


def _literal_values(kind: Any, path: Path) -> tuple[Any, ...]:
    """The values that the enumeration at `path` of a `kind` allows."""
    info = _info_at(kind, path)
    members = info.types if isinstance(info, msgspec.inspect.UnionType) else (info,)
    return tuple(value for member in members if isinstance(member, msgspec.inspect.LiteralType) for value in member.values)


@cache
def _type_info(kind: Any) -> Any:
    return msgspec.inspect.type_info(kind)


def _info_at(kind: Any, path: Path) -> Any:
    info: Any = _type_info(kind)
    for part in path:
        info = _inside(info, part)
    return info


def _known_keys(kind: Any, path: Path) -> tuple[str, ...]:
    """The keys the table at `path` of a `kind` may have."""
    info = _info_at(kind, path)
    while isinstance(info, msgspec.inspect.UnionType):
        info = next((member for member in info.types if isinstance(member, msgspec.inspect.StructType)), None)
    return tuple(entry.encode_name for entry in info.fields) if isinstance(info, msgspec.inspect.StructType) else ()


def _inside(info: Any, part: str | int) -> Any:
    if isinstance(info, msgspec.inspect.UnionType):
        info = next((member for member in info.types if not isinstance(member, msgspec.inspect.NoneType)), info)
    if isinstance(info, msgspec.inspect.StructType):
        return next((entry.type for entry in info.fields if entry.encode_name == part), None)
    if isinstance(info, msgspec.inspect.VarTupleType | msgspec.inspect.ListType):
        return info.item_type
    if isinstance(info, msgspec.inspect.TupleType) and isinstance(part, int) and part < len(info.item_types):
        return info.item_types[part]
    if isinstance(info, msgspec.inspect.DictType):
        return info.value_type
    return None


def plain(value: Any) -> Any:
    """A TOML value as JSON-like data: days and times as ISO text."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value
