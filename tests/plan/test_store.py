"""Saving the plan: whole or not at all, never unseen, never a byte of what was there."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import logged
from tracktui.plan import layout, snapshots, store
from tracktui.problems import UserError

HEAD = '# mine\nformat = 1\n\n[profile]\nid = "ada"   # me\n'
BLOCK = logged("2026-11-01", "worked", "cka", hours=2)
OTHER = "\n" + logged("2026-11-02", "noted", note="theirs")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    store.create(path, HEAD)
    return path


def test_a_new_plan_is_private_and_never_replaces_a_file(plan: Path) -> None:
    assert stat.S_IMODE(plan.stat().st_mode) == 0o600
    with pytest.raises(UserError, match="there already"):
        store.create(plan, "format = 1\n")
    assert plan.read_text() == HEAD


@pytest.mark.parametrize("text", [HEAD, HEAD.rstrip("\n"), HEAD + "# last words", HEAD.replace("\n", "\r\n"), "\ufeff" + HEAD])
def test_an_append_keeps_every_byte_before_it(plan: Path, text: str) -> None:
    before = text.encode()
    plan.write_bytes(before)
    after = store.append(plan, BLOCK, expected=before).data
    assert plan.read_bytes() == after
    assert after.startswith(before)
    assert len(store.load(plan)[0].journal) == 1
    if b"\r\n" in before:
        assert b"\n" not in after.replace(b"\r\n", b"")


@given(st.lists(st.sampled_from([BLOCK, logged("2026-11-02", "noted", note='[[journal]]\n"""')]), max_size=4))
def test_any_number_of_appends_keeps_all_of_them(tmp_path_factory: Any, blocks: list[str]) -> None:
    path = tmp_path_factory.mktemp("plan") / "plan.toml"
    store.create(path, HEAD)
    data = path.read_bytes()
    for block in blocks:
        data = store.append(path, block, expected=data).data
    assert len(store.load(path)[0].journal) == len(blocks)
    assert path.read_bytes().startswith(HEAD.encode())


def renamed(name: str) -> Any:
    def change(head: Any) -> None:
        head["profile"]["id"] = name

    return change


def test_an_append_is_made_on_what_somebody_else_wrote_meanwhile(plan: Path) -> None:
    loaded = plan.read_bytes()
    theirs = loaded.replace(b"ada", b"eve") + OTHER.encode()
    plan.write_bytes(theirs)
    saved = store.append(plan, BLOCK, expected=loaded)
    assert plan.read_bytes() == saved.data
    assert saved.data.startswith(theirs)
    assert [entry.event for entry in store.load(plan)[0].journal] == ["noted", "worked"]
    assert saved.notes == (store.BOTH_KEPT,)


def test_an_edit_of_another_key_joins_what_somebody_else_changed(plan: Path) -> None:
    loaded = plan.read_bytes()
    plan.write_bytes(loaded + b'name = "Ada Example"  # theirs\n' + OTHER.encode())
    saved = store.edit_head(plan, renamed("grace"), expected=loaded)
    found, _ = store.load(plan)
    assert (found.profile.id, found.profile.name, len(found.journal)) == ("grace", "Ada Example", 1)
    assert b"# theirs" in saved.data


def test_an_edit_of_the_same_key_is_refused_and_names_both_values(plan: Path) -> None:
    loaded = plan.read_bytes()
    theirs = loaded.replace(b'"ada"', b'"eve"')
    plan.write_bytes(theirs)
    with pytest.raises(UserError) as caught:
        store.edit_head(plan, renamed("grace"), expected=loaded)
    problem = caught.value.problems[0]
    assert problem.message == '[profile] id was changed by somebody else to "eve"'
    assert problem.hint.startswith('yours was "grace"')
    assert plan.read_bytes() == theirs


@pytest.mark.parametrize("theirs", [b"", b"format = 1\n[pro", b"format = 2\n[profile]\n", b"\xff\xfe\x00"])
def test_what_is_no_plan_of_ours_any_more_is_never_written_to(plan: Path, theirs: bytes) -> None:
    loaded = plan.read_bytes()
    plan.write_bytes(theirs)
    with pytest.raises(UserError):
        store.append(plan, BLOCK, expected=loaded)
    with pytest.raises(UserError):
        store.edit_head(plan, renamed("x"), expected=loaded)
    assert plan.read_bytes() == theirs


def test_a_file_that_has_gone_is_not_made_again(plan: Path) -> None:
    loaded = plan.read_bytes()
    plan.unlink()
    with pytest.raises(UserError, match="has gone"):
        store.append(plan, BLOCK, expected=loaded)
    assert not plan.exists()


def test_a_file_that_looks_cut_off_is_said_to_be(plan: Path) -> None:
    loaded = plan.read_bytes()
    plan.write_bytes(loaded[:20])
    with pytest.raises(UserError, match="shorter"):
        store.append(plan, BLOCK, expected=loaded)


def test_an_edit_of_the_head_keeps_comments_layout_and_the_journal(plan: Path) -> None:
    before = store.append(plan, BLOCK, expected=plan.read_bytes()).data

    after = store.edit_head(plan, renamed("grace"), expected=before).data
    assert after == before.replace(b'"ada"', b'"grace"')


def test_an_edit_of_the_head_is_refused_when_tables_stand_behind_the_journal(plan: Path) -> None:
    data = HEAD.encode() + BLOCK.encode() + b"[focus]\nprimary = 'sre'\n"
    plan.write_bytes(data)
    with pytest.raises(UserError, match=r"\[focus\] stands behind"):
        store.edit_head(plan, lambda head: None, expected=data)
    assert store.append(plan, BLOCK, expected=data).data.startswith(data)


def test_a_line_that_looks_like_a_journal_inside_a_string_is_no_tail() -> None:
    body = b'format = 1\nnote = """\n[[journal]]\n"""\n[[journal]]\nat = 1\n'
    assert layout.split(body) == (body[: body.rindex(b"[[journal]]")], body[body.rindex(b"[[journal]]") :])


def test_a_link_stays_a_link_and_rights_stay_what_they_were(plan: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(plan)
    plan.chmod(0o640)
    store.append(link, BLOCK, expected=plan.read_bytes())
    assert link.is_symlink()
    assert stat.S_IMODE(plan.stat().st_mode) == 0o640


@pytest.mark.parametrize("kind", ["missing", "folder", "fifo", "dangling"])
def test_what_is_no_plan_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.toml"
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    elif kind == "dangling":
        path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(UserError) as caught:
        store.load(path)
    assert caught.value.problems[0].hint


def test_a_read_only_plan_is_not_gone_around(plan: Path) -> None:
    plan.chmod(0o444)
    with pytest.raises(UserError, match="read-only"):
        store.append(plan, BLOCK, expected=plan.read_bytes())


CALLS = ["open", "write", "fsync", "replace", "close"]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("number", range(3))
def test_an_error_in_any_call_of_a_save_leaves_the_old_file_or_the_new_one(plan: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int) -> None:
    before = plan.read_bytes()
    real = getattr(os, call)
    count = 0

    def failing(*arguments: Any, **options: Any) -> Any:
        nonlocal count
        count += 1
        if count == number + 1:
            if call == "close":
                real(*arguments)
            raise OSError(28, "No space left on device")
        return real(*arguments, **options)

    monkeypatch.setattr(os, call, failing)
    failed = False
    try:
        store.append(plan, BLOCK, expected=before)
    except UserError:
        failed = True
    monkeypatch.undo()
    after = plan.read_bytes()
    assert after == before or len(store.load(plan)[0].journal) == 1
    assert failed or after != before
    assert [path.name for path in plan.parent.iterdir() if path.name.startswith(".tracktui-")] == []


def test_what_a_killed_process_left_is_swept_and_a_living_one_s_is_not(plan: Path) -> None:
    dead = plan.parent / ".tracktui-999999-0badcafe"
    alive = plan.parent / f".tracktui-{os.getppid()}-0badcafe"
    dead.touch()
    alive.touch()
    store.append(plan, BLOCK, expected=plan.read_bytes())
    assert not dead.exists()
    assert alive.exists()


def test_the_bytes_before_a_change_of_the_head_are_kept(plan: Path, tmp_path: Path) -> None:
    store.edit_head(plan, renamed("grace"), expected=plan.read_bytes(), access=store.Access(tmp_path / "state"))
    (kept,) = snapshots.listed(plan, tmp_path / "state")
    assert snapshots.content(kept).decode() == HEAD
