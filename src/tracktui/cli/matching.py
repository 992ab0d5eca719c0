"""What a word on the command line means: an id, a code, an alias, or the one entry whose name is clearly like it."""

from __future__ import annotations

import sys
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import click
import msgspec

from tracktui.catalog.policies import cloud_meant
from tracktui.cli.output import say_aside
from tracktui.problems import nearest, refuse
from tracktui.safe import safe_line

if TYPE_CHECKING:
    from tracktui.catalog.model import Catalog
    from tracktui.catalog.search import Hit

CLEAR = 85.0
"""How like a word an entry must be (of 100) to be taken for it when something is about to be written."""
NEAR = 3.0
"""Points within which another entry is as good a match."""


class Match(msgspec.Struct, frozen=True):
    """An entry that a word means."""

    id: str
    name: str
    kind: str


def match(catalog: Catalog, word: str, kinds: Collection[str] = (), own: tuple[Any, ...] = (), likely: Collection[str] = ()) -> Match:
    """The entry of one of the `kinds` (empty: any) that a word means. Among equals one of the `likely` ids wins.

    In a terminal several candidates are asked about.

    Raises:
        UserError: nothing is like it, several are, or what has this id is of another kind.
    """
    if not word.strip():
        raise refuse("no item is named", "tracktui catalog search finds ids", status=2)
    exact = _exact(catalog, word, own)
    if exact is not None:
        if kinds and exact.kind not in kinds:
            raise refuse(f"{exact.name} is a {exact.kind}, not a {' or '.join(kinds)}", "see tracktui log --help", status=2)
        return exact
    hits = _hits(catalog, word, kinds, own)
    clear = [hit for hit in hits if hit.score >= CLEAR]
    best = [hit for hit in clear if hit.score > clear[0].score - NEAR]
    if len(best) > 1:
        best = [hit for hit in best if hit.id in likely] if sum(hit.id in likely for hit in best) == 1 else best
    if len(best) == 1:
        return Match(best[0].id, best[0].name, best[0].kind)
    if best:
        return chosen(f"'{word}' could be several", [Match(hit.id, hit.name, hit.kind) for hit in best[:5]])
    if hits:
        near = nearest(word, [hit.id for hit in hits]) or hits[0].id
        raise refuse(f"nothing in the catalog is called '{word}'", f"did you mean '{near}'? tracktui catalog search finds ids")
    raise refuse(f"nothing in the catalog is like '{word}'", "tracktui catalog search finds ids")


def chosen(question: str, found: list[Match], status: int = 1) -> Match:
    """One of several: asked for in a terminal.

    Raises:
        UserError: nobody can be asked.
    """
    if not sys.stdin.isatty():
        raise refuse(question, f"say which: {', '.join(one.id for one in found)}", status=status)
    say_aside(f"{question}:")
    for number, one in enumerate(found, 1):
        say_aside(f"  {number}  {one.id}  {safe_line(one.name)}")
    number = click.prompt("Which", type=click.IntRange(1, len(found)), err=True)
    return found[number - 1]


def _exact(catalog: Catalog, word: str, own: tuple[Any, ...]) -> Match | None:
    for item in own:
        if item.id in (word, f"my-{word}"):
            return Match(item.id, item.name, item.__struct_config__.tag)
    for group, members in catalog.groups().items():
        entry = members.get(word) or members.get(catalog.aliases.get(word, ""))
        if entry is not None:
            return Match(entry.id, getattr(entry, "name", entry.id), entry.__struct_config__.tag if group == "item" else group)
    return None


def _hits(catalog: Catalog, word: str, kinds: Collection[str], own: tuple[Any, ...]) -> list[Hit]:
    from tracktui.catalog.search import Index, search

    hits = [hit for kind in kinds for hit in search(catalog, word, kind, limit=8)] if kinds else search(catalog, word, limit=8)
    hits += Index((tag, item) for item in own if (tag := item.__struct_config__.tag) in kinds or not kinds).search(word)
    return sorted(hits, key=lambda hit: (-hit.score, hit.id))


def refuse_unknown(word: str | None, what: str, known: Collection[str]) -> None:
    """Refuse an id on the command line that names no such thing of the catalog.

    Raises:
        UserError: it names none (status 2).
    """
    if word and word not in known:
        raise refuse(f"there is no {what} '{word}'", suggestion(word.lower(), known, f"{what}s: {', '.join(known) or 'none'}"), status=2)


def refuse_misspelt_review(catalog: Catalog, kind: str | None) -> None:
    """Refuse a kind of review that is almost one of the catalog's: any other may be a kind of one's own.

    Raises:
        UserError: it is misspelt (status 2).
    """
    known = ("1:1", *catalog.reviews)
    if kind and kind not in known and (near := nearest(kind, known)):
        raise refuse(f"there is no review '{kind}'", f"did you mean '{near}'?", status=2)


def suggestion(word: str, known: Collection[str], otherwise: str) -> str:
    """A hint that names the nearest known word, else `otherwise`."""
    near = nearest(word, known)
    return f"did you mean '{near}'?" if near else otherwise


def estate_of(text: str | None) -> dict[str, float]:
    """Shares by cloud from what was typed (`aws=0.7,azure=0.3`); what runs elsewhere may be named, too.

    Raises:
        UserError: it says no shares.
    """
    found: dict[str, float] = {}
    for part in (text or "").split(","):
        if not part.strip():
            continue
        key, _, share = (word.strip() for word in part.partition("="))
        try:
            found[key] = float(share or 1)
        except ValueError:
            raise refuse(f"'{part}' is not a share", "write for example --estate aws=0.7,azure=0.3", status=2) from None
        if not 0 <= found[key] <= 1:
            raise refuse(f"the share of {key} must be from 0 to 1", "write for example --estate aws=0.7", status=2)
        if near := cloud_meant(key):
            raise refuse(f"'{key}' is no name of a cloud in an estate", f"did you mean '{near}'?", status=2)
    return found
