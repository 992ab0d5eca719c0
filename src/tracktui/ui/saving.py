"""What the app does about the file on disk: looks for changes from outside, and asks where a save needs a yes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from tracktui.problems import UserError
from tracktui.work import Work
from tracktui.workspace import Workspace

if TYPE_CHECKING:
    from tracktui.ui.host import Host

LOOK_EVERY_SECONDS = 2.0


def look(app: Host) -> None:
    """Read the plan again when somebody else changed it. A file that cannot be read just now leaves on screen what was read last."""
    workspace = app.workspace
    if workspace is not None and not app.busy.locked() and workspace.looks_changed():
        app.at_once(Work("reading your plan"), lambda _: workspace.reload(), partial(_read_again, app), partial(_cannot_be_read, app))


def _read_again(app: Host, changed: bool) -> None:
    if changed:
        app.notify("Somebody else changed the plan: read again.", markup=False)
        app.make_roadmap()


def _cannot_be_read(app: Host, error: UserError) -> None:
    app.notify(f"{error.problems[0].message}. What you see is what was read last.", title="The file on disk", markup=False, severity="warning", timeout=8)


def refused(app: Host, error: UserError, change: Callable[[Workspace], Any], said: str) -> None:
    """Say why a change was not saved; where writing into the file itself would serve, ask."""
    problem = error.problems[0]
    workspace = app.workspace
    if problem.code != "plan-in-place" or workspace is None:
        app.notify(f"{problem.message}. {problem.hint}", markup=False, severity="error", timeout=12)
        return
    from tracktui.ui.parts.dialogs import Choice

    def answered(key: str | None) -> None:
        if key == "yes":
            workspace.write_in_place()
            app.change(change, said)

    options = [
        ("no", "leave it", "nothing is written"),
        ("yes", "write into it", "an earlier version is kept first; until the program ends"),
    ]
    app.push_screen(Choice(f"{problem.message}.", options, at="no"), answered)
