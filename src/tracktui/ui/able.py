"""Which commands work now, and why the others do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracktui.plan.authority import not_theirs, refuse_unless_own
from tracktui.plan.model import Plan
from tracktui.problems import UserError
from tracktui.ui.commands import Command
from tracktui.ui.sentences import NO_PLAN, REASONS

if TYPE_CHECKING:
    from tracktui.ui.host import Host

ALWAYS = frozenset(("quit", "help", "palette", "reload", "theme", "themes", "settings"))
"""What works without a plan, too."""


def why_not(app: Host, command: Command) -> str:
    """Why a command cannot run now, in a sentence; "" when it can."""
    if command.id in ALWAYS:
        return ""
    if command.needs == "file":
        return "" if app.path.exists() or app.workspace is not None else REASONS["file"]
    if app.workspace is None:
        return NO_PLAN
    if command.needs in ("undo", "redo"):
        opened = app.workspace.opened
        step = opened.last_step if command.needs == "undo" else opened.next_step
        if foreign := not_theirs(app.workspace.plan, step, app.workspace.guest):
            return f"{foreign[0].upper()}{foreign[1:]}."
    if not _has(app, command.needs):
        return REASONS[command.needs]
    if command.id == "pin" and (reason := _not_pinned(app, app.workspace.plan)):
        return reason
    return app.here.cannot(command.id)


def _not_pinned(app: Host, plan: Plan) -> str:
    """Why the marked items cannot be pinned: it is for the engineer to say, and what the planner puts in is not in the catalog."""
    assert app.workspace is not None
    try:
        refuse_unless_own(plan, app.workspace.guest)
    except UserError as error:
        problem = error.problems[0]
        return f"{problem.message[0].upper()}{problem.message[1:]}: {problem.hint}."
    return "" if app.here.pinnable else REASONS["pinnable"]


def _has(app: Host, needs: str) -> bool:
    assert app.workspace is not None
    match needs:
        case "item":
            return app.item is not None or app.cert is not None
        case "entry":
            return app.item is not None or (app.shown is not None and app.shown.catalog.find(app.here.item_id) is not None)
        case "open-item":
            return app.item is not None and app.item.open
        case "cert":
            return app.cert is not None
        case "link":
            from tracktui.ui.parts.links import links_of

            return app.shown is not None and bool(links_of(app.shown.catalog, app.shown.plan, app.here.item_id))
        case "other-catalog":
            return bool(app.workspace.pin_line)
        case "undo":
            return app.workspace.can_undo
        case "redo":
            return app.workspace.can_redo
        case _:
            return True
