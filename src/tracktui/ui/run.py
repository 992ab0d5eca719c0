"""Running the terminal program: which plan it opens, and how it ends when told to."""

from __future__ import annotations

import os
import signal
import sys
import threading
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from tracktui import paths
from tracktui.ui.app import TracktuiApp
from tracktui.workspace import Workspace


def make_app(plan: Path | None, overlays: tuple[Path, ...], today: date, *, demo: bool) -> TracktuiApp:
    """The app on a plan, or on the demo."""
    if demo:
        from tracktui.demo import demo_workspace

        return TracktuiApp(partial(demo_workspace, today, overlays), path=Path("demo.toml"), today=today, overlays=overlays, demo=True)
    path = plan or paths.default_plan()
    return TracktuiApp(partial(Workspace.open, path, today, overlays=overlays), path=path, today=today, overlays=overlays)


def run(plan: Path | None, overlays: tuple[Path, ...], today: date, *, demo: bool) -> int:
    """Run the terminal program; its exit status."""
    app = make_app(plan, overlays, today, demo=demo)
    ended: list[int] = []

    def end(number: int, frame: Any) -> None:
        # Everything acknowledged is on disk: only the terminal is left to restore. If the loop is stuck, a watchdog ends us.
        ended.append(number)
        timer = threading.Timer(1.5, os._exit, (128 + number,))
        timer.daemon = True
        timer.start()
        if app.loop is not None:
            # call_soon_threadsafe also wakes a loop that waits for a key.
            app.loop.call_soon_threadsafe(app.exit, 128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)
    result = app.run()
    if app.failed is not None or app.return_code:
        print("error: tracktui failed; your plan is as it was when you last saw 'saved'", file=sys.stderr)
        return 70
    return 128 + ended[0] if ended else int(result or 0)
