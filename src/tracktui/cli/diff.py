"""`tracktui diff`: what changed between two plans, by meaning, as lines or as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracktui import paths
from tracktui.cli.output import print_json, say, tell
from tracktui.wording import count, day, state_word

if TYPE_CHECKING:
    from tracktui.cli.options import Options
    from tracktui.plan.model import Entry
    from tracktui.review.diff import EntryChange, PlanDiff

EPILOG = """\b
Examples:
  tracktui diff before.toml plan.toml       what changed from one file to the other
  tracktui diff before.toml --json          ... to your plan, for a script
"""
SIGNS = {"added": "+", "removed": "-", "voided": "x", "changed": "~"}


@click.command("diff", epilog=EPILOG)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/json.md).")
@click.pass_context
def diff_command(ctx: click.Context, old: Path, new: Path | None, as_json: bool) -> None:
    """What changed from plan OLD to plan NEW (default: yours): keys of the head, entries, states."""
    from tracktui.plan import store
    from tracktui.review.diff import diff
    from tracktui.workspace import load_catalog

    options: Options = ctx.obj
    catalog, problems = load_catalog(options.catalogs)
    before, after = store.load(old), store.load(new or options.plan or paths.default_plan())
    found = diff(catalog, before, after, options.today)
    faults = (*problems, *before[0].problems, *after[0].problems)
    if as_json:
        from tracktui.exchange.roadmap_json import envelope

        print_json(envelope(options.today, faults, changes=list(changes_data(found))))
        return
    for line in diff_lines(found):
        say(line)
    if not found:
        say("Nothing changed in meaning.")
    tell(problem for problem in faults if problem.severity == "error")


def diff_lines(found: PlanDiff) -> Iterator[str]:
    """The changes as lines in reading order."""
    from tracktui.review.diff import head_words

    if found.head:
        yield "Head"
        yield from (f"  {head_words(change)}" for change in found.head)
    if found.entries:
        yield f"Journal  {_counted(found.entries)}"
        yield from (f"  {SIGNS[change.kind]} {entry_words(change.entry)}{_was(change)}" for change in found.entries)
    if found.states:
        yield "States"
        for state in found.states:
            before, after = (state_word(side.state) + (f", {side.validity}" if side.validity else "") for side in (state.before, state.after))
            yield f"  {state.item}: {before} -> {after}"


def _counted(changes: tuple[EntryChange, ...]) -> str:
    kinds = [change.kind for change in changes]
    return ", ".join(f"{count(kinds.count(kind), 'entry', 'entries')} {kind}" for kind in SIGNS if kind in kinds)


def entry_words(entry: Entry) -> str:
    """An entry on one line."""
    parts = [day(entry.day), entry.event, entry.item, f"{entry.hours:g} h" if entry.hours is not None else "", entry.by and f"by {entry.by}"]
    words = "  ".join(part for part in parts if part)
    return f'{words}  "{entry.note}"' if entry.note else words


def _was(change: EntryChange) -> str:
    return f"  (was: {entry_words(change.before)})" if change.before is not None else ""


def changes_data(found: PlanDiff) -> Iterator[dict[str, Any]]:
    """The changes as data: `kind` is head, added, removed, voided, changed or state."""
    from tracktui.catalog.shape import plain
    from tracktui.exchange.roadmap_json import entry_data
    from tracktui.plan.head import ABSENT

    for change in found.head:
        old, new = (None if value == ABSENT else plain(value) for value in (change.old, change.new))
        yield {"kind": "head", "key": [name.strip("[]") for name in change.key], "before": old, "after": new}
    for entry in found.entries:
        yield {"kind": entry.kind, "entry": entry_data(entry.entry), "before": entry_data(entry.before) if entry.before is not None else None}
    for state in found.states:
        sides = [{"state": side.state, "validity": side.validity} for side in (state.before, state.after)]
        yield {"kind": "state", "id": state.item, "name": state.name, "before": sides[0], "after": sides[1]}
