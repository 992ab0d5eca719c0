"""`tracktui show SCREEN`: what a screen of the terminal program shows, as text in reading order, for screen readers, pipes and print.

One module per screen, each with `show(workspace, words)`, imported when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click

from tracktui.cli.output import tell
from tracktui.cli.session import first_line, open_workspace, status, worth_telling

if TYPE_CHECKING:
    from tracktui.cli.options import Options

SCREENS: tuple[str, ...] = ("roadmap", "timeline", "map", "skills", "certs", "review", "tracks")
"""The screens, in the order of their keys; each has a module of its name here."""

EPILOG = """\b
Examples:
  tracktui show roadmap           every item with what it waits for and unlocks
  tracktui show roadmap cka       an item in full: why it is here, what other ways cost
  tracktui show timeline          every day that matters, in order
  tracktui show map               numbered steps, each behind what it needs
  tracktui show skills            claims, levels, gaps, drills
  tracktui show skills alerting   a skill in full: behaviours, evidence, next level
  tracktui show review            what to talk about in the 1:1
  tracktui show certs             what you hold, and the whole catalog
  tracktui show certs kubernetes  only what matches
  tracktui show tracks            what each track and role would take you
  tracktui show tracks finops     one of them, read in full
"""


@click.command("show", epilog=EPILOG)
@click.argument("screen", type=click.Choice(SCREENS))
@click.argument("words", nargs=-1)
@click.pass_context
def show_command(ctx: click.Context, screen: str, words: tuple[str, ...]) -> None:
    """What a SCREEN of the terminal program shows, as text in reading order. WORDS narrow it down."""
    options: Options = ctx.obj
    workspace = open_workspace(options)
    first_line(workspace)
    import_module(f"tracktui.cli.screens.{screen}").show(workspace, " ".join(words))
    tell(worth_telling(workspace.problems))
    ctx.exit(status(workspace.problems))
