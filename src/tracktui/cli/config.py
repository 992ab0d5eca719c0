"""`tracktui config`: where the settings are, whether they are right, and which key does what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tracktui import paths
from tracktui.cli.lazy import LazyGroup
from tracktui.cli.output import columns, print_json, say, tell
from tracktui.wording import count

if TYPE_CHECKING:
    from tracktui.cli.options import Options
    from tracktui.problems import Problem
    from tracktui.settings import Read
    from tracktui.ui.commands import Table

COMMANDS: dict[str, tuple[str, str]] = {
    "path": ("tracktui.cli.config", "Where settings, plan, catalog layers, state and cache are."),
    "check": ("tracktui.cli.config", "Whether the settings are right: file, line, what to write."),
    "keys": ("tracktui.cli.config", "Every command with its id, its keys and where it works."),
}

EPILOG = """\b
Examples:
  tracktui config path               where the settings file is, or would be
  tracktui config check              what is wrong in it
  tracktui config keys               the ids to use below [keys]
"""


@click.group("config", cls=LazyGroup, commands=COMMANDS, epilog=EPILOG)
def config_command() -> None:
    """The settings: a file you can write by hand (docs/settings.md)."""


def _read() -> tuple[Read, Table, tuple[Problem, ...]]:
    from tracktui.settings import read
    from tracktui.ui.keymap import table_of

    found = read(paths.settings_file())
    table, of_keys = table_of(found)
    return found, table, (*found.problems, *of_keys)


@click.command("path", epilog="Example: tracktui config path --json")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/json.md).")
@click.pass_context
def path_command(ctx: click.Context, as_json: bool) -> None:
    """Where everything is, whether it is there yet or not."""
    options: Options = ctx.find_root().obj
    layers, problems = paths.layers(options.catalogs)
    places = {name: str(place) for name, place in paths.places(options.plan).items()}
    if as_json:
        _json(options, problems, paths={name.replace(" ", "_"): place for name, place in places.items()}, layers=[str(folder) for _, folder in layers])
    else:
        from pathlib import Path

        rows = [[name, place if Path(place).exists() else f"{place}  (not there yet)"] for name, place in places.items()]
        for line in columns([*rows, *([f"layer ({whose})", str(folder)] for whose, folder in layers)]):
            say(line)
        tell(problems)
    ctx.exit(_status(problems))


@click.command("check", epilog="Example: tracktui config check")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/json.md).")
@click.pass_context
def check_command(ctx: click.Context, as_json: bool) -> None:
    """What is wrong with the settings. Exit status 1 when something is."""
    found, _, problems = _read()
    wrong_layers = tuple(problem for problem in paths.layers()[1] if problem.where not in {one.where for one in problems})
    problems = (*problems, *wrong_layers)
    options: Options = ctx.find_root().obj
    if as_json:
        import msgspec

        _json(options, problems, file=str(found.file), settings=msgspec.to_builtins(found.settings))
    else:
        tell(problems)
        there = found.file.exists()
        words = count(len(problems), "problem") if problems else "nothing is wrong" if there else "there is no file; every setting is the built-in one"
        say(f"{found.file}: {words}")
    ctx.exit(int(bool(problems)))


@click.command("keys", epilog="Example: tracktui config keys")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/json.md).")
@click.option("--markdown", is_flag=True, help="A page to print: the keys by screen.")
@click.pass_context
def keys_command(ctx: click.Context, as_json: bool, markdown: bool) -> None:
    """Every command: its id for [keys] in the settings, its keys now, where it works, what it does."""
    from tracktui.ui.keymap import as_written

    _, table, problems = _read()
    if as_json:
        from tracktui.ui.commands import key_name

        rows = [
            {"id": one.id, "keys": [key_name(key) for key in one.keys], "screens": list(one.views), "words": one.words, "help": one.help}
            for one in table.commands
        ]
        _json(ctx.find_root().obj, problems, commands=rows)
    elif markdown:
        from tracktui.ui.keys_page import page

        say(page(table).rstrip("\n"))
        tell(problems)
    else:
        for line in columns([[one.id, as_written(one), ", ".join(one.views) or "everywhere", one.help] for one in table.commands], stretch=3):
            say(line)
        tell(problems)
    ctx.exit(_status(problems))


def _json(options: Options, problems: tuple[Problem, ...], **rest: Any) -> None:
    from tracktui.exchange.roadmap_json import envelope

    print_json(envelope(options.today, problems, **rest))


def _status(problems: tuple[Problem, ...]) -> int:
    return int(any(problem.severity == "error" for problem in problems))
