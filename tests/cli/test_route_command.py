"""`tracktui catalog route`: what it prints, as text and as JSON, with a plan and without, and how it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tracktui.cli.main import status_of

DAY = ["--today", "2026-11-23"]


def test_a_route_says_each_step_and_its_gap(capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of([*DAY, "catalog", "route", "Cloud Native Engineer", "platform-engineer"]) == 0
    out = capsys.readouterr().out
    assert "1  Cloud Native Engineer -> Platform Engineer: 1 step" in out
    assert "a usual next step" in out
    assert "Golden paths 2 to 3" in out
    assert "for you" not in out


def test_with_a_plan_it_says_what_remains_for_you(capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of([*DAY, "--demo", "catalog", "route", "site-reliability-engineer", "platform-engineer", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    step = data["routes"][0]["steps"][0]
    assert (step["from"], step["to"], step["relation"]) == ("site-reliability-engineer", "platform-engineer", "next")
    assert step["gap"]["hours"] > 0
    assert step["remaining"]["hours"] > 0
    assert {"skill", "have", "need"} == set(step["gap"]["skills"][0])


def test_an_unknown_role_is_refused_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(["catalog", "route", "cloud-native-enginer", "finops-engineer"]) == 2
    assert "did you mean 'cloud-native-engineer'?" in capsys.readouterr().err
    assert status_of(["catalog", "route", "finops-engineer", "FinOps Engineer"]) == 2
    assert "both ends" in capsys.readouterr().err


def test_no_route_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "overlay.toml").write_text('format = 1\n[[role]]\nid = "lighthouse-keeper"\nname = "Lighthouse Keeper"\n')
    assert status_of([*DAY, "--catalog", str(tmp_path / "overlay.toml"), "catalog", "route", "finops-engineer", "lighthouse-keeper"]) == 1
    assert "No path of this catalog leads from FinOps Engineer to Lighthouse Keeper." in capsys.readouterr().out
