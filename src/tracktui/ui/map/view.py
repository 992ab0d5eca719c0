"""The Map: what needs what. Three boxes around the highlighted item, and the graph itself as rails or as the catalog by level."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Static

from tracktui.catalog.clauses import AnyOf, AtLeast, in_words
from tracktui.roadmap.model import Planned, Roadmap
from tracktui.roadmap.views import map as graph
from tracktui.roadmap.views.rails import ASCII, UNICODE, Row, rails
from tracktui.ui.parts.content import Part, lines, plain
from tracktui.ui.parts.list_view import Lines, ListView, Shown
from tracktui.ui.parts.look import fold_sign
from tracktui.ui.parts.rows import fit
from tracktui.wording import KIND_NAMES, MARKS, count, day, listed, mark, state_word

MODES = ("path", "all", "around", "catalog")
TITLES = {
    "path": "Map  the way to your goal",
    "all": "Map  the whole roadmap",
    "around": "Map  around",
    "catalog": "Map  the catalog by track and level",
}
DONE = "@done"
BOXES = ("needs", "focus", "unlocks")


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
        self._rows: dict[str, Row] = {}
        self._fold: list[str] = []
        self._drawn: tuple[Any, ...] = ()
        """Which part of the graph the rows are of; they are made anew for another one, or when there is something new to show."""
        self._marked: dict[str, str] = {}

    def head(self) -> Iterable[Widget]:
        """Needs, focus, unlocks."""
        with Horizontal(id="around", classes="hollow"):
            for box in BOXES:
                yield Static("", id=f"map-{box}", classes="around-box")

    def prepare(self, shown: Shown) -> None:
        """The map of the roadmap."""
        self._after = graph.map_of(shown.found)
        self._whole = {}
        self._drawn = ()

    # -- rows -------------------------------------------------------------------------------------------------------

    def title(self, shown: Shown) -> str:
        """Which part of the graph is shown."""
        return f"{TITLES[self.mode]} {self._short(self.focus_id)}" if self.mode == "around" else TITLES[self.mode]

    def nothing(self) -> str:
        """No goal."""
        return "There is nothing to draw yet: the plan has no goal. 7 leads to a track; m shows the whole catalog."

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
        return [key for key in self._rows if self._matches(key)] if self.words else [*self._fold, *self._rows]

    def _graph(self, found: Roadmap) -> tuple[dict[str, Row], list[str]]:
        """The rows of the part that is looked at, and the heading of what is done in it."""
        part = self._part(found)
        done = [item for item in part if (planned := found.get(item)) is not None and not planned.open]
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
        self._mark(self.focus_id or (self.rows.key or ""))
        if self.words:
            return [item for item in shown.catalog.items if self._matches(item)]
        keys: list[str] = []
        seen: set[str] = set()
        for track in shown.catalog.tracks.values():
            for level in range(1, 5):
                members = [item.id for item in shown.catalog.items.values() if track.id in item.tracks and item.level == level and item.id not in seen]
                stack = (cert for row in track.stack if row.level == level for cert in row.any)
                members += dict.fromkeys(cert for cert in stack if cert in shown.catalog.items and cert not in seen and cert not in members)
                seen.update(members)
                keys += [f"@{track.id}-{level}", *members] if members else []
        rest = [item for item in shown.catalog.items if item not in seen]
        return [*keys, "@rest", *rest] if rest else keys

    def _mark(self, item: str) -> None:
        if item in self._whole:
            self._marked = dict.fromkeys(graph.before(self._whole, item), "before") | dict.fromkeys(graph.behind(self._whole, item), "behind") | {item: "focus"}

    def _matches(self, key: str) -> bool:
        item = self.shown.found.get(key) if self.shown else None
        return self.matches(f"{key} {self._full(key)} {KIND_NAMES[item.kind] if item else ''} {state_word(item.state) if item else ''}")

    def draw(self, key: str, width: int) -> list[Part]:
        """A row: its number, rails, state, name, what it comes after."""
        if key.startswith("@"):
            return [(fit(self._heading(key), width), "title")]
        if self.mode == "catalog":
            return self._catalog_row(key, width)
        row, item = self._rows[key], self._planned(key)
        after = f"after {', '.join(map(str, row.needs))}" if row.needs else ""
        when = day(item.finish, self.shown.found.today) if item and item.finish and self.shown else ""
        right = f"{fit(after, 16)}{fit(when, 12, right=True) if width >= 84 else ''} "
        goal = self._is_goal(key)
        sign = ("*" if self.ascii else "\u2605") if goal else mark(item.state, ascii_only=self.ascii) if item else "?"
        tone = MARKS[item.state].tone if item else "dim"
        kind = (item.short or KIND_NAMES[item.kind]) if item else ""
        name = max(8, width - len(right) - len(row.rails) - 17)
        return [
            (f"{row.number:>3} ", "dim"),
            (row.rails, "structure"),
            (f" {sign} ", "accent" if goal else tone),
            (fit(kind, 9) + " ", "structure" if item and item.kind == "cert" else "dim"),
            (fit(self._full(key), name), "bold" if goal else "text" if item and item.open and item.state != "locked" else "dim"),
            (right, "dim"),
        ]

    def _heading(self, key: str) -> str:
        if key == DONE:
            done = sum(not item.open for item in map(self._planned, self._after) if item)
            return f" {fold_sign(self.folded, ascii_only=self.ascii)} {count(done, 'item')} done"
        track, _, level = key[1:].rpartition("-")
        assert self.shown is not None
        return f" {self.shown.catalog.name(track)}, level {level}" if track else " Everything else"

    def _catalog_row(self, key: str, width: int) -> list[Part]:
        assert self.shown is not None
        entry = self.shown.catalog.items[key]
        relation = self._marked.get(key, "")
        words = {"before": "it needs this", "behind": "needs it", "focus": "the one looked at", "": ""}[relation]
        arrow = {"before": "<", "behind": ">", "focus": "=", "": " "}[relation]
        item = self._planned(key)
        state = mark(item.state, ascii_only=self.ascii) if item else " "
        kind = getattr(entry, "code", "") or KIND_NAMES[str(entry.__struct_config__.tag)]
        name = max(8, width - 36)
        tone = {"before": "good", "behind": "accent", "focus": "strong", "": "text"}[relation]
        return [(f" {arrow} ", tone), (f"{state} ", "dim"), (fit(kind, 10) + " ", "structure"), (fit(entry.name, name), tone), (fit(words, 18), "dim")]

    # -- the boxes --------------------------------------------------------------------------------------------------

    def about(self, shown: Shown, key: str) -> Lines:
        """Fill the boxes; the pane below the list stays away."""
        if key.startswith("@"):
            return []
        if self.mode == "catalog":
            self._mark(key)
            self.rows.refresh()
        after = self._whole if self.mode == "catalog" else self._after
        near = graph.around(after, shown.found, key)
        self._fill_box("needs", f"Needs  {near.done} of {near.of} done" if near.of else "Needs nothing", self._needs_lines(shown, key, near.needs))
        self._fill_box("focus", self._short(key), self._focus_lines(shown, key))
        self._fill_box("unlocks", f"Unlocks  {count(len(graph.behind(after, key)), 'item')}", [self._item_line(other) for other in near.unlocks])
        return []

    def _fill_box(self, box: str, title: str, rows: Lines) -> None:
        found = self.query_one(f"#map-{box}", Static)
        found.border_title = plain(title)
        room = 5
        if len(rows) > room:
            rows = [*rows[: room - 1], [(f"and {len(rows) - room + 1} more", "dim")]]
        found.update(lines(rows))

    def _needs_lines(self, shown: Shown, key: str, needs: tuple[str, ...]) -> Lines:
        entry = shown.catalog.items.get(key)
        rows = [self._item_line(other) for other in needs]
        for clause in getattr(entry, "requires", ()):
            if isinstance(clause, AnyOf | AtLeast):
                rows.append([(in_words(clause, self._short), "dim")])
        return rows

    def _focus_lines(self, shown: Shown, key: str) -> Lines:
        item = self._planned(key)
        rows: Lines = [[(self._full(key), "bold")]]
        if item is None:
            return [*rows, [("not in your roadmap", "dim")]]
        rows.append([(f"{mark(item.state, ascii_only=self.ascii)} {state_word(item.state)}", MARKS[item.state].tone)])
        if item.finish and item.open:
            rows.append([(f"planned for {day(item.finish, shown.found.today)}", "text")])
        if item.open:
            rows.append([(f"in a chain of {item.delay}", "dim")])
        if item.path:
            rows.append([("for ", "dim"), (listed([self._short(other) for other in item.path[:1]]), "text")])
        return rows

    def _item_line(self, key: str) -> list[Part]:
        item = self._planned(key)
        sign = mark(item.state, ascii_only=self.ascii) if item else " "
        return [(f"{sign} ", MARKS[item.state].tone if item else "dim"), (f"{self._short(key)}", "text")]

    # -- names ------------------------------------------------------------------------------------------------------

    def _planned(self, key: str) -> Planned | None:
        return self.shown.found.get(key) if self.shown is not None else None

    def _full(self, key: str) -> str:
        item = self._planned(key)
        return item.name if item is not None else self.shown.catalog.name(key) if self.shown is not None else key

    def _short(self, key: str) -> str:
        item = self._planned(key)
        if item is not None and item.short:
            return item.short
        entry = self.shown.catalog.items.get(key) if self.shown is not None else None
        return getattr(entry, "code", "") or self._full(key)

    def _is_goal(self, key: str) -> bool:
        return self.shown is not None and any(goal.id == key for goal in self.shown.found.goals)

    # -- walking ----------------------------------------------------------------------------------------------------

    def sideways(self, step: int) -> None:
        """To the first thing this needs (left), or the first it unlocks (right)."""
        key = self.item_id
        if not key:
            return
        after = self._whole if self.mode == "catalog" else self._after
        others = after.get(key, ()) if step < 0 else graph.turned(after).get(key, ())
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
