"""Facets of certifications: vendor, track, level of the stack, price, status - each a list of values with how many have it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from tracktui.catalog.entries import Cert
from tracktui.catalog.model import Catalog
from tracktui.problems import refuse

PRICES = ((0, "free"), (100, "up to $100"), (200, "up to $200"), (400, "up to $400"), (10**9, "above $400"))
"""Upper bounds in USD, and their words."""


def _vendor(catalog: Catalog, cert: Cert, today: date) -> tuple[str, ...]:
    return (cert.vendor,)


def _track(catalog: Catalog, cert: Cert, today: date) -> tuple[str, ...]:
    return tuple(catalog.name(track) for track in cert.tracks)


def _level(catalog: Catalog, cert: Cert, today: date) -> tuple[str, ...]:
    levels = {row.level for track in catalog.tracks.values() for row in track.stack if cert.id in row.any}
    return tuple(f"level {level} of a stack" for level in sorted(levels)) or ("in no stack",)


def _price(catalog: Catalog, cert: Cert, today: date) -> tuple[str, ...]:
    if cert.form == "title":
        return ("a title",)
    if cert.price_usd is None:
        return ("not published",)
    return (next(words for most, words in PRICES if cert.price_usd <= most),)


def _status(catalog: Catalog, cert: Cert, today: date) -> tuple[str, ...]:
    if cert.retires_on is not None:
        return ("retired",) if cert.retires_on < today else ("retiring",)
    if cert.opens_on is not None and cert.opens_on > today:
        return ("announced",)
    return ("beta",) if cert.beta() else ("on sale",)


FACETS: dict[str, Callable[[Catalog, Cert, date], tuple[str, ...]]] = {"vendor": _vendor, "track": _track, "level": _level, "price": _price, "status": _status}
"""Every facet: its name, and the values that a certification has on a day."""


def values(catalog: Catalog, facet: str, today: date, among: Iterable[Cert] | None = None) -> list[tuple[str, int]]:
    """The values of a facet with how many certifications (all, or those `among`) have each; the most frequent first, prices and levels in order."""
    found = Counter(value for cert in (catalog.certs() if among is None else among) for value in FACETS[facet](catalog, cert, today))
    if facet == "price":
        order = [words for _, words in PRICES]
        return sorted(found.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))
    return sorted(found.items(), key=lambda pair: pair[0]) if facet == "level" else sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def narrowed(catalog: Catalog, facets: Mapping[str, str], today: date) -> list[Cert]:
    """The certifications that have the wanted value of every facet."""
    return [cert for cert in catalog.certs() if all(has(catalog, cert, facet, value, today) for facet, value in facets.items())]


def has(catalog: Catalog, cert: Cert, facet: str, value: str, today: date) -> bool:
    """Whether a certification has a value of a facet."""
    return value in FACETS[facet](catalog, cert, today)


def value_of(catalog: Catalog, facet: str, word: str, today: date) -> str:
    """The value that a typed word means: its words with hyphens, the id of a track, or a part that only one value has.

    Raises:
        UserError: there is no such facet, or the word means no value or several.
    """
    if facet not in FACETS:
        raise refuse(f"there is no facet '{facet}'", f"known are: {', '.join(FACETS)}", status=2)
    known = {_typed(value): value for value, _ in values(catalog, facet, today)}
    wanted = _typed(catalog.name(word) if word in catalog.tracks else word)
    near = [value for typed, value in known.items() if wanted in typed]
    if wanted in known or len(near) == 1:
        return known.get(wanted) or near[0]
    raise refuse(f"{facet}={word} means {'several values' if near else 'nothing'}", f"known are: {', '.join(known)}", status=2)


def _typed(value: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
