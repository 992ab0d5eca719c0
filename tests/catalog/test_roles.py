"""The shipped roles: every part of a blueprint filled, goals and promotion that a plan can aim for, paths that lead everywhere."""

from __future__ import annotations

import msgspec
import pytest

from tracktui.catalog.clauses import AtLeast, SkillAt, leaves
from tracktui.catalog.entries import Check
from tracktui.catalog.model import Catalog
from tracktui.catalog.roles import Role

ROLES = ("cloud-native-engineer", "finops-engineer", "site-reliability-engineer", "ml-ops-engineer", "cloud-security-engineer", "platform-engineer")
AXES = {"size", "industry", "geography", "business", "stage", "regulation"}
LEFT_OUT = ("tags", "aliases", "custom")
"""Keys of every entry that no part of a blueprint stands in."""


def empty_parts(role: Role) -> list[str]:
    """The keys of the blueprint that say nothing, one level deep."""
    found = []
    for field in msgspec.structs.fields(Role):
        value = getattr(role, field.name)
        inner = value if isinstance(value, msgspec.Struct) else None
        parts = [(f"{field.name}.{part.name}", getattr(inner, part.name)) for part in msgspec.structs.fields(type(inner))] if inner else [(field.name, value)]
        found += [name for name, part in parts if not part and name not in LEFT_OUT]
    return found


def test_the_six_roles_ship(shipped: Catalog) -> None:
    assert set(shipped.roles) == set(ROLES)


@pytest.mark.parametrize("role_id", ROLES)
def test_every_part_of_a_blueprint_is_filled(shipped: Catalog, role_id: str) -> None:
    role = shipped.roles[role_id]
    assert empty_parts(role) == []
    assert [goal.day for goal in role.goals] == [30, 60, 90, 180, 365, 730]
    assert {variant.axis for variant in role.variants} == AXES


@pytest.mark.parametrize("role_id", ROLES)
def test_everything_a_role_names_exists(shipped: Catalog, role_id: str) -> None:
    role = shipped.roles[role_id]
    items = [cert.id for cert in role.certs] + [entry for variant in role.variants for entry in variant.adds] + [*role.hiring.exercises, role.promotion or ""]
    clauses = [clause for goal in role.goals for clause in goal.requires]
    items += [leaf.id for leaf in leaves(tuple(clauses)) if not isinstance(leaf, SkillAt)]
    skills = [row.id for row in role.skills] + [leaf.skill for leaf in leaves(tuple(clauses)) if isinstance(leaf, SkillAt)]
    assert [item for item in items if item not in shipped.items] == []
    assert [skill for skill in skills if skill not in shipped.skills] == []
    assert [kpi for kpi in role.kpis if kpi not in shipped.kpis] == []
    assert [track.id for track in role.tracks if track.id not in shipped.tracks] == []
    assert {getattr(shipped.items[exercise], "form", "") for exercise in role.hiring.exercises} == {"exercise"}


@pytest.mark.parametrize("role_id", ROLES)
def test_a_role_is_promoted_by_proof_from_both_sides(shipped: Catalog, role_id: str) -> None:
    """Technical and collaboration skills, projects and the track's own check; never certs alone."""
    check = shipped.items[shipped.roles[role_id].promotion or ""]
    assert isinstance(check, Check)
    asked = [leaf.skill for leaf in leaves(check.requires) if isinstance(leaf, SkillAt)]
    assert {shipped.skills[skill].dimension for skill in asked} == {"technical", "collaboration"}
    assert len(check.asks) >= 5


@pytest.mark.parametrize("role_id", ROLES)
def test_a_soft_skill_of_a_role_says_why_how_and_what_is_strong(shipped: Catalog, role_id: str) -> None:
    own = [skill for skill in shipped.skills.values() if skill.role == role_id]
    assert len(own) >= 5
    assert [skill.id for skill in own if not (skill.why and skill.shows_as and skill.strong)] == []
    assert [skill.id for skill in own if not (skill.question and skill.outcome and skill.risk and skill.description and skill.sources)] == []
    assert {skill.dimension for skill in own} == {"collaboration"}


def test_two_of_five_is_a_clause_of_the_six_month_goal(shipped: Catalog) -> None:
    goal = next(goal for goal in shipped.roles["cloud-native-engineer"].goals if goal.day == 180)
    choice = next(clause for clause in goal.requires if isinstance(clause, AtLeast))
    assert (choice.at_least, len(choice.clauses)) == (2, 5)
