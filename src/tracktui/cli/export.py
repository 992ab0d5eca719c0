"""`tracktui export`: the roadmap as Markdown or JSON, the wins as Markdown, the request for one certification as text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracktui.cli.documents import put_document
from tracktui.cli.options import Day
from tracktui.cli.output import print_json, tell
from tracktui.cli.session import open_workspace, status, worth_telling
from tracktui.problems import refuse

if TYPE_CHECKING:
    from tracktui.workspace import Workspace

KINDS = ("roadmap", "wins", "request")

EPILOG = """\b
Examples:
  tracktui export --format md -o plan.md              the whole plan
  tracktui export --what wins --since 2026-01-01      the win log, for a talk about pay or a promotion
  tracktui export --what request cka                  what to ask a manager for, as text to send
"""


@click.command("export", epilog=EPILOG)
@click.argument("item", required=False)
@click.option("--what", type=click.Choice(KINDS), default="roadmap", show_default=True, help="Wins are Markdown, the request for ITEM is text.")
@click.option("--since", type=Day(), help="Wins from this day on.")
@click.option("--format", "form", type=click.Choice(["md", "json"]), default="md", show_default=True, help="The form of the export.")
@click.option("--pace", is_flag=True, help="With your own pace, which is left out otherwise (JSON).")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write (default: the terminal).")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@click.pass_context
def export_command(ctx: click.Context, item: str | None, what: str, since: date | None, form: str, pace: bool, output: Path | None, force: bool) -> None:
    """The whole plan, or the wins, as a document; or the request for a certification (ITEM) as text."""
    if item is not None and what != "request":
        raise refuse("only a request is about one item", f"did you mean: tracktui export --what request {item}", status=2)
    if since is not None and what != "wins":
        raise refuse("--since belongs to --what wins", "write: tracktui export --what wins --since 2026-01-01", status=2)
    if pace and form != "json":
        raise refuse("--pace belongs to --format json", "the Markdown form says nothing of it", status=2)
    if form != "md" and what != "roadmap":
        raise refuse("the win log is Markdown only" if what == "wins" else "a request is text only", "leave --format out", status=2)
    workspace = open_workspace(ctx.obj)
    if what == "wins":
        from tracktui.review.notes import win_log

        put_document(output, win_log(workspace.person, since), force=force)
        return
    if what == "request":
        put_document(output, _request(workspace, item), force=force)
    elif form == "json" and output is None:
        print_json(_data(workspace, pace=pace))
    else:
        put_document(output, _json(workspace, pace=pace) if form == "json" else _markdown(workspace), force=force)
    tell(worth_telling(workspace.problems))
    ctx.exit(status(workspace.problems))


def _data(workspace: Workspace, *, pace: bool) -> dict[str, Any]:
    from tracktui.exchange.roadmap_json import roadmap_data
    from tracktui.roadmap.why.explain import explained

    return roadmap_data(explained(workspace.planner, workspace.roadmap), workspace.problems, pace=pace)


def _json(workspace: Workspace, *, pace: bool) -> str:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(_data(workspace, pace=pace)), indent=2).decode() + "\n"


def _markdown(workspace: Workspace) -> str:
    from tracktui.exchange.markdown import markdown
    from tracktui.roadmap.why.explain import explained

    return markdown(workspace.planner, explained(workspace.planner, workspace.roadmap), workspace.problems)


def _request(workspace: Workspace, item: str | None) -> str:
    """What to ask a manager for, for one certification."""
    from tracktui.catalog.entries import Cert
    from tracktui.catalog.search import search
    from tracktui.exchange.request import request

    if item is None:
        raise refuse("say which certification the request is for", "for example: tracktui export --what request cka", status=2)
    cert = workspace.catalog.find(item)
    if not isinstance(cert, Cert):
        near = search(workspace.catalog, item, "cert", limit=1)
        raise refuse(f"'{item}' is no certification of the catalog", f"did you mean '{near[0].id}'?" if near else "see tracktui catalog list --kind cert")
    return request(workspace.planner, workspace.roadmap, cert)
