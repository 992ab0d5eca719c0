"""Fuzzy search over the catalog: ids, codes, names, issuers, tags."""

from __future__ import annotations

from typing import Any

import msgspec

from tracktui.catalog.entries import Cert
from tracktui.catalog.model import Catalog

WORST = 60.0
"""Scores below this (of 100) are no match."""


class Hit(msgspec.Struct, frozen=True):
    """An entry that matches, and how well (0-100)."""

    kind: str
    id: str
    name: str
    score: float


def entries(catalog: Catalog) -> list[tuple[str, Any]]:
    """Every entry with its kind, in the order lists show them."""
    found = []
    for group, members in catalog.groups().items():
        for entry in members.values():
            found.append((entry.__struct_config__.tag if group == "item" else group, entry))
    return found


def search(catalog: Catalog, text: str, kind: str | None = None, limit: int = 50) -> list[Hit]:
    """The entries that match `text`, best first; all of them (by id) when it is empty."""
    found = [(entry_kind, entry) for entry_kind, entry in entries(catalog) if kind in (None, entry_kind)]
    if not text.strip():
        return [Hit(entry_kind, entry.id, getattr(entry, "name", "") or entry.id, 100.0) for entry_kind, entry in found]
    hits = [Hit(entry_kind, entry.id, getattr(entry, "name", "") or entry.id, score(text, entry)) for entry_kind, entry in found]
    return sorted((hit for hit in hits if hit.score >= WORST), key=lambda hit: (-hit.score, hit.id))[:limit]


def score(text: str, entry: Any) -> float:
    """How well an entry matches (0-100): an exact id or code first, then a beginning, then likeness of words."""
    from rapidfuzz import fuzz

    wanted = text.strip().lower()
    names = [entry.id, *getattr(entry, "aliases", ()), getattr(entry, "name", "").lower()]
    if isinstance(entry, Cert):
        names += [entry.code.lower(), entry.issuer.lower(), entry.vendor]
    names += [tag.lower() for tag in getattr(entry, "tags", ())]
    if wanted in names:
        return 100.0
    if any(name.startswith(wanted) for name in names if name):
        return 96.0
    words = " ".join(name for name in names if name)
    if all(part in words for part in wanted.split()):
        return 92.0
    return max(fuzz.WRatio(wanted, name) for name in names if name) * 0.9
