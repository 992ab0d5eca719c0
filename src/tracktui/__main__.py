"""`python -m tracktui` and the `tracktui` command."""

from __future__ import annotations

import sys


def run() -> None:
    """Run the command line; end the process with its exit status."""
    from tracktui.cli.main import status_of

    sys.exit(status_of(sys.argv[1:]))


if __name__ == "__main__":
    run()
