"""`tracktui restore`: the kept versions of the plan; what one differs in; one of them brought back. Works on a plan that is broken or gone."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracktui import earlier, paths
from tracktui.catalog.days import add_days
from tracktui.cli.diff import changes_data, diff_lines
from tracktui.cli.output import columns, print_json, say
from tracktui.cli.session import tell_notes
from tracktui.cli.waiting import doing
from tracktui.earlier import in_words, moment
from tracktui.problems import UserError, refuse
from tracktui.work import each

if TYPE_CHECKING:
    from tracktui.cli.options import Options
    from tracktui.plan.snapshots import Snapshot
    from tracktui.review.diff import PlanDiff

EPILOG = """\b
Examples:
  tracktui restore                      the versions that are kept, newest first
  tracktui restore 2 --show             what is different in the second
  tracktui restore yesterday            the last version of yesterday
  tracktui restore "2026-11-23 14:30"   the version of that moment
"""


@click.command("restore", epilog=EPILOG)
@click.argument("when", required=False)
@click.option("--show", is_flag=True, help="Only say what is different.")
@click.option("--unsaved", "add_unsaved", is_flag=True, help="Add the entries that could not be saved (a full disk, a plan that was gone).")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/json.md).")
@click.pass_context
def restore_command(ctx: click.Context, when: str | None, show: bool, add_unsaved: bool, as_json: bool) -> None:
    """List the kept versions of the plan, or bring one back: WHEN is its number, a day or a moment.

    A version is kept before each change of the head and, for appended entries, once an hour: all of the last hour, then one an
    hour, a day, a week, for a year. `tracktui undo` takes a restore back.
    """
    from tracktui.plan import snapshots

    options: Options = ctx.obj
    path = options.plan or _usual_plan()
    if add_unsaved:
        _add_unsaved(options, path, show=show)
        return
    kept = earlier.kept(path)
    if not kept:
        raise refuse(f"no earlier version of {path} is kept", "versions are kept from the first change on, in the state folder (tracktui doctor)")
    if when is None:
        _list(options, path, kept, as_json=as_json)
        return
    chosen = _chosen(kept, when, options)
    data = snapshots.content(chosen)
    found = _difference(options, path, data)
    if not show:
        words, acting = f"the version of {moment(chosen)}", options.acting
        tell_notes(earlier.bring_back(path, data, words, options.today, options.catalogs, in_place=options.in_place, acting=acting))
    if as_json:
        from tracktui.exchange.roadmap_json import envelope

        print_json(envelope(options.today, (), restored=not show, changes=list(changes_data(found)) if found is not None else None))
        return
    say(f"{'In' if show else 'Restored'} the version of {moment(chosen)}, against the plan as it {'is' if show else 'was'}:")
    for line in diff_lines(found) if found is not None else ("  (the plan cannot be read, so that nothing can be compared)",):
        say(line)
    if found is not None and not found:
        say("  nothing is different in meaning")
    if not show:
        say("tracktui undo takes it back.")


def _add_unsaved(options: Options, path: Path, *, show: bool) -> None:
    """Show the entries that wait, and add them unless they are only to be shown."""
    from tracktui.plan import unsaved
    from tracktui.workspace import Workspace

    block = unsaved.waiting(path, paths.state())
    if not block:
        say("Nothing waits: every entry was saved.")
        return
    say(block.rstrip())
    if not show:
        workspace = Workspace.open(path, options.today, overlays=options.catalogs, in_place=options.in_place, acting=options.acting)
        workspace.add_unsaved()
        say("Added. tracktui undo takes it back.")
        tell_notes(workspace.take_notes())


def _usual_plan() -> Path:
    """./plan.toml where versions of it are kept, be it broken or gone; else the plan that every command takes."""
    here = Path("plan.toml")
    return here if earlier.kept(here) else paths.default_plan()


def _list(options: Options, path: Path, kept: list[Snapshot], *, as_json: bool) -> None:
    rows, items = [], []
    with doing("reading the versions") as work:
        for number, snapshot in enumerate(each(kept, work.tell), 1):
            data = earlier.content(snapshot)
            size = len(data or b"")
            rows.append([str(number), moment(snapshot), in_words(data)])
            items.append({"number": number, "moment": snapshot.moment.isoformat(), "sha256": snapshot.digest, "bytes": size, "file": str(snapshot.path)})
    if as_json:
        from tracktui.exchange.roadmap_json import envelope

        print_json(envelope(options.today, (), items=items))
        return
    say(f"Versions of {path} before a change, newest first:")
    for line in columns(rows, right=frozenset({0}), indent="  "):
        say(line)
    say("tracktui restore NUMBER --show says what is different; without --show it is brought back.")


def _chosen(kept: list[Snapshot], when: str, options: Options) -> Snapshot:
    """The version a word means: a number of the list, else the newest one not after the day or moment."""
    if when.isdigit() and len(when) < 5:
        if not 1 <= int(when) <= len(kept):
            raise refuse(f"there is no version {when}", f"numbers go from 1 to {len(kept)}", status=2)
        return kept[int(when) - 1]
    until = _until(when, options)
    found = next((snapshot for snapshot in kept if snapshot.moment < until), None)
    if found is None:
        raise refuse(f"no version is as old as {when}", f"the oldest is of {moment(kept[-1])}")
    return found


def _until(when: str, options: Options) -> datetime:
    """The end of the day or the minute that a word means."""
    named = {"today": 0, "yesterday": -1}
    text = add_days(options.today, named[when]).isoformat() if when in named else when
    if re.fullmatch(r"\d{1,2}:\d{2}", text):
        text = f"{options.today.isoformat()} {text:0>5}"
    whole_day = len(text) <= 10
    try:
        return datetime.fromisoformat(text).astimezone() + (timedelta(days=1) if whole_day else timedelta(minutes=1))
    except (ValueError, OverflowError):
        hint = "write a number of the list, a day (2026-11-23, yesterday) or a moment (2026-11-23 14:30)"
        raise refuse(f"'{when}' is not a moment", hint, status=2) from None


def _difference(options: Options, path: Path, data: bytes) -> PlanDiff | None:
    """What the version has that the plan has not; None when either cannot be read."""
    from tracktui.plan import store
    from tracktui.plan.read import read_plan
    from tracktui.review.diff import diff
    from tracktui.workspace import load_catalog

    catalog, _ = load_catalog(options.catalogs)
    try:
        return diff(catalog, store.load(path), (read_plan(data), data), options.today)
    except UserError:
        return None
