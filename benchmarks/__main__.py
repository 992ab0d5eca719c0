"""Start, command line and planning, as ratios against a yardstick measured in the same run."""

from __future__ import annotations

import os
import pty
import random
import select
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec

from benchmarks import storage
from tracktui import paths
from tracktui.catalog.entries import Cert, Check
from tracktui.catalog.model import Catalog
from tracktui.catalog.read import catalog_files, read_catalog
from tracktui.catalog.rules import check
from tracktui.catalog.rules.select import chosen
from tracktui.catalog.tracks import Track
from tracktui.demo import demo_text
from tracktui.plan.read import read_plan
from tracktui.roadmap.build import roadmap

RUNS = 7
TODAY = date(2026, 11, 23)
BARE = "from textual.app import App\nfrom textual.widgets import Static\nclass A(App):\n    def compose(self):\n        yield Static('ready to use')\nA().run()"


def median_ms(call: Callable[[], object], runs: int = RUNS) -> float:
    """The median time of a call in milliseconds, after one that is not counted."""
    call()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def process(*arguments: str, home: str) -> Callable[[], object]:
    """A call that runs Python in a process of its own."""
    env = {**os.environ, "HOME": home}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    return lambda: subprocess.run([sys.executable, *arguments], env=env, capture_output=True, check=False)


def first_frame(*arguments: str, words: bytes, home: str) -> Callable[[], object]:
    """A call that starts a terminal program and waits until words are on its screen."""

    def call() -> None:
        child, descriptor = pty.fork()
        if child == 0:
            os.environ.update(HOME=home, TERM="xterm-256color", COLORTERM="truecolor", COLUMNS="100", LINES="30")
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            os.execv(sys.executable, [sys.executable, *arguments])
        seen = b""
        while words not in seen and select.select([descriptor], [], [], 10)[0]:
            seen += os.read(descriptor, 65536)
        os.kill(child, 9)
        os.waitpid(child, 0)
        os.close(descriptor)

    return call


def generated(count: int, groups: int) -> Catalog:
    """A catalog of `count` items with `groups` any-of groups below one check."""
    rng = random.Random(1)
    items: dict[str, object] = {}
    for number in range(count):
        needs = [{"clause": "has", "id": f"i{rng.randrange(number)}"}] if number and rng.random() < 0.5 else []
        raw = {"id": f"i{number}", "name": f"Item {number}", "hours": [10, rng.randint(10, 60)], "price_usd": rng.randint(0, 400), "requires": needs}
        items[f"i{number}"] = msgspec.convert(raw, Cert)
    clauses = [{"clause": "any", "clauses": [{"clause": "has", "id": f"i{rng.randrange(count)}"} for _ in range(4)]} for _ in range(groups)]
    items["t-1"] = msgspec.convert({"id": "t-1", "name": "T", "tracks": ["t"], "level": 1, "requires": clauses}, Check)
    return Catalog(items=items, tracks={"t": Track(id="t", name="T")})  # type: ignore[arg-type]


def main() -> None:
    """Measure and print."""
    home = tempfile.mkdtemp()
    yard = median_ms(process("-c", "import click, msgspec", home=home))
    subprocess.run(
        [sys.executable, "-m", "tracktui", "new", "--primary", "sre", "--level", "3"], env={**os.environ, "HOME": home}, check=True, capture_output=True
    )
    rows: list[tuple[str, float, float]] = []
    rows.append(("tracktui next, roadmap cached / import click, msgspec", median_ms(process("-m", "tracktui", "next", home=home)), yard))
    bare = median_ms(first_frame("-c", BARE, words=b"ready to use", home=home))
    rows.append(("first usable frame, caches present / bare Textual app", median_ms(first_frame("-m", "tracktui", words=b"Next up", home=home)), bare))
    files = catalog_files(paths.shipped_catalog(), "shipped")
    parse = median_ms(lambda: [tomllib.loads(file.data.decode()) for file in files])
    rows.append(("catalog cold / tomllib of the same bytes", median_ms(lambda: read_catalog(files)), parse))
    rows.append(("catalog check, nothing to tell / tomllib of the same bytes", median_ms(lambda: check(files, TODAY, chosen(ignore=["TT206"]))), parse))
    rows.append(("catalog check, every cert stale / tomllib of the same bytes", median_ms(lambda: check(files, TODAY.replace(year=2028))), parse))
    for name, milliseconds, base in rows:
        print(f"{name}: {milliseconds / base:.2f} ({milliseconds:.0f} ms / {base:.0f} ms)")
    catalog = read_catalog(files).catalog
    for track, level in (("sre", 2), ("sre", 3), ("sre", 4), ("platform", 3)):
        plan = read_plan(f'format = 1\n[profile]\n[focus]\nprimary = "{track}"\nlevel = {level}\n'.encode())
        print(f"plan, shipped catalog, {track} {level}: {median_ms(lambda plan=plan: roadmap(catalog, plan, TODAY)):.0f} ms")  # type: ignore[misc]
    demo = read_plan(demo_text(TODAY).encode())
    print(f"plan, shipped catalog, demo: {median_ms(lambda: roadmap(catalog, demo, TODAY)):.0f} ms")
    plan = read_plan(b'format = 1\n[profile]\n[focus]\nprimary = "t"\nlevel = 1\n')
    for count, groups in ((1_000, 20), (3_000, 60), (10_000, 200)):
        big = generated(count, groups)
        print(f"plan, {count:,} items and {groups} groups: {median_ms(lambda big=big: roadmap(big, plan, TODAY), 3):.0f} ms")  # type: ignore[misc]
    for line in storage.rows():
        print(line)
    print(f"(textual.app import here: {median_ms(process('-c', 'import textual.app', home=home)):.0f} ms; plan folder {Path(home).name})")


if __name__ == "__main__":
    main()
