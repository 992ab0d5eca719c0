"""The command line beside the libraries it cannot do without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import ratio, side_by_side
from benchmarks.processes import command, go_before_others, home_with_plan

BARE_IMPORTS = "import click, msgspec"


def rows() -> Iterator[str]:
    """With the roadmap of today kept, and after a change."""
    go_before_others()
    home = home_with_plan()
    plan = next(Path(home).rglob("plan.toml"))

    def change() -> None:
        plan.write_text(plan.read_text() + "\n")

    base, shown, why, again, logged, anew = side_by_side(
        command("-c", BARE_IMPORTS, home=home),
        command("-m", "tracktui", "next", home=home),
        command("-m", "tracktui", "why", "sre-3", home=home),
        command("-m", "tracktui", "why", "sre-3", home=home),
        command("-m", "tracktui", "log", "cka", "1h", home=home),
        command("-m", "tracktui", "next", home=home, prepare=change),
    )
    yield ratio(f"tracktui next, roadmap of today cached / {BARE_IMPORTS}", shown, base, 2)
    yield ratio("tracktui why, an item that nobody asked for since the last change / the same", why, base, 2)
    yield ratio("tracktui why, asked for again / the same", again, base, 2)
    yield ratio("tracktui log / the same", logged, base, 2.5)
    yield ratio("first command after a change / the same", anew, base, 6)
