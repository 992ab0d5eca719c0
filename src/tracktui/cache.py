"""Results kept between runs, by content: the merged catalog and the last roadmap. Safe to delete or corrupt at any time."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from tracktui import __version__

T = TypeVar("T")


MAKERS = ("catalog", "plan", "roadmap")
"""The packages whose code makes what is kept."""


def key_of(*parts: str) -> str:
    """A file name for these parts and this edition of the program."""
    return hashlib.sha256("\0".join((edition(Path(__file__).parent), *parts)).encode()).hexdigest()[:32]


@cache
def edition(package: Path) -> str:
    """The version; in a checkout, where code changes under one version, also how many files make what is kept, and when the newest was changed."""
    if not (package.parents[1] / ".git").exists():
        return __version__
    changes = [change for folder in (package, *(package / part for part in MAKERS)) for change in _changes(os.fspath(folder), deep=folder != package)]
    return f"{__version__} {len(changes)} {max(changes, default=0)}"


def _changes(folder: str, *, deep: bool) -> Iterator[int]:
    """When each Python file of a folder was changed, and with `deep` of those below it."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield entry.stat().st_mtime_ns
            elif deep and "." not in entry.name and entry.name != "__pycache__":
                yield from _changes(entry.path, deep=True)


def fetch(folder: Path, name: str, kind: type[T]) -> T | None:
    """What was kept under `name`, or None where nothing (or nothing readable) is there."""
    try:
        data = (folder / f"{name}.msgpack").read_bytes()
        digest, body = data[:32], data[32:]
        if hashlib.sha256(body).digest() != digest:
            return None
        return msgspec.msgpack.decode(body, type=kind)
    except (OSError, msgspec.DecodeError, ValueError, RecursionError):
        return None


def keep(folder: Path, name: str, value: object, *, most: int = 16) -> None:
    """Keep a value; the oldest beyond `most` go. A full or read-only disk is no error: a cache may always be absent."""
    body = msgspec.msgpack.encode(value)
    put(folder / f"{name}.msgpack", hashlib.sha256(body).digest() + body, most=most)


def put(target: Path, data: bytes, *, most: int) -> None:
    """Put a file among others of its kind, whole or not at all; the oldest beyond `most` go. Where the disk refuses nothing is left."""
    temporary = target.parent / f".{target.stem[:16]}.{os.getpid()}.tmp"
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary.write_bytes(data)
        os.replace(temporary, target)
        kept = sorted(target.parent.glob(f"*{target.suffix}"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in kept[most:]:
            old.unlink(missing_ok=True)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
