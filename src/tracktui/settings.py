"""The configuration file: what of it concerns catalogs. Unknown keys belong to others and are left alone."""

from __future__ import annotations

from pathlib import Path

from tracktui import toml_guard
from tracktui.problems import Problem, UserError

MOST_BYTES = 1024 * 1024


def catalog_folders(file: Path) -> list[Path]:
    """The folders that `catalogs = ["..."]` names, weakest first; a relative one counts from the file's own folder.

    Raises:
        UserError: the file cannot be read, is no TOML, or `catalogs` is no list of paths.
    """
    try:
        data = file.read_bytes()
        listed = toml_guard.parse(data, most_bytes=MOST_BYTES, most_headers=1_000).tables.get("catalogs", [])
    except OSError as error:
        raise UserError(Problem(str(file), message=f"cannot read the configuration: {error.strerror or error}", hint="check its rights")) from error
    except toml_guard.UnreadableError as error:
        raise UserError(Problem(str(file), error.line, error.col, message=error.message, hint=error.hint)) from error
    if not isinstance(listed, list) or not all(isinstance(part, str) and part for part in listed):
        from tracktui.toml_positions import position

        line, col = position(data.decode("utf-8-sig"), ("catalogs",))
        message, hint = "catalogs must be a list of folders", 'write catalogs = ["/path/to/folder"]'
        raise UserError(Problem(str(file), line, col, message=message, hint=hint))
    return [file.parent / Path(part).expanduser() for part in listed]
