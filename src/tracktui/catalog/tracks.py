"""Tracks: specialist lanes, the pains they answer, their credentials in layers and what their levels are for."""

from typing import Annotated, Literal

from msgspec import Meta, field

from tracktui.catalog.entries import Entry, Id, Level, Part, Text, Texts
from tracktui.catalog.skills import SkillRow


class PainPoint(Part, frozen=True):
    """A business pain a track answers; `weight` 1 to 5."""

    id: Id
    text: Text
    weight: Annotated[int, Meta(ge=1, le=5)] = 1


class StackRow(Part, frozen=True):
    """A layer of a track's credentials; one member of `any` fills it."""

    layer: Literal["base", "specialty", "supporting"]
    level: Level
    any: tuple[Id, ...]


class TrackLevel(Part, frozen=True):
    """What a level is for."""

    level: Level
    goal: Text
    objectives: Texts = ()


class Seniority(Part, frozen=True):
    """The level each seniority stands for."""

    junior: Level = 1
    mid: Level = 2
    senior: Level = 3
    lead: Level = 4


class CarriesOver(Part, frozen=True):
    """Skills that count when moving to another track."""

    to: Id
    skills: tuple[Id, ...]


class Track(Entry, frozen=True):
    """A specialist lane."""

    outcome: str = ""
    risk: str = ""
    pain_points: tuple[PainPoint, ...] = ()
    skills: tuple[SkillRow, ...] = ()
    stack: tuple[StackRow, ...] = ()
    levels: tuple[TrackLevel, ...] = ()
    seniority: Seniority = field(default_factory=Seniority)
    kpis: tuple[Id, ...] = ()
    outputs: Texts = ()
    shadow: tuple[Id, ...] = ()
    carries_over: tuple[CarriesOver, ...] = ()
    transfer_questions: Texts = ()
    lags: Texts = ()

    def stack_certs(self) -> tuple[str, ...]:
        """Every cert of the stack, each once, base layer first."""
        order = {"base": 0, "specialty": 1, "supporting": 2}
        rows = sorted(self.stack, key=lambda row: (row.level, order[row.layer]))
        return tuple(dict.fromkeys(cert for row in rows for cert in row.any))

    def stack_place(self, cert: str) -> tuple[int, int] | None:
        """The cert's level and layer (0 base, 1 specialty, 2 supporting) in this stack, or None."""
        order = {"base": 0, "specialty": 1, "supporting": 2}
        places = [(row.level, order[row.layer]) for row in self.stack if cert in row.any]
        return min(places, default=None)
