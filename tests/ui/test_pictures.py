"""Pictures of each screen state, compared with those in snapshots/."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from driver import SIZES, after
from tracktui.ui.app import TracktuiApp

pytestmark = pytest.mark.usefixtures("kept_figures")
AppOn = Callable[..., TracktuiApp]
EMPTY = 'format = 1\n[profile]\nid = "ada"\n'
BROKEN = "format = 1\n[profile\n"


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_roadmap(snap_compare: Any, app_on: AppOn, size: tuple[int, int]) -> None:
    assert snap_compare(app_on(), terminal_size=size, run_before=after())


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_certs(snap_compare: Any, app_on: AppOn, size: tuple[int, int]) -> None:
    assert snap_compare(app_on(), terminal_size=size, run_before=after("5", "down"))


@pytest.mark.parametrize(
    "keys",
    [("slash", *"alert"), ("question_mark",), ("space",), ("w",), ("t",), ("5", "slash", *"kuber")],
    ids=["filter", "help", "progress", "why", "light", "search"],
)
def test_roadmap_states(snap_compare: Any, app_on: AppOn, keys: tuple[str, ...]) -> None:
    assert snap_compare(app_on(), terminal_size=(100, 30), run_before=after(*keys))


def test_no_goal_yet(snap_compare: Any, app_on: AppOn) -> None:
    assert snap_compare(app_on(EMPTY), terminal_size=(100, 30), run_before=after())


def test_a_broken_plan(snap_compare: Any, app_on: AppOn) -> None:
    assert snap_compare(app_on(BROKEN), terminal_size=(100, 30))


@pytest.mark.parametrize("steps", [0, 2, 5])
def test_wizard(snap_compare: Any, app_on: AppOn, steps: int) -> None:
    assert snap_compare(app_on(""), terminal_size=(100, 30), press=["enter"] * steps)


def test_too_small(snap_compare: Any, app_on: AppOn) -> None:
    assert snap_compare(app_on(), terminal_size=(50, 12), run_before=after())


def test_ascii(snap_compare: Any, app_on: AppOn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKTUI_ASCII", "1")
    assert snap_compare(app_on(), terminal_size=(100, 30), run_before=after())
