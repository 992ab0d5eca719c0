"""A plan that runs a playbook, in the terminal program: its steps are read and finished like any item."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

from driver import ready, shown, until
from tracktui.catalog.model import Catalog
from tracktui.plan.template import NewPlan, text_of
from tracktui.ui.app import TracktuiApp
from tracktui.ui.parts.dialogs import Question


async def test_a_step_says_what_to_do_and_is_done_by_three_keys(app_on: Callable[..., TracktuiApp], shipped: Catalog) -> None:
    app = app_on(text_of(NewPlan(playbook=shipped.playbooks["leader-90"], start=date(2026, 11, 23))))
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await pilot.press("g", "j")
        await until(pilot, lambda: "Done when: Every engineer has a row" in shown(app, ".detail"), "the step")
        await pilot.press("space", "enter")
        await until(pilot, lambda: isinstance(app.screen, Question))
        await pilot.press("enter")
        await until(pilot, lambda: "journal" in tomllib.loads(Path("plan.toml").read_text()), "the entry")
        entry = tomllib.loads(Path("plan.toml").read_text())["journal"][0]
        assert (entry["item"], entry["event"]) == ("my-inventory", "done")
