"""The table of events, the docs of it, and what reads it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from making import TODAY, plan_of
from people import CATALOG, HEAD, logged, person
from tracktui.plan.answers import parsed
from tracktui.plan.behaviours import behaviours_of, name_of, named
from tracktui.plan.events import EVENTS, KINDS_OF, WORDS, events_for
from tracktui.plan.evidence import evidence_of
from tracktui.plan.head_changes import changes, recorded
from tracktui.plan.read import read_plan
from tracktui.plan.telling import told

DOC = Path(__file__).parents[2] / "docs" / "plan-format.md"


def test_every_event_stands_in_the_docs_with_its_word_keys_and_example() -> None:
    rows = {line.split("|")[1].strip(): line for line in DOC.read_text(encoding="utf-8").splitlines() if line.startswith("| `")}
    for event in EVENTS.values():
        line = rows[f"`{event.name}`{'*' if event.reviewer else ''}"]
        for part in (f"`{event.word}`", *(f"`{key}`" for key in event.keys), event.example):
            assert part in line, (event.name, part)


def test_words_are_unique_main_keys_exist_and_each_kind_gets_its_events() -> None:
    assert len(WORDS) == len(EVENTS)
    assert all(not event.main or event.main in event.keys for event in EVENTS.values())
    for event in EVENTS.values():
        for kind in KINDS_OF.get(event.about, ()):
            assert event in events_for(kind)
    assert {event.about for event in events_for("")} == {"plan"} | {"item"} & {event.about for event in events_for("")}


def test_an_event_nobody_knows_and_an_entry_without_an_id_are_kept_shown_and_have_no_effect() -> None:
    found = person('[[journal]]\nat = 2026-10-01\nevent = "mentored"\nitem = "cka"\nhowever = "weekly"\n')
    (entry,) = found.plan.journal
    assert (len(entry.id), told(entry)) == (26, "mentored, however weekly")
    assert found.standing.state("cka").state == "ready"


@pytest.mark.parametrize(
    ("event", "item", "values", "words"),
    [
        ("worked", "cka", {"hours": 2, "note": "mock 61 %"}, "2 h worked on it, mock 61 %"),
        ("booked", "cka", {"exam_on": date(2026, 12, 12), "price_usd": 445}, "exam booked, for 12 Dec 2026, $445"),
        ("observed", "noise", {"baseline": 118, "actual": 61}, "outcome observed, baseline 118, 61"),
        ("paused", "", {"until": date(2027, 3, 1)}, "paused, until 1 Mar 2027"),
        ("focus", "", {"from": {"level": 3}, "to": {}}, "focus changed, from level 3, to none"),
        ("drilled", "x", {"score": 75, "found": ["a", "b"]}, "drilled, 75 %, a and b"),
        ("reviewed", "", {"kind": "1:1", "baseline": {"spend_usd": 3}}, "review held, 1:1"),
    ],
)
def test_an_entry_is_told_in_a_sentence(event: str, item: str, values: dict[str, Any], words: str) -> None:
    (entry,) = plan_of(HEAD, logged("2026-10-01", event, item, **values)).journal
    assert told(entry) == words


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("date", "yesterday", date(2026, 11, 22)),
        ("date", "2027-02-30", None),
        ("amount", "-1", None),
        ("amount", "1,5", 1.5),
        ("number", "nan", None),
        ("number", "inf", None),
        ("percent", "61 %", 61),
        ("level", "5", None),
        ("level", "1.5", None),
        ("wish", "4", None),
        ("flag", "no", False),
        ("any", "-40%", -40),
        ("any", "done", "done"),
        ("texts", "a", ["a"]),
    ],
)
def test_what_is_typed_becomes_a_value_or_says_what_to_write(kind: Any, text: str, value: Any) -> None:
    found, fault = parsed(kind, text, TODAY)
    assert found == value
    assert bool(fault) == (value is None)


def test_a_behaviour_is_named_by_its_text_and_what_was_claimed_under_another_wording_stays() -> None:
    skill = CATALOG.skills["alerting"]
    name = name_of("alerting", 2, "Rewrites a noisy alert.")
    assert (named(skill, "2.1"), named(skill, name[-8:]), named(skill, name), named(skill, "2.2")) == (name, name, name, None)
    entries = list(plan_of(HEAD, logged("2026-10-01", "claimed", "alerting", level=2, behaviours=[name, "alerting-2-0123abcd"])).journal)
    told_of = [(one.level, one.reworded) for one in behaviours_of(skill, entries) if one.claimed]
    assert told_of == [(2, False), (2, True)]


def test_a_file_below_the_plans_folder_is_kept_by_its_path_from_there(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("x")
    found = evidence_of(str(tmp_path / "docs" / "a.md"), tmp_path)
    assert (found.file, found.sha256) == ("docs/a.md", "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881")
    assert evidence_of("a" * 5000).text == "a" * 5000


def test_focus_and_role_as_the_journal_knows_them_against_the_head() -> None:
    before = plan_of(HEAD)
    moved = plan_of(HEAD.replace('primary = "sre"', 'primary = "platform"\nsecondary = "sre"').replace("[focus]", 'role = "engineer"\n[focus]'))
    found = changes(recorded(before), moved)
    assert found == [
        ("focus", {"from": {"primary": "sre"}, "to": {"primary": "platform", "secondary": "sre"}}),
        ("role", {"from": "", "to": "engineer"}),
    ]
    assert changes(recorded(before), before) == []
    keys: dict[str, Any] = {"from": {"level": 1}, "to": {"level": 3}}
    edited = plan_of(HEAD, logged("2026-10-01", "focus", **keys))
    assert changes(recorded(edited), edited) == [("focus", {"from": {"level": 3}, "to": {"level": 2}})]


def test_a_voided_entry_has_no_effect_and_a_fault_in_a_key_sets_the_entry_aside_with_its_line() -> None:
    worked = logged("2026-10-01", "worked", "cka", hours=5)
    (entry,) = plan_of(HEAD, worked).journal
    assert person(worked, logged("2026-10-02", "voided", voids=entry.id)).standing.state("cka").hours_done == 0
    text = f'format = 1\n{HEAD}\n[[journal]]\nat = 2026-10-01\nevent = "interest"\nitem = "alerting"\nlevel = 4\n'
    (problem,) = read_plan(text.encode(), "plan.toml").problems
    assert (problem.line, "from 0 (no) to 3" in problem.message) == (text[: text.index("level = 4")].count("\n") + 1, True)
