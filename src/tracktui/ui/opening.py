"""What the app shows first: the plan, the first run's questions, or why the plan cannot be shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import ContentSwitcher, Static

from tracktui.problems import UserError
from tracktui.ui import garbage, sentences
from tracktui.ui.parts.content import Part, lines
from tracktui.work import Work

if TYPE_CHECKING:
    from tracktui.catalog.model import Catalog
    from tracktui.roadmap.model import Roadmap
    from tracktui.ui.host import Host
    from tracktui.workspace import Workspace


def open_plan(app: Host) -> None:
    """Open the app's plan and show the roadmap that was shown last; today's follows. No catalog is read before that is on screen."""
    app.call_after_refresh(garbage.start)
    app.at_once(Work("reading your plan"), lambda _: _opened(app), partial(_show, app), partial(_cannot_be_opened, app))


def _opened(app: Host) -> tuple[Workspace, Roadmap | None]:
    workspace = app.open_workspace()
    return workspace, workspace.last_roadmap()


def _show(app: Host, opened: tuple[Workspace, Roadmap | None]) -> None:
    app.workspace, last = opened
    app.query_one("#views", ContentSwitcher).current = app.view
    if last is not None:
        app.stale = last.today != app.today
        app.show_roadmap(last)
    else:
        app.here.rows.empty = sentences.ONE_MOMENT
        app.query_one("#next", Static).update(lines([[("Making your roadmap ...", "dim")]]))
    app.here.rows.focus()
    app.refresh_frame()
    # Not before the first frame is out: the two would share one interpreter.
    app.set_timer(0.05 if last is not None else 0.001, app.make_roadmap)


def _cannot_be_opened(app: Host, error: UserError) -> None:
    if error.problems[0].code != "plan-missing":
        show_broken(app, error)
        return
    from tracktui.workspace import load_catalog

    app.here.rows.empty = sentences.FIRST_MOMENT
    app.at_once(Work("reading the catalog"), lambda _: load_catalog(app.overlays)[0], partial(_first_run, app), partial(show_broken, app))


def _first_run(app: Host, catalog: Catalog) -> None:
    from tracktui.ui.wizard import Wizard

    app.push_screen(Wizard(catalog, app.path, app.today), partial(_wizard_done, app))


def _wizard_done(app: Host, path: Path | None) -> None:
    if path is None:
        app.exit(0)
    else:
        open_plan(app)
        app.notify(app.table.with_keys(sentences.WELCOME), title=f"{path} is your plan")


def show_broken(app: Host, error: UserError) -> None:
    """Say what is wrong with the plan, where, and the way out."""
    app.workspace = None
    rows: list[list[Part]] = [[(sentences.BROKEN, "strong")], []]
    for problem in error.problems[:12]:
        rows += [[(problem.message, "bold")], [(problem.where, "structure")], [(problem.hint, "dim")], []]
    rows.append([(app.table.with_keys(sentences.WAYS_OUT_OF_BROKEN), "text")])
    switcher = app.query_one("#views", ContentSwitcher)
    if switcher.query("#broken"):
        switcher.query_one("#broken", Static).update(lines(rows))
    else:
        switcher.mount(Static(lines(rows), id="broken"))
    switcher.current = "broken"
    app.refresh_frame()
