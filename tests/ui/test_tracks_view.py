"""The Tracks screen, driven key by key."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from driver import ready, shown, until
from tracktui.plan.read import read_plan
from tracktui.roadmap.alternatives.options import option
from tracktui.roadmap.views.track_short import CERTS, PROGRESS, PROJECTS, SUCCESS
from tracktui.ui import commands
from tracktui.ui.app import TracktuiApp
from tracktui.ui.finding import things
from tracktui.ui.parts.dialogs import Choice, Question, Reading
from tracktui.ui.tracks.playbook import name_fault
from tracktui.ui.tracks.view import TracksView
from tracktui.ui.tracks.what_if import WhatIf
from tracktui.wording import hours, month, usd

pytestmark = pytest.mark.usefixtures("kept_figures")
AppOn = Callable[..., TracktuiApp]
EMPTY = 'format = 1\n[profile]\nid = "ada"\n'
PLAN = 'format = 1\n# my plan\n[profile]\nid = "ada"\nhours_per_week = 8\n[focus]\nprimary = "sre"\nlevel = 2\nfrom = 1\n'


MEASURES = {
    "sre": ("minutes to a verified restore, down by 40 %", "down by 30 %", "< 60 minutes"),
    "cloud-security": ("down to 0 services", "down by 60 %", "0 older than 7"),
}
"""What the first projects and figures of a track are measured by."""


def view_of(app: TracktuiApp) -> TracksView:
    return app.query_one("#tracks", TracksView)


def detail(app: TracktuiApp) -> str:
    return " ".join(shown(app, "#tracks .detail").split())


def drawn(app: TracktuiApp, key: str, width: int = 90) -> str:
    return "".join(text for text, _ in view_of(app).draw(key, width))


async def opened(pilot: Pilot[Any], *, with_figures: bool = False) -> TracksView:
    """The screen; with every figure worked out where a test needs them."""
    await ready(pilot)
    await pilot.press("7")
    if with_figures:
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return view_of(pilot.app)  # type: ignore[arg-type] # the pilot's app is ours


async def test_the_answers_to_the_four_questions_stand_beside_the_track_one_is_in(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(160, 45)) as pilot:
        view = await opened(pilot, with_figures=True)
        assert view.rows.key == "track/sre"
        for words in (PROGRESS, PROJECTS, CERTS, SUCCESS):
            assert words in detail(app)
        assert "level 1, reached" in detail(app)
        assert "An error budget that decides releases: releases that broke the objective, down by 30 %" in detail(app)
        assert "OTCA" in detail(app)
        assert "Alert noise ratio: down, target: < 20 %" in detail(app)
        assert "116 h, 14 weeks, $0 at 7 h a week; so far you needed 79 % of the hours estimated" in detail(app)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45)], ids=str)
async def test_the_four_answers_of_every_track_are_in_sight_at_once(app_on: AppOn, size: tuple[int, int]) -> None:
    app = app_on()
    async with app.run_test(size=size) as pilot:
        view = await opened(pilot, with_figures=True)
        assert app.shown is not None
        for track in app.shown.catalog.tracks:
            view.reveal(f"track/{track}")
            await pilot.pause()
            seen = "".join(segment.text for row in app.screen._compositor.render_strips() for segment in row)
            assert [words in seen for words in (PROGRESS, PROJECTS, CERTS, SUCCESS)] == [True] * 4
            assert "You are at level" in seen or "the aim" in seen
            # Beside the list a line of the pane is not one of the screen.
            assert size[0] > 130 or all(figure in seen for figure in MEASURES.get(track, ()))


async def test_tracks_and_roles_stand_side_by_side_with_what_they_take(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(160, 45)) as pilot:
        view = await opened(pilot, with_figures=True)
        assert [key for key in view.rows.keys if key.startswith("track/")][:2] == ["track/sre", "track/platform"]
        assert app.shown is not None
        found = option(app.shown.catalog, app.shown.plan, app.today, "finops", 3)
        assert found.finish is not None
        figures = f"level 0 {hours(found.hours)} {found.weeks} {usd(found.price_usd)} {month(found.finish)} {len(found.certs)} {len(found.projects)}"
        assert drawn(app, "track/finops").split() == ["FinOps", *figures.split()]
        assert drawn(app, "track/sre").split()[0] == "1st"
        assert "~" in drawn(app, "role/finops-engineer")


async def test_plus_and_minus_compare_at_another_level_and_stop_at_the_ends(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(120, 36)) as pilot:
        view = await opened(pilot, with_figures=True)
        before = drawn(app, "track/finops")
        await pilot.press("plus")
        assert view.level == 3
        await until(pilot, lambda: drawn(app, "track/finops").split()[1:] > before.split()[1:] and "..." not in drawn(app, "track/finops"), "level 3")
        assert "Tracks to level 3" in drawn(app, "@tracks")
        await pilot.press("minus", "minus", "minus")
        assert view.level == 1
        assert any("Level 1 is the lowest" in note.message for note in app._notifications)


async def test_without_a_goal_what_hurts_comes_first_and_leads_to_a_track(app_on: AppOn) -> None:
    app = app_on(EMPTY)
    async with app.run_test(size=(120, 36)) as pilot:
        view = await opened(pilot)
        assert str(view.rows.key).startswith("pain/")
        assert "Mark what hurts" in detail(app)
        view.reveal("pain/bill-surprises")
        await pilot.press("space", "space", "space")
        assert "Start with FinOps: it answers the pain you marked, 9 of 9 points." in detail(app)
        assert "most of all" in drawn(app, "pain/bill-surprises")
        await until(pilot, lambda: "What it would cost you" in detail(app))
        view.reveal("pain/fear-of-release")
        await pilot.press("space")
        assert "1 of the 2 pains" in detail(app)
        await pilot.press("enter")
        assert view.rows.key == "track/finops"
        view.reveal("pain/bill-surprises")
        await pilot.press("space")
        assert "Start with Site reliability engineering" in detail(app)


async def test_b_leads_to_what_hurts_and_back(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(120, 36)) as pilot:
        view = await opened(pilot)
        await pilot.press("pageup", "pageup", "b", "b")
        assert view.rows.key == view.rows.keys[0]
        view.reveal("track/sre")
        await pilot.press("b")
        assert str(view.rows.key).startswith("pain/")
        await pilot.press("b")
        assert view.rows.key == "track/sre"


async def test_a_role_is_read_over_the_whole_width_searched_folded_and_left(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        view = await opened(pilot)
        view.reveal("role/cloud-native-engineer")
        await pilot.press("enter")
        await pilot.pause()
        assert not app.query_one("#tracks .detail-pane").display
        assert view.rows.key == "@card"
        folded = list(view.rows.keys)
        await pilot.press("z")
        assert len(view.rows.keys) > 500
        await pilot.press("z")
        assert len(view.rows.keys) == len(view.page.sections) < len(folded)  # type: ignore[union-attr] # a page is open
        await pilot.press("/", *"ingress nginx", "enter")
        assert 0 < len([key for key in view.rows.keys if not key.startswith("@")]) < 10
        await pilot.press("escape", "escape")
        assert view.rows.key == "role/cloud-native-engineer"
        assert app.query_one("#tracks .detail-pane").display


async def test_left_and_right_fold_a_part_of_a_page_and_a_resize_wraps_it_anew(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        view = await opened(pilot)
        await pilot.press("enter", "j", "left")
        assert view.rows.key == "@short"
        assert "short/0" not in view.rows.keys
        await pilot.press("right")
        assert "short/0" in view.rows.keys
        await pilot.resize_terminal(70, 20)
        await pilot.pause()
        assert all(len("".join(text for text, _ in view.draw(key, 70))) <= 64 for key in view.rows.keys)


async def test_what_if_shows_both_sides_in_both_lanes_and_at_any_level_without_changing_anything(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(120, 40)) as pilot:
        view = await opened(pilot)
        view.reveal("track/finops")
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, WhatIf) and "goal reached" in shown(app, "#whatif"), "both sides")
        for words in ("as it is", "then", "hours", "money", "Certs earned per quarter", "Added", "Dropped", "becomes the secondary track at level 1"):
            assert words in shown(app, "#whatif")
        await pilot.press("s")
        await until(pilot, lambda: "as secondary track, to level 1" in shown(app, ".question") and "goal reached" in shown(app, "#whatif"))
        assert "Dropped" not in shown(app, "#whatif")
        await pilot.press("plus")
        await until(pilot, lambda: "to level 2" in shown(app, ".question") and "goal reached" in shown(app, "#whatif"))
        await pilot.press("minus", "escape")
        await until(pilot, lambda: not isinstance(app.screen, WhatIf))
        assert Path("plan.toml").read_text() == PLAN


async def test_a_track_is_taken_over_recorded_and_taken_back_in_one_step(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(120, 40)) as pilot:
        view = await opened(pilot)
        view.reveal("track/finops")
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, WhatIf) and "goal reached" in shown(app, "#whatif"))
        await pilot.press("a")
        await until(pilot, lambda: b"journal" in Path("plan.toml").read_bytes(), "the change")
        await until(pilot, lambda: app.workspace is not None and app.workspace.plan.focus.primary == "finops" and not app.busy.locked())
        plan = read_plan(Path("plan.toml").read_bytes(), "plan.toml")
        assert (plan.focus.primary, plan.focus.start_level, plan.focus.secondary, plan.focus.secondary_from) == ("finops", 0, "sre", 1)
        assert [(entry.event, entry.data["from"]["primary"], entry.data["to"]["primary"]) for entry in plan.journal] == [("focus", "sre", "finops")]
        assert "# my plan" in Path("plan.toml").read_text()
        await until(pilot, lambda: drawn(app, "track/finops").split()[0] == "1st")
        await pilot.press("u")
        await until(pilot, lambda: Path("plan.toml").read_text() == PLAN, "the undo")


async def test_taking_over_what_is_there_already_says_so(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, WhatIf) and "to level 3" in shown(app, ".question") and "goal reached" in shown(app, "#whatif"))
        await pilot.press("minus")
        await until(pilot, lambda: "This is your plan as it is." in shown(app, "#whatif"))
        await pilot.press("a")
        assert "This is your plan as it is" in shown(app, ".hint")
        assert Path("plan.toml").read_text() == PLAN


async def test_the_ways_between_two_roles_are_asked_for_and_read(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(120, 40)) as pilot:
        view = await opened(pilot)
        view.reveal("role/site-reliability-engineer")
        await pilot.press("f")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Reading) and "Questions a transfer" in shown(app, "#reading"))
        text = shown(app, "#reading")
        assert "a usual next step" in text
        assert "for you" in text
        assert "Questions a transfer should answer" in text
        assert "Which incident did you command" in text


async def test_a_playbook_becomes_a_plan_beside_the_present_one_and_never_over_a_file(app_on: AppOn) -> None:
    app = app_on(PLAN)
    Path("leader-90.toml").write_text("mine")
    async with app.run_test(size=(120, 40)) as pilot:
        view = await opened(pilot)
        view.reveal("playbook/leader-90")
        await pilot.pause()
        assert "Map the team into a skills matrix" in detail(app)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, Question))
        await pilot.press(*["backspace"] * 30, *"leader-90.toml", "enter")
        await pilot.pause()
        assert "is there already" in shown(app, ".fault")
        await pilot.press(*["backspace"] * 30, *"first.toml", "enter")
        await until(pilot, lambda: Path("first.toml").exists())
        await pilot.pause()
        assert Path("leader-90.toml").read_text() == "mine"
        made = tomllib.loads(Path("first.toml").read_text())
        assert len(made["own"]["step"]) == 16
        assert made["profile"]["hours_per_week"] == 8
        assert any("tracktui --plan first.toml" in note.message for note in app._notifications)
        assert Path("plan.toml").read_text() == PLAN


async def test_the_demo_says_that_it_keeps_no_plan(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(120, 40)) as pilot:
        view = await opened(pilot)
        view.reveal("playbook/leader-90")
        await pilot.press("n")
        await pilot.pause()
        assert any("tracktui new --playbook leader-90" in note.message for note in app._notifications)


@pytest.mark.parametrize("name", ["", "a/b.toml", "../b.toml", "plan", "taken.toml", ".."])
def test_a_file_name_that_will_not_do_is_told(name: str) -> None:
    Path("taken.toml").touch()
    assert name_fault(Path(), name)


def test_a_free_file_name_will_do() -> None:
    assert name_fault(Path(), "first.toml") == ""


async def test_the_filter_finds_tracks_roles_and_pains_whatever_is_folded(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(120, 36)) as pilot:
        view = await opened(pilot)
        await pilot.press("/", *"bill")
        assert view.rows.keys == ["@hurts", "pain/bill-surprises", "pain/savings-never-land"]
        await pilot.press("escape")
        assert "pain/bill-surprises" not in view.rows.keys


async def test_the_palette_leads_to_a_role(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await app.go_to("tracks", "role/finops-engineer")
        assert view_of(app).rows.key == "role/finops-engineer"
        assert "role/finops-engineer" not in view_of(app).folded
        assert app.shown is not None
        assert any((thing.id, thing.kind, thing.key) == ("finops-engineer", "role", "role/finops-engineer") for thing in things(app.shown))


async def test_every_key_of_the_screen_works_on_its_row_or_says_why_not(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(120, 36)) as pilot:
        view = await opened(pilot)
        own = [command for command in commands.here("tracks") if command.views]
        works = {
            "pain/bill-surprises": "tracks_mark",
            "track/sre": "tracks_whatif",
            "role/finops-engineer": "tracks_routes",
            "playbook/leader-90": "tracks_plan",
        }
        for key, expected in works.items():
            view.reveal(key)
            await pilot.pause()
            footer = shown(app, "#footer")
            able = {command.id for command in own if not view.cannot(command.id)}
            assert able == {expected, "tracks_choose", "tracks_up", "tracks_down"}
            assert commands.by_id(expected).words in footer
        assert all(view.cannot(command.id).endswith((".",)) for command in own if command.id not in able)
