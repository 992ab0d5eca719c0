"""Bytes onto a disk so that they stay: a killed save or a power cut leaves the whole old file or the whole new one.

The recipe: a temporary file in the same folder, all bytes, the rights of the old file, fsync, put in its place, fsync of the folder.
Where the system can swap two names (Linux), the file that came out is looked at: when it is not the one that was meant to be
replaced, it is put back. Raises OSError; what that means for a user is said in store.py. Reasons and measurements: docs/saving.md.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PREFIX = ".tracktui-"
ATTEMPTS_SECONDS = 2.5
"""How long a replace is tried again on Windows, where a scanner or a sync client may hold the file for a moment."""
_HELD_BY_OTHERS = (5, 32, 33)
_EXCHANGE = 2
_AT_CWD = -100


class ObstacleError(OSError):
    """A replace would change more than the content: it names what. Writing into the file itself would not."""


class ChangedError(OSError):
    """The file that was replaced was not the one that was meant to be; it is back in its place."""


def obstacle(path: Path) -> str:
    """What a replace of the file at `path` would change besides its content, in words; "" when nothing."""
    found = path.stat()
    if found.st_nlink > 1:
        return "it has a second name (a hard link), which a save would part from it"
    if hasattr(os, "geteuid") and os.geteuid() not in (0, found.st_uid):
        return "it belongs to somebody else, and a save would make it yours"
    if not os.access(path.parent, os.W_OK | os.X_OK):
        return "its folder is read-only, so that no second file can be made beside it"
    return ""


def replace(path: Path, data: bytes, *, expected: bytes | None = None, private: bool = True) -> bool:
    """Put `data` at `path`; whether the disk confirmed that the new name is on it as well.

    An existing file keeps its mode, owner, group and extended attributes; a new one is for its owner alone (`private`) or as the
    umask says. With `expected`, a file that holds other bytes is left as it is where the system allows to find that out.

    Raises:
        ObstacleError: rights or attributes cannot be kept, or the folder takes no second file.
        ChangedError: the file did not hold `expected`.
        OSError: anything else; the old file is as it was and no temporary file is left.
    """
    sweep(path.parent)
    temporary = _written(path, data, private=private)
    try:
        came_out = _put(temporary, path, swap=expected is not None)
        if came_out and temporary.read_bytes() != expected:
            _put_back(temporary, path, data)
        confirmed = _flush_folder(path.parent)
        if came_out:
            temporary.unlink()
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return confirmed


def write_into(path: Path, data: bytes) -> None:
    """Write into the file itself: keeps its other names, its owner and its attributes, and is not safe against a power cut.

    Whoever calls this has a copy of the old bytes on disk.
    """
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0))
    with _closing(descriptor):
        _write_all(descriptor, data)
        os.ftruncate(descriptor, len(data))
        _flush(descriptor)
    _verify(path, data)


def _written(path: Path, data: bytes, *, private: bool) -> Path:
    """A temporary file beside `path` with its rights, fsynced."""
    try:
        old: os.stat_result | None = path.stat()
    except FileNotFoundError:
        old = None
    temporary = path.parent / f"{PREFIX}{os.getpid()}-{os.urandom(4).hex()}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(temporary, flags, 0o600 if private or old is not None else 0o666)
    except PermissionError as error:
        if old is not None:
            raise ObstacleError(error.errno, "its folder is read-only, so that no second file can be made beside it") from error
        raise
    try:
        with _closing(descriptor):
            _write_all(descriptor, data)
            if old is not None:
                _keep_rights(descriptor, path, old)
            _flush(descriptor)
        _verify(temporary, data)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _verify(path: Path, data: bytes) -> None:
    """Read back what was written, before it takes the place of anything."""
    if path.read_bytes() != data:
        raise OSError(errno.EIO, "the disk gave back other bytes than were written")


@contextlib.contextmanager
def _closing(descriptor: int) -> Iterator[None]:
    """Close at the end; an error of close counts (network disks report late), but not over an earlier one."""
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            os.close(descriptor)
        raise
    os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _keep_rights(descriptor: int, path: Path, old: os.stat_result) -> None:
    if not hasattr(os, "fchmod"):
        return
    made = os.fstat(descriptor)
    try:
        if (made.st_uid, made.st_gid) != (old.st_uid, old.st_gid):
            os.fchown(descriptor, old.st_uid, old.st_gid)
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
        for name in _attributes(path):
            os.setxattr(descriptor, name, os.getxattr(path, name))
    except PermissionError as error:
        raise ObstacleError(error.errno, "its owner, group or attributes cannot be given to a new file") from error


def _attributes(path: Path) -> list[str]:
    """Extended attributes a person or a tool gave the file (access lists among them); labels of the system come by themselves."""
    if not hasattr(os, "listxattr"):
        return []
    try:
        return [name for name in os.listxattr(path) if not name.startswith("security.")]
    except OSError:
        return []


def _put(temporary: Path, path: Path, *, swap: bool) -> bool:
    """Put the temporary file in place; True when the old file has its name now."""
    if swap and _exchanged(temporary, path):
        return True
    until = time.monotonic() + ATTEMPTS_SECONDS
    wait = 0.01
    while True:
        try:
            os.replace(temporary, path)
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD_BY_OTHERS or time.monotonic() > until:
                raise
            time.sleep(wait)
            wait *= 2
        else:
            return False


def _put_back(temporary: Path, path: Path, data: bytes) -> None:
    """What came out is a third party's new version: it goes back. Whatever stood there meanwhile gets a name of its own."""
    _exchanged(temporary, path)
    if temporary.read_bytes() != data:
        name = f"{path.stem}.tracktui-conflict-{time.strftime('%Y%m%d-%H%M%S')}-{os.urandom(4).hex()}{path.suffix}"
        os.replace(temporary, path.with_name(name))
    raise ChangedError(None, "somebody else wrote it at the same moment")


def _exchanged(one: Path, other: Path) -> bool:
    """Swap two names in one step; False where the system or the disk cannot."""
    call = _renameat2()
    return call is not None and call(_AT_CWD, os.fsencode(one), _AT_CWD, os.fsencode(other), _EXCHANGE) == 0


def _renameat2() -> Any:
    import sys

    if not sys.platform.startswith("linux"):
        return None
    import ctypes

    try:
        return ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return None


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


def _flush_folder(folder: Path) -> bool:
    """Whether the folder's entry is on the disk. The new content is in place either way: that is no failed save."""
    if os.name == "nt":
        return True
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        with _closing(descriptor):
            os.fsync(descriptor)
    except OSError:
        return False
    return True


def sweep(folder: Path) -> None:
    """Remove temporary files that a killed process of ours left behind."""
    with contextlib.suppress(OSError):
        for left in folder.glob(f"{PREFIX}*-????????"):
            pid = left.name.removeprefix(PREFIX).partition("-")[0]
            if pid.isdigit() and int(pid) != os.getpid() and not _alive(int(pid)):
                left.unlink(missing_ok=True)


def _alive(pid: int) -> bool:
    if os.name == "nt":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
