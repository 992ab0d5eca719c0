"""A catalog is known by its hash before any entry is read; what is kept of it may go or break at any time."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import msgspec
import pytest

from making import TODAY
from tracktui import __version__, cache, known, paths
from tracktui.catalog.model import Catalog
from tracktui.catalog.read import catalog_files
from tracktui.cli.main import status_of
from tracktui.workspace import Workspace


@pytest.fixture
def plan() -> Path:
    assert status_of(["--today", TODAY.isoformat(), "new", "--primary", "sre", "--level", "2", "-o", "plan.toml"]) == 0
    return Path("plan.toml")


def test_what_was_made_today_is_shown_again_without_reading_the_catalog(plan: Path) -> None:
    first = Workspace.open(plan, TODAY)
    roadmap, problems = first.roadmap, first.problems
    again = Workspace.open(plan, TODAY)
    assert (again.roadmap, again.problems) == (roadmap, problems)
    assert "catalog" not in again.pin.known.__dict__


def test_faults_that_the_catalog_shows_are_told_from_what_was_kept_too(plan: Path) -> None:
    plan.write_text(plan.read_text() + '\n[[journal]]\nat = 2026-11-20T18:00:00Z\nid = "x1"\nevent = "worked"\nitem = "ckaa"\nhours = 2\n')
    first = Workspace.open(plan, TODAY).problems
    assert [(problem.code, problem.line) for problem in first if problem.code == "plan-unknown-id"] == [("plan-unknown-id", plan.read_text().count("\n") - 1)]
    assert Workspace.open(plan, TODAY).problems == first
    other = plan.rename("other.toml")
    assert {problem.file for problem in Workspace.open(other, TODAY).problems if problem.code == "plan-unknown-id"} == {"other.toml"}


@pytest.mark.parametrize("damage", ["entries gone", "entries cut off", "what is known gone", "what is known cut off", "all gone"])
def test_a_cache_that_went_in_part_is_made_anew(damage: str, shipped: Catalog, tmp_path: Path) -> None:
    files = catalog_files(paths.shipped_catalog(), "shipped")
    known.of_files(files, tmp_path / "kept")
    small, large = sorted((tmp_path / "kept").iterdir(), key=lambda path: path.stat().st_size)
    for path in [large] if damage.startswith("entries") else [small] if damage.startswith("what") else [small, large]:
        path.unlink() if damage.endswith("gone") else path.write_bytes(path.read_bytes()[:-3])
    found, problems = known.of_files(files, tmp_path / "kept")
    assert (found.hash, found.version, found.catalog, problems) == (shipped.hash, shipped.version, shipped, ())


def test_where_the_disk_refuses_a_file_of_the_cache_nothing_is_left_of_it(tmp_path: Path) -> None:
    target = tmp_path / "cache" / "kept.msgpack"
    target.mkdir(parents=True)  # in its place: it cannot be replaced
    cache.put(target, b"data", most=2)
    assert [path.name for path in target.parent.iterdir()] == ["kept.msgpack"]


def test_in_a_checkout_what_other_code_made_is_not_shown_again(tmp_path: Path) -> None:
    package = tmp_path / "src" / "tracktui"
    rules = package / "roadmap" / "dates" / "rules.py"
    for file in (rules, package / "catalog" / "read.py", package / "plan" / "read.py", package / "cache.py"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")

    def edition() -> str:
        cache.edition.cache_clear()
        return cache.edition(package)

    assert edition() == __version__
    (tmp_path / ".git").mkdir()
    before = edition()
    os.utime(rules, ns=(0, rules.stat().st_mtime_ns + 1_000_000))
    changed = edition()
    rules.with_name("more.py").write_text("")
    assert len({__version__, before, changed, edition()}) == 4


@pytest.mark.parametrize(
    "module",
    [*(f"tracktui.catalog.{name}" for name in ("entries", "model", "playbooks", "policies", "provenance", "reviews", "roles", "skills", "tracks")),
     "tracktui.problems", "tracktui.roadmap.model", "tracktui.roadmap.why.account"],
)  # fmt: skip
def test_what_is_kept_has_types_and_not_their_names(module: str) -> None:
    """Names would be compiled in every process before the first value is decoded."""
    found = [item for item in vars(import_module(module)).values() if isinstance(item, type) and item.__module__ == module]
    structs = [item for item in found if issubclass(item, msgspec.Struct)]
    assert structs
    for struct in structs:
        assert not any(isinstance(annotation, str) for annotation in struct.__annotations__.values()), struct
