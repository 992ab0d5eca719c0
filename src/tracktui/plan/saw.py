"""What a reviewer saw: the digest a sign-off keeps, so that it shows when something changed afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import msgspec

from tracktui.catalog.clauses import SkillAt, leaves
from tracktui.catalog.entries import Check
from tracktui.plan.journal import to_toml
from tracktui.plan.model import Entry

CHANGED = "changed since review"


def digest_of(check: Check, entries: Mapping[str, list[Entry]]) -> str:
    """SHA-256 over the check's own text and the entries on it and on its skills, by id; sign-offs and private entries apart.

    `entries` are those in effect, by item.
    """
    skills = dict.fromkeys(leaf.skill for leaf in leaves(check.requires) if isinstance(leaf, SkillAt))
    seen = [entry for name in (check.id, *skills) for entry in entries.get(name, ()) if entry.event != "signed-off" and not entry.private]
    text = msgspec.json.encode([check.id, check.name, check.level, check.asks, check.requires])
    rows = [f"{entry.id}\n{to_toml(entry)}" for entry in sorted(seen, key=Entry.effect_order)]
    return hashlib.sha256(text + "\0".join(["", *rows]).encode("utf-8", "surrogatepass")).hexdigest()
