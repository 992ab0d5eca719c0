"""Reading the shipped catalog, planning with it and with generated ones, and how planning grows with its work."""

from __future__ import annotations

import gc
import resource
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.measure import amount, median_ms, plot, ratio
from benchmarks.sizes import SIZES, all_needed, generated
from tracktui import known, paths
from tracktui.catalog.read import catalog_files, read_catalog
from tracktui.catalog.rules import check
from tracktui.catalog.rules.select import chosen
from tracktui.demo import demo_text
from tracktui.plan.model import Plan
from tracktui.plan.read import read_plan
from tracktui.roadmap.build import roadmap

TODAY = date(2026, 11, 26)


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
    for track, level in (("sre", 2), ("sre", 3), ("sre", 4), ("platform", 3), ("platform", 4), ("finops", 4)):
        yield amount(f"plan, shipped catalog, {track} to level {level}", median_ms(partial(roadmap, catalog, _plan(track, level), TODAY)), 20)
    demo = read_plan(demo_text(TODAY).encode())
    yield amount("plan, shipped catalog, the demo", median_ms(partial(roadmap, catalog, demo, TODAY)), 20)
    for size, groups in ((1_000, 20), (3_000, 60), (10_000, 200)):
        big = generated(size, groups)
        yield amount(f"plan, {size:,} items and {groups} groups", median_ms(partial(roadmap, big, _plan("t", 1), TODAY), 3), 1000)


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
