"""`tracktui merge`: two versions of a plan made one; by hand, and as git's merge driver (docs/git.md)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracktui import paths
from tracktui.cli.output import say, tell
from tracktui.problems import Problem
from tracktui.wording import count

if TYPE_CHECKING:
    from tracktui.cli.options import Options
    from tracktui.review.merge import Merged

EPILOG = """\b
Examples:
  tracktui merge base.toml plan.toml theirs.toml    theirs comes into plan.toml
  tracktui merge - plan.toml copy.toml              ... when there is no common version
As git's merge driver: see docs/git.md.
"""


@click.command("merge", epilog=EPILOG)
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.option("--name", default="", help="The plan's path in messages (git: %P); git keeps the versions then.")
@click.pass_context
def merge_command(ctx: click.Context, base: Path, ours: Path, theirs: Path, name: str) -> None:
    """Bring what THEIRS changed since BASE into OURS, which is written. `-` for BASE: there is none.

    Ends with 1 when somebody has to decide something: OURS then has its own side, and comments with the other.
    """
    from tracktui.plan import store
    from tracktui.plan.read import read_plan
    from tracktui.review.merge import merge

    options: Options = ctx.obj
    before = b"" if str(base) == "-" else store.read_bytes(base)
    mine, other = store.read_bytes(ours), store.read_bytes(theirs)
    names = (f"{name} (base)", f"{name} (ours)", f"{name} (theirs)") if name else (str(base), str(ours), str(theirs))
    for data, side in ((mine, names[1]), (other, names[2])):
        store.refuse_unwritable(read_plan(data, side))
    merged = merge(before, mine, other, names)
    if merged.data != mine:
        # Git's own temporary file needs no earlier versions: git has them.
        state = None if name else paths.state()
        store.put(ours, merged.data, expected=mine, access=store.Access(state, options.in_place))
    _report(merged, name or str(ours))
    ctx.exit(1 if merged.conflicts else 0)


def _report(merged: Merged, name: str) -> None:
    if not merged.conflicts:
        say(f"Merged {name}: {count(merged.from_theirs, 'entry', 'entries')} of theirs beside {merged.from_ours} new of ours.")
    hint = "decide in the file (look for '# tracktui merge'), remove the comment, then save"
    tell(Problem(file=name, code=f"merge-{conflict.kind}", message=conflict.message, hint=hint) for conflict in merged.conflicts)
