"""Where a key stands in TOML text: the second pass, run only when there is something to point at.

tomllib gives values without places. This scan finds the line and column of every table, key and array element; it takes the text
as valid (tomllib has accepted it), never raises, and never recurses deeper than the text nests.
"""

from __future__ import annotations

import contextlib
import re
from bisect import bisect_right
from functools import lru_cache

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL)
_SCALAR = re.compile(r"[^,\]}\n#]+")
_DEEPEST = 200


def position(text: str, path: Path) -> tuple[int, int]:
    """Line and column (from 1) of the table, key or element at `path`; (0, 0) when it is not there."""
    places, line_starts = _scanned(text)
    offset = places.get(path)
    if offset is None:
        return (0, 0)
    line = bisect_right(line_starts, offset)
    return line, offset - line_starts[line - 1] + 1


def place(text: str, at: tuple[str | int, ...]) -> tuple[int, int]:
    """Line and column of the nearest thing at or above a path."""
    for end in range(len(at), 0, -1):
        found = position(text, at[:end])
        if found[0]:
            return found
    return (1, 1)


@lru_cache(maxsize=4)
def _scanned(text: str) -> tuple[dict[Path, int], list[int]]:
    """The offset of every path, and of every line's first character."""
    scan = _Scan(text)
    # Where it is not the TOML it was taken for, what was found so far still helps.
    with contextlib.suppress(IndexError, ValueError, AttributeError):
        scan.run()
    return scan.places, [0, *(match.end() for match in re.finditer("\n", text))]


class _Scan:
    def __init__(self, text: str) -> None:
        self.text = text.removeprefix("\ufeff")
        self.shift = len(text) - len(self.text)
        self.at = 0
        self.places: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}

    def run(self) -> None:
        base: Path = ()
        self._blank()
        while self.at < len(self.text):
            before = self.at
            if self.text[self.at] == "[":
                base = self._header()
            else:
                self._pair(base, 0)
            self._blank()
            if self.at == before:
                return

    def _blank(self) -> None:
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _note(self, path: Path, at: int) -> None:
        self.places.setdefault(path, at + self.shift)

    def _header(self) -> Path:
        start = self.at
        double = self.text.startswith("[[", self.at)
        self.at += 2 if double else 1
        keys = self._keys()
        self._blank()
        self.at += 2 if double else 1
        path: Path = ()
        for index, key in enumerate(keys):
            path = (*path, key)
            last = index == len(keys) - 1
            if last and double:
                count = self.counts.get(path, 0)
                self.counts[path] = count + 1
                self._note(path, start)
                path = (*path, count)
            elif not last and path in self.counts:
                path = (*path, self.counts[path] - 1)
        self._note(path, start)
        return path

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._blank()
            keys.append(self._key())
            self._blank()
            if self.text[self.at] != ".":
                return keys
            self.at += 1

    def _key(self) -> str:
        match = _STRING.match(self.text, self.at)
        if match:
            self.at = match.end()
            return _unquoted(match.group())
        match = _BARE.match(self.text, self.at)
        if not match:
            raise ValueError("no key here")
        self.at = match.end()
        return match.group()

    def _pair(self, base: Path, depth: int) -> None:
        start = self.at
        path = base
        for key in self._keys():
            path = (*path, key)
            self._note(path, start)
        self.at += 1  # the equals sign
        self._blank()
        self._value(path, depth)

    def _value(self, path: Path, depth: int) -> None:
        if depth > _DEEPEST:
            raise ValueError("too deep")
        char = self.text[self.at]
        if char == "[":
            self._members(path, "]", depth)
        elif char == "{":
            self._members(path, "}", depth)
        else:
            match = _STRING.match(self.text, self.at) or _SCALAR.match(self.text, self.at)
            if not match:
                raise ValueError("no value here")
            self.at = match.end()

    def _members(self, path: Path, close: str, depth: int) -> None:
        self.at += 1
        index = 0
        while True:
            self._blank()
            if self.text[self.at] == close:
                self.at += 1
                return
            if self.text[self.at] == ",":
                self.at += 1
                continue
            if close == "]":
                self._note((*path, index), self.at)
                self._value((*path, index), depth + 1)
                index += 1
            else:
                self._pair(path, depth + 1)


def _unquoted(text: str) -> str:
    if text.startswith("'"):
        return text[1:-1]
    if "\\" not in text:
        return text[1:-1]
    import tomllib

    return str(next(iter(tomllib.loads(f"{text} = 1"))))
