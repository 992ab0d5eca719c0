"""Opening the terminal program: checks that there is a terminal before Textual is imported."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from tracktui.problems import refuse

if TYPE_CHECKING:
    from tracktui.cli.options import Options


def open_tui(options: Options) -> int:
    """Run the terminal program; the exit status.

    Raises:
        UserError: there is no terminal it could draw on (status 2).
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise refuse("this is no terminal", "for text output use a command, e.g. tracktui roadmap (see tracktui --help)", status=2)
    if os.environ.get("TERM", "") in ("", "dumb") and os.name != "nt":
        raise refuse("this terminal cannot draw screens (TERM is dumb or not set)", "use a command, e.g. tracktui roadmap", status=2)
    # Hardly anything made on the way to the first frame is garbage, and looking for it takes a tenth of that way (ui/opening.py goes on).
    gc.disable()
    from tracktui.ui.run import run

    return run(options.plan, options.catalogs, options.today, demo=options.demo, in_place=options.in_place, acting=options.acting, debug=options.debug)
