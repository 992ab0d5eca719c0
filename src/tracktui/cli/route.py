"""`tracktui catalog route`: the ways from one role to another, each step with what it asks, and what of it remains for you."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tracktui import paths
from tracktui.cli.output import print_json, say, tell, wrapped
from tracktui.cli.session import open_workspace, status, worth_telling
from tracktui.problems import nearest, refuse
from tracktui.wording import count, hours, usd

if TYPE_CHECKING:
    from tracktui.catalog.model import Catalog
    from tracktui.cli.main import Options
    from tracktui.roadmap.routes import RoleGap, Route, RouteStep
    from tracktui.workspace import Workspace

_RELATIONS = {"next": "a usual next step", "feeder": "a usual way in", "adjacent": "a step sideways"}


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
    from tracktui.roadmap.routes import routes

    options: Options = ctx.find_root().obj
    workspace, catalog, problems = _opened(options)
    first, last = _role(catalog, start), _role(catalog, to)
    if first == last:
        raise refuse(f"{catalog.name(first)} is both ends of the route", "name two roles", status=2)
    plan, standing = (workspace.plan, workspace.planner.standing) if workspace else (None, None)
    found = routes(catalog, first, last, options.today, plan, standing)
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


def _opened(options: Options) -> tuple[Workspace | None, Catalog, tuple[Any, ...]]:
    """The plan where there is one, its catalog, and the problems to tell."""
    if options.demo or options.plan or paths.default_plan().exists():
        workspace = open_workspace(options)
        return workspace, workspace.catalog, workspace.problems
    from tracktui.workspace import load_catalog

    return None, *load_catalog(options.catalogs)


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
    remaining = [step.remaining.hours for step in route.steps if step.remaining is not None]
    mine = f"; {hours(sum(remaining))} remain for you" if remaining else ""
    way = " -> ".join(catalog.name(role) for role in route.roles)
    say(f"{number}  {way}: {count(len(route.steps), 'step')}, {hours(route.hours, estimated=True)}{mine}")
    for step in route.steps:
        _print_step(catalog, step)
    say()


def _print_step(catalog: Catalog, step: RouteStep) -> None:
    say(wrapped(f"{catalog.name(step.start)} to {catalog.name(step.to)}: {_RELATIONS[step.relation]}, {_figures(step.gap)}", "   ", "     "))
    for line in _lines(catalog, step.gap):
        say(wrapped(line, "     ", "       "))
    if step.remaining is not None:
        rest = step.remaining
        what = f"{count(len(rest.skills), 'skill')}, {count(len(rest.checks), 'check')}, {count(len(rest.certs), 'cert')}" if rest.hours else "nothing"
        say(wrapped(f"for you  {what}, {_figures(rest)}", "     ", "       "))


def _figures(gap: RoleGap) -> str:
    return f"{hours(gap.hours, estimated=True)}, {usd(gap.price_usd, at_least=gap.price_at_least)}"


def _lines(catalog: Catalog, gap: RoleGap) -> list[str]:
    """What is missing, one line a kind."""
    parts = {
        "skills": [f"{catalog.name(row.skill)} {row.have} to {row.need}" for row in gap.skills],
        "soft skills": [catalog.name(skill) for skill in gap.soft_skills],
        "checks": [catalog.name(check) for check in gap.checks],
        "certs": [catalog.name(cert) for cert in gap.certs],
        "projects": [catalog.name(project) for project in gap.projects],
    }
    return [f"{label}  {'; '.join(names)}" for label, names in parts.items() if names]


def _data(route: Route) -> dict[str, Any]:
    import msgspec

    steps = [{"from": step.start, **{key: value for key, value in msgspec.to_builtins(step).items() if key != "start"}} for step in route.steps]
    return {"roles": list(route.roles), "hours": round(route.hours, 1), "steps": steps}
