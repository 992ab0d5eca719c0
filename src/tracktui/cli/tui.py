"""Opening the terminal program: checks that there is a terminal before Textual is imported."""

from __future__ import annotations

import gc
import os
import sys
from datetime import date
from pathlib import Path

from tracktui.cli.ending import status_of_call
from tracktui.problems import refuse


def status_without_arguments() -> int:
    """Run the terminal program as `tracktui` alone does; the exit status."""
    return status_of_call(lambda: open_tui(None, (), date.today()))


def open_tui(
    plan: Path | None, overlays: tuple[Path, ...], today: date, *, demo: bool = False, in_place: bool = False, acting: str = "", debug: bool = False
) -> int:
    """Run the terminal program with what the global options say; the exit status.

    Raises:
        UserError: there is no terminal it could draw on (status 2).
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise refuse("this is no terminal", "for text output use a command, e.g. tracktui roadmap (see tracktui --help)", status=2)
    if os.environ.get("TERM", "") in ("", "dumb") and os.name != "nt":
        raise refuse("this terminal cannot draw screens (TERM is dumb or not set)", "use a command, e.g. tracktui roadmap", status=2)
    # Hardly anything made on the way to the first frame is garbage, and looking for it takes a tenth of that way (ui/garbage.py goes on).
    gc.disable()
    from tracktui.ui.run import run

    return run(plan, overlays, today, demo=demo, in_place=in_place, acting=acting, debug=debug)
