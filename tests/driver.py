"""Bounded waiting for pilots: a condition, or a failure that says what was on screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Any

from textual import events
from textual._context import active_app
from textual.pilot import Pilot

from tracktui.roadmap.model import Planned, Roadmap
from tracktui.ui.host import Host
from tracktui.ui.parts.prose import Prose
from tracktui.workspace import Workspace

SIZES = [(80, 24), (100, 30), (160, 45)]
"""The sizes every screen is photographed at."""
DRAWN_EVERY = 0.1
"""Seconds between frames while the app is not at rest; at rest the last one is drawn at once."""
SECONDS = 20
"""How long something may take on a machine that has much else to do. Only a failure waits so long."""


async def at_rest(*_: float) -> None:
    """Wait until the app has nothing left to do: no message, no new size, no thread at work or about to be, nothing to draw.

    Takes the place of Textual's `wait_for_idle`, which guesses from the time of the processor: too long on an idle machine, too short on a busy one.
    """
    app, loop = active_app.get(), asyncio.get_running_loop()
    end = monotonic() + SECONDS
    still = 0
    while still < 3 and monotonic() < end:
        await asyncio.sleep(0)
        if loop._ready:  # type: ignore[attr-defined] # asyncio says it nowhere else
            still = 0
        elif app._resize_event is not None or at_work(app):
            still = 0
            await asyncio.sleep(0.001)
        elif wants_drawing(app.screen):
            still = 0
            app.screen._on_timer_update()
        else:
            still += 1


def at_work(app: Any) -> bool:
    """Whether something is worked out beside the screen, or will be when the cursor has been still for a while."""
    return (isinstance(app, Host) and app.asked.waiting) or any(worker._thread_worker and worker.is_running for worker in app.workers)


def wants_drawing(screen: Any) -> bool:
    """Whether the next frame would differ, or something waits for it."""
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


async def until(pilot: Pilot[Any], condition: Callable[[], object], what: str = "the condition") -> None:
    """Wait until `condition` holds, then until the app is at rest. While a thread is at work it may hold for a moment only."""
    end = monotonic() + SECONDS
    while monotonic() < end:
        await pilot.pause(0.005)
        if condition():
            await pilot.pause()
            return
    raise AssertionError(f"{what} never came true; on screen: {pilot.app.screen}")


async def burst(pilot: Pilot[Any], *keys: str) -> None:
    """Send keys as fast as somebody who does not look, then wait until they have had their effect."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await pilot.pause()


async def ready(pilot: Pilot[Any]) -> None:
    """Wait until today's roadmap is on screen, explained."""
    app: Any = pilot.app
    await pilot.pause()
    await until(
        pilot,
        lambda: app.workspace is not None and "planner" in app.workspace.__dict__ and not app.busy.locked() and app.found is not None,
        "the roadmap",
    )
    await app.workers.wait_for_complete()
    await pilot.pause()


def opened(app: Host) -> Workspace:
    """The plan that the app has open."""
    assert app.workspace is not None
    return app.workspace


def found(app: Host) -> Roadmap:
    """The roadmap that the app shows."""
    assert app.found is not None
    return app.found


def planned(app: Host, item: str) -> Planned:
    """An item of that roadmap."""
    known = found(app).get(item)
    assert known is not None, item
    return known


def shown(app: Any, selector: str) -> str:
    """The text of a static widget, before its lines wrap."""
    widget = app.screen.query_one(selector)
    return "\n".join("".join(text for text, _ in row) for row in widget.rows) if isinstance(widget, Prose) else str(widget.render())


def after(*keys: str) -> Callable[[Any], Any]:
    """For pictures: wait for today's roadmap, press keys, wait until what they started is on screen."""

    async def run(pilot: Any) -> None:
        await ready(pilot)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await asyncio.sleep(0.05)
        await pilot.pause()

    return run
