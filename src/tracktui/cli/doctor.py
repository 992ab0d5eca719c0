"""`tracktui doctor`: where things are, how old the catalog is, whether the plan is healthy."""

from __future__ import annotations

import platform
import sys
from typing import TYPE_CHECKING

import click

from tracktui import __version__, paths
from tracktui.cli.output import print_json, say, tell
from tracktui.cli.session import open_workspace, status, tell_notes
from tracktui.problems import Problem, UserError
from tracktui.wording import count

if TYPE_CHECKING:
    from tracktui.cli.options import Options


EPILOG = """\b
Examples:
  tracktui doctor            where everything is, and whether it is well
  tracktui doctor --tidy     move tables that stand behind the journal above it
"""


@click.command("doctor", epilog=EPILOG)
@click.option("--tidy", is_flag=True, help="Move tables behind the journal above it; shows the difference.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def doctor_command(ctx: click.Context, as_json: bool, tidy: bool) -> None:
    """Paths, versions, the age of the catalog, the health of the plan."""
    if tidy:
        _tidy(ctx.obj)
        return
    facts, problems = _facts(ctx.obj)
    if as_json:
        from tracktui.exchange.roadmap_json import envelope

        print_json(envelope(ctx.obj.today, problems, facts=facts))
    else:
        for key, value in facts.items():
            say(f"{key:<17} {value}")
        tell(problems)
    ctx.exit(status(problems))


def _facts(options: Options) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """What there is to say by name, and what is wrong. Whatever cannot be read is told; the rest is said all the same."""
    layers = [str(folder) for _, folder in paths.layers(options.catalogs)[0]]
    of_catalog, problems = _of_catalog(options)
    facts = {
        "tracktui": __version__,
        "python": f"{platform.python_version()} on {sys.platform}",
        "plan": str(options.plan or paths.default_plan()),
        "catalog": "cannot be read",
        "catalog files": str(paths.shipped_catalog()),
        "layers": ", ".join(layers) or f"none besides the shipped catalog (yours would be in {paths.config() / 'catalog'})",
        **of_catalog,
        "state": str(paths.state()),
        "cache": str(paths.cache_dir()),
        "earlier versions": _versions(options),
    }
    try:
        workspace = open_workspace(options)
        problems = workspace.problems
        faults = sum(problem.severity != "info" for problem in problems)
        facts["planned with"] = f"catalog {workspace.catalog.version}"
        facts["plan health"] = f"{count(len(workspace.plan.journal), 'entry', 'entries')}, {count(faults, 'problem')}"
    except UserError as error:
        problems = tuple(dict.fromkeys((*problems, *error.problems)))
        facts["plan health"] = "no plan yet" if error.problems[0].code == "plan-missing" else "cannot be read"
    return facts, tuple(problem for problem in problems if problem.code not in ("plan-missing", "catalog-stale"))


def _of_catalog(options: Options) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The catalog and its age, and what is wrong with it; nothing to say where a layer cannot be read."""
    from tracktui.catalog.freshness import freshness, in_words
    from tracktui.layered import load_catalog

    try:
        catalog, problems = load_catalog(options.catalogs)
    except UserError as error:
        return {}, error.problems
    told = f"{catalog.head.id} {catalog.version}, {count(len(catalog.items), 'item')}"
    return {"catalog": told, "stale facts": in_words(freshness(catalog, options.today), catalog)}, problems


def _versions(options: Options) -> str:
    """How many versions of the plan are kept, or why none can be."""
    from tracktui.plan import snapshots

    state = paths.state()
    kept = snapshots.listed((options.plan or paths.default_plan()).resolve(), state)
    if kept:
        return f"{len(kept)} kept, the newest of {kept[0].moment.astimezone():%Y-%m-%d %H:%M}"
    return "none yet" if paths.writable(state) else "cannot be kept: the state folder is not writable"


def _tidy(options: Options) -> None:
    """Move what stands behind the journal above it, and say what was moved."""
    from difflib import unified_diff

    from tracktui.plan import layout

    workspace = open_workspace(options)
    before = workspace.opened.data.decode("utf-8-sig")
    after = layout.tidied(before)
    if after == before:
        say("Nothing to tidy: the journal is the last thing in the plan.")
        return
    for line in unified_diff(before.splitlines(), after.splitlines(), "as it was", "tidied", lineterm=""):
        say(line)
    bom = layout.BOM if workspace.opened.data.startswith(layout.BOM) else b""
    workspace.put(bom + after.encode(), "the tidying")
    say("Tidied: every value is as it was. tracktui undo takes it back.")
    tell_notes(workspace.take_notes())
