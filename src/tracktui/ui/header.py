"""The lines around every screen: status, tabs, footer - as parts to paint, from values."""

from __future__ import annotations

from collections.abc import Iterable

from tracktui.plan.model import Plan
from tracktui.problems import Problem
from tracktui.roadmap.model import Roadmap
from tracktui.ui import commands
from tracktui.ui.commands import Command, View
from tracktui.ui.content import Part
from tracktui.wording import count, day, usd

ROOMY, WIDE = 84, 120
"""Widths from which the status line says more, and says it in full."""

NOTES = {"catalog-pinned": "another catalog (C)   ", "catalog-stale": "facts are old (!)   "}
"""What is no fault and still worth a word beside them, by its code."""


def status(
    name: str,
    plan: Plan,
    names: dict[str, str],
    found: Roadmap | None,
    width: int,
    *,
    stale: bool,
    faults: Iterable[Problem],
    writing: tuple[str, bool] = ("", False),
) -> list[Part]:
    """Whose plan it is, what it aims for, what is left, what is wrong.

    `names`: the tracks' names by id. `writing`: who has the keyboard where that is not the engineer, and whether the file is read-only.
    """
    guest, read_only = writing
    parts: list[Part] = [("tracktui  ", "strong"), (f"{name}  ", "text"), ("read-only   ", "warn") if read_only else ("saved   ", "good")]
    if guest:
        parts.append((f"as {guest}   ", "accent"))
    focus = plan.focus
    if focus.primary:
        lanes = [names.get(track, track) if width >= WIDE else track for track in (focus.primary, focus.secondary) if track]
        parts += [(f"{' > '.join(lanes)}  ", "bold"), (f"level {focus.start_level} to {focus.target}   ", "text")]
    if width >= ROOMY:
        parts.append((f"{plan.profile.hours_per_week:g} h/week   ", "dim"))
    if found is not None and width >= ROOMY:
        parts.append((f"{usd(found.totals.price_usd, at_least=found.totals.price_at_least)} to go   ", "dim"))
    if found is not None and found.slip is not None and abs(found.slip.days) >= 7:
        late = found.slip.days > 0
        parts.append((f"{count(round(abs(found.slip.days) / 7), 'week')} {'later' if late else 'earlier'}   ", "warn" if late else "good"))
    if stale and found is not None:
        parts.append((f"as of {day(found.today)}, being renewed   ", "warn"))
    codes = {problem.code for problem in faults}
    parts += [(words, "warn") for code, words in NOTES.items() if code in codes]
    if number := sum(problem.code not in NOTES for problem in faults):
        parts.append((f"{count(number, 'problem')} (!)", "warn"))
    return parts


def tabs(here: View) -> list[Part]:
    """The screens, this one in brackets."""
    parts: list[Part] = []
    for view in commands.VIEWS:
        command = commands.by_id(view)
        text = f"[{command.keys[0]} {command.words}]" if view == here else f" {command.keys[0]} {command.words} "
        parts.append((text + " ", "title" if view == here else "dim"))
    return parts


def footer(can: Iterable[Command], width: int) -> list[Part]:
    """The most wanted of the commands that work now, as many as fit; leaving is always among them."""
    last = commands.by_id("quit")
    wanted = sorted((command for command in can if command.footer and command is not last), key=lambda command: command.footer)
    keep: list[Command] = []
    room = width - _width(last)
    for command in wanted[: commands.MOST_IN_FOOTER - 1]:
        room -= _width(command)
        if room < 0:
            break
        keep.append(command)
    return [part for command in (*keep, last) for part in ((f"{commands.key_name(command.keys[0])} ", "strong"), (f"{command.words}   ", "text"))]


def _width(command: Command) -> int:
    return len(commands.key_name(command.keys[0])) + len(command.words) + 4
