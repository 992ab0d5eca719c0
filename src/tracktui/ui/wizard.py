"""The first run: at most eight questions, each answered by Enter, and a real roadmap at the end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from tracktui.catalog.chooser import Advice, choose, pains
from tracktui.catalog.model import Catalog
from tracktui.plan.model import DEFAULT_HOURS_PER_WEEK, Held
from tracktui.plan.template import NewPlan, text_of
from tracktui.ui.parts.bar import Ways
from tracktui.ui.parts.content import Part, plain
from tracktui.ui.parts.rows import Rows, fit
from tracktui.wording import count, listed

if TYPE_CHECKING:
    from tracktui.catalog.search import Index

STAND = (
    ("0", "I have not worked in this yet", "start at the beginning"),
    ("1", "I can read the signals and help", "awareness"),
    ("2", "I do the work with my team every week", "working proficiency"),
    ("3", "I own an area of it and others come to me", "independent ownership"),
)
LOW = 22
"""Lines below which the box has no margins."""
PAIN = "pain/"
"""What the key of a row begins with that names a pain."""
CLOUDS = (("aws", "AWS", ""), ("azure", "Azure", ""), ("gcp", "Google Cloud", ""))


class Step(msgspec.Struct, frozen=True):
    """One question. `many`: space marks several rows (pains can be marked anywhere); `text`: a line is typed instead; `search`: typing narrows the rows."""

    key: str
    question: str
    hint: str
    many: bool = False
    text: bool = False
    search: bool = False


STEPS = (
    Step("primary", "What do you want to be good at?", "or what hurts today: space marks pains, enter takes the track that answers most of them"),
    Step("from", "Where do you stand in it?", "an honest guess: your first review confirms it"),
    Step("level", "Where to?", "one level up is a good goal for a year"),
    Step("secondary", "A second lane to know the basics of?", "enter skips it"),
    Step("estate", "Which clouds do you run on?", "space marks; enter goes on. It turns the choice of certifications", many=True),
    Step("held", "Which certifications do you hold?", "type to search, space marks, enter goes on", many=True, search=True),
    Step("hours", "How many hours a week?", "five to eight is a pace people keep", text=True),
    Step("budget", "A budget for exams, in USD a year?", "enter leaves it open", text=True),
)


class Line(Input):
    """A line of text that leaves the space bar to the wizard, where it marks rows."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether the line wants this key."""
        return key != "space" and super().check_consume_key(key, character)


class Wizard(Screen[Path | None]):
    """Asks, then writes the plan. Answers with its path, or None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("space", "mark", show=False, priority=True),
        Binding("enter", "next", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, catalog: Catalog, path: Path, today: date) -> None:
        super().__init__(id="wizard")
        self.catalog, self.path, self.today = catalog, path, today
        self.at = 0
        self.answers: dict[str, Any] = {}
        self.marked: dict[str, set[str]] = {"primary": set(), "estate": set(), "held": set()}
        self.rows_here: dict[str, tuple[str, str]] = {}

    def compose(self) -> ComposeResult:
        """One question at a time."""
        with Vertical(id="wizard-box"):
            yield Static("", id="wizard-step")
            yield Static("", id="wizard-question")
            yield Static("", id="wizard-hint")
            yield Line(id="wizard-text")
            yield Rows(self._draw, id="wizard-rows")
            yield Static("", id="wizard-fault")
            yield Static("", id="wizard-so-far")
            yield Ways(id="wizard-keys")

    def on_mount(self) -> None:
        """The first question."""
        self._ask()

    @property
    def step(self) -> Step:
        """The question that is asked."""
        return STEPS[self.at]

    def _ask(self) -> None:
        step = self.step
        self.query_one("#wizard-step", Static).update(plain(f"A plan in a minute   {self.at + 1} of {len(STEPS)}"))
        self.query_one("#wizard-question", Static).update(plain(step.question))
        self.query_one("#wizard-hint", Static).update(plain(step.hint))
        self.query_one("#wizard-fault", Static).update("")
        self._say_so_far()
        back = "esc goes back" if self.at else "esc leaves"
        last = self.at + 1 == len(STEPS)
        self.query_one(Ways).say("enter makes the plan" if last else "enter goes on", back, *([] if self.at else ["tracktui --demo shows a sample plan"]))
        box, rows = self.query_one("#wizard-text", Input), self.query_one("#wizard-rows", Rows)
        box.display = step.text or step.search
        rows.display = not step.text
        with self.prevent(Input.Changed):
            box.value = self._default_text()
        self._fill()
        (box if box.display else rows).focus()

    def _say_so_far(self) -> None:
        """What was answered, in a line: nobody has to go back to look."""
        self.query_one("#wizard-so-far", Static).update(plain(f"So far: {', '.join(self._answered())}" if self.at else ""))

    def _answered(self) -> Iterator[str]:
        done = {step.key for step in STEPS[: self.at]}
        yield self.catalog.name(self._primary())
        if "from" in done:
            aim = f" to {self.answers['level']}" if "level" in done and "level" in self.answers else ""
            yield f"level {self.answers.get('from', 0)}{aim}"
        if "secondary" in done and self.answers.get("secondary"):
            yield f"with {self.catalog.name(self.answers['secondary'])}"
        if "estate" in done and self.marked["estate"]:
            yield f"on {listed([name for key, name, _ in CLOUDS if key in self.marked['estate']])}"
        if "held" in done or self.marked["held"]:
            yield f"{count(len(self.marked['held']), 'cert')} held"
        if "hours" in done:
            yield f"{self.answers['hours']} h a week"

    def _default_text(self) -> str:
        if self.step.key == "hours":
            return str(self.answers.get("hours", f"{DEFAULT_HOURS_PER_WEEK:g}"))
        return str(self.answers.get("budget", "")) if self.step.key == "budget" else ""

    def _fill(self) -> None:
        self.rows_here = {key: (word, words) for key, word, words in self._options()}
        chosen = self.answers.get(self.step.key)
        self.query_one("#wizard-rows", Rows).show_keys(list(self.rows_here), at=str(chosen) if chosen is not None else self._default_row())

    def _default_row(self) -> str | None:
        if self.step.key == "level":
            return str(min(4, int(self.answers.get("from", 0)) + 1))
        return next(iter(self.rows_here), None)

    def _options(self) -> list[tuple[str, str, str]]:
        match self.step.key:
            case "primary":
                tracks = [(track.id, track.name, track.outcome) for track in self.catalog.tracks.values()]
                return [*tracks, *((f"{PAIN}{pain.id}", f'"{pain.text}"', self._leads_to({pain.id})) for pain in pains(self.catalog))]
            case "from":
                return list(STAND)
            case "level":
                track = self.catalog.tracks[self._primary()]
                goals = {level.level: level.goal for level in track.levels}
                first = int(self.answers.get("from", 0)) + 1
                return [(str(level), f"Level {level}", goals.get(level, "")) for level in range(first, 5)]
            case "secondary":
                others = [(track.id, track.name, track.outcome) for track in self.catalog.tracks.values() if track.id != self._primary()]
                return [("", "None", "one lane is enough for now"), *others]
            case "estate":
                return list(CLOUDS)
            case "held":
                text = self.query_one("#wizard-text", Input).value
                hits = self.certs.search(text, limit=200)
                marked = [hit for hit in self.certs.search("") if hit.id in self.marked["held"] and hit.id not in {other.id for other in hits}]
                return [(hit.id, getattr(self.catalog.items.get(hit.id), "code", "") or hit.id, hit.name) for hit in [*hits, *marked]]
            case _:
                return []

    @cached_property
    def certs(self) -> Index:
        """The search over certifications."""
        from tracktui.catalog.search import index

        return index(self.catalog, "cert")

    def _primary(self) -> str:
        """The track that was chosen, or the one that the marked pains (else the chosen one) lead to."""
        chosen = str(self.answers.get("primary", next(iter(self.catalog.tracks))))
        marked = self.marked["primary"] or ({chosen} if chosen.startswith(PAIN) else set())
        found = self._advised({pain.removeprefix(PAIN) for pain in marked}) if chosen.startswith(PAIN) else ()
        return found[0].track if found else chosen

    def _advised(self, marked: set[str]) -> tuple[Advice, ...]:
        return choose(self.catalog, dict.fromkeys(marked, 2), self.today)

    def _leads_to(self, marked: set[str]) -> str:
        found = self._advised(marked)
        return f"leads to {self.catalog.name(found[0].track)}" if found else ""

    def _draw(self, key: str, width: int) -> list[Part]:
        word, words = self.rows_here.get(key, (key, ""))
        may_be_marked = self.step.many or key.startswith(PAIN)
        sign = ("[x] " if key in self.marked.get(self.step.key, ()) else "[ ] ") if may_be_marked else ""
        first = min(max(len(word) + 2, 24), width // 2 + 8)
        return [(f" {sign}", "accent"), (fit(word, first) + " ", "text"), (fit(words, max(1, width - first - len(sign) - 3)), "dim")]

    def on_input_changed(self, message: Input.Changed) -> None:
        """Narrow the rows."""
        if self.step.search:
            self._fill()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A double click marks where rows are marked, else it is the answer."""
        message.stop()
        if self.step.many or message.key.startswith(PAIN):
            self.action_mark()
        else:
            self.action_next()

    def on_resize(self, event: events.Resize) -> None:
        """A low screen has no room for margins."""
        self.set_class(event.size.height < LOW, "low")

    def action_move(self, step: int) -> None:
        """Move in the rows while the line has the keys."""
        self.query_one("#wizard-rows", Rows).action_move(step)

    def action_mark(self) -> None:
        """Mark a row, or type a blank."""
        rows = self.query_one("#wizard-rows", Rows)
        if rows.key is not None and (self.step.many or rows.key.startswith(PAIN)):
            self.marked[self.step.key] ^= {rows.key}
            rows.refresh()
            self._say_so_far()
        elif self.step.text or self.step.search:
            self.query_one("#wizard-text", Input).insert_text_at_cursor(" ")

    def action_next(self) -> None:
        """Take the answer and go on; after the last one write the plan."""
        step = self.step
        if step.text:
            fault = self._take_text(step, self.query_one("#wizard-text", Input).value.strip())
            if fault:
                self.query_one("#wizard-fault", Static).update(plain(fault))
                return
        elif not step.many:
            self.answers[step.key] = self.query_one("#wizard-rows", Rows).key or ""
        if self.at + 1 < len(STEPS):
            self.at += 1
            if self.step.key == "level" and int(self.answers.get("from", 0)) >= 3:
                self.answers["level"] = "4"
            self._ask()
        else:
            self._write()

    def _take_text(self, step: Step, text: str) -> str:
        if not text and step.key == "budget":
            self.answers.pop("budget", None)
            return ""
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            return "write a number"
        if step.key == "hours" and not 0 < number <= 80:
            return "hours a week: more than 0, at most 80"
        if number < 0:
            return "a budget cannot be below 0"
        self.answers[step.key] = text.replace(",", ".")
        return ""

    def action_back(self) -> None:
        """The question before; from the first one, out."""
        if self.at:
            self.at -= 1
            self._ask()
        else:
            self.dismiss(None)

    def new_plan(self) -> NewPlan:
        """The answers as a plan."""
        clouds = sorted(self.marked["estate"])
        budget = self.answers.get("budget")
        return NewPlan(
            primary=self._primary(),
            secondary=self.answers.get("secondary") or None,
            level=int(self.answers.get("level", 1)),
            start_level=int(self.answers.get("from", 0)),
            hours_per_week=float(self.answers.get("hours", DEFAULT_HOURS_PER_WEEK)),
            budget_usd_per_year=float(budget) if budget else None,
            start=self.today,
            estate={cloud: round(1 / len(clouds), 2) for cloud in clouds},
            held=tuple(Held(cert=cert) for cert in sorted(self.marked["held"])),
            catalog_version=self.catalog.version,
            catalog_hash=self.catalog.hash,
        )

    def _write(self) -> None:
        from tracktui.plan import store
        from tracktui.problems import UserError

        try:
            store.create(self.path, text_of(self.new_plan()))
        except UserError as error:
            self.query_one("#wizard-fault", Static).update(plain(f"{error.problems[0].message} ({error.problems[0].hint})"))
            return
        self.dismiss(self.path)
