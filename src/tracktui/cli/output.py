"""What the command line prints: safe text in columns, problems on stderr, JSON for scripts."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from tracktui.problems import Problem
from tracktui.safe import safe_block, safe_line
from tracktui.wording import shorten

ELLIPSIS = "\u2026"

before_output: Callable[[], object] | None = None
"""Called before anything is printed: what stands on the line meanwhile is taken away (waiting.py)."""


_STEERING = re.compile("[\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""C1 controls, signs of direction, what has no width: JSON escapes none of them by itself."""


class ReaderGoneError(Exception):
    """Whoever read the output (head, less) has gone. An exception of our own: click turns a broken pipe into a failure."""


class OutputError(Exception):
    """The output could not be written: a full disk, a closed descriptor."""


def say(text: str = "") -> None:
    """Print lines to stdout, neutralised."""
    _write(sys.stdout, safe_block(text, 10_000_000) + "\n")


def say_aside(text: str) -> None:
    """Print lines to stderr, neutralised: what is asked back, beside the output proper."""
    _write(sys.stderr, safe_block(text) + "\n")


def _write(stream: Any, text: str) -> None:
    if before_output is not None:
        before_output()
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        stream.write(text.replace(ELLIPSIS, "~") if ascii_only() else text)
        stream.flush()
    except BrokenPipeError:
        raise ReaderGoneError from None
    except UnicodeEncodeError:
        stream.write(text.replace(ELLIPSIS, "~").encode(encoding, "backslashreplace").decode(encoding))
    except OSError as error:
        raise OutputError(error.strerror or str(error)) from None


def tell(problems: Iterable[Problem]) -> None:
    """Problems to stderr: one line what (and where), one line what to do."""
    for problem in problems:
        where = f" ({safe_line(problem.where)})" if problem.where else ""
        _write(sys.stderr, f"{problem.severity}: {safe_line(problem.message)}{where}\n")
        if problem.hint:
            _write(sys.stderr, f"hint: {safe_line(problem.hint)}\n")


def print_json(value: Any) -> None:
    """One JSON object, UTF-8, indented. What would steer a terminal or hide in a text is written as its escape, which means the same."""
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    text = _STEERING.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
    sys.stdout.reconfigure(encoding="utf-8") if hasattr(sys.stdout, "reconfigure") else None
    _write(sys.stdout, text + "\n")


def ascii_only() -> bool:
    """Whether the output can show only ASCII."""
    if os.environ.get("TRACKTUI_ASCII"):
        return True
    return "utf" not in (getattr(sys.stdout, "encoding", "") or "").lower()


def width() -> int:
    """Columns to print in: the terminal's, 100 where there is none, never under 60."""
    import shutil

    return max(60, shutil.get_terminal_size((100, 24)).columns)


def columns(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset(), stretch: int | None = None, indent: str = "") -> list[str]:
    """Rows as aligned lines no wider than the terminal; column `stretch` is cut where it does not fit."""
    if not rows:
        return []
    safe = [[safe_line(cell) for cell in row] for row in rows]
    widths = [max(len(row[index]) for row in safe) for index in range(len(safe[0]))]
    if stretch is not None:
        spare = width() - len(indent) - sum(widths) - 2 * (len(widths) - 1)
        widths[stretch] = max(12, widths[stretch] + min(0, spare))
    lines = []
    for row in safe:
        cells = [
            shorten(cell, widths[index]).rjust(widths[index]) if index in right else shorten(cell, widths[index]).ljust(widths[index])
            for index, cell in enumerate(row)
        ]
        lines.append((indent + "  ".join(cells)).rstrip())
    return lines


def wrapped(text: str, indent: str = "  ", hanging: str | None = None) -> str:
    """A sentence wrapped to the terminal, between words only: an address or an id stays in one piece, to be copied."""
    import textwrap

    end = min(width(), 100)
    after = indent if hanging is None else hanging
    return textwrap.fill(safe_line(text), end, initial_indent=indent, subsequent_indent=after, break_on_hyphens=False, break_long_words=False)
