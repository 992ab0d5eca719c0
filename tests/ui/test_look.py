"""What every eye and every terminal can read: contrast, ASCII, no meaning by colour alone, the same order as text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from rich._palettes import STANDARD_PALETTE
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import Theme

from contrast import LEAST, contrast
from driver import ready
from making import TODAY
from tracktui.cli.main import status_of
from tracktui.cli.screens import SCREENS
from tracktui.ui.app import TracktuiApp
from tracktui.ui.commands import VIEWS
from tracktui.ui.parts.list_view import ListView
from tracktui.ui.parts.look import SIXTEEN, THEMES
from tracktui.wording import MARKS

AppOn = Callable[..., TracktuiApp]
TONES = ("tone-dim", "tone-good", "tone-warn", "tone-accent", "tone-structure")


@pytest.mark.parametrize("theme", [*THEMES.values(), *SIXTEEN.values()], ids=lambda theme: theme.name)
def test_every_tone_can_be_read_on_every_ground_and_the_cursor_too(theme: Theme) -> None:
    grounds = {name: str(getattr(theme, name)) for name in ("background", "surface", "panel")} | {"cursor": theme.variables["tone-cursor-ground"]}
    inks = {"foreground": str(theme.foreground), **{name: theme.variables[name] for name in TONES}}
    measured = {(ink, ground): contrast(inks[ink], grounds[ground]) for ink in inks for ground in grounds}
    measured["on accent", "cursor with the keys"] = contrast(theme.variables["tone-on-accent"], theme.variables["tone-accent"])
    measured["foreground", "cursor without"] = contrast(str(theme.foreground), theme.variables["tone-cursor"])
    assert {pair: round(found, 2) for pair, found in measured.items() if found < LEAST} == {}


@pytest.mark.parametrize("theme", SIXTEEN.values(), ids=lambda theme: theme.name)
def test_with_sixteen_colours_every_colour_is_one_of_the_sixteen(theme: Theme) -> None:
    for colour in {str(theme.foreground), str(theme.background), *theme.variables.values()}:
        number = RichColor.parse(colour).downgrade(ColorSystem.STANDARD).number
        assert number is not None
        assert tuple(STANDARD_PALETTE[number]) == Color.parse(colour).rgb, colour


@pytest.mark.parametrize("system", ["standard", "truecolor"])
async def test_the_themes_follow_what_the_terminal_can_show(app_on: AppOn, monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr("textual.constants.COLOR_SYSTEM", system)
    app = app_on("")
    assert app.theme == ("tracktui-dark-16" if system == "standard" else "tracktui-dark")


def test_every_state_has_a_sign_an_ascii_sign_and_a_word() -> None:
    for state, mark in MARKS.items():
        assert mark.ascii.isascii(), state
        assert mark.word, state
        assert len(mark.glyph) == len(mark.ascii) == 1, state


async def test_in_ascii_nothing_else_is_drawn_in_windows_too(app_on: AppOn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKTUI_ASCII", "1")
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        for view in VIEWS:
            await app.switch(view)
            for keys in ((), ("question_mark",), ("escape", "comma"), ("escape", "ctrl+p"), ("escape", "slash", "a")):
                await pilot.press(*keys)
                app.notify("Said in a corner.", severity="error")
                await pilot.pause()
                found = {char for strip in app.screen._compositor.render_strips() for segment in strip for char in segment.text if not char.isascii()}
                assert not {char for char in found if not char.isalpha()}, (view, keys)
            await pilot.press("escape")


def test_every_screen_can_be_had_as_text_in_reading_order() -> None:
    assert set(SCREENS) >= set(VIEWS)


async def test_the_text_of_the_roadmap_has_the_order_of_the_screen(app_on: AppOn, capsys: pytest.CaptureFixture[str]) -> None:
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        assert app.found is not None
        ids = [key for key in app.query_one("#roadmap", ListView).rows.keys if not key.startswith("@")]
    assert status_of(["--demo", "--today", TODAY.isoformat(), "show", "roadmap"]) == 0
    told = re.findall(r"^ +\d+\. [a-z]+ ([^,]+),", capsys.readouterr().out, re.MULTILINE)
    codes = {item.short: item.id for item in app.found.items if item.short}
    assert [codes.get(name, name) for name in told] == ids
