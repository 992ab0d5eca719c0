"""The commands about the catalog: where facts come from, what another catalog would change, and taking it over."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from tracktui.ui.parts.content import Part
from tracktui.ui.parts.dialogs import Reading
from tracktui.wording import count, day, usd
from tracktui.work import Tell, Work

if TYPE_CHECKING:
    from tracktui.roadmap.alternatives.compare import Comparison
    from tracktui.ui.host import Host
    from tracktui.workspace import Workspace

COMPARING = 4
"""Steps of a comparison: reading the older catalog, planning with each of the two, comparing fact by fact."""


class CatalogCommands:
    """The commands of an app that are about its catalog: `do_<id>` for each of them in the table."""

    def __init__(self, app: Host) -> None:
        self.app = app

    def do_facts(self) -> None:
        """Every source of what is highlighted, with its age, and the fields that a layer changed."""
        shown = self.app.shown
        entry = shown.catalog.find(self.app.here.item_id) if shown is not None else None
        if shown is None or entry is None:
            self.app.notify("The catalog has no facts on this: it is the plan's own, or the planner's.", markup=False)
            return
        from tracktui.catalog.freshness import source_rows

        rows: list[list[Part]] = []
        for row in source_rows(entry, shown.found.today):
            rows.append([(f"{row.read or 'undated':<11}", "text"), (f"{row.age}  ", "warn" if row.stale else "dim"), (row.facts, "text")])
            rows += [[(row.where, "dim")], []]
        for name, said in shown.catalog.field_origins(entry.id).items():
            rows.append([(f"{name:<16} ", "text"), (f"from {said.layer}", "structure"), (f"  {said.file}", "dim")])
        self.app.push_screen(Reading(f"Facts on {getattr(entry, 'name', entry.id)}", rows or [[("No source is given.", "dim")]]))

    def do_catalog(self) -> None:
        """What the newest catalog changes, for the catalog and for this plan; worked out in a thread."""
        workspace = self.app.workspace
        if workspace is not None:
            reading = Reading("What the newest catalog changes", [[(workspace.pin.line, "text")], [], [("comparing ...", "dim")]])
            self.app.push_screen(reading)
            work = Work("comparing catalogs", stops=True)
            self.app.in_thread(work, partial(_compared, workspace), reading.show_rows, group="catalog", window=reading)

    def do_accept(self) -> None:
        """Plan with the newest catalog from now on."""
        self.app.change(lambda workspace: workspace.accept_catalog(), "Planned with the newest catalog from now on.")


def _compared(workspace: Workspace, tell: Tell) -> list[list[Part]]:
    """What the newest catalog changes, for the plan and as a catalog."""
    from tracktui.catalog.differences import differences
    from tracktui.roadmap.alternatives.compare import compare
    from tracktui.roadmap.build import roadmap

    tell(0, COMPARING)
    old = workspace.made_under()
    rows: list[list[Part]] = [[(workspace.pin.line, "text")], []]
    if old is None:
        rows.append([("No copy of the catalog that this plan was made under is here: there is nothing to compare with.", "dim")])
    else:
        tell(1, COMPARING)
        before = roadmap(old, workspace.plan, workspace.today)
        tell(2, COMPARING)
        rows += _effect(compare(before, roadmap(workspace.current, workspace.plan, workspace.today)))
        tell(3, COMPARING)
        for what, some in groupby(differences(old, workspace.current), key=lambda one: one.what):
            group = list(some)
            rows += [[], [(f"{what.capitalize()}: {count(len(group), 'fact')}", "title")]]
            rows += [[(f"{one.name}  ", "text"), (one.text, "dim")] for one in group[:40]]
            rows += [[(f"and {len(group) - 40:,} more", "dim")]] if len(group) > 40 else []
    return [*rows, [], [("A accepts it, u takes that back.", "text")]]


def _effect(found: Comparison) -> list[list[Part]]:
    """What it does to this plan, in a few lines."""
    a, b = found.before, found.after
    rows: list[list[Part]] = [[("This plan", "title")]]
    ends = [day(side.finish) if side.finish else "never" for side in (a, b)]
    rows.append([("goal     ", "dim"), (ends[1] if ends[0] == ends[1] else f"{ends[1]} instead of {ends[0]}", "text")])
    money = [usd(side.price_usd, at_least=side.price_at_least) for side in (a, b)]
    rows.append([("money    ", "dim"), (money[1] if money[0] == money[1] else f"{money[1]} instead of {money[0]}", "text")])
    for word, items in (("adds", found.added), ("drops", found.dropped)):
        rows += [[(f"{word:<9}", "dim"), (item.short or item.name, "text")] for item in items]
    if found.moved:
        rows.append([("moves    ", "dim"), (count(len(found.moved), "item"), "text")])
    return rows
