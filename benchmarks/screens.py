"""How the cost of a screen grows with the catalog: to list it, to filter it, to draw one frame of it."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from benchmarks.measure import plot
from benchmarks.processes import TRACKTUI, Program, home_with_plan
from benchmarks.sizes import PLAN, on_disk

SIZES = (100, 1_000, 10_000, 100_000)
STEPS = 9


def rows() -> Iterator[str]:
    """The same keys on the Roadmap and on Certs, where all of the catalog is listed."""
    points: dict[str, list[tuple[int, float]]] = {}
    for size in SIZES:
        for name, ms in _measured(size).items():
            points.setdefault(name, []).append((size, ms))
    for name, found in points.items():
        yield from plot(name, found, 1.2)


def _measured(size: int) -> dict[str, float]:
    """The processor time of each thing, in milliseconds."""
    options = on_disk(size)
    found = {}
    with Program((*TRACKTUI, *options), home_with_plan(PLAN, *options)) as program:
        program.until("Why it is here")
        program.settle(2)
        for view, key in (("the Roadmap", "1"), ("Certs", "5")):
            program.press(key)
            found[f"{view}: draw one frame"] = statistics.median(_used(program, "\x1b[B") for _ in range(STEPS))
            _used(program, "/")
            found[f"{view}: filter by one more letter"] = statistics.median(_used(program, letter) for letter in "certified")
            program.press("\x1b")
            program.settle(1)
            program.press("3")
            found[f"{view}: come back to it"] = statistics.median([_back(program, key) for _ in range(3)])
    return found


def _used(program: Program, key: str) -> float:
    before = program.used_ms()
    program.press(key)
    return program.used_ms() - before


def _back(program: Program, key: str) -> float:
    program.press("3")
    return _used(program, key)
