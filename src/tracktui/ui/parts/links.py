"""The web addresses that belong to an item, and which of them may be opened. Pure: nothing is opened here."""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec

from tracktui.catalog.model import Catalog
from tracktui.plan.model import Plan
from tracktui.wording import day

LONGEST = 2_000
"""Characters of an address that is opened; browsers take no more from a command line everywhere."""


class Link(msgspec.Struct, frozen=True):
    """An address and what it is."""

    what: str
    url: str


def may_open(url: str) -> bool:
    """Whether an address is one of the web, written plainly: no other scheme, no name or password in it, no sign that a shell or a terminal could take."""
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or any(char in url for char in " \"'<>\\^`{|}"):
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc and port != 0


def links_of(catalog: Catalog, plan: Plan, item_id: str) -> tuple[Link, ...]:
    """The item's own page, its sources, the evidence on it; each once, only those that may be opened."""
    entry = catalog.find(item_id) or next((own for own in plan.own if own.id == item_id), None)
    found: list[Link] = []
    if entry is not None:
        found.append(Link("its page", getattr(entry, "url", "")))
        found += [Link(f"a source{f', {source.purpose}' if source.purpose else ''}", source.url) for source in getattr(entry, "sources", ())]
    for said in plan.in_effect():
        if said.item == item_id:
            found += [Link(f"evidence of {day(said.day)}", piece.link) for piece in said.evidence]
    return tuple({link.url: link for link in reversed(found) if may_open(link.url)}.values())[::-1]
