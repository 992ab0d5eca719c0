"""The Skills screen, driven key by key, and its rows as cells."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.color import Color
from textual.pilot import Pilot
from textual.widgets import Input

from driver import ready, shown, until
from making import TODAY, plan_of
from people import CATALOG, HEAD, logged
from tracktui.plan.matrix import matrix, row
from tracktui.plan.model import Evidence
from tracktui.plan.states import Standing
from tracktui.ui.app import TracktuiApp
from tracktui.ui.parts.dialogs import Choice, Question, Reading
from tracktui.ui.parts.list_view import ListView
from tracktui.ui.parts.look import DARK, LIGHT
from tracktui.ui.parts.marking import Marking
from tracktui.ui.skills.cells import bar, cells, gap_words, heading, name_width
from tracktui.ui.skills.drill import Drilling
from tracktui.ui.skills.view import DRILL, DRILLS, SkillsView

AppOn = Callable[..., TracktuiApp]
PLAN = 'format = 1\n[profile]\nid = "ada"\n%s[focus]\nprimary = "sre"\nlevel = 2\nfrom = 1\n'
WITH_SAM, ALONE = PLAN % 'reviewer = "sam"\n', PLAN % ""


def journal() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(Path("plan.toml").read_text(encoding="utf-8")).get("journal", [])
    return found


async def on_skills(pilot: Pilot[Any], key: str = "alerting") -> SkillsView:
    """The screen, with the cursor on a row."""
    await ready(pilot)
    await pilot.press("4")
    view = pilot.app.query_one(SkillsView)
    view.reveal(key)
    await pilot.pause()
    return view


async def written(pilot: Pilot[Any], entries: int = 1) -> dict[str, Any]:
    """The newest entry, once there are so many."""
    await until(pilot, lambda: len(journal()) == entries, f"{entries} entries")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return journal()[-1]


async def on(pilot: Pilot[Any], screen: type) -> Any:
    """The window, once it is open."""
    await until(pilot, lambda: isinstance(pilot.app.screen, screen), screen.__name__)
    await pilot.pause()
    return pilot.app.screen


# -- the rows as cells --------------------------------------------------------------------------------------------------


def drawn(*blocks: str, width: int = 100, skill: str = "alerting", coming: str = "") -> str:
    standing = Standing(CATALOG, plan_of(HEAD, *blocks), TODAY)
    found = row(standing, skill)
    return "".join(text for text, _ in cells(found, width, ai=False, ascii_only=True, coming=coming))


def test_a_row_reads_without_colour() -> None:
    claimed = logged("2026-11-01", "claimed", "alerting", level=3)
    assert drawn(claimed).split()[1:9] == ["3", ".", "1!", "3", "[1]", ".", "#++.", "."]
    assert "n/o" in drawn(logged("2026-11-01", "not-observed", "alerting"))
    assert "[0]" in drawn()
    assert drawn(claimed, width=140, coming="2 Dec  A ledger").endswith("2 Dec  A ledger" + " " * 29)
    assert "+++" in drawn(logged("2026-11-01", "interest", "alerting", level=3))


@pytest.mark.parametrize("width", [52, 61, 76, 97, 140])
def test_cells_stand_below_their_heads_at_every_width(width: int) -> None:
    text = drawn(logged("2026-11-01", "claimed", "alerting", level=3), width=width)
    head = "".join(text for text, _ in heading("v", "A track with a very long name indeed", "3 short", width))
    assert len(text) == len(head) == width
    at = {name: head.index(name, name_width(width)) for name in ("own", "evi", "now")}
    assert (text[at["own"] + 1], text[at["evi"] : at["evi"] + 2], text[at["now"] : at["now"] + 3]) == ("3", "1!", "[1]")


def test_the_bar_and_the_words_say_the_gap_and_what_holds_it() -> None:
    standing = Standing(CATALOG, plan_of(HEAD, logged("2026-11-01", "claimed", "alerting", level=2)), TODAY)
    found = next(one for one in matrix(standing) if one.id == "alerting")
    assert (bar(found, ascii_only=True), gap_words(found)) == ("#+..", "1 short, evidence")


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_every_shade_keeps_its_digit_readable(theme: Any) -> None:
    for level in range(1, 5):
        ground, text = (Color.parse(theme.variables[f"tone-heat-{level}{part}"]) for part in ("", "-text"))
        assert ratio(ground, text) >= 4.5


def ratio(one: Color, other: Color) -> float:
    """The contrast of two colours as WCAG 2 defines it."""

    def light(color: Color) -> float:
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


# -- the keys -----------------------------------------------------------------------------------------------------------


async def test_space_claims_a_level_with_behaviours_and_evidence_and_u_takes_it_back(app_on: AppOn) -> None:
    app = app_on(WITH_SAM)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_skills(pilot)
        await pilot.press("space")
        await on(pilot, Marking)
        await pilot.press("plus", "plus", "plus", "plus", "backspace")
        assert "speak for level 2" in shown(app, ".total")
        await pilot.press("enter")
        choice = await on(pilot, Choice)
        assert choice.at == "2"
        await pilot.press("enter")
        await on(pilot, Question)
        app.screen.query_one(Input).value = "https://example.org/pages"
        await pilot.press("enter")
        entry = await written(pilot)
        assert (entry["item"], entry["event"], entry["level"], len(entry["behaviours"])) == ("alerting", "claimed", 2, 4)
        assert entry["evidence"] == [{"link": "https://example.org/pages"}]
        await pilot.press("u")
        await until(pilot, lambda: not journal(), "the undo")


async def test_a_agrees_on_a_level_only_as_the_reviewer_with_what_was_seen(app_on: AppOn) -> None:
    app = app_on(WITH_SAM)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_skills(pilot)
        await pilot.press("a")
        await on(pilot, Question)
        await pilot.press(*"ada", "enter")
        assert "only sam may write this" in shown(app, ".fault")
        app.screen.query_one(Input).value = "sam"
        await pilot.press("enter")
        await on(pilot, Marking)
        await pilot.press("plus", "plus", "minus", "0", "enter")
        await on(pilot, Choice)
        await pilot.press("enter")
        entry = await written(pilot, 2)
        assert (entry["event"], entry["by"], entry["level"]) == ("assessed", "sam", 1)
        entry = journal()[0]
        assert [len(entry[key]) for key in ("seen", "not_seen", "no_opportunity")] == [2, 1, 1]
        await pilot.press("enter")
        await on(pilot, Reading)
        said = shown(app, "#reading")
        assert "no opportunity 23 Nov by sam" in said
        assert "not seen 23 Nov by sam" in said
        await pilot.press("q", "u")
        await until(pilot, lambda: not journal(), "one undo for both")


async def test_without_a_reviewer_an_agreed_level_shows_as_self_signed(app_on: AppOn) -> None:
    app = app_on(ALONE)
    async with app.run_test(size=(80, 24)) as pilot:
        view = await on_skills(pilot)
        await pilot.press("a")
        await on(pilot, Marking)
        await pilot.press("enter")
        await on(pilot, Choice)
        app.screen.dismiss("2")
        assert (await written(pilot))["event"] == "assessed"
        await until(pilot, lambda: "self-signed" in str(view.query_one(".detail").render()), "the word")


async def test_going_back_at_any_step_writes_nothing(app_on: AppOn) -> None:
    app = app_on(WITH_SAM)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_skills(pilot)
        for steps in (("escape",), ("enter", "enter", "escape")):
            await pilot.press("space")
            await on(pilot, Marking)
            for step in steps:
                await pilot.press(step)
                await pilot.pause()
        for key in ("a", "n", "I", "e"):
            await pilot.press(key)
            await until(pilot, lambda: len(app.screen_stack) == 2, "a window")
            await pilot.press("escape")
            await until(pilot, lambda: len(app.screen_stack) == 1, "the way back")
        assert journal() == []


async def test_n_says_not_observed_I_the_interest_and_e_adds_evidence(app_on: AppOn) -> None:
    app = app_on(WITH_SAM)
    async with app.run_test(size=(80, 24)) as pilot:
        view = await on_skills(pilot)
        await pilot.press("n")
        await on(pilot, Question)
        await pilot.press(*"pager", "enter")
        entry = await written(pilot)
        assert (entry["event"], entry["why"]) == ("not-observed", "pager")
        assert view.skill is not None
        assert view.skill.state.not_observed
        await pilot.press("I")
        await on(pilot, Choice)
        await pilot.press("down", "enter")
        assert (await written(pilot, 2))["level"] == 3
        await pilot.press("e")
        await on(pilot, Question)
        await pilot.press("enter")
        assert "write a link" in shown(app, ".fault")
        await pilot.press(*"runbook", "enter")
        entry = await written(pilot, 3)
        assert (entry["event"], entry["item"], entry["evidence"]) == ("noted", "alerting", [{"text": "runbook"}])


async def test_o_orders_b_groups_and_f_leaves_only_gaps(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await on_skills(pilot)
        pane: Any = view.query_one(".list-pane")
        assert "largest gap first" in str(pane.border_title)
        await pilot.press("o")
        assert "by name" in str(pane.border_title)
        assert view.rows.key == "alerting"
        await pilot.press("b")
        assert [key for key in view.rows.keys if key.startswith("@")] == ["@technical", "@collaboration", DRILLS]
        await pilot.press("f")
        assert "gaps only" in str(pane.border_title)
        assert "alerting" not in view.rows.keys
        assert DRILLS not in view.rows.keys
        await pilot.press("f", "b")
        assert [key for key in view.rows.keys if key.startswith("@")] == ["@all", DRILLS]


async def test_w_shows_the_next_level_and_enter_everything(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await on_skills(pilot)
        await pilot.press("w")
        await on(pilot, Reading)
        said = shown(app, "#reading")
        assert "Next: level 3, independent ownership" in said
        assert "An error budget that decides releases" in said
        await pilot.press("escape", "enter")
        await on(pilot, Reading)
        said = shown(app, "#reading")
        for part in ("Level 1, awareness", "History", "developed 2", "Does every page at night deserve a person?", "sre.google", "example.org/dashboards"):
            assert part in said
        await pilot.press("escape", "i")
        await on(pilot, Reading)
        assert "Facts on Alerting" in shown(app, ".question")
        assert "sre.google" in shown(app, "#reading")


async def test_groups_fold_with_enter_and_with_left_and_right(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await on_skills(pilot)
        await pilot.press("left")
        assert view.rows.key == "@sre"
        assert "alerting" not in view.rows.keys
        await pilot.press("right")
        assert "alerting" in view.rows.keys
        await pilot.press("enter")
        assert "alerting" not in view.rows.keys
        view.reveal("alerting")
        assert view.rows.key == "alerting"


async def test_the_filter_finds_skills_by_track_and_ai_and_drills(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await on_skills(pilot)
        await pilot.press("slash")
        view.query_one(Input).value = "ai platform"
        await until(pilot, lambda: view.words == "ai platform", "the filter")
        assert "ai-platform-services" in view.rows.keys
        assert "alerting" not in view.rows.keys
        view.query_one(Input).value = "checkout"
        await until(pilot, lambda: view.words == "checkout", "the filter")
        assert view.rows.keys == [DRILLS, f"{DRILL}checkout-without-limits"]


async def test_d_runs_a_drill_findings_are_kept_and_points_make_the_score(app_on: AppOn) -> None:
    app = app_on(WITH_SAM)
    async with app.run_test(size=(80, 24)) as pilot:
        view = await on_skills(pilot, f"{DRILL}checkout-without-limits")
        assert "Rubric" not in str(view.query_one(".detail").render())
        await pilot.press("d")
        await on(pilot, Drilling)
        await pilot.press(*"no limits", "enter", *"typo", "enter", "ctrl+z")
        assert app.screen.query_one(Input).value == "typo"
        app.screen.query_one(Input).value = "one key"
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1, "the way back")
        await pilot.press("enter")
        drilling = await on(pilot, Drilling)
        assert drilling.found == ["no limits", "one key"]
        await pilot.press("pagedown", "pageup", "enter")
        await on(pilot, Marking)
        await pilot.press("plus", "plus")
        said = shown(app, ".total")
        assert "passed from 60 %" in said
        await pilot.press("enter")
        entry = await written(pilot)
        assert (entry["event"], entry["item"], entry["found"]) == ("drilled", "checkout-without-limits", ["no limits", "one key"])
        assert said.startswith(f"{entry['score']} % ")
        assert view.drafts["checkout-without-limits"] == []
        await until(pilot, lambda: "Rubric" in str(view.query_one(".detail").render()), "the rubric")


async def test_a_key_of_skills_says_what_it_needs_on_a_heading(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        view = await on_skills(pilot, "@sre")
        footer = shown(app, "#footer")
        assert "claim" not in footer
        await pilot.press("space", "d")
        assert len(app.screen_stack) == 1
        assert view.rows.key == "@sre"


async def test_a_plan_without_a_track_says_what_to_do(app_on: AppOn) -> None:
    app = app_on('format = 1\n[profile]\nid = "ada"\n')
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await pilot.press("4")
        await until(pilot, lambda: "7 leads from what hurts to a track" in app.query_one("#skills", ListView).rows.empty, "the way out")


async def test_a_reviewer_at_the_keyboard_agrees_unasked_and_is_refused_the_engineers_words_before_typing(app_on: AppOn) -> None:
    private = logged("2026-11-01", "noted", "alerting", private=True, evidence=(Evidence(text="for me alone"),))
    app = app_on(WITH_SAM + private)
    async with app.run_test(size=(80, 24)) as pilot:
        view = await on_skills(pilot)
        await until(pilot, lambda: "for me alone" in str(view.query_one(".detail").render()), "the evidence")
        assert app.workspace is not None
        app.workspace.acting = "sam"
        assert app.shown is not None
        view.show(app.shown)
        await until(pilot, lambda: "for me alone" not in str(view.query_one(".detail").render()), "the evidence kept away")
        assert "ada's own word" in view.cannot("claim")
        assert view.cannot("skill_evidence") == ""
        await pilot.press("space", "I")
        assert len(app.screen_stack) == 1
        view.reveal(f"{DRILL}checkout-without-limits")
        await pilot.press("enter")
        assert len(app.screen_stack) == 1
        view.reveal("alerting")
        await pilot.press("a")
        await on(pilot, Marking)
        await pilot.press("enter")
        await on(pilot, Choice)
        await pilot.press("enter")
        entry = await written(pilot, 2)
        assert (entry["event"], entry["by"]) == ("assessed", "sam")
