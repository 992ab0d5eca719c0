"""A process of its own that saves without end and is killed at a random moment, again and again. Prints what it found as JSON.

Usage: python kill_loop.py FOLDER KILLS durable|in-place SEED
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sys
import time
import tomllib
from pathlib import Path
from typing import Any, NoReturn

from tracktui.plan import durable, store
from tracktui.plan.read import read_plan
from tracktui.problems import UserError

HEAD = 'format = 1\n# mine\n[profile]\nid = "ada"\nhours_per_week = 1\n[focus]\nprimary = "sre"\n\n'
OLD = '[[journal]]\nat = 2026-10-01T18:00:00Z\nid = "e0"\nevent = "noted"\nnote = "' + "long " * 4000 + '"\n'
BLOCK = '[[journal]]\nat = 2026-11-01T18:00:00Z\nid = "e{number}"\nby = "ada"\nevent = "noted"\n'


def save(path: Path, state: Path, data: bytes, number: int, way: str) -> bytes:
    """One save: two entries, then an edit of the head, then two entries ..."""
    if way == "in-place":
        path.write_bytes(data + BLOCK.format(number=number).encode())
        return path.read_bytes()
    if number % 3:
        return store.append(path, BLOCK.format(number=number), expected=data, access=store.Access(state)).data

    def change(head: Any) -> None:
        head["profile"]["hours_per_week"] = number % 100

    return store.edit_head(path, change, expected=data, access=store.Access(state)).data


def saver(path: Path, state: Path, number: int, acknowledged: int, way: str) -> NoReturn:
    """Save until killed; that it begins and every save that returned is told through the pipe."""
    data = path.read_bytes()
    while True:
        os.write(acknowledged, f"{number}\n".encode())
        number += 1
        data = save(path, state, data, number, way)


def once(path: Path, state: Path, number: int, way: str, saved: int, seconds: float) -> int:
    """One child, killed some time after so many saves of it; the last number that was told to be saved."""
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(readable)
        with contextlib.suppress(BaseException):
            saver(path, state, number, writable, way)
        os._exit(3)
    os.close(writable)
    with os.fdopen(readable) as file:
        # A busy machine lets a child wait before it begins: that is no moment of a save.
        told = [file.readline() for _ in range(1 + saved)]
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), "a save failed although nothing was in its way"
        return int([*told, *file][-1])


def is_torn(path: Path, last: int) -> bool:
    """Whether the file is no whole plan, or lacks something that was told to be saved."""
    try:
        plan = read_plan(path.read_bytes())
        tables = tomllib.loads(path.read_text())
    except (UserError, ValueError):
        return True
    ids = {entry.id for entry in plan.journal}
    missing = [number for number in range(last + 1) if number % 3 and f"e{number}" not in ids]
    edits = [number % 100 for number in (last - last % 3, last + 3 - last % 3)]
    wrong = tables["profile"]["hours_per_week"] not in (*edits, 1)
    return bool(missing or wrong or plan.problems)


def main() -> None:
    """Kill, look, go on; begin anew when the file has grown."""
    folder, kills, way, rng = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], random.Random(int(sys.argv[4]))
    path, state = folder / "plan.toml", folder / "state"
    torn = saves = left = 0
    number = -1
    # What a save loads is loaded before the first child is made: its time is spent saving.
    (folder / "warm").mkdir()
    warm = folder / "warm" / "plan.toml"
    warm.write_text(HEAD)
    took = []
    for first in range(2, 9):
        started = time.monotonic()
        save(warm, state, warm.read_bytes(), first, "durable")
        took.append(time.monotonic() - started)
    # A few saves long, however slow the disk is today, so that each part of a save is hit.
    reach = 4 * sorted(took)[len(took) // 2]
    for kill in range(kills):
        if number < 0:
            path.write_text(HEAD + OLD)
            number = 0
        last = once(path, state, number, way, kill % 2, rng.uniform(0, reach))
        saves += last - number
        left += len(list(folder.glob(f"{durable.PREFIX}*")))
        durable.sweep(folder)
        assert not list(folder.glob(f"{durable.PREFIX}*")), "a temporary file of a dead process stayed"
        if is_torn(path, last if way == "durable" else 0):
            torn += 1
            number = -1
            continue
        ids = [int(entry.id[1:]) for entry in read_plan(path.read_bytes()).journal]
        # A save that was not told any more may have reached the disk: go on behind it.
        number = max([last, *ids])
        number = -1 if number > 600 else number
    print(json.dumps({"kills": kills, "saves": saves, "torn": torn, "left": left}))


if __name__ == "__main__":
    main()
