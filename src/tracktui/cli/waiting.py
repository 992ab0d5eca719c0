"""The line on stderr that says what takes long, how far it is, and goes before anything is printed.

It is there on a terminal only, and written with nothing but a carriage return and blanks: so it is the same without colour and on a terminal that
knows no sequence, and a command that is killed leaves nothing changed. stdout never has it.
"""

from __future__ import annotations

import math
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING, TextIO

from tracktui.cli import output
from tracktui.work import BEAT_SECONDS, NOTICED_SECONDS, Work, drawn

if TYPE_CHECKING:
    from tracktui.settings import Settings

WORDS = {
    "new": "making your plan",
    "compare": "working out the changed plan",
    "log": "recording it",
    "review": "preparing the review",
    "undo": "saving your plan",
    "redo": "saving your plan",
    "restore": "reading the versions",
    "diff": "comparing the plans",
    "merge": "merging the plans",
    "catalog": "reading the catalog",
    "config": "reading the settings",
    "doctor": "looking at everything",
}
"""What a command does as long as it says nothing more exact."""
PLANNING = "working out your roadmap"
"""What all others do."""
COLUMNS = 80


class Line:
    """The line. One thread works and tells, another draws."""

    def __init__(self) -> None:
        self._works: list[Work] = []
        self._lock = threading.Lock()
        self._first = math.inf
        """The moment from which it may be drawn."""
        self._shown = ""
        self._beat = 0

    @contextmanager
    def doing(self, work: Work) -> Iterator[Work]:
        """While `work` is done. What begins inside other work is told in its place."""
        self._works.append(work)
        if self._first == math.inf:
            self._first = time.monotonic() + NOTICED_SECONDS
        try:
            yield work
        finally:
            self._works.remove(work)

    @contextmanager
    def on(self, stream: TextIO) -> Iterator[None]:
        """Draw on a terminal what takes long, until this ends."""
        ended = threading.Event()
        threading.Thread(target=self._draw_until, args=(ended, stream), daemon=True).start()
        output.before_output = partial(self.hush, stream)
        try:
            yield
        finally:
            output.before_output = None
            ended.set()
            self.hush(stream)

    def hush(self, stream: TextIO) -> None:
        """Take it away, until other work begins: something is going to be printed."""
        with self._lock:
            self._first = math.inf
            self._write(stream, "")

    def draw(self, stream: TextIO) -> None:
        """Draw the next beat, if it is time."""
        with self._lock:
            if self._works and time.monotonic() >= self._first:
                self._beat += 1
                ascii_only = self._settings.glyphs == "ascii" or _ascii_only(stream)
                parts = drawn(self._works[-1], _columns(stream) - 1, self._beat, ascii_only=ascii_only, still=self._settings.reduced_motion)
                self._write(stream, "".join(text for text, _ in parts))

    @cached_property
    def _settings(self) -> Settings:
        """Read when there is something to draw, not before."""
        from tracktui import paths, settings

        return settings.read(paths.settings_file()).settings

    def _write(self, stream: TextIO, text: str) -> None:
        if text == self._shown:
            return
        blanks = " " * (len(self._shown) - len(text))
        self._shown = text
        # Whoever looked may have gone: that is no matter of the command's.
        with suppress(OSError, ValueError):
            stream.write(f"\r{text}{blanks}" if text else f"\r{blanks}\r")
            stream.flush()

    def _draw_until(self, ended: threading.Event, stream: TextIO) -> None:
        while not ended.wait(BEAT_SECONDS):
            self.draw(stream)


LINE = Line()
"""The terminal has one."""


@contextmanager
def watched(command: str) -> Iterator[None]:
    """While a command runs on a terminal: what takes long is told."""
    with LINE.on(sys.stderr), LINE.doing(Work(WORDS.get(command, PLANNING))):
        yield


def doing(words: str) -> AbstractContextManager[Work]:
    """While a command does something of its own: say what, and tell the work how far it is."""
    return LINE.doing(Work(words))


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or COLUMNS
    except (OSError, ValueError):
        return COLUMNS


def _ascii_only(stream: TextIO) -> bool:
    return bool(os.environ.get("TRACKTUI_ASCII")) or "utf" not in (stream.encoding or "").lower()
