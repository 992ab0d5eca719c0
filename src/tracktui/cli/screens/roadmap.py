"""The Roadmap screen as text: next steps, then each quarter with every item, its state, dates and reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracktui.cli.output import say, wrapped
from tracktui.wording import day, hours, state_word, usd

if TYPE_CHECKING:
    from tracktui.roadmap.model import Planned
    from tracktui.workspace import Workspace


def show(workspace: Workspace, words: str) -> None:
    """Print it; `words`: only items whose id or name has all of them."""
    from tracktui.roadmap.views.upcoming import next_steps
    from tracktui.roadmap.why.explain import why

    found = workspace.roadmap
    wanted = [item for item in found.items if all(word in f"{item.id} {item.name}".lower() for word in words.lower().split())]
    if not words:
        for goal in found.goals:
            say(f"Goal: {goal.name}, {'reached' if goal.reached else day(goal.day) if goal.day else 'not reachable'}.")
        say("Next up:")
        for step in next_steps(found):
            say(wrapped(step.text))
    if not wanted:
        say(f"No item matches '{words}'." if words else "Nothing is planned.")
        return
    last = None
    for number, item in enumerate(wanted, 1):
        if item.quarter != last:
            last = item.quarter
            say()
            say(item.quarter or "No date")
        say(wrapped(f"{number}. {_headline(item)}", "  ", "     "))
        for sentence in why(workspace.planner, found, item)[:2]:
            say(wrapped(sentence, "     "))


def _headline(item: Planned) -> str:
    parts = [f"{item.kind} {item.short or item.id}, {item.name}: {state_word(item.state)}"]
    if item.finish:
        parts.append(f"done {day(item.finish)}")
    if item.hours:
        parts.append(hours(item.hours, estimated="hours" in item.estimated))
    if item.kind == "cert":
        parts.append(usd(item.price_usd))
    return ", ".join(parts) + "."
