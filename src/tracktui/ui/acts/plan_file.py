"""The commands about the plan as a file: the editor, earlier versions, what was changed today."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from tracktui import earlier
from tracktui.plan import snapshots
from tracktui.problems import UserError
from tracktui.ui.parts.content import Part
from tracktui.ui.parts.dialogs import Choice, Reading
from tracktui.work import Tell, Work, each

if TYPE_CHECKING:
    from tracktui.ui.host import Host

MOST_VERSIONS = 200


class PlanFile:
    """`do_<id>` for each of these commands in the table."""

    def __init__(self, app: Host) -> None:
        self.app = app

    def do_edit_plan(self) -> None:
        """Open the plan in the user's editor; read it again afterwards."""
        words = editor()
        path = self.app.workspace.path if self.app.workspace is not None else self.app.path
        if not words:
            self.app.notify(f"No editor is set: set EDITOR, or open {path.resolve()} yourself. What you save is shown at once.", severity="warning", timeout=12)
            return
        try:
            with self.app.suspend():
                subprocess.run([*words, str(path.resolve())], check=False)  # noqa: S603 # the user's own program on the user's own file, without a shell
        except SuspendNotSupported:
            self.app.notify(f"This terminal cannot be handed over: open {path.resolve()} in another window.", severity="warning", timeout=12)
            return
        except OSError as error:
            self.app.notify(f"{words[0]} cannot be started: {error.strerror or error}.", severity="error")
            return
        self.app.refresh()
        self.app.do_reload()

    def do_versions(self) -> None:
        """Choose an earlier version, and bring it back."""
        path = self.app.workspace.path if self.app.workspace is not None else self.app.path
        kept = earlier.kept(path)[:MOST_VERSIONS] if not self.app.demo else []
        if not kept:
            self.app.notify("No earlier version is kept yet: one is from the first change on.", severity="warning")
            return
        work = Work("reading the versions", stops=True)
        self.app.in_thread(work, partial(_options, kept), partial(self._choose, kept), group="versions", alone=False)

    def _choose(self, kept: list[snapshots.Snapshot], options: list[tuple[str, str, str]]) -> None:
        self.app.push_screen(Choice("Bring which version back? What stands there now is kept as well.", options), partial(self._chosen, kept))

    def _chosen(self, kept: list[snapshots.Snapshot], at: str | None) -> None:
        if at is None:
            return
        chosen = kept[int(at)]
        words = f"the version of {earlier.moment(chosen)}"
        app = self.app
        if app.workspace is not None:
            app.change(lambda workspace: workspace.put(snapshots.content(chosen), words), f"Brought back: {words}. Undo takes that back.")
            return

        def bring_back(_: Tell) -> None:
            earlier.bring_back(app.path, snapshots.content(chosen), words, app.today, app.overlays)

        def shown(_: None) -> None:
            app.open_plan()
            app.notify(f"Brought back: {words}.")

        def refused(error: UserError) -> None:
            app.notify(f"{error.problems[0].message}. {error.problems[0].hint}", severity="error")

        app.at_once(Work("bringing the version back"), bring_back, shown, refused)

    def do_session(self) -> None:
        """What was written today: the newest first, and what was taken back."""
        workspace = self.app.workspace
        if workspace is None:
            return
        history = workspace.opened.history
        rows: list[list[Part]] = [[(f"{number}  ", "dim"), (step.told, "text")] for number, step in reversed(list(enumerate(history.done, 1)))]
        rows = rows or [[("Nothing has been changed today.", "dim")]]
        if history.undone:
            rows += [[], [("Taken back; redo does it again", "title")]]
            rows += [[("-  ", "dim"), (step.told, "dim")] for step in reversed(history.undone)]
        self.app.push_screen(Reading("Changes of today, the newest first", [*rows, [], [("Undo takes back the uppermost.", "dim")]]))


def _options(kept: list[snapshots.Snapshot], tell: Tell) -> list[tuple[str, str, str]]:
    """Each version as a row: its number, its moment, how much is in it."""
    return [(str(at), earlier.moment(one), earlier.in_words(earlier.content(one))) for at, one in enumerate(each(kept, tell))]


def editor() -> list[str]:
    """The user's editor with its arguments, from VISUAL or EDITOR; [] where none is set or it is not there."""
    for name in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(os.environ.get(name, ""), posix=os.name != "nt")
        except ValueError:
            continue
        if words and shutil.which(words[0]):
            return words
    return []
