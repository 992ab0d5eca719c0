"""Skills: the rows of the matrix, and a skill's place in a track or a role."""

from typing import Annotated, Literal

from msgspec import Meta

from tracktui.catalog.entries import Entry, Hour, Id, Level, Part, Texts

Importance = Literal["critical", "important", "optional"]
Stage = Literal["must-have", "good-to-have", "advanced", "emerging"]
Months4 = tuple[Hour, Hour, Hour, Hour]


class Skill(Entry, frozen=True):
    """A row of the skills matrix: four levels of observable behaviour. `practice_hours`: the step to each level."""

    tracks: tuple[Id, ...] = ()
    role: Id | None = None
    dimension: Literal["technical", "collaboration"] = "technical"
    ai: bool = False
    question: str = ""
    outcome: str = ""
    risk: str = ""
    description: str = ""
    fresh_months: Annotated[int, Meta(ge=1, le=600)] = 24
    practice_hours: Months4 | None = None
    behaviours: tuple[Texts, ...] = ()
    why: str = ""
    shows_as: Texts = ()
    strong: Texts = ()


class SkillRow(Part, frozen=True):
    """A skill's place in a track or a role: what belongs to the relation, not to the skill."""

    id: Id
    importance: Importance = "important"
    stage: Stage = "must-have"
    level: Level | None = None
    use: str = ""
    rising: bool = False
    when: str = ""
