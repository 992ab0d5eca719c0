"""Earlier versions, comparing, merging and tidying from the command line."""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from making import logged
from tracktui.cli.main import status_of

PLAN = 'format = 1\n[profile]\nid = "ada"   # me\nhours_per_week = 8\n[focus]\nprimary = "sre"\nlevel = 2\n'


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def call(*arguments: str) -> tuple[int, str, str]:
        status = status_of(["--today", "2026-11-23", *arguments])
        found = capsys.readouterr()
        return status, found.out, found.err

    return call


@pytest.fixture
def plan() -> Path:
    path = Path("plan.toml")
    path.write_text(PLAN)
    return path


def test_restore_lists_compares_and_brings_back_and_undo_takes_that_back(run: Any, plan: Path) -> None:
    assert run("restore")[0] == 1
    run("log", "cka", "2h")
    run("compare", "--hours", "9", "--adopt")
    now = plan.read_bytes()
    status, out, _ = run("restore")
    assert (status, "1 entry" in out, "0 entries" in out) == (0, True, True)
    status, out, _ = run("restore", "1", "--show")
    assert "[profile] hours_per_week: 8, was 9" in out
    assert plan.read_bytes() == now
    assert "1 entry removed" in run("restore", "2")[1]
    assert plan.read_text() == PLAN
    assert run("undo")[0] == 0
    assert plan.read_bytes() == now


@pytest.mark.parametrize("broken", [b"", b"format = 1\n[pro", None])
def test_restore_works_on_a_plan_that_is_broken_or_gone_and_keeps_what_was_there(run: Any, plan: Path, broken: bytes | None) -> None:
    run("compare", "--hours", "9", "--adopt")
    if broken is None:
        plan.unlink()
    else:
        plan.write_bytes(broken)
    assert run("next")[0] == 1
    assert run("restore", "1")[0] == 0
    assert plan.read_text() == PLAN
    if broken:
        assert json.loads(run("restore", "--json")[1])["items"][0]["bytes"] == len(broken)


def test_what_was_broken_is_kept_as_a_version_and_never_brought_back_as_a_plan(run: Any, plan: Path) -> None:
    run("compare", "--hours", "9", "--adopt")
    plan.write_bytes(b"\xff\xfe binary \xff")
    assert run("restore", "1")[0] == 0
    plan.unlink()
    status, _, err = run("restore", "1")
    assert (status, "this is UTF-16" in err, plan.exists()) == (1, True, False)


def test_a_guest_at_the_keyboard_brings_no_version_back(run: Any, plan: Path) -> None:
    run("compare", "--hours", "9", "--adopt")
    before = plan.read_bytes()
    status, _, err = run("--as", "sam", "restore", "1")
    assert (status, "not sam's" in err) == (1, True)
    assert plan.read_bytes() == before


@pytest.mark.parametrize("when", ["0", "99", "soon", "2020-01-01", "9999-12-31", "0001-01-01"])
def test_a_version_that_is_not_there_is_refused_with_a_hint(run: Any, plan: Path, when: str) -> None:
    run("log", "cka", "2h")
    before = plan.read_bytes()
    status, _, err = run("restore", when)
    assert status in (1, 2)
    assert "hint: " in err
    assert plan.read_bytes() == before


def test_diff_says_what_changed_by_meaning_and_nothing_of_layout(run: Any, plan: Path) -> None:
    Path("old.toml").write_text(PLAN)
    plan.write_text(PLAN.replace("   # me", "\n# a comment") + "\n")
    assert run("diff", "old.toml")[1] == "Nothing changed in meaning.\n"
    run("log", "cka", "pass")
    _, out, _ = run("diff", "old.toml", "plan.toml")
    assert "+ 23 Nov 2026  passed  cka" in out
    assert "cka: ready -> earned, active" in out
    data = json.loads(run("diff", "old.toml", "plan.toml", "--json")[1])
    assert [change["kind"] for change in data["changes"]] == ["added", "state"]
    assert data["changes"][0]["entry"]["item"] == "cka"


def test_tidy_moves_what_stands_behind_the_journal_above_it_and_shows_that(run: Any, plan: Path) -> None:
    text = PLAN + logged("2026-11-01", "worked", "cka", hours=2) + '# wishes\n[choices]\npin = ["pca"]'
    plan.write_text(text)
    assert "tracktui doctor --tidy" in run("compare", "--hours", "9", "--adopt")[2]
    assert plan.read_text() == text
    _, out, _ = run("doctor", "--tidy")
    assert "+# wishes" in out
    assert plan.read_text().index("[choices]") < plan.read_text().index("[[journal]]")
    assert run("compare", "--hours", "9", "--adopt")[0] == 0
    assert "Nothing to tidy" in run("doctor", "--tidy")[1]


def test_a_copy_that_a_synced_folder_made_is_told_in_one_line(run: Any, plan: Path) -> None:
    copy = Path("plan (Ada's conflicted copy 2026-11-20).toml")
    copy.write_text(PLAN + logged("2026-11-01", "worked", "cka", hours=2))
    Path("plan-of-somebody.toml").write_text(PLAN)
    for command in ("next", "doctor"):
        err = run(command)[2]
        assert err.count("sync conflict") == 1
        assert "plan-of-somebody" not in err
    assert run("merge", "-", "plan.toml", str(copy))[0] == 0
    assert "hours = 2" in plan.read_text()


def test_where_nothing_can_be_kept_the_plan_is_still_written_and_that_is_said(run: Any, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/dev/null")
    status, out, _ = run("log", "cka", "2h")
    assert (status, "Saved." in out) == (0, True)
    assert "hours = 2" in plan.read_text()
    _, out, err = run("doctor")
    assert "cannot be kept" in out
    assert "cannot be kept" in err


def test_a_plan_with_two_names_is_written_only_with_in_place(run: Any, plan: Path) -> None:
    Path("other.toml").hardlink_to(plan)
    status, _, err = run("log", "cka", "2h")
    assert (status, "--in-place" in err) == (1, True)
    assert plan.read_text() == PLAN
    assert run("--in-place", "log", "cka", "2h")[0] == 0
    assert Path("other.toml").read_bytes() == plan.read_bytes()
    assert Path("other.toml").samefile(plan)


def test_a_plan_of_a_newer_format_is_shown_and_never_written(run: Any, plan: Path) -> None:
    plan.write_text(PLAN.replace("format = 1", "format = 2"))
    before = plan.read_bytes()
    _, out, err = run("roadmap")
    assert "SRE 2" in out
    assert "format 2" in err
    assert run("log", "cka", "2h")[0] == 1
    assert plan.read_bytes() == before


@pytest.mark.skipif(sys.platform != "linux", reason="which file a descriptor is can be asked on Linux")
def test_an_entry_that_could_not_be_saved_waits_until_it_is_added(run: Any, plan: Path) -> None:
    real = os.fsync

    def full(descriptor: int) -> None:
        if os.readlink(f"/proc/self/fd/{descriptor}").startswith(str(plan.resolve().parent)):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(descriptor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", full)
        status, _, err = run("log", "cka", "2h", "a long thought")
    assert (status, "restore --unsaved" in err) == (1, True)
    assert plan.read_text() == PLAN
    assert run("next")[2].count("could not be saved waits") == 1
    assert "a long thought" in run("restore", "--unsaved", "--show")[1]
    assert plan.read_text() == PLAN
    assert "Added" in run("restore", "--unsaved")[1]
    assert "a long thought" in plan.read_text()
    assert "Nothing waits" in run("restore", "--unsaved")[1]
    assert "could not be saved" not in run("next")[2]


def test_a_plan_that_looks_cut_off_is_said_to_be_and_one_that_was_undone_is_not(run: Any, plan: Path) -> None:
    run("log", "cka", "2h")
    run("undo")
    assert "cut off" not in run("next")[2]
    assert "cut off" not in run("--today", "2026-11-25", "next")[2]
    run("redo")
    run("compare", "--hours", "9", "--adopt")
    whole = plan.read_bytes()
    run("compare", "--hours", "10", "--adopt")
    plan.write_bytes(whole[: whole.index(b"[[journal]]")])
    assert "looks cut off" in run("next")[2]
    assert run("restore", "1")[0] == 0
    assert plan.read_bytes() == whole
    assert "cut off" not in run("next")[2]


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        (b"\xff\xfe", "this is UTF-16"),
        (b"", "the plan is empty"),
        (b"format = 9\n[profile]\n", "a newer tracktui"),
        (b"format = 1\n[profile]\n" + b".".join([b"a"] * 40) + b" = 1\n", "theirs.toml:3:1"),
        (b"format = 1\n[profile]\nstart = 2027-02-30\n", "theirs.toml:3:9"),
    ],
)
def test_a_merge_with_what_is_no_plan_names_its_file_and_writes_nothing(run: Any, plan: Path, broken: bytes, words: str) -> None:
    Path("theirs.toml").write_bytes(broken)
    status, _, err = run("merge", "-", "plan.toml", "theirs.toml")
    assert (status, words in err, "theirs.toml" in err) == (1, True, True)
    assert plan.read_text() == PLAN
