"""Bounded waiting for pilots: a condition, or a failure that says what was on screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual import events
from textual.pilot import Pilot

from tracktui.ui.parts.prose import Prose

SIZES = [(80, 24), (100, 30), (160, 45)]
"""The sizes every screen is photographed at."""


async def until(pilot: Pilot[Any], condition: Callable[[], object], what: str = "the condition") -> None:
    """Wait until `condition` holds, 2 seconds at most."""
    for _ in range(100):
        await pilot.pause()
        if condition():
            return
        await pilot.pause(0.02)
    raise AssertionError(f"{what} never came true; on screen: {pilot.app.screen}")


async def burst(pilot: Pilot[Any], *keys: str) -> None:
    """Send keys as fast as somebody who does not look, then wait until they have had their effect."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await pilot.pause()


async def ready(pilot: Pilot[Any]) -> None:
    """Wait until today's roadmap is on screen, explained."""
    app: Any = pilot.app
    await until(
        pilot,
        lambda: app.workspace is not None and "planner" in app.workspace.__dict__ and not app.busy.locked() and app.found is not None,
        "the roadmap",
    )
    await app.workers.wait_for_complete()
    await pilot.pause()


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
