"""What stands around every screen, painted anew: status, tabs, footer; stacked panes where it is narrow, a word where it is too small."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from tracktui.plan.store import may_write
from tracktui.ui import header
from tracktui.ui.parts.bar import Bar, Cell
from tracktui.ui.parts.content import plain

if TYPE_CHECKING:
    from tracktui.ui.host import Host

SMALLEST = (60, 16)
NARROW = 100
"""Below this many columns the panes are stacked."""
LOW = 20
"""Below this many rows what stands above a list makes room for it."""


def fit(app: Host, width: int, height: int) -> None:
    """Stack the panes where it is narrow, leave heads out where it is low; say so where it is too small."""
    app.screen.set_class(width < NARROW, "narrow")
    app.screen.set_class(height < LOW, "low")
    tiny = width < SMALLEST[0] or height < SMALLEST[1]
    app.screen.set_class(tiny, "tiny")
    if tiny:
        text = plain(f"tracktui needs {SMALLEST[0]}x{SMALLEST[1]}, this is {width}x{height}")
        found = app.screen.query("#too-small")
        if found:
            found.only_one(Static).update(text)
        else:
            app.screen.mount(Static(text, id="too-small"))
    app.refresh_frame()


def renew(app: Host) -> None:
    """Paint the three lines. The wizard has none of them."""
    if app.screen.id == "wizard" or not app.query("#status"):
        return
    app.query_one("#status", Bar).show(_status(app))
    app.query_one("#tabs", Bar).show(header.tabs(app.view, app.table, app.size.width - 2))
    renew_footer(app)


def renew_footer(app: Host) -> None:
    """Paint the keys that work now. On the way out there is no line left to paint them on."""
    if not app.query("#footer"):
        return
    here = app.table.here(app.view) if app.workspace is not None else header.ways_out(app.table)
    can = (command for command in here if command.footer and app.can(command))
    app.query_one("#footer", Bar).show(header.footer(can, app.table, app.size.width + 1))


def _status(app: Host) -> list[Cell]:
    if app.workspace is None:
        return [("", [("tracktui  ", "strong"), (str(app.path.name), "text")])]
    plan, names = app.workspace.plan, app.found.tracks if app.found is not None else {}
    name = "demo plan" if app.demo else plan.profile.name or app.workspace.path.name
    writing = app.workspace.guest, not may_write(app.workspace.path)
    width, stale = app.size.width, app.stale
    return header.status(name, plan, names, app.found, width, stale=stale, faults=app.faults, table=app.table, writing=writing)
