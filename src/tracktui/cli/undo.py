"""`tracktui undo` and `redo`: the last change of today taken back, or an older entry voided."""

from __future__ import annotations

import click

from tracktui.cli.output import say
from tracktui.cli.session import open_workspace, tell_notes
from tracktui.wording import day


@click.command("undo", epilog="Example: tracktui undo")
@click.pass_context
def undo_command(ctx: click.Context) -> None:
    """Take the last change back.

    What was written today is taken out of the file again, as long as the file stands as it was left. Anything older stays in the
    file: an entry is added that voids it, so that it counts no more.
    """
    workspace = open_workspace(ctx.obj)
    if workspace.can_undo:
        say(f"Taken back: {workspace.undo()}. tracktui redo does it again.")
    else:
        entry = workspace.take_back()
        say(f"Taken back: {entry.event} {entry.item} of {day(entry.day)}. It stays in the file and counts no more.")
    tell_notes(workspace.take_notes())


@click.command("redo", epilog="Example: tracktui redo")
@click.pass_context
def redo_command(ctx: click.Context) -> None:
    """Do what was taken back today again."""
    workspace = open_workspace(ctx.obj)
    say(f"Done again: {workspace.redo()}.")
    tell_notes(workspace.take_notes())
