"""Policies: what an organisation funds, prefers and wants next."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, field

from tracktui.catalog.days import MonthDay
from tracktui.catalog.entries import Id, Part, Text, Usd
from tracktui.problems import nearest

Share = Annotated[float, Meta(ge=0, le=1)]

CLOUDS = {"aws": "aws", "microsoft": "azure", "google": "gcp"}
"""What an estate calls a cloud, by the vendor of its certs. Other names of an estate are those of vendors, or what runs at home."""


def cloud_meant(name: str) -> str:
    """The cloud that a name of an estate must mean, as an estate calls it; "" where the name is right, or like none."""
    if name in CLOUDS.values():
        return ""
    return CLOUDS.get(name.lower(), nearest(name.lower(), CLOUDS.values()))


class Preferred(Part, frozen=True):
    """Certs an organisation prefers for a track."""

    track: Id
    certs: tuple[Id, ...]


class Outcome(Part, frozen=True):
    """A business outcome an organisation wants next."""

    track: Id
    text: Text
    by: date | None = None


class Policy(Part, frozen=True):
    """What an organisation funds and expects."""

    id: Id
    name: str = ""
    budget_usd_per_year: Usd | None = None
    budget_year_starts: MonthDay = "01-01"
    preferred: tuple[Preferred, ...] = ()
    funded: Literal["listed", "any"] = "any"
    reimburse_on: Literal["passed", "delivered", "observed"] = "passed"
    estate: dict[str, Share] = field(default_factory=dict)
    prove_first: bool = True
    one_specialty_per_project: bool = False
    wip: Annotated[int, Meta(ge=1, le=20)] | None = None
    hour_value_usd: Usd | None = None
    outcomes: tuple[Outcome, ...] = ()
    notes: str = ""
