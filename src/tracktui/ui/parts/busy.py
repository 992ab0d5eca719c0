"""The lock over long work, which tells when work has taken so long that somebody waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from types import TracebackType

NOTICED_SECONDS = 0.2
"""From here on a note says that something is being worked out."""


class Busy:
    """A lock. `changed` is called, in the thread of the work, when work begins and when it ends."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._lock = threading.Lock()
        self._changed = changed
        self.since: float | None = None
        """When the work that holds it began, on the monotonic clock; None while nothing does."""

    @property
    def noticed(self) -> bool:
        """Whether the work has taken so long that it should be said."""
        since = self.since
        return since is not None and time.monotonic() - since >= NOTICED_SECONDS

    def locked(self) -> bool:
        """Whether work is going on."""
        return self._lock.locked()

    def acquire(self, *, blocking: bool = True) -> bool:
        """Begin; False when it does not wait and other work is going on."""
        return self._lock.acquire(blocking=blocking)

    def release(self) -> None:
        """End work that `acquire` began."""
        self._lock.release()

    def __enter__(self) -> None:
        self._lock.acquire()
        self.since = time.monotonic()
        self._changed()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None) -> None:
        self.since = None
        self._lock.release()
        self._changed()
