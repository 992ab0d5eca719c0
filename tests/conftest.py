"""Fixtures shared by all tests: a home of their own, the shipped catalog, one fixed day, snapshots at the top level."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import hypothesis
import pytest

from amounts import SOAK
from terminal import TERMINALS
from tracktui import known, paths
from tracktui.catalog.model import Catalog
from tracktui.catalog.read import catalog_files, read_catalog

TODAY = date(2026, 11, 23)

hypothesis.settings.register_profile("suite", deadline=None, max_examples=60, database=None)
hypothesis.settings.register_profile("soak", deadline=None, max_examples=5000, database=None)
hypothesis.settings.load_profile("soak" if SOAK else "suite")


def pytest_collection_finish() -> None:
    """What was imported is not looked through for garbage again, and new garbage is looked for less often: half the time of a test with the app went there."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What of the suite was not run for want of something on this machine."""
    if "tmux" not in TERMINALS:
        terminalreporter.write_line("tmux is not installed: the program was walked through in a bare terminal only.", yellow=True)


OURS = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "TRACKTUI_CATALOGS", "NO_COLOR", "TRACKTUI_ASCII")
"""What of the environment the program looks at, apart from HOME."""


@pytest.fixture(scope="session", autouse=True)
def nobodys_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home for what is made once for a module or for all: the real one is not there for it either."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path_factory.mktemp("nobody")))
        for name in OURS:
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped catalog as a run keeps it: read from its files once, not by every test that opens a plan."""
    folder = tmp_path_factory.mktemp("kept")
    known.of_files(catalog_files(paths.shipped_catalog(), "shipped"), folder)
    return folder


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: Path) -> Path:
    """A home folder that is empty but for the kept catalog: no test reads or writes the real one."""
    place = tmp_path / "home"
    place.mkdir()
    monkeypatch.setenv("HOME", str(place))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    shutil.copytree(kept, paths.cache_dir() / "catalogs")
    return place


@pytest.fixture(scope="session")
def shipped() -> Catalog:
    """The shipped catalog, read from its files."""
    return read_catalog(catalog_files(paths.shipped_catalog(), "shipped")).catalog


@pytest.fixture
def today() -> date:
    """The day every test plans on."""
    return TODAY
