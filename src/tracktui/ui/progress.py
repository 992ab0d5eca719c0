"""What can be recorded of an item as it stands, and what each event asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from tracktui.plan.events import EVENTS, fault_of
from tracktui.roadmap.model import Planned

_BY_KIND: dict[str, tuple[str, ...]] = {
    "cert": ("started", "worked", "booked", "passed", "failed", "topic", "noted", "skipped", "waived"),
    "project": ("agreed", "worked", "delivered", "observed", "reused", "noted", "no-opportunity", "skipped"),
    "check": ("claimed", "signed-off", "sent-back", "noted", "waived"),
    "scenario": ("drilled", "noted", "skipped"),
    "shadowing": ("started", "worked", "done", "noted", "skipped"),
    "course": ("started", "worked", "done", "noted", "skipped"),
    "step": ("worked", "done", "noted", "skipped"),
    "practice": ("worked", "done", "noted"),
}
_LIKELY: dict[tuple[str, str], str] = {
    ("cert", "ready"): "worked",
    ("cert", "in-progress"): "worked",
    ("cert", "booked"): "passed",
    ("project", "ready"): "agreed",
    ("project", "agreed"): "worked",
    ("project", "in-progress"): "delivered",
    ("project", "observing"): "observed",
    ("project", "not-met"): "worked",
    ("check", "ready"): "claimed",
    ("check", "claimed"): "signed-off",
    ("check", "sent-back"): "claimed",
    ("scenario", "ready"): "drilled",
    ("practice", "in-progress"): "done",
    ("shadowing", "in-progress"): "done",
    ("course", "in-progress"): "done",
    ("step", "ready"): "done",
    ("step", "in-progress"): "done",
}


class Ask(msgspec.Struct, frozen=True):
    """What an event asks for: the key it goes to ("hours" and "note" are the entry's own), the question, a hint."""

    key: str
    question: str
    hint: str
    needed: bool = False


_ASKS: dict[str, Ask] = {
    "worked": Ask("hours", "How many hours?", "a number such as 2 or 1.5", needed=True),
    "booked": Ask("exam_on", "Which day is the exam?", "a day such as 2027-03-12", needed=True),
    "passed": Ask("score", "Passed. Which score?", "enter leaves it out"),
    "failed": Ask("score", "Not passed. Which score?", "enter leaves it out"),
    "agreed": Ask("baseline", "What is the baseline?", "the figure before the work starts; enter leaves it out"),
    "observed": Ask("actual", "What was observed?", "the figure after it", needed=True),
    "drilled": Ask("score", "How many per cent of the points?", "0 to 100", needed=True),
    "topic": Ask("topic", "Which topic did you study?", "its name", needed=True),
    "noted": Ask("note", "What is worth keeping?", "a sentence", needed=True),
    "skipped": Ask("why", "Why leave it out?", "enter leaves it out"),
    "waived": Ask("why", "Why does it count as done?", "what you did instead", needed=True),
    "sent-back": Ask("why", "What is missing?", "a sentence", needed=True),
    "no-opportunity": Ask("why", "What would have to change?", "enter leaves it out"),
    "reused": Ask("by_whom", "Who used it?", "a team or a name", needed=True),
}


def options(item: Planned) -> list[tuple[str, str, str]]:
    """The events that make sense for an item: name, word, meaning."""
    return [(name, EVENTS[name].word, EVENTS[name].meaning) for name in _BY_KIND.get(item.kind, ("noted",))]


def likeliest(item: Planned) -> str:
    """The event to put the cursor on."""
    return _LIKELY.get((item.kind, item.state), _BY_KIND.get(item.kind, ("noted",))[0])


def ask_of(event: str) -> Ask | None:
    """What an event asks for, or None."""
    return _ASKS.get(event)


def value_of(event: str, ask: Ask, text: str) -> tuple[Any, str]:
    """The answer as a value, and what is wrong with it ("" when nothing is)."""
    if not text:
        return None, "this is needed: write it, or esc to go back" if ask.needed else ""
    if ask.key in ("note", "why", "topic", "by_whom"):
        return text, ""
    if ask.key == "hours":
        number = _number(text.removesuffix("h"))
        return number, "" if number is not None and 0 <= number <= 1000 else "write hours as a number, such as 2 or 1.5"
    kind = EVENTS[event].keys[ask.key]
    if kind == "date":
        try:
            return date.fromisoformat(text), ""
        except ValueError:
            return None, "write the day as 2027-03-12"
    if kind in ("number", "any", "level"):
        number = _number(text.rstrip("%"))
        if number is None and kind == "any":
            return text, ""
        return number, "write a number" if number is None else fault_of(kind, number)
    return text, ""


def _number(text: str) -> float | int | None:
    try:
        found = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return int(found) if found.is_integer() else found
