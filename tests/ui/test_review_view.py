"""The Review screen, driven key by key: what each key writes, in whose name, and what stays as it is."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from driver import ready, shown, until
from making import logged
from tracktui.safe import safe_line
from tracktui.ui.app import TracktuiApp
from tracktui.ui.parts.dialogs import Choice, Question
from tracktui.ui.review.view import ReviewView

AppOn = Callable[..., TracktuiApp]
HEAD = """format = 1
[profile]
id = "ada"
name = "Ada Example"
reviewer = "sam"
start = 2026-03-02
[focus]
primary = "sre"
level = 2
from = 1
"""
BLOCKS = (
    logged("2026-10-01", "reviewed", kind="1:1", by="sam"),
    logged("2026-10-05", "agreed", "incident-drill-series", baseline=14, by="ada"),
    logged("2026-10-06", "delivered", "incident-drill-series", by="ada"),
    logged("2026-11-10", "observed", "incident-drill-series", actual=11, by="ada"),
    logged("2026-11-11", "claimed", "alerting", level=2, by="ada"),
    logged("2026-11-12", "claimed", "sre-2", by="ada"),
    logged("2026-11-13", "action", who="ada", what="Book a room", by="ada"),
    logged("2026-11-14", "noted", note="Ask for more money.", private=True, by="ada"),
)
PLAN = "\n".join((HEAD, *BLOCKS))
ALONE = PLAN.replace('reviewer = "sam"\n', "")


def journal() -> list[dict[str, Any]]:
    """What was written behind the plan's own entries."""
    found: list[dict[str, Any]] = tomllib.loads(Path("plan.toml").read_text())["journal"]
    return found[len(BLOCKS) :]


def last() -> tuple[Any, ...]:
    """Event, item and writer of the newest entry."""
    newest = journal()[-1]
    return newest["event"], newest.get("item", ""), newest["by"]


class Driven:
    """The screen under a pilot."""

    def __init__(self, pilot: Pilot[int]) -> None:
        self.pilot = pilot
        assert isinstance(pilot.app, TracktuiApp)
        self.app = pilot.app

    @property
    def view(self) -> ReviewView:
        return self.app.query_one(ReviewView)

    async def open(self) -> None:
        await ready(self.pilot)
        await self.pilot.press("6")

    async def at(self, key: str, *keys: str) -> None:
        """Go to the row and press keys."""
        self.view.reveal(next(row for row in self.view._rows if row.startswith(key)))
        await self.pilot.pause()
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        """Answer the question that is asked."""
        await until(self.pilot, lambda: isinstance(self.app.screen, Question), "a question")
        self.app.screen.query_one(Input).value = text
        await self.pilot.press("enter")

    async def choose(self, key: str) -> None:
        """Take a row of the choice that is offered."""
        await until(self.pilot, lambda: isinstance(self.app.screen, Choice), "a choice")
        self.app.screen.dismiss(key)
        await self.pilot.pause()

    async def written(self, number: int) -> None:
        """Wait until so many entries were written and are on screen."""
        await until(self.pilot, lambda: len(journal()) == number, f"entry {number}")
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    def said(self) -> str:
        return " ".join(note.message for note in self.app._notifications)


async def test_the_sections_come_in_the_order_of_a_talk_fold_and_filter(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(80, 24)) as pilot:
        on = Driven(pilot)
        await on.open()
        headings = ["@owed", "@since", "@days", "@checks", "@stuck", "@skills", "@figures", "@kpis", "@wins"]
        assert [key for key in on.view.rows.keys if key.startswith("@")] == headings
        assert on.view.rows.key == next(key for key in on.view.rows.keys if key.startswith("action/"))
        await pilot.press("z")
        assert on.view.rows.keys == headings
        await pilot.press("z")
        await on.at("skill/alerting", "right")
        assert any(key.startswith("skill/alerting/alerting-2-") for key in on.view.rows.keys)
        await pilot.press("j", "left")
        assert on.view.rows.key == "skill/alerting"
        await pilot.press("left", "left")
        assert on.view.rows.key == "@skills"
        await pilot.press("/", *"not held", "enter")
        assert {on.view._rows[key].kind for key in on.view.rows.keys} == {"day"}


async def test_a_check_is_signed_by_the_reviewer_who_is_handed_the_keyboard_and_changes_after_it_show(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(80, 24)) as pilot:
        on = Driven(pilot)
        await on.open()
        await on.at("check/sre-2", "s")
        await on.choose("leave")
        assert journal() == []
        await pilot.press("s")
        await on.choose("hand")
        await on.written(1)
        assert last() == ("signed-off", "sre-2", "sam")
        assert len(journal()[0]["saw"]) == 64
        assert "as sam" in shown(app, "#status")
        await pilot.press("W")
        await on.at("skill/alerting")
        app.change(lambda workspace: workspace.log("noted", "sre-2", note="one more thing") and "noted")
        await on.written(2)
        await on.at("check/sre-2")
        assert "changed since review" in on.view._rows["check/sre-2"].right
        assert "changed since review" in shown(app, "#review .detail")
        await pilot.press("u")
        await on.written(1)


async def test_a_reviewer_sends_back_accepts_and_says_what_they_owe(app_on: AppOn) -> None:
    app = app_on(PLAN, acting="sam")
    async with app.run_test(size=(80, 24)) as pilot:
        on = Driven(pilot)
        await on.open()
        await on.at("check/sre-2", "b")
        await on.type("one more drill")
        await on.written(1)
        assert (last(), journal()[-1]["why"]) == (("sent-back", "sre-2", "sam"), "one more drill")
        await on.at("stuck/incident-drill-series", "s")
        await on.type("the service was retired")
        await on.written(2)
        assert last() == ("accepted", "incident-drill-series", "sam")
        await pilot.press("o")
        await on.type("two free mornings")
        await on.type("2026-12-31")
        await on.written(3)
        assert last() == ("owes", "", "sam")
        assert "sam owes: two free mornings" in {row.text for row in on.view._rows.values()}


async def test_behaviours_are_looked_for_with_one_key_each_and_propose_the_level(app_on: AppOn) -> None:
    app = app_on(PLAN, acting="sam")
    async with app.run_test(size=(80, 24)) as pilot:
        on = Driven(pilot)
        await on.open()
        await on.at("skill/alerting/alerting-2-", "plus")
        await on.written(1)
        await pilot.press("0")
        await on.written(2)
        await pilot.press("minus")
        await on.written(3)
        assert [next(key for key in ("seen", "not_seen", "no_opportunity") if key in entry) for entry in journal()] == ["seen", "no_opportunity", "not_seen"]
        assert {last()[:1], last()[2:]} == {("calibrated",), ("sam",)}
        await on.at("skill/alerting")
        text = shown(app, "#review .detail")
        assert "speaks for level 2" in text
        assert any("Level 2" in line and "Level 3" in line for line in text.split("\n"))
        await pilot.press("L")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        await pilot.press("enter")
        await on.written(4)
        assert (last(), journal()[-1]["level"]) == (("assessed", "alerting", "sam"), 2)


async def test_actions_are_agreed_and_closed_and_a_note_is_for_both_or_for_oneself(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(80, 24)) as pilot:
        on = Driven(pilot)
        await on.open()
        await pilot.press("a")
        for answer in ("Write the policy", "sam", "2026-12-04"):
            await on.type(answer)
        await on.written(1)
        made = journal()[0]
        assert (made["who"], made["what"], made["due"].isoformat(), made["by"]) == ("sam", "Write the policy", "2026-12-04", "ada")
        await on.at(f"action/{made['id']}", "d")
        await on.written(2)
        assert (last()[0], journal()[1]["action"]) == ("action-done", made["id"])
        assert any(row.text == "action done: Write the policy" for row in on.view._rows.values())
        await on.at("check/sre-2", "n")
        await on.type("ask for the ledger")
        await on.choose("own")
        await on.written(3)
        assert (last(), journal()[2]["private"]) == (("noted", "sre-2", "ada"), True)
        await on.at("day/review-180/2026-08-29/Ada", "n")
        await on.type("the quiet pager")
        await on.choose("both")
        await on.written(4)
        assert journal()[3]["note"].endswith("? the quiet pager")


async def test_the_review_is_held_and_its_notes_go_to_a_new_file_only(app_on: AppOn) -> None:
    app = app_on(PLAN)
    async with app.run_test(size=(80, 24)) as pilot:
        on = Driven(pilot)
        await on.open()
        Path("mine.md").write_text("kept")
        await pilot.press("N")
        await until(pilot, lambda: isinstance(app.screen, Question))
        await on.type("mine.md")
        await until(pilot, lambda: "is there already" in shown(app, ".fault"))
        await on.type("talk.md")
        await until(pilot, lambda: Path("talk.md").exists())
        assert Path("mine.md").read_text() == "kept"
        text = Path("talk.md").read_text()
        assert "Book a room" in text
        assert "more money" not in text
        await pilot.press("R")
        await on.choose("review-180")
        await on.written(1)
        assert (last(), journal()[0]["kind"]) == (("reviewed", "", "ada"), "review-180")
        assert journal()[0]["baseline"]["items"]
        assert [row.right for row in on.view._rows.values() if row.text == "180 days"] == ["held  29 Aug"]


async def test_with_the_reviewer_at_the_keyboard_private_entries_and_the_head_are_not_theirs(app_on: AppOn) -> None:
    app = app_on(PLAN, acting="sam")
    async with app.run_test(size=(80, 24)) as pilot:
        on = Driven(pilot)
        await on.open()
        assert not any("more money" in row.text for row in on.view._rows.values())
        before = Path("plan.toml").read_bytes()
        await pilot.press("5", "j", "p")
        await until(pilot, lambda: "Ada Example's to say, not sam's" in on.said(), "the refusal")
        await pilot.press("1", "space")
        await on.choose("worked")
        await until(pilot, lambda: "ada's own word, not sam's" in on.said(), "the refusal before anything is asked")
        await pilot.press("space")
        await on.choose("noted")
        await on.type("well done")
        await on.written(1)
        assert last()[2] == "sam"
        await pilot.press("u")
        await until(pilot, lambda: Path("plan.toml").read_bytes() == before, "the undo")
        await until(pilot, lambda: "noted" in on.said() and "written by sam" in on.said(), "whose step was undone")
        await app.workers.wait_for_complete()
        await pilot.press("6", "W")
        assert any("more money" in row.text for row in on.view._rows.values())
        assert "as sam" not in shown(app, "#status")


async def test_without_a_reviewer_a_signature_is_ones_own_and_says_so(app_on: AppOn) -> None:
    app = app_on(ALONE)
    async with app.run_test(size=(80, 24)) as pilot:
        on = Driven(pilot)
        await on.open()
        assert "self-signed" in shown(app, "#review-head")
        await on.at("check/sre-2", "s")
        await on.written(1)
        assert last() == ("signed-off", "sre-2", "ada")
        await until(pilot, lambda: "Self-signed" in on.said())
        assert on.view._rows["check/sre-2"].right.startswith("self-signed")
        await pilot.press("W")
        assert "names no reviewer" in on.said()


async def test_a_read_only_plan_says_so_and_loses_nothing(app_on: AppOn) -> None:
    app = app_on(PLAN)
    Path("plan.toml").chmod(0o444)
    async with app.run_test(size=(80, 24)) as pilot:
        on = Driven(pilot)
        await on.open()
        assert "read-only" in shown(app, "#status")
        await on.at("action/", "d")
        await until(pilot, lambda: "read-only: nothing can be written" in on.said(), "the refusal")
        assert "done" not in shown(app, "#footer")
        await pilot.press("W", "1", "space")
        await on.choose("noted")
        await on.type("well done")
        await until(pilot, lambda: "read-only: nothing was written" in on.said(), "the refusal of another screen")
        assert journal() == []


async def test_a_key_that_does_not_fit_the_row_says_what_it_is_for(app_on: AppOn) -> None:
    app = app_on(HEAD)
    async with app.run_test(size=(80, 24)) as pilot:
        on = Driven(pilot)
        await on.open()
        on.view.fill("@owed")
        keys = ("s", "b", "plus", "minus", "0", "L", "d")
        await pilot.press(*keys)
        await until(pilot, lambda: on.said().count("This works on") == len(keys), "the reasons")
        assert "journal" not in Path("plan.toml").read_text()


async def test_hostile_text_of_both_is_shown_and_does_nothing(app_on: AppOn) -> None:
    text = "[@click=app.quit]x[/][$accent]y[link=https://example.org]z[/link]\x1b]52;c;eA==\x07\u202eevil"
    quoted = "".join(f"\\u{ord(char):04X}" if not char.isprintable() else char for char in text)
    blocks = (logged("2026-11-01", "action", what=text, who=text, by="ada"), logged("2026-11-02", "claimed", "sre-2", note=text, by="ada"))
    app = app_on("\n".join((HEAD.replace('"sam"', f'"{quoted}"').replace("Ada Example", quoted), *blocks)), acting=text)
    async with app.run_test(size=(80, 24)) as pilot:
        on = Driven(pilot)
        await on.open()
        assert safe_line(text) in shown(app, "#review .detail")
        for keys in (("s",), ("o",), ("escape", "W", "o"), ("escape",)):
            await pilot.press(*keys)
            await app.workers.wait_for_complete()
            for strip in app.screen._compositor.render_strips():
                for segment in strip:
                    assert segment.control or segment.text.isprintable()
                    assert "quit" not in str(segment.style.meta if segment.style else "")
        assert app.is_running
