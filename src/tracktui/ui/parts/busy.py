"""What is being worked on, and the lock over work that only one thread may do at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from tracktui.work import NOTICED_SECONDS, Work


class Busy:
    """The work that is going on. `changed` is called, in the thread of the work, when some begins and when it ends."""

    def __init__(self, changed: Callable[[], object]) -> None:
        self.alone = threading.Lock()
        """Held by what only one thread may do at a time."""
        self._changed = changed
        self._works: tuple[Work, ...] = ()
        self._listing = threading.Lock()

    @property
    def works(self) -> tuple[Work, ...]:
        """What is going on, the newest last."""
        return self._works

    @property
    def noticed(self) -> Work | None:
        """The newest work that has taken so long that it should be told, and that somebody wants; None: there is none."""
        early = time.monotonic() - NOTICED_SECONDS
        return next((work for work in reversed(self._works) if work.since is not None and work.since <= early and not work.stopped), None)

    def locked(self) -> bool:
        """Whether work that is done alone is going on."""
        return self.alone.locked()

    @contextmanager
    def doing(self, work: Work, *, alone: bool = True) -> Iterator[Work]:
        """While `work` is done. `alone`: after other such work has ended; what works on values alone need not wait."""
        with self.alone if alone else nullcontext():
            work.since = time.monotonic()
            self._list(work, goes_on=True)
            try:
                yield work
            finally:
                self._list(work, goes_on=False)

    def _list(self, work: Work, *, goes_on: bool) -> None:
        with self._listing:
            self._works = (*(other for other in self._works if other is not work), *((work,) if goes_on else ()))
        self._changed()
