"""Rights, names and folders: what a save keeps, and where it refuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from making import logged
from tracktui.plan import lock, siblings, store
from tracktui.problems import UserError

PLAN = b'format = 1\n[profile]\nid = "ada"\n'
BLOCK = logged("2026-11-01", "worked", "cka", hours=2)
NOBODY = 65534

AS_NOBODY = """
import json, os, sys
from pathlib import Path
from tracktui.plan import durable, snapshots, store
from tracktui.problems import UserError
import ctypes, fcntl, gzip
folder, block = Path(sys.argv[1]), sys.argv[2]
os.setgid(65534)
os.setuid(65534)
found = {}
for name in ("closed", "foreign", "sealed"):
    path = folder / name / "plan.toml"
    for in_place in (False, True):
        try:
            (path.parent / "probe").write_text("x")
            found[f"{name} takes files"] = True
        except OSError:
            found[f"{name} takes files"] = False
        try:
            store.append(path, block, expected=path.read_bytes(), access=store.Access(folder / "state", in_place))
            found[f"{name} {in_place}"] = "saved"
        except UserError as error:
            found[f"{name} {in_place}"] = error.problems[0].code
print(json.dumps(found))
"""


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="making a file of somebody else takes root")
def test_where_a_second_file_cannot_be_made_or_owned_the_plan_is_written_in_place_after_a_yes_only(tmp_path: Path) -> None:
    # pytest makes these folders for their owner alone; the child has to pass through them.
    for parent in (tmp_path, *tmp_path.parents):
        if "pytest-of-" in str(parent):
            parent.chmod(0o711)
    for name, folder_mode, owner, mode in (("closed", 0o555, NOBODY, 0o600), ("foreign", 0o777, 0, 0o666), ("sealed", 0o777, NOBODY, 0o444)):
        folder = tmp_path / name
        folder.mkdir()
        path = folder / "plan.toml"
        path.write_bytes(PLAN)
        os.chown(path, owner, owner)
        path.chmod(mode)
        folder.chmod(folder_mode)
    state = tmp_path / "state"
    state.mkdir()
    os.chown(state, NOBODY, NOBODY)
    done = subprocess.run([sys.executable, "-c", AS_NOBODY, str(tmp_path), BLOCK], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["closed takes files"] is False, "the control: this folder must be closed to the child"
    assert (found["closed False"], found["closed True"]) == ("plan-in-place", "saved")
    assert (found["foreign False"], found["foreign True"]) == ("plan-in-place", "saved")
    assert (found["sealed False"], found["sealed True"]) == ("plan-read-only", "plan-read-only")
    assert (tmp_path / "closed" / "plan.toml").read_bytes().startswith(PLAN + b"\n[[journal]]")
    foreign = (tmp_path / "foreign" / "plan.toml").stat()
    assert (foreign.st_uid, foreign.st_mode & 0o777) == (0, 0o666)
    assert (tmp_path / "sealed" / "plan.toml").read_bytes() == PLAN


def test_in_place_is_refused_where_no_copy_can_be_kept_first(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(PLAN)
    (tmp_path / "second.toml").hardlink_to(path)
    with pytest.raises(UserError, match="no copy of it could be kept"):
        store.append(path, BLOCK, expected=PLAN, access=store.Access(Path("/dev/null/state"), in_place=True))
    assert path.read_bytes() == PLAN


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="extended attributes are of Linux")
def test_attributes_and_the_group_stay(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(PLAN)
    path.chmod(0o660)
    try:
        os.setxattr(path, "user.mine", b"kept")
    except OSError:
        pytest.skip("this file system keeps no attributes")
    if os.getuid() == 0:
        os.chown(path, NOBODY, NOBODY)
    before = path.stat()
    store.append(path, BLOCK, expected=PLAN)
    after = path.stat()
    assert os.getxattr(path, "user.mine") == b"kept"
    assert (after.st_uid, after.st_gid, after.st_mode) == (before.st_uid, before.st_gid, before.st_mode)


def test_a_plan_with_the_longest_name_there_is_can_be_saved(tmp_path: Path) -> None:
    path = tmp_path / ("p" * 250 + ".toml")
    path.write_bytes(PLAN)
    assert store.append(path, BLOCK, expected=PLAN).data == path.read_bytes()


def test_links_that_lead_nowhere_or_in_a_circle_are_named(tmp_path: Path) -> None:
    link, other = tmp_path / "link.toml", tmp_path / "other.toml"
    link.symlink_to(other)
    with pytest.raises(UserError, match=r"link\.toml is a link to .*other\.toml, which is not there"):
        store.load(link)
    other.symlink_to(link)
    with pytest.raises(UserError):
        store.load(link)
    with pytest.raises(UserError):
        store.append(link, BLOCK, expected=PLAN)


def test_a_folder_that_was_removed_is_said_and_not_made_again(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "plan.toml"
    path.parent.mkdir()
    path.write_bytes(PLAN)
    path.unlink()
    path.parent.rmdir()
    with pytest.raises(UserError, match="has gone"):
        store.append(path, BLOCK, expected=PLAN)
    assert not path.parent.exists()


def test_who_holds_the_lock_is_said_after_a_wait(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    holder = f"another tracktui is writing this plan: process {os.getpid()} on"
    with lock.held(path, tmp_path / "state"), pytest.raises(UserError, match=holder), lock.held(path, tmp_path / "state", wait=0.05):
        raise AssertionError("two at once")
    with lock.held(path, tmp_path / "state", wait=0.05):
        pass


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("plan.sync-conflict-20261120-101112-ABCDEFG.toml", True),
        ("plan (Ada's conflicted copy 2026-11-20).toml", True),
        ("plan (conflicted copy 2026-11-20 101112).toml", True),
        ("plan (1).toml", True),
        ("plan 2.toml", True),
        ("plan-conflict-20261120.toml", True),
        ("plan.tracktui-conflict-20261120-101112-0badcafe.toml", True),
        ("plan-2027.toml", False),
        ("planning.toml", False),
        ("plan.toml.bak", False),
        ("plan (draft).toml", False),
    ],
)
def test_copies_of_synced_folders_are_known_by_their_names(tmp_path: Path, name: str, is_one: bool) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(PLAN)
    (tmp_path / name).write_bytes(PLAN)
    assert [copy.name for copy in siblings.conflict_copies(path)] == ([name] if is_one else [])
