"""Two versions of a plan made one, with the version both come from. The journals of two people merge without conflict.

Entries are joined by id. Only these are conflicts: one id with two contents, one key of the head changed to two values, one entry
voided on one side and commented on the other. What is in conflict stays as OURS has it, with a comment that says what THEIRS has,
so that the result is always a plan and nothing is lost.
"""

from __future__ import annotations

import tomllib
from typing import Any, Literal

import msgspec

from tracktui import toml_guard
from tracktui.plan import layout
from tracktui.plan.entries import id_of
from tracktui.plan.head import Clash, key_words, value_words
from tracktui.plan.migrate import upgraded_head
from tracktui.plan.read import MOST_BYTES, MOST_HEADERS
from tracktui.problems import Problem, UserError, refuse
from tracktui.review.merge_head import merged_head

MARK = "# tracktui merge:"
"""How a comment begins that a merge leaves where somebody has to decide."""


class Conflict(msgspec.Struct, frozen=True):
    """Something two people decided differently. `about` is the entry's id or the head's key."""

    kind: Literal["entry", "head", "voided-and-commented"]
    about: str
    message: str


class Merged(msgspec.Struct, frozen=True):
    """The merged file, what has to be decided, and how many entries came from each side."""

    data: bytes
    conflicts: tuple[Conflict, ...]
    from_ours: int
    from_theirs: int


class _Side(msgspec.Struct, frozen=True):
    """One version: the text of its head, its journal as blocks of text by id, and the tables of those blocks."""

    head: str
    blocks: dict[str, str]
    tables: dict[str, dict[str, Any]]


def merge(base: bytes, ours: bytes, theirs: bytes, names: tuple[str, str, str] = ("BASE", "OURS", "THEIRS")) -> Merged:
    """The three versions as one. An empty `base` means that there is none. Line endings and a byte order mark are those of OURS.

    `names` are those of the files, for errors.

    Raises:
        UserError: a version is no TOML, or its journal cannot be told apart from its head.
    """
    if theirs in (base, ours):
        return Merged(ours, (), 0, 0)
    before, mine, other = (_side(data, name) for data, name in zip((base, ours, theirs), names, strict=True))
    head, clashes = merged_head(before.head, mine.head, other.head)
    conflicts = [_head_conflict(clash) for clash in clashes]
    blocks, entry_conflicts = _merged_blocks(before, mine, other)
    conflicts += [*entry_conflicts, *_voided_and_commented(before, mine, other)]
    notes = [f"{MARK} {conflict.message}" for conflict in conflicts if conflict.kind != "entry"]
    text = _ended(head) + "".join(f"{note}\n" for note in notes) + ("\n" if notes else "") + "".join(map(_ended, blocks))
    return Merged(
        _as_written(text, ours),
        tuple(conflicts),
        len(mine.blocks.keys() - before.blocks.keys() - other.blocks.keys()),
        len(other.blocks.keys() - before.blocks.keys() - mine.blocks.keys()),
    )


def _side(data: bytes, name: str) -> _Side:
    if not data.strip():
        return _Side("", {}, {})
    try:
        text = toml_guard.parse(data, most_bytes=MOST_BYTES, most_headers=MOST_HEADERS).text
    except toml_guard.UnreadableError as error:
        raise UserError(Problem(name, error.line, error.col, "plan-unreadable", "error", error.message, error.hint)) from error
    text = layout.tidied(text.replace("\r\n", "\n"))
    head, tail = (part.decode() for part in layout.split(text.encode()))
    head = upgraded_head(head)
    tables = tomllib.loads(tail).get(layout.JOURNAL, [])
    pieces = layout.blocks(tail)
    if layout.JOURNAL in tomllib.loads(head) or len(tables) != len(pieces):
        raise refuse("the journal cannot be told apart from the head", "write each entry as [[journal]], below everything else", file=name)
    ids = _ids(tables)
    return _Side(head, dict(zip(ids, pieces, strict=True)), dict(zip(ids, tables, strict=True)))


def _ids(tables: list[dict[str, Any]]) -> list[str]:
    """An id for each entry; the same id a second time gets a number, so that no entry hides another."""
    found: list[str] = []
    seen: dict[str, int] = {}
    for table in tables:
        name = id_of(table)
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def _merged_blocks(base: _Side, ours: _Side, theirs: _Side) -> tuple[list[str], list[Conflict]]:
    """The blocks of ours with what theirs changed, then the new ones of theirs in their order."""
    result: list[str] = []
    conflicts: list[Conflict] = []
    for key, block in ours.blocks.items():
        mine, other, old = ours.tables[key], theirs.tables.get(key), base.tables.get(key)
        if other is None:
            # Taken out by them on purpose, unless we changed it: then it stays.
            if old is None or old != mine:
                result.append(block)
        elif mine == other:
            result.append(_same_entry(base.blocks.get(key, ""), block, theirs.blocks[key]))
        elif other == old:
            result.append(block)
        elif mine == old:
            result.append(theirs.blocks[key])
        else:
            conflicts.append(_entry_conflict(key, mine, other))
            result.append(_ended(block) + f"{MARK} this entry has other contents on the other side:\n" + _as_comment(theirs.blocks[key]))
    for key, block in theirs.blocks.items():
        if key not in ours.blocks and theirs.tables[key] != base.tables.get(key):
            result.append(block if block.startswith("\n") or not result or result[-1].endswith("\n\n") else f"\n{block}")
    return result, conflicts


def _same_entry(base: str, ours: str, theirs: str) -> str:
    """The text of an entry whose contents are the same on both sides: comments that either side added stay."""
    if ours.strip() == base.strip():
        return theirs
    added = [comment for comment in layout.comments(theirs) if comment not in set(layout.comments(ours)) | set(layout.comments(base))]
    return ours + "".join(f"{comment}\n" for comment in added) if ours.endswith("\n") else ours


def _voided_and_commented(base: _Side, ours: _Side, theirs: _Side) -> list[Conflict]:
    """Entries that one side voided while the other commented on them: both entries stay, somebody should know."""
    found = []
    for voiding, commenting, who in ((ours, theirs, "here"), (theirs, ours, "there")):
        new = [table for key, table in voiding.tables.items() if key not in base.tables]
        voided = {str(table.get("voids")) for table in new if table.get("event") == "voided"}
        for key, table in commenting.tables.items():
            about = str(table.get("entry"))
            if key not in base.tables and table.get("event") == "commented" and about in voided:
                message = f'entry {about} was voided {who} and commented on the other side: "{" ".join(str(table.get("note", "")).split())}"'
                found.append(Conflict("voided-and-commented", about, message))
    return found


def _entry_conflict(key: str, ours: dict[str, Any], theirs: dict[str, Any]) -> Conflict:
    names = [name for name in dict.fromkeys((*ours, *theirs)) if ours.get(name) != theirs.get(name)]
    name = names[0]
    what = f"{ours.get('event', 'entry')} {ours.get('item', '')}".strip()
    mine, other = (value_words(side[name]) if name in side else "nothing" for side in (ours, theirs))
    return Conflict("entry", key, f"entry {key} ({what}) has two contents: {name} is {mine} here and {other} there")


def _head_conflict(clash: Clash) -> Conflict:
    message = f"{key_words(clash.key)} was changed to {value_words(clash.ours)} here and to {value_words(clash.theirs)} there"
    return Conflict("head", key_words(clash.key), message)


def _as_comment(block: str) -> str:
    return "".join(f"# {line}\n" for line in block.strip().split("\n"))


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


def _as_written(text: str, ours: bytes) -> bytes:
    """The text with the line endings and the byte order mark of OURS."""
    plain = text.replace("\n", "\r\n") if b"\r\n" in ours else text
    return (layout.BOM if ours.startswith(layout.BOM) else b"") + plain.encode()
