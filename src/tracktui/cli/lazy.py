"""Groups of commands that import a command when it is asked for: --help and a call pay only for what they use."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from tracktui.problems import Problem, UserError

ASKS_HELP = "tracktui.asks-help"
"""Where a context keeps whether help is asked for."""


class LazyGroup(click.Group):
    """A group made from a table: for each command the module it lives in and its line in --help."""

    def __init__(self, name: str | None, commands: dict[str, tuple[str, str]], **settings: Any) -> None:
        super().__init__(name, **settings)
        self.table = commands

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the words apart, and keep whether help is asked for: click prints that by itself, before any command runs."""
        ctx.meta[ASKS_HELP] = not {"-h", "--help"}.isdisjoint(args)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in self.table:
            return None
        found = getattr(import_module(self.table[cmd_name][0]), f"{cmd_name}_command")
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in --help, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.table.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name; a near one is suggested when there is none."""
        name = args[0]
        if name not in self.table and not name.startswith("-"):
            from tracktui.problems import nearest

            near = nearest(name, self.table)
            hint = f"did you mean '{near}'?" if near else f"see {ctx.command_path} --help"
            raise UserError(Problem(message=f"there is no command '{name}'", hint=hint), status=2)
        return super().resolve_command(ctx, args)
