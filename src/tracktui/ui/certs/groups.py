"""The certifications in groups: what is held, what the plan and its tracks ask for, then the catalog by issuer or in another order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Literal, NamedTuple

from tracktui.catalog.entries import Cert
from tracktui.catalog.model import Catalog
from tracktui.plan.model import Plan
from tracktui.roadmap.model import Roadmap

Order = Literal["issuer", "price", "hours", "name"]
ORDERS: tuple[Order, ...] = ("issuer", "price", "hours", "name")
ORDER_WORDS: dict[Order, str] = {"issuer": "", "price": ", the cheapest first", "hours": ", the quickest first", "name": ", by name"}
HELD, WANTED, ALL = "@held", "@wanted", "@all"
"""The headings of what is held, of what plan and tracks ask for, and of everything else where no issuer parts it."""
_DEAR = 1e9
_KEYS: dict[Order, Callable[[Cert], tuple[bool, float, str]]] = {
    "issuer": lambda cert: (False, 0.0, ""),
    "price": lambda cert: (cert.form != "exam", _DEAR if cert.price_usd is None else cert.price_usd, cert.name),
    "hours": lambda cert: (cert.form != "exam", sum(cert.hours) / 2 if cert.hours else _DEAR, cert.name),
    "name": lambda cert: (False, 0.0, cert.name.lower()),
}


class Group(NamedTuple):
    """A heading, its words, and the ids below it."""

    key: str
    name: str
    certs: list[str]


def groups(certs: Iterable[Cert], held: Collection[str], wanted: Collection[str], order: Order, today: date) -> list[Group]:
    """The groups that have any. What is no longer on sale stands last in each."""
    ordered = sorted(certs, key=lambda cert: (gone(cert, today), *_KEYS[order](cert)))
    left = {cert.id for cert in ordered}
    found = {HELD: Group(HELD, "Yours", [key for key in held if key in left]), WANTED: Group(WANTED, "For your plan and tracks", [])}
    for cert in ordered:
        if cert.id in held:
            continue
        if cert.id in wanted:
            found[WANTED].certs.append(cert.id)
        elif order == "issuer":
            found.setdefault(f"@{cert.issuer}", Group(f"@{cert.issuer}", cert.issuer, [])).certs.append(cert.id)
        else:
            found.setdefault(ALL, Group(ALL, "The rest of the catalog", [])).certs.append(cert.id)
    if order == "issuer":
        places = list(wanted)
        found[WANTED].certs.sort(key=places.index)
    issuers = [group for key, group in found.items() if key not in (HELD, WANTED)]
    return [group for group in (found[HELD], found[WANTED], *sorted(issuers, key=lambda group: group.name.lower())) if group.certs]


def wanted_by(catalog: Catalog, plan: Plan, found: Roadmap, today: date) -> dict[str, int]:
    """What the roadmap plans, by day, then what the stacks of the plan's tracks name and can still be earned; each with its lowest level there (0: none)."""
    planned = sorted((item for item in found.items if item.kind == "cert"), key=lambda item: (item.finish is None, item.finish, item.id))
    tracks = [catalog.tracks[lane] for lane in plan.focus.lanes if lane in catalog.tracks]
    stacks = [cert for track in tracks for cert in track.stack_certs() if isinstance(entry := catalog.items.get(cert), Cert) and not gone(entry, today)]
    level = {cert: min(place[0] for track in tracks if (place := track.stack_place(cert)) is not None) for cert in stacks}
    return {cert: level.get(cert, 0) for cert in dict.fromkeys([*(item.id for item in planned), *sorted(stacks, key=lambda cert: level[cert])])}


def gone(cert: Cert, today: date) -> bool:
    """Whether it can no longer be earned."""
    return cert.retires_on is not None and cert.retires_on < today
