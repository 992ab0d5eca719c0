"""Facets of certifications: vendor, track, level of the stack, price, status - each a list of values with how many have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from tracktui.catalog.entries import Cert
from tracktui.catalog.model import Catalog

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


def has(catalog: Catalog, cert: Cert, facet: str, value: str, today: date) -> bool:
    """Whether a certification has a value of a facet."""
    return value in FACETS[facet](catalog, cert, today)
