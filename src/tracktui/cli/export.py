"""`tracktui export`: the roadmap as Markdown or JSON."""

from __future__ import annotations

from pathlib import Path

import click

from tracktui.cli.output import print_json, say, tell
from tracktui.cli.session import open_workspace, status, worth_telling
from tracktui.problems import refuse


@click.command("export", epilog="Example: tracktui export --format md -o plan.md")
@click.option("--format", "form", type=click.Choice(["md", "json"]), default="md", show_default=True, help="The form of the export.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write (default: the terminal).")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@click.pass_context
def export_command(ctx: click.Context, form: str, output: Path | None, force: bool) -> None:
    """The whole plan as a document."""
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
            _write(output, msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n", force=force)
    else:
        from tracktui.exchange.markdown import markdown

        text = markdown(workspace.planner, found, workspace.problems)
        if output is None:
            say(text.rstrip("\n"))
        else:
            _write(output, text, force=force)
    tell(worth_telling(workspace.problems))
    ctx.exit(status(workspace.problems))


def _write(path: Path, text: str, *, force: bool) -> None:
    """Write a whole file or nothing; an existing one only with --force."""
    if path.exists() and not force:
        raise refuse(f"{path} is there already", "give another name, or --force to overwrite it", file=str(path))
    from tracktui.plan.store import write_file

    write_file(path, text.encode())
    say(f"Wrote {path}")
