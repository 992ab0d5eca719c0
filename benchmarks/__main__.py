"""Everything against its budget: `python -m benchmarks`, or only some parts of it: `python -m benchmarks starts keys`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from benchmarks import commands, keys, loop, memory, planning, screens, starts, storage
from benchmarks.measure import side_by_side, told
from benchmarks.processes import command

PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "starts": starts.rows,
    "commands": commands.rows,
    "catalogs": planning.catalogs,
    "plans": planning.plans,
    "growth": planning.growth,
    "storage": storage.rows,
    "keys": keys.rows,
    "loop": loop.rows,
    "screens": screens.rows,
    "memory": memory.rows,
}


def main() -> None:
    """Measure and print."""
    unknown = [name for name in sys.argv[1:] if name not in PARTS]
    if unknown:
        sys.exit(f"there is no part '{unknown[0]}'; there are {', '.join(PARTS)}")
    for name in sys.argv[1:] or PARTS:
        print(f"-- {name}", flush=True)
        for line in PARTS[name]():
            print(line, flush=True)
    (textual,) = side_by_side(command("-c", "import textual.app", home=""))
    print(told("import textual.app here; the budgets in ms are for a machine that takes 260 to 310", textual))


if __name__ == "__main__":
    main()
