"""The map of a roadmap: which item directly needs which, what lies around one, how far its prerequisites are done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from tracktui.roadmap.model import Planned, Roadmap

if TYPE_CHECKING:
    from tracktui.catalog.clauses import Clause
    from tracktui.catalog.model import Catalog

After = Mapping[str, tuple[str, ...]]
"""Each item and what it needs."""


class Around(msgspec.Struct, frozen=True):
    """What lies around an item: what it directly needs, what directly needs it, and how many of all its prerequisites are done."""

    needs: tuple[str, ...]
    unlocks: tuple[str, ...]
    done: int
    of: int


def map_of(found: Roadmap) -> dict[str, tuple[str, ...]]:
    """Every item of a roadmap with what it directly needs, what is done first, then in planned order."""
    items = (*reversed(found.finished), *found.items)
    known = {item.id for item in items}
    after = {item.id: tuple(other for other in _needed(item) if other in known) for item in items}
    return {item: tuple(sorted(_direct(after, needs))) for item, needs in after.items()}


def _direct(after: After, needs: tuple[str, ...]) -> Iterable[str]:
    """Of an item's needs those that no other one of them needs in its turn."""
    if len(needs) < 2:
        return needs
    further: frozenset[str] = frozenset().union(*(before(after, other) for other in needs))
    return (other for other in needs if other not in further)


def catalog_map(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Every item of a catalog with all that may serve it: the members of its groups, and what develops a skill it asks for."""
    from tracktui.catalog.clauses import SkillAt, leaves

    developers: dict[str, list[tuple[str, int]]] = {}
    for item in catalog.items.values():
        for step in item.develops:
            developers.setdefault(step.skill, []).append((item.id, step.level))
    found: dict[str, tuple[str, ...]] = {}
    for item in catalog.items.values():
        needs: list[str] = []
        for leaf in leaves(item.requires):
            if isinstance(leaf, SkillAt):
                needs += [other for other, level in developers.get(leaf.skill, ()) if level >= leaf.level]
            else:
                needs.append(catalog.canonical(leaf.id))
        found[item.id] = tuple(dict.fromkeys(other for other in needs if other in catalog.items and other != item.id))
    return found


def unlocks_at_most(catalog: Catalog, item: str) -> int:
    """How many items of a catalog need an item, directly or not, where every member of a group counts: a plan needs one of them."""
    return len(behind(catalog_map(catalog), item))


def by_level(catalog: Catalog) -> list[tuple[str, tuple[str, ...]]]:
    """Every item of a catalog once, below `TRACK-LEVEL`, what it belongs to first; "rest" holds those of no track."""
    found: list[tuple[str, tuple[str, ...]]] = []
    seen: set[str] = set()
    for track in catalog.tracks.values():
        for level in range(1, 5):
            members = [item.id for item in catalog.items.values() if track.id in item.tracks and item.level == level]
            members += [cert for row in track.stack if row.level == level for cert in row.any if cert in catalog.items]
            fresh = tuple(dict.fromkeys(member for member in members if member not in seen))
            seen.update(fresh)
            found += [(f"{track.id}-{level}", fresh)] if fresh else []
    rest = tuple(item for item in catalog.items if item not in seen)
    return [*found, ("rest", rest)] if rest else found


def _needed(item: Planned) -> Iterable[str]:
    return dict.fromkeys(other for other in (*item.requires, *item.waits_for) if isinstance(other, str))


def steps_in_words(clauses: Iterable[Clause], number: Mapping[str, int]) -> str:
    """The numbers of the steps that clauses ask for, a group as such: "3, one of 5, 6"."""
    from tracktui.catalog.clauses import SkillAt, in_words

    known = [clause for clause in clauses if not isinstance(clause, SkillAt)]
    return ", ".join(in_words(clause, lambda item: str(number.get(item, "?"))) for clause in known)


def settled_in_words(clauses: Iterable[Clause], number: Mapping[str, int], needs: Iterable[int]) -> str:
    """The steps that were settled on, those of a group together with how many it asks for: "3, 5+6 (2 of 4)"."""
    from tracktui.catalog.clauses import AnyOf, AtLeast, item_ids

    left = list(needs)
    groups: list[str] = []
    for clause in clauses:
        if isinstance(clause, AnyOf | AtLeast):
            taken = [step for item in item_ids((clause,)) if (step := number.get(item, 0)) in left]
            left = [step for step in left if step not in taken]
            words = f"{clause.at_least if isinstance(clause, AtLeast) else 'one'} of {len(clause.clauses)}"
            groups += [f"{'+'.join(map(str, sorted(taken)))} ({words})"] if taken else []
    return ", ".join([*map(str, left), *groups])


def before(after: After, item: str) -> frozenset[str]:
    """Everything an item needs, directly or not, itself left out."""
    return spread(after, item)


def behind(after: After, item: str) -> frozenset[str]:
    """Everything that needs an item, directly or not, itself left out."""
    return spread(turned(after), item)


def turned(after: After) -> dict[str, tuple[str, ...]]:
    """Each item and what needs it."""
    found: dict[str, list[str]] = {item: [] for item in after}
    for item, needs in after.items():
        for other in needs:
            found.setdefault(other, []).append(item)
    return {item: tuple(others) for item, others in found.items()}


def spread(edges: After, start: str) -> frozenset[str]:
    """Everything that edges lead to from an item, itself left out."""
    found: set[str] = set()
    todo = list(edges.get(start, ()))
    while todo:
        item = todo.pop()
        if item not in found:
            found.add(item)
            todo += edges.get(item, ())
    return frozenset(found - {start})


def only(after: After, items: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The part of a map that holds these items."""
    kept = set(items)
    return {item: tuple(other for other in needs if other in kept) for item, needs in after.items() if item in kept}


def around(after: After, found: Roadmap, item: str) -> Around:
    """What lies around an item of the roadmap."""
    all_before = before(after, item)
    done = sum(1 for other in all_before if (planned := found.get(other)) is not None and not planned.open)
    return Around(after.get(item, ()), turned(after).get(item, ()), done, len(all_before))
