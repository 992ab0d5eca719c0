"""One writer at a time among our own processes: a lock in the state folder, named by the plan's real path.

A courtesy only: what protects the plan is the comparison of its bytes. The plan itself is never locked (it is another file after
each save), and no lock file is put beside it (it would be synced and committed). Without a state folder there is no lock.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from tracktui.problems import refuse

WAIT_SECONDS = 3.0
_PAUSE_SECONDS = 0.01
_FAR = 1 << 20
"""Windows locks bytes, and nobody else may read them then: a byte far behind the words about who holds the lock."""


def name_of(real: Path) -> str:
    """The name under which the state folder keeps what belongs to a plan."""
    return hashlib.sha256(os.fsencode(real)).hexdigest()[:24]


@contextlib.contextmanager
def held(real: Path, state: Path | None, *, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock of the plan at `real`.

    Raises:
        UserError: another process of ours held it all the time.
    """
    file = _opened(real, state)
    if file is None:
        yield
        return
    with file:
        until = time.monotonic() + wait
        while not _taken(file):
            if time.monotonic() > until:
                raise refuse(f"another tracktui is writing this plan{_holder(file)}", "try again in a moment", file=str(real), code="plan-locked")
            time.sleep(_PAUSE_SECONDS)
        _say_who(file)
        yield


def _opened(real: Path, state: Path | None) -> IO[bytes] | None:
    if state is None:
        return None
    try:
        folder = state / "locks"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.fdopen(os.open(folder / name_of(real), os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600), "r+b", buffering=0)
    except OSError:
        return None


def _taken(file: IO[bytes]) -> bool:
    """Try to take it. The end of the process gives it back, whatever that end is."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore] # there on Windows alone
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _say_who(file: IO[bytes]) -> None:
    with contextlib.suppress(OSError):
        file.seek(0)
        host = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "this machine")
        file.write(f"process {os.getpid()} on {host}\n".encode())
        file.truncate()


def _holder(file: IO[bytes]) -> str:
    try:
        file.seek(0)
        words = file.read(200).decode("utf-8", "replace").strip()
    except OSError:
        return ""
    return f": {words}" if words else ""
