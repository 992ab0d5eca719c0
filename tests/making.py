"""Small catalogs and plans for tests, from the text a user would write."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from tracktui.catalog.model import Catalog
from tracktui.catalog.read import CatalogFile, read_catalog
from tracktui.plan.journal import entry, to_toml
from tracktui.plan.model import Plan
from tracktui.plan.read import read_plan

TODAY = date(2026, 11, 23)


def catalog_of(text: str) -> Catalog:
    """A catalog from TOML text; it must be without faults."""
    result = read_catalog([CatalogFile("test", "test.toml", f"format = 1\n{text}".encode())])
    assert result.problems == (), result.problems
    return result.catalog


def plan_of(head: str = "", *blocks: str) -> Plan:
    """A plan from the text of its head (below `format = 1` and `[profile]`) and journal blocks."""
    text = f"format = 1\n{head if '[profile]' in head else '[profile]' + chr(10) + head}\n" + "\n".join(blocks)
    return read_plan(text.encode(), "plan.toml")


def logged(day: str, event: str, item: str = "", **values: Any) -> str:
    """A journal block of a day."""
    moment = datetime.fromisoformat(f"{day}T18:00:00").replace(tzinfo=UTC)
    seed = f"{day}{event}{item}{sorted(values)}".encode().ljust(10, b"0")[-10:]
    return to_toml(entry(event, item, now=moment, by=values.pop("by", "me"), randomness=seed, **values))
