"""From a key to the frame that answers it, on every screen: with the shipped catalog, and with 10,000 items more."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measure import amount, p95
from benchmarks.processes import TRACKTUI, Program, go_before_others, home_with_plan
from benchmarks.sizes import PLAN, on_disk
from tracktui.ui.commands import VIEWS, by_id

ESCAPE = "\x1b"
DOWN, UP, PAGE_DOWN, PAGE_UP = "\x1b[B", "\x1b[A", "\x1b[6~", "\x1b[5~"
MOVES = (DOWN, DOWN, UP) * 8 + (PAGE_DOWN, PAGE_UP) * 4 + ("G", "g") * 3
"""Each of them moves, however short the list is."""
TYPED = ("/", *"certified", *"\x7f" * 4)
MARKS = ("v",) * 20
MARKED = ("roadmap", "certs")
"""Screens with rows that can be marked."""
CHANGES = 3
"""How often one goes round the screens; the first round makes them."""
WORDS = {
    "roadmap": "to do",
    "timeline": "a column",
    "map": "the way to your goal",
    "skills": "Skills  ",
    "certs": "in the catalog",
    "review": "1:1  ",
    "tracks": "Tracks  ",
}
"""Words that a screen is not drawn without."""
Times = dict[str, list[float]]


def rows() -> Iterator[str]:
    """The slowest screen of each kind of key, with the p95 of all its keys of the kind."""
    go_before_others()
    yield from _rows("shipped catalog", home_with_plan(), (), 40)
    options = on_disk(10_000)
    yield from _rows("10,000 items more", home_with_plan(PLAN, *options), options, 50)


def _rows(name: str, home: str, options: tuple[str, ...], budget: float) -> Iterator[str]:
    with Program((*TRACKTUI, *options), home) as program:
        program.until("Why it is here")
        program.settle(1)
        changing: Times = {}
        for _ in range(CHANGES):
            for view in (*VIEWS[1:], VIEWS[0]):
                changing.setdefault(view, []).extend(program.press(by_id(view).keys[0], words=WORDS[view]))
        kinds: dict[str, Times] = {"changing screen": changing, **{kind: {} for kind in ("moving", "filtering", "marking", "Escape")}}
        for view in VIEWS:
            program.press(by_id(view).keys[0])
            for kind, times in on_screen(program, view).items():
                kinds[kind][view] = times
    for kind, measured in kinds.items():
        views = {view: times for view, times in measured.items() if times}
        worst = max(views, key=lambda view: p95(views[view]))
        yield amount(f"{kind}, p95, {name}: {worst}", p95(views[worst]), {"changing screen": 110, "Escape": 150}.get(kind, budget))
        yield "                    " + ", ".join(f"{view} {p95(times):.0f}" for view, times in views.items())


def on_screen(program: Program, view: str) -> Times:
    """Move, mark where there are rows to mark, filter; and leave the filter."""
    found = {"moving": program.press(*MOVES), "filtering": [], "Escape": []}
    if view in MARKED:
        found["marking"] = program.press(*MARKS)
        found["Escape"] += program.press(ESCAPE)
    for _ in range(3):
        found["filtering"] += program.press(*TYPED)
        found["Escape"] += program.press(ESCAPE)
    return found
