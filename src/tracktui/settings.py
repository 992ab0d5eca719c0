"""The settings: one TOML file in the configuration folder, read with its faults, changed so that comments and layout stay.

A fault never keeps the program from starting: what is wrong counts as not written. Which keys a command has is judged in ui/keymap.py,
which knows the commands; here `keys` is only the table of the file.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from tracktui import toml_guard
from tracktui.problems import Problem, UserError, nearest, refuse

MOST_BYTES = 1024 * 1024
MOST_HEADERS = 1_000


class Settings(msgspec.Struct, frozen=True):
    """What a user can set. Every key is optional; docs/settings.md describes them."""

    theme: Literal["dark", "light"] = "dark"
    glyphs: Literal["unicode", "ascii"] = "unicode"
    reduced_motion: bool = False
    mouse: bool = True
    keys: dict[str, str | list[str]] = {}
    """Command id -> its keys, as people write them ("u", "ctrl+r", "?")."""
    catalogs: list[str] = []
    """Folders of catalog layers, weakest first (docs/layers.md)."""


WAYS_OUT: dict[str, str] = {
    "theme": 'write "dark" or "light"',
    "glyphs": 'write "unicode" or "ascii"',
    "reduced_motion": "write true or false",
    "mouse": "write true or false",
    "keys": 'write [keys] and below it for each command its keys, such as undo = "u" or undo = ["u", "backspace"]',
    "catalogs": 'write catalogs = ["/path/to/folder"]',
}


class Read(msgspec.Struct, frozen=True):
    """The settings of a file, what is wrong with it, and its text to point into."""

    file: Path
    settings: Settings = Settings()
    problems: tuple[Problem, ...] = ()
    text: str = ""

    def problem(
        self, at: tuple[str | int, ...], message: str, hint: str, *, code: str = "settings-value", severity: Literal["error", "warning"] = "error"
    ) -> Problem:
        """A fault at a key of the file."""
        from tracktui.toml_positions import place

        line, col = place(self.text, at) if self.text else (0, 0)
        return Problem(str(self.file), line, col, code=code, severity=severity, message=message, hint=hint)


def read(file: Path) -> Read:
    """The settings in `file`; the built-in ones where it is missing, unreadable or wrong."""
    try:
        document = _document(file)
    except FileNotFoundError:
        return Read(file)
    except UserError as error:
        return Read(file, problems=tuple(msgspec.structs.replace(problem, code="settings-unreadable") for problem in error.problems))
    found = Read(file, text=document.text)
    known = {field.name: field for field in msgspec.structs.fields(Settings)}
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in document.tables.items():
        if name not in known:
            near = nearest(name, known)
            hint = f"did you mean '{near}'?" if near else f"known are {', '.join(known)}"
            problems.append(found.problem((name,), f"there is no setting '{name}'; it is kept and not used", hint, code="settings-unknown", severity="warning"))
            continue
        try:
            values[name] = msgspec.convert(value, known[name].type)
        except msgspec.ValidationError:
            problems.append(found.problem((name,), f"{name} cannot be {_shown(value)}; the built-in value is used", WAYS_OUT[name]))
    return msgspec.structs.replace(found, settings=Settings(**values), problems=tuple(problems))


def change(file: Path, values: Mapping[str, Any]) -> None:
    """Set keys in the file, which is made where it is missing; everything else in it stays as it is, comments and layout too.

    Raises:
        UserError: the file is no TOML (it is not touched then), or cannot be written.
    """
    import tomlkit

    from tracktui.plan import durable

    try:
        before: bytes | None = file.read_bytes()
    except FileNotFoundError:
        before = None
    except OSError as error:
        raise _unsaved(file, error) from error
    text = _document(file).text if before is not None else "# Settings of tracktui; docs/settings.md describes them.\n"
    head = tomlkit.parse(text)
    for name, value in values.items():
        if isinstance(value, Mapping) and isinstance(head.get(name), tomlkit.items.Table):
            _fit_table(head[name], value)
        else:
            head[name] = value
    data = tomlkit.dumps(head).encode()
    if data == before:
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        durable.replace(file.resolve(), data, expected=before, private=False)
    except OSError as error:
        raise _unsaved(file, error) from error


def _fit_table(table: Any, values: Mapping[str, Any]) -> None:
    """Make a table say what is wanted, key by key: what stays the same keeps its comments."""
    for key in [key for key in table if key not in values]:
        del table[key]
    for key, value in values.items():
        if table.get(key) != value:
            table[key] = value


def catalog_folders(file: Path) -> list[Path]:
    """The folders that `catalogs = ["..."]` names, weakest first; a relative one counts from the file's own folder.

    Raises:
        UserError: the file cannot be read, is no TOML, or `catalogs` is no list of paths.
    """
    document = _document(file)
    listed = document.tables.get("catalogs", [])
    if not isinstance(listed, list) or not all(isinstance(part, str) and part for part in listed):
        found = Read(file, text=document.text)
        raise UserError(found.problem(("catalogs",), "catalogs must be a list of folders", WAYS_OUT["catalogs"]))
    return [file.parent / Path(part).expanduser() for part in listed]


def _document(file: Path) -> toml_guard.Document:
    """The parsed file.

    Raises:
        FileNotFoundError: there is none.
        UserError: it cannot be read, or is no TOML.
    """
    try:
        return toml_guard.parse(file.read_bytes(), most_bytes=MOST_BYTES, most_headers=MOST_HEADERS)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise UserError(Problem(str(file), message=f"cannot read the settings: {error.strerror or error}", hint="check its rights")) from error
    except toml_guard.UnreadableError as error:
        raise UserError(Problem(str(file), error.line, error.col, message=error.message, hint=error.hint)) from error


def _unsaved(file: Path, error: OSError) -> UserError:
    message = f"the settings could not be saved: {error.strerror or error}"
    return refuse(message, "they hold until the program ends", file=str(file), code="settings-unsaved")


def _shown(value: Any) -> str:
    with contextlib.suppress(TypeError):
        return msgspec.json.encode(value).decode()[:60]
    return f"a {type(value).__name__}"
