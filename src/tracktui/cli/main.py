"""The command line: global options and the table of commands.

Each command lives in a module of its own group and is imported when it is called, so that `tracktui next` never pays for the TUI.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from tracktui import __version__
from tracktui.cli.ending import status_of_call
from tracktui.cli.lazy import ASKS_HELP, LazyGroup
from tracktui.cli.options import Day, Options
from tracktui.cli.output import tell
from tracktui.problems import Problem

COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("tracktui.cli.write", "Make a plan."),
    "roadmap": ("tracktui.cli.show", "The ordered, dated, explained roadmap."),
    "next": ("tracktui.cli.show", "What to do now, in at most five lines."),
    "why": ("tracktui.cli.show", "Why an item is here, what it needs, what it unlocks."),
    "show": ("tracktui.cli.screens", "What a screen shows, as text in reading order."),
    "compare": ("tracktui.cli.compare", "What another version of the plan would change."),
    "log": ("tracktui.cli.log", "Record what happened."),
    "review": ("tracktui.cli.review", "The 1:1: agenda since last time, signatures, notes."),
    "undo": ("tracktui.cli.undo", "Take the last change back."),
    "redo": ("tracktui.cli.undo", "Do what was taken back again."),
    "restore": ("tracktui.cli.restore", "Earlier versions of the plan: list, compare, bring back."),
    "diff": ("tracktui.cli.diff", "What changed between two plans, by meaning."),
    "merge": ("tracktui.cli.merge", "Merge two versions of a plan; also as git's merge driver."),
    "export": ("tracktui.cli.export", "The roadmap as Markdown or JSON."),
    "catalog": ("tracktui.cli.catalog", "List, show, search and check the catalog."),
    "config": ("tracktui.cli.config", "Where the settings are, whether they are right, which key does what."),
    "doctor": ("tracktui.cli.doctor", "Paths, versions, catalog age, plan health."),
}
"""Every command: the module it lives in and its line in --help."""

ASCII = "TRACKTUI_ASCII"
"""What both faces of the program ask whether only ASCII may be shown."""

EPILOG = """\b
Examples:
  tracktui                              open the terminal program
  tracktui --demo                       look around in a sample plan
  tracktui new --primary sre --hours 8  make a plan
  tracktui next                         what to do now
  tracktui log cka 2h "mock 61 %"       record two hours
  tracktui export --format md           the roadmap as Markdown
"""


@click.group(cls=LazyGroup, commands=COMMANDS, invoke_without_command=True, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--plan", type=click.Path(path_type=Path), help="The plan file (default: ./plan.toml, else your own).")
@click.option("--catalog", "catalogs", type=click.Path(path_type=Path), multiple=True, help="A catalog overlay; repeatable, the last is strongest.")
@click.option("--today", type=Day(), help="Plan as if it were this day.")
@click.option("--as", "acting", metavar="WHO", default="", help="Who has the keyboard: a reviewer's words are written as theirs (default: you).")
@click.option("--demo", is_flag=True, help="Use a sample plan; nothing of yours is touched.")
@click.option("--ascii", "ascii_only", is_flag=True, help="Signs, frames and bars in ASCII, on screen and in print.")
@click.option("--in-place", is_flag=True, help="Write into the plan file itself where a save would part it from a second name or change its owner.")
@click.option("--debug", is_flag=True, hidden=True)
@click.version_option(__version__, prog_name="tracktui")
@click.pass_context
def main(ctx: click.Context, /, *, ascii_only: bool, **given: Any) -> None:
    """Plain-text career planning: what to learn next, why, what it costs, when you will be there.

    Without a command, opens the terminal program.
    """
    if ascii_only and not os.environ.get(ASCII):
        os.environ[ASCII] = "1"
        ctx.call_on_close(partial(os.environ.pop, ASCII, None))
    ctx.obj = Options(**given)
    if ctx.invoked_subcommand is None:
        from tracktui.cli.tui import open_tui

        chosen = ctx.obj
        with_what = {"demo": chosen.demo, "in_place": chosen.in_place, "acting": chosen.acting, "debug": chosen.debug}
        ctx.exit(open_tui(chosen.plan, chosen.catalogs, chosen.today, **with_what))
    # Help is printed by click, which would not take the line away first.
    if sys.stderr.isatty() and not ctx.meta[ASKS_HELP]:
        from tracktui.cli.waiting import watched

        ctx.with_resource(watched(ctx.invoked_subcommand))


def status_of(arguments: list[str]) -> int:
    """Run the command line on `arguments`; the exit status."""
    return status_of_call(partial(_run, [_as_typed(word) for word in arguments]), debug="--debug" in arguments)


def _run(arguments: list[str]) -> int:
    try:
        result = main.main(arguments, prog_name="tracktui", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.Abort:
        return 130
    except click.ClickException as error:
        hint = f"see {error.ctx.command_path} --help" if isinstance(error, click.UsageError) and error.ctx else "see tracktui --help"
        tell([Problem(message=error.format_message().rstrip("."), hint=hint)])
        return error.exit_code


def _as_typed(word: str) -> str:
    """A word of the command line as the text it is: in a C locale Python keeps the bytes of an umlaut as surrogates."""
    try:
        return os.fsencode(word).decode("utf-8", "surrogateescape")
    except UnicodeError:
        return word
