"""What one version of a catalog changes against another, entry by entry and field by field, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

import msgspec

from tracktui.catalog.clauses import AllOf, AnyOf, AtLeast, Has, SkillAt, in_words
from tracktui.catalog.entries import Cert
from tracktui.catalog.model import Catalog
from tracktui.wording import count, day, listed, usd

What = Literal["added", "removed", "retired", "moved", "changed", "re-read"]
"""`retired`: it got a last day; `moved`: another id answers for it now; `re-read`: only its check date and sources changed."""

ORDER: tuple[What, ...] = ("retired", "removed", "moved", "added", "changed", "re-read")
_READING = ("checked", "sources")
_LABELS = {"price_usd": "price", "valid_months": "validity", "hours": "hours", "retires_on": "last day", "opens_on": "first day", "together": "with"}
_LONGEST = 60
_CLAUSES = (Has, SkillAt, AllOf, AnyOf, AtLeast)


class Difference(msgspec.Struct, frozen=True):
    """One change to one entry. `field` is "" where the entry as a whole is meant; `text` says it for people."""

    what: What
    kind: str
    id: str
    name: str
    field: str = ""
    text: str = ""


def differences(old: Catalog, new: Catalog) -> tuple[Difference, ...]:
    """Every change from `old` to `new`: what bears most on plans first, then by id."""
    found = list(_Comparer(old, new).all())
    return tuple(sorted(found, key=lambda one: (ORDER.index(one.what), one.kind, one.id)))


class _Comparer:
    def __init__(self, old: Catalog, new: Catalog) -> None:
        self.old, self.new = old, new

    def all(self) -> Iterator[Difference]:
        before, after = _entries(self.old), _entries(self.new)
        targets = set()
        for entry_id, entry in before.items():
            target = entry_id if entry_id in after else self.new.aliases.get(entry_id, "")
            targets.add(target)
            if target not in after:
                hidden = self.new.hidden.get(entry_id)
                yield _about(entry, "removed", text=f"hidden by {hidden.layer}" if hidden else "no longer in the catalog")
                continue
            if target != entry_id:
                yield _about(entry, "moved", text=f"is now called {target}")
            yield from self._fields(entry, after[target])
        for entry_id, entry in after.items():
            if entry_id not in before and entry_id not in targets:
                yield _about(entry, "added")

    def _fields(self, before: Any, after: Any) -> Iterator[Difference]:
        if type(before) is not type(after):
            yield _about(after, "changed", text=f"is a {kind_word(after)} now, no longer a {kind_word(before)}")
            return
        if before == after:
            return
        if isinstance(after, Cert) and after.retires_on is not None and before.retires_on is None:
            then = ", ".join(self.new.name(other) for other in after.successors or ()) or "no successor named"
            yield _about(after, "retired", "retires_on", f"last day {day(after.retires_on)}; {then}")
        facts = [one for one in self._differing(before, after) if one.field != "retires_on" or before.retires_on is not None]
        yield from facts
        if not facts and any(getattr(before, key, None) != getattr(after, key, None) for key in _READING):
            yield _about(after, "re-read", "checked", f"read again {after.checked}" if getattr(after, "checked", None) else "other sources")

    def _differing(self, before: Any, after: Any) -> Iterator[Difference]:
        for info in msgspec.structs.fields(type(after)):
            had, has = getattr(before, info.name), getattr(after, info.name)
            if info.name not in (*_READING, "id") and had != has:
                yield _about(after, "changed", info.encode_name, self._words(info.encode_name, had, has))

    def _words(self, field: str, had: Any, has: Any) -> str:
        label = _LABELS.get(field, field.removesuffix("_usd").replace("_", " "))
        if isinstance(had, tuple) and isinstance(has, tuple) and not _figures(had, has):
            return self._members(label, had, has)
        if isinstance(had, msgspec.Struct) and isinstance(has, msgspec.Struct) and type(had) is type(has):
            inner = [info for info in msgspec.structs.fields(type(has)) if getattr(had, info.name) != getattr(has, info.name)]
            return f"{label}: " + ", ".join(self._words(info.encode_name, getattr(had, info.name), getattr(has, info.name)) for info in inner)
        before, after = self._value(field, had), self._value(field, has)
        if len(before) > _LONGEST or len(after) > _LONGEST or before == after:
            return f"{label} reworded"
        return f"{label} {after} instead of {before}"

    def _members(self, label: str, had: tuple[Any, ...], has: tuple[Any, ...]) -> str:
        """What joined a list and what left it; long texts are counted."""
        joined, left = [one for one in has if one not in had], [one for one in had if one not in has]
        if not joined and not left:
            return f"{label} in another order"
        parts = [f"{word} {text}" for word, some in (("adds", joined), ("drops", left)) if (text := self._few(some))]
        return f"{label}: {', '.join(parts)}"

    def _few(self, members: list[Any]) -> str:
        if not members:
            return ""
        words = [self._value("", member) for member in members]
        return listed(words) if all(word and len(word) <= _LONGEST for word in words) else count(len(members), "part")

    def _value(self, field: str, value: Any) -> str:
        match value:
            case None:
                return "not given"
            case bool():
                return "yes" if value else "no"
            case date():
                return day(value)
            case str():
                known = self.new.find(value) or self.old.find(value)
                return getattr(known, "name", "") or value or "not given"
            case int() | float() if field.endswith("_usd") or field == "usd":
                return usd(float(value))
            case int() | float() if field == "valid_months":
                return f"{value:g} months" if value else "for life"
            case int() | float():
                return f"{value:g}"
            case tuple() if _figures(value, value):
                return " to ".join(f"{figure:g}" for figure in value)
        if isinstance(value, _CLAUSES):
            return in_words(value, lambda other: self.new.name(other) if self.new.find(other) else self.old.name(other))
        return str(getattr(value, "name", "") or getattr(value, "id", ""))


def _figures(had: tuple[Any, ...], has: tuple[Any, ...]) -> bool:
    return bool(had) and bool(has) and all(isinstance(one, int | float) for one in (*had, *has))


def _entries(catalog: Catalog) -> dict[str, Any]:
    return {entry_id: entry for group in catalog.groups().values() for entry_id, entry in group.items()}


def kind_word(entry: Any) -> str:
    """The entry's kind, as its table is called in TOML."""
    return str(entry.__struct_config__.tag or type(entry).__name__.lower())


def _about(entry: Any, what: What, field: str = "", text: str = "") -> Difference:
    return Difference(what, kind_word(entry), entry.id, getattr(entry, "name", "") or entry.id, field, text)
