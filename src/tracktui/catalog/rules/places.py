"""Where the parts of an entry stand in the files it is made of. Files are parsed a second time, only when there is something to tell."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from typing import Any

import msgspec

from tracktui import toml_guard
from tracktui.catalog.read import KINDS, MOST_BYTES, MOST_HEADERS, CatalogFile
from tracktui.catalog.rules.rule import Found, Path, listed_value

MOST_LOOKED_FOR = 50
"""Ids that are looked for in the bytes of files; for more, reading every file is quicker."""
MOST_PARTS = 10_000
"""Parts of an entry in which a misplaced word is looked for."""

_ID_LINE = re.compile(rb'^[ \t]*id[ \t]*=[ \t]*["\']([a-z0-9-]{1,64})["\']', re.MULTILINE)


class _Written(msgspec.Struct, frozen=True):
    """A table as it stands in a file: the file's number, the table's path, the table."""

    file: int
    path: Path
    table: dict[str, Any]


class Places:
    """The tables that each id was read from, weakest layer first, and the text of every file.

    With `ids` only files that may speak of one of them are parsed.
    """

    def __init__(self, files: list[CatalogFile], ids: Iterable[str] | None = None) -> None:
        self.names = [file.name for file in files]
        self.texts: list[str] = []
        self.written: dict[str, list[_Written]] = {}
        self.hidden: set[str] = set()
        self.named_in_unreadable: set[str] = set()
        # An id may be written with escapes; such a file cannot be told by its bytes.
        names = None if ids is None else {name.encode() for name in ids}
        few = names is not None and len(names) <= MOST_LOOKED_FOR
        wanted = re.compile(b"|".join([rb"\\[uU]", *map(re.escape, sorted(names))])) if names is not None and few else None
        for number, file in enumerate(files):
            if wanted is None or wanted.search(file.data):
                self._take(number, file)
            else:
                self.texts.append("")

    def _take(self, number: int, file: CatalogFile) -> None:
        try:
            document = toml_guard.parse(file.data, most_bytes=MOST_BYTES, most_headers=MOST_HEADERS)
        except toml_guard.UnreadableError:
            self.texts.append("")
            self.named_in_unreadable |= {found.decode() for found in _ID_LINE.findall(file.data)}
            return
        self.texts.append(document.text)
        for kind, tables in document.tables.items():
            if kind in KINDS and isinstance(tables, list):
                for index, table in enumerate(tables):
                    if isinstance(table, dict) and isinstance(table.get("id"), str):
                        self._note(_Written(number, (kind, index), table))

    def _note(self, written: _Written) -> None:
        entry_id, table = written.table["id"], written.table
        known = self.written.setdefault(entry_id, [])
        if table.get("hidden") is True:
            self.hidden.add(entry_id)
        elif table.get("replace") is True:
            self.written[entry_id] = [written]
            self.hidden.discard(entry_id)
        elif not known or table.get("extend") is True:
            known.append(written)

    def ids(self) -> Iterable[str]:
        """Every id that is written somewhere and not hidden, readable or not."""
        return (self.written.keys() | self.named_in_unreadable) - self.hidden

    def has(self, found: Found) -> bool:
        """Whether the part that a finding misses is written after all (and was faulty)."""
        return any(listed_value(written.table, found.path) is not None for written in self.written.get(found.entry, ()))

    def of(self, found: Found) -> tuple[str, int, int]:
        """File, line and column of a finding; line and column are 0 where the entry cannot be found."""
        from tracktui.toml_positions import position

        tables = self.written.get(found.entry, ())
        if not tables:
            return "", 0, 0
        path = ("id",) if found.lacks or not found.path else found.path
        written = next((table for table in reversed(tables) if path[0] in table.table), tables[0])
        path = _right_path(written.table, path, found.word) or ("id",)
        text = self.texts[written.file]
        for end in range(len(path), -1, -1):
            line, col = position(text, (*written.path, *path[:end]))
            if line:
                return self.names[written.file], line, col
        return self.names[written.file], 0, 0


def _right_path(table: dict[str, Any], path: Path, word: str) -> Path:
    """The path to `word`: the given one where it stands there, else the first place below the same key that holds it."""
    if not word:
        return path
    if _is(listed_value(table, path), word):
        return path
    left: deque[tuple[Path, Any]] = deque([(path[:1], table.get(str(path[0])))])
    for _ in range(MOST_PARTS):
        if not left:
            break
        at, value = left.popleft()
        if _is(value, word):
            return at
        if isinstance(value, dict):
            left += [((*at, key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            left += [((*at, index), inner) for index, inner in enumerate(value)]
    return path


def _is(value: Any, word: str) -> bool:
    return value == word or (isinstance(value, dict) and word in (value.get("id"), value.get("skill")))
