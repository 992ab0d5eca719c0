"""What the shell offers after `tracktui log`: ids of the roadmap, then the events that fit what was named, then values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from tracktui.plan.events import WORDS, events_for

if TYPE_CHECKING:
    from tracktui.workspace import Workspace

_LEVELS = {"1": "awareness", "2": "working", "3": "independent", "4": "strategic"}


def completions(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    """The words that may come next. A plan or a catalog that cannot be read offers no ids, and says nothing."""
    before = tuple(ctx.params.get("words") or ())
    found = list(_next(ctx, before, incomplete))
    return [item for item in found if str(item.value).startswith(incomplete)][:200]


def _next(ctx: click.Context, before: tuple[str, ...], incomplete: str) -> Iterator[CompletionItem]:
    if not before:
        workspace = _workspace(ctx)
        if workspace is not None:
            yield from _ids(workspace, incomplete)
        yield from (CompletionItem(event.word, help=event.meaning) for event in events_for("") if event.about == "plan")
    elif len(before) == 1 and before[0] not in WORDS:
        workspace = _workspace(ctx)
        kind = _kind(workspace, before[0]) if workspace is not None else None
        for event in events_for(kind) if kind else WORDS.values():
            yield CompletionItem(event.word, help=event.meaning)
    else:
        named = WORDS.get(before[-1])
        if named is not None and named.keys.get(named.main) == "level":
            yield from (CompletionItem(level, help=word) for level, word in _LEVELS.items())


def _ids(workspace: Workspace, incomplete: str) -> Iterator[CompletionItem]:
    """Open items first, in the order of the roadmap; then finished ones, skills and KPIs that the plan follows; all when something is typed."""
    found = workspace.roadmap
    seen: set[str] = set()
    rows = [(item.id, item.name) for item in (*found.items, *found.finished)]
    catalog = workspace.catalog
    tracks = {workspace.plan.focus.primary, workspace.plan.focus.secondary}
    rows += [(skill.id, skill.name) for skill in catalog.skills.values() if incomplete or tracks & set(skill.tracks)]
    rows += [(kpi.id, kpi.name) for kpi in catalog.kpis.values() if incomplete or kpi.id in workspace.plan.choices.kpis]
    if incomplete:
        rows += [(item.id, item.name) for item in catalog.items.values()]
    for entry_id, name in rows:
        if entry_id not in seen:
            seen.add(entry_id)
            yield CompletionItem(entry_id, help=name)


def _kind(workspace: Workspace, word: str) -> str | None:
    from tracktui.cli.matching import match
    from tracktui.problems import UserError

    planned = workspace.roadmap.get(word)
    if planned is not None:
        return planned.kind
    try:
        return match(workspace.catalog, word, own=workspace.person.plan.own).kind
    except UserError:
        return None


def _workspace(ctx: click.Context) -> Workspace | None:
    """The workspace that the global options name; during completion the program itself has not been set up."""
    from tracktui.cli.options import Options
    from tracktui.cli.session import open_workspace
    from tracktui.problems import UserError

    given = ctx.find_root().params
    plan, catalogs, day, demo = given.get("plan"), given.get("catalogs") or (), given.get("today"), bool(given.get("demo"))
    options = Options(Path(plan) if plan else None, tuple(catalogs), day if isinstance(day, date) else None, demo, debug=False, in_place=False)
    try:
        return open_workspace(options)
    except (UserError, OSError):
        return None
