"""`tracktui compare`: this plan against another version of it, and taking the other one over."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from tracktui.cli.options import HOURS_PER_WEEK, USD_PER_YEAR, Day
from tracktui.cli.output import columns, print_json, say, tell, wrapped
from tracktui.cli.session import first_line, open_workspace, status, worth_telling
from tracktui.wording import day

if TYPE_CHECKING:
    from tracktui.cli.options import Options
    from tracktui.roadmap.alternatives.compare import Comparison
    from tracktui.roadmap.alternatives.whatif import Wish
    from tracktui.workspace import Workspace

EPILOG = """\b
Examples:
  tracktui compare --hours 8            eight hours a week instead
  tracktui compare --level 4 --json     one level further
  tracktui compare --by 2027-12-31      how many hours a week until then?
  tracktui compare --baseline           against the last review
  tracktui compare --hours 8 --adopt    take it over
"""


@click.command("compare", epilog=EPILOG)
@click.option("--hours", "weekly", type=HOURS_PER_WEEK, help="Other hours a week.")
@click.option("--budget", type=USD_PER_YEAR, help="Another budget, USD a year.")
@click.option("--level", type=click.IntRange(1, 4), help="Another level of the primary track.")
@click.option("--primary", help="Another primary track.")
@click.option("--secondary", help="Another secondary track.")
@click.option("--estate", metavar="LIST", help="Running on other clouds: aws=0.7,azure=0.3")
@click.option("--pin", multiple=True, help="With this item planned; repeatable.")
@click.option("--exclude", multiple=True, help="Without this item; repeatable.")
@click.option("--by", type=Day(), help="Ask backwards: the hours a week that reach the goal by this day.")
@click.option("--baseline", is_flag=True, help="Against what the last review kept.")
@click.option("--adopt", is_flag=True, help="Write the change into the plan.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/json.md).")
@click.pass_context
def compare_command(ctx: click.Context, /, by: date | None, baseline: bool, adopt: bool, as_json: bool, **wishes: Any) -> None:
    """What another version of the plan would change: finish, hours, money, items."""
    options: Options = ctx.obj
    workspace = open_workspace(options)
    from tracktui.problems import refuse
    from tracktui.roadmap.alternatives.causes import causes
    from tracktui.roadmap.alternatives.compare import compare
    from tracktui.roadmap.alternatives.whatif import changed, hours_by, put
    from tracktui.roadmap.build import roadmap

    if baseline:
        _against_baseline(ctx, workspace, as_json=as_json)
        return
    wish = _wish(workspace, wishes)
    if by is not None:
        import msgspec

        from tracktui.cli.waiting import doing

        with doing("finding the hours a week") as work:
            weekly = hours_by(workspace.catalog, changed(workspace.plan, wish), workspace.today, by, work.tell)
        wish = msgspec.structs.replace(wish, hours_per_week=float(weekly))
    if not wish.tables() and not wish.pin and not wish.exclude:
        raise refuse("nothing to compare with", "say what to change, e.g. --hours 8 or --level 4 (see tracktui compare --help)", status=2)
    other = changed(workspace.plan, wish)
    why = causes(workspace.plan, other, workspace.catalog, workspace.catalog)
    found = compare(workspace.roadmap, roadmap(workspace.catalog, other, workspace.today), why)
    if adopt:
        workspace.edit(lambda head: put(head, wish, workspace.plan))
    if as_json:
        from tracktui.exchange.roadmap_json import comparison_data

        data = comparison_data(workspace.today, workspace.problems, found)
        print_json(data if by is None else {**data, "by": by.isoformat(), "hours_per_week": wish.hours_per_week})
    else:
        first_line(workspace)
        if by is not None:
            say(f"{wish.hours_per_week:g} h a week reach the goal by {day(by)}.")
        print_comparison(found, "as it is", "changed")
        if adopt:
            say("Taken over.")
        tell(worth_telling(workspace.problems))
    # Once it is taken over, what was wrong before is no answer to the question.
    ctx.exit(status(found.fresh if adopt else workspace.problems))


def _wish(workspace: Workspace, wishes: dict[str, Any]) -> Wish:
    from tracktui.cli.matching import estate_of, refuse_unknown, suggestion
    from tracktui.problems import refuse
    from tracktui.roadmap.alternatives.whatif import Wish, stands_in

    catalog = workspace.catalog
    for track in (wishes["primary"], wishes["secondary"]):
        refuse_unknown(track, "track", catalog.tracks)
    own = {item.id for item in workspace.plan.own}
    for item in (*wishes["pin"], *wishes["exclude"]):
        if item not in own and catalog.canonical(item) not in catalog.items:
            raise refuse(f"the catalog has no '{item}'", suggestion(item, catalog.items, "tracktui catalog search finds ids"), status=2)
    plan = workspace.plan
    return Wish(
        primary=wishes["primary"],
        secondary=wishes["secondary"],
        level=wishes["level"],
        # Where one stands was said of a track, not of whichever is the primary one.
        start_level=stands_in(plan, wishes["primary"]) if wishes["primary"] not in (None, plan.focus.primary) else None,
        secondary_from=stands_in(plan, wishes["secondary"]) if wishes["secondary"] not in (None, plan.focus.secondary) else None,
        hours_per_week=wishes["weekly"],
        budget_usd_per_year=wishes["budget"],
        estate=estate_of(wishes["estate"]) if wishes["estate"] is not None else None,
        pin=tuple(catalog.canonical(item) for item in wishes["pin"]),
        exclude=tuple(catalog.canonical(item) for item in wishes["exclude"]),
    )


def _against_baseline(ctx: click.Context, workspace: Workspace, *, as_json: bool) -> None:
    """The roadmap of today against the finish days that the last review kept."""
    from tracktui.problems import refuse
    from tracktui.roadmap.alternatives.since_review import against_review

    against = against_review(workspace.catalog, workspace.plan, workspace.roadmap)
    if against is None:
        raise refuse("no review has kept a baseline yet", "tracktui log reviewed keeps one", status=1)
    baseline, found = against
    if as_json:
        from tracktui.exchange.roadmap_json import comparison_data

        print_json(comparison_data(workspace.today, workspace.problems, found))
    else:
        first_line(workspace)
        print_comparison(found, f"review of {day(baseline.day)}", "today")
        tell(worth_telling(workspace.problems))
    ctx.exit(status(workspace.problems))


def print_comparison(found: Comparison, before: str, after: str) -> None:
    """Print a comparison: both sides in figures, then what was added, dropped, done, moved and changed, and what it brings in faults."""
    from tracktui.roadmap.alternatives.compare import figures

    rows = [["", before, after, ""], *map(list, figures(found))]
    for line in columns(rows, right=frozenset({1, 2, 3})):
        say(line.rstrip())
    for title, items in (("Added", found.added), ("Dropped", found.dropped), ("Done since", found.done)):
        _print_table(title, [[item.short or item.id, item.name, day(item.finish) if item.finish else ""] for item in items], stretch=1)
    _print_moves(found)
    _print_table("Changed", [[change.id, change.text] for change in found.changed], stretch=1)
    for problem in found.fresh:
        say(wrapped(f"New: {problem.message}{f'; {problem.hint}' if problem.hint else ''}.", "", "  "))
    if not (found.added or found.dropped or found.moved or found.done or found.changed or found.fresh):
        say("Nothing else changes.")


def _print_moves(found: Comparison) -> None:
    """What moved, by how much, under its cause: a cause is said once, and whole."""
    from tracktui.roadmap.alternatives.compare import shift

    causes: dict[str, list[list[str]]] = {}
    for move in found.moved:
        days = [day(move.before) if move.before else "no day", day(move.after) if move.after else "no day"]
        causes.setdefault(move.why, []).append([move.id, *days, shift(move.days)])
    for cause, moves in causes.items():
        _print_table(f"Moved: {cause}" if cause else "Moved", moves, stretch=0)


def _print_table(title: str, rows: list[list[str]], *, stretch: int) -> None:
    """A heading and its rows, where there are any; the column `stretch` is cut where it does not fit."""
    if rows:
        say(wrapped(title, "", "  "))
        for line in columns(rows, stretch=stretch, indent="  "):
            say(line)
