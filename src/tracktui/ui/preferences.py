"""The settings at work: put into effect, changed from inside the program, kept in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from tracktui import settings
from tracktui.problems import UserError
from tracktui.ui.keymap import table_of
from tracktui.ui.parts.list_view import ListView
from tracktui.ui.parts.look import ascii_only

if TYPE_CHECKING:
    from tracktui.ui.host import Host


def apply(app: Host) -> None:
    """Put the settings of the app into effect. The mouse is a matter of the start (run.py)."""
    chosen = app.read.settings
    app.theme = app.themes[chosen.theme].name
    app.ascii = chosen.glyphs == "ascii" or ascii_only()
    if not app.is_running:
        return
    for view in app.screen_stack[0].query(ListView):
        if view.ascii != app.ascii:
            view.ascii = app.ascii
            if app.shown is not None:
                view.show(app.shown)
    # Borders and bars are drawn from a cache that only new styles empty.
    app.refresh_css(animate=False)
    app.refresh_frame()


def change(app: Host, name: str, value: Any) -> None:
    """Change a setting now, and in the file; in the demo only now."""
    app.read = msgspec.structs.replace(app.read, settings=msgspec.structs.replace(app.read.settings, **{name: value}))
    if name == "keys":
        _take_keys(app)
    apply(app)
    if app.demo:
        return
    try:
        settings.change(app.read.file, {name: value})
    except UserError as error:
        app.notify(f"{error.problems[0].message}. {error.problems[0].hint}", severity="error")


def _take_keys(app: Host) -> None:
    app.table, _ = table_of(app.read)
    for key in app.table.keys:
        app.bind(key, f"do('{key}')", show=False)
