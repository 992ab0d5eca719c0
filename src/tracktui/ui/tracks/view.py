"""The Tracks screen: what hurts, tracks and roles side by side, playbooks; each opens as a page to read."""

from __future__ import annotations

from functools import partial
from time import sleep

from textual import events

from tracktui.catalog.chooser import Advice
from tracktui.roadmap.alternatives.options import Option, RoleOption, lane_order, level_to_compare
from tracktui.ui.host import Host, host_of
from tracktui.ui.parts.content import Part, plain
from tracktui.ui.parts.edge import write_above
from tracktui.ui.parts.list_view import Lines, Shown
from tracktui.ui.parts.look import fold_sign
from tracktui.ui.tracks import detail
from tracktui.ui.tracks.hurting import Hurting
from tracktui.ui.tracks.offers import Offers, work_out
from tracktui.ui.tracks.reading import Pages
from tracktui.ui.tracks.rows import Column, columns, offer_cells, row, table_heading
from tracktui.wording import shorten
from tracktui.work import Tell, Work, each

HURTING, TRACKS, ROLES, PLAYBOOKS = "@hurts", "@tracks", "@roles", "@playbooks"
TALL = 36
"""A screen of this height has room for the playbooks from the beginning."""
BESIDE = 130
"""From this width on the pane stands beside the list."""
FIRST_FRAME_SECONDS = 0.03
"""The figures wait until the screen is painted: the two share one interpreter."""
HINTS = {
    "track": "enter reads it all, tab goes to this pane",
    "role": "enter reads the blueprint, tab goes to this pane",
    "playbook": "enter reads it, tab goes to this pane",
}
"""What stands below the pane, by what the row is."""
ANSWERS, LEAST_ROWS = 14, 7
"""Lines that the pane below the list takes before the list takes more: its frame and four answers; the least the list has."""


class TracksView(Pages):
    """Tracks, roles and playbooks, and the way to one of them."""

    NAME = "tracks"
    FILTER_HINT = "filter: a track, a role, a pain; in a page: what to find in it"

    def __init__(self) -> None:
        super().__init__()
        self.level = 0
        self.folded: set[str] = set()
        self.hurting = Hurting()
        self.offers = Offers()
        self._before_choosing = ""

    # -- what is shown ----------------------------------------------------------------------------------------------

    def prepare(self, shown: Shown) -> None:
        """The pains; the level to compare at; what each track costs, anew where something changed."""
        self.hurting.renew(shown.catalog)
        # Before it is laid out for the first time: texts are cut to the pane's width.
        self.set_class(self.app.size.width < BESIDE, "stacked")
        if not self.level:
            self.level = level_to_compare(shown.plan)
            self.folded = ({HURTING} if shown.plan.focus.primary else set()) | ({PLAYBOOKS} if self.app.size.height < TALL else set())
        self.offers.renew(shown)
        self._work()
        if self.page is not None:
            self.open_page(self.page.name, keep=self.page.folded)

    def title(self, shown: Shown) -> str:
        """What is compared, or which page is open."""
        if self.page is not None:
            return self.page_title(self.page)
        return f"Tracks  {len(shown.catalog.tracks)} tracks, {len(shown.catalog.roles)} roles"

    def nothing(self) -> str:
        """A catalog without tracks."""
        return "This catalog has no tracks. tracktui catalog new begins one."

    def start(self, shown: Shown) -> str | None:
        """The track one is in; without a goal, what hurts."""
        primary = shown.plan.focus.primary
        return f"track/{primary}" if primary else (f"pain/{self.hurting.first}" if self.hurting.first else None)

    def keys(self, shown: Shown) -> list[str]:
        """The four parts; in a page its lines."""
        if self.page is not None:
            return self.page_keys(self.page)
        catalog = shown.catalog
        parts = {
            HURTING: [f"pain/{pain}" for pain in self.hurting.pains],
            TRACKS: [f"track/{track}" for track in sorted(catalog.tracks, key=lambda track: lane_order(shown.plan, track))],
            ROLES: [f"role/{role}" for role in catalog.roles],
            PLAYBOOKS: [f"playbook/{playbook}" for playbook in catalog.playbooks],
        }
        keys: list[str] = []
        for heading, members in parts.items():
            hits = [key for key in members if self.matches(f"{key} {self._name_of(key)}")] if self.words else members
            if hits:
                keys += [heading, *(hits if self.words or heading not in self.folded else ())]
        return keys

    def _name_of(self, key: str) -> str:
        kind, _, entry = key.partition("/")
        if kind == "pain":
            return self.hurting.pains[entry].text
        return self.shown.catalog.name(entry) if self.shown is not None else entry

    @property
    def at(self) -> tuple[str, str]:
        """Kind and id of the highlighted row."""
        kind, _, entry = (self.rows.key or "").partition("/")
        return kind, entry

    # -- rows -------------------------------------------------------------------------------------------------------

    def draw(self, key: str, width: int) -> list[Part]:
        """A heading, a pain, a track or role with its figures, a playbook."""
        if self.page is not None:
            return self.page.draw(key)
        shown = self.shown
        assert shown is not None
        if key.startswith("@"):
            return self._heading(key, width)
        kind, _, entry = key.partition("/")
        match kind:
            case "pain":
                return self.hurting.draw(entry, width)
            case "playbook":
                playbook = shown.catalog.playbooks[entry]
                return row("", playbook.name or playbook.id, [Column(f"{len(playbook.steps)} steps", 9)], width)
            case "track":
                lane = {shown.plan.focus.secondary: "2nd", shown.plan.focus.primary: "1st"}.get(entry, "")
                cells = offer_cells(self.offer(entry), shown.catalog.tracks[entry].risk)
            case _:
                lane = "you" if entry == shown.plan.profile.role else ""
                cells = offer_cells(self.offers.role(entry), "", shown.found.today)
        return row(lane, shown.catalog.name(entry), columns(cells, width), width, bold=lane in ("1st", "you"))

    def _heading(self, key: str, width: int) -> list[Part]:
        sign = fold_sign(key in self.folded and not self.words, ascii_only=self.ascii)
        words = {
            HURTING: f"What hurts?  {self._advised()}",
            TRACKS: f"Tracks to level {self.level}",
            ROLES: "Roles",
            PLAYBOOKS: "Playbooks: plans to run",
        }[key]
        return table_heading(f" {sign} {words}", width, over="tracks" if key == TRACKS else "roles" if key == ROLES else "")

    def _advised(self) -> str:
        found = self.advice()
        if found and self.shown is not None:
            return f"start with {self.shown.catalog.name(found[0].track)}"
        return "space marks it" if HURTING not in self.folded else "enter: from pain points to a track"

    # -- the pane ---------------------------------------------------------------------------------------------------

    def about(self, shown: Shown, key: str) -> Lines:
        """A track's four answers, a role in short, the chooser's reasons, a playbook's steps."""
        if self.page is not None:
            return []
        kind, _, entry = key.partition("/")
        catalog = shown.catalog
        pane = self.query_one(".detail-pane")
        width = pane.scrollable_content_region.width or self.app.size.width - 6
        write_above(pane, plain(shorten(self._pane_title(shown, kind, entry), max(10, pane.size.width - 4))))
        pane.border_subtitle = plain(HINTS.get(kind, "")) or None
        if kind == "track":
            return detail.track_lines(catalog, catalog.tracks[entry], self.offer(entry), width, brief=self.has_class("stacked"))
        if kind == "role":
            return detail.role_lines(catalog, catalog.roles[entry], self.offers.role(entry))
        if kind == "playbook":
            return detail.playbook_lines(catalog, catalog.playbooks[entry])
        if kind == "pain" or key == HURTING:
            found = self.advice()
            offer = self.offer(found[0].track) if found else None
            return detail.advice_lines(catalog, found, self.hurting.marked, offer, self.hurting.pains.get(entry))
        return detail.legend(key, self.level)

    def _pane_title(self, shown: Shown, kind: str, entry: str) -> str:
        if kind == "pain" or kind.startswith("@"):
            return "What hurts?" if kind in ("pain", HURTING) else ""
        name = self._name_of(f"{kind}/{entry}")
        return f"{name}: {shown.catalog.tracks[entry].outcome}" if kind == "track" and self.has_class("stacked") else name

    def advice(self) -> tuple[Advice, ...]:
        """The chooser's answer to the pains that are marked."""
        if self.shown is None:
            return ()
        return self.hurting.advice(self.shown.catalog, self.shown.found.today, self.offer)

    def offer(self, track: str) -> Option | None:
        """What a track costs the engineer at the level that is compared."""
        return self.offers.track(track, self.level)

    # -- figures, worked out in a thread ------------------------------------------------------------------------------

    def on_show(self) -> None:
        """Figures are worked out once somebody looks."""
        self._work()

    def _work(self) -> None:
        shown = self.shown
        if shown is None or shown.planner is None or not self.display:
            return
        wanted = self.offers.missing(shown, self.level)
        if wanted:
            work = Work("working out the costs", stops=True, again="It goes on when you come back to Tracks.")
            self._tracktui.in_thread(work, partial(self._compute, shown, wanted), lambda _: None, group="offers", alone=False)

    def _compute(self, shown: Shown, wanted: list[tuple[str, int]], tell: Tell) -> None:
        sleep(FIRST_FRAME_SECONDS)
        for key in each(wanted, tell):
            self.app.call_from_thread(self._computed, shown, key, work_out(shown, key))

    def _computed(self, shown: Shown, key: tuple[str, int], found: Option | RoleOption) -> None:
        self.offers.take(shown, key, found)
        if self.page is not None:
            if key[0] == self.page.name and isinstance(found, Option):
                self.open_page(self.page.name, keep=self.page.folded)
                self.fill()
            return
        self.rows.refresh()
        if (self.rows.key or "") == key[0] or self.at[0] == "pain":
            self.tell()

    # -- moving and folding -----------------------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """The pane below the list, or beside it where there is room for both; texts take the new width."""
        self.set_class(event.size.width < BESIDE, "stacked")
        self.fill()

    def fill(self, at: str | None = None) -> None:
        """Fill the list; below it the pane keeps the lines that its answers take."""
        super().fill(at)
        beside = self.page is not None or not self.has_class("stacked")
        room = max(LEAST_ROWS, self.size.height - ANSWERS)
        self.query_one(".list-pane").styles.height = None if beside else min(len(self.rows.keys) + 2 + bool(self.words), room)
        if self.page is None:
            self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """The top of the list in sight where the cursor is near it, now that the list has its height; the pane at its width."""
        if self.rows.cursor + 1 < self.rows.size.height:
            self.rows.scroll_to(y=0, animate=False, force=True)
        self.tell()

    def chosen(self, key: str) -> None:
        """Open a page; fold a part; from a pain to the track it leads to."""
        if self.page is None and key.startswith("@"):
            self.folded ^= {key}
            self.fill(key)
        elif self.page is None and key.startswith("pain/"):
            found = self.advice()
            if found:
                self.reveal(f"track/{found[0].track}")
            else:
                self.do_tracks_mark()
        else:
            super().chosen(key)

    def reveal(self, key: str) -> None:
        """Put the cursor on a row of the list, out of a page and unfolding what hides it."""
        if self.page is not None:
            self.close_page()
        # A heading is below none itself.
        self.folded.discard({"pain": HURTING, "track": TRACKS, "role": ROLES, "playbook": PLAYBOOKS}.get(key.partition("/")[0], ""))
        super().reveal(key)

    # -- commands -----------------------------------------------------------------------------------------------------

    def cannot(self, command_id: str) -> str:
        """What each command of this screen needs."""
        kind = self.page.name.partition("/")[0] if self.page is not None else self.at[0]
        if self.page is not None and command_id in ("tracks_mark", "tracks_choose", "tracks_up", "tracks_down"):
            return "This works in the list: esc leads back to it."
        if self.page is None and command_id == "tracks_fold":
            return "This works in a page: enter opens one."
        needs = {
            "tracks_mark": ("pain", "This works on what hurts: b leads there."),
            "tracks_whatif": ("track", "This works on a track: move to one first."),
            "tracks_routes": ("role", "This works on a role: move to one first."),
            "tracks_plan": ("playbook", "This works on a playbook: move to one first."),
        }.get(command_id)
        if needs is not None and kind != needs[0]:
            return needs[1]
        if command_id == "tracks_plan" and self._tracktui.demo:
            return f"The demo keeps nothing. tracktui new --playbook {self.subject} -o FILE makes the plan."
        if command_id == "tracks_up" and self.level >= 4:
            return "Level 4 is the highest."
        return "Level 1 is the lowest." if command_id == "tracks_down" and self.level <= 1 else ""

    @property
    def subject(self) -> str:
        """The id of what the open page or the highlighted row is about."""
        return (self.page.name if self.page is not None else self.rows.key or "").partition("/")[2]

    @property
    def item_id(self) -> str:
        """The track, the role or the playbook that the page or the row is about: its name and its sources can be had like an item's."""
        return "" if self.page is None and (self.at[0] == "pain" or (self.rows.key or "").startswith("@")) else self.subject

    def do_tracks_mark(self) -> None:
        """Not, a little, clearly, most of all."""
        self.hurting.mark(self.at[1])
        self.rows.refresh()
        self.tell()

    def do_tracks_choose(self) -> None:
        """To what hurts, and back to where one was."""
        if self.at[0] == "pain" and self._before_choosing:
            self.reveal(self._before_choosing)
        else:
            self._before_choosing = self.rows.key or ""
            if self.hurting.first:
                self.reveal(f"pain/{self.hurting.first}")

    def do_tracks_up(self) -> None:
        """One level higher."""
        self._to_level(self.level + 1)

    def do_tracks_down(self) -> None:
        """One level lower."""
        self._to_level(self.level - 1)

    def _to_level(self, level: int) -> None:
        self.level = level
        self._work()
        self.fill()
        self.post_message(self.Moved())

    def do_tracks_whatif(self) -> None:
        """This track beside the plan as it is."""
        from tracktui.ui.tracks.what_if import ask

        ask(self._tracktui, self.subject, self.level)

    def do_tracks_routes(self) -> None:
        """The ways to this role."""
        from tracktui.ui.tracks.routes import ask

        ask(self._tracktui, self.subject)

    def do_tracks_plan(self) -> None:
        """A plan of this playbook's steps."""
        from tracktui.ui.tracks.playbook import ask

        ask(self._tracktui, self.subject)

    @property
    def _tracktui(self) -> Host:
        return host_of(self.app)
