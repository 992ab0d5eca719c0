"""The sample plan of `--demo`: nine months of one invented engineer, dated from today, in a temporary folder of its own."""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from tracktui.catalog.days import add_days, add_months
from tracktui.plan import store
from tracktui.plan.journal import entry, to_toml
from tracktui.plan.model import Evidence, Held
from tracktui.plan.template import NewPlan, text_of
from tracktui.roadmap.alternatives.compare import as_of, baseline_from
from tracktui.roadmap.build import roadmap
from tracktui.workspace import Workspace

WEEKLY = 7.0
REVIEWED_DAYS_AGO = 20

_DAYS: tuple[tuple[int, str, str, dict[str, Any]], ...] = (
    (272, "noted", "", {"note": "Plan made after the reorganisation: reliability first, platform second."}),
    (270, "started", "cka", {}),
    (268, "worked", "cka", {"hours": 5}),
    (261, "worked", "cka", {"hours": 6.5, "note": "mock exam 52 %"}),
    (254, "worked", "cka", {"hours": 8}),
    (247, "topic", "cka", {"topic": "Troubleshooting", "done": True}),
    (246, "worked", "cka", {"hours": 7}),
    (239, "worked", "cka", {"hours": 7.5, "note": "mock exam 71 %"}),
    (233, "booked", "cka", {"exam_on": 220, "price_usd": 445}),
    (232, "worked", "cka", {"hours": 8}),
    (225, "worked", "cka", {"hours": 6}),
    (220, "passed", "cka", {"score": "83 %", "evidence": "https://example.org/badges/ada-cka"}),
    (213, "agreed", "alert-noise", {"baseline": 118, "with": "sam"}),
    (212, "worked", "alert-noise", {"hours": 6}),
    (204, "worked", "alert-noise", {"hours": 8, "note": "four weeks of pages sorted"}),
    (196, "worked", "alert-noise", {"hours": 7.5}),
    (190, "delivered", "alert-noise", {"outputs": ["alert review template"]}),
    (161, "observed", "alert-noise", {"actual": 61, "evidence": "https://example.org/dashboards/pages-by-week"}),
    (180, "started", "peoplecert-sre-foundation", {}),
    (178, "worked", "peoplecert-sre-foundation", {"hours": 7}),
    (171, "worked", "peoplecert-sre-foundation", {"hours": 8}),
    (165, "passed", "peoplecert-sre-foundation", {"score": "31 of 40"}),
    (160, "claimed", "alerting", {"level": 2, "evidence": "https://example.org/dashboards/pages-by-week"}),
    (158, "reviewed", "", {"kind": "1:1"}),
    (155, "agreed", "postmortem-follow-through", {"baseline": 46, "with": "sam"}),
    (150, "worked", "postmortem-follow-through", {"hours": 6}),
    (141, "worked", "postmortem-follow-through", {"hours": 7}),
    (130, "delivered", "postmortem-follow-through", {"outputs": ["postmortem template"]}),
    (128, "reused", "alert-noise", {"by_whom": "payments team", "output": "alert review template"}),
    (120, "paused", "", {"until": 107, "why": "holiday"}),
    (88, "observed", "postmortem-follow-through", {"actual": 84, "evidence": "https://example.org/reports/actions"}),
    (100, "agreed", "incident-drill-series", {"baseline": 14, "with": "sam"}),
    (97, "worked", "incident-drill-series", {"hours": 6}),
    (84, "worked", "incident-drill-series", {"hours": 7, "note": "second drill: nobody took the scribe role"}),
    (77, "delivered", "incident-drill-series", {}),
    (62, "observed", "incident-drill-series", {"actual": 11, "note": "better, but not halved"}),
    (75, "started", "otca", {}),
    (73, "worked", "otca", {"hours": 6}),
    (66, "worked", "otca", {"hours": 7}),
    (59, "worked", "otca", {"hours": 7.5, "note": "mock exam 64 %"}),
    (52, "booked", "otca", {"exam_on": 38, "price_usd": 250}),
    (45, "worked", "otca", {"hours": 6}),
    (38, "failed", "otca", {"score": "68 %", "note": "ran out of time on the collector questions"}),
    (30, "worked", "otca", {"hours": 3}),
    (24, "noted", "otca", {"note": "Find a longer slot than Friday evenings.", "private": True}),
    (19, "action", "", {"who": "ada", "what": "Book the second OTCA attempt", "due": -10}),
    (19, "action", "", {"who": "sam", "what": "Find a service for the error budget project", "due": -4}),
    (18, "owes", "", {"what": "two free mornings a month for study", "due": -12, "by": "sam"}),
    (12, "drilled", "checkout-without-limits", {"score": 75}),
    (9, "interest", "capacity-planning", {"level": 3}),
    (5, "worked", "otca", {"hours": 2}),
)
"""(days ago, event, item, keys). Days inside keys count back from today as well; negative ones lie ahead."""


def demo_workspace(today: date, overlays: tuple[Path, ...] = (), acting: str = "") -> Workspace:
    """The sample plan, open. Its folder goes when the program ends; nothing of the user's is touched."""
    folder = Path(tempfile.mkdtemp(prefix="tracktui-demo-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "demo.toml"
    store.create(path, demo_text(today))
    # In a state folder of its own: what is undone with u is what the person at the keyboard did.
    first = Workspace.open(path, today, overlays=overlays, state=folder / "making")
    reviewed = add_days(today, -REVIEWED_DAYS_AGO)
    # Not through the journal's clock and chance: the demo of a day is the same file each time, so that what was planned for it is found again.
    keys = {"by": "sam", "kind": "1:1", "baseline": baseline_from(roadmap(first.catalog, as_of(first.plan, reviewed), reviewed))}
    store.append(path, _block(today, len(_DAYS), REVIEWED_DAYS_AGO, "reviewed", "", keys), expected=first.opened.data)
    return Workspace.open(path, today, overlays=overlays, state=folder / "state", acting=acting)


def demo_text(today: date) -> str:
    """The plan file of the demo, as of `today`."""
    new = NewPlan(
        id="ada",
        name="Ada Example",
        reviewer="sam",
        primary="sre",
        secondary="platform",
        level=3,
        start_level=1,
        hours_per_week=WEEKLY,
        budget_usd_per_year=1500,
        start=add_days(today, -273),
        estate={"aws": 0.7, "azure": 0.3},
        held=(Held(cert="aws-soa", earned=add_months(add_days(today, 60), -36).isoformat(), source="earned before this plan"),),
    )
    blocks = [_block(today, number, *row) for number, row in enumerate(sorted(_DAYS, key=lambda row: -row[0]))]
    return text_of(new) + "\n" + "\n".join(blocks)


def _block(today: date, number: int, ago: int, event: str, item: str, keys: dict[str, Any]) -> str:
    values: dict[str, Any] = {key: add_days(today, -value) if key in ("exam_on", "until", "due") else value for key, value in keys.items()}
    link = values.pop("evidence", "")
    moment = datetime.combine(add_days(today, -ago), time(18, number % 60), UTC)
    made = entry(
        event,
        item,
        now=moment,
        by=values.pop("by", "ada"),
        randomness=hashlib.sha256(str(number).encode()).digest(),
        evidence=(Evidence(link=link),) if link else (),
        **values,
    )
    return to_toml(made)
