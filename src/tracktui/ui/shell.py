"""What the app is apart from plans: themes and filters, notes in the corner, failures of ours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual import events
from textual._styles_cache import StylesCache
from textual.await_complete import AwaitComplete
from textual.filter import LineFilter
from textual.screen import Screen

from tracktui.settings import Read
from tracktui.ui.at_work import AtWork
from tracktui.ui.parts.colourless import Colourless
from tracktui.ui.parts.content import Net
from tracktui.ui.parts.look import DARK, SIXTEEN, THEMES

SUCCESS_SECONDS = 3.0
ERROR_SECONDS = 24 * 3600.0
"""An error stays until a key is pressed."""


class Shell(AtWork):
    """The app without its screens."""

    failed: Exception | None = None
    debug_faults = False

    def __init__(self, read: Read) -> None:
        super().__init__(read)
        self._error_shown = False
        self._net = Net()
        self._without_colour: Colourless | None = None
        self.animation_level = "none"
        self.themes = SIXTEEN if self.console.color_system == "standard" else THEMES
        for theme in self.themes.values():
            self.register_theme(theme)

    def get_line_filters(self) -> list[LineFilter]:
        """The stock filters, then the net (content.py): as one, for every filter makes each line of a frame anew."""
        stock = self._colourless() if self.no_color else tuple(super().get_line_filters())
        if (stock, self.ascii) != (self._net.before, self._net.plain):
            self._net = Net(stock, plain=self.ascii)
        return [self._net]

    def _colourless(self) -> tuple[LineFilter, ...]:
        """In the place of the stock filter, which draws in greys where NO_COLOR asks for no colour."""
        if self._without_colour is None or self._without_colour.theme != self.theme:
            self._without_colour = Colourless(self.current_theme)
        return (self._without_colour,)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The tones, for any theme that does not name them."""
        return dict(DARK.variables)

    def refresh_css(self, animate: bool = True) -> None:
        """New colours for every style. Before there is a screen nothing has a style yet: knowing the colours is enough, and spares parsing all twice."""
        if self.screen_stack:
            super().refresh_css(animate=animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[Any]:
        """None of the stock ones: the table has all there are."""
        return ()

    def refresh_frame(self) -> None:
        """The lines around the screen."""

    def notify(self, message: str, *, title: str = "", severity: Any = "information", timeout: float | None = None, markup: bool = False) -> None:
        """Say something in a corner, never as markup. What went well goes after three seconds, an error stays until a key is pressed."""
        if severity == "error":
            timeout, self._error_shown = ERROR_SECONDS, True
        elif severity == "information":
            timeout = min(timeout or SUCCESS_SECONDS, SUCCESS_SECONDS)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=False)

    def pop_screen(self) -> AwaitComplete:
        """Close a window, and forget what it had drawn: Textual keeps the colours of 1,024 widgets, and with them all that those have drawn."""
        StylesCache.get_inner_outer.cache_clear()
        return super().pop_screen()

    async def on_event(self, event: events.Event) -> None:
        """The first key after an error puts it away, and does what it does."""
        if self._error_shown and isinstance(event, events.Key):
            self._error_shown = False
            self.clear_notifications()
        await super().on_event(event)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Where nothing may move by itself, the text cursor does not blink."""
        if self.read.settings.reduced_motion and hasattr(event.widget, "cursor_blink"):
            event.widget.cursor_blink = False

    def _handle_exception(self, error: Exception) -> None:
        """Our own fault: keep Textual's bookkeeping, show no private data."""
        self.failed = error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Textual would print the values of local variables, a plan's among them; run.py says what to do instead."""
        if self.debug_faults:
            super()._fatal_error()
        else:
            self._close_messages_no_wait()
