"""How soon a terminal program is there, and how much memory it takes: ours beside a bare one and beside others, in the same rounds."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.measure import ratio, side_by_side
from benchmarks.others import OTHERS, installed
from benchmarks.processes import BARE_APP, TRACKTUI, Program, command, first_words, go_before_others, home_with_plan

BARE = (sys.executable, "-c", BARE_APP)
FIRST, FULL = "to do", "Why it is here"
"""Words of the first frame, and of the one with today's roadmap and its reasons."""
SETTLED_SECONDS = 1.0


def rows() -> Iterator[str]:
    """The first frame with and without caches, then the same of others; memory once all is there."""
    go_before_others()
    home = home_with_plan()
    fresh, yesterday = nothing_kept(home), of_yesterday(home)
    others = [name for name in OTHERS if installed(name)]
    base, kept, today, head, first, *theirs = side_by_side(
        first_words(BARE, "ready to use", home),
        first_words(TRACKTUI, FIRST, home, yesterday),
        first_words(TRACKTUI, FULL, home, yesterday),
        first_words(TRACKTUI, "level 0 to 3", home, fresh),
        first_words(TRACKTUI, FULL, home, fresh),
        *(first_words(OTHERS[name].command(home), OTHERS[name].words, home) for name in others),
    )
    yield ratio("first frame, caches of an earlier day / a bare Textual app", kept, base, 1.3)
    yield ratio("... until today's roadmap and its reasons are there", today, base, 2.2)
    yield ratio("first start without caches, the plan's head / the same", head, base, 1.4)
    yield ratio("... until the roadmap and its reasons are there", first, base, 4)
    for name, measured in zip(others, theirs, strict=True):
        yield ratio(f"ours / the first frame of {OTHERS[name]}", kept, measured, 1)
    bare, ours, *theirs = side_by_side(
        _memory(BARE, "ready to use", home),
        _memory(TRACKTUI, FULL, home),
        *(_memory(OTHERS[name].command(home), OTHERS[name].words, home) for name in others),
        runs=3,
    )
    yield ratio("memory after the start / a bare Textual app", ours, bare, 2.5, "MiB")
    for name, measured in zip(others, theirs, strict=True):
        yield ratio(f"ours / memory after the start of {OTHERS[name]}", ours, measured, 1, "MiB")
    for name in (name for name in OTHERS if name not in others):
        yield f"     {OTHERS[name]}: not installed (make others)"


def nothing_kept(home: str) -> Callable[[], None]:
    """A call that takes every cache away."""
    return lambda: shutil.rmtree(Path(home) / ".cache", ignore_errors=True)


def of_yesterday(home: str) -> Callable[[], None]:
    """A call that puts the caches as a run of yesterday left them: the roadmap that was shown last is of that day, today's is not there."""
    cache, kept = Path(home) / ".cache", Path(home) / "cache-of-yesterday"
    nothing_kept(home)()
    command("-m", "tracktui", "--today", (date.today() - timedelta(days=1)).isoformat(), "next", home=home)()
    shutil.copytree(cache, kept)

    def call() -> None:
        shutil.rmtree(cache)
        shutil.copytree(kept, cache)

    return call


def _memory(arguments: tuple[str, ...], words: str, home: str) -> Callable[[], float]:
    def call() -> float:
        with Program(arguments, home) as program:
            program.until(words)
            program.settle(SETTLED_SECONDS)
            return program.memory_mib("VmHWM")

    return call
