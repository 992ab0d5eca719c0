"""The catalog a plan was made under: kept whole, by content, so that its rules hold until a change is accepted (docs/layers.md).

A copy is the catalog's own files in a zip archive named after the catalog's hash. The whole catalog is kept and not only the entries
of the roadmap: what was not chosen, and what it would have cost, is part of what the roadmap rests on.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from tracktui import cache, known
from tracktui.catalog.model import Catalog
from tracktui.catalog.read import MOST_BYTES, MOST_FILES, CatalogFile, read_catalog
from tracktui.known import KnownCatalog
from tracktui.plan.model import PlanCatalog

SHOWN = 16
"""Digits of a catalog's hash that a plan records, and that name its copy."""
MOST_COPIES = 40
_INDEX = "index.json"

Status = Literal["none", "same", "held", "given", "absent"]
"""No version recorded; the recorded one is here; the recorded one holds; --catalog says otherwise; no copy of the recorded one."""


class _Member(msgspec.Struct, frozen=True):
    layer: str
    name: str


class _Index(msgspec.Struct, frozen=True):
    """What an archive holds, in order, and the folders that --catalog named when it was made."""

    given: tuple[str, ...]
    members: tuple[_Member, ...]


class Copy(NamedTuple):
    """A kept catalog, and the folders that --catalog named when it was made. Its hash is what its files give today."""

    given: tuple[str, ...]
    known: KnownCatalog


class Pin(NamedTuple):
    """Which catalog a plan is planned with, why, and the one line that says so ("" where there is nothing to say)."""

    status: Status
    known: KnownCatalog
    line: str = ""


def recorded(catalog: KnownCatalog) -> PlanCatalog:
    """What a plan records of a catalog."""
    return PlanCatalog(catalog.version, catalog.hash[:SHOWN])


def record(head: Any, catalog: KnownCatalog) -> None:
    """Record a catalog in the head of a plan (a tomlkit document)."""
    import tomlkit

    if "catalog" not in head:
        head["catalog"] = tomlkit.table()
    for key, value in msgspec.to_builtins(recorded(catalog)).items():
        head["catalog"][key] = value


def settle(plan: PlanCatalog, current: KnownCatalog, given: tuple[Path, ...], folder: Path, caches: Path) -> Pin:
    """The catalog to plan with: the one that the plan records where it can be had, else the current one. `folder` holds the copies."""
    if not plan.hash:
        return Pin("none", current)
    if len(plan.hash) >= 8 and current.hash.startswith(plan.hash):
        return Pin("same", current)
    kept = fetch(plan.hash, folder, caches)
    made = f"catalog {plan.version or plan.hash}"
    here = f"a changed {current.version}" if current.version == plan.version else current.version or "another one"
    if kept is None:
        return Pin("absent", current, f"Made with {made}, of which no copy is here: planned with {here}. tracktui catalog accept records that.")
    if kept.known.hash == current.hash:
        return Pin("same", current)
    if kept.given != _resolved(given):
        return Pin("given", current, f"Planned with the catalogs that --catalog names, not with {made} that this plan was made with.")
    line = f"Planned with {made}; {here} is here: tracktui catalog diff shows what it changes, tracktui catalog accept takes it."
    return Pin("held", kept.known, line)


def keep(catalog: KnownCatalog, files: list[CatalogFile], given: tuple[Path, ...], folder: Path) -> None:
    """Keep a copy of a catalog. A full or read-only disk is no error: a plan without its copy says so."""
    import io
    import zipfile

    target = _place(catalog.hash, folder)
    if target.exists():
        return
    members = {f"{number:04d}.toml": file for number, file in enumerate(files)}
    index = _Index(_resolved(given), tuple(_Member(file.layer, file.name) for file in files))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_INDEX, msgspec.json.encode(index))
        for name, file in members.items():
            archive.writestr(name, file.data)
    cache.put(target, packed.getvalue(), most=MOST_COPIES)


def has_copy(catalog: KnownCatalog, folder: Path) -> bool:
    """Whether a copy of a catalog is kept."""
    return _place(catalog.hash, folder).exists()


def fetch(digest: str, folder: Path, caches: Path) -> Copy | None:
    """The kept catalog that a plan records by its hash, or None where no readable copy is."""
    path = _place(digest, folder)
    try:
        stamp = path.stat()
    except (OSError, ValueError):
        return None
    name = cache.key_of("copy", digest, str(stamp.st_size), str(stamp.st_mtime_ns))
    given = cache.fetch(caches, cache.key_of("given", name), tuple[str, ...])
    if given is not None and (found := known.fetch(caches, name, lambda: _unpacked(path)[1])) is not None:
        return Copy(given, found)
    import zipfile

    try:
        given, catalog = _unpacked(path)
    # A broken copy is as none; NotImplementedError is what zipfile says to a compression that it does not know.
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return None
    cache.keep(caches, cache.key_of("given", name), given)
    return Copy(given, known.keep(caches, name, catalog))


def _unpacked(path: Path) -> tuple[tuple[str, ...], Catalog]:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        infos = archive.infolist()
        if len(infos) > MOST_FILES + 1 or sum(info.file_size for info in infos) > MOST_BYTES:
            raise ValueError("more than a catalog may have")
        index = msgspec.json.decode(archive.read(_INDEX), type=_Index)
        files = [CatalogFile(member.layer, member.name, archive.read(f"{number:04d}.toml")) for number, member in enumerate(index.members)]
    return index.given, read_catalog(files).catalog


def _place(digest: str, folder: Path) -> Path:
    # A plan is a text that anybody may have written: what it calls a hash must not lead out of the folder.
    safe = "".join(letter for letter in digest[:SHOWN] if letter in "0123456789abcdef")
    return folder / f"{safe or 'none'}.zip"


def _resolved(given: tuple[Path, ...]) -> tuple[str, ...]:
    return tuple(str(folder.resolve()) for folder in given)
