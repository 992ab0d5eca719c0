"""`tracktui export`: the roadmap as Markdown or JSON, the wins as Markdown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tracktui.cli.main import Day
from tracktui.cli.output import print_json, say, tell
from tracktui.cli.session import open_workspace, status, worth_telling
from tracktui.problems import refuse

EPILOG = """\b
Examples:
  tracktui export --format md -o plan.md              the whole plan
  tracktui export --what wins --since 2026-01-01      the win log, for a talk about pay or a promotion
"""


@click.command("export", epilog=EPILOG)
@click.option("--what", type=click.Choice(["roadmap", "wins"]), default="roadmap", show_default=True, help="What to export; wins only as Markdown.")
@click.option("--since", type=Day(), help="Wins from this day on.")
@click.option("--format", "form", type=click.Choice(["md", "json"]), default="md", show_default=True, help="The form of the export.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write (default: the terminal).")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@click.pass_context
def export_command(ctx: click.Context, what: str, since: date | None, form: str, output: Path | None, force: bool) -> None:
    """The whole plan, or the wins, as a document."""
    if what == "wins":
        _export_wins(ctx, since, form, output, force=force)
        return
    if since is not None:
        raise refuse("--since belongs to --what wins", "write: tracktui export --what wins --since 2026-01-01", status=2)
    import msgspec

    from tracktui.exchange.roadmap_json import roadmap_data
    from tracktui.roadmap.explain import explained

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
