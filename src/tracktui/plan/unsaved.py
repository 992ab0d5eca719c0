"""Entries that could not be saved: kept in the state folder until they are added, so that a full disk costs nobody a sentence.

Never added unasked: `tracktui restore --unsaved` does it.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from tracktui.plan import durable
from tracktui.plan.lock import name_of
from tracktui.problems import Problem

WORTH_KEEPING = frozenset({"plan-unsaved", "plan-changed", "plan-locked", "plan-missing", "plan-unreadable"})
"""Refusals that the person who wrote the entry could not foresee; after others they just do it again in another way."""


def keep(path: Path, state: Path | None, block: str) -> bool:
    """Keep the text of an entry beside those that wait already; whether there was a place for it."""
    if state is None:
        return False
    file = _file(path, state)
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        durable.replace(file, (waiting(path, state) + block).encode())
    except OSError:
        return False
    return True


def waiting(path: Path, state: Path | None) -> str:
    """The entries that wait for the plan at `path`, as text; "" when none does."""
    if state is None:
        return ""
    try:
        return _file(path, state).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def forget(path: Path, state: Path) -> None:
    """They are in the plan now."""
    with contextlib.suppress(OSError):
        _file(path, state).unlink(missing_ok=True)


def problem(path: Path, state: Path | None) -> tuple[Problem, ...]:
    """One warning when entries wait, else nothing."""
    count = waiting(path, state).count("[[journal]]\n")
    if not count:
        return ()
    what = "an entry that could not be saved waits" if count == 1 else f"{count} entries that could not be saved wait"
    hint = "tracktui restore --unsaved shows and adds them"
    return (Problem(file=str(path), code="plan-unsaved-entries", severity="warning", message=what, hint=hint),)


def _file(path: Path, state: Path) -> Path:
    return state / "unsaved" / f"{name_of(path.resolve())}.toml"
