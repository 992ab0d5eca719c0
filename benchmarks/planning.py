"""Reading the shipped catalog, planning with it and with generated ones, and how planning grows with its work."""

from __future__ import annotations

import gc
import random
import resource
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from statistics import mean
from time import process_time

import msgspec

from benchmarks.measure import amount, median_ms, plot, ratio, told
from benchmarks.sizes import SIZES, all_needed, generated
from tracktui import known, paths
from tracktui.catalog.entries import kind_of
from tracktui.catalog.model import Catalog
from tracktui.catalog.read import catalog_files, read_catalog
from tracktui.catalog.rules import check
from tracktui.catalog.rules.select import chosen
from tracktui.demo import demo_text
from tracktui.plan.journal import entry
from tracktui.plan.model import Plan
from tracktui.plan.read import read_plan
from tracktui.roadmap.build import roadmap, value_of
from tracktui.roadmap.model import Planned, Roadmap
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.why.explain import account

TODAY = date(2026, 11, 26)
FINISHES = {"cert": "passed", "project": "accepted", "check": "signed-off", "scenario": "drilled"}
"""The entry by which an item of a kind is done; any other: "done"."""


def catalogs() -> Iterator[str]:
    """Reading and checking the shipped catalog."""
    files = catalog_files(paths.shipped_catalog(), "shipped")
    parse = median_ms(lambda: [tomllib.loads(file.data.decode()) for file in files])
    yield ratio("catalog cold / tomllib of the same bytes", median_ms(lambda: read_catalog(files)), parse, 1.5)
    folder = Path(tempfile.mkdtemp())
    known.of_files(files, folder)
    yield amount("catalog from the cache", median_ms(lambda: known.of_files(catalog_files(paths.shipped_catalog(), "shipped"), folder)[0].catalog), 30)
    yield amount("catalog check, nothing to tell", median_ms(lambda: check(files, TODAY, chosen(ignore=["TT206"]))), 2000)


def plans() -> Iterator[str]:
    """Planning the shipped catalog and generated ones."""
    catalog = read_catalog(catalog_files(paths.shipped_catalog(), "shipped")).catalog
    known_plans = {f"{track} to level {level}": _plan(track, level) for track in catalog.tracks for level in (1, 2, 3, 4)}
    known_plans["the demo"] = read_plan(demo_text(TODAY).encode())
    for name, plan in known_plans.items():
        yield amount(f"plan, shipped catalog, {name}", median_ms(partial(roadmap, catalog, plan, TODAY)), 20)
    for name, plan in known_plans.items():
        run = Planner(catalog, plan, TODAY)
        for event in ("worked", "finished", "skipped"):
            times = [median_ms(partial(_again, catalog, after, run), 3) for after in _logged(plan, event, run)]
            yield amount(f"plan anew after an entry ({event}), {name}, the slowest of {len(times)}", max(times), 10)
    yield from _explanations(catalog, known_plans)
    yield from _with_pins(catalog)
    for size, groups in ((1_000, 20), (3_000, 60), (10_000, 200)):
        big = generated(size, groups)
        yield amount(f"plan, {size:,} items and {groups} groups", median_ms(partial(roadmap, big, _plan("t", 1), TODAY), 3), 1000)


def _again(catalog: Catalog, plan: Plan, run: Planner) -> Roadmap:
    return value_of(Planner(catalog, plan, TODAY, run))


def _logged(plan: Plan, event: str, run: Planner) -> Iterator[Plan]:
    """The plan with one more entry, for each item that can be begun."""
    for item in run.resolution.items:
        entry_item = run.item(item)
        if entry_item is not None and run.standing.state(item).state == "ready":
            name = FINISHES.get(kind_of(entry_item), "done") if event == "finished" else event
            hours = 3.0 if event == "worked" else None
            made = entry(name, item, now=datetime(2026, 11, 25, 18, tzinfo=UTC), by="me", randomness=bytes(10), hours=hours)
            yield msgspec.structs.replace(plan, journal=(*plan.journal, made))


def _explanations(catalog: Catalog, known_plans: dict[str, Plan]) -> Iterator[str]:
    """What leaving each item out costs, and everything there is to say of it with the price of every alternative; one item after the other."""
    ways: tuple[tuple[str, Callable[[Planner, Roadmap, Planned], object]], ...] = (
        ("what leaving an item out costs", lambda run, _, item: run.resolution.prices.without(item.id)),
        ("everything on an item, with the price of each alternative", lambda run, found, item: account(run, found, item.id)),
    )
    for what, asked in ways:
        times = []
        for plan in known_plans.values():
            run = Planner(catalog, plan, TODAY)
            found = value_of(run)
            for item in found.items:
                begin = process_time()
                asked(run, found, item)
                times.append((process_time() - begin) * 1000)
        yield amount(f"{what}, one of {len(times)}, on average", mean(times), 20)
        yield amount("... nine of ten at the most", sorted(times)[len(times) * 9 // 10], 20)
        yield amount("... at the most", max(times), 20)


def _with_pins(catalog: Catalog) -> Iterator[str]:
    """A hundred random plans with up to three pins, exclusions and credentials held, half of them with two tracks. No budget is set for them."""
    times = []
    for seed in range(100):
        plan = _random_plan(catalog, random.Random(seed))
        begin = process_time()
        roadmap(catalog, plan, TODAY)
        times.append((process_time() - begin) * 1000)
    times.sort()
    yield told("plan with random pins, of a hundred the median", times[50])
    yield told("... nine of ten at the most", times[90])
    yield told("... at the most", times[-1])


def _random_plan(catalog: Catalog, rng: random.Random) -> Plan:
    primary, secondary = rng.sample(list(catalog.tracks), 2)
    certs = [cert.id for cert in catalog.certs()]
    focus = f'primary = "{primary}"\nlevel = {rng.randint(1, 4)}\n' + (f'secondary = "{secondary}"\n' if rng.random() < 0.5 else "")
    held = "".join(f'[[held]]\ncert = "{cert}"\nearned = 2026-01-01\n' for cert in rng.sample(certs, rng.randint(0, 3)))
    choices = f"pin = {rng.sample(certs, rng.randint(0, 3))}\nexclude = {rng.sample(certs, rng.randint(0, 3))}\n"
    return read_plan(f"format = 1\n[profile]\nhours_per_week = 8\n[focus]\n{focus}[choices]\n{choices}{held}".encode())


def growth() -> Iterator[str]:
    """How planning grows with the work: a sixth of ever more items is planned, with no choice to make."""
    points = []
    for size in SIZES:
        big = all_needed(size)
        gc.freeze()  # the collector's walks over the catalog grow with its size and are no work of the planner
        points.append((size, median_ms(partial(roadmap, big, _plan("t", 1), TODAY), 1)))
    yield from plot("planning a sixth of so many items", points, 1.2)
    yield amount(f"at the most, with {SIZES[-1]:,} items", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 600, "MiB")


def _plan(track: str, level: int) -> Plan:
    return read_plan(f'format = 1\n[profile]\nhours_per_week = 40\n[focus]\nprimary = "{track}"\nlevel = {level}\n'.encode())
