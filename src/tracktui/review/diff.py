"""What changed between two plans, by meaning: keys of the head, entries of the journal, states of items.

Layout, comments and the place of an entry in the file mean nothing here.
"""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any, Literal

import msgspec

from tracktui.catalog.model import Catalog
from tracktui.plan.head import ABSENT, Change, changes, key_words, keys_of, value_words
from tracktui.plan.layout import JOURNAL
from tracktui.plan.migrate import upgraded
from tracktui.plan.model import Entry, ItemState, Plan
from tracktui.plan.states import Standing


class EntryChange(msgspec.Struct, frozen=True):
    """An entry that is on one side only, no longer counts, or has other contents under the same id."""

    kind: Literal["added", "removed", "voided", "changed"]
    entry: Entry
    before: Entry | None = None


class StateChange(msgspec.Struct, frozen=True):
    """An item that stands elsewhere: the states are words of docs/plan-format.md."""

    item: str
    name: str
    before: ItemState
    after: ItemState


class PlanDiff(msgspec.Struct, frozen=True):
    """Everything that is different, in the order people read it."""

    head: tuple[Change, ...] = ()
    entries: tuple[EntryChange, ...] = ()
    states: tuple[StateChange, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is different."""
        return bool(self.head or self.entries or self.states)


def head_keys(data: bytes) -> dict[tuple[str, ...], Any]:
    """The keys of the head in a plan's bytes, in the current format."""
    tables = upgraded(tomllib.loads(data.decode("utf-8-sig")))
    return keys_of({name: table for name, table in tables.items() if name != JOURNAL})


def diff(catalog: Catalog, old: tuple[Plan, bytes], new: tuple[Plan, bytes], today: date) -> PlanDiff:
    """What became of `old` in `new`; states as of `today`."""
    return PlanDiff(
        tuple(changes(head_keys(old[1]), head_keys(new[1]))),
        tuple(entry_changes(old[0], new[0])),
        tuple(_state_changes(catalog, old[0], new[0], today)),
    )


def entry_changes(old: Plan, new: Plan) -> list[EntryChange]:
    """The entries that differ, by id, in order of effect. An added `voided` entry is told as what it voids."""
    before, after = {entry.id: entry for entry in old.journal}, {entry.id: entry for entry in new.journal}
    found = [EntryChange("removed", entry) for key, entry in before.items() if key not in after]
    for key, entry in after.items():
        if key not in before:
            voided = after.get(str(entry.data.get("voids"))) if entry.event == "voided" else None
            found.append(EntryChange("added", entry) if voided is None else EntryChange("voided", voided))
        elif before[key] != entry:
            found.append(EntryChange("changed", entry, before[key]))
    return sorted(found, key=lambda change: change.entry.effect_order())


def _state_changes(catalog: Catalog, old: Plan, new: Plan, today: date) -> list[StateChange]:
    """Items whose state differs: those that an entry or the head of either side names."""
    one, other = Standing(catalog, old, today), Standing(catalog, new, today)
    own = {item.id: item.name for plan in (old, new) for item in plan.own}
    named = [entry.item for plan in (old, new) for entry in plan.journal] + [held.cert for plan in (old, new) for held in plan.held]
    found = []
    for item in dict.fromkeys(catalog.canonical(name) for name in named if name):
        if item not in catalog.items and item not in own:
            continue
        before, after = one.state(item), other.state(item)
        if (before.state, before.validity) != (after.state, after.validity):
            name = own.get(item) or str(getattr(catalog.items.get(item), "name", item))
            found.append(StateChange(item, name, before, after))
    return found


def head_words(change: Change) -> str:
    """A change of the head as a sentence: `[focus] level: 2, was 3`."""
    if change.new == ABSENT:
        return f"{key_words(change.key)}: taken out, was {value_words(change.old)}"
    was = "new" if change.old == ABSENT else f"was {value_words(change.old)}"
    return f"{key_words(change.key)}: {value_words(change.new)}, {was}"
