"""What is looked at when a plan is reviewed: the KPIs, and the days with their questions."""

from typing import Annotated, Literal

from msgspec import Meta

from tracktui.catalog.entries import Entry, Id, Part, Texts


class Kpi(Entry, frozen=True):
    """A figure that shows whether the work helps. Never used to rank people."""

    measures: str = ""
    why: str = ""
    unit: str = ""
    direction: Literal["up", "down"] | None = None
    target: str = ""
    frequency: Literal["week", "month", "quarter"] = "month"
    tracks: tuple[Id, ...] = ()


class Questions(Part, frozen=True):
    """What each side asks in a review."""

    engineer: Texts = ()
    reviewer: Texts = ()
    lead: Texts = ()


class Review(Part, frozen=True):
    """A review `day` days after the start of the plan."""

    id: Id
    day: Annotated[int, Meta(ge=1, le=3660)]
    name: str = ""
    looks_at: Texts = ()
    figures: tuple[str, ...] = ()
    questions: Questions = Questions()
    notes: str = ""
