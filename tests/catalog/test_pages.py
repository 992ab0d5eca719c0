"""Roles and playbooks as pages to read: nothing the catalog says of them is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from tracktui.catalog.entries import Check
from tracktui.catalog.kpi_words import with_unit
from tracktui.catalog.model import Catalog
from tracktui.catalog.page import Section
from tracktui.catalog.playbook_page import playbook_page
from tracktui.catalog.reviews import Kpi
from tracktui.catalog.role_page import role_page

ROLES = ("cloud-native-engineer", "site-reliability-engineer", "platform-engineer", "finops-engineer", "ml-ops-engineer", "cloud-security-engineer")
NOT_WORDS = {"id", "kind", "axis", "as_of", "tags", "aliases", "custom", "commonality", "stage"}
"""Keys whose values are ids, choices or days, not sentences."""


def words_of(sections: tuple[Section, ...]) -> str:
    return " | ".join(f"{section.title} | " + " | ".join(f"{point.label} | {point.text}" for point in section.points) for section in sections)


def sentences_in(value: Any, key: str = "") -> Iterator[str]:
    """Every text of an entry that is a sentence: it has a blank in it."""
    if key in NOT_WORDS:
        return
    if isinstance(value, str):
        if " " in value:
            yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from sentences_in(inner, name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from sentences_in(inner, key)


@pytest.mark.parametrize("role", ROLES)
def test_every_sentence_of_a_role_is_on_its_page(shipped: Catalog, role: str) -> None:
    entry = shipped.roles[role]
    shown = words_of(role_page(shipped, entry))
    said = msgspec.to_builtins(entry)
    said["goals"] = [{"text": goal["text"]} for goal in said["goals"]]
    said["sources"] = [{"title": source.get("title", "")} for source in said["sources"]]
    missing = [text for text in sentences_in(said) if text not in shown]
    assert missing == []


@pytest.mark.parametrize("role", ROLES)
def test_skills_kpis_promotion_and_exercises_of_a_role_are_told_with_what_stands_behind_them(shipped: Catalog, role: str) -> None:
    entry = shipped.roles[role]
    shown = words_of(role_page(shipped, entry))
    assert all(shipped.skills[row.id].name in shown for row in entry.skills)
    assert all(text in shown for row in entry.skills if row.level is None for text in (*shipped.skills[row.id].shows_as, *shipped.skills[row.id].strong))
    assert all(with_unit(shipped.kpis[kpi]) in shown and shipped.kpis[kpi].measures in shown for kpi in entry.kpis)
    check = shipped.items[entry.promotion or ""]
    assert isinstance(check, Check)
    assert all(ask in shown for ask in check.asks)
    assert all(shipped.name(exercise) in shown for exercise in entry.hiring.exercises)


def test_how_to_read_figures_fairly_is_said_where_a_role_says_nothing(shipped: Catalog) -> None:
    role = msgspec.structs.replace(shipped.roles["finops-engineer"], kpi_manners=())
    assert "it is not for ranking anybody" in words_of(role_page(shipped, role))


def test_every_step_of_a_playbook_is_on_its_page(shipped: Catalog) -> None:
    for playbook in shipped.playbooks.values():
        shown = words_of(playbook_page(shipped, playbook))
        for step in playbook.steps:
            assert step.do in shown
            assert step.done_when in shown
            assert step.output in shown
        assert all(ask in shown for ask in playbook.asks)


@pytest.mark.parametrize(
    ("target", "unit", "told"),
    [
        ("< 60, or improving", "minutes", "< 60 minutes, or improving"),
        ("< 10; mature < 5", "%", "< 10 %; mature < 5 %"),
        (">= 99.9, by service", "%", ">= 99.9 %, by service"),
        ("rising by quarter", "%", "rising by quarter (%)"),
        ("median < 16 working hours", "hours", "median < 16 working hours"),
        ("< 4", r"\\g<0>", r"< 4 \\g<0>"),
        ("", "days", ""),
    ],
)
def test_a_target_has_its_unit_by_the_figure(target: str, unit: str, told: str) -> None:
    assert with_unit(Kpi(id="x", name="x", target=target, unit=unit)) == told
