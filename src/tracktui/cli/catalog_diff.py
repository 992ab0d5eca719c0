"""`tracktui catalog diff`: what another version of the catalog changes, and what that does to plans."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracktui import paths
from tracktui.cli.output import print_json, say, tell, wrapped
from tracktui.cli.session import status
from tracktui.cli.waiting import doing
from tracktui.problems import UserError, refuse
from tracktui.wording import count
from tracktui.work import each

if TYPE_CHECKING:
    from tracktui.catalog.differences import Difference
    from tracktui.catalog.model import Catalog
    from tracktui.cli.options import Options
    from tracktui.problems import Problem
    from tracktui.roadmap.alternatives.compare import Comparison

EPILOG = """\b
A folder whose [catalog] has the shipped catalog's id is a whole catalog; any other is a layer on top of what you use.
\b
Examples:
  tracktui catalog diff                            what the current catalog changes for your plan
  tracktui catalog diff ./acme                     what this layer would change
  tracktui catalog diff ./acme-1 ./acme-2          two versions of it
  tracktui catalog diff ./acme --plan ./team       ... and what that does to every plan of a folder
"""
TITLES = {
    "retired": "Retired",
    "removed": "Removed",
    "moved": "Moved",
    "added": "Added",
    "changed": "Corrected",
    "re-read": "Read again, facts unchanged",
}
MOST_PLANS = 200


@click.command("diff", epilog=EPILOG)
@click.argument("versions", nargs=-1, type=click.Path(path_type=Path), metavar="[OLD] [NEW]")
@click.option("--plan", "plans", multiple=True, type=click.Path(path_type=Path), help="Show what it does to this plan, or to a folder of plans; repeatable.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/json.md).")
@click.pass_context
def diff_command(ctx: click.Context, versions: tuple[Path, ...], plans: tuple[Path, ...], as_json: bool) -> None:
    """What NEW changes against OLD: added, retired, removed, moved, corrected facts; with --plan what that does to plans.

    Without folders: the catalog your plan was made under, against the current one.
    """
    from tracktui.catalog.differences import differences

    options: Options = ctx.find_root().obj
    old, new, problems, own = _sides(options, versions)
    found = differences(old, new)
    files = _plan_files(plans or own)
    effects, unread = _effects(files, old, new, options) if found else ([], ())
    problems = (*problems, *unread)
    if as_json:
        from tracktui.exchange.roadmap_json import comparison_data, envelope

        keep = ("before", "after", "days", "added", "dropped", "moved", "changed")
        data = [{"plan": str(path), **{key: value for key, value in comparison_data(options.today, (), one).items() if key in keep}} for path, one in effects]
        print_json(envelope(options.today, problems, changes=found, plans=data))
    else:
        _print(found, old, new)
        for path, effect in effects:
            _print_effect(path, effect)
        tell(problems)
    ctx.exit(status(problems))


def _sides(options: Options, versions: tuple[Path, ...]) -> tuple[Catalog, Catalog, tuple[Problem, ...], tuple[Path, ...]]:
    """The old and the new catalog, what is wrong with them, and the plan that is meant when none is named."""
    from tracktui.workspace import load_catalog

    if len(versions) > 2:
        raise refuse(f"{len(versions)} folders are too many", "give OLD and NEW, and plans with --plan", status=2)
    if versions:
        current, problems = load_catalog(options.catalogs)
        (old, before), (new, after) = ((current, problems), _read(options, versions[0])) if len(versions) == 1 else [_read(options, one) for one in versions]
        return old, new, tuple(dict.fromkeys((*before, *after))), ()
    from tracktui.cli.session import open_workspace

    workspace = open_workspace(options)
    if workspace.pin.status == "none":
        raise refuse("your plan records no catalog to compare with", "name two catalogs, or record the current one: tracktui catalog accept")
    made_under = workspace.made_under()
    if made_under is None:
        raise refuse(
            f"no copy of the catalog that your plan was made under is here ({workspace.plan.catalog.version})",
            "tracktui catalog accept records the current one",
        )
    return made_under, workspace.current, workspace.catalog_problems, (workspace.path,)


def _read(options: Options, folder: Path) -> tuple[Catalog, tuple[Problem, ...]]:
    """A whole catalog, or a layer on top of the layers of this run."""
    from tracktui.catalog.read import catalog_files, read_catalog
    from tracktui.workspace import load_catalog

    alone = read_catalog(catalog_files(folder))
    current, _ = load_catalog(options.catalogs)
    if alone.catalog.head.id == current.head.id:
        return alone.catalog, alone.problems
    return load_catalog((*options.catalogs, folder), use_cache=False)


def _plan_files(named: tuple[Path, ...]) -> list[Path]:
    """The plans that are named, and every plan of a folder that is."""
    found: list[Path] = []
    for path in named:
        found += sorted(file for file in path.glob("*.toml") if paths.is_plan(file)) if path.is_dir() else [path]
    if len(found) > MOST_PLANS:
        raise refuse(f"{len(found)} plans are more than are compared at once ({MOST_PLANS})", "name fewer", status=2)
    if named and not found:
        raise refuse(f"there is no plan in {named[0]}", "a plan has format = 1 and [profile] or [focus]")
    return found


def _effects(files: list[Path], old: Catalog, new: Catalog, options: Options) -> tuple[list[tuple[Path, Comparison]], tuple[Problem, ...]]:
    """What it does to each plan; one that cannot be read is told, and the others go on."""
    from tracktui.plan.store import load
    from tracktui.roadmap.alternatives.compare import compare
    from tracktui.roadmap.build import roadmap

    found: list[tuple[Path, Comparison]] = []
    unread: list[Problem] = []
    with doing("working out what it does to plans") as work:
        for path in each(files, work.tell):
            try:
                plan = load(path)[0]
            except UserError as error:
                unread += error.problems
            else:
                found.append((path, compare(roadmap(old, plan, options.today), roadmap(new, plan, options.today))))
    return found, tuple(unread)


def _print(found: tuple[Difference, ...], old: Catalog, new: Catalog) -> None:
    say(f"Catalog {old.version or 'unnamed'} -> {new.version or 'unnamed'}" if old.version != new.version else f"Catalog {new.version or 'unnamed'}")
    if not found:
        say("Nothing that tracktui reads differs.")
    for what, some in groupby(found, key=lambda one: one.what):
        group = list(some)
        entries = list(dict.fromkeys(one.id for one in group))
        say(f"{TITLES[what]}: {count(len(entries), 'entry', 'entries')}")
        if what == "re-read":
            say(wrapped(", ".join(entries)))
            continue
        for entry_id in entries:
            own = [one for one in group if one.id == entry_id]
            texts = "; ".join(one.text for one in own if one.text)
            say(wrapped(f"{entry_id}  {own[0].name}{': ' if texts else ''}{texts}", "  ", "    "))


def _print_effect(path: Path, effect: Any) -> None:
    from tracktui.cli.compare import print_comparison

    say()
    say(f"Plan {path}")
    print_comparison(effect, "as it is", "changed")
