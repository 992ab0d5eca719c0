"""Commands that show: roadmap, next, why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from tracktui.cli.output import ascii_only, columns, print_json, say, tell, wrapped
from tracktui.cli.session import first_line, open_workspace, status, worth_telling
from tracktui.wording import count, day, hours, mark, state_word, usd

if TYPE_CHECKING:
    from tracktui.cli.options import Options
    from tracktui.roadmap.model import Planned, Roadmap
    from tracktui.roadmap.why.account import Account
    from tracktui.workspace import Workspace


@click.command("roadmap", epilog="Example: tracktui roadmap --json")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/json.md).")
@click.option("--all", "show_all", is_flag=True, help="Show what is done, too.")
@click.pass_context
def roadmap_command(ctx: click.Context, as_json: bool, show_all: bool) -> None:
    """The ordered, dated roadmap, quarter by quarter."""
    options: Options = ctx.obj
    workspace = open_workspace(options)
    found = workspace.roadmap
    if as_json:
        from tracktui.exchange.roadmap_json import roadmap_data
        from tracktui.roadmap.why.explain import explained

        print_json(roadmap_data(explained(workspace.planner, found), workspace.problems))
    else:
        first_line(workspace)
        _print_roadmap(found, show_all=show_all)
        tell(worth_telling(workspace.problems))
    ctx.exit(status(workspace.problems))


def _print_roadmap(found: Roadmap, *, show_all: bool) -> None:
    for goal in found.goals:
        when = "reached" if goal.reached else day(goal.day) if goal.day else "not reachable"
        late = f", 80 % likely by {day(goal.cautious)}" if goal.cautious and goal.cautious != goal.day and not goal.reached else ""
        say(f"Goal  {goal.name}: {when}{late}")
    if found.slip is not None and found.slip.days:
        weeks = count(round(abs(found.slip.days) / 7), "week")
        say(f"Slip  {weeks} {'later' if found.slip.days > 0 else 'earlier'} than at the review of {day(found.slip.reviewed, found.today)}")
    if found.pace != 1.0:
        say(f"Pace  {found.pace:g} logged hours for each expected one: the dates below use it")
    if not found.items:
        kept_out = any(not goal.reached and goal.day is None for goal in found.goals)
        say("Nothing is planned." if not found.goals or kept_out else "Nothing is left to do.")
        return
    say()
    if show_all and found.finished:
        say("Done")
        for line in columns([_row(item, found) for item in found.finished], right=frozenset({4, 5}), stretch=2, indent="  "):
            say(line)
        say()
    rows = {item.id: _row(item, found) for item in found.items}
    lines = dict(zip(rows, columns(list(rows.values()), right=frozenset({4, 5}), stretch=2, indent="  "), strict=True))
    for quarter in found.quarters:
        win = {"observed": "win: observed", "planned": "win: planned", "none": "win: none yet"}[quarter.win]
        say(f"{quarter.quarter}   {hours(quarter.hours)}   {usd(quarter.price_usd, at_least=quarter.price_at_least)}   {win}")
        for item_id in quarter.items:
            say(lines[item_id])
    undated = [item.id for item in found.items if not item.quarter]
    if undated:
        say("No date")
        for item_id in undated:
            say(lines[item_id])
    totals = found.totals
    end = f"done {day(totals.finish)}" if totals.finish else "no end in sight"
    say()
    say(f"{count(totals.items, 'item')}, {hours(totals.hours)}, {usd(totals.price_usd, at_least=totals.price_at_least)}, {end}")
    if totals.shared_items:
        say(f"{count(len(totals.shared_items), 'item')} serve both specialties: {hours(totals.shared_hours)} saved")


def _row(item: Planned, found: Roadmap) -> list[str]:
    return [
        f"{mark(item.state, ascii_only=ascii_only())} {state_word(item.state)}",
        item.id,
        item.name,
        day(item.finish, found.today) if item.finish else "",
        hours(item.hours, estimated="hours" in item.estimated) if item.hours else "",
        usd(item.price_usd) if item.kind == "cert" and item.price_usd != 0 else "",
    ]


@click.command("next", epilog="Example, at shell start: tracktui next --quiet || tracktui next")
@click.option("--quiet", is_flag=True, help="Print nothing; exit 1 when something is late or lapses within 30 days.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def next_command(ctx: click.Context, quiet: bool, as_json: bool) -> None:
    """What to do now, in at most five lines."""
    from tracktui.roadmap.views.upcoming import next_steps

    workspace = open_workspace(ctx.obj)
    steps = next_steps(workspace.roadmap)
    if quiet:
        ctx.exit(int(any(step.urgent for step in steps)))
    if as_json:
        from tracktui.exchange.roadmap_json import envelope

        items = [{"kind": step.kind, "id": step.item, "text": step.text, "urgent": step.urgent} for step in steps]
        print_json(envelope(workspace.today, workspace.problems, items=items))
    else:
        first_line(workspace)
        for step in steps[: 4 if workspace.pin.line else 5]:
            say(step.text)
        tell(worth_telling(workspace.problems))
    ctx.exit(status(workspace.problems))


@click.command("why", epilog="Example: tracktui why cka")
@click.argument("item")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def why_command(ctx: click.Context, item: str, as_json: bool) -> None:
    """Why ITEM is here, what it needs, what it unlocks, and what was not chosen."""
    workspace = open_workspace(ctx.obj)
    found = workspace.account(item)
    if as_json:
        _why_json(workspace, found)
    else:
        first_line(workspace)
        print_account(found)
        tell(worth_telling(workspace.problems))
    ctx.exit(status(workspace.problems))


def _why_json(workspace: Workspace, found: Account) -> None:
    import msgspec

    from tracktui.exchange.roadmap_json import choice_data, envelope, item_data

    urgent = found.must_be_done_by
    data = {
        **item_data(found.item),
        "needs": list(found.needs),
        "must_be_done_by": None if urgent is None else {"day": urgent[0].isoformat(), "because_of": urgent[1]},
        "runner_up": None if found.runner_up is None else msgspec.structs.asdict(found.runner_up),
        "if_skipped": found.other_ways.without,
        "choices": [choice_data(choice) for choice in found.other_ways.choices],
        "sources": [msgspec.to_builtins(row) for row in found.sources],
    }
    print_json(envelope(workspace.today, workspace.problems, item=data))


def print_account(found: Account) -> None:
    """Everything there is to say of an item."""
    from tracktui.roadmap.why.price_words import lost_in_words

    item = found.item
    say(f"{item.short + '  ' if item.short else ''}{item.name}")
    say(f"  {mark(item.state, ascii_only=ascii_only())} {state_word(item.state)}")
    for sentence in (*item.why, found.other_ways.without):
        if sentence:
            say(wrapped(sentence))
    _print_list("Needs", found.needs)
    for title, lost in lost_in_words(found.other_ways):
        _print_list(title, [f"{what}: {price}" for what, price in lost])
    _print_list("Facts", [f"{row.when}: {row.where}{f' ({row.facts})' if row.facts else ''}" for row in found.sources])


def _print_list(title: str, lines: Iterable[str]) -> None:
    """A heading and its lines, where there are any."""
    for number, line in enumerate(lines):
        if not number:
            say(title)
        say(wrapped(line, "  ", "        "))
