"""When the garbage collector works: never on the way to the first frame, and over the large values only when nobody waits for a key.

cli/tui.py stops it before the first import. Where nothing was ever put aside (freeze), nothing is.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer

QUIET_SECONDS = 1.0
"""So long after new values are on screen they are put aside."""

THRESHOLDS = (5_000, 10, 20)
"""Python's own are (700, 10, 10): with these all that is not put aside is looked through once in a thousand keys, not every ten."""


def start() -> None:
    """From the first frame on."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(*THRESHOLDS)
        gc.enable()


class Later:
    """Puts aside what is there a moment after the last thing that was new."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._timer: Timer | None = None

    def again(self) -> None:
        """Something is new."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._app.set_timer(QUIET_SECONDS, put_aside)


def put_aside() -> None:
    """Collect once, then look no more through what is there: catalog and roadmap take forty milliseconds each time, and a key would wait for it."""
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
        gc.freeze()
