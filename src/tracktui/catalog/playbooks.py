"""Playbooks: steps with weeks that one can run as a plan."""

from typing import Literal

from msgspec import field

from tracktui.catalog.entries import Hours, Id, Part, Source, Text, Texts, Weeks


class PlaybookStep(Part, frozen=True):
    """A step of a playbook: `name` for lists, `do` in full; `weeks` first and last, counted from 1; `hours` low and high, ours.

    `after` names the steps of the same playbook that must be done before.
    """

    id: Id
    do: Text
    name: str = ""
    weeks: Weeks | None = None
    hours: Hours | None = None
    after: tuple[Id, ...] = ()
    done_when: str = ""
    output: str = ""


class Playbook(Part, frozen=True):
    """Steps one can run as a plan (plan/playbook.py). `role`: whose joiner it is for; `asks`: what a reviewer asks at its end."""

    id: Id
    audience: Literal["leader", "joiner"] = field(name="for")
    name: str = ""
    role: Id | None = None
    steps: tuple[PlaybookStep, ...] = ()
    asks: Texts = ()
    notes: str = ""
    sources: tuple[Source, ...] = ()
