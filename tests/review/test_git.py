"""Merging plans with real git, configured as docs/git.md says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from making import logged
from tracktui.plan.read import read_plan

HEAD = 'format = 1\n\n[profile]\nid = "ada"\nhours_per_week = 8\n\n[focus]\nprimary = "sre"\nlevel = 2\n\n'
OLD = logged("2026-11-01", "worked", "cka", hours=2)
ADA = logged("2026-11-02", "worked", "cka", hours=3)
SAM = logged("2026-11-03", "assessed", "error-budgets", by="sam", level=2)


class Repository:
    """A git repository with one plan and tracktui as the merge driver of plans."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Ada Example")
        self.git("config", "user.email", "ada@example.org")
        self.git("config", "merge.tracktui.name", "tracktui plans")
        self.git("config", "merge.tracktui.driver", f"{sys.executable} -m tracktui merge %O %A %B --name %P")
        (folder / ".gitattributes").write_text("*.toml merge=tracktui\n")
        self.commit(HEAD + OLD)

    def git(self, *arguments: str, status: int = 0) -> str:
        env = {**os.environ, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(["git", *arguments], cwd=self.folder, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    @property
    def plan(self) -> Path:
        """The plan in the working tree."""
        return self.folder / "plan.toml"

    def commit(self, text: str) -> None:
        self.plan.write_text(text)
        self.git("add", "-A")
        self.git("commit", "-qm", "a change")

    def two_sides(self, ours: str, theirs: str) -> None:
        self.git("checkout", "-qb", "sam")
        self.commit(theirs)
        self.git("checkout", "-q", "main")
        self.commit(ours)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def test_git_merges_the_journals_of_two_people(repository: Repository) -> None:
    repository.two_sides(HEAD + OLD + "\n" + ADA, HEAD.replace("level = 2", "level = 3") + OLD + "\n" + SAM)
    repository.git("merge", "-q", "--no-edit", "sam")
    plan = read_plan(repository.plan.read_bytes())
    assert ([entry.event for entry in plan.journal], plan.focus.level) == (["worked", "worked", "assessed"], 3)
    assert repository.git("status", "--porcelain") == ""


def test_git_rebases_over_what_somebody_else_logged(repository: Repository) -> None:
    repository.two_sides(HEAD + OLD + "\n" + ADA, HEAD + OLD + "\n" + SAM)
    repository.git("rebase", "-q", "sam")
    assert [entry.event for entry in read_plan(repository.plan.read_bytes()).journal] == ["worked", "assessed", "worked"]


def test_git_stops_where_somebody_has_to_decide_and_the_file_is_a_plan_all_the_same(repository: Repository) -> None:
    repository.two_sides(HEAD.replace("level = 2", "level = 3") + OLD, HEAD.replace("level = 2", "level = 4") + OLD + "\n" + SAM)
    said = repository.git("merge", "--no-edit", "sam", status=1)
    assert "error: [focus] level was changed to 3 here and to 4 there (plan.toml)" in said
    plan = read_plan(repository.plan.read_bytes())
    assert (plan.focus.level, len(plan.journal), plan.problems) == (3, 2, ())
    assert repository.git("status", "--porcelain").startswith("UU plan.toml")


def test_git_shows_changes_by_meaning(repository: Repository) -> None:
    repository.commit(HEAD.replace("level = 2", "level = 3") + OLD + "\n" + ADA)
    said = repository.git("difftool", "--no-prompt", "--extcmd", f"{sys.executable} -m tracktui diff", "HEAD~1", "--", "plan.toml")
    assert "[focus] level: 3, was 2" in said
    assert "1 entry added" in said
