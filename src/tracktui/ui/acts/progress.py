"""What can be recorded from the dialogs, made of the table of events: what fits a thing as it stands, and what each event asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from tracktui.plan.answers import parsed
from tracktui.plan.events import EVENTS, events_for
from tracktui.plan.model import Plan

_LIKELY: dict[tuple[str, str], str] = {
    ("cert", "ready"): "worked",
    ("cert", "in-progress"): "worked",
    ("cert", "booked"): "passed",
    ("cert", "earned"): "renewed",
    ("cert", "proven"): "renewed",
    ("project", "ready"): "agreed",
    ("project", "agreed"): "worked",
    ("project", "in-progress"): "delivered",
    ("project", "observing"): "observed",
    ("project", "not-met"): "worked",
    ("project", "met"): "reused",
    ("check", "ready"): "claimed",
    ("check", "claimed"): "signed-off",
    ("check", "sent-back"): "claimed",
    ("scenario", "ready"): "drilled",
    ("practice", "in-progress"): "done",
    ("shadowing", "in-progress"): "done",
    ("course", "in-progress"): "done",
    ("step", "ready"): "done",
    ("step", "in-progress"): "done",
    ("skill", ""): "claimed",
    ("kpi", ""): "reading",
    ("", ""): "action",
}
_FIRST: dict[str, tuple[str, ...]] = {
    "cert": ("started", "worked", "booked", "passed", "failed"),
    "project": ("agreed", "worked", "delivered", "observed", "reused"),
    "check": ("claimed", "signed-off", "sent-back", "noted"),
    "scenario": ("drilled",),
}
"""The events that come first in a kind's list; the others follow in the order of the table."""
_LEFT_OUT = ("voided", "commented", "action-done")
"""What needs an entry to point at: undo, and the Review screen, do that."""


class Ask(msgspec.Struct, frozen=True):
    """A question of an event: the key its answer goes to ("hours", "note", "evidence" and "by" are the entry's own), the question, a hint."""

    key: str
    question: str
    hint: str
    needed: bool = False


_LATER = "enter leaves it out"
_EVIDENCE = Ask("evidence", "What shows it?", "a link, the path of a file, or a sentence; enter leaves it out")
_ASKS: dict[str, tuple[Ask, ...]] = {
    "worked": (Ask("hours", "How many hours?", "a number such as 2 or 1.5", needed=True),),
    "booked": (Ask("exam_on", "Which day is the exam?", "a day such as 2027-03-12", needed=True), Ask("price_usd", "At what price, in USD?", _LATER)),
    "passed": (Ask("score", "Passed. Which score?", _LATER), Ask("expires", "Valid until?", "a day; enter takes the issuer's rule"), _EVIDENCE),
    "failed": (Ask("score", "Not passed. Which score?", _LATER), Ask("left_hours", "How many hours until the next attempt?", "enter takes three tenths")),
    "renewed": (Ask("how", "Renewed how?", "exam, assessment, credits, course, fee; enter leaves it out"), Ask("expires", "Valid until?", _LATER)),
    "reimbursed": (Ask("usd", "How much came back, in USD?", "enter: all of it"),),
    "credits": (Ask("credits", "How many credits?", "a number", needed=True), Ask("group", "In which group?", _LATER)),
    "topic": (Ask("topic", "Which topic did you study?", "its name", needed=True),),
    "agreed": (
        Ask("baseline", "What is the baseline?", "the figure before the work starts; enter leaves it out"),
        Ask("target", "And the target?", "enter takes the catalog's"),
        Ask("with", "Agreed with whom?", _LATER),
    ),
    "delivered": (Ask("outputs", "What did it leave behind?", "a template, a runbook, a dashboard; enter leaves it out"), _EVIDENCE),
    "observed": (
        Ask("actual", "What was observed?", "the figure after it", needed=True),
        Ask("baseline", "And before it?", "enter takes what was agreed"),
        _EVIDENCE,
    ),
    "accepted": (Ask("why", "Why is it good enough?", "a sentence", needed=True),),
    "reused": (Ask("by_whom", "Who used it?", "a team or a name", needed=True), Ask("output", "What did they use?", _LATER)),
    "drilled": (Ask("score", "How many per cent of the points?", "0 to 100", needed=True), Ask("found", "What did you find first?", _LATER)),
    "done": (Ask("hours", "How many hours did it take?", _LATER), Ask("brought_back", "What did you bring back?", _LATER)),
    "noted": (Ask("note", "What is worth keeping?", "a sentence", needed=True),),
    "skipped": (Ask("why", "Why leave it out?", _LATER),),
    "waived": (Ask("why", "Why does it count as done?", "what you did instead", needed=True), Ask("agreed_by", "Agreed by whom?", _LATER)),
    "sent-back": (Ask("why", "What is missing?", "a sentence", needed=True),),
    "no-opportunity": (Ask("why", "What would have to change?", _LATER),),
    "not-observed": (Ask("why", "What would have to change?", _LATER),),
    "interest": (Ask("level", "How much do you want it?", "0 no, 1, 2, 3 very much", needed=True),),
    "assessed": (Ask("level", "Which level was agreed?", "0 to 4", needed=True),),
    "reading": (Ask("value", "What does it say?", "a number", needed=True),),
    "reviewed": (Ask("kind", "Which review was it?", "enter takes the one that is due, else 1:1"),),
    "action": (
        Ask("what", "What will be done?", "a sentence", needed=True),
        Ask("who", "By whom?", "enter: you"),
        Ask("due", "By which day?", "a day such as 2027-03-12; enter leaves it open"),
    ),
    "owes": (Ask("what", "What is owed?", "a sentence", needed=True), Ask("due", "By which day?", _LATER)),
    "paused": (
        Ask("until", "Until which day?", "a day such as 2027-03-01", needed=True),
        Ask("why", "Why?", "for your own record; enter leaves it out"),
    ),
}
_ASKS_OF_KIND: dict[tuple[str, str], tuple[Ask, ...]] = {
    ("claimed", "skill"): (Ask("level", "Which level do you claim?", "1 awareness, 2 working, 3 independent, 4 strategic", needed=True),),
    ("done", "step"): (Ask("hours", "How many hours did it take?", _LATER),),
    ("done", "practice"): (Ask("hours", "How many hours did it take?", _LATER),),
}
"""What an event asks about one kind of item instead."""


def options(kind: str) -> list[tuple[str, str, str]]:
    """The events that make sense for a kind ("" for the plan itself): name, word, meaning."""
    rows = [event for event in events_for(kind) if event.name not in _LEFT_OUT]
    first = _FIRST.get(kind, ())
    rows.sort(key=lambda event: first.index(event.name) if event.name in first else len(first))
    return [(event.name, event.word, event.meaning) for event in rows]


def likeliest(kind: str, state: str = "") -> str:
    """The event to put the cursor on."""
    return _LIKELY.get((kind, state), options(kind)[0][0])


def asks_of(event: str, kind: str, plan: Plan) -> tuple[Ask, ...]:
    """What an event asks for, one question after the other. A reviewer's word asks last who writes it."""
    asks = _ASKS_OF_KIND.get((event, kind)) or _ASKS.get(event, ())
    reviewer = plan.profile.reviewer
    if EVENTS[event].reviewer and reviewer:
        asks = (*asks, Ask("by", f"This is {reviewer}'s word. Who writes it?", f"{reviewer}, at this keyboard; esc goes back", needed=True))
    return asks


def value_of(event: str, ask: Ask, text: str, plan: Plan, today: date) -> tuple[Any, str]:
    """The answer as a value, and what is wrong with it ("" when nothing is)."""
    if not text:
        return None, "this is needed: write it, or esc to go back" if ask.needed else ""
    if ask.key == "by":
        return text, "" if text == plan.profile.reviewer else f"only {plan.profile.reviewer} may write this"
    if ask.key in ("note", "evidence"):
        return text, ""
    if ask.key == "hours":
        value, fault = parsed("amount", text.removesuffix("h"), today)
        return value, "" if not fault and value <= 1000 else "write hours as a number, such as 2 or 1.5"
    return parsed(EVENTS[event].keys[ask.key], text, today)
