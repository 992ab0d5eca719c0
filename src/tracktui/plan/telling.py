"""A journal entry in words: one sentence of what happened, for confirmations, the review and exports."""

from __future__ import annotations

from datetime import date
from typing import Any

from tracktui.plan.events import EVENTS
from tracktui.plan.model import Entry, Evidence
from tracktui.wording import count, day, hours, listed, usd

_PHRASES: dict[str, str] = {
    "worked": "worked on it", "started": "begun", "noted": "noted", "skipped": "left out from here on",
    "no-opportunity": "no occasion for it here", "waived": "counts as done", "booked": "exam booked", "passed": "passed",
    "failed": "not passed", "renewed": "renewed", "reimbursed": "money came back", "credits": "continuing education earned",
    "topic": "studied", "agreed": "baseline and target agreed",
    "delivered": "delivered, now observing", "observed": "outcome observed", "accepted": "accepted although the target was missed", "reused": "reused",
    "drilled": "drilled", "done": "done", "claimed": "claimed", "assessed": "agreed",
    "calibrated": "behaviours looked for", "not-observed": "not observed: no opportunity",
    "interest": "interest told", "signed-off": "signed off", "sent-back": "sent back", "reading": "read", "reviewed": "review held",
    "action": "action agreed", "action-done": "action done", "owes": "owed", "focus": "focus changed", "role": "role changed", "paused": "paused",
    "resumed": "the pause is over", "commented": "commented", "voided": "an entry taken back",
}  # fmt: skip
_PARTS: dict[str, str] = {
    "exam_on": "for {}", "exam": "exam {}", "price_usd": "{}", "usd": "{}", "score": "{}", "expires": "valid until {}", "how": "by {}", "credits": "{} credits",
    "group": "{}", "topic": "{}", "baseline": "baseline {}", "target": "target {}", "with": "with {}", "outputs": "{}", "actual": "{}",
    "by_whom": "by {}", "output": "{}", "found": "{}", "brought_back": "brought back: {}", "level": "level {}", "value": "{}", "kind": "{}", "who": "{}",
    "what": "{}", "due": "by {}", "until": "until {}", "why": "{}", "agreed_by": "agreed by {}", "left_hours": "{} h left", "from": "from {}", "to": "to {}",
    "seen": "seen: {}", "not_seen": "not seen: {}", "no_opportunity": "no opportunity: {}",
}  # fmt: skip
"""How a key's value is said, in the order it is said in."""


def told(entry: Entry) -> str:
    """What the entry says, without the name of what it is about: "2 h worked on it, mock 61 %". An unknown event is told by its name."""
    phrase = _PHRASES.get(entry.event, entry.event)
    if entry.hours is not None:
        phrase = f"{hours(entry.hours)} {phrase}" if entry.event == "worked" else f"{phrase}, {hours(entry.hours)}"
    keys = [key for key in _PARTS if key in entry.data and key not in _left_out(entry)]
    if entry.event not in EVENTS:
        keys = list(entry.data)
    parts = [_PARTS.get(key, f"{key} {{}}").format(_value(key, entry.data[key])) for key in keys]
    return ", ".join(part for part in (phrase, *parts, entry.note) if part)


def _left_out(entry: Entry) -> tuple[str, ...]:
    return ("baseline",) if entry.event == "reviewed" else ()


def _value(key: str, value: Any) -> str:
    if isinstance(value, date):
        return day(value)
    if key in ("price_usd", "usd") and isinstance(value, int | float):
        return usd(value)
    if key in ("seen", "not_seen", "no_opportunity"):
        return count(1 if isinstance(value, str) else len(value), "behaviour")
    if isinstance(value, list | tuple):
        return listed([str(part) for part in value])
    if isinstance(value, dict):
        return listed([f"{name} {_value(name, part)}" for name, part in value.items()]) or "none"
    if key == "score" and isinstance(value, int | float):
        return f"{value:g} %"
    return f"{value:g}" if isinstance(value, float) else str(value)


def evidence_in_words(part: Evidence) -> str:
    """A piece of evidence: its link, its file, or its text; and who verified it."""
    told_as = part.link or part.file or part.text
    return f"{told_as} (verified by {part.verified_by})" if part.verified_by else told_as
