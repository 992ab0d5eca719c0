"""`tracktui catalog new`: the first files of a layer of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from tracktui.cli.output import say
from tracktui.problems import refuse

EPILOG = """\b
Examples:
  tracktui catalog new acme --name "Acme Ltd"
  tracktui catalog check acme                   it is in order
  tracktui --catalog acme roadmap               use it
"""


@click.command("new", epilog=EPILOG)
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--name", help="Whose catalog it is (default: the folder's name).")
def new_command(folder: Path, name: str | None) -> None:
    """Start a catalog of your own in DIR: a layer with comments and one example of each thing, to be edited."""
    from tracktui.catalog.scaffold import layer_texts
    from tracktui.catalog.schema import text
    from tracktui.plan.store import write_file

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise refuse(f"{folder} is there already and is not empty", "give a new folder; nothing was written", file=str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse(f"cannot make {folder}: {error.strerror or error}", "choose another place", file=str(folder)) from error
    files = layer_texts(" ".join((name or folder.resolve().name).split()) or "Company", str(folder.resolve()))
    for file, content in {**files, "catalog.schema.json": text()}.items():
        write_file(folder / file, content.encode())
        (folder / file).chmod(0o644)  # a catalog is for colleagues, unlike a plan
    say(f"Made {folder} with {', '.join(files)} and catalog.schema.json for your editor.")
    say(f"Next: edit them, then tracktui catalog check {folder}, then tracktui --catalog {folder} roadmap.")
