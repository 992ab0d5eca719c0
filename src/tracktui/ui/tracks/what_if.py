"""What if: a track as primary or secondary, at a level, beside the plan as it is; taken over with one key, taken back with undo."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tracktui.catalog.model import Catalog
from tracktui.plan.model import Plan
from tracktui.roadmap.alternatives.compare import Comparison, figures
from tracktui.roadmap.alternatives.options import titles_by_quarter
from tracktui.roadmap.alternatives.whatif import Wish, changed, put, toward
from tracktui.roadmap.model import Planned, Roadmap
from tracktui.ui.host import host_of
from tracktui.ui.parts.bar import Ways
from tracktui.ui.parts.content import Part, lines, plain
from tracktui.ui.parts.dialogs import BOX
from tracktui.ui.parts.list_view import Lines, Shown
from tracktui.ui.parts.rows import fit
from tracktui.wording import count, day
from tracktui.work import Tell, Work

if TYPE_CHECKING:
    from tracktui.ui.host import Host
    from tracktui.workspace import Workspace

_MOST = 6
"""Added and dropped items in sight; the rest is counted."""
Asked = tuple[bool, int]
"""Whether as secondary, and the level."""


def ask(app: Host, track: str, level: int) -> None:
    """Show the comparison; write what was taken over."""
    if app.shown is None or app.workspace is None:
        return
    name = app.shown.catalog.name(track)

    def answered(wish: Wish | None) -> None:
        if wish is None:
            return
        as_what = "primary" if wish.primary == track or wish.secondary != track else "secondary"

        def adopt(workspace: Workspace) -> None:
            workspace.edit(lambda head: put(head, wish, workspace.plan), "the change of focus")

        app.change(adopt, f"{name} is your {as_what} track now. u takes it back.")

    app.push_screen(WhatIf(app.shown, track, level), answered)


class WhatIf(ModalScreen[Wish | None]):
    """The plan as it is and as it would be. Answers with the wish that was taken over, or None."""

    DEFAULT_CSS = (
        BOX.format(name="WhatIf")
        + "WhatIf > .box { width: 92; max-width: 98%; } WhatIf VerticalScroll { scrollbar-size-vertical: 1; height: auto; }"
        + "WhatIf VerticalScroll { max-height: 100%; background: $surface; }"
        + "WhatIf #whatif { height: auto; } WhatIf .hint { dock: bottom; } WhatIf .question { dock: top; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", show=False),
        Binding("s", "lane", show=False),
        Binding("plus", "level(1)", show=False),
        Binding("minus", "level(-1)", show=False),
        Binding("a", "adopt", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
    ]

    def __init__(self, shown: Shown, track: str, level: int) -> None:
        super().__init__()
        self.shown, self.track = shown, track
        focus = shown.plan.focus
        self.secondary = False
        # One's own track at one's own level is no question: the next one is.
        further = track == focus.primary and level == focus.target
        self.levels = {False: min(4, level + further), True: focus.secondary_level if track == focus.secondary else 1}
        self.known: dict[Asked, Comparison] = {}
        self.roadmaps: dict[Asked, Roadmap] = {}

    def compose(self) -> ComposeResult:
        """The question, both sides, the keys."""
        with Vertical(classes="box"):
            yield Static("", classes="question")
            with VerticalScroll():
                yield Static("", id="whatif")
            yield Ways()

    def on_mount(self) -> None:
        """Work out the first answer."""
        self._renew()

    @property
    def asked(self) -> Asked:
        """What is asked now."""
        return self.secondary, self.levels[self.secondary]

    @property
    def wish(self) -> Wish:
        """What is asked, as a wish."""
        secondary, level = self.asked
        return toward(self.shown.plan, self.track, level, secondary=secondary)

    @property
    def _may_be_secondary(self) -> bool:
        return self.shown.plan.focus.primary not in (None, self.track)

    def _renew(self) -> None:
        secondary, level = self.asked
        name = self.shown.catalog.name(self.track)
        self.query_one(".question", Static).update(plain(f"What if: {name} as {'secondary' if secondary else 'primary'} track, to level {level}"))
        lane = ("s as primary" if secondary else "s as secondary") if self._may_be_secondary else ""
        keys = [lane, "+ a level up", "- down", "a takes it over", "esc goes back"]
        self.query_one(Ways).say(*(key for key in keys if key))
        if self.asked in self.known:
            self._show()
        else:
            self.query_one("#whatif", Static).update(plain("working it out ..."))
            asked, work = self.asked, Work("working out this track for you", stops=True)
            host_of(self.app).in_thread(work, partial(self._other, self.wish), partial(self._worked_out, asked), group="whatif", alone=False, window=self)

    def _other(self, wish: Wish, tell: Tell) -> tuple[Roadmap, Comparison]:
        from tracktui.roadmap.alternatives.compare import compare
        from tracktui.roadmap.build import roadmap

        after = roadmap(self.shown.catalog, changed(self.shown.plan, wish), self.shown.found.today)
        tell(0, 0)
        return after, compare(self.shown.found, after)

    def _worked_out(self, asked: Asked, found: tuple[Roadmap, Comparison]) -> None:
        self.roadmaps[asked], self.known[asked] = found
        if self.is_mounted and self.asked == asked:
            self._show()

    def _show(self) -> None:
        found, after = self.known[self.asked], self.roadmaps[self.asked]
        rows = side_by_side(found, self.shown.found, after)
        note = consequence(self.shown.catalog, self.shown.plan, self.wish)
        self.query_one("#whatif", Static).update(lines([*([[(note, "text")], []] if note else []), *rows]))

    def action_lane(self) -> None:
        """As primary or as secondary."""
        if self._may_be_secondary:
            self.secondary = not self.secondary
            self._renew()

    def action_level(self, step: int) -> None:
        """One level higher or lower."""
        level = self.levels[self.secondary] + step
        if 1 <= level <= 4:
            self.levels[self.secondary] = level
            self._renew()

    def action_adopt(self) -> None:
        """Take it over."""
        if self.asked not in self.known:
            return
        found = self.known[self.asked]
        if changed(self.shown.plan, self.wish) == self.shown.plan:
            self.query_one(Ways).say("This is your plan as it is:", "+ - or s change it", "esc goes back")
        elif found.after.finish is None and found.before.finish is not None and found.after.items:
            self.query_one(Ways).say("It would never be reached at your hours: more hours a week first.", "esc goes back")
        else:
            self.dismiss(self.wish)

    def action_scroll(self, step: int) -> None:
        """One line down or up."""
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)

    def action_leave(self) -> None:
        """Back; nothing is changed."""
        self.dismiss(None)


def consequence(catalog: Catalog, plan: Plan, wish: Wish) -> str:
    """What else changes in the focus, in a sentence; "" when nothing does."""
    focus, after = plan.focus, changed(plan, wish).focus
    if after == focus:
        return "This is your plan as it is."
    said = []
    if after.primary != focus.primary and after.secondary == focus.primary and focus.primary is not None:
        said.append(f"{catalog.name(focus.primary)} becomes the secondary track at level {after.secondary_level}: what you have reached there keeps counting.")
    if focus.secondary not in (None, after.primary, after.secondary):
        said.append(f"{catalog.name(str(focus.secondary))} is no longer your secondary track.")
    return " ".join(said)


def side_by_side(found: Comparison, before: Roadmap, after: Roadmap) -> Lines:
    """Both roadmaps in figures, their titles by quarter, what comes and what goes."""
    rows: Lines = [_row(("", "as it is", "then", ""), "dim")]
    rows += [_row(figure) for figure in figures(found)]
    rows += [[], [("Certs earned per quarter", "title")]]
    old, new = dict(titles_by_quarter(before.items)), dict(titles_by_quarter(after.items))
    rows += [_row((quarter, str(old.get(quarter, 0)), str(new.get(quarter, 0)), "")) for quarter in sorted({*old, *new})] or [[("none", "dim")]]
    for title, items in (("Added", found.added), ("Dropped", found.dropped)):
        if items:
            rows += [[], [(f"{title}: {count(len(items), 'item')}", "title")], *[_item(item) for item in items[:_MOST]]]
            rows += [[(f"and {len(items) - _MOST} more", "dim")]] if len(items) > _MOST else []
    return rows


def _row(cells: tuple[str, str, str, str], tone: str = "text") -> list[Part]:
    label, before, after, difference = cells
    return [(fit(label, 23), "dim"), (fit(before, 13, right=True), tone), (fit(after, 13, right=True), tone), (f"   {difference}", "accent")]


def _item(item: Planned) -> list[Part]:
    return [(f"  {item.kind:<9}", "dim"), (item.short or item.name, "text"), (f"  {day(item.finish)}" if item.finish else "", "dim")]
