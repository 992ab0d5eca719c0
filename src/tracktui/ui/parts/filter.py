"""The line that a list is filtered by, for hands that type faster than the focus moves."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.widget import Widget
from textual.widgets import Input


def pass_on(event: events.Key, to: Widget) -> None:
    """Give a key that came to where the focus no longer is to where it is now."""
    event.stop()
    event.prevent_default()
    to._forward_event(events.Key(event.key, event.character))


class Filter(Input):
    """A line. `entered` is called with what is typed when Enter is pressed: at once, so that the next key is no longer typed into it."""

    def __init__(self, placeholder: str, entered: Callable[[str], None]) -> None:
        super().__init__(placeholder=placeholder, classes="filter")
        self.entered = entered

    def on_key(self, event: events.Key) -> None:
        """Enter, and keys that were on their way here when it was pressed."""
        focused = self.screen.focused
        if focused is not None and focused is not self:
            pass_on(event, focused)
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            self.entered(self.value)
