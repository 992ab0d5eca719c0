"""A plan of ten years: 5,000 entries, 2 MB. Reading it the first time and later, adding to it, and what that takes of memory."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from benchmarks.measure import amount, ratio, side_by_side
from benchmarks.plans import block, plan_text
from tracktui.plan import store
from tracktui.plan.read import read_plan
from tracktui.plan.remembered import Segments

ENTRIES = 5_000
APPENDS = 25
PEAK = "import sys\n{work}\nprint(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
READ = """from pathlib import Path
from tracktui.plan import store
from tracktui.plan.remembered import Segments
store.load(Path(sys.argv[1]), Segments(Path(sys.argv[2])))"""


def rows() -> Iterator[str]:
    """One line each, with its budget."""
    folder = Path(tempfile.mkdtemp())
    path, cache, fresh = folder / "plan.toml", folder / "cache", count()
    path.write_text(plan_text(ENTRIES))
    data = path.read_bytes()
    base, first, later = side_by_side(
        _timed(lambda: tomllib.loads(data.decode())),
        _timed(lambda: read_plan(data, "", Segments(folder / f"cache-{next(fresh)}"))),
        _timed(lambda: store.load(path, Segments(cache))),
    )
    yield ratio(f"plan of {ENTRIES:,} entries, {len(data) / 1e6:.1f} MB, first read / tomllib of the same", first, base, 1.5)
    yield amount("... later reads, another process", later, 100)
    rng, appends = random.Random(2), []
    for number in range(APPENDS):
        text = block(-1 - number, rng, hours=1)
        begin = time.perf_counter()
        data = store.append(path, text, expected=data, access=store.Access(folder / "state")).data
        appends.append((time.perf_counter() - begin) * 1000)
    yield amount("... durable append, time on the wall", statistics.median(appends), 50)
    yield amount("... the first of an hour, which keeps a version", appends[0], 50)
    for name in ("first", "later"):
        yield amount(f"... memory of a {name} read over the bare interpreter", _peak(READ, path, folder / "other") - _peak("", path, folder), 60, "MiB")


def _timed(call: Callable[[], object]) -> Callable[[], float]:
    def timed() -> float:
        begin = time.process_time()
        call()
        return (time.process_time() - begin) * 1000

    return timed


def _peak(work: str, *arguments: Path) -> float:
    done = subprocess.run([sys.executable, "-c", PEAK.format(work=work), *map(str, arguments)], capture_output=True, text=True, check=True)
    return float(done.stdout) / 1024
