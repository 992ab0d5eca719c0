"""Pictures of the Tracks screen, compared with those in snapshots/."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from driver import SIZES, after
from tracktui.ui.app import TracktuiApp

pytestmark = pytest.mark.usefixtures("kept_figures")
AppOn = Callable[..., TracktuiApp]
EMPTY = 'format = 1\n[profile]\nid = "ada"\n'


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_tracks(snap_compare: Any, app_on: AppOn, size: tuple[int, int]) -> None:
    assert snap_compare(app_on(), terminal_size=size, run_before=after("7"))


@pytest.mark.parametrize("keys", [("enter",), ("j", "x"), ("t", *"jjjjjjj")], ids=["page", "what-if", "role-light"])
def test_tracks_states(snap_compare: Any, app_on: AppOn, keys: tuple[str, ...]) -> None:
    assert snap_compare(app_on(), terminal_size=(100, 30), run_before=after("7", *keys))


def test_what_hurts_leads_without_a_goal(snap_compare: Any, app_on: AppOn) -> None:
    assert snap_compare(app_on(EMPTY), terminal_size=(100, 30), run_before=after("7", "space", "space", "j", "j", "space"))


def test_tracks_in_ascii(snap_compare: Any, app_on: AppOn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKTUI_ASCII", "1")
    assert snap_compare(app_on(), terminal_size=(80, 24), run_before=after("7", "enter"))
