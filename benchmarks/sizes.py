"""Catalogs of any size, made in memory: with groups to choose from, and with nothing to choose."""

from __future__ import annotations

import random
from typing import Any

import msgspec

from tracktui.catalog.entries import Cert, Check
from tracktui.catalog.model import Catalog
from tracktui.catalog.tracks import Track

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)


def generated(count: int, groups: int) -> Catalog:
    """`count` items, half of which need one before them, below a check that asks for one of four, `groups` times."""
    rng = random.Random(1)
    items = _items(count, rng, hours=(10, 60), most_usd=400)
    clauses = [{"clause": "any", "clauses": [{"clause": "has", "id": f"i{rng.randrange(count)}"} for _ in range(4)]} for _ in range(groups)]
    return _below_a_check(items, clauses)


def all_needed(count: int) -> Catalog:
    """The same items below a check that needs every tenth of them: with what they need in turn, a sixth is planned."""
    items = _items(count, random.Random(1), hours=(1, 3), most_usd=0)
    return _below_a_check(items, [{"clause": "has", "id": f"i{number}"} for number in range(0, count, 10)])


def _items(count: int, rng: random.Random, *, hours: tuple[int, int], most_usd: int) -> dict[str, Any]:
    items: dict[str, Any] = {}
    for number in range(count):
        needs = [{"clause": "has", "id": f"i{rng.randrange(number)}"}] if number and rng.random() < 0.5 else []
        raw = {"id": f"i{number}", "name": f"Item {number}", "hours": [hours[0], rng.randint(*hours)], "price_usd": rng.randint(0, most_usd), "requires": needs}
        items[f"i{number}"] = msgspec.convert(raw, Cert)
    return items


def _below_a_check(items: dict[str, Any], clauses: list[Any]) -> Catalog:
    items["t-1"] = msgspec.convert({"id": "t-1", "name": "T", "tracks": ["t"], "level": 1, "requires": clauses}, Check)
    return Catalog(items=items, tracks={"t": Track(id="t", name="T")})
