"""TT101 and TT109: ids that name nothing, or an entry of another kind. One table says which keys name what."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from tracktui.catalog.clauses import Has, SkillAt
from tracktui.catalog.entries import Cert, Check, Course, Project, Scenario, Shadowing
from tracktui.catalog.playbooks import Playbook
from tracktui.catalog.policies import Policy
from tracktui.catalog.reviews import Kpi
from tracktui.catalog.roles import Role
from tracktui.catalog.rules.rule import Context, Found, Path, placed, rule
from tracktui.catalog.skills import Skill
from tracktui.catalog.tracks import Track
from tracktui.problems import nearest

ITEM = ("cert", "project", "check", "scenario", "shadowing", "course")
_OF_EVERY_ITEM = (("tracks.*", ("track",)), ("recommended.*", ITEM), ("with.*", ITEM), ("develops.*.skill", ("skill",)))

NAMES: dict[type[Any], tuple[tuple[str, tuple[str, ...]], ...]] = {
    Cert: (
        *_OF_EVERY_ITEM,
        ("successors.*", ("cert",)),
        ("equivalent.*", ("cert",)),
        ("renewals.*.cert", ("cert",)),
        ("experience.waives.*.id", ("cert",)),
        ("prices.*.of.*", ("cert",)),
    ),
    Project: (*_OF_EVERY_ITEM, ("proves.*", ("cert",))),
    Check: _OF_EVERY_ITEM,
    Scenario: _OF_EVERY_ITEM,
    Shadowing: (*_OF_EVERY_ITEM, ("of", ("track",))),
    Course: _OF_EVERY_ITEM,
    Skill: (("tracks.*", ("track",)), ("role", ("role",))),
    Track: (
        ("skills.*.id", ("skill",)),
        ("stack.*.any.*", ("cert",)),
        ("kpis.*", ("kpi",)),
        ("shadow.*", ("track",)),
        ("carries_over.*.to", ("track",)),
        ("carries_over.*.skills.*", ("skill",)),
    ),
    Role: (
        ("tracks.*.id", ("track",)),
        ("kpis.*", ("kpi",)),
        ("skills.*.id", ("skill",)),
        ("certs.*.id", ("cert",)),
        ("promotion", ("check",)),
        ("variants.*.adds.*", ("skill", "kpi", *ITEM)),
        ("hiring.exercises.*", ("scenario",)),
    ),
    Kpi: (("tracks.*", ("track",)),),
    Playbook: (("role", ("role",)),),
    Policy: (("preferred.*.track", ("track",)), ("preferred.*.certs.*", ("cert",)), ("outcomes.*.track", ("track",))),
}
"""For each kind of entry the keys that name other entries (`*`: every member), and the kinds they may name."""

_FIELDS = {"with": "together"}
_LOOKS_LIKE_AN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


def named(entry: Any) -> Iterable[tuple[Path, str, tuple[str, ...]]]:
    """Every id that an entry names: where, which, and the kinds it may be of."""
    for key, kinds in NAMES.get(type(entry), ()):
        for path, entry_id in _values(entry, tuple(key.split(".")), ()):
            yield path, entry_id, kinds
    yield from _required(getattr(entry, "requires", ()), ("requires",))
    for index, goal in enumerate(getattr(entry, "goals", ())):
        yield from _required(goal.requires, ("goals", index, "requires"))
    if isinstance(entry, Role):
        for way in ("feeder", "next", "adjacent"):
            for at, name in _values(entry, ("paths", way, "*"), ()):
                # Where no blueprint ships a path may name a role in plain words.
                if _LOOKS_LIKE_AN_ID.fullmatch(name):
                    yield at, name, ("role",)


def _required(clauses: Any, base: Path) -> Iterable[tuple[Path, str, tuple[str, ...]]]:
    for path, clause in placed(clauses, base):
        if isinstance(clause, Has):
            yield path, clause.id, ITEM
        elif isinstance(clause, SkillAt):
            yield path, clause.skill, ("skill",)


def _values(value: Any, steps: tuple[str, ...], at: Path) -> Iterable[tuple[Path, str]]:
    if value is None:
        return
    if not steps:
        yield at, value
    elif steps[0] == "*":
        for index, member in enumerate(value):
            yield from _values(member, steps[1:], (*at, index))
    else:
        yield from _values(getattr(value, _FIELDS.get(steps[0], steps[0])), steps[1:], (*at, steps[0]))


def _in_words(kinds: tuple[str, ...]) -> str:
    every = set(ITEM) <= set(kinds)
    words = [*(kind for kind in kinds if not (every and kind in ITEM)), *(["item"] if every else [])]
    return " or ".join("KPI" if word == "kpi" else word for word in words)


@rule("TT101", "error", "an unknown id", "name an entry that exists, or add it")
def unknown_id(context: Context) -> Iterable[Found]:
    """Every reference to an id that no entry and no alias has."""
    for entries in context.catalog.groups().values():
        for entry in entries.values():
            for path, entry_id, kinds in named(entry):
                if entry_id not in context.kinds and entry_id not in context.unread:
                    near = context.near(entry_id, kinds)
                    hint = f"did you mean '{near}'?" if near else ""
                    message = f"{entry.id} names an unknown {_in_words(kinds)} '{entry_id}'"
                    yield Found(entry.id, path, message, hint, word=entry_id, others=(entry_id,))
    for playbook in context.catalog.playbooks.values():
        steps = {step.id for step in playbook.steps}
        for index, step in enumerate(playbook.steps):
            for member, other in enumerate(step.after):
                if other not in steps:
                    near = nearest(other, steps)
                    hint = f"did you mean '{near}'?" if near else "name a step of the same playbook"
                    yield Found(playbook.id, ("steps", index, "after", member), f"{playbook.id} names an unknown step '{other}'", hint, word=other)


@rule("TT109", "error", "an id of another kind than is named there", "name an entry of the right kind")
def wrong_kind(context: Context) -> Iterable[Found]:
    """Every reference to an entry that is of a kind the key cannot name."""
    for entries in context.catalog.groups().values():
        for entry in entries.values():
            for path, entry_id, kinds in named(entry):
                kind = context.kinds.get(entry_id)
                if kind is not None and kind not in kinds:
                    message = f"{entry.id} names '{entry_id}' as {_in_words(kinds)}, but it is a {_in_words((kind,))}"
                    yield Found(entry.id, path, message, word=entry_id, others=(entry_id,))


@rule("TT110", "warning", "the same id listed twice", "keep one of them")
def listed_twice(context: Context) -> Iterable[Found]:
    """An id that one list of an entry names twice; steps, variants and pain points of one entry that share an id."""
    for entries in context.catalog.groups().values():
        for entry in entries.values():
            seen: set[tuple[Path, str]] = set()
            for path, entry_id in _lists(entry):
                if (_list_of(path), entry_id) in seen:
                    yield Found(entry.id, path, f"{entry.id} lists '{entry_id}' twice", word=entry_id)
                seen.add((_list_of(path), entry_id))


_MAY_REPEAT = frozenset({"requires", "goals", "renewals", "prices", "experience", "paths"})
_OWN_IDS = ("steps", "variants", "pain_points")


def _lists(entry: Any) -> Iterable[tuple[Path, str]]:
    yield from ((path, entry_id) for path, entry_id, _ in named(entry) if path[0] not in _MAY_REPEAT)
    for key in _OWN_IDS:
        yield from (((key, index, "id"), part.id) for index, part in enumerate(getattr(entry, key, ())))


def _list_of(path: Path) -> Path:
    """The list that a member's path leads into: the path without its last index."""
    last = max((at for at, part in enumerate(path) if isinstance(part, int)), default=len(path))
    return (*path[:last], *path[last + 1 :])


RULES = (unknown_id, wrong_kind, listed_twice)
