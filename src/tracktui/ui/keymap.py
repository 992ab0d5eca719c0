"""Keys as a user sets them: which command has which, and what cannot be. Pure; knows no terminal.

A key is written as it is seen ("u", "?", "ctrl+r", "^r", "f5") and kept in the form that Textual reports it in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import msgspec

from tracktui.problems import Problem, nearest
from tracktui.settings import Read
from tracktui.ui.commands import COMMANDS, MOVING, SHIPPED, Command, Table, key_name
from tracktui.wording import listed

NEEDED = ("quit", "help")
"""Commands that never go without a key: no way out, no way to find one's way."""
ALIKE = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+j": "a line feed", "ctrl+h": "backspace", "ctrl+left_square_bracket": "escape"}
"""Chords that a terminal sends as another key."""
_NAMED = frozenset(("space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown", "up", "down", "left", "right", "enter", "tab", "escape"))
_CHARACTERS = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}


class UnusableKeyError(ValueError):
    """Why something cannot be a key."""


def key_of(text: str) -> str:
    """The key that `text` means, in Textual's form.

    Raises:
        UnusableKeyError: it is no key, or one that terminals cannot tell from another.
    """
    written = text.strip() or text
    if written == " ":
        return "space"
    if len(written) == 2 and written[0] == "^":
        written = f"ctrl+{written[1]}"
    before, _, last = (f"{written[:-1]}plus" if written.endswith("++") else written).rpartition("+") if len(written) > 1 else ("", "", written)
    modifiers = before.split("+")
    modifiers = [part for part in (part.strip().lower() for part in modifiers) if part]
    if any(part not in ("ctrl", "shift", "alt") for part in modifiers) or not (name := _last(last.strip())):
        raise UnusableKeyError(f"'{text}' is no key")
    key = "+".join([*sorted(modifiers), name.lower() if "ctrl" in modifiers else name])
    if key in ALIKE:
        raise UnusableKeyError(f"'{text}' is {ALIKE[key]} to a terminal")
    return key


def _last(text: str) -> str:
    if len(text) == 1 and text.isprintable():
        name = text if text.isalnum() else unicodedata.name(text, "").lower().replace("-", "_").replace(" ", "_")
        return _CHARACTERS.get(name, name)
    low = text.lower()
    low = {"esc": "escape", "return": "enter", "del": "delete", "pgup": "pageup", "pgdn": "pagedown"}.get(low, low)
    function = low[:1] == "f" and low[1:].isdigit() and 1 <= int(low[1:]) <= 24
    known = low in _NAMED or function or any(low in key.split("+") for key in SHIPPED.keys) or low in _CHARACTERS.values()
    return low if known else ""


def table_of(read: Read) -> tuple[Table, tuple[Problem, ...]]:
    """The commands with the keys of the settings, and what is wrong with these. One fault, and every command keeps the key it comes with."""
    if not read.settings.keys:
        return SHIPPED, ()
    wanted, problems = _wanted(read)
    table = Table(tuple(msgspec.structs.replace(command, keys=wanted.get(command.id, command.keys)) for command in COMMANDS))
    shared: dict[str, list[str]] = {}
    for one, other, key in conflicts(table, wanted):
        shared[key] = list(dict.fromkeys([*shared.get(key, []), one, other]))
    for key, names in shared.items():
        message = f"'{key_name(key)}' would be {listed(names)} at once"
        problems.append(read.problem(("keys", next(name for name in names if name in wanted)), message, "give one of them another key", code="settings-keys"))
    for name in NEEDED:
        if not table.by_id(name).keys:
            message = f"{name} would have no key"
            problems.append(
                read.problem(("keys", name), message, f'leave it one, such as {name} = "{key_name(SHIPPED.by_id(name).keys[0])}"', code="settings-keys")
            )
    return (SHIPPED if any(problem.severity == "error" for problem in problems) else table), tuple(problems)


def _wanted(read: Read) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """The keys by command, in Textual's form."""
    wanted: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    ids = [command.id for command in COMMANDS]
    for name, given in read.settings.keys.items():
        if name not in ids:
            near = nearest(name, ids)
            hint = f"did you mean '{near}'?" if near else "tracktui config keys lists every command"
            problems.append(
                read.problem(("keys", name), f"there is no command '{name}'; its keys are not used", hint, code="settings-keys", severity="warning")
            )
            continue
        try:
            wanted[name] = tuple(dict.fromkeys(key_of(text) for text in ([given] if isinstance(given, str) else given)))
        except UnusableKeyError as error:
            problems.append(
                read.problem(("keys", name), f"{error}: {name} cannot have it", 'write keys as "u", "?", "ctrl+r", "f5" or "space"', code="settings-keys")
            )
    return wanted, problems


def conflicts(table: Table, changed: Mapping[str, object] = {}) -> list[tuple[str, str, str]]:
    """Pairs of command ids (or "moving") that share a key where both work, with the key. Only pairs with a changed one, where some are given."""
    found = []
    moving = {key: "moving" for keys, _, _ in MOVING for key in keys}
    for number, command in enumerate(table.commands):
        for key in command.keys:
            if key in moving:
                found.append((command.id, "moving", key))
            found += [(command.id, other.id, key) for other in table.commands[number + 1 :] if key in other.keys and _meet(command, other)]
    return [pair for pair in found if not changed or pair[0] in changed or pair[1] in changed]


def _meet(one: Command, other: Command) -> bool:
    return not one.views or not other.views or bool({*one.views} & {*other.views})


def as_written(command: Command) -> str:
    """A command's keys for people: `? or F1`; "no key" where it has none."""
    return " or ".join(key_name(key) for key in command.keys) or "no key"
