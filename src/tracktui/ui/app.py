"""The app: opens a workspace, shows its roadmap, turns commands into one call on it each.

The last roadmap is on screen before anything heavy is imported; today's is made in a thread and takes its place.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import events, work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Input, Static

from tracktui import paths
from tracktui.plan.events import EVENTS
from tracktui.problems import UserError
from tracktui.roadmap.model import Planned, Roadmap
from tracktui.ui import commands, progress
from tracktui.ui.certs_view import CertsView
from tracktui.ui.commands import Command
from tracktui.ui.content import Net, Part, line, plain
from tracktui.ui.detail import item_lines
from tracktui.ui.dialogs import Choice, Question, Reading
from tracktui.ui.look import DARK, LIGHT, ascii_only
from tracktui.ui.palette import Everything
from tracktui.ui.roadmap_view import RoadmapView
from tracktui.wording import count, day, listed, usd
from tracktui.workspace import Workspace

SMALLEST = (60, 16)
NARROW = 100


class TracktuiApp(App[int]):
    """Plain-text career planning in the terminal."""

    TITLE = "tracktui"
    CSS_PATH = "tracktui.tcss"
    COMMANDS: ClassVar[set[Any]] = {Everything}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(",".join(keys), f"do('{key}')", show=False)
            for key, keys in {key: (key,) for command in commands.COMMANDS for key in command.keys if key != "ctrl+p"}.items()
        ),
        Binding("escape", "back", show=False),
        Binding("tab", "other_pane", show=False),
        Binding("ctrl+c", "do('q')", show=False),
    ]

    def __init__(self, open_workspace: Callable[[], Workspace], *, path: Path, today: date, overlays: tuple[Path, ...] = (), demo: bool = False) -> None:
        super().__init__()
        self.open_workspace, self.path, self.today, self.overlays, self.demo = open_workspace, path, today, overlays, demo
        self.workspace: Workspace | None = None
        self.view: commands.View = "roadmap"
        self.stale = False
        self.faults: tuple[Any, ...] = ()
        self.ascii = ascii_only()
        self._busy = threading.Lock()
        self._shown = False
        self.loop: asyncio.AbstractEventLoop | None = None
        self.animation_level = "none"
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def get_line_filters(self) -> list[LineFilter]:
        """The stock filters, then the net: see content.py."""
        return [*super().get_line_filters(), Net()]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The tones, for any theme that does not name them."""
        return dict(DARK.variables)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[Any]:
        """None of the stock ones: the table has all there are."""
        return ()

    # -- what is on screen --------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Header, tabs, the views, footer."""
        with Vertical(id="whole"):
            yield Static("", id="status")
            yield Static("", id="tabs")
            with ContentSwitcher(initial="roadmap", id="views"):
                yield RoadmapView()
                yield CertsView()
                yield Static("", id="broken")
            yield Static("", id="footer")
        yield Static("", id="too-small")

    def on_mount(self) -> None:
        """Show what is known at once, then make today's."""
        self._shown = True
        self.loop = asyncio.get_running_loop()
        self.on_resize()
        self._open()

    def on_resize(self, event: events.Resize | None = None) -> None:
        """Stack the panes where it is narrow; say so where it is too small."""
        width, height = event.size if event is not None else self.size
        self.screen.set_class(width < NARROW, "narrow")
        tiny = width < SMALLEST[0] or height < SMALLEST[1]
        self.screen.set_class(tiny, "tiny")
        if tiny:
            self.query_one("#too-small", Static).update(plain(f"tracktui needs {SMALLEST[0]}x{SMALLEST[1]}, this is {width}x{height}"))
        self._header()

    def _open(self) -> None:
        try:
            self.workspace = self.open_workspace()
        except UserError as error:
            if error.problems[0].code == "plan-missing":
                self._first_run()
            else:
                self._show_broken(error)
            return
        self.query_one("#views", ContentSwitcher).current = self.view
        last = self.workspace.last_roadmap()
        if last is not None:
            self.stale = last.today != self.today
            self._show(last)
        self.roadmap_view.rows.focus()
        self._header()
        self.make_roadmap()

    def _first_run(self) -> None:
        from tracktui.ui.wizard import Wizard
        from tracktui.workspace import load_catalog

        try:
            catalog, _ = load_catalog(self.overlays)
        except UserError as error:
            self._show_broken(error)
            return
        self.push_screen(Wizard(catalog, self.path, self.today), self._wizard_done)

    def _wizard_done(self, path: Path | None) -> None:
        if path is None:
            self.exit(0)
        else:
            self._open()
            self.notify("Your plan is saved. space records progress, w says why, ? helps.", markup=False, timeout=8)

    def _show_broken(self, error: UserError) -> None:
        self.workspace = None
        rows: list[list[Part]] = [[("This plan cannot be shown as it is", "strong")], []]
        for problem in error.problems[:12]:
            rows += [[(problem.message, "bold")], [(problem.where, "structure")], [(problem.hint, "dim")], []]
        rows.append([("^l reads it again, q leaves. Nothing was written.", "text")])
        from tracktui.ui.content import lines

        self.query_one("#broken", Static).update(lines(rows))
        self.query_one("#views", ContentSwitcher).current = "broken"
        self._header()

    @property
    def roadmap_view(self) -> RoadmapView:
        """The Roadmap screen."""
        return self.query_one(RoadmapView)

    @property
    def certs_view(self) -> CertsView:
        """The Certs screen."""
        return self.query_one(CertsView)

    def _show(self, found: Roadmap) -> None:
        assert self.workspace is not None
        self.roadmap_view.show(found)
        self.certs_view.set(self.workspace.catalog, found)
        self._header()

    def _header(self) -> None:
        """The status line, the tabs, the footer."""
        if not self._shown or self.screen.id == "wizard" or not self.screen.query("#status"):
            return
        self.query_one("#status", Static).update(line(self._status()))
        tabs: list[Part] = []
        for view, command_id in (("roadmap", "roadmap"), ("certs", "certs")):
            command = commands.by_id(command_id)
            here = view == self.view
            text = f"[{command.keys[0]} {command.words}]" if here else f" {command.keys[0]} {command.words} "
            tabs.append((text + " ", "title" if here else "dim"))
        self.query_one("#tabs", Static).update(line(tabs))
        self._footer()

    def _status(self) -> list[Part]:
        parts: list[Part] = [("tracktui  ", "strong")]
        if self.workspace is None:
            return [*parts, (str(self.path.name), "text")]
        plan, wide = self.workspace.plan, self.size.width >= 84
        name = "demo plan" if self.demo else plan.profile.name or self.workspace.path.name
        parts += [(f"{name}  ", "text"), ("saved   ", "good")]
        focus, catalog = plan.focus, self.workspace.catalog
        if focus.primary:
            lanes = catalog.name(focus.primary) if wide and self.size.width >= 120 else focus.primary
            second = f" > {catalog.name(focus.secondary) if self.size.width >= 120 else focus.secondary}" if focus.secondary else ""
            parts += [(f"{lanes}{second}  ", "bold"), (f"level {focus.start_level} to {focus.target}   ", "text")]
        if wide:
            parts.append((f"{plan.profile.hours_per_week:g} h/week   ", "dim"))
        found = self.roadmap_view.found
        if found is not None and wide:
            parts.append((f"{usd(found.totals.price_usd, at_least=found.totals.price_at_least)} to go   ", "dim"))
        if found is not None and found.slip is not None and abs(found.slip.days) >= 7:
            late = found.slip.days > 0
            parts.append((f"{count(round(abs(found.slip.days) / 7), 'week')} {'later' if late else 'earlier'}   ", "warn" if late else "good"))
        if self.stale and found is not None:
            parts.append((f"as of {day(found.today)}, being renewed   ", "warn"))
        if self.faults:
            parts.append((f"{count(len(self.faults), 'problem')} (!)", "warn"))
        return parts

    def _footer(self) -> None:
        shown = [command for command in commands.here(self.view) if command.footer and self._can(command)]
        shown.sort(key=lambda command: command.footer)
        keep = shown[: commands.MOST_IN_FOOTER - 1]
        last = commands.by_id("quit")
        if last not in keep:
            keep.append(last)
        parts: list[Part] = []
        for command in keep:
            parts += [(f"{commands.key_name(command.keys[0])} ", "strong"), (f"{command.words}   ", "text")]
        self.query_one("#footer", Static).update(line(parts))

    # -- the roadmap, made in a thread --------------------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="roadmap")
    def make_roadmap(self) -> None:
        """Make today's roadmap and what explains it; then show it in place."""
        workspace = self.workspace
        if workspace is None:
            return
        with self._busy:
            found = workspace.roadmap
            problems = workspace.problems
            planner = workspace.planner
        if workspace is self.workspace:
            self.call_from_thread(self._made, found, problems, planner)

    def _made(self, found: Roadmap, problems: tuple[Any, ...], planner: Any) -> None:
        self.stale = False
        self.faults = tuple(problem for problem in problems if problem.severity != "info")
        self._show(found)
        self._detail(self.roadmap_view.item)

    @property
    def item(self) -> Planned | None:
        """The item a command is about: the highlighted one."""
        if self.view == "roadmap":
            return self.roadmap_view.item
        cert = self.certs_view.item
        found = self.roadmap_view.found
        return found.get(cert.id) if cert is not None and found is not None else None

    def on_roadmap_view_moved(self, message: RoadmapView.Moved) -> None:
        """Another item is looked at."""
        self._detail(self.roadmap_view.item)
        self._footer()

    def on_certs_view_moved(self, message: CertsView.Moved) -> None:
        """Another certification is looked at."""
        self._footer()

    def _detail(self, item: Planned | None) -> None:
        if item is None or self.workspace is None or self.roadmap_view.found is None:
            return
        why: tuple[str, ...] = ()
        planner = self.workspace.__dict__.get("planner")
        if planner is not None and not self.stale and item.open:
            from tracktui.roadmap.explain import why as explain

            why = explain(planner, self.roadmap_view.found, item)
        rows = item_lines(self.workspace.catalog, self.workspace.plan, self.roadmap_view.found, item, why, ascii_only=self.ascii)
        self.roadmap_view.show_detail(rows)
        self.roadmap_view.query_one("#detail-pane").border_title = plain(item.short or item.id)

    # -- commands -----------------------------------------------------------------------------------------------------

    def _can(self, command: Command) -> bool:
        """Whether a command works now."""
        if command.id in ("quit", "help", "palette", "reload", "theme"):
            return True
        if self.workspace is None:
            return False
        cert = self.certs_view.item if self.view == "certs" else None
        match command.needs:
            case "item":
                return self.item is not None or cert is not None
            case "open-item":
                return self.item is not None and self.item.open
            case "undo":
                return self.workspace.can_undo
            case "redo":
                return self.workspace.can_redo
            case _:
                return True

    def action_do(self, key: str) -> None:
        """A key of the table was pressed."""
        if (isinstance(self.focused, Input) and key not in ("f1", "ctrl+r", "ctrl+l")) or len(self.screen_stack) > 1:
            return
        command = commands.for_key(key, self.view)
        if command is not None:
            self.run_command(command)

    def run_command(self, command: Command) -> None:
        """Run a command, or say why it cannot run now."""
        if not self._can(command):
            reason = {"undo": "There is nothing to undo.", "redo": "There is nothing to redo.", "open-item": "This works on an item that is still to do."}
            self.notify(reason.get(command.needs, "This needs an item: move to one first."), markup=False, severity="warning")
            return
        getattr(self, f"do_{command.id}")()

    def do_quit(self) -> None:
        """Leave. Every change is on disk already."""
        self.exit(0)

    def do_palette(self) -> None:
        """Open the palette."""
        self.action_command_palette()

    def do_theme(self) -> None:
        """Light or dark."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def do_roadmap(self) -> None:
        """The Roadmap screen."""
        self._switch("roadmap")
        self.roadmap_view.rows.focus()

    def do_certs(self) -> None:
        """The Certs screen."""
        self._switch("certs")
        self.certs_view.opened()

    def _switch(self, view: commands.View) -> None:
        self.view = view
        self.query_one("#views", ContentSwitcher).current = view
        self._header()

    def do_search(self) -> None:
        """Filter the list."""
        (self.roadmap_view if self.view == "roadmap" else self.certs_view).search()

    def do_help(self) -> None:
        """What works here."""
        rows: list[list[Part]] = []
        for command in commands.here(self.view):
            keys = " or ".join(commands.key_name(key) for key in command.keys)
            rows.append([(f"{keys:<9}", "strong"), (command.help, "text" if self._can(command) else "dim")])
        rows += [[], [("Moving", "title")]]
        moving = (
            ("j k", "or the arrows: one row"),
            ("g G", "first and last row"),
            ("^d ^u", "a page"),
            ("enter", "open, fold"),
            ("tab", "the other pane"),
            ("esc", "one step back"),
        )
        rows += [[(f"{keys:<9}", "strong"), (words, "text")] for keys, words in moving]
        rows += [[], [("Signs", "title")]]
        from tracktui.wording import MARKS

        for state in ("locked", "ready", "in-progress", "booked", "observing", "earned", "proven", "not-met", "skipped", "assumed"):
            sign = MARKS[state].ascii if self.ascii else MARKS[state].glyph
            rows.append([(f"{sign:<9}", MARKS[state].tone), (MARKS[state].word, "text")])
        rows.append([("~        ", "dim"), ("an estimate of the catalog, not of the issuer", "text")])
        self.push_screen(Reading("What works here", rows))

    def do_problems(self) -> None:
        """What is wrong with plan or catalog."""
        rows: list[list[Part]] = []
        for problem in self.faults:
            rows += [[(f"{problem.severity}: {problem.message}", "warn")], [(problem.where, "structure")], [(problem.hint, "dim")], []]
        self.push_screen(Reading("Problems", rows or [[("Nothing is wrong with plan or catalog.", "good")]]))

    def do_reload(self) -> None:
        """Read the plan again."""
        if self.workspace is None:
            self._open()
            return
        try:
            changed = self.workspace.reload()
        except UserError as error:
            self._show_broken(error)
            return
        self.notify("Read again." if changed else "Nothing has changed on disk.", markup=False)
        self.make_roadmap()

    def do_why(self) -> None:
        """Why an item is here; what was not chosen is priced in a thread."""
        item, workspace = self.item, self.workspace
        planner = workspace.__dict__.get("planner") if workspace else None
        if item is None or planner is None or self.roadmap_view.found is None:
            self.notify("One moment: the roadmap is being made.", markup=False)
            return
        from tracktui.roadmap.explain import why

        rows: list[list[Part]] = [[(sentence, "text")] for sentence in why(planner, self.roadmap_view.found, item)]
        reading = Reading(f"Why {item.short or item.name}", [*rows, [], [("asking for the price of the alternatives ...", "dim")]])
        self.push_screen(reading)
        self._price(reading, rows, item)

    @work(thread=True, exclusive=True, group="price")
    def _price(self, reading: Reading, rows: list[list[Part]], item: Planned) -> None:
        from tracktui.roadmap.explain import priced

        workspace = self.workspace
        if workspace is None:
            return
        found: list[list[Part]] = []
        with self._busy:
            for choice in (choice for choice in workspace.roadmap.choices if item.id in choice.taken):
                found += [[], [(f"Chosen for {workspace.planner.resolver.name(choice.asked_by)}", "title")]]
                for lost in priced(workspace.planner, choice).lost:
                    price = lost.reason or (f"{usd(round(lost.extra_usd or 0))} more" if lost.extra_usd else "would cost the same")
                    found.append([("not ", "dim"), (workspace.planner.resolver.name(lost.id), "text"), (f": {price}", "dim")])
        self.call_from_thread(self._priced, reading, [*rows, *(found or [[], [("It left no choice.", "dim")]])])

    def _priced(self, reading: Reading, rows: list[list[Part]]) -> None:
        if reading.is_current:
            reading.show_rows(rows)

    # -- changes ------------------------------------------------------------------------------------------------------

    def do_progress(self) -> None:
        """Record what happened with an item."""
        item = self.item
        if item is not None:
            choice = Choice(f"{item.short or item.name}: what happened?", progress.options(item), at=progress.likeliest(item))
            self.push_screen(choice, partial(self._event_chosen, item))

    def _event_chosen(self, item: Planned, event: str | None) -> None:
        if event is None:
            return
        ask = progress.ask_of(event)
        if ask is None:
            self._record(event, item)
            return
        question = Question(f"{item.short or item.name}: {ask.question}", ask.hint, check=lambda text: progress.value_of(event, ask, text)[1])
        self.push_screen(question, partial(self._answered, item, event, ask))

    def _answered(self, item: Planned, event: str, ask: progress.Ask, text: str | None) -> None:
        if text is not None:
            value, _ = progress.value_of(event, ask, text)
            self._record(event, item, **({ask.key: value} if value is not None else {}))

    def do_evidence(self) -> None:
        """Add evidence to an item."""
        item = self.item
        if item is not None:
            question = Question(
                f"Evidence for {item.short or item.name}",
                "a link, the path of a file, or a sentence",
                check=lambda text: "" if text else "write a link, a path or a sentence",
            )
            self.push_screen(question, partial(self._evidence_given, item))

    def _evidence_given(self, item: Planned, text: str | None) -> None:
        if text:
            from tracktui.plan.evidence import evidence_of

            self._record("noted", item, evidence=(evidence_of(text),))

    def do_hold(self) -> None:
        """Say that a certification is held."""
        cert = self.certs_view.item
        if cert is not None:
            question = Question(f"{cert.name}: since when?", "2025-06-12 or 2025-06; enter when you do not know", check=_day_fault)
            self.push_screen(question, partial(self._held_since, cert.id))

    def _held_since(self, cert: str, text: str | None) -> None:
        if text is None:
            return

        def change(head: Any) -> None:
            import tomlkit

            held = tomlkit.table()
            held["cert"] = cert
            if text:
                held["earned"] = text
            if "held" not in head:
                head["held"] = tomlkit.aot()
            head["held"].append(held)

        self._change(lambda workspace: workspace.edit(change), f"{cert} is among what you hold.")

    def do_pin(self) -> None:
        """Pin an item, or take the pin back."""
        item = self.item.id if self.item is not None else self.certs_view.item.id if self.certs_view.item is not None else ""
        if not item or self.workspace is None:
            return
        pinned = item in self.workspace.plan.choices.pin
        wanted = [other for other in self.workspace.plan.choices.pin if other != item] if pinned else [*self.workspace.plan.choices.pin, item]

        def change(head: Any) -> None:
            import tomlkit

            if "choices" not in head:
                head["choices"] = tomlkit.table()
            head["choices"]["pin"] = wanted

        self._change(lambda workspace: workspace.edit(change), f"{item} is {'no longer pinned' if pinned else 'pinned: it is planned whatever it costs'}.")

    def do_undo(self) -> None:
        """Take the last change back."""
        self._change(lambda workspace: f"Undone: {workspace.undo()}.")

    def do_redo(self) -> None:
        """Do it again."""
        self._change(lambda workspace: f"Done again: {workspace.redo()}.")

    def _record(self, event: str, item: Planned, **values: Any) -> None:
        def record(workspace: Workspace) -> str:
            logged = workspace.log(event, item.id, **values)
            text = f"{item.short or item.name}: {EVENTS[event].meaning}."
            if logged.unlocked:
                text += f" Unlocked: {listed([other.short or other.name for other in logged.unlocked])}."
            return text

        self._change(record)

    @work(thread=True, group="change")
    def _change(self, change: Callable[[Workspace], Any], said: str = "") -> None:
        """Make a change, plan anew, show it, say it."""
        workspace = self.workspace
        if workspace is None:
            return
        try:
            with self._busy:
                text = change(workspace) or said
                found, problems, planner = workspace.roadmap, workspace.problems, workspace.planner
        except UserError as error:
            self.call_from_thread(self._refused, error)
            return
        self.call_from_thread(self._made, found, problems, planner)
        self.call_from_thread(self.notify, str(text), markup=False, timeout=4)

    def _refused(self, error: UserError) -> None:
        problem = error.problems[0]
        self.notify(f"{problem.message}. {problem.hint}", markup=False, severity="error", timeout=12)

    # -- moving -------------------------------------------------------------------------------------------------------

    async def action_back(self) -> None:
        """One step back; never out of the program."""
        if len(self.screen_stack) > 1 or self.workspace is None:
            return
        went = (self.roadmap_view if self.view == "roadmap" else self.certs_view).back()
        if not went and self.view != "roadmap":
            self.do_roadmap()

    def action_other_pane(self) -> None:
        """From the list to the detail pane and back."""
        if self.view == "roadmap":
            pane, rows = self.query_one("#detail-pane"), self.roadmap_view.rows
        else:
            pane, rows = self.query_one("#cert-detail-pane"), self.certs_view.rows
        (rows if pane.has_focus else pane).focus()

    def everything(self) -> Iterable[tuple[str, str, Callable[[], None]]]:
        """What the palette finds besides commands: items of the roadmap, then certifications."""
        found = self.roadmap_view.found
        if found is None or self.workspace is None:
            return
        for item in (*found.items, *found.finished):
            yield item.id, f"{item.short + '  ' if item.short else ''}{item.name}", partial(self._go_to_item, item.id)
        for cert in self.workspace.catalog.certs():
            yield cert.id, f"{cert.code + '  ' if cert.code else ''}{cert.name} (cert)", partial(self._go_to_cert, cert.id)

    def _go_to_item(self, item: str) -> None:
        self.do_roadmap()
        self.roadmap_view.reveal(item)

    def _go_to_cert(self, cert: str) -> None:
        self.do_certs()
        rows = self.certs_view.rows
        if cert in rows.keys:
            rows.go(rows.keys.index(cert))

    def _handle_exception(self, error: Exception) -> None:
        """Our own fault: keep Textual's bookkeeping, show no private data."""
        self.failed = error
        super()._handle_exception(error)

    failed: Exception | None = None


def _day_fault(text: str) -> str:
    import re

    return "" if not text or re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text) else "write 2025-06-12, 2025-06 or 2025"


def make_app(plan: Path | None, overlays: tuple[Path, ...], today: date, *, demo: bool) -> TracktuiApp:
    """The app on a plan, or on the demo."""
    if demo:
        from tracktui.demo import demo_workspace

        return TracktuiApp(partial(demo_workspace, today, overlays), path=Path("demo.toml"), today=today, overlays=overlays, demo=True)
    path = plan or paths.default_plan()
    return TracktuiApp(partial(Workspace.open, path, today, overlays=overlays), path=path, today=today, overlays=overlays)


def run(plan: Path | None, overlays: tuple[Path, ...], today: date, *, demo: bool) -> int:
    """Run the terminal program; its exit status."""
    app = make_app(plan, overlays, today, demo=demo)
    ended: list[int] = []

    def end(number: int, frame: Any) -> None:
        # Everything acknowledged is on disk: only the terminal is left to restore. If the loop is stuck, a watchdog ends us.
        ended.append(number)
        timer = threading.Timer(1.5, os._exit, (128 + number,))
        timer.daemon = True
        timer.start()
        if app.loop is not None:
            # call_soon_threadsafe also wakes a loop that waits for a key.
            app.loop.call_soon_threadsafe(app.exit, 128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)
    result = app.run()
    if app.failed is not None or app.return_code:
        print("error: tracktui failed; your plan is as it was when you last saw 'saved'", file=sys.stderr)
        return 70
    return 128 + ended[0] if ended else int(result or 0)
