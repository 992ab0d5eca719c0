"""Who does a command: the screen that is shown, the app, or one of those who act on several screens."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from tracktui.ui.commands import Command

if TYPE_CHECKING:
    from tracktui.ui.host import Host

OWNERS = (
    "acts.changes.Changes",
    "acts.answers.Answers",
    "acts.catalog_commands.CatalogCommands",
    "acts.sharing.Sharing",
    "acts.settings_window.Preferences",
    "acts.plan_file.PlanFile",
    "acts.tour.Touring",
)
"""Who has the commands that neither a screen nor the app has. Imported when one of them is first asked for."""


def handler(app: Host, command: Command) -> Callable[[], object]:
    """What runs a command: the method `do_ID` of the first of the three that has one."""
    name = f"do_{command.id}"
    do = getattr(app.here, name, None) if app.workspace is not None else None
    do = do or getattr(app, name, None)
    found: Callable[[], object] = do or next(do for owner in OWNERS if (do := getattr(_owner(owner)(app), name, None)) is not None)
    return found


def _owner(name: str) -> Any:
    module, _, found = name.rpartition(".")
    return getattr(import_module(f"tracktui.ui.{module}"), found)
