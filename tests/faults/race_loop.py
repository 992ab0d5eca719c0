"""One of two writers of the same plan: appends entries until its share is written. Both begin together.

Usage: python race_loop.py PLAN STATE|- NAME COUNT durable|naive
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

from tracktui.plan import store
from tracktui.plan.open_plan import OpenPlan
from tracktui.problems import UserError

BLOCK = '[[journal]]\nat = 2026-11-01T18:00:00Z\nid = "{name}-{number}"\nby = "{name}"\nevent = "noted"\n'


def main() -> None:
    """Write the share of one writer; a refusal because of the other one is answered by reading again."""
    path, state, name, count = Path(sys.argv[1]), None if sys.argv[2] == "-" else Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    path.with_name(f"{name}.ready").touch()
    while len(list(path.parent.glob("*.ready"))) < 2:
        time.sleep(0.001)
    if sys.argv[5] == "naive":
        for number in range(count):
            data = path.read_bytes()
            time.sleep(0.0002)
            path.write_bytes(data + BLOCK.format(name=name, number=number).encode())
        return
    opened = OpenPlan(path, date(2026, 11, 23), store.Access(state))
    for number in range(count):
        while True:
            try:
                opened.append(BLOCK.format(name=name, number=number), "a note")
                break
            except UserError as error:
                if error.problems[0].code not in ("plan-changed", "plan-locked"):
                    raise
                opened.reload()


if __name__ == "__main__":
    main()
