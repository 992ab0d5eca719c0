"""The events a journal knows: one table that drives validation, the `log` command, its help, and the states.

An event this table does not know is kept, shown, and has no effect.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

import msgspec

About = Literal["item", "cert", "project", "drill", "visit", "skill", "claim", "check", "kpi", "plan"]
KeyType = Literal["text", "texts", "number", "amount", "percent", "date", "level", "wish", "flag", "any", "baseline"]


class Event(msgspec.Struct, frozen=True):
    """One event: its name in the file, the word in `tracktui log`, what it is about, what it says, and its keys.

    `main` is the key that a bare value on the command line goes to. A `reviewer` event is a reviewer's word: with a reviewer
    named in the profile only they may write it. `example` is what follows `tracktui log`; "" for what only the program writes.
    """

    name: str
    word: str
    about: About
    meaning: str
    keys: dict[str, KeyType] = {}
    main: str = ""
    reviewer: bool = False
    example: str = ""


_TABLE = (
    Event("worked", "hours", "item", "hours worked on it", example='cka 2h "mock 61 %" --on yesterday'),
    Event("started", "start", "item", "work on it has begun", example="cka start"),
    Event("noted", "note", "item", "something worth keeping", example='cka note "the networking part is the hard one"'),
    Event("skipped", "skip", "item", "left out of the plan from here on", {"why": "text"}, "why", example='cka skip "we leave Kubernetes"'),
    Event("no-opportunity", "no-opportunity", "item", "no occasion for it here", {"why": "text"}, "why", example='alert-noise no-opportunity "no pager"'),
    Event(
        "waived", "waive", "item", "counts as done without being done", {"why": "text", "agreed_by": "text"}, "why",
        example='sre-1 waive "ten years of it" --agreed-by sam',
    ),
    Event(
        "booked", "book", "cert", "an exam day is fixed", {"exam_on": "date", "exam": "text", "price_usd": "amount"}, "exam_on",
        example="cka book 2026-12-12 --price-usd 445",
    ),
    Event(
        "passed", "pass", "cert", "the exam was passed",
        {"exam": "text", "score": "text", "number": "text", "expires": "date", "code": "text", "price_usd": "amount"}, "score",
        example='cka pass "83 %" --evidence https://example.org/badge',
    ),
    Event(
        "failed", "fail", "cert", "the exam was not passed", {"exam": "text", "score": "text", "left_hours": "amount", "price_usd": "amount"}, "score",
        example='cka fail "61 %" --left-hours 12',
    ),
    Event(
        "renewed", "renew", "cert", "the credential was renewed", {"how": "text", "expires": "date", "price_usd": "amount"}, "how",
        example="aws-saa renew assessment --expires 2029-06-30",
    ),
    Event("reimbursed", "reimburse", "cert", "money for it came back", {"usd": "amount"}, "usd", example="cka reimburse 445"),
    Event(
        "credits", "cpe", "cert", "continuing education earned", {"credits": "amount", "group": "text", "certs": "texts"}, "credits",
        example='cissp cpe 8 --group "group A"',
    ),
    Event(
        "topic", "topic", "cert", "a topic of the exam was studied", {"topic": "text", "done": "flag"}, "topic",
        example="cka topic Troubleshooting --done yes",
    ),
    Event(
        "agreed", "agree", "project", "baseline and target are agreed", {"baseline": "any", "target": "any", "with": "text"}, "baseline",
        example="alert-noise agree 118 --target -40 --with sam",
    ),
    Event(
        "delivered", "deliver", "project", "it is delivered; the outcome is being observed", {"outputs": "texts"}, "outputs",
        example='alert-noise deliver "alert review template"',
    ),
    Event(
        "observed", "observe", "project", "the outcome was observed", {"baseline": "any", "actual": "any"}, "actual",
        example="alert-noise observe 61 --baseline 118",
    ),
    Event(
        "accepted", "accept", "project", "accepted although the target was missed", {"why": "text"}, "why", reviewer=True,
        example='alert-noise accept "the service was retired" --as sam',
    ),
    Event(
        "reused", "reuse", "project", "somebody else used an output", {"by_whom": "text", "output": "text"}, "by_whom",
        example='alert-noise reuse "payments team" --output "alert review template"',
    ),
    Event(
        "drilled", "drill", "drill", "a scenario was worked through", {"found": "texts", "score": "percent"}, "score",
        example='checkout-without-limits drill 75 --found "no limits"',
    ),
    Event("done", "done", "visit", "it is done", {"brought_back": "text"}, "brought_back", example='sre-in-platform done "their release checklist" --hours 6'),
    Event(
        "claimed", "claim", "claim", "the engineer claims it", {"level": "level", "behaviours": "texts"}, "level",
        example="alerting claim 2 --behaviours 2.1 --evidence https://example.org/pages",
    ),
    Event("assessed", "assess", "skill", "a level was agreed", {"level": "level"}, "level", reviewer=True, example="alerting assess 2 --as sam"),
    Event(
        "calibrated", "calibrate", "skill", "a reviewer looked for its behaviours", {"seen": "texts", "not_seen": "texts", "no_opportunity": "texts"}, "seen",
        reviewer=True, example="alerting calibrate 2.1 --not-seen 3.1 --as sam",
    ),
    Event("not-observed", "not-observed", "skill", "no opportunity to see it", {"why": "text"}, "why", example='alerting not-observed "no pager here"'),
    Event("interest", "want", "skill", "how much the engineer wants it (0-3)", {"level": "wish"}, "level", example="alerting want 3"),
    Event("signed-off", "sign", "check", "it is signed off", {"saw": "text"}, reviewer=True, example="sre-1 sign --as sam"),
    Event("sent-back", "return", "check", "it was sent back", {"why": "text"}, "why", reviewer=True, example='sre-1 return "one more drill" --as sam'),
    Event("reading", "read", "kpi", "a figure was read", {"value": "number"}, "value", example="mttr read 42"),
    Event("reviewed", "review", "plan", "a review took place", {"kind": "text", "baseline": "baseline"}, "kind", example="review 1:1"),
    Event(
        "action", "action", "plan", "somebody will do something", {"who": "text", "what": "text", "due": "date"}, "what",
        example='action "book the second attempt" --who ada --due 2026-12-04',
    ),
    Event(
        "action-done", "action-done", "plan", "an action is done", {"action": "text"}, "action",
        example='action-done "book the second attempt"',
    ),
    Event(
        "owes", "owes", "plan", "what the reviewer owes", {"what": "text", "due": "date"}, "what", reviewer=True,
        example='owes "two free mornings a month" --due 2026-12-31 --as sam',
    ),
    Event("focus", "focus", "plan", "the focus changed", {"from": "any", "to": "any"}),
    Event("role", "role", "plan", "the role changed", {"from": "any", "to": "any"}),
    Event(
        "paused", "pause", "plan", "no hours until a day", {"until": "date", "why": "text"}, "until",
        example='pause --until 2027-03-01 --why "parental leave"',
    ),
    Event("resumed", "resume", "plan", "the pause is over", example="resume"),
    Event("commented", "comment", "plan", "a comment on an entry", {"entry": "text"}, "entry", example='comment ENTRY "what did it change?" --as sam'),
    Event("voided", "void", "plan", "an entry no longer counts", {"voids": "text"}, "voids", example="void ENTRY"),
)  # fmt: skip

EVENTS: dict[str, Event] = {event.name: event for event in _TABLE}
"""Every event by its name in the file."""

WORDS: dict[str, Event] = {event.word: event for event in _TABLE}
"""Every event by its word in `tracktui log`."""

KINDS_OF: dict[About, tuple[str, ...]] = {
    "cert": ("cert", "renewal"),
    "project": ("project",),
    "drill": ("scenario",),
    "visit": ("shadowing", "course", "step", "practice"),
    "skill": ("skill",),
    "claim": ("skill", "check"),
    "check": ("check",),
    "kpi": ("kpi",),
}
"""The kinds an event may be about; others take any item, or none."""


UNLOCKS_NOTHING = frozenset({"worked", "started", "noted", "booked", "agreed"})
"""Events after which nothing is done, valid or of a level that was not before: no clause becomes true by them."""

NEEDS: dict[str, tuple[str, ...]] = {
    "worked": ("hours", "note"),
    "noted": ("note", "evidence"),
    "commented": ("note",),
    "reading": ("value",),
    "interest": ("level",),
    "assessed": ("level",),
    "credits": ("credits",),
    "action": ("what", "note"),
    "owes": ("what", "note"),
}
"""What an event says nothing without: one of these, of an entry or among its keys."""


def events_for(kind: str) -> tuple[Event, ...]:
    """The events that may be recorded of a kind, in the order of the table; of the plan itself for ""."""
    noted = EVENTS["noted"]
    if not kind:
        return (*(event for event in _TABLE if event.about == "plan" and event.example), noted)
    anything = () if kind in ("skill", "kpi") else ("item",)
    found = [event for event in _TABLE if event.about in anything or kind in KINDS_OF.get(event.about, ())]
    return tuple(found if noted in found else [*found, noted])


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
        case "amount":
            return "" if number and 0 <= value < 1e9 else "must be a number from 0 on"
        case "percent":
            return "" if number and 0 <= value <= 100 else "must be a number from 0 to 100"
        case "level":
            return "" if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 4 else "must be a level from 0 to 4"
        case "wish":
            return "" if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 3 else "must be from 0 (no) to 3 (very much)"
        case "date":
            return "" if _is_day(value) else "must be a date such as 2027-01-31"
        case "flag":
            return "" if isinstance(value, bool) else "must be true or false"
        case "any":
            return ""
        case "baseline":
            return "" if _is_baseline(value) else "must be what a review keeps: { finish = DAY, items = [[ID, DAY, DAY]] }"


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_baseline(value: Any) -> bool:
    """Whether a value has the form of what a review keeps (docs/plan-format.md)."""
    if not isinstance(value, dict) or ("finish" in value and not _is_day(value["finish"])):
        return False
    items = value.get("items", [])
    rows = isinstance(items, list) and all(isinstance(row, list) and len(row) == 3 for row in items)
    return rows and all(isinstance(item, str) and _is_day(start) and _is_day(finish) for item, start, finish in items)
