"""The Map screen as text: numbered steps, each behind everything it needs, with the numbers of what it comes after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracktui.cli.output import say, wrapped
from tracktui.wording import count, day, state_word

if TYPE_CHECKING:
    from tracktui.workspace import Workspace


def show(workspace: Workspace, words: str) -> None:
    """Print it; `words`: only an item whose id or name has all of them, with what it needs and unlocks."""
    from tracktui.roadmap.views import map as graph
    from tracktui.roadmap.views.rails import rails

    found = workspace.roadmap
    after = graph.map_of(found)
    wanted = [item for item in after if all(word in f"{item} {_name(workspace, item)}".lower() for word in words.lower().split())]
    if not wanted:
        say(f"No item of the roadmap matches '{words}'." if words else "There is nothing to draw yet: set primary in [focus] of the plan.")
        return
    if words:
        for item in wanted:
            near = graph.around(after, found, item)
            say(f"{_name(workspace, item)}: {near.done} of {count(near.of, 'prerequisite')} done.")
            say(wrapped(f"Needs: {', '.join(_name(workspace, other) for other in near.needs) or 'nothing'}.", "  ", "    "))
            say(wrapped(f"Unlocks: {', '.join(_name(workspace, other) for other in near.unlocks) or 'nothing'}.", "  ", "    "))
        return
    rows = rails(after)
    number = {row.id: row.number for row in rows}
    for row in rows:
        planned = found.get(row.id)
        assert planned is not None
        parts = [f"{row.number}. {planned.kind} {_name(workspace, row.id)}: {state_word(planned.state)}"]
        if planned.finish and planned.open:
            parts.append(day(planned.finish))
        if row.needs:
            asked = getattr(workspace.catalog.items.get(row.id), "requires", ())
            parts.append(f"after {graph.settled_in_words(asked, number, row.needs)}")
        say(wrapped(f"{', '.join(parts)}.", "", "   "))


def _name(workspace: Workspace, item: str) -> str:
    planned = workspace.roadmap.get(item)
    return planned.name if planned is not None else workspace.catalog.name(item)
