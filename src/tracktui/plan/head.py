"""The head of a plan as keys and values: what changed between two heads, and whether two changes get along.

A key is a path of names. A table of an array with an identity (`[[held]]`: its cert; own items: their id; `[[calendar]]`: its days)
is one name in the path, so that two people may add or change different ones. Any other list is one value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

Key = tuple[str, ...]
Keys = dict[Key, Any]


class Absent(msgspec.Struct, frozen=True):
    """The value of a key that is not there."""


ABSENT: Final = Absent()

_IDENTITY = {"held": ("cert",), "calendar": ("from", "to")}


class Change(msgspec.Struct, frozen=True):
    """A key whose value is not what it was."""

    key: Key
    old: Any
    new: Any


class Clash(msgspec.Struct, frozen=True):
    """One key changed to two values."""

    key: Key
    base: Any
    ours: Any
    theirs: Any


def keys_of(tables: Mapping[str, Any]) -> Keys:
    """The tables of a head as one value per key. Empty tables count as absent."""
    found: Keys = {}
    _flatten(tables, (), found)
    return found


def _flatten(value: Any, at: Key, found: Keys) -> None:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            _flatten(inner, (*at, str(name)), found)
        return
    named = _named(value, at)
    if named is None:
        found[at] = value
    else:
        for name, inner in named.items():
            _flatten(inner, (*at, name), found)


def _named(value: Any, at: Key) -> dict[str, Any] | None:
    """The tables of a list by their identity; None when it has none, or two tables share it."""
    identity = identity_of(at)
    if not identity or not isinstance(value, list) or not value or not all(isinstance(part, Mapping) for part in value):
        return None
    named = {f"[{' to '.join(str(part.get(key, '')) for key in identity)}]": part for part in value}
    return named if len(named) == len(value) else None


def identity_of(at: Key) -> tuple[str, ...]:
    """The keys that tell the tables of the list at `at` apart."""
    if len(at) == 2 and at[0] == "own":
        return ("id",)
    return _IDENTITY.get(at[0], ()) if len(at) == 1 else ()


def changes(old: Keys, new: Keys) -> list[Change]:
    """What is different, in the order of the new keys, then of those that went."""
    order = [*new, *(key for key in old if key not in new)]
    return [Change(key, old.get(key, ABSENT), new.get(key, ABSENT)) for key in order if not _same(old.get(key, ABSENT), new.get(key, ABSENT))]


def _same(one: Any, other: Any) -> bool:
    """Equal: 8 and 8.0 are one value, 1 and true are two."""
    return isinstance(one, bool) is isinstance(other, bool) and bool(one == other)


def merged(base: Keys, ours: Keys, theirs: Keys) -> tuple[Keys, list[Clash]]:
    """Both changes in one; where one key went to two values ours stays, and the clash is told."""
    mine = {change.key: change for change in changes(base, ours)}
    result = dict(ours)
    clashes = []
    for change in changes(base, theirs):
        own = mine.get(change.key)
        if own is not None and _same(own.new, change.new):
            continue
        if own is not None or any(_overlap(key, change.key) for key in mine):
            clashes.append(Clash(change.key, change.old, ours.get(change.key, ABSENT), change.new))
        elif isinstance(change.new, Absent):
            result.pop(change.key, None)
        else:
            result[change.key] = change.new
    return result, clashes


def _overlap(one: Key, other: Key) -> bool:
    """Whether one key lies within the other: a table on one side, a value on the other."""
    short = min(len(one), len(other))
    return one != other and one[:short] == other[:short]


def key_words(key: Key) -> str:
    """A key as it stands in the file: `[focus] level`, `[[held]] cka: earned`."""
    names = [name for name in key if not name.startswith("[")]
    which = next((name[1:-1] for name in key if name.startswith("[")), "")
    if which:
        table = ".".join(names[: 2 if key[0] == "own" else 1])
        rest = ".".join(names[2 if key[0] == "own" else 1 :])
        return f"[[{table}]] {which}" + (f": {rest}" if rest else "")
    return names[0] if len(names) == 1 else f"[{names[0]}] {'.'.join(names[1:])}"


def value_words(value: Any) -> str:
    """A value as it stands in the file; "nothing" for an absent one."""
    from tracktui.plan.journal import value_to_toml

    return "nothing" if isinstance(value, Absent) else value_to_toml(value)
