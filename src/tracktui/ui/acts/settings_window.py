"""The commands about settings, and the window that shows and changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tracktui import paths
from tracktui.ui.parts.bar import Ways
from tracktui.ui.parts.content import Part, lines
from tracktui.ui.parts.dialogs import BOX, Choice, Reading, Window
from tracktui.ui.parts.rows import Rows, fit
from tracktui.ui.preferences import change

if TYPE_CHECKING:
    from tracktui.ui.host import Host

SWITCHES: dict[str, tuple[str, tuple[Any, ...], str]] = {
    "theme": ("Theme", ("dark", "light"), "both are measured: every word at least 4.5 to 1 on its ground"),
    "glyphs": ("Signs and lines", ("unicode", "ascii"), "ascii for fonts and terminals without drawn lines"),
    "reduced_motion": ("Reduced motion", (False, True), "nothing moves by itself: the text cursor does not blink"),
    "mouse": ("Mouse", (True, False), "off: the terminal keeps the mouse; from the next start on"),
}
"""The settings that the settings window changes: their words, their values, what they mean."""


DOORS: dict[str, tuple[str, str]] = {
    "keys": ("Keys", "enter chooses a command and gives it other keys; docs/keys.md has all of them"),
    "places": ("Places", "enter shows where settings, plan, catalogs and earlier versions are"),
}
"""The rows that lead further: their words, and what is behind them."""


class Preferences:
    """The commands about settings: `do_<id>` for each of them in the table."""

    def __init__(self, app: Host) -> None:
        self.app = app

    def do_theme(self) -> None:
        """The other theme."""
        change(self.app, "theme", "light" if self.app.read.settings.theme == "dark" else "dark")

    def do_themes(self) -> None:
        """Choose the theme; it is shown while one moves."""
        now = self.app.read.settings.theme
        options = [("dark", "dark", "quiet ink on dark ground"), ("light", "light", "the same, on paper")]

        def show(key: str) -> None:
            self.app.theme = self.app.themes[key].name

        def chosen(key: str | None) -> None:
            if key is None:
                show(now)
            else:
                change(self.app, "theme", key)

        self.app.push_screen(Choice("Which theme?", options, at=now, moved=show), chosen)

    def do_settings(self) -> None:
        """The settings window."""
        self.app.push_screen(SettingsWindow(self.app))


class SettingsWindow(Window[None]):
    """Every switch with its value; enter, space, left and right change it at once."""

    DEFAULT_CSS = (
        BOX.format(name="SettingsWindow")
        + "SettingsWindow Rows { background: $surface; } SettingsWindow .about { margin: 0; } SettingsWindow .hint { dock: bottom; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,comma", "leave", show=False), Binding("space", "next", show=False)]

    def __init__(self, app: Host) -> None:
        super().__init__()
        self.tracktui = app

    def compose(self) -> ComposeResult:
        """The switches, and where the rest is."""
        with Vertical(classes="box"):
            yield Static("Settings", classes="question")
            yield Rows(self._draw)
            yield Static("", classes="about")
            yield Ways("enter changes it", "esc closes")

    def on_mount(self) -> None:
        """The cursor on the first."""
        rows = self.query_one(Rows)
        rows.styles.height = len(SWITCHES) + len(DOORS)
        rows.show_keys([*SWITCHES, *DOORS])
        rows.focus()

    def _draw(self, key: str, width: int) -> list[Part]:
        if key in DOORS:
            own = len(self.tracktui.read.settings.keys)
            shown = {"keys": f"{own} of your own" if own else "as they come", "places": str(self.tracktui.read.file.parent)}[key]
            return [(f" {DOORS[key][0]:<18}", "text"), (fit(shown, max(1, width - 19)), "dim")]
        name, _, _ = SWITCHES[key]
        return [(f" {name:<18}", "text"), (_shown(getattr(self.tracktui.read.settings, key)), "strong")]

    def on_rows_highlighted(self, message: Rows.Highlighted) -> None:
        """What the switch means, and the file."""
        app = self.tracktui
        kept = "The demo keeps none of this." if app.demo else f"Kept in {app.read.file}"
        name, means = DOORS.get(message.key) or (SWITCHES[message.key][0], SWITCHES[message.key][2])
        rows: list[list[Part]] = [[], [(f"{name}: {means}.", "text")], [(kept, "dim")]]
        rows += [[(f"{problem.severity}: {problem.message} ({problem.where})", "warn")] for problem in app.settings_faults]
        self.query_one(".about", Static).update(lines(rows))

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """The next value, or what is behind the row."""
        self._turn(message.key, 1)

    def on_rows_sideways(self, message: Rows.Sideways) -> None:
        """The next value, or the one before."""
        self._turn(self.query_one(Rows).key, message.step)

    def action_next(self) -> None:
        """The next value."""
        self._turn(self.query_one(Rows).key, 1)

    def _turn(self, key: str | None, step: int) -> None:
        if key in DOORS:
            if step > 0:
                self._open(key)
        elif key is not None:
            values = SWITCHES[key][1]
            now = getattr(self.tracktui.read.settings, key)
            change(self.tracktui, key, values[(values.index(now) + step) % len(values)])
            self.query_one(Rows).refresh()

    def _open(self, door: str) -> None:
        if door == "keys":
            from tracktui.ui.acts.key_choice import ask

            ask(self.tracktui)
            return
        rows: list[list[Part]] = []
        for name, place in paths.places(self.tracktui.path).items():
            rows.append([(f"{name:<16}", "dim"), (str(place), "text"), ("" if place.exists() else "  (not there yet)", "dim")])
        self.app.push_screen(Reading("Where everything is", rows))


def _shown(value: Any) -> str:
    return {True: "on", False: "off"}.get(value, str(value))
