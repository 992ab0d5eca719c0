"""The skills matrix arranged: groups, orders, medians, claims against agreement."""

from __future__ import annotations

import pytest

from making import TODAY, catalog_of, plan_of
from people import CATALOG, HEAD, logged
from tracktui.plan.behaviours import name_of
from tracktui.plan.matrix_order import Order, claims, claims_words, grouped, ordered, summaries, whole_matrix
from tracktui.plan.model import Evidence
from tracktui.plan.states import Standing

LANES = """
[[skill]]
id = "paging"
name = "Paging"
tracks = ["sre"]
[[skill]]
id = "talking"
name = "Talking"
dimension = "collaboration"
ai = true
tracks = ["platform"]
[[skill]]
id = "shared"
name = "Shared"
tracks = ["platform", "sre"]
[[track]]
id = "sre"
name = "SRE"
skills = [{ id = "paging", level = 3 }, { id = "shared" }]
[[track]]
id = "platform"
name = "Platform"
skills = [{ id = "talking", level = 1 }, { id = "shared" }]
"""
LANES_HEAD = '[profile]\nid = "ada"\nreviewer = "sam"\n[focus]\nprimary = "sre"\nlevel = 2\nsecondary = "platform"\nsecondary_level = 1\n'


def lanes(*blocks: str) -> Standing:
    return Standing(catalog_of(LANES), plan_of(LANES_HEAD, *blocks), TODAY)


def test_every_skill_of_the_focus_tracks_is_a_row_with_what_is_asked_for_first() -> None:
    rows = whole_matrix(lanes())
    assert [(row.id, row.gap) for row in rows] == [("paging", 2), ("talking", 1), ("shared", 0)]


def test_a_skill_stands_with_the_first_lane_that_asks_for_it_or_has_it() -> None:
    standing = lanes(logged("2026-11-01", "interest", "talking", level=3))
    rows = whole_matrix(standing)
    assert [(group.name, [row.id for row in group.rows], group.short) for group in grouped(standing, rows, "track")] == [
        ("SRE", ["paging", "shared"], 1),
        ("Platform", ["talking"], 1),
    ]
    assert [(group.name, len(group.rows)) for group in grouped(standing, rows, "dimension")] == [("Technical", 2), ("Collaboration", 1)]
    assert [group.id for group in grouped(standing, rows, "none")] == ["all"]
    assert grouped(standing, (), "none") == ()


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        ("gap", ["paging", "talking", "shared"]),
        ("name", ["paging", "shared", "talking"]),
        ("level", ["shared", "paging", "talking"]),
        ("interest", ["talking", "paging", "shared"]),
    ],
)
def test_rows_are_ordered_by_gap_name_level_or_interest(order: Order, ids: list[str]) -> None:
    standing = lanes(logged("2026-11-01", "claimed", "shared", level=1), logged("2026-11-01", "interest", "talking", level=3))
    assert [row.id for row in ordered(whole_matrix(standing), order)] == ids


def test_medians_are_of_what_is_asked_for_and_leave_out_what_was_not_observed() -> None:
    standing = lanes(logged("2026-11-01", "claimed", "paging", level=1), logged("2026-11-01", "not-observed", "talking"))
    found = {one.name: one for one in summaries(standing.catalog, whole_matrix(standing))}
    assert (found["Technical"].rows, found["Technical"].own, found["Technical"].agreed, found["Technical"].level, found["Technical"].target) == (
        1,
        1,
        None,
        1,
        2,
    )
    assert (found["Collaboration"].level, found["AI fluency"].rows) == (None, 1)


def test_claims_are_counted_against_what_was_agreed() -> None:
    standing = lanes(
        logged("2026-11-01", "claimed", "paging", level=3),
        logged("2026-11-02", "assessed", "paging", level=2, by="sam"),
        logged("2026-11-01", "claimed", "shared", level=1),
        logged("2026-11-01", "not-observed", "talking"),
    )
    found = claims(whole_matrix(standing))
    assert (found.above, found.below, found.unheard, found.not_observed) == (1, 0, 1, 1)
    assert claims_words(found).startswith("Claims: 1 claim above what was agreed, 1 claim nobody has agreed on yet, 1 not observed.")
    assert claims_words(claims(())).startswith("No claim differs")


def test_private_evidence_of_a_behaviour_stays_away_where_somebody_else_reads() -> None:
    first = name_of("alerting", 1, CATALOG.skills["alerting"].behaviours[0][0])
    block = logged("2026-05-01", "claimed", "alerting", level=2, behaviours=[first], private=True, evidence=(Evidence(text="mine"),))
    standing = Standing(CATALOG, plan_of(HEAD, block), TODAY)
    for private, evidence in ((True, ["mine"]), (False, [])):
        found = next(row for row in whole_matrix(standing, private=private) if row.id == "alerting")
        assert [part.text for behaviour in found.behaviours for part in behaviour.evidence] == evidence
        assert found.state.claim_self == 2
