"""`python -m tracktui` and the `tracktui` command."""

from __future__ import annotations

import os
import sys

COMPLETING = "_TRACKTUI_COMPLETE"
"""What a shell sets when it asks, without any argument, for completions."""


def run() -> None:
    """Run the command line, or what it opens when it is given nothing: the terminal program. End the process with its exit status."""
    if sys.argv[1:] or COMPLETING in os.environ:
        from tracktui.cli.main import status_of

        sys.exit(status_of(sys.argv[1:]))
    # Importing the command line would only put off the first frame.
    from tracktui.cli.tui import status_without_arguments

    sys.exit(status_without_arguments())


if __name__ == "__main__":
    run()
