"""The only writer of the user's plan. A save leaves the whole old file or the whole new one, and never overwrites unseen.

An append adds text behind what is there and changes no byte before it. An edit of the head gives only the head to tomlkit. Both
check the file's hash first: when somebody else changed it, nothing is written. The recipe (temporary file in the same folder,
fsync, replace, fsync of the folder, read back) and the reasons for its steps are in docs/saving.md.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import stat
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tracktui.plan.model import Plan
from tracktui.plan.read import MOST_BYTES, read_plan
from tracktui.problems import UserError, refuse

BOM = b"\xef\xbb\xbf"
TAIL = b"[[journal]]"
SNAPSHOT_EVERY_SECONDS = 3600
MOST_SNAPSHOTS = 200
_PREFIX = ".tracktui-"


def load(path: Path) -> tuple[Plan, bytes]:
    """The plan at `path` and the bytes it was read from.

    Raises:
        UserError: it is missing, unreadable, no regular file, or no plan.
    """
    data = read_bytes(path)
    return read_plan(data, str(path)), data


def read_bytes(path: Path) -> bytes:
    """The bytes of a plan file; at most 8 MiB, never from a pipe or a device."""
    try:
        # Without O_NONBLOCK a FIFO would wait for a writer for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        raise refuse(f"there is no plan at {path}", "make one with: tracktui new", file=str(path), code="plan-missing") from error
    except OSError as error:
        hint = "give the plan file, not its folder" if path.is_dir() else "check its rights"
        raise refuse(f"cannot read the plan: {error.strerror}", hint, file=str(path), code="plan-unreadable") from error
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        what = "this is a folder, not a plan" if stat.S_ISDIR(mode) else "this is not a regular file"
        raise refuse(what, "give the plan file: a plain text file", file=str(path), code="plan-unreadable")
    with os.fdopen(descriptor, "rb") as file:
        return file.read(MOST_BYTES + 1)


def create(path: Path, text: str) -> None:
    """Write a new plan file (mode 0600). An existing file is never touched.

    Raises:
        UserError: the file is there already, or it cannot be written.
    """
    if path.exists() or path.is_symlink():
        raise refuse(f"{path} is there already", "give another name with -o FILE, or move it away", file=str(path), code="plan-exists")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _replace(path, text.encode(), mode=0o600)
    except OSError as error:
        raise _cannot_save(path, error) from error


def append(path: Path, block: str, *, expected: bytes, state: Path | None = None) -> bytes:
    """Add `block` (one or more `[[journal]]` tables) at the end; the bytes the file has now.

    `expected` are the bytes it was loaded from. What stands in the file is not changed by a byte; a missing line break at its end
    is added first, and its line endings are kept.
    """
    with _guarded(path, expected, state) as (real, current):
        line_end = b"\r\n" if b"\r\n" in current else b"\n"
        gap = b"" if not current or current.endswith(b"\n") else line_end
        added = gap + line_end + block.encode().replace(b"\n", line_end)
        _check_block(block)
        _snapshot(real, current, state, every=SNAPSHOT_EVERY_SECONDS)
        _save(real, current + added)
        return current + added


def edit_head(path: Path, change: Callable[[Any], None], *, expected: bytes, state: Path | None = None) -> bytes:
    """Change what stands before the first `[[journal]]`; the bytes the file has now.

    `change` gets the head as a tomlkit document and sets leaves in it. Comments and layout stay; the journal is not touched.

    Raises:
        UserError: besides what `append` raises, tables other than `[[journal]]` stand behind the first one.
    """
    with _guarded(path, expected, state) as (real, current):
        bom, body = (BOM, current[3:]) if current.startswith(BOM) else (b"", current)
        head, tail = split(body)
        _refuse_tables_in_tail(real, head, tail)
        changed = _changed_head(head, change)
        if changed == head:
            return current
        _snapshot(real, current, state, every=0)
        after = bom + changed + tail
        read_plan(after, str(path))
        _save(real, after)
        return after


def replace_with(path: Path, data: bytes, *, expected: bytes, state: Path | None = None) -> bytes:
    """Put earlier bytes of the same plan back (undo of the last write)."""
    with _guarded(path, expected, state) as (real, current):
        read_plan(data, str(path))
        _snapshot(real, current, state, every=0)
        _save(real, data)
        return data


def split(body: bytes) -> tuple[bytes, bytes]:
    """The head and the tail: everything before the first line `[[journal]]`, and the rest."""
    at = 0
    while at < len(body):
        end = body.find(b"\n", at)
        end = len(body) if end < 0 else end
        if body[at:end].strip().replace(b" ", b"").startswith(TAIL) and _is_header(body, at):
            return body[:at], body[at:]
        at = end + 1
    return body, b""


def _is_header(body: bytes, at: int) -> bool:
    """Whether the line is a header and not a line of a string: what stands before it must parse on its own."""
    try:
        tomllib.loads(body[:at].decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, ValueError):
        return False
    return True


def _check_block(block: str) -> None:
    """What is added must be journal entries and nothing else."""
    tables = tomllib.loads(block)
    assert set(tables) == {"journal"}, "only journal entries are appended"


def _refuse_tables_in_tail(path: Path, head: bytes, tail: bytes) -> None:
    if not tail:
        return
    after = set(tomllib.loads(tail.decode())) - {"journal"}
    if after:
        line = head.count(b"\n") + 1
        message = f"[{sorted(after)[0]}] stands behind the first [[journal]] (line {line}), where it cannot be edited safely"
        raise refuse(message, "move it above the journal with an editor", file=str(path), code="plan-order")


def _changed_head(head: bytes, change: Callable[[Any], None]) -> bytes:
    import tomlkit

    crlf = b"\r\n" in head
    text = head.decode().replace("\r\n", "\n")
    if text and not text.endswith("\n"):
        text += "\n"
    document = tomlkit.parse(text)
    if tomlkit.dumps(document) != text:
        raise refuse("the head of this plan has a layout that cannot be kept", "put each table in one place, then try again", code="plan-layout")
    comments = _comments(text)
    change(document)
    wanted = document.unwrap()
    after = tomlkit.dumps(document)
    if tomllib.loads(after) != wanted or any(after.count(comment) < text.count(comment) for comment in comments):
        raise refuse("the change could not be written without loss", "change the plan with an editor", code="plan-layout")
    return (after.replace("\n", "\r\n") if crlf else after).encode()


def _comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip().startswith("#")]


@contextlib.contextmanager
def _guarded(path: Path, expected: bytes, state: Path | None) -> Iterator[tuple[Path, bytes]]:
    """The real path and its bytes, locked and known to be what we loaded; OS errors as errors a user understands."""
    try:
        real = path.resolve(strict=True)
    except OSError as error:
        if path.is_symlink():
            target = os.readlink(path)
            raise refuse(f"{path} is a link to {target}, which is not there", "mend the link", file=str(path)) from error
        raise refuse(f"the plan {path} has gone", "restore the file; nothing was written", file=str(path), code="plan-missing") from error
    try:
        with _locked(real, state):
            current = read_bytes(real)
            if hashlib.sha256(current).digest() != hashlib.sha256(expected).digest():
                raise _changed_underneath(path, current, expected)
            if not os.access(real, os.W_OK) or not stat.S_IMODE(real.stat().st_mode) & 0o222:
                raise refuse("the plan is read-only: nothing was written", f"make it writable, e.g. chmod u+w {real.name}", file=str(path))
            yield real, current
    except OSError as error:
        raise _cannot_save(path, error) from error


def _changed_underneath(path: Path, current: bytes, expected: bytes) -> UserError:
    if len(current) < len(expected) and expected.startswith(current):
        hint = "it looks cut off; copy it aside and bring the rest back before you go on"
        return refuse("the plan is shorter than it was: nothing was written", hint, file=str(path), code="plan-changed")
    hint = "look at the change, then do it again: nothing of either side is lost"
    return refuse("the plan was changed by somebody else: nothing was written", hint, file=str(path), code="plan-changed")


def _cannot_save(path: Path, error: OSError) -> UserError:
    hint = {28: "free some space, then try again", 13: "check the rights of the file and its folder", 30: "the disk is read-only"}.get(error.errno or 0)
    return refuse(f"cannot save the plan: {error.strerror or error}", hint or "the file is as it was", file=str(path), code="plan-unsaved")


def _save(real: Path, data: bytes) -> None:
    _replace(real, data, mode=stat.S_IMODE(real.stat().st_mode))
    if real.read_bytes() != data:
        raise OSError(5, "the disk gave back other bytes than were written")


def _replace(path: Path, data: bytes, *, mode: int) -> None:
    """The durable save: see the module's docstring."""
    folder = path.parent
    _sweep(folder)
    temporary = folder / f"{_PREFIX}{os.getpid()}-{secrets.token_hex(4)}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o600)
    try:
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            if hasattr(os, "fchmod"):
                os.fchmod(descriptor, mode)
            _flush(descriptor)
        finally:
            os.close(descriptor)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    _flush_folder(folder)


def _flush(descriptor: int) -> None:
    """To the disk, not only to the system: on macOS a plain fsync stops at the drive's cache."""
    try:
        import fcntl

        full = getattr(fcntl, "F_FULLFSYNC", None)
        if full is not None:
            fcntl.fcntl(descriptor, full)
            return
    except (ImportError, OSError):
        pass
    os.fsync(descriptor)


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(folder: Path) -> None:
    """Remove temporary files that a killed process of ours left behind."""
    with contextlib.suppress(OSError):
        for left in folder.glob(f"{_PREFIX}*-????????"):
            pid = left.name.removeprefix(_PREFIX).partition("-")[0]
            if pid.isdigit() and int(pid) != os.getpid() and not _alive(int(pid)):
                left.unlink(missing_ok=True)


def _alive(pid: int) -> bool:
    if os.name == "nt":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


@contextlib.contextmanager
def _locked(real: Path, state: Path | None) -> Iterator[None]:
    """A lock between our own processes, in the state folder. Only a courtesy: the hash is what protects."""
    if state is None or os.name == "nt":
        yield
        return
    import fcntl

    try:
        folder = state / "locks"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = open(folder / hashlib.sha256(str(real).encode()).hexdigest()[:24], "a", encoding="utf-8")  # noqa: SIM115 - closed by the with below
    except OSError:
        yield
        return
    with file:
        deadline = time.monotonic() + 3
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise refuse("another tracktui is writing this plan", "try again in a moment", file=str(real)) from None
                time.sleep(0.02)
        yield


def snapshots(path: Path, state: Path) -> list[Path]:
    """The kept earlier versions of a plan, newest first."""
    folder = _snapshot_folder(path.resolve(), state)
    return sorted(folder.glob("*.toml"), reverse=True) if folder.is_dir() else []


def _snapshot_folder(real: Path, state: Path) -> Path:
    return state / "snapshots" / hashlib.sha256(str(real).encode()).hexdigest()[:24]


def _snapshot(real: Path, data: bytes, state: Path | None, *, every: int) -> None:
    """Keep the bytes that are about to change, unless one was kept within `every` seconds. A failure never blocks a save."""
    if state is None:
        return
    try:
        folder = _snapshot_folder(real, state)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept = sorted(folder.glob("*.toml"))
        if kept and every and time.time() - kept[-1].stat().st_mtime < every:
            return
        digest = hashlib.sha256(data).hexdigest()[:12]
        if kept and kept[-1].stem.endswith(digest):
            return
        moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
        _replace(folder / f"{moment}-{digest}.toml", data, mode=0o600)
        for old in kept[: max(0, len(kept) + 1 - MOST_SNAPSHOTS)]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def write_file(path: Path, data: bytes) -> None:
    """Write an export: the whole file or nothing, readable by its owner.

    Raises:
        UserError: it cannot be written.
    """
    try:
        _replace(path.resolve() if path.is_symlink() else path, data, mode=0o600)
    except OSError as error:
        raise refuse(f"cannot write {path}: {error.strerror or error}", "choose another place with -o", file=str(path)) from error
