"""`tracktui catalog choose`: from what hurts in a business to the track to start with, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tracktui.cli.output import columns, print_json, say, tell, wrapped
from tracktui.cli.session import opened_if_there, status, worth_telling

if TYPE_CHECKING:
    from tracktui.catalog.chooser import Advice
    from tracktui.catalog.model import Catalog
    from tracktui.cli.options import Options
    from tracktui.roadmap.alternatives.options import Option
    from tracktui.workspace import Workspace

EPILOG = """\b
Examples:
  tracktui catalog choose                                   what can hurt
  tracktui catalog choose bill-surprises=3 fear-of-release  3: most of all, 2: clearly (as without), 1: a little
"""


@click.command("choose", epilog=EPILOG)
@click.argument("pains", nargs=-1, metavar="[PAIN[=1-3]]...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/json.md).")
@click.pass_context
def choose_command(ctx: click.Context, pains: tuple[str, ...], as_json: bool) -> None:
    """From what hurts to the track to start with, with its reasons.

    With a plan (yours, --plan or --demo) it also says what the track would cost you, and fewer hours decide between equals.
    """
    from tracktui.catalog.chooser import choose, marks_of, sentences

    options: Options = ctx.find_root().obj
    workspace, catalog, problems = opened_if_there(options)
    marked = marks_of(catalog, pains)
    costs = _costs(workspace) if marked else {}
    found = choose(catalog, marked, options.today, {track: cost.hours for track, cost in costs.items()})
    said = [*sentences(catalog, found, marked), *_cost(catalog, found, costs)] if marked or found else []
    if as_json:
        from tracktui.exchange.roadmap_json import envelope

        print_json(envelope(options.today, problems, tracks=[_data(advice) for advice in found], why=said))
    elif not marked:
        _list(catalog)
        for sentence in said:
            say(wrapped(sentence, ""))
    else:
        for sentence in said:
            say(wrapped(sentence, ""))
    tell(worth_telling(problems))
    ctx.exit(status(problems))


def _costs(workspace: Workspace | None) -> dict[str, Option]:
    """What each track would cost the engineer, where there is a plan."""
    if workspace is None:
        return {}
    from tracktui.roadmap.alternatives.options import level_to_compare, option

    level = level_to_compare(workspace.plan)
    return {track: option(workspace.catalog, workspace.plan, workspace.today, track, level) for track in workspace.catalog.tracks}


def _cost(catalog: Catalog, found: tuple[Advice, ...], costs: dict[str, Option]) -> tuple[str, ...]:
    from tracktui.roadmap.alternatives.options import cost_sentences

    return cost_sentences(catalog, costs[found[0].track]) if found and found[0].track in costs else ()


def _list(catalog: Catalog) -> None:
    from tracktui.catalog.chooser import pains

    say("What hurts? Name as many as you like: tracktui catalog choose ID=3 ID ...")
    rows = [[pain.id, pain.text, ", ".join(f"{track} {weight}" for track, weight in pain.weights.items())] for pain in pains(catalog)]
    for line in columns(rows, stretch=1, indent="  "):
        say(line)


def _data(advice: Advice) -> dict[str, Any]:
    import msgspec

    data = msgspec.to_builtins(advice)
    return {**data, "points": advice.points, "reasons": [{**msgspec.to_builtins(reason), "points": reason.points} for reason in advice.reasons]}
