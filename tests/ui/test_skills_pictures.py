"""Pictures of the Skills screen, compared with those in snapshots/."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from driver import SIZES, after
from tracktui.ui.app import TracktuiApp

pytestmark = pytest.mark.usefixtures("kept_figures")
AppOn = Callable[..., TracktuiApp]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_skills(snap_compare: Any, app_on: AppOn, size: tuple[int, int]) -> None:
    assert snap_compare(app_on(), terminal_size=size, run_before=after("4"))


@pytest.mark.parametrize("keys", [("space", "plus", "plus"), ("slash", *"checkout", "enter", "down", "d"), ("t",)], ids=["claim", "drill", "light"])
def test_skills_states(snap_compare: Any, app_on: AppOn, keys: tuple[str, ...]) -> None:
    assert snap_compare(app_on(), terminal_size=(100, 30), run_before=after("4", *keys))


def test_skills_without_a_track(snap_compare: Any, app_on: AppOn) -> None:
    assert snap_compare(app_on('format = 1\n[profile]\nid = "ada"\n'), terminal_size=(100, 30), run_before=after("4"))


def test_skills_in_ascii(snap_compare: Any, app_on: AppOn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKTUI_ASCII", "1")
    assert snap_compare(app_on(), terminal_size=(80, 24), run_before=after("4"))
