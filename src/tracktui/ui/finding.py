"""Everything that can be gone to by name: items, certifications, tracks, roles, skills, checks and the rest of the catalog."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from tracktui.catalog.search import entries
from tracktui.ui.commands import VIEWS, View
from tracktui.ui.parts.content import Part
from tracktui.ui.parts.list_view import Shown

HOMES: dict[str, tuple[View, str]] = {
    "cert": ("certs", ""),
    "track": ("tracks", "track/"),
    "role": ("tracks", "role/"),
    "playbook": ("tracks", "playbook/"),
    "skill": ("skills", ""),
}
"""The screen where an entry of a kind is at home, and what stands before its id there."""


class Thing(msgspec.Struct, frozen=True):
    """Something to go to: its id and name, its kind, and the row of a screen it is ("" where no screen has one: it is read in a window)."""

    id: str
    name: str
    kind: str
    view: View | None = None
    key: str = ""


def things(shown: Shown) -> Iterable[Thing]:
    """What the palette finds: the roadmap's items first, then the whole catalog."""
    here = {item.id for item in (*shown.found.items, *shown.found.finished)}
    for item in (*shown.found.items, *shown.found.finished):
        yield Thing(item.id, f"{item.short + '  ' if item.short else ''}{item.name}", item.kind, "roadmap", item.id)
    for kind, entry in entries(shown.catalog):
        name = getattr(entry, "name", "") or entry.id
        view, before = HOMES.get(kind, (None, ""))
        if view in VIEWS:
            code = getattr(entry, "code", "")
            yield Thing(entry.id, f"{code + '  ' if code else ''}{name}", kind, view, before + entry.id)
        elif entry.id not in here:
            yield Thing(entry.id, name, kind)


def page(entry: Any) -> list[list[Part]]:
    """What the catalog says of an entry that no screen has a row for: its texts, field by field."""
    rows: list[list[Part]] = []
    for field in msgspec.structs.fields(entry):
        value = getattr(entry, field.name)
        if field.name in ("name", "sources", "custom", "aliases", "tags") or not value:
            continue
        parts = value if isinstance(value, tuple) else (value,)
        texts = [str(part) for part in parts if isinstance(part, str | int | float)]
        if texts:
            rows += [[], [(field.name.replace("_", " ").capitalize(), "title")], *[[(text, "text")] for text in texts]]
    return rows[1:]
