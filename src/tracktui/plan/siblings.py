"""Copies of a plan that a synchronising folder made because two sides changed it: found by their names, told in one line."""

from __future__ import annotations

import os
import re
from pathlib import Path

from tracktui.problems import Problem

_SIGNS = (
    r"(?:\.sync-conflict-\d{8}-\d{6}(?:-\w+)?"  # Syncthing
    r"|\.tracktui-conflict-\d{8}-\d{6}-\w+"  # our own: two programs wrote at the same moment
    r"|[ _-]*\(.*(?:conflict|konflikt|conflit).*\)"  # Dropbox, Nextcloud, Seafile
    r"|[ _-]*\(\d{1,3}\)"  # Google Drive
    r"| \d{1,3}"  # iCloud
    r"|[ ._-]conflict(?:ed)?\b.*)"
)
MOST_SHOWN = 3


def conflict_copies(path: Path) -> list[Path]:
    """Files beside the plan that look like another side's version of it, by name."""
    stem, suffix = path.stem, path.suffix
    try:
        names = [entry.name for entry in os.scandir(path.resolve().parent) if entry.name.startswith(stem) and entry.name.endswith(suffix)]
    except OSError:
        return []
    found = [name for name in names if name != path.name and re.fullmatch(_SIGNS, name[len(stem) : len(name) - len(suffix)], re.IGNORECASE)]
    return [path.resolve().parent / name for name in sorted(found)]


def copies_problem(path: Path) -> tuple[Problem, ...]:
    """One warning when there are such copies, else nothing."""
    found = conflict_copies(path)
    if not found:
        return ()
    names = ", ".join(copy.name for copy in found[:MOST_SHOWN]) + (f" and {len(found) - MOST_SHOWN} more" if len(found) > MOST_SHOWN else "")
    hint = f"tracktui diff '{path}' '{found[0]}' shows what differs, tracktui merge - '{path}' '{found[0]}' takes it over; then remove the copy"
    return (Problem(file=str(path), code="plan-copies", severity="warning", message=f"a copy beside the plan looks like a sync conflict: {names}", hint=hint),)
