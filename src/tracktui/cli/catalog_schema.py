"""`tracktui catalog schema`: a JSON Schema of catalog files, for editors and other programs."""

from __future__ import annotations

from pathlib import Path

import click

from tracktui.catalog.read import KINDS
from tracktui.cli.documents import put_document

EPILOG = """\b
Examples:
  tracktui catalog schema -o catalog.schema.json    for an editor (docs/editors.md)
  tracktui catalog schema cert                      only what a [[cert]] may have
"""


@click.command("schema", epilog=EPILOG)
@click.argument("kind", required=False, type=click.Choice(tuple(KINDS)), metavar="[KIND]")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to write (default: the terminal).")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
def schema_command(kind: str | None, output: Path | None, force: bool) -> None:
    """The JSON Schema (draft 2020-12) of a catalog file, or of the entries of one KIND."""
    from tracktui.catalog.schema import text

    put_document(output, text(kind), force=force)
