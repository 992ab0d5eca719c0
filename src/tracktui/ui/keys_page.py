"""The keys as a page: everywhere, then screen by screen. docs/keys.md is this page with the keys that ship."""

from __future__ import annotations

from tracktui.ui.commands import MOVING, VIEWS, Command, Table
from tracktui.ui.keymap import as_written

HEAD = """# Keys

Made by `tracktui config keys --markdown` from the table of commands (`src/tracktui/ui/commands.py`); with your own settings it gives your own
page. `^x` is ctrl+x. In the program `?` shows what works where you are, and why something else does not. Every key can be changed: docs/settings.md.
"""


def page(table: Table) -> str:
    """The page as Markdown."""
    parts = [HEAD, "## Everywhere\n", _rows([command for command in table.commands if not command.views])]
    parts += ["\n## Moving\n", "| keys | what |\n|---|---|\n" + "\n".join(f"| {_code(written)} | {words} |" for _, written, words in MOVING if written)]
    for view in VIEWS:
        own = [command for command in table.commands if view in command.views]
        parts += [f"\n## {table.by_id(view).words}\n", _rows(own) if own else "Only what works everywhere."]
    return "\n".join(parts) + "\n"


def _rows(commands: list[Command]) -> str:
    rows = [f"| {_code(as_written(command)) if command.keys else 'in the palette'} | {command.help} | `{command.id}` |" for command in commands]
    return "| key | what it does | id for [keys] |\n|---|---|---|\n" + "\n".join(rows)


def _code(keys: str) -> str:
    return " or ".join(f"`{key}`" for key in keys.split(" or ")) if " or " in keys else " ".join(f"`{key}`" for key in keys.split())
