"""Every key that a footer names, pressed on a row whose footer names it: what it opens, or what it changes."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, NamedTuple

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

import tracktui.ui
from drawn import looks
from driver import burst, ready, until
from tracktui.ui.acts.settings_window import SettingsWindow
from tracktui.ui.acts.tour import Tour
from tracktui.ui.app import TracktuiApp
from tracktui.ui.commands import COMMANDS, View
from tracktui.ui.help import Help
from tracktui.ui.parts.bar import Bar, Ways
from tracktui.ui.parts.dialogs import Choice, Question, Reading, Window
from tracktui.ui.parts.marking import Marking
from tracktui.ui.skills.drill import Drilling
from tracktui.ui.tracks.what_if import WhatIf

pytestmark = pytest.mark.usefixtures("kept_figures")
AppOn = Callable[..., TracktuiApp]
EMPTY = 'format = 1\n[profile]\nid = "ada"\n'
LEFT_OUT = (
    'format = 1\n[profile]\nid = "ada"\nhours_per_week = 8\n[focus]\nprimary = "sre"\nlevel = 2\nfrom = 1\n'
    '[[journal]]\nat = 2026-11-20\nevent = "skipped"\nitem = "one-region-ledger"\n'
)
OPENS: dict[str, tuple[type[Screen[Any]], str]] = {
    "assess": (Marking, "what was seen?"),
    "claim": (Marking, "what do you do unaided?"),
    "evidence": (Question, "Evidence for"),
    "facet": (Choice, "Narrow the catalog by"),
    "help": (Help, "What works here"),
    "hold": (Choice, "what happened?"),
    "level_up": (Reading, "the next level"),
    "palette": (CommandPalette, ""),
    "progress": (Choice, "what happened?"),
    "review_action": (Question, "What will be done?"),
    "review_back": (Question, "What is missing?"),
    "review_held": (Choice, "Which review was held?"),
    "review_level": (Choice, "which level do you agree on?"),
    "review_note": (Question, "A note about this talk"),
    "review_notes": (Question, "Write the notes into which file?"),
    "run_drill": (Drilling, "architecture review"),
    "skill_evidence": (Question, "Evidence for"),
    "tracks_plan": (Question, "file"),
    "tracks_routes": (Choice, "from which role?"),
    "tracks_whatif": (WhatIf, "What if:"),
    "what_if": (Choice, "What if?"),
    "why": (Reading, "Why"),
}
"""What opens: the window, and words of its heading."""
TO_THE_ENGINEER: dict[str, tuple[type[Screen[Any]], str]] = {
    "assess": (Question, "Who writes it?"),
    "review_back": (Choice, "Who writes it?"),
    "review_level": (Choice, "Who writes it?"),
    "review_sign": (Choice, "Who writes it?"),
}
"""What opens instead while the engineer has the keyboard: a reviewer's words are asked for by the reviewer's name."""
CHANGES: dict[str, Callable[[Any], object]] = {
    "compare": lambda app: set(app.here.rows.marked),
    "map_focus": lambda app: (app.here.mode, app.here.focus_id),
    "map_mode": lambda app: app.here.mode,
    "pin": lambda app: app.workspace.plan.choices.pin,
    "review_done": lambda app: app.workspace.plan.in_effect(),
    "review_no_occasion": lambda app: app.workspace.plan.in_effect(),
    "review_not_seen": lambda app: app.workspace.plan.in_effect(),
    "review_seen": lambda app: app.workspace.plan.in_effect(),
    "review_sign": lambda app: app.workspace.plan.in_effect(),
    "search": lambda app: isinstance(app.focused, Input),
    "skip": lambda app: app.workspace.plan.in_effect(),
    "to_today": lambda app: app.here.zoom,
    "tracks_choose": lambda app: app.here.rows.key,
    "tracks_fold": lambda app: len(app.here.rows.keys),
    "tracks_mark": lambda app: "".join(text for text, _ in app.here.draw(app.here.rows.key, 90)),
    "tracks_up": lambda app: app.here.level,
    "undo": lambda app: app.workspace.plan.choices.pin,
    "zoom_in": lambda app: app.here.scale.days,
    "zoom_out": lambda app: app.here.scale.days,
}
"""What changes."""
LEAVE = {"map_focus", "map_mode", "tracks_choose", "tracks_up", "zoom_in", "zoom_out"}
"""What leads away from the rows that the others are tried on."""
FIRST_ROWS, MOST_ROWS = 12, 45
BEFORE = {"to_today": ("plus", "plus"), "zoom_out": ("plus", "plus")}
"""Keys that make room for the change."""


class State(NamedTuple):
    """The screen, what its footers name there that they name nowhere else, and the way into the state: plan, keyboard, row, keys."""

    view: View
    names: str = ""
    plan: str | None = None
    acting: str = ""
    row: str = ""
    keys: tuple[str, ...] = ()


STATES = {
    "roadmap": State("roadmap", "progress evidence why what_if pin search help palette quit"),
    "roadmap, left out": State("roadmap", "skip undo", plan=LEFT_OUT, keys=("p", "G", "enter")),
    "timeline": State("timeline", "zoom_in zoom_out to_today"),
    "map": State("map", "map_focus map_mode"),
    "map, around": State("map", row="sre-3", keys=("f",)),
    "skills": State("skills", "claim assess skill_evidence level_up run_drill"),
    "skills, the reviewer": State("skills", acting="sam"),
    "certs": State("certs", "hold facet compare"),
    "review": State("review", "review_note review_action review_held review_notes review_done"),
    "review, the reviewer": State(
        "review", "review_sign review_back review_level review_seen review_not_seen review_no_occasion", acting="sam", row="skill/alerting", keys=("enter",)
    ),
    "tracks": State("tracks", "tracks_choose tracks_up tracks_whatif tracks_routes"),
    "tracks, no goal": State("tracks", "tracks_mark tracks_plan", plan=EMPTY),
    "tracks, a page": State("tracks", "tracks_fold", row="track/sre", keys=("enter",)),
}


@pytest.mark.parametrize("state", STATES)
async def test_every_key_in_the_footer_does_what_it_says_there(app_on: AppOn, state: str) -> None:
    view, names, plan, acting, row, keys = STATES[state]
    app = app_on(plan, acting=acting)
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await app.switch(view)
        await pilot.pause()
        if row:
            app.here.reveal(row)
        await burst(pilot, *keys)
        here = await named(pilot, set(names.split()))
        assert set(names.split()) <= set(here)
        for command in sorted(here, key=LEAVE.__contains__):
            if command != "quit":
                await try_out(pilot, command, here[command], opens=OPENS if acting else OPENS | TO_THE_ENGINEER)
        await burst(pilot, app.table.by_id("quit").keys[0])
    assert app.return_value == 0


async def named(pilot: Pilot[Any], wanted: set[str]) -> dict[str, str]:
    """What the footers of a screen name on its first rows, further down until all that is wanted was named; each with the first row whose footer names it."""
    app: Any = pilot.app
    found: dict[str, str] = {}
    for number, row in enumerate(app.here.rows.keys[:MOST_ROWS]):
        app.here.rows.go(number)
        await pilot.pause()
        found |= {command: row for command, _ in app.query_one("#footer", Bar).cells if command and command not in found}
        if number >= FIRST_ROWS and wanted <= set(found):
            break
    return found


async def try_out(pilot: Pilot[Any], command: str, row: str, opens: dict[str, tuple[type[Screen[Any]], str]]) -> None:
    """Press the key of a command on a row; then everything is as it was."""
    app: Any = pilot.app
    app.here.reveal(row) if row not in app.here.rows.keys else app.here.rows.go(app.here.rows.keys.index(row))
    await burst(pilot, *BEFORE.get(command, ()))
    step, look = app.workspace.opened.last_step, CHANGES.get(command, lambda app: None)
    before = look(app)
    await burst(pilot, app.table.by_id(command).keys[0])
    if command in opens:
        window, words = opens[command]
        await until(pilot, lambda: isinstance(app.screen, window), f"the window of {command}")
        assert not words or words in " ".join(str(heading.render()) for heading in app.screen.query(".question")), command
    else:
        await until(pilot, lambda: look(app) != before, f"the change by {command} on {row}")
    for _ in range(3):
        if len(app.screen_stack) > 1 or isinstance(app.focused, Input):
            await burst(pilot, "escape")
    if command == "undo":
        await burst(pilot, "ctrl+r")
    elif app.workspace.opened.last_step != step:
        await burst(pilot, "u")


def test_every_key_that_a_footer_may_name_is_tried_out() -> None:
    tried = {name for state in STATES.values() for name in state.names.split()}
    assert tried == {*OPENS, *CHANGES, "quit"}
    # Its rank never reaches the footer of a screen with so many keys: the storms press it.
    assert {command.id for command in COMMANDS if command.footer} - tried == {"move_exam"}


WINDOWS: dict[type[Screen[Any]], tuple[View, str, tuple[str, ...]]] = {
    Choice: ("roadmap", "otca", ("space",)),
    Question: ("roadmap", "otca", ("e", "x")),
    Reading: ("roadmap", "otca", ("w",)),
    Help: ("roadmap", "otca", ("question_mark", *"theme")),
    SettingsWindow: ("roadmap", "otca", ("comma",)),
    Marking: ("skills", "alerting", ("space", "plus", "up")),
    Drilling: ("skills", "drill:rag-on-spot", ("d", "x", "enter", "y")),
    WhatIf: ("tracks", "track/finops", ("x",)),
    Tour: ("roadmap", "otca", ("ctrl+p", *"few short steps", "enter", "enter")),
}
"""Windows: on which screen and row, and the keys that open them and give their own keys something to do."""


@pytest.mark.parametrize("window", WINDOWS)
async def test_every_key_that_a_window_names_does_something(app_on: AppOn, window: type[Screen[Any]]) -> None:
    view, row, keys = WINDOWS[window]
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await app.switch(view)

        async def opened() -> list[str]:
            app.here.reveal(row)
            for key in keys:
                await pilot.press(key)
            await until(pilot, lambda: type(app.screen) is window, "the window")
            return [key for key, _ in app.screen.query_one(Ways).cells]

        named = await opened()
        assert "escape" in named
        assert not [key for key in named if "^" in key]
        for key in named:
            before = looks(app)
            app.simulate_key(key)
            await until(pilot, lambda before=before: looks(app) != before, f"what {key} does")  # type: ignore[misc] # bound now
            for _ in range(4):
                if len(app.screen_stack) > 1:
                    await burst(pilot, "escape")
            await opened()


def test_every_window_there_is_is_opened() -> None:
    for module in walk_packages(tracktui.ui.__path__, "tracktui.ui."):
        import_module(module.name)
    assert {kind for kind in kinds_of(ModalScreen) if kind.__module__.startswith("tracktui.") and kind is not Window} == set(WINDOWS)


def kinds_of(kind: type[Any]) -> set[type[Any]]:
    """The classes made from a class."""
    return {kind} | {one for below in kind.__subclasses__() for one in kinds_of(below)}
