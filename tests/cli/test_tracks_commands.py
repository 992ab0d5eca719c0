"""`tracktui show tracks`, `tracktui catalog choose`, and a track taken over by `tracktui compare`."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from tracktui.cli.main import main
from tracktui.problems import UserError
from tracktui.roadmap.views.track_short import CERTS, PROGRESS, PROJECTS, SUCCESS

DAY = ("--today", "2026-11-23")
PLAN = 'format = 1\n[profile]\nid = "ada"\nhours_per_week = 8\n[focus]\nprimary = "sre"\nlevel = 3\nfrom = 2\n'


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, [*DAY, *words])
    return result.exit_code, result.output


def test_every_track_role_and_playbook_is_told_with_what_it_takes() -> None:
    status, said = run("--demo", "show", "tracks")
    assert status == 0
    for words in ("Tracks to level 3", "your primary track", "FinOps level 3 takes you", "What carries over", "Cloud Native Engineer", "leader-90"):
        assert words in said


def test_the_four_questions_are_answered_for_the_track_one_is_in_and_one_s_own_tracks_lead() -> None:
    status, said = run("--ascii", "--demo", "show", "tracks")
    assert status == 0
    assert said.index("(sre)") < said.index("(platform)") < said.index("(cloud-security)")
    for words in (PROGRESS, PROJECTS, CERTS, SUCCESS):
        assert words in said
    assert "You hold SOA-C03, CKA and SRE Foundation." in said


def test_in_ascii_nothing_else_is_printed() -> None:
    for words in (["roadmap"], ["show", "skills"], ["show", "timeline"], ["catalog", "choose"]):
        status, said = run("--ascii", "--demo", *words)
        assert (status, said.isascii()) == (0, True), words
    assert "TRACKTUI_ASCII" not in os.environ


def test_one_is_read_in_full_by_id_or_by_name() -> None:
    for words, told in ((("finops",), "Showback for one product"), (("Cloud", "Native", "Engineer"), "What it decides"), (("leader-90",), "Weeks 1 to 2")):
        status, said = run("--demo", "show", "tracks", *words)
        assert status == 0
        assert told in said


@pytest.mark.parametrize(("word", "message"), [("engineer", "could be several"), ("zebra", "no track, role or playbook")])
def test_a_word_that_means_several_or_nothing_is_refused_with_a_way_out(word: str, message: str) -> None:
    result = CliRunner().invoke(main, [*DAY, "--demo", "show", "tracks", word])
    assert isinstance(result.exception, UserError)
    assert message in result.exception.problems[0].message
    assert result.exception.problems[0].hint


def test_the_chooser_says_its_reasons_and_what_the_track_costs() -> None:
    status, said = run("--demo", "catalog", "choose", "bill-surprises=3", "fear-of-release")
    assert status == 0
    assert said.startswith("Start with FinOps")
    assert "FinOps level 3 takes you" in said


def test_the_chooser_lists_what_can_hurt_and_prints_json_without_a_plan() -> None:
    assert "bill-surprises" in run("catalog", "choose")[1]
    found = json.loads(run("catalog", "choose", "fear-of-release=3", "--json")[1])
    assert [(track["track"], track["points"], track["hours"]) for track in found["tracks"]] == [("sre", 6, None)]
    assert found["why"][0].startswith("Start with Site reliability engineering")


def test_another_primary_track_begins_where_one_stands_in_it_and_the_change_is_recorded() -> None:
    Path("plan.toml").write_text(PLAN)
    assert run("compare", "--primary", "finops", "--level", "1", "--adopt")[0] == 0
    plan = tomllib.loads(Path("plan.toml").read_text())
    assert plan["focus"] == {"primary": "finops", "level": 1, "from": 0}
    assert plan["journal"][0]["event"] == "focus"
    assert plan["journal"][0]["from"] == {"primary": "sre", "level": 3, "from": 2}
    assert plan["journal"][0]["to"] == {"primary": "finops", "level": 1, "from": 0}


def test_catalog_show_reads_a_role_a_track_and_a_playbook_in_full() -> None:
    for entry, words in (("finops-engineer", "makes the cost of technology visible"), ("sre", "in short"), ("leader-90", "weeks 1 to 2")):
        status, said = run("catalog", "show", entry)
        assert status == 0
        assert words in said.lower()
        assert len(said.splitlines()) > 20
