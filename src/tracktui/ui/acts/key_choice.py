"""Other keys for a command, chosen in the program: at work at once, and kept in the settings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from tracktui.ui.commands import SHIPPED, key_name
from tracktui.ui.keymap import as_written, table_of
from tracktui.ui.parts.dialogs import Choice, Question
from tracktui.ui.preferences import change

if TYPE_CHECKING:
    from tracktui.ui.host import Host

NONE = "none"
HINT = "as you see them: u, U, ^r, f5, space; blanks between several. Empty: the keys it comes with; none: no key"
Keys = dict[str, str | list[str]]


def ask(app: Host, at: str | None = None) -> None:
    """Ask which command gets other keys."""
    options = [(command.id, as_written(command), command.help) for command in app.table.commands]
    app.push_screen(Choice("Other keys for which command?", options, at=at), partial(_command, app))


def _command(app: Host, command_id: str | None) -> None:
    if command_id is None:
        return
    command = app.table.by_id(command_id)
    now = " ".join(key_name(key) for key in command.keys) or NONE
    question = Question(f"Which keys for: {command.help}", HINT, default=now, check=partial(fault, app, command_id))
    app.push_screen(question, partial(_keys, app, command_id))


def wanted(keys: Keys, command_id: str, text: str) -> Keys:
    """The keys of the settings with those that somebody typed for a command."""
    others = {name: given for name, given in keys.items() if name != command_id}
    return others if not text else others | {command_id: [] if text == NONE else text.split()}


def fault(app: Host, command_id: str, text: str) -> str:
    """What is wrong with the keys typed for a command, with the names of both where two would share one; "" when they will do."""
    settings = msgspec.structs.replace(app.read.settings, keys=wanted(app.read.settings.keys, command_id, text))
    _, problems = table_of(msgspec.structs.replace(app.read, settings=settings))
    return next((f"{problem.message}: {problem.hint}" for problem in problems if problem.severity == "error"), "")


def _keys(app: Host, command_id: str, text: str | None) -> None:
    if text is None:
        return
    same = text.split() == [key_name(key) for key in SHIPPED.by_id(command_id).keys]
    change(app, "keys", wanted(app.read.settings.keys, command_id, "" if same else text))
    ask(app, command_id)
