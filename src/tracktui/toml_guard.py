"""A look at bytes before any TOML parser sees them: what would take a parser minutes or gigabytes is refused in milliseconds.

The caps come from measurements of tomllib: a key of many parts costs the square of its length, deep nesting recurses.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

import msgspec

LONGEST_LINE = 256 * 1024
MOST_KEY_PARTS = 24

_MANY_PARTS = re.compile(rb"^[ \t\[]*(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')){24}", re.MULTILINE)
_LONG_NUMBER = re.compile(r"[0-9_]{4000}")
_CONFLICT = re.compile(rb"^(?:<<<<<<< |>>>>>>> |=======$)", re.MULTILINE)


class UnreadableError(ValueError):
    """Why bytes are no TOML document, and where. `line` and `col` are 0 where no place can be named."""

    def __init__(self, message: str, line: int = 0, col: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.line, self.col, self.hint = message, line, col, hint


class Document(msgspec.Struct, frozen=True):
    """A parsed file and its text (without a byte order mark)."""

    text: str
    tables: dict[str, Any]


def parse(data: bytes, *, most_bytes: int, most_headers: int) -> Document:
    """The document in `data`.

    Raises:
        UnreadableError: it is too large, not text, not UTF-8, or not TOML.
    """
    if len(data) > most_bytes:
        raise UnreadableError(f"{len(data):,} bytes are more than this file may have ({most_bytes:,})", hint="split it, or look what it is")
    _refuse_what_is_not_text(data)
    if data.count(b"\n[") > most_headers:
        raise UnreadableError(f"more than {most_headers:,} tables", hint="split the file")
    text = _decoded(data)
    _refuse_bombs(data)
    try:
        return Document(text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        message, line, col = _place(error, text)
        hint = "mend the TOML there"
        if (conflict := _CONFLICT.search(data)) is not None:
            line, col = data.count(b"\n", 0, conflict.start()) + 1, 1
            message, hint = "git conflict markers stand in this file", "finish the merge, then remove the marker lines"
        raise UnreadableError(message, line, col, hint) from error
    except (RecursionError, ValueError, MemoryError) as error:
        raise UnreadableError("this file is too deep or a number in it too long", *_worst_line(text), "simplify it") from error


def _refuse_what_is_not_text(data: bytes) -> None:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise UnreadableError("this is UTF-16, not UTF-8", 1, 1, "save the file as UTF-8")
    if (nul := data.find(b"\0")) >= 0:
        raise UnreadableError("this file holds NUL bytes: it is not text", data.count(b"\n", 0, nul) + 1, 1, "restore it from a copy")


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        col = error.start - data.rfind(b"\n", 0, error.start)
        raise UnreadableError("this is not UTF-8 text", line, col, "save the file as UTF-8") from error


def _refuse_bombs(data: bytes) -> None:
    if match := _MANY_PARTS.search(data):
        line = data.count(b"\n", 0, match.start()) + 1
        raise UnreadableError(f"a key of more than {MOST_KEY_PARTS} parts", line, 1, "no key here has more than three")
    if len(data) > LONGEST_LINE:
        for number, line_bytes in enumerate(data.split(b"\n"), 1):
            if len(line_bytes) > LONGEST_LINE:
                raise UnreadableError(f"a line of {len(line_bytes):,} bytes", number, 1, "break it into several")


def _worst_line(text: str) -> tuple[int, int]:
    """Where the longest number or, without a long one, the deepest nesting most likely is: tomllib does not say."""
    if number := _LONG_NUMBER.search(text):
        return text.count("\n", 0, number.start()) + 1, number.start() - text.rfind("\n", 0, number.start())
    lines = text.split("\n")
    worst = max(range(len(lines)), key=lambda index: lines[index].count("[") + lines[index].count("{"))
    return worst + 1, 1


def _place(error: tomllib.TOMLDecodeError, text: str) -> tuple[str, int, int]:
    match = re.search(r"^(.*?) \(at line (\d+), column (\d+)\)$", str(error), re.DOTALL)
    if match:
        return match[1], int(match[2]), int(match[3])
    lines = text.split("\n")
    return str(error).replace(" (at end of document)", " at the end of the file"), len(lines), len(lines[-1]) + 1
