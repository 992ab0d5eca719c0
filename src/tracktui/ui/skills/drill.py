"""Running a scenario drill: read the architecture, write down what will go wrong, then score oneself against the rubric."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tracktui.catalog.entries import Scenario
from tracktui.plan.drills import percent
from tracktui.ui.acts.changes import Changes, Subject
from tracktui.ui.parts.bar import Ways
from tracktui.ui.parts.content import Part, block, lines, plain
from tracktui.ui.parts.dialogs import BOX, Question
from tracktui.ui.parts.marking import Line, Marking, Sign
from tracktui.ui.skills.lines import FORMS
from tracktui.wording import count

if TYPE_CHECKING:
    from tracktui.ui.host import Host

_TASKS = {
    "review": "Read it as a reviewer. Write down each AI failure mode, cost risk and missing control you find.",
    "tabletop": "Talk it through as if it happened now. Write down each decision and each gap you find.",
    "exercise": "Work it through as in an interview. Write down each point you would make.",
}
MOST_SHOWN = 4
"""Findings that stay in sight while one writes: the newest."""


class Drilling(ModalScreen[bool]):
    """A scenario to read, and a line for what one finds. `found` is filled as one writes. Answers whether to go on to the score."""

    DEFAULT_CSS = (
        BOX.format(name="Drilling")
        + "Drilling > .box { width: 118; max-width: 98%; height: 96%; max-height: 96%; }"
        + "#scenario { height: 1fr; background: $surface; } #found { height: auto; margin-bottom: 1; }"
        + "Drilling .text { width: 100%; height: auto; } Drilling .diagram { width: auto; height: auto; margin: 1 0; }"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-8)", show=False),
        Binding("pagedown", "scroll(8)", show=False),
        Binding("ctrl+z", "take_back", show=False),
    ]

    def __init__(self, scenario: Scenario, found: list[str]) -> None:
        super().__init__()
        self.scenario, self.found = scenario, found

    def compose(self) -> ComposeResult:
        """The scenario, what was found so far, the line."""
        scenario = self.scenario
        minutes = f", {scenario.minutes} minutes" if scenario.minutes else ""
        with Vertical(classes="box"):
            yield Static(plain(f"{scenario.name}: {FORMS[scenario.form]}{minutes}"), classes="question")
            with ScrollableContainer(id="scenario", can_focus=True):
                yield Static(plain(_TASKS[scenario.form]), classes="hint text")
                yield Static(block(f"\n{scenario.architecture}"), classes="text")
                yield Static(block(scenario.diagram.strip("\n")), classes="diagram")
            yield Static("", id="found")
            yield Input(placeholder="what will go wrong, and why")
            yield Ways("enter writes it down, on an empty line goes on", "^z takes back", "tab scrolls", "esc leaves")

    def on_mount(self) -> None:
        """The line takes the keys."""
        self.query_one(Input).focus()
        self._tell()

    def _tell(self) -> None:
        rows: list[list[Part]] = [[(f"You found {count(len(self.found), 'point')}", "title")]]
        numbered = list(enumerate(self.found, 1))
        rows += [[(f"{number}. ", "dim"), (text, "text")] for number, text in numbered[-MOST_SHOWN:]]
        self.query_one("#found", Static).update(lines(rows if self.found else [[("Nothing written down yet.", "dim")]]))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Write it down, or go on."""
        message.stop()
        text = message.value.strip()
        if not text:
            self.dismiss(True)
            return
        self.found.append(text)
        message.input.value = ""
        self._tell()

    def action_take_back(self) -> None:
        """Put the last finding into the line again."""
        if self.found:
            box = self.query_one(Input)
            box.value = self.found.pop()
            box.cursor_position = len(box.value)
            self._tell()

    def action_scroll(self, step: int) -> None:
        """Scroll the scenario."""
        self.query_one(ScrollableContainer).scroll_relative(y=step, animate=False)

    def action_leave(self) -> None:
        """Back. What was written stays for the next time, the line as well."""
        if text := self.query_one(Input).value.strip():
            self.found.append(text)
        self.dismiss(False)


def run(app: Host, scenario: Scenario, found: list[str]) -> None:
    """Run a drill. `found` holds what was written down before, and what will be."""
    app.push_screen(Drilling(scenario, found), partial(_read, app, scenario, found))


def _read(app: Host, scenario: Scenario, found: list[str], go_on: bool | None) -> None:
    if not go_on:
        if found:
            app.notify(f"{count(len(found), 'finding')} kept until you leave tracktui.", markup=False)
        return
    if not scenario.findings:
        question = Question(f"{scenario.name}: how many per cent do you give yourself?", f"0 to 100; passed from {scenario.pass_percent}", check=_score_fault)
        app.push_screen(question, lambda text: _record(app, scenario, found, int(text)) if text else None)
        return

    def total(marks: dict[str, str]) -> str:
        score = percent(scenario, {int(key) for key in marks})
        return f"{score} % of the points, passed from {scenario.pass_percent} %"

    rows = [Line(str(number), f"{finding.points:>2} {finding.area}", finding.text) for number, finding in enumerate(scenario.findings)]
    sign = Sign("plus", "found", "v" if app.ascii else "\u2713", "found", "good")
    about: list[list[Part]] = [[("You wrote", "title")], *[[("- ", "dim"), (text, "text")] for text in found[:6]]] if found else []
    if len(found) > 6:
        about.append([(f"and {len(found) - 6} more", "dim")])
    marking = Marking(f"{scenario.name}: which of these did you find?", rows, (sign,), about=about, total=total)
    app.push_screen(marking, partial(_scored, app, scenario, found))


def _score_fault(text: str) -> str:
    return "" if text.isdigit() and int(text) <= 100 else "write 0 to 100"


def _scored(app: Host, scenario: Scenario, found: list[str], marks: dict[str, str] | None) -> None:
    if marks is not None:
        _record(app, scenario, found, percent(scenario, {int(key) for key in marks}))


def _record(app: Host, scenario: Scenario, found: list[str], score: int) -> None:
    written = list(found)
    values = {"found": written} if written else {}
    Changes(app).record("drilled", Subject(scenario.id, scenario.name, "scenario"), then=found.clear, score=score, **values)
