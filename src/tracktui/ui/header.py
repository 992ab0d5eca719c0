"""The lines around every screen: status, tabs, footer - as parts to paint, from values."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from rich.cells import cell_len

from tracktui.plan.model import Plan
from tracktui.problems import Problem
from tracktui.roadmap.model import Roadmap
from tracktui.ui import commands
from tracktui.ui.commands import Command, Table, View, key_name
from tracktui.ui.parts.bar import Cell
from tracktui.ui.parts.content import Part
from tracktui.wording import count, day, usd

ROOMY, WIDE = 84, 120
"""Widths from which the status line says more, and says it in full."""

NOTES = {"catalog-pinned": ("another catalog", "catalog"), "catalog-stale": ("facts are old", "problems")}
"""What is no fault and still worth a word beside them, by its code; and the command that tells more."""


THAN = " than agreed"
"""What a slip is measured against; said where there is room."""


def status(
    name: str,
    plan: Plan,
    names: dict[str, str],
    found: Roadmap | None,
    width: int,
    *,
    stale: bool,
    faults: Iterable[Problem],
    table: Table,
    writing: tuple[str, bool] = ("", False),
) -> list[Cell]:
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
    spare: list[Part] = [(f"{plan.profile.hours_per_week:g} h/week   ", "dim")] if width >= ROOMY else []
    if found is not None and width >= ROOMY:
        spare.append((f"{usd(found.totals.price_usd, at_least=found.totals.price_at_least)} to go   ", "dim"))
    parts += spare
    slip: Part | None = None
    if found is not None and found.slip is not None and abs(found.slip.days) >= 7:
        late = found.slip.days > 0
        slip = (f"{count(round(abs(found.slip.days) / 7), 'week')} {'later' if late else 'earlier'}   ", "warn" if late else "good")
        parts.append(slip)
    if stale and found is not None:
        parts.append((f"as of {day(found.today)}, being renewed   ", "warn"))
    codes = {problem.code for problem in faults}
    notes = [note for code, note in NOTES.items() if code in codes]
    if number := sum(problem.code not in NOTES for problem in faults):
        notes.append((count(number, "problem"), "problems"))
    told: list[Cell] = [(command, [(f"{words}{_key_hint(table.by_id(command))}   ", "warn")]) for words, command in notes]
    for part in spare:
        if _columns(parts, told) > width + 1:  # the blanks at the end may be cut
            parts.remove(part)
    if slip is not None and _columns(parts, told) + len(THAN) <= width + 1:
        parts[parts.index(slip)] = (f"{slip[0].rstrip()}{THAN}   ", slip[1])
    return [("", parts), *told]


def _columns(parts: list[Part], told: list[Cell]) -> int:
    return sum(cell_len(text) for _, cell in (("", parts), *told) for text, _ in cell)


def _key_hint(command: Command) -> str:
    return f" ({key_name(command.keys[0])})" if command.keys else ""


def tabs(here: View, table: Table, width: int) -> list[Cell]:
    """The screens, this one in brackets; the others by their keys alone where the names do not fit into `width` columns."""
    cells = [_tab(table.by_id(view), view == here) for view in commands.VIEWS]
    if sum(len(parts[0][0]) for _, parts in cells) > width:
        cells = [_tab(table.by_id(view), view == here, short=view != here) for view in commands.VIEWS]
    return cells


def _tab(command: Command, here: bool, *, short: bool = False) -> Cell:
    words = " ".join([*(key_name(key) for key in command.keys[:1]), *([] if short and command.keys else [command.words])])
    return command.id, [(f"[{words}] " if here else f" {words}  ", "title" if here else "dim")]


def ways_out(table: Table) -> list[Command]:
    """What the footer offers where the plan cannot be shown."""
    return [msgspec.structs.replace(table.by_id(name), footer=rank) for rank, name in enumerate(("edit_plan", "versions", "reload", "palette"), 1)]


def footer(can: Iterable[Command], table: Table, width: int) -> list[Cell]:
    """The most wanted of the commands that work now, as many as fit; help and leaving are always among them."""
    always = [table.by_id("help"), table.by_id("quit")]
    wanted = sorted((command for command in can if command.footer and command.keys and command not in always), key=lambda command: command.footer)
    keep: list[Command] = []
    room = width - sum(map(_width, always))
    for command in wanted[: commands.MOST_IN_FOOTER - len(always)]:
        room -= _width(command)
        if room < 0:
            break
        keep.append(command)
    return [(command.id, [(f"{key_name(command.keys[0])} ", "strong"), (f"{command.words}   ", "text")]) for command in (*keep, *always)]


def _width(command: Command) -> int:
    return len(key_name(command.keys[0])) + len(command.words) + 4
