"""Where things stand in a plan's text: the head, the journal behind it, and the blocks of the journal.

The *head* is everything before the first line `[[journal]]`, the *tail* the rest. Nothing here reads values; what is split can be
put together again byte for byte.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise

import msgspec

BOM = b"\xef\xbb\xbf"
JOURNAL = "journal"
ENTRIES_IN_SEGMENT = 256

_FIRST = re.compile(rb"^[ \t]*\[\[[ \t]*(?:journal|\"journal\"|'journal')[ \t]*\]\]", re.MULTILINE)
_MOST_TRIES = 8
"""How many lines that look like the first journal entry are tried: more than one is there only when a text quotes it."""

_TOKEN = re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]', re.DOTALL)
_KEY = r'(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\')'
_HEADER = re.compile(rf"\[\[?[ \t]*({_KEY})(?:[ \t]*\.[ \t]*{_KEY})*[ \t]*\]\]?")


class Header(msgspec.Struct, frozen=True):
    """A `[table]` or `[[table]]` line: where it begins, the first part of its name, and its text."""

    at: int
    name: str
    text: str


def split(body: bytes) -> tuple[bytes, bytes]:
    """Head and tail of a plan's bytes. The tail is empty when there is no journal, or none that can be told apart safely."""
    for count, match in enumerate(_FIRST.finditer(body)):
        if count == _MOST_TRIES:
            break
        if _stands_alone(body[: match.start()]):
            return body[: match.start()], body[match.start() :]
    return body, b""


def _stands_alone(head: bytes) -> bool:
    """Whether a line behind `head` is a header and not a line of a string: what stands before it must parse on its own."""
    try:
        tomllib.loads(head.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, ValueError):
        return False
    return True


def segments(tail: bytes) -> Iterator[bytes]:
    """The tail in pieces of many entries each, cut in front of lines `[[journal]]`; the same pieces again when something is added."""
    start = at = count = 0
    while (at := tail.find(b"\n[[journal]]", at)) >= 0:
        at += 1
        count += 1
        if count == ENTRIES_IN_SEGMENT:
            yield tail[start:at]
            start, count = at, 0
    yield tail[start:]


def headers(text: str) -> Iterator[Header]:
    """Every header of valid TOML text, in order; brackets in strings, comments and values are none."""
    depth = 0
    at = 0
    while (token := _TOKEN.search(text, at)) is not None:
        at = token.end()
        match token.group():
            case "[" if depth == 0 and not text[text.rfind("\n", 0, token.start()) + 1 : token.start()].strip():
                found = _HEADER.match(text, token.start())
                if found is not None:
                    yield Header(found.start(), found[1].strip("\"'"), found.group())
                    at = found.end()
                else:
                    depth += 1
            case "[" | "{":
                depth += 1
            case "]" | "}":
                depth -= 1


def comments(text: str) -> Iterator[str]:
    """Every comment of valid TOML text, from its sign to the end of the line."""
    return (token.group().rstrip() for token in _TOKEN.finditer(text) if token.group().startswith("#"))


def blocks(text: str) -> list[str]:
    """A tail cut in front of each `[[journal]]`; joined they are the tail again.

    Comments right above a header belong to what follows them; what stands before the first header is in the first block.
    """
    starts = [_with_comments(text, header.at) for header in headers(text) if header.name == JOURNAL and "." not in header.text]
    cuts = [0, *starts[1:], len(text)]
    return [text[one:other] for one, other in pairwise(cuts)] if starts else ([text] if text else [])


def tidied(text: str) -> str:
    """The text with every table that stands behind the journal moved above it, comments and all; the same text when none does."""
    found = list(headers(text))
    first = next((index for index, header in enumerate(found) if header.name == JOURNAL), None)
    if first is None or all(header.name == JOURNAL for header in found[first:]):
        return text
    starts = [_with_comments(text, header.at) for header in found[first:]]
    cuts = [*starts, len(text)]
    parts = [(header.name == JOURNAL, text[one:other]) for header, (one, other) in zip(found[first:], pairwise(cuts), strict=True)]
    line_end = "\r\n" if "\r\n" in text else "\n"
    moved = [_spaced(_ended(part, line_end), line_end) for is_journal, part in parts if not is_journal]
    stays = [_ended(part, line_end) for is_journal, part in parts if is_journal]
    return text[: starts[0]] + "".join(moved) + "".join(stays)


def _ended(part: str, line_end: str) -> str:
    """A part that ends with a line break, so that another may follow it."""
    return part if part.endswith("\n") else part + line_end


def _spaced(part: str, line_end: str) -> str:
    """A part with a blank line behind it."""
    return part if part.endswith(line_end * 2) else part + line_end


def _with_comments(text: str, at: int) -> int:
    """Where the comment lines right above a header begin (the header's own line when there are none)."""
    start = text.rfind("\n", 0, at) + 1
    while start:
        above = text.rfind("\n", 0, start - 1) + 1
        if not text[above : start - 1].strip().startswith("#"):
            break
        start = above
    return start
