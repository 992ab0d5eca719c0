"""Long random lives of a plan against a model in plain Python: nothing is lost, nothing else changes, undo takes back what was written."""

from __future__ import annotations

import shutil
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from amounts import SOAK, amount, tell
from tracktui.plan import layout, snapshots, store
from tracktui.plan.open_plan import OpenPlan
from tracktui.plan.read import read_plan
from tracktui.plan.remembered import Segments
from tracktui.problems import UserError
from tracktui.review.merge import merge

TODAY = date(2026, 11, 23)
HEAD = '# mine\nformat = 1\n\n[profile]\nid = "ada"   # me\nhours_per_week = 8\n\n[focus]\nprimary = "sre"\nlevel = 2\n'
BLOCK = '[[journal]]\nat = 2026-11-01T18:00:00Z\nid = "e{number}"\nby = "{by}"\nevent = "noted"\nnote = "{note}"\n'
NOTES = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='"\\'), max_size=12)


class Content(msgspec.Struct, frozen=True):
    """What the file means, as the model has it."""

    hours: int = 8
    level: int = 2
    entries: tuple[str, ...] = ()
    comments: int = 0


class PlanLife(RuleBasedStateMachine):
    """One plan, one window of ours, an editor and a second program beside it."""

    lives = steps = 0

    @initialize(style=st.sampled_from(["lf", "crlf", "bom", "open end"]))
    def begin(self, style: str) -> None:
        PlanLife.lives += 1
        self.folder = Path(tempfile.mkdtemp(prefix="plan-life-"))
        self.path, self.state = self.folder / "plan.toml", self.folder / "state"
        text = {"crlf": HEAD.replace("\n", "\r\n"), "bom": "\ufeff" + HEAD, "open end": HEAD.rstrip("\n")}.get(style, HEAD)
        self.path.write_bytes(text.encode())
        self.crlf = style == "crlf"
        self.number = 0
        self.model = self.seen = Content()
        self.done: list[tuple[Content, Content]] = []
        self.undone: list[tuple[Content, Content]] = []
        self.versions: set[bytes] = {self.path.read_bytes()}
        self.open()

    def open(self) -> None:
        self.window = OpenPlan(self.path, TODAY, store.Access(self.state), Segments(self.folder / "cache"))
        self.seen = self.model

    def wrote(self, after: Content) -> None:
        """A write of ours: it can be taken back, and nothing of anybody else's with it."""
        self.done.append((self.model, after))
        self.undone.clear()
        self.model = self.seen = after

    def block(self, by: str, note: str) -> tuple[str, str]:
        self.number += 1
        return f"e{self.number}", BLOCK.format(number=self.number, by=by, note=note)

    @rule(note=NOTES)
    def append(self, note: str) -> None:
        name, block = self.block("ada", note)
        self.window.append(block, "a note")
        self.wrote(msgspec.structs.replace(self.model, entries=(*self.model.entries, name)))

    @rule(hours=st.integers(1, 30))
    def edit(self, hours: int) -> None:
        def change(head: Any) -> None:
            head["profile"]["hours_per_week"] = hours

        theirs = self.model.hours != self.seen.hours
        mine = hours != self.seen.hours
        if theirs and mine and hours != self.model.hours:
            with pytest.raises(UserError, match="hours_per_week"):
                self.window.edit(change, "hours")
            return
        self.window.edit(change, "hours")
        after = msgspec.structs.replace(self.model, hours=hours if mine else self.model.hours)
        if after == self.model:
            self.seen = after
            return
        self.wrote(after)

    @rule(note=NOTES)
    def somebody_else_appends(self, note: str) -> None:
        name, block = self.block("sam", note)
        store.append(self.path, block, expected=self.path.read_bytes())
        self.model = msgspec.structs.replace(self.model, entries=(*self.model.entries, name))

    @rule(level=st.integers(1, 4), hours=st.integers(1, 30))
    def an_editor_changes_the_head(self, level: int, hours: int) -> None:
        end = "\r\n" if self.crlf else "\n"
        text = self.path.read_bytes().decode()
        text = text.replace(f"level = {self.model.level}", f"level = {level}", 1).replace(
            f"hours_per_week = {self.model.hours}", f"# by hand{end}hours_per_week = {hours}", 1
        )
        self.path.write_bytes(text.encode())
        self.model = msgspec.structs.replace(self.model, level=level, hours=hours, comments=self.model.comments + 1)

    @rule()
    def undo(self) -> None:
        self.window.reload()
        self.seen = self.model
        if self.done and self.done[-1][1] == self.model:
            before, after = self.done.pop()
            self.window.undo()
            self.undone.append((before, after))
            self.model = self.seen = before
        else:
            assert not self.window.can_undo
            with pytest.raises(UserError):
                self.window.undo()

    @rule()
    def redo(self) -> None:
        self.window.reload()
        self.seen = self.model
        if self.undone and self.undone[-1][0] == self.model:
            before, after = self.undone.pop()
            self.window.redo()
            self.done.append((before, after))
            self.model = self.seen = after
        else:
            with pytest.raises(UserError):
                self.window.redo()

    @rule()
    def restart(self) -> None:
        self.open()

    @rule()
    def reload(self) -> None:
        assert self.window.reload() or self.seen == self.model
        self.seen = self.model

    @precondition(lambda self: self.seen == self.model)
    @rule(note=NOTES)
    def merge_what_somebody_wrote_elsewhere(self, note: str) -> None:
        name, block = self.block("sam", note)
        base = self.path.read_bytes()
        merged = merge(base, base, base + b"\n" + block.encode())
        assert merged.conflicts == ()
        self.window.put(merged.data, "the merge")
        self.wrote(msgspec.structs.replace(self.model, entries=(*self.model.entries, name)))

    @invariant()
    def the_file_means_what_the_model_says(self) -> None:
        PlanLife.steps += 1
        data = self.path.read_bytes()
        plan = read_plan(data)
        assert plan.problems == ()
        assert tuple(entry.id for entry in plan.journal) == self.model.entries
        assert (plan.profile.hours_per_week, plan.focus.level) == (self.model.hours, self.model.level)
        assert data.count(b"# by hand") == self.model.comments
        assert b"# mine" in data
        assert b"# me" in data
        if self.crlf:
            assert b"\n" not in data.replace(b"\r\n", b"")
        head, tail = layout.split(data)
        assert head + tail == data

    @invariant()
    def what_is_remembered_is_what_is_read(self) -> None:
        if self.seen == self.model:
            assert self.window.plan.journal == read_plan(self.window.data).journal

    def teardown(self) -> None:
        for kept in snapshots.listed(self.path.resolve(), self.state):
            read_plan(snapshots.content(kept))
        shutil.rmtree(self.folder)


def test_a_plan_lives_through_anything_without_loss() -> None:
    started = time.monotonic()
    run_state_machine_as_test(
        PlanLife,
        settings=settings(
            max_examples=amount(25, 10_000), stateful_step_count=20, deadline=None, database=None, suppress_health_check=list(HealthCheck), print_blob=not SOAK
        ),
    )
    tell("random lives of a plan", sequences=PlanLife.lives, states_checked=PlanLife.steps, seconds=round(time.monotonic() - started, 1))
