"""A plan of ten years: 5,000 entries, 2 MB. Reading it the first time and later, adding to it, and what that takes of memory."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tracktui.plan import store
from tracktui.plan.journal import entry, to_toml
from tracktui.plan.read import read_plan
from tracktui.plan.remembered import Segments

ENTRIES = 5_000
RUNS = 9
WORDS = ("mock", "exam", "went", "better", "than", "expected", "after", "the", "long", "week", "reading", "about", "cluster", "networking", "and", "storage")
HEAD = 'format = 1\n\n[profile]\nid = "ada"\n\n[focus]\nprimary = "sre"\nlevel = 3\n\n'
PEAK = "import sys\n{work}\nprint(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
READ = """from pathlib import Path
from tracktui.plan import store
from tracktui.plan.remembered import Segments
store.load(Path(sys.argv[1]), Segments(Path(sys.argv[2])))"""


def block(number: int, rng: random.Random) -> str:
    """The entry of one week, with a note of a few lines' length."""
    moment = datetime(2016, 1, 1, 18, tzinfo=UTC) + timedelta(hours=17 * number)
    note = " ".join(rng.choice(WORDS) for _ in range(40))
    return to_toml(entry("worked", "cka", now=moment, by="ada", randomness=rng.randbytes(10), hours=rng.randint(1, 9) / 2, note=note))


def rows() -> Iterator[str]:
    """Measure; one line each, with its budget."""
    rng = random.Random(1)
    folder = Path(tempfile.mkdtemp())
    path, cache = folder / "plan.toml", folder / "cache"
    path.write_text(HEAD + "\n".join(block(number, rng) for number in range(ENTRIES)))
    data = path.read_bytes()
    parse, first, later = [], [], []
    for run in range(RUNS):
        parse.append(_ms(lambda: tomllib.loads(data.decode())))
        first.append(_ms(lambda run=run: read_plan(data, "", Segments(folder / f"cache-{run}"))))  # type: ignore[misc]
        store.load(path, Segments(cache))
        later.append(_ms(lambda: store.load(path, Segments(cache))))
    base, whole = statistics.median(parse), statistics.median(first)
    yield f"plan of {ENTRIES:,} entries, {len(data) / 1e6:.1f} MB, first read / tomllib: {whole / base:.2f} ({whole:.0f} ms / {base:.0f} ms)"
    yield f"... later reads: {statistics.median(later):.0f} ms"
    appends = []
    for number in range(25):
        text = block(ENTRIES + number, rng)
        start = time.perf_counter()
        data = store.append(path, text, expected=data, access=store.Access(folder / "state")).data
        appends.append((time.perf_counter() - start) * 1000)
    yield f"... durable append: {statistics.median(appends):.0f} ms, the first of the hour (a version is kept) {appends[0]:.0f} ms"
    if sys.platform != "linux":
        return
    yield f"... memory of a first read over the bare interpreter: {_peak(READ, path, folder / 'other') - _peak('', path, folder):.0f} MiB"
    yield f"... memory of a later read: {_peak(READ, path, folder / 'other') - _peak('', path, folder):.0f} MiB"


def _ms(call: object) -> float:
    assert callable(call)
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def _peak(work: str, *arguments: Path) -> float:
    done = subprocess.run([sys.executable, "-c", PEAK.format(work=work), *map(str, arguments)], capture_output=True, text=True, check=True)
    return float(done.stdout) / 1024


if __name__ == "__main__":
    for row in rows():
        print(row)
