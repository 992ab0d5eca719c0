"""Medians, side by side in one run, and lines that hold what was measured against its budget."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Iterator, Sequence

RUNS = 7


def median_ms(call: Callable[[], object], runs: int = RUNS) -> float:
    """The median processor time of a call in milliseconds, after one that is not counted."""
    call()
    times = []
    for _ in range(runs):
        begin = time.process_time()
        call()
        times.append((time.process_time() - begin) * 1000)
    return statistics.median(times)


def side_by_side(*calls: Callable[[], float], runs: int = RUNS) -> list[float]:
    """The median of what each call measures, one after the other in each round, after one round that is not counted."""
    rounds = [[call() for call in calls] for _ in range(runs + 1)][1:]
    return [statistics.median(column) for column in zip(*rounds, strict=True)]


def p95(values: Sequence[float]) -> float:
    """What nineteen of twenty values do not exceed."""
    return sorted(values)[max(0, -(-len(values) * 19 // 20) - 1)]


def ratio(name: str, measured: float, base: float, budget: float, unit: str = "ms") -> str:
    """One line: how many times the yardstick it is, against the budget."""
    return f"{_verdict(measured / base, budget)}{measured / base:8.2f} of {budget:g}   {name} ({measured:.0f} {unit} / {base:.0f} {unit})"


def amount(name: str, measured: float, budget: float, unit: str = "ms") -> str:
    """One line: an amount against its budget."""
    return f"{_verdict(measured, budget)}{measured:8.3g} of {budget:g} {unit}   {name}"


def told(name: str, measured: float, unit: str = "ms") -> str:
    """One line: what has no budget and stands there to be compared."""
    return f"     {measured:8.0f} {unit}   {name}"


def plot(name: str, points: Sequence[tuple[int, float]], most: float) -> Iterator[str]:
    """A line for each size with a bar (a factor of ten is eight signs), then the exponent of a log-log fit against the most it may be."""
    yield f"     {name}:"
    for size, ms in points:
        yield f"     {ms:8.1f} ms   {size:>7,}   {'#' * max(1, round(8 * math.log10(max(ms, 1))))}"
    slope = statistics.linear_regression([math.log(size) for size, _ in points], [math.log(ms) for _, ms in points]).slope
    yield amount("exponent of a log-log fit", slope, most, "")


def _verdict(measured: float, budget: float) -> str:
    return f"{'OVER' if measured > budget else 'ok':5}"
