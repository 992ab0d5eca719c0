"""`tracktui export`: the roadmap as Markdown or JSON, the wins as Markdown, the request for one certification as text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tracktui.cli.options import Day
from tracktui.cli.output import print_json, say, tell
from tracktui.cli.session import open_workspace, status, worth_telling
from tracktui.problems import refuse

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
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write (default: the terminal).")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@click.pass_context
def export_command(ctx: click.Context, item: str | None, what: str, since: date | None, form: str, output: Path | None, force: bool) -> None:
    """The whole plan, or the wins, as a document; or the request for a certification (ITEM) as text."""
    if what == "wins":
        _export_wins(ctx, since, form, output, force=force)
        return
    if what == "request":
        _request(ctx, item, output, force=force)
        return
    if item is not None:
        raise refuse("the roadmap is exported whole", f"did you mean: tracktui export --what request {item}", status=2)
    if since is not None:
        raise refuse("--since belongs to --what wins", "write: tracktui export --what wins --since 2026-01-01", status=2)
    import msgspec

    from tracktui.exchange.roadmap_json import roadmap_data
    from tracktui.roadmap.why.explain import explained

    workspace = open_workspace(ctx.obj)
    found = explained(workspace.planner, workspace.roadmap)
    if form == "json":
        data = roadmap_data(found, workspace.problems)
        if output is None:
            print_json(data)
        else:
            write_document(output, msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n", force=force)
    else:
        from tracktui.exchange.markdown import markdown

        text = markdown(workspace.planner, found, workspace.problems)
        if output is None:
            say(text.rstrip("\n"))
        else:
            write_document(output, text, force=force)
    tell(worth_telling(workspace.problems))
    ctx.exit(status(workspace.problems))


def _request(ctx: click.Context, item: str | None, output: Path | None, *, force: bool) -> None:
    from tracktui.catalog.entries import Cert
    from tracktui.catalog.search import search
    from tracktui.exchange.request import request

    if item is None:
        raise refuse("say which certification the request is for", "for example: tracktui export --what request cka", status=2)
    workspace = open_workspace(ctx.obj)
    cert = workspace.catalog.find(item)
    if not isinstance(cert, Cert):
        near = search(workspace.catalog, item, "cert", limit=1)
        raise refuse(f"'{item}' is no certification of the catalog", f"did you mean '{near[0].id}'?" if near else "see tracktui catalog list --kind cert")
    text = request(workspace.planner, workspace.roadmap, cert)
    if output is None:
        say(text.rstrip("\n"))
    else:
        write_document(output, text, force=force)
    tell(worth_telling(workspace.problems))
    ctx.exit(status(workspace.problems))


def _export_wins(ctx: click.Context, since: date | None, form: str, output: Path | None, *, force: bool) -> None:
    """The win log, to the terminal or a file."""
    if form != "md":
        raise refuse("the win log is Markdown only", "leave --format out", status=2)
    from tracktui.review.notes import win_log

    text = win_log(open_workspace(ctx.obj).person, since)
    if output is None:
        say(text.rstrip("\n"))
    else:
        write_document(output, text, force=force)


def write_document(path: Path, text: str, *, force: bool) -> None:
    """Write a whole file or nothing; an existing one only with --force.

    Raises:
        UserError: the file is there already, or cannot be written.
    """
    if path.exists() and not force:
        raise refuse(f"{path} is there already", "give another name, or --force to overwrite it", file=str(path))
    from tracktui.plan.store import write_file

    write_file(path, text.encode())
    say(f"Wrote {path}")
