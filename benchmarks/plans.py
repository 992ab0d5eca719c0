"""The text of a plan with as many entries as one wants."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from tracktui.plan.journal import entry, to_toml

WORDS = ("mock", "exam", "went", "better", "than", "expected", "after", "the", "long", "week", "reading", "about", "cluster", "networking", "and", "storage")
HEAD = 'format = 1\n\n[profile]\nid = "ada"\n\n[focus]\nprimary = "sre"\nlevel = 3\n\n'
LAST = datetime(2026, 11, 1, 18, tzinfo=UTC)
HOURS_BETWEEN = 17


def block(ago: int, rng: random.Random, event: str = "worked", **values: Any) -> str:
    """The entry before so many others, with a note of a few lines' length."""
    moment = LAST - timedelta(hours=HOURS_BETWEEN * ago)
    note = " ".join(rng.choice(WORDS) for _ in range(40))
    return to_toml(entry(event, "cka", now=moment, by="ada", randomness=rng.randbytes(10), note=note, **values))


def plan_text(entries: int) -> str:
    """A plan for SRE to level 3 with so many entries, all on the way to one exam; always the same."""
    rng = random.Random(1)
    worked = [block(ago, rng, hours=rng.randint(1, 9) / 2) for ago in range(entries - 1, 0, -1)]
    return HEAD + "\n".join([*worked, block(0, rng, "passed")])
