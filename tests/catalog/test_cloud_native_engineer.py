"""The Cloud Native Engineer carries every point of the reference blueprint: one line for each in cloud-native-engineer.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tracktui.catalog.model import Catalog

CHECKLIST = tomllib.loads(Path(__file__).with_name("cloud-native-engineer.toml").read_text())
POINTS = [(section["number"], *point) for section in CHECKLIST["section"] for point in section["points"]]
AT_LEAST = {
    1: 10,
    2: 11,
    3: 25,
    4: 31,
    5: 20,
    6: 33,
    7: 21,
    8: 45,
    9: 24,
    10: 35,
    11: 31,
    12: 37,
    13: 21,
    14: 23,
    15: 21,
    16: 25,
    17: 23,
    18: 18,
    19: 46,
    20: 20,
}
"""Points the text makes in each of its sections: bullets, table rows and sentences that stand alone."""


def plain(value: Any) -> Any:
    """A value as tables, lists and figures, defaults included (unlike `to_builtins`, which leaves them out)."""
    if isinstance(value, msgspec.Struct):
        return {field.encode_name: plain(getattr(value, field.name)) for field in msgspec.structs.fields(type(value))}
    return [plain(inner) for inner in value] if isinstance(value, tuple) else value


def placed(catalog: Catalog, role: Any, place: str) -> tuple[Any, list[Any]]:
    """The value at a place of the role (or of another entry, `kind:id...`), and its neighbours in the same list."""
    found = role
    if ":" in place:
        entry, _, place = place.partition(":")[2].partition(".")
        found = plain(catalog.find(entry))
    beside: list[Any] = []
    for step in re.findall(r"[a-z0-9_-]+|\[\d+\]", place):
        if step.startswith("["):
            index = int(step[1:-1])
            beside = [*found[:index], *found[index + 1 :]]
            found = found[index]
        else:
            beside = []
            found = found[step] if isinstance(found, dict) else next(entry for entry in found if entry["id"] == step)
    return found, beside


def words(value: Any) -> str:
    """Every text and figure in a value, in one string."""
    if isinstance(value, dict):
        return " | ".join(f"{words(inner)}" for inner in value.values())
    if isinstance(value, list | tuple):
        return " | ".join(words(inner) for inner in value)
    return f"{value:g}" if isinstance(value, float) else str(value).lower()


@pytest.mark.parametrize("number", sorted(AT_LEAST))
def test_every_section_has_a_line_for_each_of_its_points(number: int) -> None:
    section = next(section for section in CHECKLIST["section"] if section["number"] == number)
    assert len(section["points"]) >= AT_LEAST[number]
    assert len({tuple(point[1:]) for point in section["points"]}) == len(section["points"]), "two lines say the same"


def test_every_point_of_the_text_stands_in_the_role(shipped: Catalog) -> None:
    lost = []
    role = plain(shipped.roles["cloud-native-engineer"])
    for number, point, place, *expected in POINTS:
        try:
            found, beside = placed(shipped, role, place)
        except (KeyError, IndexError, StopIteration):
            lost.append(f"{number} {point}: nothing at {place}")
            continue
        lost += [f"{number} {point}: no '{word}' at {place}" for word in expected if word.lower() not in words(found)]
        lost += [f"{number} {point}: '{expected[0]}' is also beside {place}" for other in beside if number < 20 and expected[0].lower() in words(other)]
    assert lost == []


def test_losing_an_entry_of_a_list_is_noticed(shipped: Catalog) -> None:
    """Each list entry of the role is pointed at by a line of the checklist, so that taking one out fails the test above."""
    role = plain(shipped.roles["cloud-native-engineer"])
    pointed = {place for _, _, place, *_ in POINTS}
    whole = ("sources", "tracks", "goals", "kpis", "skills", "certs", "variants", "scorecard", "peers", "next", "adjacent", "exercises")
    for key, value in role.items():
        lists = {key: value} if isinstance(value, list) else {f"{key}.{inner}": part for inner, part in value.items()} if isinstance(value, dict) else {}
        for name, entries in lists.items():
            if isinstance(entries, list) and entries and name.split(".")[-1] not in whole and name not in ("card.works_with", "experience.years"):
                missing = [f"{name}[{index}]" for index in range(len(entries)) if not {f"{name}[{index}]", f"{name}[{index}].name"} & pointed]
                assert missing == []
