"""Reading catalogs: files of every layer in, one `Catalog` and every fault out. The only reader of catalog files.

A layer is a folder (or one file). Later layers are stronger; an entry with an id that an earlier layer has must say what it does
(`extend`, `replace` or `hidden`). Nothing here runs code, follows a link out of its folder, or looks anywhere it was not told to.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from tracktui import toml_guard
from tracktui.catalog.entries import Cert, Check, Course, Project, Scenario, Shadowing
from tracktui.catalog.model import Catalog, CatalogHead, Overlay
from tracktui.catalog.playbooks import Playbook
from tracktui.catalog.policies import Policy
from tracktui.catalog.reviews import Kpi, Review
from tracktui.catalog.roles import Role
from tracktui.catalog.shape import Fault, decode
from tracktui.catalog.skills import Skill
from tracktui.catalog.tracks import Track
from tracktui.problems import Problem, nearest, refuse
from tracktui.work import Tell, each, untold

KINDS: dict[str, tuple[str, type[Any]]] = {
    "cert": ("items", Cert),
    "project": ("items", Project),
    "check": ("items", Check),
    "scenario": ("items", Scenario),
    "shadowing": ("items", Shadowing),
    "course": ("items", Course),
    "skill": ("skills", Skill),
    "track": ("tracks", Track),
    "role": ("roles", Role),
    "kpi": ("kpis", Kpi),
    "review": ("reviews", Review),
    "playbook": ("playbooks", Playbook),
    "policy": ("policies", Policy),
}
"""Every kind of entry: the catalog's group it belongs to, and its type."""

MOST_FILES = 4_096
MOST_BYTES = 64 * 1024 * 1024
"""Of all files together; 10,000 items as full as the shipped ones take half of it."""
MOST_HEADERS = 200_000
MOST_NESTED = 500_000
MOST_VALUES = 4_000_000
"""Lists and tables, and values, in all files together: what costs memory is not the bytes but what they become."""
MOST_FAULTS = 5_000
"""Faults told of one catalog; entries after that are not read."""
MOST_GUESSES = 200
"""Unknown ids of a layer that are answered with the nearest known one."""
_NOT_FINITE = re.compile(rb"[=\[,\s][+-]?(?:inf|nan)\b")


class CatalogFile(msgspec.Struct, frozen=True):
    """One file of a layer: how it is named to people, and its bytes."""

    layer: str
    name: str
    data: bytes


class ReadResult(msgspec.Struct, frozen=True):
    """A catalog and what is wrong with its files. Faulty entries are left out of the catalog, or read as far as they are right."""

    catalog: Catalog
    problems: tuple[Problem, ...]


def catalog_files(folder: Path, layer: str = "") -> list[CatalogFile]:
    """Every `*.toml` below `folder`, in order of path, but for names that begin with a dot; a file is taken as it is.

    Raises:
        UserError: nothing is there, it cannot be read, or it is larger than a catalog may be.
    """
    try:
        if not folder.exists():
            raise refuse(f"there is no catalog at {folder}", "give the folder that holds the *.toml files", file=str(folder))
        paths = [folder] if folder.is_file() else sorted(_toml_paths(folder))
        if len(paths) > MOST_FILES:
            raise refuse(
                f"{len(paths)} files are more than a catalog may have ({MOST_FILES})", "give the folder that holds the *.toml files alone", file=str(folder)
            )
        size = sum(path.stat().st_size for path in paths)
        if size > MOST_BYTES:
            raise refuse(
                f"{size:,} bytes are more than a catalog may have ({MOST_BYTES:,})", "give the folder that holds the *.toml files alone", file=str(folder)
            )
        return [CatalogFile(layer or str(folder), str(path), path.read_bytes()) for path in paths]
    except OSError as error:
        raise refuse(f"cannot read the catalog: {error.strerror or error}", "check its rights", file=str(error.filename or folder)) from error


def _toml_paths(folder: Path) -> Iterable[Path]:
    """The files below a folder; what begins with a dot is an editor's or a repository's own."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.endswith(".toml") and not name.startswith("."):
                path = Path(place, name)
                if path.is_file() and (not path.is_symlink() or path.resolve().is_relative_to(folder.resolve())):
                    yield path


def files_hash(files: Iterable[CatalogFile]) -> str:
    """SHA-256 over the layers, names and bytes of the files, in order: what a cache goes by. For what they say see `Catalog.hash`."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.layer}\0{file.name}\0{len(file.data)}\0".encode())
        digest.update(file.data)
    return digest.hexdigest()


def read_catalog(files: list[CatalogFile], tell: Tell = untold) -> ReadResult:
    """The catalog of these files, weakest layer first, and every fault found. It is told how many are read."""
    reader = _Reader(files[0].layer if files else "")
    for file in each(files, tell):
        reader.take(file)
    return ReadResult(reader.catalog(), tuple(sorted(set(reader.problems))))


class _Raw(msgspec.Struct):
    """An entry as written: its kind, its table, and where each key of it stands."""

    kind: str
    table: dict[str, Any]
    file: CatalogFile
    path: tuple[str | int, ...]
    origin: dict[str, tuple[CatalogFile, tuple[str | int, ...]]]


class _Claim(msgspec.Struct, frozen=True):
    """Where an entry says its id or its aliases."""

    entry: str
    file: CatalogFile
    path: tuple[str | int, ...]


class _Reader:
    """Collects raw entries of all layers, then decodes them."""

    def __init__(self, first: str) -> None:
        self.first = first
        self.problems: list[Problem] = []
        self.entries: dict[str, _Raw] = {}
        self.heads: dict[str, CatalogHead] = {}
        self.hidden: dict[str, Overlay] = {}
        self.overlaid: dict[str, tuple[Overlay, ...]] = {}
        self.nested = self.values = 0
        self.texts: dict[str, str] = {}

    def take(self, file: CatalogFile) -> None:
        """Read one file's tables; what it says of known ids is merged."""
        document = self._parse(file)
        if document is None:
            return
        if document.get("format") != 1 or isinstance(document.get("format"), bool):
            self._format_fault(file, document.get("format"))
            if isinstance(document.get("format"), int) and document["format"] > 1:
                return
        for key, value in document.items():
            if key == "format":
                continue
            if key == "catalog":
                self._take_head(file, value)
            elif key not in KINDS:
                near = nearest(key, KINDS)
                hint = f"did you mean [[{near}]]?" if near else "known: " + ", ".join(KINDS)
                self.fault(file, (key,), "TT002", f"unknown kind of entry '{key}'", hint)
            elif not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
                self.fault(file, (key,), "TT003", f"'{key}' must be an array of tables", f"write [[{key}]]")
            else:
                for index, table in enumerate(value):
                    self._take_entry(_Raw(key, table, file, (key, index), {}))

    def _parse(self, file: CatalogFile) -> dict[str, Any] | None:
        self.nested += file.data.count(b"[") + file.data.count(b"{")
        self.values += file.data.count(b",") + file.data.count(b"=")
        if self.nested > MOST_NESTED or self.values > MOST_VALUES:
            limits = f"{MOST_NESTED:,} lists and tables, or {MOST_VALUES:,} values"
            self._add(file, 1, 1, "TT001", f"with this file the catalog has more than {limits}", "leave some of its files out")
            return None
        try:
            document = toml_guard.parse(file.data, most_bytes=MOST_BYTES, most_headers=MOST_HEADERS)
        except toml_guard.UnreadableError as error:
            self._add(file, error.line, error.col, "TT001", error.message, error.hint or "nothing of this file is read until then")
            return None
        self.texts[file.name] = document.text
        if _NOT_FINITE.search(file.data) and (path := _not_finite(document.tables)):
            self.fault(file, path, "TT006", "inf and nan are not figures", "give a number, or name the key in unknown")
        return document.tables

    def _format_fault(self, file: CatalogFile, found: Any) -> None:
        if found is None:
            self.fault(file, (), "TT007", "the file does not say its format", "begin it with: format = 1")
        else:
            hint = "this file needs a newer tracktui" if isinstance(found, int) and found > 1 else "write: format = 1"
            self.fault(file, ("format",), "TT007", f"format {found!r} is not one this tracktui reads", hint)

    def _take_head(self, file: CatalogFile, value: Any) -> None:
        if not isinstance(value, dict):
            self.fault(file, ("catalog",), "TT003", "'catalog' must be a table", "write [catalog]")
            return
        head, faults = decode(CatalogHead, value)
        self._tell(file, ("catalog",), faults)
        if head is not None and file.layer in self.heads:
            self.fault(file, ("catalog",), "TT005", "this layer has a [catalog] already", "keep one of them")
        elif head is not None:
            self.heads[file.layer] = head

    def _take_entry(self, raw: _Raw) -> None:
        entry_id = raw.table.get("id")
        verbs = [verb for verb in ("extend", "replace", "hidden") if raw.table.get(verb) is True]
        table = {key: value for key, value in raw.table.items() if key not in ("extend", "replace", "hidden")}
        raw = msgspec.structs.replace(raw, table=table)
        known = self.entries.get(entry_id) if isinstance(entry_id, str) else None
        if known is None:
            self._take_new(raw, entry_id, verbs)
        elif known.file.layer == raw.file.layer:
            self._duplicate(raw, str(entry_id), self._place(known))
        elif (said := self._said_by(raw.file.layer, str(entry_id))) is not None:
            line = self._position(CatalogFile(said.layer, said.file, b""), (said.kind, said.index))[0]
            self._duplicate(raw, str(entry_id), f"{said.file}:{line}")
        elif len(verbs) != 1:
            place = self._place(known)
            hint = "say extend = true, replace = true or hidden = true, or use another id"
            self.fault(raw.file, (*raw.path, "id"), "TT005", f"'{entry_id}' is already defined in {place}", hint, ids=(str(entry_id),))
        else:
            self._merge(known, raw, verbs[0])

    def _take_new(self, raw: _Raw, entry_id: Any, verbs: list[str]) -> None:
        if verbs:
            near = nearest(str(entry_id), self.entries) if len(self.problems) < MOST_GUESSES else ""
            hint = f"did you mean '{near}'?" if near else f"remove {verbs[0]} = true to add it as a new entry"
            self.fault(raw.file, (*raw.path, verbs[0]), "TT101", f"'{entry_id}' is in no weaker layer to {verbs[0]}", hint)
            return
        raw.origin.update({key: (raw.file, (*raw.path, key)) for key in raw.table})
        key = entry_id if isinstance(entry_id, str) else f"\0{len(self.entries)}"
        self.entries[key] = raw
        if raw.file.layer != self.first:
            self.overlaid[key] = (_overlay(raw, "new"),)

    def _said_by(self, layer: str, entry_id: str) -> Overlay | None:
        """What a layer has already said of an entry of a weaker one."""
        said = (*self.overlaid.get(entry_id, ()), *((self.hidden[entry_id],) if entry_id in self.hidden else ()))
        return next((one for one in said if one.layer == layer), None)

    def _duplicate(self, raw: _Raw, entry_id: str, place: str) -> None:
        message = f"'{entry_id}' is defined twice, first in {place}"
        self.fault(raw.file, (*raw.path, "id"), "TT005", message, "ids are unique over all kinds: rename one", ids=(entry_id,))

    def _merge(self, known: _Raw, raw: _Raw, verb: str) -> None:
        entry_id = str(raw.table["id"])
        if verb == "hidden":
            self.hidden[entry_id] = _overlay(raw, "hidden")
            return
        if verb == "replace":
            raw.origin.update({key: (raw.file, (*raw.path, key)) for key in raw.table})
            self.entries[entry_id] = raw
            self.overlaid[entry_id] = (_overlay(raw, "replace"),)
            self.hidden.pop(entry_id, None)
            return
        if known.kind != raw.kind:
            message = f"'{entry_id}' is a {known.kind} in {self._place(known)}, not a {raw.kind}"
            self.fault(raw.file, (*raw.path, "id"), "TT005", message, "extend keeps the kind; replace may change it", ids=(entry_id,))
            return
        origin = {**known.origin, **{key: (raw.file, (*raw.path, key)) for key in raw.table if key != "id"}}
        self.entries[entry_id] = _Raw(known.kind, {**known.table, **raw.table}, known.file, known.path, origin)
        self.overlaid[entry_id] = (*self.overlaid.get(entry_id, ()), _overlay(raw, "extend"))

    def _place(self, raw: _Raw) -> str:
        line = self._position(raw.file, raw.path)[0]
        return f"{raw.file.name}:{line}" if line else raw.file.name

    def catalog(self) -> Catalog:
        """The typed catalog of what was taken."""
        groups: dict[str, dict[str, Any]] = {group: {} for group, _ in KINDS.values()}
        origin: dict[str, str] = {}
        for key, raw in self.entries.items():
            if key in self.hidden:
                continue
            if len(self.problems) >= MOST_FAULTS:
                break
            group, kind = KINDS[raw.kind]
            value, faults = decode(kind, raw.table)
            for fault in faults:
                top = fault.path[0] if fault.path else ""
                file, base = raw.origin.get(str(top), (raw.file, (*raw.path, top)))
                ids = (key,) if not key.startswith("\0") else ()
                self.fault(file, (*base[:-1], *fault.path), fault.code, fault.message, fault.hint, ids=ids)
            if value is not None:
                groups[group][value.id] = value
                origin[value.id] = raw.file.name
        self._shared_aliases(groups)
        head = self.heads.get(self.first, CatalogHead())
        overlaid = {key: said for key, said in self.overlaid.items() if key in origin}
        return Catalog(head, _hash_of(groups), **groups, origin=origin, overlaid=overlaid, hidden=self.hidden, versions=self._versions())

    def _versions(self) -> tuple[str, ...]:
        """The first layer's version alone, those of the others behind their ids."""
        return tuple(head.version if layer == self.first else f"{head.id} {head.version}" for layer, head in self.heads.items() if head.version)

    def _shared_aliases(self, groups: dict[str, dict[str, Any]]) -> None:
        """An alias that a layer gives to what another layer calls something else would answer for it unnoticed. (Inside a layer: TT108.)"""
        owner: dict[str, str] = {}
        for group in groups.values():
            for entry in group.values():
                for alias in getattr(entry, "aliases", ()):
                    is_id = alias in self.entries and alias not in self.hidden
                    other = alias if is_id else owner.setdefault(alias, entry.id)
                    if other != entry.id:
                        self._shared(alias, self._claim(entry.id, "aliases"), self._claim(other, "id" if is_id else "aliases"))

    def _shared(self, alias: str, one: _Claim, other: _Claim) -> None:
        if one.file.layer == other.file.layer:
            return
        order = list(self.texts)
        weak, strong = sorted((one, other), key=lambda claim: order.index(claim.file.name))
        message = f"'{alias}' stands for '{strong.entry}' here and for '{weak.entry}' in {weak.file.name}:{self._position(weak.file, weak.path)[0]}"
        self.fault(strong.file, strong.path, "TT005", message, "use another id or alias", ids=(strong.entry, weak.entry))

    def _claim(self, entry_id: str, key: str) -> _Claim:
        return _Claim(entry_id, *self.entries[entry_id].origin[key])

    def _tell(self, file: CatalogFile, base: tuple[str | int, ...], faults: Iterable[Fault]) -> None:
        for fault in faults:
            self.fault(file, (*base, *fault.path), fault.code, fault.message, fault.hint)

    def fault(self, file: CatalogFile, path: tuple[str | int, ...], code: str, message: str, hint: str, *, ids: tuple[str, ...] = ()) -> None:
        """Note a fault at a path of a file."""
        line, col = self._position(file, path)
        self._add(file, line, col, code, message, hint, ids)

    def _position(self, file: CatalogFile, path: tuple[str | int, ...]) -> tuple[int, int]:
        from tracktui.toml_positions import position

        text = self.texts.get(file.name) or file.data.decode("utf-8-sig", "replace")
        for end in range(len(path), 0, -1):
            line, col = position(text, path[:end])
            if line:
                return line, col
        return (1, 1)

    def _add(self, file: CatalogFile, line: int, col: int, code: str, message: str, hint: str, ids: tuple[str, ...] = ()) -> None:
        if len(self.problems) < MOST_FAULTS:
            self.problems.append(Problem(file.name, line, col, code, "error", message, hint, ids))


def _overlay(raw: _Raw, verb: Any) -> Overlay:
    kind, index = raw.path
    return Overlay(raw.file.layer, raw.file.name, str(kind), int(index), verb, tuple(key for key in raw.table if key != "id"))


def _hash_of(groups: dict[str, dict[str, Any]]) -> str:
    return hashlib.sha256(msgspec.msgpack.encode(groups)).hexdigest()


def _not_finite(value: Any, path: tuple[str | int, ...] = ()) -> tuple[str | int, ...]:
    """The path of the first inf or nan in a document, or ()."""
    stack: list[tuple[Any, tuple[str | int, ...]]] = [(value, path)]
    while stack:
        here, at = stack.pop()
        if isinstance(here, float) and (here != here or here in (float("inf"), float("-inf"))):
            return at
        if isinstance(here, dict):
            stack.extend((inner, (*at, key)) for key, inner in here.items())
        elif isinstance(here, list):
            stack.extend((inner, (*at, index)) for index, inner in enumerate(here))
    return ()
