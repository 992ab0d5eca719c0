"""Processes killed while they save, and processes that write the same plan at once. Each has a control that must fail."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from amounts import amount, tell
from tracktui.plan.read import read_plan
from tracktui.plan.siblings import conflict_copies

HERE = Path(__file__).parent
pytestmark = pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="kill -9 and fork are of POSIX systems")


def killed(folder: Path, kills: int, way: str) -> dict[str, Any]:
    started = time.monotonic()
    done = subprocess.run([sys.executable, str(HERE / "kill_loop.py"), str(folder), str(kills), way, "1"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    tell(f"kill -9 while saving, {way}", **found, seconds=round(time.monotonic() - started, 1))
    return found


def test_a_process_killed_at_any_moment_of_a_save_tears_nothing_and_loses_nothing_it_called_saved(tmp_path: Path) -> None:
    found = killed(tmp_path, amount(60, 1000), "durable")
    assert found["torn"] == 0
    assert found["saves"] >= found["kills"] // 2


def test_the_same_loop_finds_torn_files_where_a_file_is_written_in_place(tmp_path: Path) -> None:
    assert killed(tmp_path, amount(60, 1000), "in-place")["torn"] > 0


def raced(folder: Path, state: str, share: int, way: str) -> list[str]:
    path = folder / "plan.toml"
    path.write_text('format = 1\n[profile]\nid = "ada"\n')
    started = time.monotonic()
    command = [sys.executable, str(HERE / "race_loop.py"), str(path), state]
    writers = [subprocess.Popen([*command, name, str(share), way], stderr=subprocess.PIPE) for name in ("ada", "sam")]
    for writer in writers:
        _, said = writer.communicate(timeout=600)
        assert writer.returncode == 0, said.decode()
    ids = [entry.id for entry in read_plan(path.read_bytes()).journal]
    lock = "no lock" if state == "-" else "lock"
    tell(f"two writers, {way}, {lock}", entries=len(ids), of=2 * share, seconds=round(time.monotonic() - started, 1))
    return ids


def test_two_writers_at_once_lose_no_entry(tmp_path: Path) -> None:
    share = amount(40, 500)
    ids = raced(tmp_path, str(tmp_path / "state"), share, "durable")
    assert len(ids) == len(set(ids)) == 2 * share
    for name in ("ada", "sam"):
        assert [one for one in ids if one.startswith(name)] == [f"{name}-{number}" for number in range(share)]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only the swap of Linux notices a third party between look and replace")
def test_without_a_lock_what_is_not_in_the_plan_is_in_a_copy_beside_it(tmp_path: Path) -> None:
    share = amount(40, 500)
    ids = raced(tmp_path, "-", share, "durable")
    copies = conflict_copies(tmp_path / "plan.toml")
    kept = {entry.id for copy in copies for entry in read_plan(copy.read_bytes()).journal}
    # A writer that was refused may find its entry written all the same, and write it again: twice is no loss.
    assert len(kept | set(ids)) == 2 * share


def test_two_writers_that_just_write_lose_entries_or_the_file(tmp_path: Path) -> None:
    try:
        lost = len(raced(tmp_path, "-", 200, "naive")) < 400
    except Exception:
        lost = True
    assert lost
