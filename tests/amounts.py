"""How much of the random tests is done: a short form in the suite, the long one by `make soak`. The code is the same."""

from __future__ import annotations

import os

SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"


def amount(short: int, long: int) -> int:
    """How many times."""
    return long if SOAK else short


def tell(what: str, **counts: object) -> None:
    """Print a line of figures for docs/reliability.md; shown by `make soak` (pytest -rP)."""
    print(f"soak: {what}: " + ", ".join(f"{name} {count}" for name, count in counts.items()))
