"""Fixtures shared by all tests: a home of their own, the shipped catalog, one fixed day, snapshots at the top level."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import hypothesis
import pytest

from tracktui import paths
from tracktui.catalog.model import Catalog
from tracktui.catalog.read import catalog_files, read_catalog

TODAY = date(2026, 11, 23)

hypothesis.settings.register_profile("suite", deadline=None, max_examples=60, database=None)
hypothesis.settings.register_profile("soak", deadline=None, max_examples=5000, database=None)
hypothesis.settings.load_profile("soak" if __import__("os").environ.get("HYPOTHESIS_PROFILE") == "soak" else "suite")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder that is empty: no test reads or writes the real one."""
    place = tmp_path / "home"
    place.mkdir()
    monkeypatch.setenv("HOME", str(place))
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "TRACKTUI_CATALOGS", "NO_COLOR", "TRACKTUI_ASCII"):
        monkeypatch.delenv(name, raising=False)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return place


@pytest.fixture(scope="session")
def shipped() -> Catalog:
    """The shipped catalog, read from its files."""
    return read_catalog(catalog_files(paths.shipped_catalog(), "shipped")).catalog


@pytest.fixture
def today() -> date:
    """The day every test plans on."""
    return TODAY
