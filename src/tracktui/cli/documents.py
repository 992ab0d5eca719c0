"""Documents written for people and other programs: the whole file or nothing, never over a plan, over another file only when told."""

from __future__ import annotations

from pathlib import Path

from tracktui import paths
from tracktui.cli.output import say
from tracktui.problems import refuse


def refuse_overwriting(path: Path, *, force: bool) -> None:
    """Refuse a name that is taken: by a plan always, by anything else unless `force` is given.

    Raises:
        UserError: the name is taken.
    """
    if paths.is_plan(path):
        raise refuse(f"{path} is a plan, and no document takes its place", "give another name", file=str(path))
    if path.exists() and not force:
        raise refuse(f"{path} is there already", "give another name, or --force to overwrite it", file=str(path))


def put_document(path: Path | None, text: str, *, force: bool) -> None:
    """Write a document to `path`, to the terminal where that is None.

    Raises:
        UserError: the name is taken, or the file cannot be written.
    """
    if path is None:
        say(text.rstrip("\n"))
        return
    refuse_overwriting(path, force=force)
    from tracktui.plan.store import write_file

    write_file(path, text.encode())
    say(f"Wrote {path}")
