"""`tracktui catalog route`: the ways from one role to another, each step with what it asks, and what of it remains for you."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tracktui.cli.output import print_json, say, tell, wrapped
from tracktui.cli.session import opened_if_there, status, worth_telling
from tracktui.cli.waiting import doing
from tracktui.problems import nearest, refuse

if TYPE_CHECKING:
    from tracktui.catalog.model import Catalog
    from tracktui.cli.options import Options
    from tracktui.roadmap.alternatives.routes import Route, RouteStep


@click.command("route", epilog="Example: tracktui catalog route cloud-native-engineer finops-engineer")
@click.argument("start", metavar="FROM")
@click.argument("to", metavar="TO")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/json.md).")
@click.pass_context
def route_command(ctx: click.Context, start: str, to: str, as_json: bool) -> None:
    """The ways from the role FROM to the role TO, fewest steps first.

    Each step says what somebody who meets one role lacks for the next: skill levels, checks, certs and projects of the cheapest way
    there, and its hours. With a plan (yours, --plan or --demo) it also says what remains for you.
    """
    from tracktui.roadmap.alternatives.routes import routes

    options: Options = ctx.find_root().obj
    workspace, catalog, problems = opened_if_there(options)
    first, last = _role(catalog, start), _role(catalog, to)
    if first == last:
        raise refuse(f"{catalog.name(first)} is both ends of the route", "name two roles", status=2)
    plan, standing = (workspace.plan, workspace.standing) if workspace else (None, None)
    with doing("working out each step") as work:
        found = routes(catalog, first, last, options.today, plan, standing, tell=work.tell)
    if as_json:
        from tracktui.exchange.roadmap_json import envelope

        print_json(envelope(options.today, problems, routes=[_data(route) for route in found]))
    elif not found:
        say(f"No path of this catalog leads from {catalog.name(first)} to {catalog.name(last)}.")
        say("The roles' paths (feeder, next, adjacent) say which role leads to which; an overlay may add some.")
    else:
        for number, route in enumerate(found, 1):
            _print(catalog, number, route)
    tell(worth_telling(problems))
    ctx.exit(status(problems) or int(not found))


def _role(catalog: Catalog, word: str) -> str:
    """The id of the role that a word means: an id, an alias or a name.

    Raises:
        UserError: no role is meant.
    """
    names = {role.name.casefold(): role.id for role in catalog.roles.values()}
    found = names.get(word.casefold(), catalog.aliases.get(word, word))
    if found in catalog.roles:
        return found
    near = names.get(str(nearest(word.casefold(), names)), nearest(word, catalog.roles))
    known = ", ".join(catalog.roles) or "none"
    raise refuse(f"the catalog has no role '{word}'", f"did you mean '{near}'?" if near else f"roles: {known}", status=2)


def _print(catalog: Catalog, number: int, route: Route) -> None:
    from tracktui.roadmap.alternatives.route_words import route_figures

    way = " -> ".join(catalog.name(role) for role in route.roles)
    say(f"{number}  {way}: {route_figures(route)}")
    for step in route.steps:
        _print_step(catalog, step)
    say()


def _print_step(catalog: Catalog, step: RouteStep) -> None:
    from tracktui.roadmap.alternatives.route_words import RELATIONS, figures, gap_lines, remaining_words

    say(wrapped(f"{catalog.name(step.start)} to {catalog.name(step.to)}: {RELATIONS[step.relation]}, {figures(step.gap)}", "   ", "     "))
    for label, text in gap_lines(catalog, step.gap):
        say(wrapped(f"{label}  {text}", "     ", "       "))
    if step.remaining is not None:
        say(wrapped(f"for you  {remaining_words(step.remaining)}", "     ", "       "))


def _data(route: Route) -> dict[str, Any]:
    import msgspec

    steps = [{"from": step.start, **{key: value for key, value in msgspec.to_builtins(step).items() if key != "start"}} for step in route.steps]
    return {"roles": list(route.roles), "hours": round(route.hours, 1), "steps": steps}
