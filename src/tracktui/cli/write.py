"""`tracktui new`: make a plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracktui import paths
from tracktui.cli.matching import estate_of, match, refuse_unknown
from tracktui.cli.options import HOURS_PER_WEEK, USD_PER_YEAR, Day
from tracktui.cli.output import say, tell
from tracktui.cli.session import worth_telling
from tracktui.problems import refuse
from tracktui.wording import day

if TYPE_CHECKING:
    from tracktui.catalog.model import Catalog
    from tracktui.cli.options import Options
    from tracktui.plan.template import NewPlan


@click.command(
    "new",
    epilog="""\b
Examples:
  tracktui new --primary sre --secondary platform --level 3 --hours 8 --holds aws-saa:2025-06,cka
  tracktui new --playbook leader-90 --start 2027-01-04
""",
)
@click.option("--primary", metavar="TRACK", help="The specialty to build: sre, platform, finops, mlops, cloud-security.")
@click.option("--secondary", metavar="TRACK", help="A second one to know the basics of.")
@click.option("--level", type=click.IntRange(1, 4), help="Where to: 1 awareness, 2 working, 3 independent, 4 strategic.")
@click.option("--from", "start_level", type=click.IntRange(0, 4), default=0, show_default=True, help="Where you stand today.")
@click.option("--hours", "weekly", type=HOURS_PER_WEEK, default=6.0, show_default=True, help="Hours a week.")
@click.option("--budget", type=USD_PER_YEAR, help="USD a year.")
@click.option("--holds", metavar="LIST", help="What you hold: aws-saa:2025-06,cka")
@click.option("--estate", metavar="LIST", help="What you run on: aws=0.7,azure=0.3")
@click.option("--by", type=Day(), help="When you would like to be there.")
@click.option("--start", type=Day(), help="First day of the plan (default: today).")
@click.option("--playbook", metavar="ID", help="A playbook whose steps the plan runs: leader-90, or joiner- and a role.")
@click.option("--name", help="Your name.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to make (default: your own plan).")
@click.pass_context
def new_command(ctx: click.Context, /, holds: str | None, estate: str | None, output: Path | None, **given: Any) -> None:
    """Make a plan and show what to do first."""
    from tracktui.plan import store
    from tracktui.plan.template import text_of
    from tracktui.workspace import Workspace, load_catalog

    options: Options = ctx.obj
    catalog, _ = load_catalog(options.catalogs)
    path = output or options.plan or paths.user_data() / "plan.toml"
    store.create(path, text_of(_asked(catalog, options.today, holds, estate, **given)))
    workspace = Workspace.open(path, options.today, overlays=options.catalogs)
    say(f"Made {path}")
    for goal in workspace.roadmap.goals:
        say(f"Goal  {goal.name}: {day(goal.day) if goal.day else 'reached' if goal.reached else 'no date'}")
    from tracktui.roadmap.views.upcoming import next_steps

    for step in next_steps(workspace.roadmap):
        say(step.text)
    tell(worth_telling(workspace.problems))


def _asked(catalog: Catalog, today: date, holds: str | None, estate: str | None, **given: Any) -> NewPlan:
    """What was asked for, each part a thing that the catalog has and a plan may say."""
    from tracktui.plan.template import NewPlan

    if not given["primary"] and not given["playbook"]:
        raise refuse("say what the plan is for", "give --primary TRACK, --playbook ID or both", status=2)
    for option, what, known in (("primary", "track", catalog.tracks), ("secondary", "track", catalog.tracks), ("playbook", "playbook", catalog.playbooks)):
        refuse_unknown(given[option], what, known)
    if given["secondary"] and given["secondary"] == given["primary"]:
        raise refuse(f"{given['secondary']} is the primary track already", "name another secondary track, or leave it out", status=2)
    start = given["start"] or today
    if given["by"] is not None and given["by"] <= start:
        raise refuse(f"{given['by']} is not after the first day of the plan", f"the plan begins on {start}", status=2)
    playbook = catalog.playbooks.get(given["playbook"] or "")
    return NewPlan(
        name=given["name"] or "",
        primary=given["primary"],
        secondary=given["secondary"],
        level=given["level"],
        start_level=given["start_level"],
        hours_per_week=given["weekly"],
        budget_usd_per_year=given["budget"],
        start=start,
        by=given["by"],
        estate=estate_of(estate),
        held=_held(catalog, holds, today),
        role=playbook.role if playbook else None,
        playbook=playbook,
        catalog_version=catalog.version,
        catalog_hash=catalog.hash,
    )


def _held(catalog: Catalog, text: str | None, today: date) -> tuple[Any, ...]:
    """The credentials of a list, each once."""
    import msgspec

    from tracktui.catalog.days import PartialDate, first_day
    from tracktui.plan.model import Held

    found: dict[str, Held] = {}
    for part in (text or "").split(","):
        if not part.strip():
            continue
        word, _, earned = part.strip().partition(":")
        try:
            when = msgspec.convert(earned, PartialDate) if earned else None
        except msgspec.ValidationError:
            raise refuse(f"'{earned}' is not a day", "write for example aws-saa:2025-06 or aws-saa:2025-06-12", status=2) from None
        if when is not None and first_day(when) > today:
            raise refuse(f"{earned} is after today", f"{word} counts as held from the day it was earned", status=2)
        cert = match(catalog, word, ("cert",)).id
        found[cert] = Held(cert=cert, earned=when)
    return tuple(found.values())
