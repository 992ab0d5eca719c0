"""One shape for every rule: a function from what is checked to what it finds, with its code, severity and hint beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from typing import Any

import msgspec

from tracktui.catalog.clauses import AllOf, AnyOf, AtLeast, Clause, Has
from tracktui.catalog.entries import AnyItem, Cert, Check, Project, kind_of
from tracktui.catalog.model import Catalog
from tracktui.problems import Severity, nearest

Path = tuple[str | int, ...]

MOST_GUESSES = 2_000_000
"""Comparisons spent on nearest known words in one run; a catalog that needs more has other worries."""


class Found(msgspec.Struct, frozen=True):
    """What a rule found in an entry.

    `path` leads from the entry to the part, in the keys and indices of TOML. `word` is the value that stands there: it is looked for
    where faulty parts before it were left out on reading. `lacks`: the part named by `path` is missing, so the entry's id is shown.
    `hint` says more than the rule's own; `others` are the ids of further entries it speaks of.
    """

    entry: str
    path: Path
    message: str
    hint: str = ""
    word: str = ""
    lacks: bool = False
    others: tuple[str, ...] = ()


class Context(msgspec.Struct, frozen=True, dict=True):
    """What rules look at: the catalog, the day it is checked for, and the ids of entries that could not be read."""

    catalog: Catalog
    today: date
    unread: frozenset[str] = frozenset()

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kind of every entry, by id and alias."""
        found = {entry_id: group for group, entries in self.catalog.groups().items() for entry_id in entries}
        found |= {item.id: kind_of(item) for item in self.catalog.items.values()}
        return {alias: found[entry_id] for alias, entry_id in self.catalog.aliases.items()} | found

    @cached_property
    def needs(self) -> dict[str, tuple[str, ...]]:
        """For each item the items it needs whatever is chosen: plain requirements and those inside all."""
        items = self.catalog.items
        return {item.id: tuple(dict.fromkeys(need for need in map(self.catalog.canonical, _must(item.requires)) if need in items)) for item in items.values()}

    @cached_property
    def _spent(self) -> list[int]:
        return [0]

    @cached_property
    def _known(self) -> dict[tuple[str, ...], list[str]]:
        return {}

    def near(self, word: str, kinds: tuple[str, ...]) -> str:
        """The id of one of these kinds that is probably meant, or ""."""
        if kinds not in self._known:
            self._known[kinds] = [known for known, kind in self.kinds.items() if kind in kinds]
        self._spent[0] += len(self._known[kinds])
        return nearest(word, self._known[kinds]) if self._spent[0] <= MOST_GUESSES else ""

    def item(self, entry_id: str) -> AnyItem | None:
        """The item with this id or alias."""
        return self.catalog.items.get(self.catalog.canonical(entry_id))

    def projects(self) -> Iterable[Project]:
        """Every project."""
        return (item for item in self.catalog.items.values() if isinstance(item, Project))

    def checks(self) -> Iterable[Check]:
        """Every milestone check."""
        return (item for item in self.catalog.items.values() if isinstance(item, Check))

    def gone(self, item: object) -> bool:
        """Whether it is a cert whose last day has passed."""
        return isinstance(item, Cert) and item.retires_on is not None and item.retires_on < self.today


Finder = Callable[[Context], Iterable[Found]]


class Rule(msgspec.Struct, frozen=True):
    """A rule: its code, how bad a finding is, what it finds, what mends it, and the function that finds it."""

    code: str
    severity: Severity
    finds: str
    hint: str
    find: Finder


def rule(code: str, severity: Severity, finds: str, hint: str) -> Callable[[Finder], Rule]:
    """Make a function that finds something a rule."""
    return lambda find: Rule(code, severity, finds, hint, find)


def placed(clauses: tuple[Clause, ...], base: Path = ("requires",)) -> Iterable[tuple[Path, Clause]]:
    """Every clause with its path, outer ones first."""
    for index, clause in enumerate(clauses):
        path = (*base, index)
        yield path, clause
        match clause:
            case AllOf(clauses=members):
                yield from placed(members, (*path, "all"))
            case AnyOf(clauses=members):
                yield from placed(members, (*path, "any"))
            case AtLeast(clauses=members):
                yield from placed(members, (*path, "of"))


def must(clauses: tuple[Clause, ...], base: Path = ("requires",)) -> Iterable[tuple[Path, Clause]]:
    """The clauses that no choice can avoid, with their paths: the top ones, those inside all in place of it."""
    for index, clause in enumerate(clauses):
        if isinstance(clause, AllOf):
            yield from must(clause.clauses, (*base, index, "all"))
        else:
            yield (*base, index), clause


def _must(clauses: tuple[Clause, ...]) -> Iterable[str]:
    return (clause.id for _, clause in must(clauses) if isinstance(clause, Has))


def listed_value(value: Any, path: Path) -> Any:
    """The value at a path of a TOML table, or None."""
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value
