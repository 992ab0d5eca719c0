"""Older formats of the plan file: what is different in each, and the smallest change of the text that brings it up to date.

A format may rename keys, nothing else so far. A plan of an older format is read as it is; its text changes when something is
saved, after the old file was kept. A newer format than ours is shown and never written.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from tracktui.problems import refuse

CURRENT = 1
_RENAMED: dict[int, tuple[tuple[tuple[str, str], str], ...]] = {
    0: ((("profile", "hours"), "hours_per_week"), (("profile", "budget"), "budget_usd_per_year"), (("focus", "start_level"), "from")),
}
"""What the step from a format to the next renames: (table, key) and the new key. Format 0 is that of the first drafts."""


def is_older(number: Any) -> bool:
    """Whether a plan of this format can be brought up to date."""
    return type(number) is int and 0 <= number < CURRENT


def upgraded(tables: dict[str, Any]) -> dict[str, Any]:
    """The tables of a plan of an older format as the current one has them; others as they are."""
    number = tables.get("format")
    if not is_older(number):
        return tables
    result = {name: dict(table) if isinstance(table, dict) else table for name, table in tables.items()}
    for step in range(int(number or 0), CURRENT):
        for (table, key), new in _RENAMED[step]:
            if isinstance(result.get(table), dict) and key in result[table] and new not in result[table]:
                result[table] = {new if name == key else name: value for name, value in result[table].items()}
    return {**result, "format": CURRENT}


def upgraded_head(head: str) -> str:
    """The text of a head in the current format: keys renamed where they stand, the number changed, every other byte as it was.

    Raises:
        UserError: it is written in a way that cannot be changed by the letter.
    """
    tables = tomllib.loads(head.removeprefix("\ufeff"))
    if not is_older(tables.get("format")):
        return head
    text = head
    for step in range(tables["format"], CURRENT):
        for (table, key), new in _RENAMED[step]:
            if key in tables.get(table, {}) and new not in tables[table]:
                text = _changed_at(text, (table, key), key, new)
    text = _changed_at(text, ("format",), r"format\s*=\s*\d+", f"format = {CURRENT}")
    if tomllib.loads(text.removeprefix("\ufeff")) != upgraded(tables):
        message = f"this plan is of format {tables['format']} and is written in a way that cannot be brought up to date by itself"
        raise refuse(message, f"write format = {CURRENT} and its keys (docs/plan-format.md) with an editor", code="plan-format")
    return text


def _changed_at(text: str, path: tuple[str, str] | tuple[str], old: str, new: str) -> str:
    """The text with `new` for what matches `old` where `path` stands."""
    from tracktui.toml_positions import position

    line, col = position(text, path)
    at = sum(len(before) + 1 for before in text.split("\n")[: line - 1]) + col - 1
    match = re.compile(old).match(text, at) if line else None
    return text if match is None else text[:at] + new + text[match.end() :]
