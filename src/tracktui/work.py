"""Work that may take long: what it is, how far it is, whether it is still wanted. Whoever does it tells, whoever waits reads; no clock, no terminal.

The core takes a `Tell` where it knows how many steps there are. Whoever waits draws it as one line (`drawn`), the terminal program in the frame of
what is looked at, the command line on stderr.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from tracktui.wording import shorten

NOTICED_SECONDS = 0.2
"""What takes longer is told."""
BEAT_SECONDS = 0.1
"""How often the line is drawn anew."""
MOST_BAR, LEAST_BAR = 24, 5
"""Columns of the bar."""
FULL, REST = "\u2501", "\u254c"
"""What is done and what is left: a heavy line and a broken one, which is told from the edge that it lies on."""
PLAIN_FULL, PLAIN_REST = "#", "-"

Thing = TypeVar("Thing")
Tell = Callable[[int, int], object]
"""Called as work goes on: so many steps are done, of so many (0: nobody knows how many). It may raise: then the work ends there."""


def untold(done: int, total: int) -> None:
    """Nobody waits for it."""


def each(things: Sequence[Thing], tell: Tell) -> Iterator[Thing]:
    """The things one by one; before each it is told how many are done, in the end that all are."""
    for done, thing in enumerate(things):
        tell(done, len(things))
        yield thing
    tell(len(things), len(things))


def part(tell: Tell, before: int, total: int) -> Tell:
    """What tells of a part of longer work: its steps come after so many others, of so many in all."""
    return lambda done, _: tell(before + done, total)


class StoppedError(Exception):
    """Whoever waited for the work wants it no longer."""


class Work:
    """A piece of work. `words`: what is being worked out; `stops`: whether it can be stopped while it goes on; `again`: how to go on after that.

    One thread tells, others read and stop: each of the values is replaced whole.
    """

    def __init__(self, words: str, *, stops: bool = False, again: str = "") -> None:
        self.words, self.stops, self.again = words, stops, again
        self.done, self.total = 0, 0
        """Steps done, and how many there are; of 0 nobody knows how many."""
        self.stopped = False
        self.since: float | None = None
        """When it began, on the clock of whoever waits; None: not yet."""

    def tell(self, done: int, total: int) -> None:
        """So many steps are done, of so many.

        Raises:
            StoppedError: nobody wants the rest.
        """
        if self.stopped:
            raise StoppedError
        self.done, self.total = done, total

    def stop(self) -> None:
        """Nobody wants it any more: it ends at its next step."""
        self.stopped = True


def drawn(work: Work, width: int, beat: int, *, hint: str = "", ascii_only: bool = False, still: bool = False) -> list[tuple[str, str]]:
    """The line in at most `width` columns, as texts with their tones: the words, the bar, how many of how many, and `hint` where there is room.

    Where nobody knows how much there is a piece of the bar moves with `beat`, the number of the drawing. `still`: nothing moves by itself.
    """
    count = f"{min(work.done, work.total):,} of {work.total:,}" if work.total else ""
    if still and not count:
        return [(shorten(f"{work.words} ...", width), "text")]
    others = len(count) + 2 * bool(count) + 2
    if hint and len(work.words) + others + LEAST_BAR + len(hint) + 2 > width:
        hint = ""
    words = shorten(work.words, max(1, width - others - LEAST_BAR))
    bar = min(MOST_BAR, width - len(words) - others - (len(hint) + 2) * bool(hint))
    if bar < 1:
        return [(shorten(work.words, width), "text")]
    full, rest = (PLAIN_FULL, PLAIN_REST) if ascii_only else (FULL, REST)
    begin, end = (0, bar * work.done // work.total) if work.total else _piece(bar, beat)
    parts = [(f"{words}  ", "text"), (rest * begin, "dim"), (full * (min(end, bar) - begin), "structure"), (rest * (bar - end), "dim")]
    parts += [(f"  {count}" if count else "", "text"), (f"  {hint}" if hint else "", "dim")]
    return [part for part in parts if part[0]]


def _piece(bar: int, beat: int) -> tuple[int, int]:
    """Where the piece stands that goes to and fro."""
    long = max(1, bar // 4)
    room = bar - long
    at = beat % (2 * room) if room else 0
    begin = at if at <= room else 2 * room - at
    return begin, begin + long
