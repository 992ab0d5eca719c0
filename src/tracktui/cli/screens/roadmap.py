"""The Roadmap screen as text: next steps, then each quarter with every item, its state, dates and reasons; in full where words narrow it down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracktui.cli.output import say, wrapped
from tracktui.wording import day, hours, state_word, usd

if TYPE_CHECKING:
    from tracktui.roadmap.model import Planned, QuarterSum
    from tracktui.workspace import Workspace


def show(workspace: Workspace, words: str) -> None:
    """Print it; `words`: only items whose id or name has all of them, each in full."""
    if words:
        _narrowed(workspace, words.lower().split())
        return
    from tracktui.roadmap.views.upcoming import next_steps
    from tracktui.roadmap.why.explain import why_in_short

    found = workspace.roadmap
    for goal in found.goals:
        say(f"Goal: {goal.name}, {'reached' if goal.reached else day(goal.day) if goal.day else 'not reachable'}.")
    say("Next up:")
    for step in next_steps(found):
        say(wrapped(step.text))
    if not found.items:
        say("Nothing is planned.")
    quarters = {quarter.quarter: quarter for quarter in found.quarters}
    last = None
    for number, item in enumerate(found.items, 1):
        if item.quarter != last:
            last = item.quarter
            say()
            say(_quarter(quarters[item.quarter]) if item.quarter in quarters else "No date")
        say(wrapped(f"{number}. {_headline(item)}", "  ", "     "))
        for sentence in why_in_short(workspace.planner, item):
            say(wrapped(sentence, "     "))
    for title, items in (("Done and held", found.finished), ("Left out", found.left_out)):
        if items:
            say()
            say(wrapped(f"{title}: {', '.join(item.short or item.name for item in items)}.", "", "  "))


def _narrowed(workspace: Workspace, words: list[str]) -> None:
    """Everything there is to say of each item that has the words, and what was recorded of it."""
    from tracktui.cli.show import print_account
    from tracktui.plan.telling import told
    from tracktui.roadmap.alternatives.since_review import item_slips, slip_in_words

    found = workspace.roadmap
    wanted = [item for item in (*found.items, *found.finished, *found.left_out) if all(word in f"{item.id} {item.name}".lower() for word in words)]
    if not wanted:
        say(f"No item matches '{' '.join(words)}'.")
    slips = item_slips(workspace.plan, found)
    for number, item in enumerate(wanted):
        if number:
            say()
        print_account(workspace.account(item.id))
        if item.id in slips:
            say(wrapped(f"Slip: {slip_in_words(slips[item.id], found.today)}.", "", "  "))
        entries = [entry for entry in workspace.plan.in_effect() if entry.item == item.id and not (entry.private and workspace.guest)]
        if entries:
            say("Recorded")
        for entry in reversed(entries):
            say(wrapped(f"{day(entry.day)}: {told(entry)}", "  ", "        "))


def _quarter(found: QuarterSum) -> str:
    win = {"observed": "a win is observed", "planned": "a win is planned", "none": "no win yet"}[found.win]
    return f"{found.quarter}: {hours(found.hours)}, {usd(found.price_usd, at_least=found.price_at_least)}, {win}"


def _headline(item: Planned) -> str:
    parts = [f"{item.kind} {item.short or item.id}, {item.name}: {state_word(item.state)}"]
    if item.finish:
        parts.append(f"done {day(item.finish)}")
    if item.hours:
        parts.append(hours(item.hours, estimated="hours" in item.estimated))
    if item.kind == "cert":
        parts.append(usd(item.price_usd))
    return ", ".join(parts) + "."
