"""How long the loop that answers keys is kept by anything at all: from beat to beat of a heart in it, on every screen, whatever is pressed there.

Measured is what the loop's own thread works between two beats, in a process of its own; what others keep the machine busy with is not in it.
"""

from __future__ import annotations

import asyncio
import gc
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from textual import events

from benchmarks.measure import amount
from benchmarks.plans import plan_text
from benchmarks.processes import environment, home_with_plan
from benchmarks.sizes import PLAN, on_disk
from tracktui.ui.app import TracktuiApp
from tracktui.ui.commands import VIEWS, by_id
from tracktui.ui.run import SWITCH_SECONDS, make_app

BUDGET_MS = 200.0
"""What takes longer is to be told by a bar, and nothing is drawn while the loop is kept."""
BEAT_SECONDS = 0.005
QUIET_SECONDS = 0.05
LEFT_OUT = (*VIEWS, "quit", "edit_plan", "open_link")
"""Commands that end the program or leave it, and those of the screens, which are pressed anyway."""
MOVES = ("down", "pagedown", "G", "g", "slash", "c", "escape")


def rows() -> Iterator[str]:
    """The longest beat with each plan and catalog, and after which key."""
    options = on_disk(10_000)
    yield _row("shipped catalog", home_with_plan(), ())
    yield _row("10,000 items more", home_with_plan(PLAN, *options), options)
    yield _row("a plan of 5,000 entries, first read", _home_of_large_plan(), ())


def _home_of_large_plan() -> str:
    home = home_with_plan()
    next(Path(home).rglob("plan.toml")).write_text(plan_text(5_000))
    return home


def _row(name: str, home: str, options: tuple[str, ...]) -> str:
    done = subprocess.run([sys.executable, "-m", "benchmarks.loop", *options], env=environment(home), check=True, capture_output=True, text=True)
    longest, after = json.loads(done.stdout)
    return amount(f"longest time the loop is kept, {name}: {after}", longest, BUDGET_MS)


class Heart:
    """Beats in the loop."""

    def __init__(self) -> None:
        self.longest: tuple[float, str] = (0.0, "")
        self.after = "the start"

    async def beat(self) -> None:
        """Beat until it is cancelled."""
        while True:
            begin = time.thread_time()
            await asyncio.sleep(BEAT_SECONDS)
            self.longest = max(self.longest, ((time.thread_time() - begin) * 1000, self.after))


async def _walked(app: TracktuiApp) -> tuple[float, str]:
    heart = Heart()
    beating = asyncio.create_task(heart.beat())
    async with app.run_test(size=(120, 36)):
        await _rest(app)
        for view in VIEWS:
            key = by_id(view).keys[0]
            keys = [command.keys[0] for command in app.table.here(view) if command.keys and command.id not in LEFT_OUT]
            for pressed in (key, *MOVES, *(one for pair in keys for one in (pair, "escape", "escape", key))):
                heart.after = f"{pressed} on {view}"
                app.post_message(events.Key(pressed, pressed if len(pressed) == 1 else None))
                await _rest(app)
        beating.cancel()
    return heart.longest


async def _rest(app: TracktuiApp) -> None:
    """Wait until nothing is worked on."""
    await asyncio.sleep(QUIET_SECONDS)
    while app.busy.works or any(worker.is_running for worker in app.workers):
        await asyncio.sleep(QUIET_SECONDS)


def main() -> None:
    """Walk over the screens with the catalogs of the command line; print the longest beat and what was pressed before it."""
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.disable()
    app = make_app(None, tuple(Path(word) for word in sys.argv[1:] if not word.startswith("--")), date.today(), demo=False)
    print(json.dumps(asyncio.run(_walked(app))))


if __name__ == "__main__":
    main()
