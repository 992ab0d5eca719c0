"""Every screen in every size and state, compared as the text a person reads with what is kept in snapshots/screens/.

One run visits all screens, so that sizes and states cost little. What is about colours is kept with the look of every word.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from contrast import hard_to_read
from drawn import colours_of, strips, styled, text_of, words_of
from driver import ready
from tracktui.ui.app import TracktuiApp
from tracktui.ui.commands import VIEWS, by_id

pytestmark = pytest.mark.usefixtures("kept_figures")
AppOn = Callable[..., TracktuiApp]
KEPT = Path(__file__).parents[2] / "snapshots" / "screens"
SIZES = [(60, 16), (80, 24), (200, 50)]
STYLED = ("dark", "light", "no-colour")
"""States that are kept with the looks of their words, all in 120x36."""
SCROLLBAR = set("\u2581\u2582\u2583\u2584\u2585\u2586\u2587")
"""The eighths of a block that Textual draws its scroll bars with, in ASCII mode too."""
EMPTY = 'format = 1\n[profile]\nid = "ada"\n'
FAULTY = (
    'format = 1\n[profile]\nid = "ada"\nhours_per_week = 6\nstart = 2026-11-02\n[focus]\nprimary = "sre"\nlevel = 2\n[choices]\npin = ["nothing-like-it"]\n'
)


def with_its_cursor(app: TracktuiApp) -> str:
    """What stands on the screen and how it is drawn. The row of the cursor begins reversed, or on a ground of its own."""
    rows = app.here.rows
    row = strips(app)[rows.region.y + rows.cursor - rows.scroll_offset.y].crop(rows.region.x, rows.region.right)
    first = next(segment.style for segment in row if segment.text.strip())
    assert first.reverse if app.no_color else first.bgcolor.get_truecolor().hex != app.current_theme.background
    return styled(app)


async def visited(app: TracktuiApp, size: tuple[int, int], *keys: str, drawn: Callable[[TracktuiApp], str] = text_of) -> dict[str, str]:
    """Each screen as text, once everything it works out is there. Every word on it stands out from its ground."""
    found: dict[str, str] = {}
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await pilot.press(*keys)
        for view in VIEWS:
            await pilot.press(by_id(view).keys[0])
            await app.workers.wait_for_complete()
            await pilot.pause()
            found[view] = drawn(app)
            assert hard_to_read(app) == {}, view
        # The line that filters has the keys now, and the cursor of the list has not.
        await pilot.press("slash")
        await pilot.pause()
        assert hard_to_read(app) == {}
    return found


def kept_of(state: str) -> dict[str, str]:
    """What is kept of each screen in a state."""
    return {view: (KEPT / f"{view}-{state}.txt").read_text(encoding="utf-8") for view in VIEWS}


def compare(request: pytest.FixtureRequest, state: str, found: dict[str, str]) -> None:
    """Against what is kept; with --snapshot-update what is kept is replaced."""
    for view, text in found.items():
        kept = KEPT / f"{view}-{state}.txt"
        if request.config.getoption("update_snapshots"):
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(text, encoding="utf-8")
        assert kept.read_text(encoding="utf-8") == text, f"{kept.name} reads otherwise: look, then pytest {Path(__file__).name} --snapshot-update"


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_screen_in_every_size(request: pytest.FixtureRequest, app_on: AppOn, size: tuple[int, int]) -> None:
    found = await visited(app_on(), size)
    compare(request, f"{size[0]}x{size[1]}", found)
    assert all(len(line) <= size[0] for text in found.values() for line in text.splitlines())


async def test_every_screen_of_an_empty_plan_says_what_to_do(request: pytest.FixtureRequest, app_on: AppOn) -> None:
    compare(request, "empty", await visited(app_on(EMPTY), (100, 30)))


async def test_every_screen_of_a_plan_with_faults_shows_the_rest(request: pytest.FixtureRequest, app_on: AppOn) -> None:
    found = await visited(app_on(FAULTY), (100, 30))
    compare(request, "faulty", found)
    assert all("problem" in text for text in found.values())


@pytest.mark.parametrize("state", STYLED)
async def test_every_screen_in_dark_in_light_and_without_colour(
    request: pytest.FixtureRequest, app_on: AppOn, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if state == "no-colour":
        monkeypatch.setenv("NO_COLOR", "1")
    app = app_on()
    compare(request, state, await visited(app, (120, 36), *("t" if state == "light" else ""), drawn=with_its_cursor))
    assert app.theme == ("tracktui-light" if state == "light" else "tracktui-dark")


def test_light_and_dark_and_no_colour_say_the_same() -> None:
    dark, light, none = ({view: words_of(text) for view, text in kept_of(state).items()} for state in STYLED)
    assert dark == light == none


def test_without_colour_none_is_written() -> None:
    assert not [look for text in kept_of("no-colour").values() for look in colours_of(text)]
    assert all(len(colours_of(text)) > 5 for text in kept_of("dark").values())


async def test_in_ascii_every_sign_of_ours_is_ascii(request: pytest.FixtureRequest, app_on: AppOn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKTUI_ASCII", "1")
    compare(request, "ascii", await visited(app_on(), (120, 36)))


def test_nothing_is_kept_of_a_screen_or_state_that_is_no_more() -> None:
    states = {*(f"{width}x{height}" for width, height in SIZES), *STYLED, "empty", "faulty", "ascii"}
    assert {path.name for path in KEPT.glob("*")} == {f"{view}-{state}.txt" for view in VIEWS for state in states}


def test_the_kept_texts_hold_more_than_frames() -> None:
    assert all(sum(char.isalpha() for char in path.read_text(encoding="utf-8")) > 60 for path in KEPT.glob("*.txt"))


def test_the_ascii_screens_hold_no_sign_that_only_some_fonts_have() -> None:
    found = {char for path in KEPT.glob("*-ascii.txt") for char in path.read_text(encoding="utf-8") if not char.isascii()}
    assert found <= SCROLLBAR, found
