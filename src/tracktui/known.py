"""A catalog that is known by its hash and its version; its entries are read when the first of them is asked for.

What is made from a catalog is kept under its hash (cache.py), so most runs need no entry at all, and decoding all of them is the
larger part of such a run.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import msgspec

from tracktui import cache
from tracktui.catalog.model import Catalog
from tracktui.catalog.read import CatalogFile, files_hash, read_catalog
from tracktui.problems import Problem


class _Said(msgspec.Struct, frozen=True, array_like=True):
    """What is known of a kept catalog without its entries."""

    hash: str
    version: str


class KnownCatalog:
    """A catalog, and the two things that are asked of it before any entry."""

    def __init__(self, said: _Said, read: Callable[[], Catalog]) -> None:
        self.hash, self.version, self._read = said.hash, said.version, read

    @classmethod
    def of(cls, catalog: Catalog) -> KnownCatalog:
        """A catalog that was read already."""
        return cls(_said_of(catalog), lambda: catalog)

    @cached_property
    def catalog(self) -> Catalog:
        """The catalog whole."""
        return self._read()


def fetch(folder: Path, name: str, read: Callable[[], Catalog]) -> KnownCatalog | None:
    """The catalog kept under `name`, or None; `read` makes it anew where only a part of what was kept is still there."""
    said = cache.fetch(folder, _beside(name), _Said)
    if said is None:
        return None
    return KnownCatalog(said, lambda: cache.fetch(folder, name, Catalog) or read())


def keep(folder: Path, name: str, catalog: Catalog) -> KnownCatalog:
    """Keep a catalog under `name`."""
    cache.keep(folder, name, catalog)
    cache.keep(folder, _beside(name), _said_of(catalog))
    return KnownCatalog.of(catalog)


def of_files(files: list[CatalogFile], folder: Path | None) -> tuple[KnownCatalog, tuple[Problem, ...]]:
    """The catalog of these files and what is wrong with them. A clean one is kept in `folder`, where one is given."""
    name = cache.key_of("catalog", files_hash(files))
    if folder is not None and (found := fetch(folder, name, lambda: read_catalog(files).catalog)) is not None:
        return found, ()
    result = read_catalog(files)
    if folder is None or result.problems:
        return KnownCatalog.of(result.catalog), result.problems
    return keep(folder, name, result.catalog), ()


def _beside(name: str) -> str:
    return cache.key_of("said", name)


def _said_of(catalog: Catalog) -> _Said:
    return _Said(catalog.hash, catalog.version)
