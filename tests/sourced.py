"""The figures of a catalog that somebody else published: what an entry's sources answer for, each with its place in the entry.

A figure is a price, a number of days, months, minutes, credits, questions or attempts, a pass mark, a weight, a day a rule or an exam
begins or ends, or a KPI's target. What an entry marks as `estimated` is ours and left out; so are hours of learning inside a renewal
or a companion project, a skill's practice and the points of a drill, which are always ours.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple, TypeVar

from tracktui.catalog.entries import Cert, Part, Renewal
from tracktui.catalog.model import Catalog
from tracktui.catalog.reviews import Kpi

PLAIN = ("price_usd", "retakes_included", "retake_wait_days", "voucher_months", "valid_months", "opens_on", "retires_on")
OF_A_SITTING = ("minutes", "questions", "pass_mark")
OF_A_RENEWAL = (
    "since",
    "adds_months",
    "opens_days",
    "closes_days",
    "minutes",
    "price_usd",
    "credits",
    "months",
    "yearly_min",
    "fee_usd_per_year",
)

P = TypeVar("P", bound=Part)


class Figure(NamedTuple):
    """One published figure: the entry's id, where in the entry it stands, and what it says as text."""

    id: str
    path: str
    value: str


def figures(catalog: Catalog) -> list[Figure]:
    """Every sourced figure, sorted by id and path. A part of a list is named by what it is about, not by its place in the list."""
    found = [
        *(Figure(cert.id, path, value) for cert in catalog.certs() for path, value in _of_cert(cert)),
        *(Figure(kpi.id, "target", kpi.target) for kpi in catalog.kpis.values() if _sourced_target(kpi)),
    ]
    return sorted(found)


def draw(everything: Iterable[Figure], seed: str, count: int) -> list[Figure]:
    """`count` figures at random, the same for the same seed: those whose place hashes lowest.

    A figure elsewhere that comes, goes or changes its value moves no other in or out, but for the one at the edge.
    """
    return sorted(sorted(everything, key=lambda figure: luck(seed, figure.id, figure.path))[:count])


def luck(seed: str, *place: str) -> str:
    """Where a place comes in the draw of a seed."""
    return hashlib.sha256("\0".join((seed, *place)).encode()).hexdigest()


def _sourced_target(kpi: Kpi) -> bool:
    return bool(kpi.sources) and any(char.isdigit() for char in kpi.target)


def _of_cert(cert: Cert) -> Iterator[tuple[str, str]]:
    plain = PLAIN if "hours" in cert.estimated or cert.hours is None else ("hours", *PLAIN)
    yield from _fields(cert, [name for name in plain if name not in cert.estimated])
    for price, name in _named(cert.prices, lambda one: one.who):
        yield from _fields(price, ("usd",), f"prices[{name}].")
    for sitting, name in _named(cert.exams, lambda one: one.code):
        yield from _fields(sitting, OF_A_SITTING, f"exams[{name}].")
    for version, name in _named(cert.versions, lambda one: one.code):
        yield from _fields(version, ("first", "last"), f"versions[{name}].")
    for rule in cert.valid_before:
        yield from _fields(rule, ("earned_before", "months"), "valid_before.")
    for way, name in _named(cert.renewals or (), lambda one: " ".join(filter(None, (one.how, one.cert)))):
        yield from _of_renewal(way, f"renewals[{name}].")
    if cert.experience:
        yield from _fields(cert.experience, ("months", "within_years", "waives_at_most"), "experience.")
        for waiver, name in _named(cert.experience.waives, lambda one: one.id or "degree"):
            yield from _fields(waiver, ("months",), f"experience.waives[{name}].")
    for topic, name in _named(cert.topics, lambda one: one.name):
        yield from _fields(topic, ("weight",), f"topics[{name}].")


def _of_renewal(way: Renewal, prefix: str) -> Iterator[tuple[str, str]]:
    yield from _fields(way, OF_A_RENEWAL, prefix)
    for group in way.groups:
        yield f"{prefix}groups[{group.name}].min", str(group.min)


def _fields(part: Part, names: Iterable[str], prefix: str = "") -> Iterator[tuple[str, str]]:
    """The fields that say a figure: a text without a digit says none."""
    for name in names:
        text = _text(getattr(part, name))
        if any(char.isdigit() for char in text):
            yield f"{prefix}{name}", text


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case (low, high):
            return _text(low) if low == high else f"{_text(low)}-{_text(high)}"
        case float():
            return f"{value:g}"
        case date():
            return value.isoformat()
    return str(value)


def _named(parts: Iterable[P], name: Callable[[P], str]) -> Iterator[tuple[P, str]]:
    """Each part with its name; the second of a name is "name 2"."""
    seen: Counter[str] = Counter()
    for part in parts:
        seen[name(part)] += 1
        yield part, name(part) if seen[name(part)] == 1 else f"{name(part)} {seen[name(part)]}"
