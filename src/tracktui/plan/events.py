"""The events a journal knows: one table that drives validation, the `log` command, its help, and the states.

An event this table does not know is kept, shown, and has no effect.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import msgspec

About = Literal["item", "cert", "project", "drill", "visit", "skill", "check", "kpi", "plan"]
KeyType = Literal["text", "texts", "number", "whole", "date", "level", "flag", "any"]


class Event(msgspec.Struct, frozen=True):
    """One event: its name in the file, the word in `tracktui log`, what it is about, and its keys.

    `main` is the key that a bare value on the command line goes to. A `reviewer` event is a reviewer's word: with a reviewer
    named in the profile only they may write it.
    """

    name: str
    word: str
    about: About
    meaning: str
    keys: dict[str, KeyType] = {}
    main: str = ""
    reviewer: bool = False


_TABLE = (
    Event("worked", "hours", "item", "hours worked on it", {}),
    Event("started", "start", "item", "work on it has begun"),
    Event("noted", "note", "item", "something worth keeping"),
    Event("skipped", "skip", "item", "left out of the plan from here on", {"why": "text"}, "why"),
    Event("no-opportunity", "no-opportunity", "item", "no occasion for it here", {"why": "text"}, "why"),
    Event("waived", "waive", "item", "counts as done without being done", {"why": "text", "agreed_by": "text"}, "why"),
    Event("booked", "book", "cert", "an exam day is fixed", {"exam_on": "date", "exam": "text", "price_usd": "number"}, "exam_on"),
    Event(
        "passed", "pass", "cert", "the exam was passed",
        {"exam": "text", "score": "text", "number": "text", "expires": "date", "code": "text", "price_usd": "number"}, "score",
    ),
    Event("failed", "fail", "cert", "the exam was not passed", {"exam": "text", "score": "text", "left_hours": "number"}, "score"),
    Event("renewed", "renew", "cert", "the credential was renewed", {"how": "text", "expires": "date", "price_usd": "number"}, "how"),
    Event("reimbursed", "reimburse", "cert", "money for it came back", {"usd": "number"}, "usd"),
    Event("credits", "cpe", "cert", "continuing education earned", {"credits": "number", "group": "text", "certs": "texts"}, "credits"),
    Event("topic", "topic", "cert", "a topic of the exam was studied", {"topic": "text", "done": "flag"}, "topic"),
    Event("agreed", "agree", "project", "baseline and target are agreed", {"baseline": "any", "target": "any", "with": "text"}, "baseline"),
    Event("delivered", "deliver", "project", "it is delivered; the outcome is being observed", {"outputs": "texts"}, "outputs"),
    Event("observed", "observe", "project", "the outcome was observed", {"baseline": "any", "actual": "any"}, "actual"),
    Event("accepted", "accept", "project", "accepted although the target was missed", {"why": "text"}, "why", reviewer=True),
    Event("reused", "reuse", "project", "somebody else used an output", {"by_whom": "text", "output": "text"}, "by_whom"),
    Event("drilled", "drill", "drill", "a scenario was worked through", {"found": "texts", "score": "number"}, "score"),
    Event("done", "done", "visit", "it is done", {"brought_back": "text"}, "brought_back"),
    Event("claimed", "claim", "skill", "the engineer claims it", {"level": "level", "behaviours": "texts"}, "level"),
    Event("assessed", "assess", "skill", "a reviewer agreed on a level", {"level": "level"}, "level", reviewer=True),
    Event("not-observed", "not-observed", "skill", "no opportunity to see it", {"why": "text"}, "why"),
    Event("interest", "want", "skill", "how much the engineer wants it (0-3)", {"level": "level"}, "level"),
    Event("signed-off", "sign", "check", "a reviewer signed it off", {"saw": "text"}, reviewer=True),
    Event("sent-back", "return", "check", "a reviewer sent it back", {"why": "text"}, "why", reviewer=True),
    Event("reading", "read", "kpi", "a figure was read", {"value": "number"}, "value"),
    Event("reviewed", "review", "plan", "a review took place", {"kind": "text", "baseline": "any"}, "kind"),
    Event("action", "action", "plan", "somebody will do something", {"who": "text", "what": "text", "due": "date"}, "what"),
    Event("action-done", "action-done", "plan", "an action is done", {"entry": "text", "what": "text"}, "what"),
    Event("owes", "owes", "plan", "what the reviewer owes", {"what": "text", "due": "date"}, "what", reviewer=True),
    Event("focus", "focus", "plan", "the focus changed", {"from": "any", "to": "any"}),
    Event("role", "role", "plan", "the role changed", {"from": "any", "to": "any"}),
    Event("paused", "pause", "plan", "no hours until a day", {"until": "date", "why": "text"}, "until"),
    Event("resumed", "resume", "plan", "the pause is over"),
    Event("commented", "comment", "plan", "a comment on an entry", {"entry": "text"}, "entry"),
    Event("voided", "void", "plan", "an entry no longer counts", {"voids": "text"}, "voids"),
)  # fmt: skip

EVENTS: dict[str, Event] = {event.name: event for event in _TABLE}
"""Every event by its name in the file. `claimed` is about skills and checks alike."""

WORDS: dict[str, Event] = {event.word: event for event in _TABLE}
"""Every event by its word in `tracktui log`."""

KINDS_OF: dict[About, tuple[str, ...]] = {
    "cert": ("cert", "renewal"),
    "project": ("project",),
    "drill": ("scenario",),
    "visit": ("shadowing", "course", "step", "practice"),
    "skill": ("skill", "check"),
    "check": ("check",),
    "kpi": ("kpi",),
}
"""The kinds an event may be about; others take any item, or none."""


def fault_of(kind: KeyType, value: Any) -> str:
    """What is wrong with a key's value, in words; "" when it is right."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    match kind:
        case "text":
            return "" if isinstance(value, str) else "must be text"
        case "texts":
            fine = isinstance(value, str) or (isinstance(value, list | tuple) and all(isinstance(part, str) for part in value))
            return "" if fine else "must be a list of texts"
        case "number":
            return "" if number and abs(value) < 1e9 else "must be a number"
        case "whole":
            return "" if isinstance(value, int) and not isinstance(value, bool) else "must be a whole number"
        case "level":
            return "" if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 4 else "must be a level from 0 to 4"
        case "date":
            return "" if isinstance(value, date) else "must be a date such as 2027-01-31"
        case "flag":
            return "" if isinstance(value, bool) else "must be true or false"
        case "any":
            return ""
