"""TT204: figures and days the wrong way round."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tracktui.catalog.entries import Cert
from tracktui.catalog.playbooks import Playbook
from tracktui.catalog.roles import Role
from tracktui.catalog.rules.rule import Context, Found, Path, rule

Pair = tuple[Path, Any, Any]


@rule("TT204", "error", "figures or days the wrong way round", "write the lower or earlier one first")
def wrong_way_round(context: Context) -> Iterable[Found]:
    """A low end above its high end, a first day after the last, weights beyond 100 per cent."""
    for entries in context.catalog.groups().values():
        for entry in entries.values():
            for path, low, high in _pairs(entry):
                if low is not None and high is not None and low > high:
                    what = " ".join(str(part) for part in path if isinstance(part, str))
                    yield Found(entry.id, path, f"{entry.id}: {what} begins with {_shown(low)} and ends with {_shown(high)}")
            if isinstance(entry, Cert):
                yield from _weights(entry)


def _pairs(entry: Any) -> Iterable[Pair]:
    """Everything in an entry that has a low and a high end, or a first and a last day."""
    if (hours := getattr(entry, "hours", None)) is not None:
        yield ("hours",), *hours
    if isinstance(entry, Cert):
        yield ("opens_on",), entry.opens_on, entry.retires_on
        for index, version in enumerate(entry.versions):
            yield ("versions", index, "first"), version.first, version.last
        for index, topic in enumerate(entry.topics):
            yield ("topics", index, "weight"), *(topic.weight or (None, None))
        for index, way in enumerate(entry.renewals or ()):
            yield ("renewals", index, "hours"), *(way.hours or (None, None))
    elif isinstance(entry, Playbook):
        for index, step in enumerate(entry.steps):
            yield ("steps", index, "weeks"), *(step.weeks or (None, None))
            yield ("steps", index, "hours"), *(step.hours or (None, None))
    elif isinstance(entry, Role) and entry.experience.years:
        yield ("experience", "years"), *entry.experience.years


def _weights(cert: Cert) -> Iterable[Found]:
    lows = sum(topic.weight[0] for topic in cert.topics if topic.weight)
    # Rounded shares add up to a little more than a hundred.
    if lows > 100.5 + len(cert.topics):
        yield Found(cert.id, ("topics",), f"{cert.id}: the weights of its topics add up to {lows:g} %", "give the shares of one exam")


def _shown(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else f"{value:g}"


RULES = (wrong_way_round,)
