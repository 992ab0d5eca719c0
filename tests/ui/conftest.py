"""Frozen conditions for pictures, and snapshots in the top-level folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import pytest_textual_snapshot
import textual.constants
from textual._styles_cache import StylesCache
from textual.widgets import Input

from driver import DRAWN_EVERY, at_rest
from making import TODAY
from tracktui.ui.app import TracktuiApp
from tracktui.ui.run import make_app

SNAPSHOTS = Path(__file__).parents[2] / "snapshots"


class TopLevelSnapshots(pytest_textual_snapshot.SVGImageExtension):  # type: ignore[misc] # it has no types
    """Pictures in snapshots/, a folder per test file."""

    @classmethod
    def dirname(cls, *, test_location: object) -> str:
        """The folder of a test file's pictures."""
        return str(SNAPSHOTS / Path(test_location.filepath).stem)  # type: ignore[attr-defined] # it has no types


pytest_textual_snapshot.SVGImageExtension = TopLevelSnapshots


@pytest.fixture(autouse=True)
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """No animation, no blinking, true colour; a pilot waits for the app to be at rest; who looks at an item is told its prices at once."""
    monkeypatch.setattr("textual.app.wait_for_idle", at_rest)
    monkeypatch.setattr("textual.pilot.wait_for_idle", at_rest)
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", DRAWN_EVERY)
    monkeypatch.setattr(textual.constants, "TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setattr(textual.constants, "COLOR_SYSTEM", "truecolor")
    monkeypatch.setattr("tracktui.ui.parts.asked.STILL_SECONDS", 0.001)
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _: None)
    # It holds what the last 1,024 widgets had drawn, of apps long gone.
    StylesCache.get_inner_outer.cache_clear()


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that lives as long as the test run."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def kept_figures(home: Path, warm_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test has worked out is there at once for the next one, as for somebody who opens the program again."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(warm_cache))


@pytest.fixture
def app_on() -> Callable[..., TracktuiApp]:
    """Makes the app on a plan text, on the demo (None), or on no plan at all (""); `acting` has the keyboard."""

    def make(text: str | None = None, acting: str = "") -> TracktuiApp:
        if text is None:
            return make_app(None, (), TODAY, demo=True, acting=acting)
        path = Path("plan.toml")
        if text:
            path.write_text(text, encoding="utf-8")
        return make_app(path, (), TODAY, demo=False, acting=acting)

    return make
