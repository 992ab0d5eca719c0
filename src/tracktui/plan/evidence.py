"""Evidence as people give it: a link, the path of a file, or a sentence."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tracktui.plan.model import Evidence


def evidence_of(text: str, folder: Path | None = None, verified_by: str = "") -> Evidence:
    """What a piece of text is: an address, an existing file (kept by path and SHA-256), else a text.

    A file below `folder` (the plan's) is kept by its path from there, so that both can move together.
    """
    if text.startswith(("https://", "http://")):
        return Evidence(link=text, verified_by=verified_by)
    path = Path(text)
    try:
        if path.is_file():
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            return Evidence(file=_from(folder, path), sha256=digest, verified_by=verified_by)
    except (OSError, ValueError):
        pass
    return Evidence(text=text, verified_by=verified_by)


def _from(folder: Path | None, path: Path) -> str:
    if folder is not None:
        try:
            return path.resolve().relative_to(folder.resolve()).as_posix()
        except ValueError:
            pass
    return path.as_posix()


def looks_like_a_file(text: str) -> bool:
    """Whether a text was most likely meant as a path: no blanks, and a folder or an ending in it."""
    return " " not in text and "\n" not in text and not text.startswith(("https://", "http://")) and bool(Path(text).suffix or "/" in text)
