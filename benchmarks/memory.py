"""What the terminal program holds: memory after every screen was visited, widgets and memory after many windows and changes of screen."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from benchmarks.measure import amount, ratio
from benchmarks.processes import BARE_APP, Program, home_with_plan
from tracktui.ui.commands import VIEWS, by_id

COUNTED = """import gc, signal, sys
from pathlib import Path
def count(*_):
    from textual.widget import Widget
    gc.unfreeze()
    gc.collect()
    Path(sys.argv[1]).write_text(str(sum(isinstance(thing, Widget) for thing in gc.get_objects())))
signal.signal(signal.SIGUSR1, count)
from tracktui.cli.main import status_of
status_of([])"""
"""The program; told by a signal it writes down how many widgets there are."""
KEYS = [by_id(view).keys[0] for view in VIEWS]
WINDOWS = "? ,y"
"""Keys of the Roadmap that open a window."""
ESCAPE = "\x1b"
LAST_WINDOW = 10
"""Widgets of the window closed last, which caches may still hold. A leak would be several for each window."""
HURRY_SECONDS = 0.02
"""So long nothing is written, and the next key is pressed."""


def rows() -> Iterator[str]:
    """Memory beside a bare app, then what many windows and changes leave behind."""
    home = home_with_plan()
    with Program((sys.executable, "-c", BARE_APP), home) as bare:
        bare.until("ready to use")
        bare.settle(1)
        base = bare.memory_mib("VmHWM")
    counted = Path(tempfile.mkdtemp()) / "widgets"
    with Program((sys.executable, "-c", COUNTED, str(counted)), home) as program:
        program.until("Why it is here")
        program.settle(1)
        program.press(*KEYS, KEYS[0])
        yield ratio("memory at the most after all seven screens / a bare Textual app", program.memory_mib("VmHWM"), base, 2.5, "MiB")
        through(program, windows=20, changes=35)
        before = _widgets(program, counted)
        through(program, windows=200, changes=500)
        yield amount("widgets more after 200 windows and 500 changes of screen", _widgets(program, counted) - before, LAST_WINDOW, "")
        through(program, windows=0, changes=500)
        at_thousand = program.memory_mib()
        through(program, windows=200, changes=1000)
        yield amount("memory grown between 1,000 and 2,000 changes of screen", 100 * (program.memory_mib() / at_thousand - 1), 5, "%")


def through(program: Program, *, windows: int, changes: int) -> None:
    """Go round the screens; back on the Roadmap open and close windows."""
    for key in islice(cycle(KEYS), changes):
        program.type(key)
        program.settle(HURRY_SECONDS)
    program.press(KEYS[0])
    for key in islice(cycle(WINDOWS), windows):
        program.press(key, ESCAPE)


def _widgets(program: Program, counted: Path) -> int:
    counted.unlink(missing_ok=True)
    os.kill(program.id, signal.SIGUSR1)
    while not counted.exists() or not counted.read_text():
        time.sleep(0.05)
        program.settle(0.05)
    return int(counted.read_text())
