"""Undo and redo, kept over restarts of one day: each write as the piece of the file that it changed.

A step is bound to the hash of the bytes before and after it: it is taken back only from exactly what it made, so that nobody
else's change can be undone by it.
"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import msgspec

from tracktui import cache
from tracktui.plan.lock import name_of

MOST_STEPS = 100
MOST_BYTES = 4 * 1024 * 1024


class Step(msgspec.Struct, frozen=True):
    """One write: the bytes from `start` that were `old` and became `new`, the hashes of the whole before and after, and words for it.

    `by` is who had the keyboard, "" for the engineer: a step is taken back only by who made it.
    """

    before: str
    after: str
    start: int
    old: bytes
    new: bytes
    words: str
    by: str = ""

    @property
    def told(self) -> str:
        """Its words, and who wrote it where that was not the engineer."""
        return f"{self.words}, written by {self.by}" if self.by else self.words


class History(msgspec.Struct, frozen=True):
    """What was written on a day and can be taken back (the last one last), and what was taken back and can be done again."""

    day: date
    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    def wrote(self, step: Step) -> History:
        """With one more write; what was taken back before it can no longer be done again."""
        return History(self.day, _limited((*self.done, step)), ())


def step_between(before: bytes, after: bytes, words: str, by: str = "") -> Step:
    """The step from one content to another."""
    start = _common(before, after)
    end = 0
    # The common end may not reach into the common beginning.
    most = min(len(before), len(after)) - start
    if most:
        end = _common(before[len(before) - most :][::-1], after[len(after) - most :][::-1])
    return Step(_hash(before), _hash(after), start, before[start : len(before) - end], after[start : len(after) - end], words, by)


def taken_back(step: Step, data: bytes) -> bytes | None:
    """The bytes before the step; None when `data` is not what it made."""
    return _swapped(data, step.start, step.new, step.old, step.after, step.before)


def done_again(step: Step, data: bytes) -> bytes | None:
    """The bytes after the step; None when `data` is not what it was made on."""
    return _swapped(data, step.start, step.old, step.new, step.before, step.after)


def _swapped(data: bytes, start: int, found: bytes, put: bytes, expected: str, result: str) -> bytes | None:
    if _hash(data) != expected:
        return None
    changed = data[:start] + put + data[start + len(found) :]
    return changed if _hash(changed) == result else None


def knows(real: Path, state: Path | None, digest: str) -> bool:
    """Whether the bytes with this hash were a content that a write or an undo of ours left, on whatever day the last one was."""
    kept = cache.fetch(state / "undo", name_of(real), History) if state is not None else None
    return kept is not None and any(digest in (step.before, step.after) for step in (*kept.done, *kept.undone))


def load(real: Path, state: Path | None, day: date) -> History:
    """The history of the plan at `real`, when it is of this day."""
    kept = cache.fetch(state / "undo", name_of(real), History) if state is not None else None
    return kept if kept is not None and kept.day == day else History(day)


def save(real: Path, state: Path | None, history: History) -> None:
    """Keep it. Where there is no place for it, undo works until the program ends."""
    if state is not None:
        cache.keep(state / "undo", name_of(real), history, most=64)


def _limited(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    size = 0
    for count, step in enumerate(reversed(steps)):
        size += len(step.old) + len(step.new)
        if count == MOST_STEPS or (count and size > MOST_BYTES):
            return steps[len(steps) - count :]
    return steps


def _common(one: bytes, other: bytes) -> int:
    """How many bytes are the same from the beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
