"""Pictures of the Review screen, compared with those in snapshots/."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from driver import SIZES, after
from tracktui.ui.app import TracktuiApp

pytestmark = pytest.mark.usefixtures("kept_figures")
AppOn = Callable[..., TracktuiApp]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_review(snap_compare: Any, app_on: AppOn, size: tuple[int, int]) -> None:
    assert snap_compare(app_on(), terminal_size=size, run_before=after("6"))


def test_review_as_the_reviewer_with_two_levels_side_by_side(snap_compare: Any, app_on: AppOn) -> None:
    keys = ("6", "z", "j", "j", "j", "j", "j", "enter", "j", "enter", "j", "plus", "minus")
    assert snap_compare(app_on(acting="sam"), terminal_size=(100, 30), run_before=after(*keys))


def test_review_of_figures(snap_compare: Any, app_on: AppOn) -> None:
    keys = ("6", "z", *"jjjjjj", "enter", *"jjjj")
    assert snap_compare(app_on(), terminal_size=(120, 36), run_before=after(*keys))


def test_review_without_a_goal(snap_compare: Any, app_on: AppOn) -> None:
    assert snap_compare(app_on('format = 1\n[profile]\nid = "ada"\n'), terminal_size=(100, 30), run_before=after("6"))


def test_review_in_ascii(snap_compare: Any, app_on: AppOn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKTUI_ASCII", "1")
    assert snap_compare(app_on(), terminal_size=(80, 24), run_before=after("6", *"jjjjjjjj"))


def test_review_asks_who_writes(snap_compare: Any, app_on: AppOn) -> None:
    assert snap_compare(app_on(), terminal_size=(80, 24), run_before=after("6", "o"))
