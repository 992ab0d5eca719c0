"""A graph of prerequisites as lines of text, in the manner of `git log --graph`: one line per item, behind everything it needs.

Each item that something still waits for owns a rail, a vertical line at the left; a row joins the rails of what it needs. The order
is chosen so that rails close early; among equals the given order counts. Pure text: colours and names are the screen's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

import msgspec

MOST_COLUMNS = 16
"""Columns that rails may take. Past that a rail is not drawn; the row's numbers say what it needs."""

UNICODE = {
    "through": "\u2502",
    "first-on": "\u251c",
    "first-end": "\u2570",
    "on": "\u253c",
    "end": "\u2534",
    "opens": "\u256d",
    "also-opens": "\u252c",
    "line": "\u2500",
}
ASCII = {"through": "|", "first-on": "+", "first-end": "`", "on": "+", "end": "^", "opens": ".", "also-opens": ".", "line": "-"}
"""The signs: a rail that passes, the leftmost rail of a row that goes on or ends, a further one, a rail that begins here."""


class Row(msgspec.Struct, frozen=True):
    """One line: the item, its number from 1, its rails as text, the numbers of what it directly needs."""

    id: str
    number: int
    rails: str
    needs: tuple[int, ...]


def order(after: Mapping[str, Sequence[str]]) -> list[str]:
    """The items, each behind everything it needs (`after`: item to what it needs), so that few rails are open at a time.

    Raises:
        ValueError: the items wait for each other in a circle.
    """
    waiting = {item: sum(other in after for other in needs) for item, needs in after.items()}
    dependents: dict[str, list[str]] = {item: [] for item in after}
    for item, needs in after.items():
        for other in needs:
            if other in after:
                dependents[other].append(item)
    left = {item: len(found) for item, found in dependents.items()}
    place = {item: number for number, item in enumerate(after)}

    def more_rails(item: str) -> tuple[int, int, str]:
        return bool(dependents[item]) - sum(left.get(other) == 1 for other in after[item]), place[item], item

    free = [more_rails(item) for item in after if not waiting[item]]
    heapify(free)
    found: dict[str, None] = {}
    while free:
        *_, best = heappop(free)
        if best in found:
            continue
        found[best] = None
        for other in after[best]:
            if other in left:
                left[other] -= 1
                # Whoever still waits for it alone would now close its rail: that one is in the heap again, further ahead.
                for item in dependents[other] if left[other] == 1 else ():
                    if not waiting[item] and item not in found:
                        heappush(free, more_rails(item))
        for item in dependents[best]:
            waiting[item] -= 1
            if not waiting[item]:
                heappush(free, more_rails(item))
    if len(found) < len(after):
        raise ValueError("the items wait for each other in a circle")
    return list(found)


def rails(after: Mapping[str, Sequence[str]], *, signs: Mapping[str, str] = UNICODE) -> list[Row]:
    """The lines of a graph without circles. `after`: each item and what it directly needs; others are left out."""
    ordered = order(after)
    number = {item: at for at, item in enumerate(ordered, 1)}
    last = {other: item for item in ordered for other in after[item]}
    lanes: list[str | None] = []
    drawn = [_cells(item, after[item], last, lanes, signs) for item in ordered]
    most = max(map(len, drawn), default=0)
    wide = most * 2 <= MOST_COLUMNS
    texts = [_joined(cells, most, signs["line"], wide=wide) for cells in drawn]
    needs = [tuple(sorted(number[other] for other in after[item] if other in number)) for item in ordered]
    return [Row(item, number[item], text, before) for item, text, before in zip(ordered, texts, needs, strict=True)]


def _cells(item: str, needs: Iterable[str], last: Mapping[str, str], lanes: list[str | None], signs: Mapping[str, str]) -> list[str]:
    """The signs of one row, a cell per lane; `lanes` (who owns each) is brought to what holds below the row."""
    wanted = set(needs)
    joined = {at for at, owner in enumerate(lanes) if owner in wanted}
    ending = {at for at in joined if last[str(lanes[at])] == item}
    for at in ending:
        lanes[at] = None
    own = None
    if item in last:
        own = min(ending) if ending else next((at for at, owner in enumerate(lanes) if owner is None), len(lanes))
        if own < MOST_COLUMNS:
            lanes[own : own + 1] = [item]
        else:
            own = None
    span = joined | ({own} if own is not None else set())
    start = min(span, default=len(lanes))
    cells = [_cell(at, start, joined, own, lanes, signs) for at in range(len(lanes))]
    while lanes and lanes[-1] is None:
        lanes.pop()
    return cells


def _cell(at: int, start: int, joined: set[int], own: int | None, lanes: Sequence[str | None], signs: Mapping[str, str]) -> str:
    first, on = at == start, lanes[at] is not None
    if at in joined:
        return signs[("first-" if first else "") + ("on" if on else "end")]
    if at == own:
        return signs["opens" if first else "also-opens"]
    if on:
        return signs["through"]
    return signs["line"] if at > start else " "


def _joined(cells: Sequence[str], most: int, line: str, *, wide: bool) -> str:
    """The cells as text, all rows equally wide; with a gap between lanes where there is room, a line behind the first joined lane."""
    text = ""
    started = False
    for cell in (*cells, *" " * (most - len(cells))):
        started = started or cell not in (" ", UNICODE["through"], ASCII["through"])
        text += (line if started and cell == " " else cell) + (line if started else " ") * wide
    return text
