"""Running the terminal program: which plan it opens, and how it ends when told to."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from tracktui import paths, settings
from tracktui.ui.app import TracktuiApp
from tracktui.workspace import Workspace

TERMINAL_LOOK_SECONDS = 1.0
SWITCH_SECONDS = 0.0005
"""How long a thread that plans keeps the interpreter while a key waits for it. A frame asks for it many times: with Python's 5 ms each time
a key is answered a tenth of a second late."""


def make_app(plan: Path | None, overlays: tuple[Path, ...], today: date, *, demo: bool, in_place: bool = False, acting: str = "") -> TracktuiApp:
    """The app on a plan, or on the demo, with the user's settings."""
    read = settings.read(paths.settings_file())
    if demo:
        from tracktui.demo import demo_workspace

        return TracktuiApp(partial(demo_workspace, today, overlays, acting), read, path=Path("demo.toml"), today=today, overlays=overlays, demo=True)
    path = plan or paths.default_plan()
    opening = partial(Workspace.open, path, today, overlays=overlays, in_place=in_place, acting=acting)
    return TracktuiApp(opening, read, path=path, today=today, overlays=overlays)


def run(plan: Path | None, overlays: tuple[Path, ...], today: date, *, demo: bool, in_place: bool = False, acting: str = "", debug: bool = False) -> int:
    """Run the terminal program; its exit status."""
    app = make_app(plan, overlays, today, demo=demo, in_place=in_place, acting=acting)
    app.debug_faults = debug
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
    threading.Thread(target=_watch_terminal, args=(end,), daemon=True).start()
    app.tour_first = demo
    sys.setswitchinterval(SWITCH_SECONDS)
    result = app.run(mouse=app.read.settings.mouse)
    if app.failed is not None or app.return_code:
        from tracktui import crash

        print("error: tracktui failed; every change that was shown as made is in your plan", file=sys.stderr)
        print(f"hint: {crash.sentence(app.failed or RuntimeError())}", file=sys.stderr)
        return 70
    if not ended:
        return int(result or 0)
    _let_go_of_terminal()
    return 128 + ended[0]


def _let_go_of_terminal() -> None:
    """What is still to be written to a terminal that has gone would make Python end with a status of its own (120)."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _watch_terminal(end: Callable[[int, Any], None]) -> None:
    """End when the terminal has gone and no signal said so (a multiplexer or nohup may swallow it): Textual would read for ever."""
    try:
        import termios
    except ImportError:
        return
    while True:
        time.sleep(TERMINAL_LOOK_SECONDS)
        try:
            termios.tcgetattr(0)
        except termios.error:
            end(signal.SIGHUP, None)
            return
