"""Requirement clauses: their values, their form in TOML, and the one place where they are evaluated.

The plan derives states with `holds`, the planner resolves with the same clauses. In TOML a clause is an id in quotes or a small
table; `from_toml` turns either into plain data that msgspec decodes into these values.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, Protocol

import msgspec

Before = Literal["start", "award"]
"""When a clause must be true: before the item starts, or only before its award is given (AZ-305, CISSP's experience)."""


class Has(msgspec.Struct, frozen=True, tag="has", tag_field="clause", omit_defaults=True):
    """An item must be done; with `active` it must also be valid on the day it is needed.

    `active="unsourced"` is planned like `True` and said to be unproven. `hold` (on titles): it must stay active afterwards too.
    """

    id: str
    active: bool | Literal["unsourced"] = False
    before: Before = "start"
    hold: bool = False


class SkillAt(msgspec.Struct, frozen=True, tag="skill", tag_field="clause", omit_defaults=True):
    """A skill must be held at `level` (1-4) or above."""

    skill: str
    level: int
    before: Before = "start"


class AllOf(msgspec.Struct, frozen=True, tag="all", tag_field="clause", omit_defaults=True):
    """Every member must hold."""

    clauses: tuple[Clause, ...]
    before: Before = "start"


class AnyOf(msgspec.Struct, frozen=True, tag="any", tag_field="clause", omit_defaults=True):
    """One member must hold."""

    clauses: tuple[Clause, ...]
    before: Before = "start"


class AtLeast(msgspec.Struct, frozen=True, tag="of", tag_field="clause", omit_defaults=True):
    """`at_least` members must hold. `of_unlisted` names members that no catalog entry describes: they never count as met."""

    clauses: tuple[Clause, ...]
    at_least: int
    of_unlisted: tuple[str, ...] = ()
    before: Before = "start"


Clause = Has | SkillAt | AllOf | AnyOf | AtLeast


class Standing(Protocol):
    """What is true of somebody on a day; clauses are evaluated against it."""

    def done(self, item: str) -> bool:
        """The item is done: passed, met, signed off, waived, assumed, or an equivalent of it is."""
        ...

    def active(self, item: str) -> bool:
        """The credential is held and valid on that day."""
        ...

    def level(self, skill: str) -> int:
        """The level (0-4) the skill stands at."""
        ...


def holds(clause: Clause, standing: Standing) -> bool:
    """Whether `clause` is true for `standing`."""
    match clause:
        case Has(id=item, active=active):
            return standing.active(item) if active else standing.done(item)
        case SkillAt(skill=skill, level=level):
            return standing.level(skill) >= level
        case AllOf(clauses=members):
            return all(holds(member, standing) for member in members)
        case AnyOf(clauses=members):
            return any(holds(member, standing) for member in members)
        case AtLeast(clauses=members, at_least=count):
            return sum(holds(member, standing) for member in members) >= count


def all_hold(clauses: tuple[Clause, ...], standing: Standing, *, before: Before | None = None) -> bool:
    """Whether every clause is true; with `before`, only those that must be true by then are asked."""
    return all(holds(clause, standing) for clause in clauses if before is None or clause.before == before)


def leaves(clauses: tuple[Clause, ...]) -> Iterator[Has | SkillAt]:
    """Every item and skill that the clauses name, in the order they are written."""
    for clause in clauses:
        if isinstance(clause, Has | SkillAt):
            yield clause
        else:
            yield from leaves(clause.clauses)


def item_ids(clauses: tuple[Clause, ...]) -> tuple[str, ...]:
    """The ids of every item that the clauses name, each once, in order."""
    return tuple(dict.fromkeys(leaf.id for leaf in leaves(clauses) if isinstance(leaf, Has)))


def in_words(clause: Clause, name: Any = str) -> str:
    """The clause as a phrase: "one of CKA, CKAD", "2 of ...", "Error budgets at level 3". `name` turns an id into words."""
    match clause:
        case Has(id=item, active=active):
            return f"{name(item)} (still valid)" if active else str(name(item))
        case SkillAt(skill=skill, level=level):
            return f"{name(skill)} at level {level}"
        case AllOf(clauses=members):
            return " and ".join(in_words(member, name) for member in members)
        case AnyOf(clauses=members):
            return "one of " + ", ".join(in_words(member, name) for member in members)
        case AtLeast(clauses=members, at_least=count, of_unlisted=unlisted):
            return f"{count} of " + ", ".join([*(in_words(member, name) for member in members), *unlisted])


class ClauseError(ValueError):
    """A clause that has no valid form. `path` leads from the clause to the faulty part; `code` is the rule that it breaks."""

    def __init__(self, message: str, path: tuple[str | int, ...] = (), code: str = "TT003") -> None:
        super().__init__(message)
        self.path, self.code = path, code


DEEPEST = 16
"""How deep requirements may nest: everything that walks them may recurse."""


FORMS: dict[str, frozenset[str]] = {
    "id": frozenset({"id", "active", "before", "hold"}),
    "skill": frozenset({"skill", "level", "before"}),
    "all": frozenset({"all", "before"}),
    "any": frozenset({"any", "before"}),
    "of": frozenset({"of", "at_least", "of_unlisted", "before"}),
}
"""The forms of a requirement table by the key that marks them, and the keys each takes."""


def from_toml(raw: Any, depth: int = 0) -> dict[str, Any]:
    """The tagged form that msgspec decodes, from the form written in TOML.

    Raises:
        ClauseError: when the table is of none of the known forms, has a key its form does not take, or nests deeper than DEEPEST.
    """
    if depth > DEEPEST:
        raise ClauseError(f"requirements nest deeper than {DEEPEST}")
    if isinstance(raw, str):
        return {"clause": "has", "id": raw}
    if not isinstance(raw, dict):
        raise ClauseError('a requirement is an id in quotes or a table such as { any = ["cka", "ckad"] }')
    forms = [key for key in FORMS if key in raw]
    if len(forms) != 1:
        raise ClauseError("a requirement table needs exactly one of id, skill, all, any, of")
    form = forms[0]
    for key in raw:
        if key not in FORMS[form]:
            raise ClauseError(f"unknown key '{key}' in a requirement with '{form}' (known: {', '.join(sorted(FORMS[form]))})", (key,), "TT002")
    if form == "id":
        return {"clause": "has", **raw}
    if form == "skill":
        return {"clause": "skill", **raw}
    members = raw[form]
    if not isinstance(members, list):
        raise ClauseError(f"'{form}' takes a list of requirements", (form,))
    if not members and not raw.get("of_unlisted"):
        raise ClauseError(f"'{form}' is empty: name at least one requirement", (form,), "TT105")
    decoded = []
    for index, member in enumerate(members):
        try:
            decoded.append(from_toml(member, depth + 1))
        except ClauseError as fault:
            raise ClauseError(str(fault), (form, index, *fault.path), fault.code) from None
    rest = {key: value for key, value in raw.items() if key != form}
    return {"clause": form, "clauses": decoded, **rest}


def of_ids(ids: tuple[str, ...]) -> Clause:
    """The clause that one of these items is done; a plain one when there is only one."""
    return Has(ids[0]) if len(ids) == 1 else AnyOf(tuple(Has(item) for item in ids))
