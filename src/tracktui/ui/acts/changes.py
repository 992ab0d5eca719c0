"""The commands that change a plan: each asks what it must, then makes one call on the workspace."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from tracktui.plan.authority import is_own, refuse_unless_allowed
from tracktui.plan.events import EVENTS
from tracktui.plan.model import Evidence
from tracktui.problems import UserError
from tracktui.roadmap.model import Planned
from tracktui.ui.acts import progress
from tracktui.ui.parts.dialogs import Choice, Question
from tracktui.wording import listed, shorten
from tracktui.workspace import Workspace

if TYPE_CHECKING:
    from tracktui.ui.host import Host


AS_VERBS = frozenset({"passed", "failed", "renewed", "signed-off", "sent-back", "accepted"})
"""Events that make a sentence with the name of what they are about: "CKA passed"."""
HELD = ("renewed", "credits", "passed", "reimbursed", "noted")
"""What may happen with a certification that is held."""


class Subject(msgspec.Struct, frozen=True):
    """What something is recorded about: an item, a skill, a KPI, or the plan (no id, no kind). `words` tell it apart in a list."""

    id: str
    name: str
    kind: str
    state: str = ""
    words: str = ""


class Changes:
    """The changing commands of an app: `do_<id>` for each of them in the table."""

    def __init__(self, app: Host) -> None:
        self.app = app

    def do_progress(self) -> None:
        """Record what happened with an item."""
        item = self.app.item
        if item is not None:
            self._about(Subject(item.id, item.short or item.name, item.kind, item.state))

    def do_record(self) -> None:
        """Record something about the plan, a skill, a KPI, or an item that is done."""
        if self.app.workspace is None:
            return
        subjects = {subject.id: subject for subject in _subjects(self.app.workspace, self.app.item)}
        rows = [(subject.id, subject.name, subject.words) for subject in subjects.values()]

        def chosen(key: str | None) -> None:
            if key is not None:
                self._about(subjects[key])

        self.app.push_screen(Choice("Record something about what?", rows), chosen)

    def _about(self, subject: Subject) -> None:
        choice = Choice(f"{subject.name}: what happened?", progress.options(subject.kind), at=progress.likeliest(subject.kind, subject.state))
        self.app.push_screen(choice, partial(self.event_chosen, subject))

    def event_chosen(self, subject: Subject, event: str | None) -> None:
        """Ask what the event asks for, then record it. Who has the keyboard already is not asked who writes."""
        workspace = self.app.workspace
        if event is not None and workspace is not None and self._may(workspace, event):
            asks = progress.asks_of(event, subject.kind, workspace.plan)
            self._ask(subject, event, tuple(ask for ask in asks if not (ask.key == "by" and workspace.guest)), {})

    def _may(self, workspace: Workspace, event: str) -> bool:
        """Whether somebody else at the keyboard may write this: said before anything is asked, so that nothing is typed in vain."""
        if workspace.guest:
            try:
                refuse_unless_allowed(workspace.plan, EVENTS[event], workspace.guest)
            except UserError as error:
                self.app.notify(f"{error.problems[0].message}. {error.problems[0].hint}", markup=False, severity="warning", timeout=8)
                return False
        return True

    def _ask(self, subject: Subject, event: str, asks: tuple[progress.Ask, ...], values: dict[str, Any]) -> None:
        """Ask what is left to ask, one question after the other; then record it. Going back records nothing."""
        workspace = self.app.workspace
        if workspace is None:
            return
        if not asks:
            self.record(event, subject, **values)
            return
        ask, rest = asks[0], asks[1:]

        def answered(text: str | None) -> None:
            if text is not None:
                value, _ = progress.value_of(event, ask, text, workspace.plan, workspace.today)
                if ask.key == "evidence" and value is not None:
                    value = _evidence(value, workspace)
                self._ask(subject, event, rest, values | ({ask.key: value} if value is not None else {}))

        def fault(text: str) -> str:
            return progress.value_of(event, ask, text, workspace.plan, workspace.today)[1]

        self.app.push_screen(Question(f"{subject.name}: {ask.question}", ask.hint, check=fault), answered)

    def do_evidence(self) -> None:
        """Add evidence to an item."""
        item = self.app.item
        if item is not None:
            subject = Subject(item.id, item.short or item.name, item.kind)
            question = Question(
                f"Evidence for {subject.name}",
                "a link, the path of a file, or a sentence",
                check=lambda text: "" if text else "write a link, a path or a sentence",
            )
            self.app.push_screen(question, partial(self._evidence_given, subject))

    def _evidence_given(self, subject: Subject, text: str | None) -> None:
        if text and self.app.workspace is not None:
            self.record("noted", subject, evidence=_evidence(text, self.app.workspace))

    def do_hold(self) -> None:
        """Say that a certification is held; of one that is, what happened with it."""
        cert = self.app.cert
        held = next((own for own in self.app.found.credentials if cert is not None and own.id == cert.id), None) if self.app.found is not None else None
        if held is not None:
            rows = [row for event in HELD for row in progress.options("cert") if row[0] == event]
            subject = Subject(held.id, held.short, "cert", held.state)
            self.app.push_screen(Choice(f"{held.short}: what happened?", rows), partial(self.event_chosen, subject))
        elif cert is not None:
            question = Question(f"{cert.name}: since when?", "2025-06-12 or 2025-06; enter when you do not know", check=_day_fault)
            self.app.push_screen(question, partial(self._held_since, cert.id))

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

        self.app.change(lambda workspace: workspace.edit(change, f"that you hold {cert}"), f"{cert} is among what you hold.")

    def do_pin(self) -> None:
        """Pin the marked items, or take the pins back where all of them have one."""
        if self.app.workspace is None or self.app.shown is None:
            return
        items, catalog = self.app.here.pinnable, self.app.shown.catalog
        names = listed([self._called(item) for item in items])
        pins = {pin: catalog.canonical(pin) for pin in self.app.workspace.plan.choices.pin}
        taken_back = set(items) <= set(pins.values())
        wanted = [pin for pin, item in pins.items() if item not in items] if taken_back else [*pins, *(item for item in items if item not in pins.values())]

        def change(head: Any) -> None:
            import tomlkit

            if "choices" not in head:
                head["choices"] = tomlkit.table()
            head["choices"]["pin"] = wanted

        said = f"{names}: {'no longer pinned' if taken_back else 'pinned, and planned whatever it costs'}."
        self.app.here.unmark()
        words = f"{'that you no longer pin' if taken_back else 'that you pinned'} {names}"
        self.app.change(lambda workspace: workspace.edit(change, words), said)

    def _called(self, item: str) -> str:
        planned = self.app.found.get(item) if self.app.found is not None else None
        if planned is not None:
            return planned.short or planned.name
        entry = self.app.shown.catalog.items.get(item) if self.app.shown is not None else None
        return getattr(entry, "code", "") or getattr(entry, "name", item)

    def do_skip(self) -> None:
        """Leave the marked items out of the plan, or take them in again where they have been left out."""
        if self.app.found is None:
            return
        items = [item for key in self.app.here.marked if (item := self.app.found.get(key)) is not None and (item.open or item.state == "skipped")]
        if all(item.state == "skipped" for item in items):
            self.app.here.unmark()
            self.app.change(partial(_take_in, items))
            return
        question = Question(f"Leave out {listed([item.short or item.name for item in items])}?", "why, or just enter; s on it takes it in again")
        self.app.push_screen(question, partial(self._left_out, [item for item in items if item.state != "skipped"]))

    def _left_out(self, items: list[Planned], why: str | None) -> None:
        if why is None:
            return

        def skip(workspace: Workspace) -> str:
            workspace.log_together([("skipped", item.id, {"why": why} if why else {}) for item in items])
            return f"Left out: {listed([item.short or item.name for item in items])}. It no longer counts."

        self.app.here.unmark()
        self.app.change(skip)

    def do_what_if(self) -> None:
        """Another version of the plan beside this one."""
        from tracktui.ui.acts.what_if import ask

        ask(self.app, self.app.item)

    def do_undo(self) -> None:
        """Take the last change back."""
        self.app.change(lambda workspace: f"Undone: {workspace.undo()}.")

    def do_redo(self) -> None:
        """Do it again."""
        self.app.change(lambda workspace: f"Done again: {workspace.redo()}.")

    def record(self, event: str, subject: Subject, *, then: Callable[[], None] = lambda: None, **values: Any) -> None:
        """Write an entry and say what it says and unlocked. `then` runs when it is saved."""

        def record(workspace: Workspace) -> str:
            from tracktui.plan.telling import told

            logged = workspace.log(event, subject.id, **values)
            then()
            said = told(logged.entry)
            between = " " if event in AS_VERBS else ": "
            parts = [f"{subject.name}{between}{said}." if subject.id else f"{said[0].upper()}{said[1:]}."]
            if logged.unlocked:
                parts.append(f"Unlocked: {listed([other.short or other.name for other in logged.unlocked])}.")
            if EVENTS[event].reviewer and is_own(workspace.plan, logged.entry.by):
                parts.append("Self-signed: the plan names no reviewer.")
            return " ".join([*parts, *logged.notes])

        self.app.change(record)


def _evidence(text: str, workspace: Workspace) -> tuple[Evidence, ...]:
    from tracktui.plan.evidence import evidence_of

    return (evidence_of(text, workspace.path.parent),)


def _take_in(items: list[Planned], workspace: Workspace) -> str:
    """Void the entries that left items out."""
    wanted = {item.id for item in items}
    left_out = [entry for entry in workspace.plan.in_effect() if entry.event == "skipped" and entry.item in wanted]
    workspace.log_together([("voided", "", {"voids": entry.id}) for entry in left_out])
    return f"Taken in again: {listed([item.short or item.name for item in items])}."


def _subjects(workspace: Workspace, item: Planned | None) -> list[Subject]:
    """What can be recorded besides the progress of open items: the plan, the item looked at, skills (the largest gap first), KPIs."""

    person = workspace.person
    found = [Subject("", "the plan", "", words="an action, a pause, a review")]
    if item is not None:
        found.append(Subject(item.id, item.short or shorten(item.name, 16), item.kind, item.state, item.name))
    for row in person.matrix:
        words = "not observed" if row.state.not_observed else f"level {row.state.level}"
        found.append(Subject(row.id, shorten(row.name, 40), "skill", words=f"{words} of {row.target}" if row.target else words))
    followed = dict.fromkeys([*workspace.plan.choices.kpis, *(entry.item for entry in person.entries if entry.event == "reading")])
    found += [Subject(kpi, shorten(person.name(kpi), 40), "kpi", words="a figure that the plan follows") for kpi in followed]
    return found


def _day_fault(text: str) -> str:
    return "" if not text or re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text) else "write 2025-06-12, 2025-06 or 2025"
