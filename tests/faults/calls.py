"""A shim over the calls a save makes of the system: counts them, and lets the one wanted fail."""

from __future__ import annotations

import builtins
import io
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CALLS = (
    "open", "write", "fsync", "replace", "close", "fchmod", "fchown", "stat", "fstat", "lstat", "access", "unlink", "mkdir", "scandir",
    "readlink", "ftruncate", "listxattr", "getxattr", "setxattr", "kill",
)  # fmt: skip


class Calls:
    """How many calls were made, which one is to fail, and with what."""

    def __init__(self, fail_at: int | None = None, number: int = 5) -> None:
        self.fail_at, self.number = fail_at, number
        self.count = 0
        self.thread = threading.get_ident()
        self.failed = ""

    def due(self, name: str) -> bool:
        """Whether this call is the one to fail."""
        if threading.get_ident() != self.thread:
            return False
        self.count += 1
        if self.count - 1 != self.fail_at:
            return False
        self.failed = name
        return True


@contextmanager
def watched(calls: Calls) -> Iterator[None]:
    """Let every call in `CALLS`, and opening a file, go through `calls`."""
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            if hasattr(os, name):
                patch.setattr(os, name, _through(calls, name, getattr(os, name)))
        patch.setattr(io, "open", _through(calls, "io.open", builtins.open))
        yield


def _through(calls: Calls, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def call(*arguments: Any, **options: Any) -> Any:
        if calls.due(name):
            if name == "close":
                real(*arguments)
            raise OSError(calls.number, os.strerror(calls.number))
        return real(*arguments, **options)

    return call
