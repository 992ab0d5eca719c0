"""Bringing an earlier version of a plan back, also where the plan is broken or gone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tracktui import paths
from tracktui.plan import snapshots, store
from tracktui.plan.read import read_plan
from tracktui.problems import UserError
from tracktui.wording import count


def kept(path: Path) -> list[snapshots.Snapshot]:
    """The versions of the plan at `path`, newest first."""
    return snapshots.listed(path.resolve(), paths.state())


def moment(snapshot: snapshots.Snapshot) -> str:
    """When a version was replaced, on the clock of this machine."""
    return snapshot.moment.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def content(snapshot: snapshots.Snapshot) -> bytes | None:
    """The bytes of a version; None where it cannot be read."""
    try:
        return snapshots.content(snapshot)
    except UserError:
        return None


def in_words(data: bytes | None) -> str:
    """How much is in the bytes of a version; "damaged" where they could not be read."""
    if data is None:
        return "damaged"
    return f"{count(data.count(b'[[journal]]'), 'entry', 'entries')}, {count(len(data), 'byte')}"


def bring_back(
    path: Path, data: bytes, words: str, today: date, overlays: tuple[Path, ...] = (), *, in_place: bool = False, acting: str = ""
) -> tuple[str, ...]:
    """Put the bytes of a version in the place of the plan; what the save had to say. Undo takes it back where the plan can be read.

    Raises:
        UserError: it is no plan, it is not for whoever has the keyboard (`acting`) to say, or it could not be saved; the plan is as it was.
    """
    from tracktui.workspace import Workspace

    if not path.exists() and not path.is_symlink():
        read_plan(data, str(path))
        store.create(path, data.decode())
        return ()
    try:
        workspace = Workspace.open(path, today, overlays=overlays, in_place=in_place, acting=acting)
    except UserError:
        # It cannot be read: its bytes are kept as a version and replaced.
        return store.put(path, data, expected=store.read_bytes(path), access=store.Access(paths.state(), in_place)).notes
    workspace.put(data, words)
    return workspace.take_notes()
