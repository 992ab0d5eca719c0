"""The terminal program, driven key by key."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from driver import burst, found, opened, planned, ready, shown, until
from tracktui.catalog.model import Catalog
from tracktui.ui import commands
from tracktui.ui.app import TracktuiApp
from tracktui.ui.parts.dialogs import Choice, Question, Reading
from tracktui.ui.parts.list_view import ListView
from tracktui.ui.parts.rows import Rows
from tracktui.ui.wizard import STEPS, Wizard

AppOn = Callable[..., TracktuiApp]
PLAN = 'format = 1\n[profile]\nid = "ada"\nhours_per_week = 8\n[focus]\nprimary = "sre"\nlevel = 2\n'
HOSTILE = ["[/]", "[@click=app.quit]x[/]", "[$accent]x", "a[i]", "\x1b]52;c;eA==\x07", "\u202eevil", ":warning:", "[link=https://example.org]x[/link]"]


async def test_the_roadmap_shows_what_is_next_and_why(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        assert "Go on with OTCA" in shown(app, "#next")
        assert "OpenTelemetry Certified Associate" in shown(app, ".detail")
        assert "Why it is here" in shown(app, ".detail")
        assert "2 weeks later" in shown(app, "#status")

        def told() -> str:
            return " ".join(shown(app, ".detail").split())

        # The slip of an item is said at once, its cause when it has been worked out.
        await until(pilot, lambda: "weeks later than agreed on" in told() and "because less was worked since" in told(), told())
        assert "Where its facts were read" in shown(app, ".detail")
        pane = app.query_one("#roadmap .list-pane")
        assert str(pane.border_subtitle).endswith("1 of 15")
        await pilot.press("j")
        assert str(pane.border_subtitle).endswith("2 of 15")


async def test_progress_is_recorded_says_what_it_unlocked_and_can_be_undone_and_redone(app_on: AppOn) -> None:
    app = app_on(PLAN.replace("level = 2", "level = 2\nfrom = 1"))
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        head = Path("plan.toml").read_bytes()
        cert = next(item for item in opened(app).roadmap.items if item.kind == "cert")
        app.query_one("#roadmap", ListView).reveal(cert.id)
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, Question))
        await pilot.press(*"83", "enter", "enter", *"https://example.org/badge", "enter")
        await until(pilot, lambda: b"passed" in Path("plan.toml").read_bytes(), "the entry")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert Path("plan.toml").read_bytes().startswith(head)
        toast = next(note.message for note in app._notifications if "Unlocked: " in note.message)
        assert b'evidence = [{ link = "https://example.org/badge"' in Path("plan.toml").read_bytes()
        assert toast.startswith(f"{cert.short or cert.name} passed, 83")
        assert cert.id not in {item.id for item in found(app).items}
        await pilot.press("u")
        await until(pilot, lambda: Path("plan.toml").read_bytes() == head, "the undo")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("ctrl+r")
        await until(pilot, lambda: b"passed" in Path("plan.toml").read_bytes(), "the redo")


async def test_evidence_is_added(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(app.screen, Question))
        await pilot.press(*"https://example.org/x", "enter")
        await until(pilot, lambda: "journal" in tomllib.loads(Path("plan.toml").read_text()))
        assert tomllib.loads(Path("plan.toml").read_text())["journal"][0]["evidence"] == [{"link": "https://example.org/x"}]


async def test_why_prices_what_was_not_chosen(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, Reading) and "more" in shown(app, "#reading"), "the prices")
        assert "Prometheus" in shown(app, "#reading")
        sentences = " ".join(shown(app, "#reading").split())
        for words in ("could come here instead", "would swap the two", "the cheapest plan costs"):
            assert words in sentences
        await pilot.press("q")
        await until(pilot, lambda: not isinstance(app.screen, Reading))


async def test_the_filter_narrows_says_how_many_and_escape_clears_it(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        rows = app.query_one("#roadmap", ListView).rows
        before = list(rows.keys)
        await pilot.press("/", *"project")
        await pilot.pause()
        assert 0 < len(rows.keys) < len(before)
        assert f"{len(rows.keys)} match" in str(app.query_one("#roadmap .list-pane").border_subtitle)
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert rows.keys == before
        await pilot.press("/", *"zzzz")
        await pilot.pause()
        assert rows.empty == "Nothing matches 'zzzz'. esc clears the filter."


async def test_quarters_fold_and_the_cursor_stays_on_its_item_when_the_roadmap_is_renewed(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        rows = app.query_one("#roadmap", ListView).rows
        await pilot.press("G")
        key = rows.key
        app.make_roadmap()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert rows.key == key
        assert app.can(commands.by_id("skip"))
        await pilot.press("g", "enter")
        await pilot.pause()
        assert "cka" in rows.keys
        rows.go(rows.keys.index("cka"))
        assert app.why_not(commands.by_id("skip")) == "Only what is still to do can be left out."
        await pilot.press("g")
        await pilot.press("enter")
        await pilot.pause()
        assert "cka" not in rows.keys


async def test_certs_search_the_whole_catalog_and_a_held_one_is_written(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await pilot.press("5")
        await pilot.pause()
        assert len([key for key in app.query_one("#certs", ListView).rows.keys if not key.startswith("@")]) == 175
        await pilot.press("/", *"kubernetes admin", "enter")
        await pilot.pause()
        assert app.query_one("#certs", ListView).rows.key == "cka"
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, Question))
        await pilot.press(*"2026-05", "enter")
        await until(pilot, lambda: "held" in tomllib.loads(Path("plan.toml").read_text()))
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert tomllib.loads(Path("plan.toml").read_text())["held"] == [{"cert": "cka", "earned": "2026-05"}]
        await pilot.press("escape")
        await pilot.pause()
        assert app.query_one("#certs", ListView).rows.keys[:2] == ["@held", "cka"]


async def test_a_pin_is_set_and_taken_back(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await pilot.press("5", "/", *"kcna", "enter", "p")
        await until(pilot, lambda: 'pin = ["kcna"]' in Path("plan.toml").read_text())
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press("p")
        await until(pilot, lambda: "pin = []" in Path("plan.toml").read_text())


async def test_the_wizard_s_defaults_alone_give_a_roadmap(app_on: AppOn) -> None:
    app = app_on("")
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Wizard))
        assert len(STEPS) <= 8
        for _ in STEPS:
            await pilot.press("enter")
            await pilot.pause()
        await until(pilot, lambda: Path("plan.toml").exists())
        await ready(pilot)
        assert app.found is not None
        assert app.found.goals[0].day is not None


async def test_the_wizard_takes_answers_and_goes_back(app_on: AppOn) -> None:
    app = app_on("")
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Wizard))
        await pilot.press("down", "enter", "enter", "escape", "down", "enter", "enter", "enter")
        await pilot.press("space", "enter")
        await pilot.press(*"aws-saa")
        await pilot.pause()
        await pilot.press("space", "enter")
        await pilot.press("end", "backspace", "x", "enter")
        await pilot.pause()
        assert "write a number" in shown(app, "#wizard-fault")
        await pilot.press("backspace", "9", "enter", *"1500", "enter")
        await until(pilot, lambda: Path("plan.toml").exists())
        plan = tomllib.loads(Path("plan.toml").read_text())
        assert plan["focus"]["from"] == 1
        assert plan["profile"]["estate"] == {"aws": 1}
        assert [held["cert"] for held in plan["held"]] == ["aws-saa"]
        assert (plan["profile"]["hours_per_week"], plan["profile"]["budget_usd_per_year"]) == (9, 1500)


async def test_the_mouse_alone_leads_through_the_wizard_and_what_was_answered_stays_in_sight(app_on: AppOn) -> None:
    app = app_on("")
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Wizard))
        assert "esc leaves" in shown(app, "#wizard-keys")
        await pilot.click("#wizard-rows", offset=(5, 1))
        await pilot.click("#wizard-rows", offset=(5, 1), times=2)
        await pilot.pause()
        assert shown(app, "#wizard-so-far") == "So far: FinOps"
        for _ in STEPS[1:]:
            await pilot.click("#wizard-keys", offset=(2, 0))
            await pilot.pause()
        await until(pilot, lambda: Path("plan.toml").exists())
        assert tomllib.loads(Path("plan.toml").read_text())["focus"]["primary"] == "finops"


async def test_the_wizard_s_pains_lead_to_the_track_that_answers_most_of_them(app_on: AppOn) -> None:
    app = app_on("")
    async with app.run_test(size=(100, 60)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Wizard))
        wizard: Any = app.screen
        rows = wizard.query_one("#wizard-rows", Rows)
        for pain in ("fear-of-release", "bill-surprises", "same-outage-again"):
            rows.show_keys(rows.keys, at=f"pain/{pain}")
            await pilot.press("space")
        await pilot.press("enter")
        assert wizard.new_plan().primary == "sre"
        await pilot.press("escape")
        rows.show_keys(rows.keys, at="finops")
        await pilot.press("enter")
        assert wizard.new_plan().primary == "finops"


async def test_a_broken_plan_opens_a_page_that_says_where_and_is_read_again(app_on: AppOn) -> None:
    app = app_on("format = 1\n[profile\n")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert "plan.toml:2" in shown(app, "#broken")
        Path("plan.toml").write_text(PLAN)
        await pilot.press("ctrl+l")
        await ready(pilot)
        assert app.found is not None


async def test_faults_of_the_plan_are_counted_and_one_key_away(app_on: AppOn) -> None:
    app = app_on(PLAN.replace('primary = "sre"', 'primary = "sre"\nsecondary = "platfrom"'))
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(pilot)
        assert "(!)" in shown(app, "#status")
        await pilot.press("!")
        await until(pilot, lambda: isinstance(app.screen, Reading))
        assert "did you mean 'platform'?" in shown(app, "#reading")


async def test_a_change_from_outside_is_kept_beside_ours(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(pilot)
        other = PLAN + "# somebody else\n"
        Path("plan.toml").write_text(other)
        await pilot.press("p")
        await until(pilot, lambda: b"pin = " in Path("plan.toml").read_bytes(), "the pin")
        await until(pilot, lambda: any("omebody else changed the plan" in note.message for note in app._notifications), "the note")
        assert "# somebody else\n" in Path("plan.toml").read_text()


async def test_what_an_editor_saves_is_on_screen_soon(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(pilot)
        assert app.workspace is not None
        Path("plan.toml").write_text("half a plan [")
        app.on_app_focus()
        await until(pilot, lambda: any("was read last" in note.message for note in app._notifications), "the warning")
        Path("plan.toml").write_text(PLAN.replace('id = "', 'name = "New Name"\nid = "', 1))
        app.on_app_focus()
        await until(pilot, lambda: app.workspace is not None and app.workspace.plan.profile.name == "New Name", "the new name")


async def test_a_plan_with_two_names_is_written_in_place_only_after_a_yes(app_on: AppOn) -> None:
    app = app_on(PLAN)
    os.link("plan.toml", "second-name.toml")
    async with app.run_test(size=(120, 30)) as pilot:
        await ready(pilot)
        await pilot.press("p")
        await until(pilot, lambda: len(app.screen_stack) > 1, "the question")
        assert Path("plan.toml").read_text() == PLAN
        await pilot.press("j", "enter")
        await until(pilot, lambda: b"pin = " in Path("second-name.toml").read_bytes(), "the pin under both names")
        assert os.path.samefile("plan.toml", "second-name.toml")


async def test_every_key_in_the_footer_works_and_nothing_else_is_in_it(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        for view in commands.VIEWS:
            await pilot.press(commands.by_id(view).keys[0])
            await pilot.pause()
            footer = shown(app, "#footer")
            listed = [command for command in commands.here(app.view) if command.keys and f"{commands.key_name(command.keys[0])} {command.words}" in footer]
            assert app.view == view
            assert 3 <= len(listed) <= commands.MOST_IN_FOOTER
            assert {"help", "quit"} <= {command.id for command in listed}
            assert all(app.can(command) for command in listed)


async def test_the_palette_finds_commands_items_and_certs(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await pilot.press("ctrl+p")
        await pilot.pause(0.3)
        await pilot.press(*"Security Specialist")
        await pilot.pause(0.6)
        await pilot.press("enter")
        await until(pilot, lambda: app.view == "certs" and app.query_one("#certs", ListView).rows.key == "cks", "the cert")


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_in_a_plan_is_shown_and_does_nothing(app_on: AppOn, text: str) -> None:
    quoted = "".join(f"\\u{ord(char):04X}" if not char.isprintable() else char for char in text).replace('"', '\\"')
    plan = PLAN.replace('id = "ada"', f'id = "ada"\nname = "{quoted}"')
    plan += f'[[own.project]]\nid = "my-x"\nname = "{quoted}"\nproves = ["ckad"]\nacceptance = ["{quoted}"]\n'
    plan += f'[choices]\npin = ["my-x"]\n[[journal]]\nat = 2026-11-01\nevent = "noted"\nitem = "my-x"\nnote = "{quoted}"\n'
    app = app_on(plan)
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        app.query_one("#roadmap", ListView).reveal("my-x")
        await pilot.pause()
        from tracktui.safe import safe_line

        assert safe_line(text) in shown(app, ".detail")
        await pilot.press("w")
        await pilot.pause(0.1)
        await pilot.press("q", "e")
        await pilot.pause()
        await pilot.press("escape")
        for strip in app.screen._compositor.render_strips():
            for segment in strip:
                assert segment.control or segment.text.isprintable()
                assert not any(str(key).startswith("@") and "quit" in str(value) for key, value in (segment.style.meta if segment.style else {}).items())
        assert app.is_running


@pytest.mark.parametrize("size", [(40, 10), (20, 5), (60, 16), (80, 24), (200, 50)])
async def test_any_size_is_drawn_and_a_small_one_says_so(app_on: AppOn, size: tuple[int, int]) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        small = size[0] < 60 or size[1] < 16
        assert app.screen.has_class("tiny") is small
        if small:
            assert "needs 60x16" in shown(app, "#too-small")
        await pilot.resize_terminal(120, 36)
        await pilot.pause()
        assert not app.screen.has_class("tiny")


async def test_the_last_roadmap_is_shown_with_its_day_before_today_s_replaces_it(app_on: AppOn) -> None:
    from datetime import timedelta

    from making import TODAY
    from tracktui.workspace import Workspace

    Path("plan.toml").write_text(PLAN)
    assert Workspace.open(Path("plan.toml"), TODAY - timedelta(days=1)).roadmap.items
    app = app_on(PLAN)
    seen: list[tuple[bool, Any]] = []
    real = app.show_roadmap

    def show(found: Any, planner: Any = None) -> None:
        seen.append((app.stale, found.today))
        real(found, planner)

    app.show_roadmap = show  # type: ignore[method-assign] # this app alone
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        assert seen == [(True, TODAY - timedelta(days=1)), (False, TODAY)]


async def test_a_fault_of_ours_ends_the_program_without_showing_what_the_plan_holds(app_on: AppOn) -> None:
    app = app_on(PLAN)

    def fails() -> None:
        private = "salary 120000"
        raise ZeroDivisionError(private)

    app.do_reload = fails  # type: ignore[method-assign] # this app alone

    async def press() -> None:
        async with app.run_test(size=(120, 30)) as pilot:
            await ready(pilot)
            await pilot.press("ctrl+l")
            await pilot.pause()

    with pytest.raises(ZeroDivisionError):
        await press()
    assert app.failed is not None
    assert app.return_code == 1
    assert app._exit_renderables == []


async def test_marked_items_are_pinned_together_and_escape_takes_the_marks_away(app_on: AppOn) -> None:
    app = app_on(PLAN + '[choices]\npin = ["ccsk"]\n')
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        view: Any = app.query_one("#roadmap", ListView)
        # Its alias is pinned.
        view.reveal("csa-ccsk")
        await pilot.pause()
        assert "   pinned" in shown(app, ".detail")
        await pilot.press("p")
        await until(pilot, lambda: opened(app).plan.choices.pin == (), "no pin")
        items = [key for key in view.rows.keys if not key.startswith("@")]
        view.reveal(items[0])
        await pilot.press("v", "down", "V")
        assert view.marked == items[:3]
        assert "3 marked" in str(app.query_one("#roadmap .list-pane").border_subtitle)
        await pilot.press("escape")
        assert view.rows.marked == set()
        view.reveal(items[0])
        await pilot.press("v", "v", "p")
        await until(pilot, lambda: set(opened(app).plan.choices.pin) == set(items[:2]), "both pins")


async def test_what_is_left_out_leaves_the_count_and_can_be_taken_in_again(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        scenario = next(item for item in found(app).items if item.kind == "scenario")
        view: Any = app.query_one("#roadmap", ListView)
        view.reveal(scenario.id)
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, Question))
        await pilot.press(*"no time", "enter")
        await until(pilot, lambda: b'event = "skipped"' in Path("plan.toml").read_bytes(), "the entry")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "1 left out" in str(app.query_one("#roadmap .list-pane").border_title)
        view.reveal(scenario.id)
        await pilot.pause()
        for words in ("left out; it does not count", "Left out 23 Nov 2026", "left out from here on, no time"):
            assert words in shown(app, ".detail")
        assert "Without it" not in shown(app, ".detail")
        await pilot.press("s")
        await until(pilot, lambda: b'event = "voided"' in Path("plan.toml").read_bytes(), "the void")
        await app.workers.wait_for_complete()
        assert planned(app, scenario.id).open


async def test_the_list_is_ordered_by_hours_and_narrowed_by_a_sign(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        view: Any = app.query_one("#roadmap", ListView)
        await pilot.press("o")
        hours = [planned(app, key).hours for key in view.rows.keys]
        assert hours == sorted(hours, reverse=True)
        await pilot.press("o", "o", "o", "o", "L")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        await pilot.press("down", "enter")
        await pilot.pause()
        assert {planned(app, key).state for key in view.rows.keys} == {"locked"}
        assert "only locked" in str(app.query_one("#roadmap .list-pane").border_subtitle)
        await pilot.press("escape")
        assert "only" not in str(app.query_one("#roadmap .list-pane").border_subtitle or "")


async def test_left_and_right_fold_quarters_and_z_folds_them_all(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        view: Any = app.query_one("#roadmap", ListView)
        assert view.rows.key == "otca"
        await pilot.press("left")
        assert view.rows.key == "@2026 Q4"
        await pilot.press("h")
        assert "otca" not in view.rows.keys
        await pilot.press("l")
        assert "otca" in view.rows.keys
        await pilot.press("j", "z")
        assert view.rows.keys == ["@done", "@2026 Q4", "@2027 Q1", "@2027 Q2"]
        assert view.rows.key == "@2026 Q4"
        await pilot.press("z")
        assert "otca" in view.rows.keys


async def test_a_plan_whose_goals_are_reached_says_so_where_its_items_would_be(app_on: AppOn) -> None:
    app = app_on(PLAN.replace("level = 2", "level = 1\nfrom = 2"))
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        for key, name in (("1", "roadmap"), ("2", "timeline"), ("3", "map")):
            await pilot.press(key)
            view: Any = app.query_one(f"#{name}", ListView)
            assert view.rows.empty.startswith("Every goal of this plan is reached. x shows one level on")
            assert not view.query_one(".detail-pane").display


async def test_the_pane_is_read_with_the_keys_of_a_list_takes_the_whole_screen_and_is_left_with_left(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        view: Any = app.query_one("#roadmap", ListView)
        pane: Any = view.query_one(".detail-pane")
        await pilot.press("l", "j", "j")
        await until(pilot, lambda: pane.scroll_y == 2, "two lines down")
        await pilot.press("G", "k")
        await until(pilot, lambda: pane.scroll_y == pane.max_scroll_y - 1, "the last line but one")
        before = pane.size.height
        await pilot.press("Z")
        await until(pilot, lambda: pane.size.height > 2 * before, "the whole screen")
        assert not view.query_one(".list-pane").display
        await pilot.press("h")
        await until(pilot, lambda: view.rows.has_focus and view.query_one(".list-pane").display, "the list")
        await pilot.press("Z")
        await until(pilot, lambda: not pane.display, "the list alone")
        await pilot.press("escape")
        assert pane.display


async def test_keys_in_the_same_moment_go_where_the_one_before_leads(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        view = app.query_one("#roadmap", ListView)
        # p would pin, j would move, e would ask for evidence.
        for _ in range(2):
            await burst(pilot, "slash", *"project")
            assert view.words == "project"
            assert len(app.screen_stack) == 1
            await burst(pilot, "enter", "end", "up")
            assert (view.words, view.rows.key) == ("project", view.rows.keys[-2])
            await burst(pilot, "slash", *"error budget that", "enter", "v")
            assert view.words == "error budget that"
            assert view.marked == ["error-budget-one-service"]
            await pilot.press("escape", "escape")
            assert (view.words, view.rows.marked) == ("", set())


async def test_the_lines_around_the_roadmap_read_no_catalog(app_on: AppOn) -> None:
    """The roadmap that was shown last is on screen before any catalog is read."""

    def no_catalog() -> Catalog:
        raise AssertionError("the catalog is read")

    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        assert app.shown is not None
        app.shown = app.here.shown = app.shown._replace(read=no_catalog)
        app.refresh_frame()
        app.here.fill()
