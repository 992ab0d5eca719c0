"""From the global options to an open workspace; shared by every command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracktui import paths
from tracktui.cli.output import say, tell
from tracktui.problems import Problem
from tracktui.workspace import Workspace, load_catalog

if TYPE_CHECKING:
    from tracktui.catalog.model import Catalog
    from tracktui.cli.options import Options


def open_workspace(options: Options) -> Workspace:
    """The workspace that the options name: the demo, the plan given, or the default plan."""
    if options.demo:
        from tracktui.demo import demo_workspace

        return demo_workspace(options.today, overlays=options.catalogs, acting=options.acting)
    path = options.plan or paths.default_plan()
    return Workspace.open(path, options.today, overlays=options.catalogs, in_place=options.in_place, acting=options.acting)


def opened_if_there(options: Options) -> tuple[Workspace | None, Catalog, tuple[Problem, ...]]:
    """The plan where there is one (the demo, --plan or the default one), its catalog, and the problems to tell."""
    if options.demo or options.plan or paths.default_plan().exists():
        workspace = open_workspace(options)
        return workspace, workspace.catalog, workspace.problems
    return None, *load_catalog(options.catalogs)


def first_line(workspace: Workspace) -> None:
    """Say which catalog the plan is planned with, where that is not simply the current one."""
    if workspace.pin.line:
        say(workspace.pin.line)


def status(problems: tuple[Problem, ...]) -> int:
    """1 when a problem is an error, else 0."""
    return int(any(problem.severity == "error" for problem in problems))


def worth_telling(problems: tuple[Problem, ...]) -> list[Problem]:
    """Problems to print: everything but mere information."""
    return [problem for problem in problems if problem.severity != "info"]


def tell_notes(notes: tuple[str, ...]) -> None:
    """What a save had to say, on stderr."""
    tell(Problem(severity="warning", message=note) for note in notes)
