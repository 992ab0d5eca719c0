"""docs/keys.md says what the table of commands says."""

from __future__ import annotations

from pathlib import Path

from tracktui.ui.commands import COMMANDS, SHIPPED
from tracktui.ui.keys_page import page

PAGE = Path(__file__).parents[2] / "docs" / "keys.md"


def test_the_page_of_keys_is_the_table_of_commands() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(SHIPPED), "run: tracktui config keys --markdown > docs/keys.md (without settings of your own)"


def test_the_page_names_every_command() -> None:
    text = page(SHIPPED)
    assert all(f"`{command.id}`" in text and command.help in text for command in COMMANDS)
