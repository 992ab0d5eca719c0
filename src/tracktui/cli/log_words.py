"""The words of `tracktui log`, read: which item, which event, which value, which note."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tracktui.catalog.entries import kind_of
from tracktui.cli.matching import Match, chosen, match, refuse_misspelt_review, suggestion
from tracktui.plan.answers import parsed
from tracktui.plan.events import EVENTS, KINDS_OF, WORDS, Event
from tracktui.problems import refuse

if TYPE_CHECKING:
    from tracktui.plan.model import Plan
    from tracktui.workspace import Workspace

ITEM_KINDS = ("cert", "project", "check", "scenario", "shadowing", "course", "step")
_RUNNING = ("in-progress", "booked", "agreed", "observing")
_HOURS = re.compile(r"^(\d+(?:[.,]\d+)?)\s*(h|min|m)$", re.IGNORECASE)
MOST_HOURS = 1000
_BEHAVIOURS = {"claimed": ("behaviours",), "calibrated": ("seen", "not_seen", "no_opportunity")}
"""The keys that name behaviours, by event."""
_NAMED = {**WORDS, **EVENTS}
"""Words and names alike: `pass` and `passed`."""


class Said:
    """What the words say. `read` fills it in."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.event: Event = EVENTS["worked"]
        self.item: Match | None = None
        self.word = ""
        """How the item was called."""
        self.note = ""
        self.hours: float | None = None
        self.data: dict[str, Any] = {}

    def read(self, words: list[str]) -> None:
        """Read the words from left to right: item, event, value, note.

        Raises:
            UserError: they name no event, or nothing that the event can be about.
        """
        event_at = _event_at(words)
        word, rest = words[event_at], words[event_at + 1 :]
        self.event = _NAMED.get(word, EVENTS["worked"])
        if (found := _hours(word)) is not None:
            self.hours = found
        elif self.event.name == "worked" and rest and (found := _hours(rest[0])) is not None:
            self.hours, rest = found, rest[1:]
        if event_at:
            self._find(" ".join(words[:event_at]))
        elif self.event.about != "plan":
            self.item = self._running()
        self.note = " ".join(self._without_values(rest))

    def _find(self, word: str) -> None:
        if self.event.about == "plan" and self.event.name != "action":
            raise refuse(f"'{self.event.word}' is about the plan, not about '{word}'", f"write: tracktui log {self.event.word} ...", status=2)
        self.word = word
        so_far = self.workspace.roadmap_so_far
        planned = so_far.get(word)
        if planned is not None or self._is_practice(word):
            self.item = Match(word, planned.name if planned else word, planned.kind if planned else "practice")
            self._fits(self.item)
            return
        open_items = {item.id for item in so_far.items}
        self.item = match(self.workspace.catalog, word, self._kinds(), self.workspace.standing.plan.own, open_items)

    def _is_practice(self, word: str) -> bool:
        """Whether a word is a step of practice of a skill: `practice@error-budgets-3`."""
        skill, _, level = word.removeprefix("practice@").rpartition("-")
        return word.startswith("practice@") and level in ("1", "2", "3", "4") and skill in self.workspace.catalog.skills

    def _kinds(self) -> tuple[str, ...]:
        more = ("skill", "kpi") if self.event.name == "noted" else ()
        return KINDS_OF.get(self.event.about, (*ITEM_KINDS, *more))

    def _fits(self, item: Match) -> None:
        if item.kind not in self._kinds() and self.event.about != "item":
            kinds = " or a ".join(self._kinds())
            raise refuse(f"{item.name} is a {item.kind}: '{self.event.word}' is about a {kinds}", "see tracktui log --help", status=2)

    def _running(self) -> Match:
        """What is in progress, where that is one thing."""
        standing = self.workspace.standing
        told_of = [self._told_of(item) for item in standing.entries if item and standing.state(item).state in _RUNNING]
        running = [found for found in told_of if found.kind in (*self._kinds(), "practice")]
        if not running:
            raise refuse("nothing is in progress: say what this is about", f"for example: tracktui log {self.event.example or 'cka 2h'}", status=2)
        return running[0] if len(running) == 1 else chosen(f"{len(running)} items are in progress", running, status=2)

    def _told_of(self, item_id: str) -> Match:
        """An item of the journal with its name and kind."""
        planned, item = self.workspace.roadmap_so_far.get(item_id), self.workspace.standing.item(item_id)
        name = planned.name if planned is not None else item.name if item is not None else item_id
        return Match(item_id, name, kind_of(item) if item is not None else "practice" if item_id.startswith("practice@") else "")

    def _without_values(self, rest: list[str]) -> list[str]:
        """Take key=value words and the event's main value out of what follows it; the others are the note."""
        left = []
        for word in rest:
            key, sign, text = word.partition("=")
            key = key.replace("-", "_")
            if sign and key in self.event.keys:
                self.put(key, text)
            else:
                left.append(word)
        main = self.event.main
        if left and main and main not in self.data:
            value, fault = parsed(self.event.keys[main], left[0], self.workspace.today)
            if not fault:
                self.data[main] = value
                return left[1:]
            if left[0][:1].isdigit() and " " not in left[0]:
                raise refuse(f"'{left[0]}' is no value of '{main}'", f"{fault}; a note goes behind --note", status=2)
        return left

    def put(self, key: str, text: str) -> None:
        """Set a key of the event from what was typed.

        Raises:
            UserError: the event has no such key, or the text is no value of it.
        """
        kind = self.event.keys.get(key)
        if kind is None:
            known = ", ".join(f"--{name.replace('_', '-')}" for name in self.event.keys) or "none"
            raise refuse(f"'{self.event.word}' has no '{key}'", f"it takes: {known}", status=2)
        value, fault = parsed(kind, text, self.workspace.today)
        if fault:
            raise refuse(f"'{text}' is no value of '{key}'", fault, status=2)
        self.data[key] = [*self.data.get(key, ()), *value] if kind == "texts" else value

    def settle(self, by: str) -> None:
        """Turn what people write into what the file keeps: behaviours by name, entries by id, who acts."""
        catalog, plan = self.workspace.catalog, self.workspace.plan
        for key in _BEHAVIOURS.get(self.event.name, ()):
            if key in self.data and self.item is not None:
                self.data[key] = [_behaviour(catalog.skills.get(self.item.id), word) for word in self.data[key]]
        if self.event.name == "claimed" and self.item is not None and self.item.kind == "skill" and "level" not in self.data:
            raise refuse(f"which level of {self.item.name} is claimed?", f"write: tracktui log {self.item.id} claim 2", status=2)
        for key in ("entry", "voids"):
            if key in self.data:
                self.data[key] = _entry(plan, str(self.data[key]))
        if self.event.name == "reviewed":
            refuse_misspelt_review(catalog, self.data.get("kind"))
        if self.event.name == "action":
            self.data.setdefault("who", by)
        if self.event.name == "action-done":
            self.data["action"] = _action(self.workspace, str(self.data.get("action") or self.note))
            self.note = "" if self.data["action"] and self.note else self.note


def _event_at(words: list[str]) -> int:
    at = next((place for place, word in enumerate(words[:2]) if word in _NAMED or _hours(word) is not None), None)
    if at is None:
        at = next((place for place, word in enumerate(words) if word in WORDS or _hours(word) is not None), None)
    if at is None:
        last = words[1] if len(words) > 1 else words[0]
        otherwise = "events: " + ", ".join(list(WORDS)[:12]) + " ... (tracktui log --help)"
        raise refuse(f"'{' '.join(words[:2])}' names no event", suggestion(last, WORDS, otherwise), status=2)
    return at


def _hours(word: str) -> float | None:
    found = _HOURS.match(word)
    if found is None:
        return None
    number = float(found[1].replace(",", "."))
    hours = round(number if found[2].lower() == "h" else number / 60, 2)
    if hours > MOST_HOURS:
        raise refuse(f"{hours:,g} h are more than one entry may have ({MOST_HOURS:,} h)", "write them day by day, with --on", status=2)
    return hours


def _behaviour(skill: Any, word: str) -> str:
    from tracktui.plan.behaviours import named

    found = named(skill, word) if skill is not None else None
    if found is None:
        places = [f"{level}.{number}" for level, texts in enumerate(skill.behaviours, 1) for number, _ in enumerate(texts, 1)] if skill is not None else []
        hint = f"give it by its place: {', '.join(places)} (tracktui catalog show {skill.id})" if places else "only skills have behaviours"
        raise refuse(f"there is no behaviour '{word}'", hint, status=2)
    return found


def _entry(plan: Plan, word: str) -> str:
    """The id of the entry that a word means: "last", an id, or its beginning (six signs at least)."""
    counting = plan.in_effect()
    if word == "last" and counting:
        return max(counting, key=lambda entry: (entry.at, entry.id)).id
    found = [entry.id for entry in plan.journal if entry.id == word or (len(word) >= 6 and entry.id.upper().startswith(word.upper()))]
    if len(set(found)) != 1:
        raise refuse(f"'{word}' names {'no entry' if not found else 'several entries'}", "tracktui review --json lists entries with their ids", code="no-entry")
    return found[0]


def _action(workspace: Workspace, word: str) -> str:
    from tracktui.plan.actions import open_actions

    found = open_actions(workspace.plan, workspace.today)
    if not found:
        raise refuse("no action is open", "agree on one with: tracktui log action WHAT", code="no-action")
    exact = [action.id for action in found if word and (action.id == word or action.what.lower() == word.lower())]
    like = exact or [action.id for action in found if word and (word.lower() in action.what.lower() or action.id.startswith(word))]
    if len(like) == 1:
        return like[0]
    names = "; ".join(action.what for action in found[:5])
    raise refuse(f"'{word}' names {'no open action' if not like else 'several actions'}", f"open: {names}", code="no-action")
