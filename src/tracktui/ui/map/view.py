"""The Map: what needs what. Three boxes around the highlighted item, and the graph itself as rails or as the catalog by level."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual import events
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from tracktui.roadmap.model import Planned, Roadmap
from tracktui.roadmap.views import map as graph
from tracktui.roadmap.views.rails import ASCII, UNICODE, Row, rails
from tracktui.ui.host import host_of
from tracktui.ui.map.boxes import Boxes, full_name, short_name, unlocks_title
from tracktui.ui.parts import legend
from tracktui.ui.parts.content import Part, lines, plain
from tracktui.ui.parts.detail import entry_lines, item_page
from tracktui.ui.parts.edge import write_above
from tracktui.ui.parts.list_view import Lines, ListView, Shown
from tracktui.ui.parts.look import fold_sign
from tracktui.ui.parts.rows import fit
from tracktui.ui.parts.slips import Slips
from tracktui.ui.sentences import NO_MAP
from tracktui.wording import KIND_NAMES, MARKS, count, day, mark, state_word

MODES = ("path", "all", "around", "catalog")
TITLES = {
    "path": "Map  the way to your goal",
    "all": "Map  the whole roadmap",
    "around": "Map  around",
    "catalog": "Map  the catalog by track and level",
}
DONE = "@done"
BOXES = ("needs", "focus", "unlocks")
ARROWS = {"before": "<", "behind": ">", "focus": "=", "": " "}
TONES = {"before": "good", "behind": "accent", "focus": "strong", "": "text"}
"""How rows are marked by what they are to the highlighted one: what it needs, what needs it, itself."""
ROOMY, ROOMY_LIST = 150, 96
"""Widths from which the pane stands beside the list, and from which a row says its state."""
AFTER = ((130, 34), (110, 24), (72, 17), (0, 12))
"""From which width how many columns say what a row stands behind."""


class MapView(ListView):
    """The prerequisite graph, walkable."""

    NAME = "map"
    FILTER_HINT = "filter: part of a name, an id or a kind"

    def __init__(self) -> None:
        super().__init__()
        self.mode = "path"
        self.focus_id = ""
        self.folded = True
        self.trail: list[str] = []
        self.ahead: list[str] = []
        self._after: dict[str, tuple[str, ...]] = {}
        self._whole: dict[str, tuple[str, ...]] = {}
        self._catalog: list[tuple[str, tuple[str, ...]]] = []
        self._rows: dict[str, Row] = {}
        self._fold: list[str] = []
        self._drawn: tuple[Any, ...] = ()
        """Which part of the graph the rows are of; they are made anew for another one, or when there is something new to show."""
        self._marked: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._done = 0
        self._turned: dict[bool, graph.After] = {}
        """What needs each item, of the catalog (True) and of the roadmap, once it was asked for."""
        self._slips = Slips(self)

    def head(self) -> Iterable[Widget]:
        """Needs, focus, unlocks."""
        with Horizontal(id="around", classes="hollow"):
            for box in BOXES:
                yield Static("", id=f"map-{box}", classes="around-box")

    def prepare(self, shown: Shown) -> None:
        """The map of the roadmap."""
        self._slips.show(shown)
        self._after = graph.map_of(shown.found)
        self._whole = {}
        self._drawn = ()
        self._turned.clear()

    # -- rows -------------------------------------------------------------------------------------------------------

    def title(self, shown: Shown) -> str:
        """Which part of the graph is shown."""
        return f"{TITLES[self.mode]} {short_name(shown, self.focus_id)}" if self.mode == "around" else TITLES[self.mode]

    def nothing(self) -> str:
        """No goal, or none that is not reached."""
        return self.no_goal(NO_MAP)

    def start(self, shown: Shown) -> str | None:
        """What is next."""
        return next((item.id for item in shown.found.items), None)

    def keys(self, shown: Shown) -> list[str]:
        """One row per item, behind what it needs; in the catalog one per item of a level."""
        if self.mode == "catalog":
            return self._catalog_keys(shown)
        part = self.mode, self.focus_id, self.folded, self.ascii
        if part != self._drawn:
            self._drawn, (self._rows, self._fold) = part, self._graph(shown.found)
        self._numbers = {row.id: row.number for row in self._rows.values()}
        return [key for key in self._rows if self._matches(key)] if self.words or self.only else [*self._fold, *self._rows]

    def _graph(self, found: Roadmap) -> tuple[dict[str, Row], list[str]]:
        """The rows of the part that is looked at, and the heading of what is done in it."""
        part = self._part(found)
        done = [item for item in part if (planned := found.get(item)) is not None and not planned.open]
        self._done = len(done)
        if self.folded and self.mode != "around":
            part = graph.only(part, part.keys() - set(done))
        fold = [DONE] if done and self.mode != "around" else []
        return {row.id: row for row in rails(part, signs=ASCII if self.ascii else UNICODE)}, fold

    def _part(self, found: Roadmap) -> dict[str, tuple[str, ...]]:
        if self.mode == "path":
            goals = [goal.id for goal in found.goals if goal.serves in ("primary", "both")] or [goal.id for goal in found.goals[:1]]
            return graph.only(self._after, {*goals, *(item for goal in goals for item in graph.before(self._after, goal))})
        if self.mode == "around":
            near = {self.focus_id, *graph.before(self._after, self.focus_id), *graph.behind(self._after, self.focus_id)}
            return graph.only(self._after, near)
        return self._after

    def _catalog_keys(self, shown: Shown) -> list[str]:
        if not self._whole:
            self._whole = graph.catalog_map(shown.catalog)
            self._catalog = graph.by_level(shown.catalog)
        found = [key for heading, items in self._catalog for key in (f"@{heading}", *items)]
        self._numbers = {key: number for number, key in enumerate((key for key in found if not key.startswith("@")), 1)}
        return [key for key in self._numbers if self._matches(key)] if self.words or self.only else found

    def _edges(self) -> tuple[graph.After, graph.After]:
        """What each item needs, and what needs it, in the graph that is looked at."""
        whole = self.mode == "catalog"
        after = self._whole if whole else self._after
        if whole not in self._turned:
            self._turned[whole] = graph.turned(after)
        return after, self._turned[whole]

    def _matches(self, key: str) -> bool:
        item = self.shown.found.get(key) if self.shown else None
        if self.only and (item is None or state_word(item.state) != self.only):
            return False
        return self.matches(f"{key} {self._full(key)} {KIND_NAMES[item.kind] if item else ''} {state_word(item.state) if item else ''}")

    def draw(self, key: str, width: int) -> list[Part]:
        """A row: its number, rails, state, name, what it comes after."""
        if key.startswith("@"):
            return [(fit(self._heading(key), width), "title")]
        if self.mode == "catalog":
            return self._catalog_row(key, width)
        row, item = self._rows[key], self._planned(key)
        room = next(room for least, room in AFTER if width >= least)
        after = f"after {self._steps(key, row, room)}" if row.needs else ""
        when = day(item.finish, self.shown.found.today) if item and item.finish and self.shown else ""
        state = state_word(item.state) if item else ""
        roomy = width >= ROOMY_LIST
        right = f"{fit(state, 13) if roomy else ''}{fit(after, room)}{fit(when, 12, right=True) if width >= 84 else ''} "
        relation = self._marked.get(key, "")
        goal = self._is_goal(key)
        sign = ("*" if self.ascii else "\u2605") if goal else mark(item.state, ascii_only=self.ascii) if item else "?"
        tone = MARKS[item.state].tone if item else "dim"
        kind = (item.short or KIND_NAMES[item.kind]) if item else ""
        digits = max(2, len(str(len(self._numbers))))
        name = max(8, width - len(right) - len(row.rails) - digits - 18)
        return [
            (f" {ARROWS[relation]} ", TONES[relation]),
            (f"{row.number:>{digits}} ", "dim" if relation != "behind" else "accent"),
            (row.rails, "structure"),
            (f" {sign} ", "accent" if goal else tone),
            (fit(kind, 9) + " ", "structure" if item and item.kind == "cert" else "dim"),
            (fit(self._full(key), name) + " ", "bold" if goal else "text" if item and item.open and item.state != "locked" else "dim"),
            (right, "dim"),
        ]

    def _heading(self, key: str) -> str:
        if key == DONE:
            return f" {fold_sign(self.folded, ascii_only=self.ascii)} {count(self._done, 'item')} done"
        assert self.shown is not None
        track, _, level = key[1:].rpartition("-")
        return f" {self.shown.catalog.name(track)}, level {level}" if track else " Everything else"

    def _catalog_row(self, key: str, width: int) -> list[Part]:
        assert self.shown is not None
        entry = self.shown.catalog.items[key]
        relation = self._marked.get(key, "")
        item = self._planned(key)
        after = graph.steps_in_words(entry.requires, self._numbers)
        steps = 44 if width >= 110 else 30 if width >= 90 else 20
        state = mark(item.state, ascii_only=self.ascii) if item else " "
        kind = getattr(entry, "code", "") or KIND_NAMES[str(entry.__struct_config__.tag)]
        name = max(8, width - 22 - steps)
        tone = TONES[relation]
        return [
            (f" {ARROWS[relation]} ", tone),
            (f"{self._numbers.get(key, 0):>3} ", "dim"),
            (f"{state} ", MARKS[item.state].tone if item else "dim"),
            (fit(kind, 10) + " ", "structure"),
            (fit(entry.name, name) + " ", tone),
            (fit(f"after {after}" if after else "", steps), "dim"),
        ]

    def _steps(self, key: str, row: Row, room: int) -> str:
        entry = self.shown.catalog.items.get(key) if self.shown is not None else None
        text = graph.settled_in_words(getattr(entry, "requires", ()), self._numbers, row.needs)
        return text if len(text) + len("after ") < room else ", ".join(map(str, row.needs))

    def do_legend(self) -> None:
        """What arrows, numbers and signs mean; a state that is chosen becomes the filter."""
        if self.shown is not None:
            legend.show(self, [item.state for item in (*self.shown.found.items, *self.shown.found.finished)], _legend(self.ascii))

    def cannot(self, command_id: str) -> str:
        """Where no pane stands beside the list, none can take the screen."""
        return "" if command_id != "one_pane" or self.has_class("roomy") else "The list has the width of the screen already."

    # -- the boxes and the pane -------------------------------------------------------------------------------------

    def about(self, shown: Shown, key: str) -> Lines:
        """Fill the boxes; where there is room the pane beside the list tells all about the item."""
        pane = self.query_one(".detail-pane")
        if key.startswith("@"):
            write_above(pane, plain(""))
            return []
        after, back = self._edges()
        before, behind = graph.spread(after, key), graph.spread(back, key)
        self._marked = dict.fromkeys(before, "before") | dict.fromkeys(behind, "behind") | {key: "focus"}
        self.rows.refresh()
        boxes = Boxes(shown, ascii_only=self.ascii)
        done = sum((planned := shown.found.get(other)) is not None and not planned.open for other in before)
        unlocks = back.get(key, ())
        self._fill_box("needs", f"Needs  {done} of {len(before)} done" if before else "Needs nothing", boxes.needs(key, after.get(key, ())))
        self._fill_box("focus", boxes.short(key), boxes.focus(key))
        self._fill_box("unlocks", unlocks_title(len(unlocks), len(behind), every=self.mode == "catalog"), [boxes.item(other) for other in unlocks])
        if not self.has_class("roomy"):
            return []
        write_above(pane, plain(boxes.short(key)))
        item, entry = self._planned(key), shown.catalog.items.get(key)
        if item is not None:
            return item_page(shown, item, self._slips.lines(key), host_of(self.app), ascii_only=self.ascii)
        return entry_lines(shown.catalog, entry, shown.found.today) if entry is not None else [[(boxes.full(key), "bold")]]

    def on_resize(self, event: events.Resize) -> None:
        """Where it is wide, the pane that tells about the item stands beside the list."""
        self.set_class(event.size.width >= ROOMY, "roomy")
        self.tell(from_top=False)

    def _fill_box(self, box: str, title: str, rows: Lines) -> None:
        found = self.query_one(f"#map-{box}", Static)
        write_above(found, plain(title))
        room = 5
        if len(rows) > room:
            rows = [*rows[: room - 1], [(f"and {len(rows) - room + 1} more", "dim")]]
        found.update(lines(rows))

    # -- names ------------------------------------------------------------------------------------------------------

    def _planned(self, key: str) -> Planned | None:
        return self.shown.found.get(key) if self.shown is not None else None

    def _full(self, key: str) -> str:
        return full_name(self.shown, key) if self.shown is not None else key

    def _is_goal(self, key: str) -> bool:
        """Whether it is a goal of the focus; what is only pinned keeps the sign of its state."""
        return self.shown is not None and any(goal.id == key and goal.serves != "pinned" for goal in self.shown.found.goals)

    # -- walking ----------------------------------------------------------------------------------------------------

    def sideways(self, step: int) -> None:
        """To the first thing this needs (left), or the first it unlocks (right)."""
        key = self.item_id
        if not key:
            return
        after, back = self._edges()
        others = (after if step < 0 else back).get(key, ())
        if others:
            self.trail.append(key)
            self.ahead.clear()
            self._go(others[0])
        else:
            self.notify("It needs nothing." if step < 0 else "Nothing needs it.", timeout=2)

    def _go(self, key: str) -> None:
        if key not in self.rows.keys:
            self.folded = False
            if self.mode in ("path", "around") and key not in self._part_ids():
                self.mode = "all"
        self.fill(key)

    def _part_ids(self) -> set[str]:
        return set(self._part(self.shown.found)) if self.shown is not None else set()

    def do_map_back(self) -> None:
        """To the item looked at before."""
        if self.trail:
            self.ahead.append(self.item_id)
            self._go(self.trail.pop())
        else:
            self.notify("This is where you began.", timeout=2)

    def do_map_forward(self) -> None:
        """And on again."""
        if self.ahead:
            self.trail.append(self.item_id)
            self._go(self.ahead.pop())
        else:
            self.notify("There is nothing to go forward to.", timeout=2)

    def do_map_mode(self) -> None:
        """The way to the goal, the whole roadmap, the catalog."""
        here = self.item_id
        self.mode = {"path": "all", "all": "catalog", "around": "catalog", "catalog": "path"}[self.mode]
        self.focus_id = here
        self.fill(here)

    def do_map_focus(self) -> None:
        """Only what the highlighted item needs and unlocks; again: all."""
        if self.mode == "around":
            self.mode = "all"
        elif self.item_id in self._after:
            self.mode, self.focus_id = "around", self.item_id
        self.fill(self.item_id)

    def chosen(self, key: str) -> None:
        """Fold what is done, or look at one item alone."""
        if key == DONE:
            self.folded = not self.folded
            self.fill(key)
        elif not key.startswith("@"):
            self.do_map_focus()

    def back(self) -> bool:
        """Out of the filter, out of the look at one item."""
        if not self.words and self.mode == "around":
            self.do_map_focus()
            return True
        return super().back()


def _legend(ascii_only: bool) -> Lines:
    return [
        [("< ", "good"), ("the highlighted item needs it   ", "text"), ("> ", "accent"), ("needs the highlighted item", "text")],
        [("* " if ascii_only else "\u2605 ", "accent"), ("a goal   ", "text"), ("after 3, 5 ", "dim"), ("it stands behind these lines", "text")],
        [("5 (one of 3) ", "dim"), ("line 5 was settled on; one of two others would do", "text")],
    ]
