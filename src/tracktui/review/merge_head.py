"""Two versions of a plan's head made one: by lines where that gives what is meant, else key by key; either way checked by value."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import partial
from typing import Any

from tracktui.plan import layout
from tracktui.plan.head import ABSENT, Change, Clash, Keys, changes, identity_of, keys_of, merged
from tracktui.problems import UserError


def merged_head(base: str, ours: str, theirs: str) -> tuple[str, list[Clash]]:
    """The merged text and the keys that were changed to two values (ours stays). No comment of either side is lost."""
    before, mine, other = _keys(base), _keys(ours), _keys(theirs)
    wanted, clashes = merged(before, mine, other)
    if not clashes:
        for text in (ours, theirs, _by_lines(base, ours, theirs)):
            # A version is the result only when the other side added nothing, not even a comment.
            if text is not None and _reads_as(text, wanted) and _keeps(text, base, ours) and _keeps(text, base, theirs):
                return text, []
    text, failed = _by_keys(ours, changes(mine, wanted))
    clashes += [Clash(change.key, before.get(change.key, ABSENT), mine.get(change.key, ABSENT), change.new) for change in failed]
    return text + _comments_of_theirs(text, base, theirs), clashes


def _keys(head: str) -> Keys:
    return keys_of(tomllib.loads(head))


def _reads_as(text: str, wanted: Keys) -> bool:
    try:
        return _keys(text) == wanted
    except (ValueError, RecursionError):
        return False


def _keeps(text: str, base: str, side: str) -> bool:
    """Whether every comment that `side` added to `base` is in `text`."""
    return not _added_comments(base, side) - set(layout.comments(text))


def _added_comments(base: str, side: str) -> set[str]:
    return set(layout.comments(side)) - set(layout.comments(base))


def _comments_of_theirs(text: str, base: str, theirs: str) -> str:
    """Comments of theirs that have no place in the merged head, to stand at its end."""
    there = set(layout.comments(text))
    added = _added_comments(base, theirs)
    return "".join(f"{comment}\n" for comment in dict.fromkeys(layout.comments(theirs)) if comment in added and comment not in there)


def _by_lines(base: str, ours: str, theirs: str) -> str | None:
    """The three texts merged by lines; None where both changed the same lines (diff3)."""
    old, mine, other = (text.splitlines(keepends=True) for text in (base, ours, theirs))
    to_mine, to_other = _matches(old, mine), _matches(old, other)
    result: list[str] = []
    at = at_mine = at_other = 0
    for line in [*sorted(to_mine.keys() & to_other.keys()), None]:
        end, end_mine, end_other = (len(old), len(mine), len(other)) if line is None else (line, to_mine[line], to_other[line])
        was, here, there = old[at:end], mine[at_mine:end_mine], other[at_other:end_other]
        if here == there or there == was:
            result += here
        elif here == was:
            result += there
        else:
            return None
        if line is not None:
            result.append(old[line])
            at, at_mine, at_other = line + 1, end_mine + 1, end_other + 1
    return "".join(result)


def _matches(old: list[str], new: list[str]) -> dict[int, int]:
    """Which line of `old` is which of `new`."""
    found = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.a + offset: block.b + offset for block in found for offset in range(block.size)}


def _by_keys(ours: str, wanted: list[Change]) -> tuple[str, list[Change]]:
    """Ours with each change made by tomlkit, one at a time; those that could not be made without loss are given back."""
    from tracktui.plan.edit import changed_head

    text, failed = ours, []
    for group in _by_table(wanted):
        try:
            after = changed_head(text.encode(), partial(_apply, group=group)).decode()
            keys = {**_keys(text), **{change.key: change.new for change in group if change.new != ABSENT}}
            made = _reads_as(after, {key: value for key, value in keys.items() if not any(change.key == key and change.new == ABSENT for change in group)})
        except (UserError, KeyError, TypeError, ValueError, AttributeError):
            made = False
        if made:
            text = after
        else:
            failed += group
    return text, failed


def _by_table(wanted: list[Change]) -> list[list[Change]]:
    """Changes of one named table (`[[held]]` cka) together: half of one is none."""
    groups: dict[Any, list[Change]] = {}
    for change in wanted:
        at = next((index for index, name in enumerate(change.key) if name.startswith("[")), None)
        groups.setdefault(change.key if at is None else change.key[: at + 1], []).append(change)
    return list(groups.values())


def _apply(head: Any, group: list[Change]) -> None:
    """Make the changes of one group in a tomlkit document."""
    at = next((index for index, name in enumerate(group[0].key) if name.startswith("[")), None)
    if at is None:
        _set(head, group[0].key, group[0].new)
        return
    path, name = group[0].key[:at], group[0].key[at]
    tables = _list_at(head, path)
    index = next((number for number, table in enumerate(tables) if _name_of(table, path) == name), None)
    if index is None:
        import tomlkit

        made = tomlkit.table()
        for change in group:
            _set(made, change.key[at + 1 :], change.new)
        tables.append(made)
        return
    for change in group:
        _set(tables[index], change.key[at + 1 :], change.new)
    if not tables[index]:
        del tables[index]


def _name_of(table: Mapping[str, Any], path: tuple[str, ...]) -> str:
    return f"[{' to '.join(str(table.get(key, '')) for key in identity_of(path))}]"


def _list_at(head: Any, path: tuple[str, ...]) -> Any:
    """The array of tables at a path, made where it is not there."""
    import tomlkit

    here = head
    for name in path[:-1]:
        if name not in here:
            here[name] = tomlkit.table(is_super_table=True)
        here = here[name]
    if path[-1] not in here:
        here[path[-1]] = tomlkit.aot()
    return here[path[-1]]


def _set(table: Any, path: tuple[str, ...], value: Any) -> None:
    import tomlkit

    for name in path[:-1]:
        if name not in table:
            table[name] = tomlkit.table()
        table = table[name]
    if value == ABSENT:
        del table[path[-1]]
    else:
        table[path[-1]] = value
