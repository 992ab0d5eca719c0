"""`tracktui catalog`: the table of its subcommands. Each is imported when it is called."""

from __future__ import annotations

from tracktui.cli.lazy import LazyGroup

COMMANDS: dict[str, tuple[str, str]] = {
    "list": ("tracktui.cli.catalog_browse", "Every entry, or every one of a kind."),
    "search": ("tracktui.cli.catalog_browse", "Entries like TEXT, best first."),
    "show": ("tracktui.cli.catalog_browse", "One entry: its facts, where each comes from, what needs it."),
    "choose": ("tracktui.cli.catalog_choose", "From what hurts to the track to start with."),
    "route": ("tracktui.cli.route", "The ways from one role to another, with their gaps."),
    "check": ("tracktui.cli.catalog_check", "What is wrong with a catalog."),
    "diff": ("tracktui.cli.catalog_diff", "What another version changes, and what that does to plans."),
    "accept": ("tracktui.cli.catalog_accept", "Plan with the current catalog from now on."),
    "schema": ("tracktui.cli.catalog_schema", "A JSON Schema of the files, for editors."),
    "new": ("tracktui.cli.catalog_new", "Start a catalog of your own."),
}
"""Every subcommand: the module it lives in and its line in --help."""

EPILOG = """\b
Examples:
  tracktui catalog search kubernetes admin
  tracktui catalog show cka
  tracktui catalog check ./company-catalog
  tracktui catalog diff                 what the newest catalog does to your plan
"""

catalog_command = LazyGroup("catalog", COMMANDS, help="What can be learned: certs, projects, checks, skills, tracks.", epilog=EPILOG)
