"""`python -m tracktui`."""

from tracktui.cli.main import run

run()
