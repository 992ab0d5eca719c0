"""The layers of a run as one catalog: which files they are, where what was read of them is kept, and the copies that plans were made under."""

from __future__ import annotations

from pathlib import Path

from tracktui import known, paths
from tracktui.catalog.model import Catalog
from tracktui.catalog.read import CatalogFile, catalog_files
from tracktui.problems import Problem


def layer_files(given: tuple[Path, ...] = ()) -> list[CatalogFile]:
    """The files of every layer of a run, weakest first; `given` are those of --catalog.

    Raises:
        UserError: a layer cannot be read.
    """
    files = catalog_files(paths.shipped_catalog(), "shipped")
    for whose, folder in paths.layers(given)[0]:
        files += catalog_files(folder, f"{whose} {folder}" if whose != "your folder" else whose)
    return files


def load_catalog(overlays: tuple[Path, ...] = (), *, use_cache: bool = True) -> tuple[Catalog, tuple[Problem, ...]]:
    """The shipped catalog with its overlays, weakest first, and what is wrong with them. A clean one is kept in the cache."""
    found, problems = known.of_files(layer_files(overlays), kept_catalogs() if use_cache else None)
    return found.catalog, (*paths.layers(overlays)[1], *problems)


def kept_catalogs() -> Path:
    """Where catalogs are kept: apart from the roadmaps, of which there are more."""
    return paths.cache_dir() / "catalogs"


def copies() -> Path:
    """The folder of the catalogs that plans were made under."""
    return paths.user_data() / "catalogs"
