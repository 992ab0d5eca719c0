"""The rows of the Review screen, made from people of a small catalog."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from making import catalog_of
from people import CATALOG_TEXT, HEAD, logged, person
from tracktui.review.agenda import agenda
from tracktui.ui.review.detail import Telling
from tracktui.ui.review.rows import MOST_ENTRIES, Section, sections


def sections_of(*blocks: str, guest: str = "", **who: Any) -> dict[str, Section]:
    found = person(*blocks, **who)
    return {section.key: section for section in sections(found, agenda(found, private=not guest), guest)}


def test_a_long_time_without_a_review_names_its_newest_entries_and_counts_the_others() -> None:
    first = date(2026, 3, 3)
    blocks = [logged((first + timedelta(days=number)).isoformat(), "worked", "cka", hours=1) for number in range(MOST_ENTRIES + 3)]
    rows = sections_of(*blocks)["@since"].rows
    assert sum(row.kind == "entry" for row in rows) == MOST_ENTRIES
    assert rows[-1].text.startswith("and 3 earlier entries")


def test_what_is_owed_comes_before_actions_and_a_day_gone_by_is_said() -> None:
    action = logged("2026-10-01", "action", who="ada", what="Write", due=date(2026, 10, 5))
    rows = sections_of(action, logged("2026-10-02", "owes", what="Mornings", by="sam"))["@owed"].rows
    assert [(row.text, row.right, row.sign) for row in rows] == [("sam owes: Mornings", "", "open"), ("ada will: Write", "was due 5 Oct", "late")]


def test_every_section_without_rows_says_what_will_stand_there() -> None:
    found = sections_of(head=HEAD.replace('primary = "sre"\nlevel = 2', ""), catalog=catalog_of(""))
    assert all(section.rows or section.empty.endswith(".") for section in found.values())
    assert not found["@days"].rows


def test_a_followed_kpi_shows_its_readings_trend_and_how_it_is_read() -> None:
    found = person(*(logged(f"2026-0{month}-10", "reading", "mttr", value=value) for month, value in ((6, 80), (7, 70), (8, 52))))
    (row,) = next(section.rows for section in sections(found, agenda(found), "") if section.key == "@kpis")
    assert (row.text, row.right) == ("Mean time to restore: 80, 70, 52 minutes", "better")
    told = "".join(text for line in Telling(found, private=True, width=70, ascii_only=False).row(row) for text, _ in line)
    assert "below an hour" in told
    assert "never rank people" in told


def test_every_row_of_a_full_plan_tells_something_in_both_widths() -> None:
    blocks = (
        logged("2026-10-01", "claimed", "sre-1"),
        logged("2026-10-02", "claimed", "alerting", level=2),
        logged("2026-10-02", "observed", "noise", baseline=100, actual=90),
        logged("2026-10-03", "no-opportunity", "cks", why="no cluster"),
        logged("2026-10-03", "observed", "drills", baseline=0, actual=4),
        logged("2026-10-04", "action", what="Write"),
        logged("2026-10-05", "reading", "mttr", value=40),
    )
    found = person(*blocks, catalog=catalog_of(CATALOG_TEXT))
    everything = [row for section in sections(found, agenda(found), "") for row in section.rows]
    kinds = {"action", "entry", "day", "question", "check", "stuck", "opportunity", "skill", "behaviour", "figure", "kpi", "win"}
    assert {row.kind for row in everything} >= kinds
    for width in (40, 90):
        telling = Telling(found, private=True, width=width, ascii_only=True)
        assert all(telling.row(row)[0][0][0] for row in everything)
