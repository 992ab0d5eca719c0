"""What can be recorded of a skill: a claim and an agreed level behaviour by behaviour, no opportunity, interest, evidence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from tracktui.plan.evidence import evidence_of
from tracktui.plan.matrix import SkillRow
from tracktui.review.seen import KEYS, Answer, Looked, proposed
from tracktui.ui.acts import progress
from tracktui.ui.acts.changes import Changes, Subject
from tracktui.ui.parts.dialogs import Choice, Question
from tracktui.ui.parts.marking import Line, Marking, Sign
from tracktui.ui.skills.lines import LEVELS, LOOKS, look_sign

if TYPE_CHECKING:
    from tracktui.ui.host import Host
    from tracktui.workspace import Workspace

WISHES = ("no", "a little", "yes", "very much")
_LOOK_KEYS: dict[Answer, str] = {"seen": "plus", "not-seen": "minus", "no-opportunity": "0"}
"""The keys of the Review screen."""


class SkillChanges:
    """The changing commands of the Skills screen, for one skill."""

    def __init__(self, app: Host, row: SkillRow, looked: Mapping[str, Looked]) -> None:
        self.app, self.row, self.looked = app, row, looked
        self.behaviours = tuple(found for found in row.behaviours if not found.reworded)

    def claim(self) -> None:
        """Claim a level: the behaviours one shows, the level, evidence."""
        signs = (Sign("plus", "claimed", look_sign("seen", ascii_only=self.app.ascii), "I do this", "good"),)
        marks = {found.name: "claimed" for found in self.behaviours if found.claimed is not None}
        self._mark("what do you do unaided?", signs, marks, self._claimed)

    def _claimed(self, marks: dict[str, str] | None) -> None:
        if marks is not None:
            self._level("Which level do you claim?", marks, partial(self._level_claimed, list(marks)), self.row.state.claim_self)

    def _level_claimed(self, names: list[str], level: str | None) -> None:
        if level is not None:
            question = Question(f"{self.row.name}, level {level}: what shows it?", "a link, the path of a file, or a sentence; enter leaves it out")
            self.app.push_screen(question, partial(self._evidence_claimed, names, int(level)))

    def _evidence_claimed(self, names: list[str], level: int, text: str | None) -> None:
        if text is None or self.app.workspace is None:
            return
        values: dict[str, Any] = {"behaviours": names} if names else {}
        if text:
            values["evidence"] = (evidence_of(text, self.app.workspace.path.parent),)
        self._record("claimed", level=level, **values)

    def assess(self) -> None:
        """Agree on a level: who says it, what was seen, the level."""
        if self.app.workspace is None:
            return
        plan, today = self.app.workspace.plan, self.app.workspace.today
        asks = [ask for ask in progress.asks_of("assessed", "skill", plan) if ask.key == "by"]
        if not asks or self.app.workspace.guest:
            self._look("")
            return
        (ask,) = asks

        def fault(text: str) -> str:
            return progress.value_of("assessed", ask, text, plan, today)[1]

        self.app.push_screen(Question(f"{self.row.name}: {ask.question}", ask.hint, check=fault), self._look)

    def _look(self, by: str | None) -> None:
        if by is None:
            return
        ascii_only = self.app.ascii
        signs = tuple(Sign(key, look, look_sign(look, ascii_only=ascii_only), LOOKS[look][2], LOOKS[look][3]) for look, key in _LOOK_KEYS.items())
        marks: dict[str, str] = {found.name: self.looked[found.name].answer for found in self.behaviours if found.name in self.looked}
        self._mark("what was seen?", signs, marks, partial(self._looked, by, marks))

    def _looked(self, by: str, before: dict[str, str], marks: dict[str, str] | None) -> None:
        if marks is None:
            return
        fresh = {name: answer for name, answer in marks.items() if before.get(name) != answer}
        lists = {key: names for key, answer in KEYS.items() if (names := [name for name, said in fresh.items() if said == answer])}
        agreed = self.row.state.claim_agreed
        self._level("Which level was agreed?", marks, partial(self._agreed, by, lists), agreed if agreed is not None else self.row.state.claim_self)

    def _agreed(self, by: str, lists: dict[str, list[str]], level: str | None) -> None:
        """Write what was looked for and the level: two entries, as on the Review screen, and one change."""
        if level is None:
            return
        who = {"by": by} if by else {}
        if not lists:
            self._record("assessed", level=int(level), **who)
            return

        def write(workspace: Workspace) -> str:
            workspace.log_together([("calibrated", self.row.id, {**lists, **who}), ("assessed", self.row.id, {"level": int(level), **who})])
            return f"{self.row.name}: agreed, level {level}."

        self.app.change(write)

    def not_observed(self) -> None:
        """There was no opportunity to see it here."""

        def answered(text: str | None) -> None:
            if text is not None:
                self._record("not-observed", **({"why": text} if text else {}))

        question = f"{self.row.name}: no opportunity to see it here. What would have to change?"
        self.app.push_screen(Question(question, "a sentence; enter leaves it out, esc goes back"), answered)

    def interest(self) -> None:
        """How much one wants it."""

        def answered(level: str | None) -> None:
            if level is not None:
                self._record("interest", level=int(level))

        rows = [(str(level), str(level), words) for level, words in enumerate(WISHES)]
        at = self.row.state.interest
        self.app.push_screen(Choice(f"{self.row.name}: how much do you want it?", rows, at=str(at) if at is not None else "2"), answered)

    def evidence(self) -> None:
        """Add evidence."""

        def answered(text: str | None) -> None:
            if text and self.app.workspace is not None:
                self._record("noted", evidence=(evidence_of(text, self.app.workspace.path.parent),))

        hint = "a link, the path of a file, or a sentence"
        self.app.push_screen(Question(f"Evidence for {self.row.name}", hint, check=lambda text: "" if text else "write a link, a path or a sentence"), answered)

    # -- the windows they share -------------------------------------------------------------------------------------

    def _mark(self, question: str, signs: tuple[Sign, ...], marks: dict[str, str], then: Any) -> None:
        """Let the behaviours be marked, level by level; a skill without any goes on at once."""
        if not self.behaviours:
            then({})
            return

        def total(found: dict[str, str]) -> str:
            level = self._spoken_for(found)
            return "Nothing speaks for a level yet" if level is None else f"The marks speak for level {level}"

        rows = [Line(found.name, str(found.level), found.text) for found in self.behaviours]
        nothing = look_sign(None, ascii_only=self.app.ascii)
        self.app.push_screen(Marking(f"{self.row.name}: {question}", rows, signs, marks=marks, total=total, nothing=nothing), then)

    def _spoken_for(self, marks: dict[str, str]) -> int | None:
        answers: dict[str, Answer] = {"claimed": "seen", "seen": "seen", "not-seen": "not-seen", "no-opportunity": "no-opportunity"}
        looked = {name: Looked(answers[mark], date.min, "") for name, mark in marks.items()}
        return proposed([(level, tuple(one for one in self.behaviours if one.level == level)) for level in range(1, 5)], looked)

    def _level(self, question: str, marks: dict[str, str], then: Any, before: int | None) -> None:
        spoken = self._spoken_for(marks) if self.behaviours else None
        rows = [(str(level), str(level), f"{words}{'   what the marks speak for' if level == spoken else ''}") for level, words in enumerate(LEVELS)]
        at = spoken if spoken is not None else before if before is not None else min(4, self.row.state.level + 1)
        self.app.push_screen(Choice(f"{self.row.name}: {question}", rows, at=str(at)), then)

    def _record(self, event: str, **values: Any) -> None:
        Changes(self.app).record(event, Subject(self.row.id, self.row.name, "skill"), **values)
