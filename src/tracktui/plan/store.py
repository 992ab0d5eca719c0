"""The only writer of the user's plan: what may be done to the file, and what it means when it cannot be done.

An append adds text behind what is there and changes no byte before it. An edit of the head gives only the head to tomlkit. Each
save holds the lock, compares the bytes on disk with those that were loaded, keeps a version, and is durable (durable.py). When
somebody else changed the file meanwhile, an append is made on their version, an edit of other keys of the head as well; anything
else is refused with both sides named. Nothing is ever overwritten unseen.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tomllib
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec

from tracktui.plan import durable, layout, lock, migrate, snapshots
from tracktui.plan.edit import changed_head, redone_head, refuse_tables_in_tail
from tracktui.plan.model import Plan
from tracktui.plan.read import MOST_BYTES, Remembered, read_plan
from tracktui.problems import UserError, refuse

APPEND_SNAPSHOT_EVERY = timedelta(hours=1)
NOT_CONFIRMED = "saved, but the disk did not confirm it: it may be lost in a power cut"
BOTH_KEPT = "somebody else changed the plan meanwhile: both changes are in it"


class Saved(msgspec.Struct, frozen=True):
    """What a save left: the bytes of the file, those it replaced (somebody else's, perhaps), and sentences somebody should read."""

    data: bytes
    before: bytes
    notes: tuple[str, ...] = ()


class Access(msgspec.Struct, frozen=True):
    """How a plan is written: where locks and versions are kept, and whether it may be written in place where a replace cannot serve."""

    state: Path | None = None
    in_place: bool = False


ALONE = Access()
"""Without a state folder: no lock, no versions."""


def load(path: Path, remembered: Remembered | None = None) -> tuple[Plan, bytes]:
    """The plan at `path` and the bytes it was read from.

    Raises:
        UserError: it is missing, unreadable, no regular file, or no plan.
    """
    data = read_bytes(path)
    return read_plan(data, str(path), remembered), data


def read_bytes(path: Path) -> bytes:
    """The bytes of a plan file; at most 8 MiB, never from a pipe or a device."""
    try:
        # Without O_NONBLOCK a FIFO would wait for a writer for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        if path.is_symlink():
            raise _dangling(path) from error
        raise refuse("there is no plan here", "make one with: tracktui new", file=str(path), code="plan-missing") from error
    except OSError as error:
        hint = "give the plan file, not its folder" if path.is_dir() else "check its rights"
        raise refuse(f"cannot read the plan: {error.strerror}", hint, file=str(path), code="plan-unreadable") from error
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        what = "this is a folder, not a plan" if stat.S_ISDIR(mode) else "this is not a regular file"
        raise refuse(what, "give the plan file: a plain text file", file=str(path), code="plan-unreadable")
    try:
        with os.fdopen(descriptor, "rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise refuse(f"cannot read the plan: {error.strerror}", "check the disk", file=str(path), code="plan-unreadable") from error


def create(path: Path, text: str) -> None:
    """Write a new plan file (mode 0600). An existing file is never touched.

    Raises:
        UserError: the file is there already, or it cannot be written.
    """
    if path.exists() or path.is_symlink():
        raise refuse(f"{path} is there already", "give another name with -o FILE, or move it away", file=str(path), code="plan-exists")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        durable.replace(path, text.encode())
    except OSError as error:
        raise _cannot_save(path, error) from error


def append(path: Path, block: str, *, expected: bytes, access: Access = ALONE) -> Saved:
    """Add `block` (one or more `[[journal]]` tables) at the end.

    What stands in the file is not changed by a byte; a missing line break at its end is added first, and its line endings are
    kept. A plan of an older format is brought up to date in the same save.

    Raises:
        UserError: the file has gone, is cut off, unreadable, read-only or of a newer format, or it cannot be written.
    """
    assert set(tomllib.loads(block)) == {layout.JOURNAL}, "only journal entries are appended"
    with _guarded(path, access) as (real, current):
        theirs = current != expected
        if theirs:
            _refuse_cut_off(path, current, expected)
            refuse_unwritable(read_plan(current, str(path)))
        before = _up_to_date(current)
        line_end = b"\r\n" if b"\r\n" in before else b"\n"
        gap = b"" if not before or before.endswith(b"\n") else line_end
        after = before + gap + line_end + block.encode().replace(b"\n", line_end)
        every = APPEND_SNAPSHOT_EVERY if before is current else timedelta(0)
        return _saved(real, current, after, access, every, [BOTH_KEPT] if theirs else [])


def edit_head(path: Path, change: Callable[[Any], None], *, expected: bytes, access: Access = ALONE) -> Saved:
    """Change what stands before the first `[[journal]]`.

    `change` gets the head as a tomlkit document and sets leaves in it. Comments and layout stay; the journal is not touched.

    Raises:
        UserError: besides what `append` raises, tables other than `[[journal]]` stand behind the first one, or somebody else
            changed the same key.
    """
    with _guarded(path, access) as (real, current):
        theirs = current != expected
        if theirs:
            _refuse_cut_off(path, current, expected)
            refuse_unwritable(read_plan(current, str(path)))
        before = _up_to_date(current)
        bom, body = (layout.BOM, before[3:]) if before.startswith(layout.BOM) else (b"", before)
        head, tail = layout.split(body)
        refuse_tables_in_tail(path, head, tail)
        base = layout.split(_up_to_date(expected).removeprefix(layout.BOM))[0]
        changed = redone_head(path, base, head, change) if theirs else changed_head(head, change)
        if changed == head and before is current:
            return Saved(current, current)
        after = bom + changed + tail
        read_plan(after, str(path))
        return _saved(real, current, after, access, timedelta(0), [BOTH_KEPT] if theirs else [])


def put(path: Path, data: bytes, *, expected: bytes, access: Access = ALONE) -> Saved:
    """Put other bytes in the place of those that were loaded: an earlier version, a tidied or a merged one.

    Raises:
        UserError: somebody else changed the file, the bytes are no plan, or they cannot be written.
    """
    read_plan(data, str(path))
    with _guarded(path, access) as (real, current):
        if current != expected:
            _refuse_cut_off(path, current, expected)
            hint = "look at the change, then do it again: nothing of either side is lost"
            raise refuse("the plan was changed by somebody else: nothing was written", hint, file=str(path), code="plan-changed")
        return _saved(real, current, data, access, timedelta(0), [])


def write_file(path: Path, data: bytes) -> None:
    """Write an export: the whole file or nothing, readable by its owner.

    Raises:
        UserError: it cannot be written.
    """
    try:
        durable.replace(path.resolve() if path.is_symlink() else path, data)
    except OSError as error:
        raise refuse(f"cannot write {path}: {error.strerror or error}", "choose another place", file=str(path)) from error


def may_write(path: Path) -> bool:
    """Whether a file may be written, by its rights: a read-only one is never replaced, not even by root."""
    try:
        return os.access(path, os.W_OK) and bool(stat.S_IMODE(path.stat().st_mode) & 0o222)
    except OSError:
        return False


def refuse_unwritable(plan: Plan) -> None:
    """Refuse to write a plan whose format is not ours or an older one.

    Raises:
        UserError: it is of another format.
    """
    bad = [problem for problem in plan.problems if problem.code == "plan-format"]
    if bad:
        raise UserError(bad)


def _up_to_date(data: bytes) -> bytes:
    """The bytes in the current format; the very same object when they are."""
    bom, body = (layout.BOM, data[3:]) if data.startswith(layout.BOM) else (b"", data)
    head, tail = layout.split(body)
    text = head.decode()
    changed = migrate.upgraded_head(text)
    return data if changed == text else bom + changed.encode() + tail


@contextlib.contextmanager
def _guarded(path: Path, access: Access) -> Iterator[tuple[Path, bytes]]:
    """The real path and its bytes, locked and writable; OS errors as errors a user understands."""
    try:
        real = path.resolve(strict=True)
    except OSError as error:
        raise _dangling(path) if path.is_symlink() else _gone(path) from error
    except RuntimeError as error:
        raise refuse(f"{path} is a link that leads back to itself", "mend the link", file=str(path), code="plan-missing") from error
    try:
        with lock.held(real, access.state):
            current = read_bytes(real)
            if not may_write(real):
                hint = f"make it writable, e.g. chmod u+w {real.name}, or work on a copy with --plan"
                raise refuse("the plan is read-only: nothing was written", hint, file=str(path), code="plan-read-only")
            yield real, current
    except OSError as error:
        raise _cannot_save(path, error) from error


def _saved(real: Path, current: bytes, after: bytes, access: Access, every: timedelta, notes: list[str]) -> Saved:
    """Keep a version of what is there, write what is to be there, read it back."""
    hindrance = durable.obstacle(real)
    snapshots.keep(real, current, access.state, every=every)
    confirmed = True
    try:
        if hindrance:
            raise durable.ObstacleError(errno.EPERM, hindrance)
        confirmed = durable.replace(real, after, expected=current)
    except durable.ObstacleError:
        if not access.in_place:
            raise
        if not snapshots.keep(real, current, access.state):
            message = "the plan cannot be written in place: no copy of it could be kept first"
            raise refuse(message, "make the state folder writable (tracktui doctor names it)", file=str(real), code="plan-unsaved") from None
        durable.write_into(real, after)
    return Saved(after, current, (*notes, *([] if confirmed else [NOT_CONFIRMED])))


def _refuse_cut_off(path: Path, current: bytes, expected: bytes) -> None:
    if len(current) < len(expected) and expected.startswith(current):
        hint = "if it was cut off, tracktui restore brings the rest back; if it was meant, read the plan again and go on"
        raise refuse("the plan is shorter than it was: nothing was written", hint, file=str(path), code="plan-changed")


def _dangling(path: Path) -> UserError:
    return refuse(f"{path} is a link to {os.readlink(path)}, which is not there", "mend the link", file=str(path), code="plan-missing")


def _gone(path: Path) -> UserError:
    hint = "tracktui restore brings its last version back; nothing was written"
    return refuse(f"the plan {path} has gone", hint, file=str(path), code="plan-missing")


_HINTS = {
    errno.ENOSPC: "the disk is full: free some space, then try again; the file is as it was",
    errno.EDQUOT: "your share of the disk is full: free some space, then try again; the file is as it was",
    errno.EACCES: "check the rights of the file and its folder; the file is as it was",
    errno.EROFS: "the disk is read-only; work on a copy with --plan",
}


def _cannot_save(path: Path, error: OSError) -> UserError:
    if isinstance(error, durable.ObstacleError):
        hint = "--in-place writes into the file itself (an earlier version is kept first); nothing was written"
        return refuse(f"the plan was not saved: {error.strerror}", hint, file=str(path), code="plan-in-place")
    if isinstance(error, durable.ChangedError):
        hint = "read it again, then do it once more: nothing of either side is lost"
        return refuse("the plan was changed by somebody else: nothing was written", hint, file=str(path), code="plan-changed")
    hint = _HINTS.get(error.errno or 0, "the file is as it was")
    return refuse(f"cannot save the plan: {error.strerror or error}", hint, file=str(path), code="plan-unsaved")
