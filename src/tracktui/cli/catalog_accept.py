"""`tracktui catalog accept`: a plan goes over to the current catalog."""

from __future__ import annotations

import click

from tracktui.cli.output import say
from tracktui.cli.session import open_workspace


@click.command("accept", epilog="Example: tracktui catalog diff, then tracktui catalog accept")
@click.pass_context
def accept_command(ctx: click.Context) -> None:
    """Plan with the current catalog from now on; `tracktui catalog diff` shows before what that changes.

    The plan records the catalog's version and hash, and a copy of the catalog is kept. Nothing else in the plan changes.
    """
    workspace = open_workspace(ctx.find_root().obj)
    before = workspace.plan.catalog
    if workspace.pin.status == "same":
        say(f"The plan is planned with catalog {workspace.current.version} already.")
        return
    workspace.accept_catalog()
    instead = f" instead of {before.version}" if before.version and before.version != workspace.current.version else ""
    say(f"Planned with catalog {workspace.current.version}{instead} from now on. Saved.")
