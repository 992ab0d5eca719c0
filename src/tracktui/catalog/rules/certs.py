"""TT2: what a cert says of itself - sources, days, what is not published - and certs that nobody can earn any more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from tracktui.catalog.clauses import AllOf, AnyOf, AtLeast, Clause, Has, item_ids
from tracktui.catalog.days import add_months, last_day
from tracktui.catalog.entries import AnyItem, Cert, Project, default_hours
from tracktui.catalog.rules.rule import Context, Found, must, placed, rule
from tracktui.problems import nearest
from tracktui.wording import listed

STALE_MONTHS = 12
"""Months after which a cert's facts must be read again."""
HOURS_A_WEEK = 8
"""The pace that rules count with where they turn hours into weeks."""
MOST_STEPS = 200
"""Items between a cert and what needs it; no chain that people follow is longer."""


def stale(cert: Cert, today: date) -> bool:
    """Whether its facts were read more than a year before `today`. What was read after the last day will not change any more."""
    if cert.checked is None or (cert.retires_on is not None and cert.retires_on < last_day(cert.checked)):
        return False
    return add_months(last_day(cert.checked), STALE_MONTHS) < today


@rule("TT201", "warning", "a cert without a source", 'add sources = [{ url = "...", as_of = ... }]')
def without_source(context: Context) -> Iterable[Found]:
    """A cert that does not say where its facts were read."""
    for cert in context.catalog.certs():
        if not cert.sources:
            yield Found(cert.id, ("sources",), f"{cert.id} has no source", lacks=True)


@rule("TT202", "warning", "a price or validity that is neither given nor named in unknown", "give it, or name it in unknown")
def unsaid(context: Context) -> Iterable[Found]:
    """A cert that leaves out its price or how long it is valid without saying that it was looked for."""
    for cert in context.catalog.certs():
        for key in ("price_usd", "valid_months"):
            ruled = key == "valid_months" and cert.valid_rule is not None
            if getattr(cert, key) is None and key not in cert.unknown and not ruled:
                yield Found(cert.id, (key,), f"{cert.id} gives no {key}", f"give {key}, or name it in unknown", lacks=True)


@rule("TT203", "error", "a check that requires a cert nobody can earn any more", "require another one, or a choice with its successor")
def gone_but_required(context: Context) -> Iterable[Found]:
    """A check one of whose requirements only certs past their last day could meet."""
    for check in context.checks():
        for path, clause in must(check.requires):
            gone = [needed for needed in item_ids((clause,)) if context.gone(context.item(needed))]
            if gone and not _possible(context, clause):
                cert = context.item(gone[0])
                assert isinstance(cert, Cert)
                assert cert.retires_on is not None
                message = f"{check.id} requires {cert.id}, whose last day was {cert.retires_on.isoformat()}"
                hint = f"its successor is {listed(cert.successors)}" if cert.successors else ""
                at = next(inner for inner, leaf in placed((clause,), path[:-1]) if isinstance(leaf, Has) and leaf.id == gone[0])
                yield Found(check.id, (*path, *at[len(path) :]), message, hint, word=gone[0], others=(cert.id,))


def _possible(context: Context, clause: Clause) -> bool:
    """Whether the clause can be met without a cert whose last day has passed (or with one that counts as it)."""
    match clause:
        case Has(id=item):
            same = context.catalog.equivalents.get(context.catalog.canonical(item), ())
            return not context.gone(context.item(item)) or any(context.item(other) and not context.gone(context.item(other)) for other in same)
        case AllOf(clauses=members):
            return all(_possible(context, member) for member in members)
        case AnyOf(clauses=members):
            return any(_possible(context, member) for member in members)
        case AtLeast(clauses=members, at_least=count):
            return sum(_possible(context, member) for member in members) >= count
    return True


@rule("TT205", "warning", "a cert whose facts were read more than a year ago", "read its sources again and set checked to that day")
def too_old(context: Context) -> Iterable[Found]:
    """`checked` lies more than a year before the day the catalog is checked for."""
    for cert in context.catalog.certs():
        if stale(cert, context.today):
            yield Found(cert.id, ("checked",), f"{cert.id} was checked on {cert.checked}, more than a year before {context.today.isoformat()}")


@rule("TT206", "info", "a cert without the day it was checked", "add checked = ..., the newest dated source for price, validity or prerequisites")
def undated(context: Context) -> Iterable[Found]:
    """A cert whose age nobody can tell."""
    for cert in context.catalog.certs():
        if cert.checked is None:
            yield Found(cert.id, ("checked",), f"{cert.id} does not say when its facts were checked", lacks=True)


@rule("TT207", "warning", "a cert that is being replaced, without its last day", 'add retires_on = ..., or name "retires_on" in unknown')
def ending_some_day(context: Context) -> Iterable[Found]:
    """Successors are named, or every version has a last day in the past, but the cert itself has no last day."""
    for cert in context.catalog.certs():
        if cert.retires_on is not None or "retires_on" in cert.unknown:
            continue
        if cert.successors:
            message = f"{cert.id} names {listed(cert.successors)} as successor, but no last day"
            yield Found(cert.id, ("successors",), message, others=cert.successors)
        elif cert.versions and all(version.last is not None and version.last < context.today for version in cert.versions):
            yield Found(cert.id, ("versions",), f"the last day of every version of {cert.id} has passed, but it gives no last day itself")


@rule(
    "TT208", "warning", "a cert that ends within a year and does not say what follows", "name its successors; successors = [] says that the issuer names none"
)
def ending_without_successor(context: Context) -> Iterable[Found]:
    """`retires_on` is past or less than a year away, and `successors` is absent."""
    for cert in context.catalog.certs():
        if cert.retires_on is not None and cert.successors is None and cert.retires_on <= add_months(context.today, 12):
            yield Found(cert.id, ("retires_on",), f"the last day of {cert.id} is {cert.retires_on.isoformat()}, and nothing says what follows")


@rule("TT209", "warning", "a cert that must be active but lapses before it can be used", "drop active, or say how the cert is renewed")
def lapses_first(context: Context) -> Iterable[Found]:
    """What must come between the cert and the item that needs it active takes longer than the cert is valid, and nothing renews it."""
    for item in context.catalog.items.values():
        for path, clause in must(item.requires):
            cert = context.item(clause.id) if isinstance(clause, Has) and clause.active else None
            if not isinstance(cert, Cert) or not cert.valid_months or cert.renewals or "renewals" in cert.unknown:
                continue
            weeks = _weeks_after(context, cert, item)
            if weeks * 7 > (add_months(context.today, cert.valid_months) - context.today).days:
                message = f"{item.id} needs {cert.id} active, which is valid {cert.valid_months} months; what must come between takes {weeks:.0f} weeks"
                yield Found(item.id, path, message, word=cert.id, others=(cert.id,))


def _weeks_after(context: Context, cert: Cert, item: AnyItem) -> float:
    """Weeks at HOURS_A_WEEK, low ends, of everything that `item` needs and that itself needs `cert`; observation is waited for once."""
    below = _closure(context.needs, item.id)
    needed_by: dict[str, list[str]] = {}
    for other in below:
        for needed in context.needs[other]:
            needed_by.setdefault(needed, []).append(other)
    after = [context.catalog.items[other] for other in _closure(needed_by, cert.id)]
    hours = sum((default_hours(other) or (0, 0))[0] for other in (*after, item) if other.id != cert.id)
    return hours / HOURS_A_WEEK + max((other.observe_weeks for other in after if isinstance(other, Project)), default=0)


def _closure(needs: Mapping[str, Iterable[str]], start: str) -> set[str]:
    """Everything below `start` (without it), as far as MOST_STEPS lead."""
    seen: set[str] = set()
    left = [start]
    while left and len(seen) < MOST_STEPS:
        for needed in needs.get(left.pop(), ()):
            if needed not in seen and needed != start:
                seen.add(needed)
                left.append(needed)
    return seen


_KEYS = frozenset(field.encode_name for field in msgspec.structs.fields(Cert)) | {"minutes", "questions", "pass", "format"}


@rule("TT210", "warning", "unknown or estimated names a key that says something else", "take it out of the list, or give the figure")
def contradicts(context: Context) -> Iterable[Found]:
    """`unknown` names a figure that is given, `estimated` one that is not, or either a key that no cert has."""
    for cert in context.catalog.certs():
        for listed_in, wanted in (("unknown", False), ("estimated", True)):
            for index, key in enumerate(getattr(cert, listed_in)):
                if key not in _KEYS:
                    near = nearest(key, _KEYS)
                    message = f"{cert.id}: {listed_in} names '{key}', which is no key of a cert"
                    yield Found(cert.id, (listed_in, index), message, f"did you mean '{near}'?" if near else "", word=key)
                elif key in ("price_usd", "valid_months", "hours", "retires_on", "renewals") and (getattr(cert, key) is not None) != wanted:
                    said = "not given" if wanted else "given"
                    yield Found(cert.id, (listed_in, index), f"{cert.id}: {listed_in} names '{key}', which is {said}", word=key)


@rule("TT211", "warning", "an estimate without its basis", "say in basis what the estimate rests on")
def baseless(context: Context) -> Iterable[Found]:
    """`estimated` names figures, and `basis` is empty."""
    for item in context.catalog.items.values():
        if item.estimated and not item.basis:
            yield Found(item.id, ("estimated",), f"{item.id} estimates {listed(item.estimated)} and does not say on what basis")


RULES = (
    without_source,
    unsaid,
    gone_but_required,
    too_old,
    undated,
    ending_some_day,
    ending_without_successor,
    lapses_first,
    contradicts,
    baseless,
)
