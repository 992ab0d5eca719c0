"""The power goes at every call of a save, on a real ext4: the disk's image is copied at that moment, mounted anew, and looked at."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from amounts import amount, tell
from making import logged
from tracktui.plan import store

PLAN = b'format = 1\n[profile]\nid = "ada"\n' + b"# a line\n" * 900
BLOCK = logged("2026-11-01", "worked", "cka", hours=2)
OPTIONS = ["noauto_da_alloc", "noauto_da_alloc,commit=1", "data=writeback,noauto_da_alloc", "data=journal"]


def renamed(head: Any) -> None:
    head["profile"]["id"] = "grace"


class Disk:
    """A small ext4 in a file, mounted; and what would be on it were the power to go now."""

    def __init__(self, folder: Path, options: str) -> None:
        self.folder, self.image, self.at = folder, folder / "disk.img", folder / "mounted"
        self.cuts: list[Path] = []
        self.at.mkdir()
        with self.image.open("wb") as file:
            file.truncate(6 * 1024 * 1024)
        if subprocess.run(["mkfs.ext4", "-q", "-F", str(self.image)], capture_output=True, check=False).returncode or not self.mount(self.image, options):
            pytest.skip("a disk image needs mkfs.ext4 and the right to mount")

    def mount(self, image: Path, options: str) -> bool:
        return subprocess.run(["mount", "-o", f"loop,{options}", str(image), str(self.at)], capture_output=True, check=False).returncode == 0

    def unmount(self) -> None:
        subprocess.run(["umount", str(self.at)], check=True)

    def cut(self) -> None:
        """Keep what the disk has at this moment."""
        copy = self.folder / f"cut-{len(self.cuts)}.img"
        shutil.copyfile(self.image, copy)
        self.cuts.append(copy)

    def after(self, cut: Path) -> bytes:
        """The plan as the next start finds it."""
        assert self.mount(cut, "errors=remount-ro")
        try:
            return (self.at / "plan.toml").read_bytes()
        finally:
            self.unmount()
            cut.unlink()


@contextmanager
def cut_before(disk: Disk, calls: tuple[str, ...], *, confirms: bool) -> Iterator[None]:
    """The power may go before each of these calls; without `confirms` the disk is never asked to confirm."""
    busy = False

    def through(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal busy
            if not busy:
                busy = True
                disk.cut()
                busy = False
            return None if name == "fsync" and not confirms else real(*arguments, **options)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in calls:
            patch.setattr(os, name, through(name, getattr(os, name)))
        yield


def saved(tmp_path: Path, options: str, *, confirms: bool) -> tuple[list[bytes], bytes, bytes, bytes]:
    """What the next start finds for each cut and after the save returned; and the old and the new plan."""
    disk = Disk(tmp_path, options)
    try:
        path = disk.at / "plan.toml"
        store.create(path, PLAN.decode())
        os.sync()
        first = store.append(path, BLOCK, expected=PLAN).data
        with cut_before(disk, ("fsync", "close", "unlink", "open", "fchmod"), confirms=confirms):
            new = store.edit_head(path, renamed, expected=first).data
        disk.cut()
    finally:
        disk.unmount()
    found = [disk.after(cut) for cut in disk.cuts]
    return found[:-1], found[-1], first, new


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="mounting a disk image takes root")
@pytest.mark.parametrize("options", OPTIONS[: amount(1, 4)])
def test_after_a_power_cut_the_old_plan_is_there_or_the_new_one_and_the_new_one_once_it_was_called_saved(tmp_path: Path, options: str) -> None:
    started = time.monotonic()
    cuts = 0
    for number in range(amount(1, 12)):
        folder = tmp_path / str(number)
        folder.mkdir()
        during, at_last, old, new = saved(folder, options, confirms=True)
        cuts += len(during) + 1
        assert {*during} <= {old, new}
        assert at_last == new
    tell(f"power cuts, ext4 {options}", cuts=cuts, seconds=round(time.monotonic() - started, 1))


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="mounting a disk image takes root")
def test_the_same_cut_loses_a_save_that_the_disk_did_not_confirm(tmp_path: Path) -> None:
    _, at_last, _, new = saved(tmp_path, OPTIONS[0], confirms=False)
    assert at_last != new
