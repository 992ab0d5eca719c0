"""Search over the catalog: ids, codes, names, issuers, tags; forgiving of slips where nothing matches as typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from tracktui.catalog.entries import Cert
from tracktui.catalog.model import Catalog

EXACT, CALLED, BEGINS, HOLDS = 100.0, 98.0, 96.0, 92.0
"""Scores of an entry with just this id, that is called so, begins so, or has every typed word in it."""
NEAR = 74.0
"""Likeness (of 100) from which a word counts as a slip of a typed one; what matches only so scores below `HOLDS`."""
_WORD = re.compile(r"[a-z0-9+#.]+")


class Hit(msgspec.Struct, frozen=True):
    """An entry that matches, and how well (0-100)."""

    kind: str
    id: str
    name: str
    score: float


class _Row:
    """What is known of one entry: its names as people type them, and all of them in one text."""

    __slots__ = ("id", "kind", "name", "names", "text")

    def __init__(self, kind: str, entry: Any) -> None:
        self.kind, self.id = kind, entry.id
        self.name = getattr(entry, "name", "") or entry.id
        found = [entry.id, *getattr(entry, "aliases", ()), self.name.lower()]
        if isinstance(entry, Cert):
            found += [entry.code.lower(), entry.issuer.lower(), entry.vendor]
        found += [tag.lower() for tag in getattr(entry, "tags", ())]
        self.names = tuple(name for name in dict.fromkeys(found) if name)
        self.text = " ".join(self.names)


class Index:
    """Entries (each with its kind), ready to be searched many times: as one types, with thousands of them."""

    def __init__(self, found: Iterable[tuple[str, Any]]) -> None:
        self.rows = [_Row(kind, entry) for kind, entry in found]
        self._words: dict[str, list[int]] | None = None

    def search(self, text: str, limit: int = 50) -> list[Hit]:
        """The entries that match `text`, best first; all of them, in the catalog's order, when it is empty."""
        wanted = text.strip().lower()
        if not wanted:
            return [Hit(row.kind, row.id, row.name, EXACT) for row in self.rows]
        parts = wanted.split()
        hits = [(score, row) for row in self.rows if (score := _typed(wanted, parts, row))]
        if not hits:
            hits = [(score, self.rows[at]) for at, score in self._slips(parts).items()]
        hits.sort(key=lambda hit: (-hit[0], hit[1].id))
        return [Hit(row.kind, row.id, row.name, score) for score, row in hits[:limit]]

    def _slips(self, parts: list[str]) -> dict[int, float]:
        """Entries that have a word like every typed one, with the mean likeness."""
        from rapidfuzz import fuzz, process

        if self._words is None:
            self._words = {}
            for at, row in enumerate(self.rows):
                for word in set(_WORD.findall(row.text)):
                    self._words.setdefault(word, []).append(at)
        vocabulary = list(self._words)
        found: dict[int, float] | None = None
        for part in parts:
            near: dict[int, float] = {}
            # A slip may lie in a word that is not typed to its end: "admn" is near to the beginning of "administrator".
            beginnings = [word[: len(part) + 1] for word in vocabulary] if len(part) > 3 else vocabulary
            for choices in (vocabulary, beginnings):
                for _, likeness, place in process.extract(part, choices, scorer=fuzz.ratio, score_cutoff=NEAR, limit=None):
                    for at in self._words[vocabulary[place]]:
                        near[at] = max(near.get(at, 0.0), likeness)
            found = near if found is None else {at: found[at] + likeness for at, likeness in near.items() if at in found}
        return {at: total / len(parts) * (HOLDS - 1) / 100 for at, total in (found or {}).items()}


def _typed(wanted: str, parts: list[str], row: _Row) -> float:
    """The score of an entry that matches as typed, else 0."""
    if wanted == row.id:
        return EXACT
    if wanted in row.names:
        return CALLED
    if any(name.startswith(wanted) for name in row.names):
        return BEGINS
    return HOLDS if all(part in row.text for part in parts) else 0.0


def entries(catalog: Catalog) -> list[tuple[str, Any]]:
    """Every entry with its kind, in the order lists show them."""
    found = []
    for group, members in catalog.groups().items():
        for entry in members.values():
            found.append((entry.__struct_config__.tag if group == "item" else group, entry))
    return found


def index(catalog: Catalog, kind: str | None = None) -> Index:
    """The index of a catalog, or of its entries of one kind."""
    return Index(pair for pair in entries(catalog) if kind in (None, pair[0]))


def search(catalog: Catalog, text: str, kind: str | None = None, limit: int = 50) -> list[Hit]:
    """The entries that match `text`, best first; all of them when it is empty."""
    return index(catalog, kind).search(text, limit)
