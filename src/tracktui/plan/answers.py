"""What somebody typed for a key of an event, as its value: one reading for the command line and the dialogs."""

from __future__ import annotations

from datetime import date
from math import isfinite
from typing import Any

from tracktui.catalog.days import add_days
from tracktui.plan.events import KeyType, fault_of

_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_EXAMPLES: dict[KeyType, str] = {
    "date": "write the day as 2027-03-12, or yesterday, today, tomorrow",
    "number": "write a number, such as 42 or 1.5",
    "amount": "write a number from 0 on, such as 445",
    "percent": "write 0 to 100",
    "level": "write a level: 1 awareness, 2 working, 3 independent, 4 strategic; 0 none yet",
    "wish": "write 0 (no), 1, 2 or 3 (very much)",
    "flag": "write yes or no",
}


def parsed(kind: KeyType, text: str, today: date) -> tuple[Any, str]:
    """The value, and what to write instead ("" where it is right). Numbers may carry a % and a decimal comma."""
    text = text.strip()
    value: Any = text
    match kind:
        case "date":
            value = _day(text, today)
        case "number" | "amount" | "percent" | "level" | "wish":
            value = _number(text)
        case "any":
            found = _number(text)
            value = text if found is None else found
        case "flag":
            value = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}.get(text.lower())
        case "texts":
            value = [text]
    if value is None or fault_of(kind, value):
        return None, _EXAMPLES.get(kind, "write a text")
    return value, ""


def _day(text: str, today: date) -> date | None:
    if text.lower() in _DAYS:
        return add_days(today, _DAYS[text.lower()])
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> float | int | None:
    try:
        found = float(text.removesuffix("%").strip().replace(",", "."))
    except ValueError:
        return None
    if not isfinite(found):
        return None
    return int(found) if found.is_integer() else found
