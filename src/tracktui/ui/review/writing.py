"""What the Review screen writes: each command asks what it must, then makes one call on the workspace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tracktui.plan.authority import refuse_unless_allowed
from tracktui.plan.events import EVENTS
from tracktui.plan.store import may_write
from tracktui.problems import UserError, refuse
from tracktui.review.due import ONE_TO_ONE
from tracktui.ui.acts.changes import Changes, Subject
from tracktui.ui.parts.dialogs import Choice, Question
from tracktui.ui.parts.list_view import ListView
from tracktui.ui.review.detail import LEVELS
from tracktui.ui.review.rows import Row
from tracktui.wording import day
from tracktui.workspace import Workspace

if TYPE_CHECKING:
    from tracktui.ui.host import Host

NOT_HERE = {
    "review_sign": "This works on a check that waits, or on a project below its target.",
    "review_back": "This works on a check that waits.",
    "review_seen": "This works on a behaviour: open a skill first.",
    "review_not_seen": "This works on a behaviour: open a skill first.",
    "review_no_occasion": "This works on a behaviour: open a skill first.",
    "review_level": "This works on a skill or one of its behaviours.",
    "review_done": "This works on an action or on what is owed.",
    "review_hand": "The plan names no reviewer: set reviewer in [profile], or start with --as WHO.",
}
READS = ("review_notes", "review_hand", "review_fold")
"""The commands of this screen that leave the plan as it is."""
READ_ONLY = "The plan is read-only: nothing can be written into it."
_SUBJECT = Subject("", "the plan", "")


class ReviewWriting(ListView):
    """The commands that write. The screen says which row is highlighted."""

    @property
    def row(self) -> Row | None:
        """The highlighted row; None on a heading."""
        raise NotImplementedError

    @property
    def _app(self) -> Host:
        return cast("Host", self.app)

    @property
    def _workspace(self) -> Workspace:
        workspace = self._app.workspace
        assert workspace is not None
        return workspace

    def cannot(self, command_id: str) -> str:
        """Why a command of this screen cannot run on this row; "" when it can."""
        row = self.row
        kind = row.kind if row is not None else ""
        below = kind == "stuck" and row is not None and row.about.cause == "not-met"
        can = {
            "review_sign": kind == "check" or below,
            "review_back": kind == "check",
            "review_seen": kind == "behaviour",
            "review_not_seen": kind == "behaviour",
            "review_no_occasion": kind == "behaviour",
            "review_level": kind in ("skill", "behaviour"),
            "review_done": kind == "action",
            "review_hand": bool(self._workspace.guest or self._workspace.plan.profile.reviewer),
        }
        if not can.get(command_id, True):
            return NOT_HERE[command_id]
        writes = command_id.startswith("review_") and command_id not in READS
        return READ_ONLY if writes and not may_write(self._workspace.path) else ""

    # -- the reviewer's words ---------------------------------------------------------------------------------------

    def _as_reviewer(self, event: str, then: Callable[[], None]) -> None:
        """Go on where whoever has the keyboard may write `event`; else offer to hand it to the reviewer."""
        workspace = self._workspace
        try:
            refuse_unless_allowed(workspace.plan, EVENTS[event], workspace.writer)
        except UserError as error:
            reviewer = workspace.plan.profile.reviewer
            if workspace.guest or not reviewer:
                self._app.notify(f"{error.problems[0].message}. {error.problems[0].hint}", markup=False, severity="warning", timeout=8)
                return
            options = [
                ("hand", reviewer, "has the keyboard, until W takes it back"),
                ("leave", "leave it", "nothing is written"),
            ]

            def answered(key: str | None) -> None:
                if key == "hand":
                    self._hand(reviewer)
                    then()

            self._app.push_screen(Choice(f"That is {reviewer}'s word. Who writes it?", options), answered)
        else:
            then()

    def _hand(self, who: str) -> None:
        self._workspace.acting = who
        if self.shown is not None:
            self.show(self.shown)
        self._app.refresh_frame()

    def do_review_hand(self) -> None:
        """Hand the keyboard over, or take it back."""
        workspace = self._workspace
        self._hand("" if workspace.guest else workspace.plan.profile.reviewer or "")
        now = workspace.guest
        words = f"{now} has the keyboard: a reviewer's words are written as {now}'s." if now else "The keyboard is yours again."
        self._app.notify(words, markup=False)

    def _ask(self, event: str) -> None:
        """Ask for an event about the highlighted row, then record it."""
        row = self.row
        if row is None:
            return
        subject = Subject(row.item, row.about.name, {"stuck": "project"}.get(row.kind, row.kind))
        self._as_reviewer(event, lambda: Changes(self._app).event_chosen(subject, event))

    def do_review_sign(self) -> None:
        """Sign a check off, or accept a project."""
        row = self.row
        if row is not None:
            self._ask("signed-off" if row.kind == "check" else "accepted")

    def do_review_back(self) -> None:
        """Send a check back."""
        self._ask("sent-back")

    def do_review_owes(self) -> None:
        """What the reviewer owes."""
        self._as_reviewer("owes", lambda: Changes(self._app).event_chosen(_SUBJECT, "owes"))

    def do_review_seen(self) -> None:
        """The behaviour was seen."""
        self._looked("seen")

    def do_review_not_seen(self) -> None:
        """The behaviour was not seen."""
        self._looked("not_seen")

    def do_review_no_occasion(self) -> None:
        """There was no opportunity."""
        self._looked("no_opportunity")

    def _looked(self, key: str) -> None:
        row = self.row
        if row is None:
            return
        _, behaviour = row.about

        def write() -> None:
            self.rows.action_move(1)
            # The sign before the behaviour says it: a message for each key would hide what is read next.
            self._app.change(lambda workspace: workspace.log("calibrated", row.item, **{key: [behaviour.name]}) and "")

        self._as_reviewer("calibrated", write)

    def do_review_level(self) -> None:
        """Agree on a level; what was seen proposes one."""
        row = self.row
        if row is None:
            return
        found = row.about if row.kind == "skill" else row.about[0]
        skill = found.skill
        at = found.proposed if found.proposed is not None else skill.state.level
        options = [(str(level), f"{level}  {words}", "what was seen speaks for it" if level == found.proposed else "") for level, words in enumerate(LEVELS)]

        def answered(key: str | None) -> None:
            if key is not None:
                level = int(key)
                self._app.change(lambda workspace: workspace.log("assessed", skill.id, level=level) and f"{skill.name}: level {level} is agreed.")

        self._as_reviewer("assessed", lambda: self._choose(f"{skill.name}: which level do you agree on?", options, str(at), answered))

    def _choose(self, question: str, options: list[tuple[str, str, str]], at: str, answered: Callable[[str | None], None]) -> None:
        self._app.push_screen(Choice(question, options, at=at), answered)

    # -- the words of both ------------------------------------------------------------------------------------------

    def do_review_action(self) -> None:
        """Agree on an action."""
        Changes(self._app).event_chosen(_SUBJECT, "action")

    def do_review_done(self) -> None:
        """An action is done."""
        row = self.row
        if row is not None:
            action = row.about
            self._app.change(lambda workspace: workspace.log("action-done", action=action.id) and f"Done: {action.what}.")

    def do_review_note(self) -> None:
        """Keep a note; an answer keeps its question."""
        row = self.row
        about = row.item if row is not None else ""
        asked = f"{row.text} " if row is not None and row.kind == "question" else ""
        question = asked.strip() or (f"A note about {row.text}" if row is not None and about else "A note about this talk")

        def written(text: str | None) -> None:
            if not text:
                return
            if self._workspace.guest:
                self._keep(about, f"{asked}{text}", private=False)
                return
            options = [("both", "for both", "it stands in the notes"), ("own", "for you alone", "private: left out of notes and of what is handed over")]
            self._choose("Who is it for?", options, "both", lambda key: self._keep(about, f"{asked}{text}", private=key == "own") if key else None)

        self._app.push_screen(Question(question, "a sentence; esc goes back", check=lambda text: "" if text else "write a sentence"), written)

    def _keep(self, about: str, text: str, *, private: bool) -> None:
        self._app.change(lambda workspace: workspace.log("noted", about, note=text, private=private) and f"Noted{', for you alone' if private else ''}.")

    def do_review_held(self) -> None:
        """The review was held."""
        from tracktui.review.due import kind_due

        workspace = self._workspace
        due = kind_due(workspace.person)
        names = {review.id: review.name or review.id for review in workspace.catalog.reviews.values()} | {ONE_TO_ONE: "1:1"}
        kinds = dict.fromkeys([due, ONE_TO_ONE, *names])
        words = {due: "the one that is due"} | {ONE_TO_ONE: "in between"}
        options = [(kind, names.get(kind, kind), words.get(kind, "")) for kind in kinds]

        def answered(kind: str | None) -> None:
            if kind is not None:
                self._app.change(lambda workspace: workspace.log("reviewed", kind=kind) and "The review was held: today's plan is the baseline from now on.")

        self._choose("Which review was held?", options, due, answered)

    def do_review_notes(self) -> None:
        """Write the notes into a new file."""
        name = f"1on1-{self._workspace.today.isoformat()}.md"
        question = Question("Write the notes into which file?", "a new file; private entries are left out", default=name, check=_file_fault)
        self._app.push_screen(question, self._export)

    def _export(self, name: str | None) -> None:
        if not name:
            return
        from tracktui.review.agenda import agenda
        from tracktui.review.notes import notes

        person = self._workspace.person
        path = Path(name).expanduser()
        try:
            _write_new(path, notes(agenda(person, private=False), person.name))
        except UserError as error:
            self._app.notify(f"{error.problems[0].message}. {error.problems[0].hint}", markup=False, severity="error", timeout=12)
        else:
            self._app.notify(f"Wrote {path}, as of {day(person.today)}.", markup=False)


def _file_fault(text: str) -> str:
    """What is wrong with the name of a file to write; "" when nothing is."""
    if not text:
        return "give a file, such as 1on1.md"
    path = Path(text).expanduser()
    if path.exists() or path.is_symlink():
        return f"{path} is there already and stays as it is: give another name"
    return "" if path.parent.is_dir() else f"there is no folder {path.parent}"


def _write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet.

    Raises:
        UserError: it has come to be there meanwhile, or cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise refuse(f"{path} is there already", "give another name: nothing was written", file=str(path)) from error
    except OSError as error:
        raise refuse(f"cannot write {path}: {error.strerror or error}", "choose another place", file=str(path)) from error
