"""What is around the screens: settings, help, palette, mouse, clipboard, links, undo, notes, the tour, broken plans."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.widgets import Input

from driver import ready, shown, until
from making import TODAY
from tracktui import crash, paths, settings
from tracktui.ui import commands
from tracktui.ui.acts.key_choice import ask
from tracktui.ui.acts.settings_window import SettingsWindow
from tracktui.ui.acts.tour import Tour, first_time, steps
from tracktui.ui.app import TracktuiApp
from tracktui.ui.commands import VIEWS
from tracktui.ui.finding import things
from tracktui.ui.help import Help
from tracktui.ui.parts.bar import Bar
from tracktui.ui.parts.clipboard import put, tool
from tracktui.ui.parts.dialogs import Choice, Question, Reading
from tracktui.ui.parts.links import links_of, may_open
from tracktui.ui.parts.list_view import ListView
from tracktui.ui.parts.rows import Rows
from tracktui.ui.run import make_app
from tracktui.workspace import Workspace

AppOn = Callable[..., TracktuiApp]
PLAN = 'format = 1\n[profile]\nid = "ada"\nhours_per_week = 8\n[focus]\nprimary = "sre"\nlevel = 2\n'
SIZE = (120, 36)


def write_settings(text: str) -> Path:
    paths.config().mkdir(parents=True)
    paths.settings_file().write_text(text)
    return paths.settings_file()


def notes(app: Any) -> str:
    return "\n".join(note.message for note in app._notifications)


# -- settings ---------------------------------------------------------------------------------------------------------


async def test_settings_hold_from_the_start(app_on: AppOn) -> None:
    write_settings('theme = "light"\nglyphs = "ascii"\nreduced_motion = true\n[keys]\nwhy = "S"\n')
    app = app_on(PLAN)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert app.theme == "tracktui-light"
        assert not {char for strip in app.screen._compositor.render_strips() for segment in strip for char in segment.text if not char.isascii()}
        assert "S why" in shown(app, "#footer")
        await pilot.press("slash")
        await pilot.pause()
        assert isinstance(app.focused, Input)
        assert not app.focused.cursor_blink


async def test_the_settings_window_changes_them_at_once_and_in_the_file(app_on: AppOn) -> None:
    file = write_settings("# mine\nunknown = 1\n")
    app = app_on(PLAN)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("comma")
        await until(pilot, lambda: isinstance(app.screen, SettingsWindow))
        await pilot.press("enter", "down", "space", "down", "right", "down", "left")
        await pilot.pause()
        assert (app.theme, app.ascii) == ("tracktui-light", True)
        assert app.query_one("#roadmap", ListView).ascii
        assert file.read_text() == '# mine\nunknown = 1\ntheme = "light"\nglyphs = "ascii"\nreduced_motion = true\nmouse = false\n'
        await pilot.press("q")
        await until(pilot, lambda: not isinstance(app.screen, SettingsWindow))


async def test_a_command_gets_another_key_in_the_window_at_once_and_for_good_and_a_taken_one_is_refused(app_on: AppOn) -> None:
    file = write_settings('# mine\n[keys]\nredo = "U"   # as in vim\n')
    app = app_on(PLAN)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        ask(app, "why")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Question))
        await pilot.press("q", "enter")
        await until(pilot, lambda: "'q' would be why and quit at once" in shown(app, ".fault"))
        await pilot.press("backspace", "S", "enter")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        await pilot.press("escape")
        await until(pilot, lambda: "S why" in shown(app, "#footer"))
        assert file.read_text() == '# mine\n[keys]\nredo = "U"   # as in vim\nwhy = ["S"]\n'
        await pilot.press("S")
        await until(pilot, lambda: isinstance(app.screen, Reading))


async def test_the_settings_window_says_where_everything_is_and_its_keys_can_be_clicked(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(60, 16)) as pilot:
        await ready(pilot)
        await pilot.press("comma")
        await until(pilot, lambda: isinstance(app.screen, SettingsWindow))
        await pilot.press("end")
        await pilot.click(".hint", offset=(2, 0))
        await until(pilot, lambda: isinstance(app.screen, Reading))
        assert str(paths.settings_file()) in "".join(shown(app, "#reading").split())
        await pilot.click(".hint", offset=(14, 0))
        await until(pilot, lambda: isinstance(app.screen, SettingsWindow))


async def test_in_the_demo_nothing_is_written(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("t")
        await pilot.pause()
        assert app.theme == "tracktui-light"
        assert not paths.settings_file().exists()


async def test_a_theme_is_shown_while_one_moves_and_kept_when_it_is_chosen(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await app.run_command(commands.by_id("themes"))
        await until(pilot, lambda: isinstance(app.screen, Choice))
        await pilot.press("down")
        await until(pilot, lambda: app.theme == "tracktui-light", "the preview")
        await pilot.press("escape")
        await until(pilot, lambda: app.theme == "tracktui-dark", "the theme from before")
        await app.run_command(commands.by_id("themes"))
        await until(pilot, lambda: isinstance(app.screen, Choice))
        await pilot.press("down", "enter")
        await until(pilot, lambda: settings.read(paths.settings_file()).settings.theme == "light", "the saved theme")


@pytest.mark.parametrize("text", ["theme = [\n", 'theme = "blue"\n', "catalogs = 3\n", '[keys]\nquit = "w"\n'])
async def test_with_broken_settings_the_app_starts_says_where_and_keeps_them(app_on: AppOn, text: str) -> None:
    file = write_settings(text)
    app = app_on(PLAN)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert app.found is not None
        assert "config.toml:" in notes(app)
        assert "1 problem (!)" in shown(app, "#status")
        await pilot.press("q")
    assert not app.is_running
    assert file.read_text() == text


# -- help and palette -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_lists_what_works_first_filters_as_one_types_and_does_what_a_row_says(app_on: AppOn, key: str) -> None:
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, Help))
        rows = app.screen.query_one(Rows)
        screen_s = [row for row in rows.keys[: rows.keys.index("@Everywhere")] if row.startswith("do:")]
        assert screen_s
        assert all(commands.by_id(row[3:]).views for row in screen_s)
        everywhere = [row[3:] for row in rows.keys[rows.keys.index("@Everywhere") : rows.keys.index("@Moving")] if row.startswith("do:")]
        works = [app.can(commands.by_id(name)) for name in everywhere]
        assert works == sorted(works, reverse=True)
        assert {*everywhere, *(row[3:] for row in screen_s)} == {command.id for command in commands.here("roadmap")} - {"help"}
        await pilot.press(*"calend")
        await pilot.pause()
        assert rows.keys == ["@Everywhere", "do:timeline"]
        await pilot.press("enter")
        await until(pilot, lambda: app.view == "timeline")


async def test_escape_takes_the_filter_of_help_away_before_it_closes(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("question_mark", *"zzz", "escape")
        await pilot.pause()
        assert isinstance(app.screen, Help)
        assert len(app.screen.query_one(Rows).keys) > 20
        await pilot.press("q")
        await until(pilot, lambda: not isinstance(app.screen, Help))


async def test_the_palette_has_every_command_and_says_why_one_cannot_run(app_on: AppOn) -> None:
    from tracktui.ui.palette import Everything

    app = app_on(PLAN)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        hits: list[Any] = [hit async for hit in Everything(app.screen).discover()]
        assert len(hits) == len(commands.here("roadmap")) - 1
        undo = next(hit for hit in hits if "Take the last change back" in str(hit.display))
        assert (str(undo.display), undo.help) == ("Take the last change back  (u)", "There is nothing to undo.")


async def test_everything_of_roadmap_and_catalog_can_be_gone_to_by_name(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        assert app.shown is not None
        found = list(things(app.shown))
        catalog = app.shown.catalog
        assert {thing.id for thing in found} >= {*catalog.items, *catalog.tracks, *catalog.roles, *catalog.skills}
        for kind in ("project", "cert", "check", "track", "role", "skill"):
            thing = next(thing for thing in reversed(found) if thing.kind == kind)
            await app.go_to_thing(thing)
            if thing.view is None:
                await until(pilot, lambda: isinstance(app.screen, Reading), f"{kind} {thing.id}")
            else:
                assert app.here.rows.key == thing.key
            await pilot.press("escape")
            await pilot.pause()


# -- the mouse --------------------------------------------------------------------------------------------------------


def place(app: TracktuiApp, bar: str, command: str) -> tuple[int, int]:
    """Where on a bar a command stands."""
    found = app.query_one(bar, Bar)
    padding = found.styles.padding.left
    return next(column for column in range(found.size.width) if found.command_at(column) == command) + padding, 0


async def test_tabs_and_the_footer_can_be_clicked(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        for view in (*VIEWS, "roadmap"):
            await pilot.click("#tabs", offset=place(app, "#tabs", view))
            await until(pilot, lambda view=view: app.view == view, view)  # type: ignore[misc] # bound now
        await pilot.click("#footer", offset=place(app, "#footer", "why"))
        await until(pilot, lambda: isinstance(app.screen, Reading))
        await pilot.click(offset=(1, 1))
        await until(pilot, lambda: not isinstance(app.screen, Reading), "the window closed by a click beside it")
        await pilot.click("#footer", offset=place(app, "#footer", "help"))
        await until(pilot, lambda: isinstance(app.screen, Help))
        await pilot.press("q")
        await until(pilot, lambda: not isinstance(app.screen, Help))
        await pilot.click("#footer", offset=place(app, "#footer", "quit"))
        await pilot.pause()
    assert not app.is_running


async def test_a_click_selects_and_a_double_click_opens(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        rows = app.query_one("#roadmap", ListView).rows
        heading = next(at for at, key in enumerate(rows.keys) if key.startswith("@20"))
        await pilot.click(rows, offset=(6, heading + 1))
        await pilot.pause()
        assert rows.cursor == heading + 1
        before = len(rows.keys)
        await pilot.click(rows, offset=(6, heading), times=2)
        await until(pilot, lambda: len(rows.keys) < before, "the folded quarter")
        await pilot.click(".detail-pane")
        await pilot.pause()
        assert app.focused is app.query_one(".detail-pane")


async def test_the_wheel_scrolls_lists_and_leaves_the_cursor(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(100, 24)) as pilot:
        await ready(pilot)
        await pilot.press("5")
        await pilot.pause()
        rows = app.query_one("#certs", ListView).rows
        at = rows.cursor
        for _ in range(3):
            await pilot._post_mouse_events([events.MouseScrollDown], rows, offset=(5, 3))
        await until(pilot, lambda: rows.scroll_offset.y > 3, "the scrolled list")
        assert rows.cursor == at
        await pilot.click(rows, offset=(6, 2))
        await pilot.pause()
        assert rows.cursor == rows.scroll_offset.y + 2


# -- what leaves the program ------------------------------------------------------------------------------------------


async def test_name_id_or_link_is_copied_and_said(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        for keys, copied in (((), "OpenTelemetry Certified Associate"), (("down",), "otca"), (("down", "down"), "https://")):
            await pilot.press("y")
            await until(pilot, lambda: isinstance(app.screen, Choice))
            await pilot.press(*keys, "enter")
            await until(pilot, lambda copied=copied: app.clipboard.startswith(copied), copied)  # type: ignore[misc] # bound now
            assert f"Copied: {app.clipboard}" in notes(app)


async def test_the_request_for_a_cert_is_copied_with_one_key(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("Y")
        await until(pilot, lambda: app.clipboard.startswith("Request: OTCA"), "the request")
        assert "Copied: the request for OTCA" in notes(app)
        app.query_one("#roadmap", ListView).reveal("@done")
        await pilot.press("Y")
        await until(pilot, lambda: "This works on a certification" in notes(app), "why not")


async def test_a_link_is_shown_before_it_is_opened_and_without_a_display_it_is_copied(app_on: AppOn, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    app = app_on()
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("O")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        url = app.screen.query_one(Rows).key
        assert opened == []
        await pilot.press("enter")
        await until(pilot, lambda: opened == [url], "the browser")
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
            monkeypatch.delenv(name, raising=False)
        await pilot.press("O", "enter")
        await until(pilot, lambda: app.clipboard == url, "the copied link")
        assert opened == [url]


@pytest.mark.parametrize(
    ("url", "fine"),
    [
        ("https://example.org/a?b=1#c", True),
        ("http://example.org:8080", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("https://name:word@example.org", False),
        ("https://example.org/a b", False),
        ("https://example.org/\x1b[2J", False),
        ("https://example.org/$(x)`y`", False),
        ("-https://example.org", False),
        ("https://ex\u0430mple.org", False),
        ("https://example.org:99999", False),
        ("https://example.org/" + "a" * 3000, False),
    ],
)
def test_only_plain_web_addresses_may_be_opened(url: str, fine: bool) -> None:
    assert may_open(url) is fine


def test_links_are_the_page_the_sources_and_the_evidence_each_once() -> None:
    Path("plan.toml").write_text(
        PLAN + '[[journal]]\nat = 2026-11-01\nevent = "noted"\nitem = "cka"\nevidence = [{ link = "https://example.org/mine" }, { link = "javascript:x" }]\n'
    )
    workspace = Workspace.open(Path("plan.toml"), TODAY)
    found = links_of(workspace.catalog, workspace.plan, "cka")
    assert found[0].what.split(",")[0] in ("its page", "a source")
    assert (found[-1].what, found[-1].url) == ("evidence of 1 Nov 2026", "https://example.org/mine")
    assert len({link.url for link in found}) == len(found)


def test_the_system_s_own_tool_gets_the_text_as_its_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "xclip").write_text(f'#!/bin/sh\n/bin/cat > {tmp_path / "clip"}\necho "$@" > {tmp_path / "arguments"}\n')
    (folder / "xclip").chmod(0o755)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert put("a $(b)\nc")
    assert (tmp_path / "clip").read_text() == "a $(b)\nc"
    assert (tmp_path / "arguments").read_text() == "-selection clipboard\n"
    assert tool("linux", {"PATH": str(folder)}) == []
    assert tool("darwin", {"PATH": str(folder)}) == []
    monkeypatch.delenv("DISPLAY")
    assert not put("x")


# -- changes and notes ------------------------------------------------------------------------------------------------


async def test_undo_names_what_it_took_back_and_the_changes_of_today_are_listed(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("5", "/", *"kcna", "enter", "space")
        await until(pilot, lambda: isinstance(app.screen, Question))
        await pilot.press("enter")
        await until(pilot, lambda: "kcna is among what you hold" in notes(app), "the change")
        await app.workers.wait_for_complete()
        await pilot.press("u")
        await until(pilot, lambda: "Undone: that you hold kcna." in notes(app), "the undo")
        await app.workers.wait_for_complete()
        await app.run_command(commands.by_id("session"))
        await until(pilot, lambda: isinstance(app.screen, Reading))
        text = shown(app, "#reading")
        assert "Nothing has been changed today." in text
        assert "-  that you hold kcna" in text


async def test_success_goes_after_three_seconds_and_an_error_stays_until_a_key(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        app.notify("Done.", timeout=30)
        app.notify("Not done: [@click=app.quit]x[/]", severity="error", timeout=1)
        await until(pilot, lambda: len(app._notifications) == 2)
        found = {note.message: note for note in app._notifications}
        assert found["Done."].timeout <= 3
        assert not found["Not done: [@click=app.quit]x[/]"].markup
        assert found["Not done: [@click=app.quit]x[/]"].timeout > 3600
        await pilot.press("j")
        await until(pilot, lambda: len(app._notifications) == 0, "no note")


async def test_ctrl_c_closes_a_window_and_then_leaves(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, Reading))
        await pilot.press("ctrl+c")
        await until(pilot, lambda: not isinstance(app.screen, Reading))
        await pilot.press("ctrl+c")
        await pilot.pause()
    assert app.return_value == 0


# -- broken plans and failures ----------------------------------------------------------------------------------------


async def test_a_broken_plan_is_brought_back_from_an_earlier_version(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("p")
        await until(pilot, lambda: "pin" in Path("plan.toml").read_text())
        await app.workers.wait_for_complete()
    app = app_on("format = 1\n[profile\n")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "B brings an earlier version back" in shown(app, "#broken")
        assert "B earlier versions" in shown(app, "#footer")
        await pilot.press("B")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        await pilot.press("enter")
        await ready(pilot)
        assert Path("plan.toml").read_text() == PLAN
        await pilot.press("B")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        assert len(app.screen.query_one(Rows).keys) == 2


async def test_the_editor_is_the_user_s_own_and_without_one_the_file_is_named(app_on: AppOn, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracktui.ui.acts.plan_file import editor

    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    app = app_on(PLAN)
    async with app.run_test(size=SIZE) as pilot:
        await ready(pilot)
        await pilot.press("E")
        await until(pilot, lambda: str(Path("plan.toml").resolve()) in notes(app), "the path")
    monkeypatch.setenv("EDITOR", f"{sys.executable} -c 'pass'")
    assert editor() == [sys.executable, "-c", "pass"]
    monkeypatch.setenv("VISUAL", "/nowhere/editor")
    assert editor()[0] == sys.executable
    monkeypatch.setenv("EDITOR", "'unclosed")
    assert editor() == []


def test_a_failure_leaves_a_report_without_a_value_in_it() -> None:
    def fails(secret: str) -> None:
        raise ValueError(secret)

    try:
        fails(" ".join(["what", "ada", "wrote"]))
    except ValueError as error:
        text = crash.sentence(error)
    file = next((paths.state() / "failures").iterdir())
    assert str(file) in text
    assert "in fails" in file.read_text()
    assert "what ada wrote" not in file.read_text()
    assert os.name == "nt" or file.stat().st_mode & 0o077 == 0


# -- the tour ---------------------------------------------------------------------------------------------------------


async def test_the_tour_has_few_steps_frames_what_it_is_about_and_ends_where_it_began(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert {step.view for step in steps()} == set(commands.VIEWS)
        assert len(steps()) <= 11
        await app.run_command(commands.by_id("tour"))
        for step in steps():
            await until(pilot, lambda: isinstance(app.screen, Tour) and bool(app.screen_stack[0].query(".toured")), "the frame")
            assert app.view == step.view
            assert any(command == step.view and parts[0][0].startswith("[") for command, parts in app.query_one("#tabs", Bar).cells), "the tab says where it is"
            framed = app.screen_stack[0].query_one(step.where)
            box = app.screen.query_one(".box").region
            assert framed.has_class("toured")
            assert not (box.contains_region(framed.region)), f"the words of {step.where} hide it"
            assert "{" not in shown(app, ".text")
            await pilot.press("enter")
            await pilot.pause()
        await until(pilot, lambda: not isinstance(app.screen, Tour))
        assert app.view == "roadmap"
        assert not app.query(".toured")


async def test_the_tour_is_given_once_and_escape_ends_it(app_on: AppOn) -> None:
    app = make_app(None, (), TODAY, demo=True)
    app.tour_first = True
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Tour), "the tour")
        await pilot.press("enter", "escape")
        await until(pilot, lambda: not isinstance(app.screen, Tour))
        first_time(app)
        await pilot.pause()
        assert not isinstance(app.screen, Tour)
