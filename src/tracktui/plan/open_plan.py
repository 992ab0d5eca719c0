"""A plan that is open: its path, its bytes, its value, and what was written to it today and can be taken back.

Everything that changes the file goes through here to store.py, one save at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from tracktui.plan import history as past
from tracktui.plan import snapshots, store, unsaved
from tracktui.plan.authority import refuse_unless_made
from tracktui.plan.model import Plan
from tracktui.plan.read import Remembered, read_plan
from tracktui.problems import Problem, UserError, refuse


class OpenPlan:
    """One plan file, open for reading and writing. `today` bounds undo: what was written on another day is voided, not undone."""

    def __init__(self, path: Path, today: date, access: store.Access = store.ALONE, remembered: Remembered | None = None) -> None:
        self.path, self.today, self.access, self.remembered = path, today, access, remembered
        self._stamp = _stamp(path)
        self.plan, self.data = store.load(path, remembered)
        self.notes: list[str] = []
        self._history: past.History | None = None

    @property
    def history(self) -> past.History:
        """What was written today. Read when it is first asked for."""
        if self._history is None:
            self._history = past.load(self.path.resolve(), self.access.state, self.today)
        return self._history

    @property
    def can_undo(self) -> bool:
        """Whether the last write of today stands as it was made."""
        return bool(self.history.done) and past.taken_back(self.history.done[-1], self.data) is not None

    @property
    def can_redo(self) -> bool:
        """Whether what was taken back last can be done again."""
        return bool(self.history.undone) and past.done_again(self.history.undone[-1], self.data) is not None

    @property
    def last_step(self) -> past.Step | None:
        """What `undo` would take back, where the file stands as that write left it."""
        return self.history.done[-1] if self.can_undo else None

    @property
    def next_step(self) -> past.Step | None:
        """What `redo` would do again."""
        return self.history.undone[-1] if self.can_redo else None

    def append(self, block: str, words: str, by: str = "") -> None:
        """Append journal entries; `words` say what an undo would take back. What cannot be saved is kept aside (unsaved.py).

        `by` is who has the keyboard, "" for the engineer.
        """
        store.refuse_unwritable(self.plan)
        try:
            saved = store.append(self.path, block, expected=self.data, access=self.access)
        except UserError as error:
            first, *others = error.problems
            if first.code in unsaved.WORTH_KEEPING and unsaved.keep(self.path, self.access.state, block):
                hint = f"{first.hint}; what you entered is kept: tracktui restore --unsaved adds it"
                raise UserError([msgspec.structs.replace(first, hint=hint), *others]) from error
            raise
        self._wrote(saved, words, by)

    def add_unsaved(self) -> str:
        """Append the entries that could not be saved before; their text, "" when there are none."""
        block = unsaved.waiting(self.path, self.access.state)
        if block and self.access.state is not None:
            store.refuse_unwritable(self.plan)
            self._wrote(store.append(self.path, block, expected=self.data, access=self.access), "what could not be saved before")
            unsaved.forget(self.path, self.access.state)
        return block

    def edit(self, change: Callable[[Any], None], words: str, then: Callable[[Plan], str] = lambda plan: "") -> None:
        """Change the head (a tomlkit document). `then` gives the entries that record it: both are one step of undo."""
        store.refuse_unwritable(self.plan)
        before, steps = self.data, len(self.history.done)
        self._wrote(store.edit_head(self.path, change, expected=self.data, access=self.access), words)
        block = then(self.plan)
        if not block:
            return
        saved = store.append(self.path, block, expected=self.data, access=self.access)
        ours = len(self.history.done) > steps and store.BOTH_KEPT not in saved.notes
        self._take(saved)
        if ours:
            self._keep(past.History(self.today, (*self.history.done[:-1], past.step_between(before, saved.data, words)), ()))

    def put(self, data: bytes, words: str) -> None:
        """Put other bytes in place: a tidied, merged or earlier version."""
        self._wrote(store.put(self.path, data, expected=self.data, access=self.access), words)

    def undo(self, by: str = "") -> past.Step:
        """Take the last write of today back; the step that it was. `by` is who has the keyboard, "" for the engineer.

        Raises:
            UserError: nothing was written today, the file is not as that write left it, or somebody else made it.
        """
        refuse_unless_made(self.plan, self.last_step, by)
        step = self.history.done[-1] if self.history.done else None
        before = past.taken_back(step, self.data) if step is not None else None
        if step is None or before is None:
            raise refuse("nothing that was written today can be taken back", "tracktui undo voids the last entry instead", code="nothing-to-undo")
        self._take(store.put(self.path, before, expected=self.data, access=self.access))
        self._keep(past.History(self.today, self.history.done[:-1], (*self.history.undone, step)))
        return step

    def redo(self, by: str = "") -> past.Step:
        """Do what was taken back again; the step that it is."""
        refuse_unless_made(self.plan, self.next_step, by)
        step = self.history.undone[-1] if self.history.undone else None
        after = past.done_again(step, self.data) if step is not None else None
        if step is None or after is None:
            raise refuse("there is nothing to do again", "only what was taken back today can be", code="nothing-to-redo")
        self._take(store.put(self.path, after, expected=self.data, access=self.access))
        self._keep(past.History(self.today, (*self.history.done, step), self.history.undone[:-1]))
        return step

    def take_back(self, block: str, words: str, by: str = "") -> None:
        """Append an entry that voids an older one. To do it again is to take that entry away."""
        store.refuse_unwritable(self.plan)
        undone = self.history.undone if self.can_redo else ()
        saved = store.append(self.path, block, expected=self.data, access=self.access)
        self._take(saved)
        self._keep(past.History(self.today, self.history.done, (*undone, past.step_between(saved.data, saved.before, words, by))))

    def reload(self) -> bool:
        """Read the file again; whether it had changed. What was written today can be taken back when it comes to stand as it was."""
        self._stamp = _stamp(self.path)
        plan, data = store.load(self.path, self.remembered)
        changed = data != self.data
        self.plan, self.data = plan, data
        return changed

    def looks_changed(self) -> bool:
        """Whether the file's size or time is not what it was. A cheap look; only its bytes decide."""
        return _stamp(self.path) != self._stamp

    def cut_off(self) -> tuple[Problem, ...]:
        """One warning when the file is a beginning of its newest kept version and nothing of ours made it so, else nothing."""
        real, state = self.path.resolve(), self.access.state
        if state is None or past.knows(real, state, self.plan.hash):
            return ()
        kept = snapshots.listed(real, state)[:1]
        try:
            whole = snapshots.content(kept[0]) if kept else b""
        except UserError:
            return ()
        if len(whole) <= len(self.data) or not whole.startswith(self.data):
            return ()
        message = f"the plan looks cut off: the version of {kept[0].moment.astimezone():%Y-%m-%d %H:%M} begins like it and goes on"
        hint = "tracktui restore 1 --show says what is missing, tracktui restore 1 brings it back"
        return (Problem(file=str(self.path), code="plan-cut-off", severity="warning", message=message, hint=hint),)

    def take_notes(self) -> tuple[str, ...]:
        """What the saves since the last time had to say."""
        notes, self.notes = tuple(self.notes), []
        return notes

    def _wrote(self, saved: store.Saved, words: str, by: str = "") -> None:
        self._take(saved)
        if saved.before != saved.data:
            self._keep(self.history.wrote(past.step_between(saved.before, saved.data, words, by)))

    def _take(self, saved: store.Saved) -> None:
        self.plan, self.data = read_plan(saved.data, str(self.path), self.remembered), saved.data
        self._stamp = _stamp(self.path)
        self.notes += saved.notes

    def _keep(self, changed: past.History) -> None:
        self._history = changed
        past.save(self.path.resolve(), self.access.state, changed)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (-1, -1)
    return (found.st_size, found.st_mtime_ns)
