"""An error of the system at every call of a save, and a disk that is full: the old file or the new one, a sentence, no traceback."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from amounts import amount, tell
from faults.calls import Calls, watched
from making import logged
from tracktui.plan import durable, snapshots, store
from tracktui.plan.read import read_plan
from tracktui.problems import UserError

PLAN = b'format = 1\n[profile]\nid = "ada"\n[focus]\nprimary = "sre"\n'
BLOCK = logged("2026-11-01", "worked", "cka", hours=2)
Save = Callable[[Path, bytes, store.Access], object]


def renamed(head: Any) -> None:
    head["profile"]["id"] = "grace"


SAVES: dict[str, Save] = {
    "append": lambda path, data, access: store.append(path, BLOCK, expected=data, access=access),
    "edit": lambda path, data, access: store.edit_head(path, renamed, expected=data, access=access),
    "put": lambda path, data, access: store.put(path, PLAN + BLOCK.encode(), expected=data, access=access),
}


def refusal(save: Save, path: Path, data: bytes, access: store.Access) -> str:
    """What a save was refused with; "" when it was made."""
    try:
        save(path, data, access)
    except UserError as error:
        return error.problems[0].message
    return ""


NUMBERS = [errno.EIO, errno.ENOSPC, errno.EACCES, errno.EPERM, errno.EROFS, errno.EDQUOT, errno.EMFILE, errno.ENOMEM, errno.ENAMETOOLONG, errno.ESTALE]


@pytest.mark.parametrize("name", SAVES)
def test_an_error_at_any_call_leaves_the_old_file_or_the_new_one(tmp_path: Path, name: str) -> None:
    save = SAVES[name]
    wanted = tmp_path / "wanted.toml"
    wanted.write_bytes(PLAN)
    save(wanted, PLAN, store.ALONE)
    after = wanted.read_bytes()
    tried = refused = 0
    for number in NUMBERS[: amount(2, len(NUMBERS))]:
        at = 0
        while True:
            folder = tmp_path / f"{number}-{at}"
            folder.mkdir()
            path = folder / "plan.toml"
            path.write_bytes(PLAN)
            access = store.Access(folder / "state")
            calls = Calls(at, number)
            with watched(calls):
                said = refusal(save, path, PLAN, access)
            if not calls.failed:
                break
            tried += 1
            refused += bool(said)
            found = path.read_bytes()
            assert found in (PLAN, after), f"{calls.failed} {at}"
            assert said or found == after, f"{calls.failed} {at} was hidden"
            if calls.failed != "unlink":
                assert not list(folder.glob(f"{durable.PREFIX}*")), f"{calls.failed} {at} left a file"
            if found == PLAN:
                save(path, PLAN, access)
                assert path.read_bytes() == after
            at += 1
    tell(f"an error at every call of {name}", errors=tried, refused=refused, hidden=0)
    assert tried > 20


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="which file a descriptor is can be asked on Linux")
@pytest.mark.parametrize("name", SAVES)
@pytest.mark.parametrize("state", [True, False])
def test_the_disk_confirms_the_bytes_before_they_take_their_place_and_the_folder_after(tmp_path: Path, name: str, state: bool) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    path = folder / "plan.toml"
    path.write_bytes(PLAN)
    confirmed: list[tuple[str, bool]] = []
    real = os.fsync

    def seen(descriptor: int) -> None:
        what = os.readlink(f"/proc/self/fd/{descriptor}")
        confirmed.append(("folder" if what == str(folder) else "beside" if what.startswith(str(folder)) else "version", path.read_bytes() == PLAN))
        real(descriptor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", seen)
        SAVES[name](path, PLAN, store.Access(tmp_path / "state" if state else None))
    assert confirmed == [*([("version", True)] * 2 if state else []), ("beside", True), ("folder", False)]
    assert path.read_bytes() != PLAN


class FullDisk:
    """A disk with so many bytes left; what is removed from it counts again only in `free`."""

    def __init__(self, left: int) -> None:
        self.left = left

    def write(self, descriptor: int, data: Any) -> int:
        if self.left <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        taken = min(self.left, len(data))
        self.left -= taken
        return self.real(descriptor, bytes(data[:taken]))

    real = staticmethod(os.write)


@pytest.mark.parametrize("name", SAVES)
def test_a_disk_that_fills_up_at_any_byte_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    path = tmp_path / "plan.toml"
    for left in range(0, 1200, amount(60, 7)):
        path.write_bytes(PLAN)
        monkeypatch.setattr(os, "write", FullDisk(left).write)
        said = refusal(SAVES[name], path, PLAN, store.Access(tmp_path / "state"))
        monkeypatch.undo()
        assert (path.read_bytes() == PLAN) == ("No space left" in said) == bool(said)
        assert not list(tmp_path.glob(f"{durable.PREFIX}*"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], capture_output=True, check=False).returncode:
        pytest.skip("a file system of our own needs the right to mount: the shim above stands in")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_file_system_refuses_and_keeps_the_plan(small_disk: Path, tmp_path: Path) -> None:
    path = small_disk / "plan.toml"
    full = 0
    for filler in range(30_000, 64_000, amount(4096, 170)):
        path.write_bytes(PLAN + b"# filler\n" * 800)
        before = path.read_bytes()
        (small_disk / "filler").write_bytes(b"x" * min(filler, 65_536 - 3 * 4096 - len(before)))
        for access in (store.Access(small_disk / "state"), store.Access(tmp_path / "state")):
            said = refusal(SAVES["append"], path, before, access)
            full += bool(said)
            assert "No space left" in said or not said
            assert (path.read_bytes() == before) == bool(said)
            before = path.read_bytes()
            assert read_plan(before).problems == ()
            assert not list(small_disk.glob(f"{durable.PREFIX}*"))
        (small_disk / "filler").unlink()
    tell("a full file system of 64 KB", refused=full)
    assert full > 0


def test_no_place_for_earlier_versions_never_stops_a_save(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(PLAN)
    state = tmp_path / "state"
    state.write_text("a file where a folder should be")
    assert store.append(path, BLOCK, expected=PLAN, access=store.Access(state)).data == path.read_bytes()
    assert snapshots.listed(path, state) == []
