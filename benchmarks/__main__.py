"""Start, command line, catalog and planning against their budgets, side by side with a yardstick in the same run."""

from __future__ import annotations

import gc
import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks import storage
from benchmarks.processes import BARE_APP, command, environment, first_words
from benchmarks.sizes import SIZES, all_needed, generated
from tracktui import known, paths
from tracktui.catalog.model import Catalog
from tracktui.catalog.read import catalog_files, read_catalog
from tracktui.catalog.rules import check
from tracktui.catalog.rules.select import chosen
from tracktui.demo import demo_text
from tracktui.plan.model import Plan
from tracktui.plan.read import read_plan
from tracktui.roadmap.build import roadmap

RUNS = 7
TODAY = date(2026, 11, 26)
BARE_IMPORTS = "import click, msgspec"


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


def told(name: str, measured: float, base: float, budget: float) -> str:
    """One row: a ratio against its budget."""
    ratio = measured / base
    return f"{'OVER' if ratio > budget else 'ok':5}{ratio:6.2f} of {budget:g}   {name} ({measured:.0f} ms / {base:.0f} ms)"


def told_ms(name: str, measured: float, budget: float) -> str:
    """One row: milliseconds against their budget."""
    return f"{'OVER' if measured > budget else 'ok':5}{measured:6.0f} of {budget:g} ms   {name}"


def starts(home: str) -> Iterator[str]:
    """The terminal program beside a bare one."""
    command("-m", "tracktui", "next", home=home)()
    days = count(1)

    def on_a_new_day(words: str) -> Callable[[], float]:
        def call() -> float:
            # A day of its own each time: what was kept is always of an earlier one.
            day = TODAY + timedelta(days=next(days))
            return first_words("-m", "tracktui", "--today", day.isoformat(), words=words, home=home)()

        return call

    base, kept, today, head, first = side_by_side(
        first_words("-c", BARE_APP, words="ready to use", home=home),
        on_a_new_day("Start "),
        on_a_new_day("Why it is here"),
        first_words("-m", "tracktui", words="level 0 to 3", home=home, empty=True),
        first_words("-m", "tracktui", words="Why it is here", home=home, empty=True),
    )
    yield told("first frame, caches of an earlier day / a bare Textual app", kept, base, 1.3)
    yield told("... until today's roadmap and its reasons are there", today, base, 2.2)
    yield told("first start without caches, the plan's head / the same", head, base, 1.4)
    yield told("... until the roadmap and its reasons are there", first, base, 4)


def commands(home: str) -> Iterator[str]:
    """The command line beside the libraries it cannot do without."""
    plan = next(Path(home).rglob("plan.toml"))

    def change() -> None:
        plan.write_text(plan.read_text() + "\n")

    command("-m", "tracktui", "next", home=home)()
    base, shown, why, logged, anew = side_by_side(
        command("-c", BARE_IMPORTS, home=home),
        command("-m", "tracktui", "next", home=home),
        command("-m", "tracktui", "why", "sre-3", home=home),
        command("-m", "tracktui", "log", "cka", "1h", home=home),
        command("-m", "tracktui", "next", home=home, prepare=change),
    )
    yield told(f"tracktui next, roadmap of today cached / {BARE_IMPORTS}", shown, base, 2)
    yield told("tracktui why, roadmap of today cached / the same", why, base, 2)
    yield told("tracktui log / the same", logged, base, 2.5)
    yield told("first command after a change / the same", anew, base, 6)


def catalogs(home: str) -> Iterator[str]:
    """Reading and checking the shipped catalog."""
    files = catalog_files(paths.shipped_catalog(), "shipped")
    parse = median_ms(lambda: [tomllib.loads(file.data.decode()) for file in files])
    yield told("catalog cold / tomllib of the same bytes", median_ms(lambda: read_catalog(files)), parse, 1.5)
    folder = Path(home) / "kept"
    known.of_files(files, folder)
    yield told_ms("catalog from the cache", median_ms(lambda: known.of_files(catalog_files(paths.shipped_catalog(), "shipped"), folder)[0].catalog), 30)
    yield told_ms("catalog check, nothing to tell", median_ms(lambda: check(files, TODAY, chosen(ignore=["TT206"]))), 2000)


def plans(catalog: Catalog) -> Iterator[str]:
    """Planning the shipped catalog and generated ones."""
    for track, level in (("sre", 2), ("sre", 3), ("sre", 4), ("platform", 3), ("platform", 4), ("finops", 4)):
        yield told_ms(f"plan, shipped catalog, {track} to level {level}", median_ms(partial(roadmap, catalog, _plan(track, level), TODAY)), 20)
    demo = read_plan(demo_text(TODAY).encode())
    yield told_ms("plan, shipped catalog, the demo", median_ms(partial(roadmap, catalog, demo, TODAY)), 20)
    for size, groups in ((1_000, 20), (3_000, 60), (10_000, 200)):
        big = generated(size, groups)
        yield told_ms(f"plan, {size:,} items and {groups} groups", median_ms(partial(roadmap, big, _plan("t", 1), TODAY), 3), 1000)


def growth() -> Iterator[str]:
    """How planning grows with the work: a sixth of ever more items is planned, with no choice to make."""
    points = []
    for size in SIZES:
        big = all_needed(size)
        gc.freeze()  # the collector's walks over the catalog grow with its size and are no work of the planner
        points.append((size, median_ms(partial(roadmap, big, _plan("t", 1), TODAY), 1)))
        yield f"     {points[-1][1]:8.0f} ms   {size:,} items {'#' * round(8 * math.log10(points[-1][1]))}"
    slope = statistics.linear_regression([math.log(size) for size, _ in points], [math.log(ms) for _, ms in points]).slope
    yield f"{'OVER' if slope > 1.2 else 'ok':5}{slope:6.2f} of 1.2   exponent of a log-log fit"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"{'OVER' if peak > 600 else 'ok':5}{peak:6.0f} of 600 MiB   at the most, with {SIZES[-1]:,} items"


def _plan(track: str, level: int) -> Plan:
    return read_plan(f'format = 1\n[profile]\nhours_per_week = 40\n[focus]\nprimary = "{track}"\nlevel = {level}\n'.encode())


def main() -> None:
    """Measure and print."""
    home = tempfile.mkdtemp()
    subprocess.run([sys.executable, "-m", "tracktui", "new", "--primary", "sre", "--level", "3"], env=environment(home), check=True, capture_output=True)
    parts: list[Iterator[str]] = [starts(home), commands(home), catalogs(home), plans(read_catalog(catalog_files(paths.shipped_catalog(), "shipped")).catalog)]
    for part in (*parts, growth(), storage.rows()):
        for line in part:
            print(line, flush=True)
    textual = side_by_side(command("-c", "import textual.app", home=home))[0]
    print(f"(import textual.app here: {textual:.0f} ms of processor time; the budgets in ms are for a machine that takes 260 to 310)")


if __name__ == "__main__":
    main()
