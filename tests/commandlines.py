"""Command lines as people read them: the commands there are, the examples of a text, and whether a line is understood."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from tracktui.cli.main import main


def commands(command: click.Command, path: str, ctx: click.Context) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            found = command.get_command(ctx, name)
            assert found is not None
            yield from commands(found, f"{path} {name}", ctx)


def examples(epilog: str) -> list[str]:
    """The commands of an epilog: what stands before the explanation at the right."""
    lines = [line.partition("Example")[2].partition(": ")[2] if line.startswith("Example") else line for line in epilog.splitlines()]
    found = [re.split(r"\s{2,}", line.strip())[0] for line in lines]
    return [one.strip() for line in found for one in re.split(r"\|\||, then ", line) if one.strip().startswith("tracktui")]


def understood(words: list[str]) -> None:
    """Read the words of an example without running it; a UsageError where they make no sense."""
    command: click.Command = main
    ctx = click.Context(main)
    while isinstance(command, click.Group) and words[0] != "--catalog":
        name, found, words = command.resolve_command(ctx, words)
        assert found is not None, name
        command = found
    command.make_context("example", list(words))
