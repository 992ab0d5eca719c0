"""`tracktui new --playbook`: a playbook becomes a plan, and every other command works on it unchanged."""

from __future__ import annotations

import pytest

from tracktui.cli.main import status_of


def test_a_playbook_becomes_a_plan_that_every_command_works_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(["--today", "2026-11-23", "new", "--playbook", "leader-90", "--start", "2026-11-30", "-o", "lead.toml"]) == 0
    assert "Goal  Specialist tracks in ninety days" in capsys.readouterr().out
    lead = ["--plan", "lead.toml", "--today", "2026-12-02"]
    assert status_of([*lead, "log", "inventory", "done", "--evidence", "https://example.org/matrix"]) == 0
    assert "Unlocked: Set the least behaviours per level" in capsys.readouterr().out
    for words in (["roadmap"], ["next"], ["why", "behaviours"], ["export", "--format", "md"], ["export", "--format", "json"]):
        assert status_of([*lead, *words]) == 0, words
        assert "behaviours" in capsys.readouterr().out.lower()


def test_a_joiners_playbook_names_the_role_and_goes_with_a_focus(capsys: pytest.CaptureFixture[str]) -> None:
    made = ["--today", "2026-11-23", "new", "--playbook", "joiner-platform-engineer", "--primary", "platform", "--hours", "12", "-o", "joiner.toml"]
    assert status_of(made) == 0
    out = capsys.readouterr().out
    assert "Goal  Platform 1: awareness" in out
    assert "Goal  First year as Platform Engineer" in out


def test_new_says_what_it_needs_and_which_playbooks_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(["new"]) == 2
    assert "--primary TRACK, --playbook ID or both" in capsys.readouterr().err
    assert status_of(["new", "--playbook", "leader-9"]) == 2
    assert "did you mean 'leader-90'?" in capsys.readouterr().err
