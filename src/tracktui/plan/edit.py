"""Edits of the head's text with tomlkit, each checked: the values are those that were meant and no comment is lost.

Also the same edit made again on somebody else's version of the head, when the two touch different keys.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tracktui.plan import head as heads
from tracktui.plan import layout
from tracktui.problems import Problem, UserError, refuse

Edit = Callable[[Any], None]


def changed_head(head: bytes, change: Edit) -> bytes:
    """The head with `change` made in it; line endings are kept.

    Raises:
        UserError: tomlkit cannot keep its layout, or the change could not be written without loss.
    """
    import tomlkit

    crlf = b"\r\n" in head
    text = head.decode().replace("\r\n", "\n")
    open_end = bool(text) and not text.endswith("\n")
    if open_end:
        # A table that is added behind an open line would be damaged.
        text += "\n"
    document = tomlkit.parse(text)
    if tomlkit.dumps(document) != text:
        raise refuse("the head of this plan has a layout that cannot be kept", "put each table in one place, then try again", code="plan-layout")
    change(document)
    after = tomlkit.dumps(document)
    if after == text:
        return head
    if not _is_meant(after, document.unwrap()) or _comments(text) - _comments(after):
        raise refuse("the change could not be written without loss", "change the plan with an editor", code="plan-layout")
    after = after.removesuffix("\n") if open_end else after
    return (after.replace("\n", "\r\n") if crlf else after).encode()


def redone_head(path: Path, base: bytes, theirs: bytes, change: Edit) -> bytes:
    """The change that was meant for `base`, made on `theirs`.

    Raises:
        UserError: both changed one key; it is named with both values.
    """
    ours = changed_head(base, change)
    if _keys(ours) == _keys(base):
        return theirs
    wanted, clashes = heads.merged(_keys(base), _keys(ours), _keys(theirs))
    if clashes:
        clash = clashes[0]
        message = f"{heads.key_words(clash.key)} was changed by somebody else to {heads.value_words(clash.theirs)}"
        hint = f"yours was {heads.value_words(clash.ours)}: read the plan again and decide; nothing was written"
        raise refuse(message, hint, file=str(path), code="plan-changed")
    after = changed_head(theirs, change)
    if _keys(after) != wanted:
        hint = "read the plan again, then do it once more; nothing was written"
        raise refuse("the plan was changed by somebody else, and the two changes do not fit together", hint, file=str(path), code="plan-changed")
    return after


def refuse_tables_in_tail(path: Path, head: bytes, tail: bytes) -> None:
    """Refuse a head edit while tables stand behind the journal, where tomlkit must not reach.

    Raises:
        UserError: one does; it is named with its line.
    """
    if b"\n[" not in tail.replace(b"\n[[journal]]", b""):
        return
    text = tail.decode()
    for header in layout.headers(text):
        if header.name != layout.JOURNAL:
            line = head.count(b"\n") + text.count("\n", 0, header.at) + 1
            message, hint = f"{header.text} stands behind the first [[journal]]", "tracktui doctor --tidy moves it above the journal, where it can be edited"
            raise UserError(Problem(str(path), line, 1, "plan-order", "error", message, hint))


def _keys(head: bytes) -> heads.Keys:
    return heads.keys_of(tomllib.loads(head.decode("utf-8-sig")))


def _is_meant(text: str, wanted: dict[str, Any]) -> bool:
    """Whether the text reads as what was meant: tomlkit can write a wrong or an invalid file."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return heads.keys_of(found) == heads.keys_of(wanted)


def _comments(text: str) -> Counter[str]:
    """The comments of valid TOML text, each as often as it is there."""
    return Counter(layout.comments(text))
