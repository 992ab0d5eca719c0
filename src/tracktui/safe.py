"""Text from files, made safe to show: an allow-list, so that a character nobody thought of is not let through.

What is refused is shown, not dropped: a reader must see that something was there. Used for everything that reaches a terminal,
a widget or an error line.
"""

from __future__ import annotations

import unicodedata

LONGEST_LINE = 2_000
LONGEST_BLOCK = 20_000
MOST_MARKS = 4

_INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u2800\u3164\uffa0"
)  # printable to Python, invisible to a reader: soft hyphen, joiners, Hangul and Braille fillers, Mongolian selectors
_JOINERS = frozenset("\u200c\u200d")
_PRESENTATION = frozenset("\ufe0e\ufe0f")


def safe_line(text: str, limit: int = LONGEST_LINE) -> str:
    """`text` as one line: line breaks become a visible sign, control and invisible characters their visible form."""
    if text.isascii() and text.isprintable() and len(text) <= limit:
        return text
    return _cut(_neutral(text, line_break="\u2424"), limit)


def safe_block(text: str, limit: int = LONGEST_BLOCK) -> str:
    """`text` as lines: line breaks stay, tabs become blanks, everything else as in `safe_line`."""
    plain = text.replace("\r\n", "\n").replace("\t", "    ")
    return _cut(_neutral(plain, line_break="\n"), limit)


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return f"{text[:limit]}\u2026 ({len(text) - limit} more characters)"


def _neutral(text: str, line_break: str) -> str:
    shown: list[str] = []
    marks = 0
    for index, char in enumerate(text):
        if unicodedata.combining(char):
            marks += 1
            shown.append(char if marks <= MOST_MARKS else _visible(char))
            continue
        marks = 0
        if char in "\n\r\x0b\x0c\x85\u2028\u2029":
            shown.append(line_break if char == "\n" else "\u2424")
        elif char in _JOINERS:
            shown.append(char if _joins(text, index) else _visible(char))
        elif char in _PRESENTATION:
            shown.append(char if index and not text[index - 1].isspace() and text[index - 1] not in _PRESENTATION else _visible(char))
        elif char.isspace():
            shown.append(" ")
        elif char.isprintable() and char not in _INVISIBLE:
            shown.append(char)
        else:
            shown.append(_visible(char))
    return "".join(shown)


def _joins(text: str, index: int) -> bool:
    """Whether a joiner stands between two characters that it may join."""
    if not 0 < index < len(text) - 1:
        return False
    before, after = text[index - 1], text[index + 1]
    emoji = unicodedata.category(before) in ("So", "Sk", "Mn") and unicodedata.category(after) == "So"
    letters = before.isalpha() and after.isalpha() and not (before.isascii() or after.isascii())
    return emoji or letters


def _visible(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"<U+{code:04X}>"
