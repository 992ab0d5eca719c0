"""The age of facts: said wherever a fact is shown, and louder where it is more than a year."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from making import TODAY, catalog_of
from tracktui.catalog.freshness import age, freshness, in_words, is_stale, source_rows, stale_problem
from tracktui.catalog.model import Catalog
from tracktui.cli.main import status_of

TEXT = """
[[cert]]
id = "old"
name = "Old"
checked = 2025-11-22
sources = [{ url = "https://a.example", as_of = "2024", for = "price" }, { url = "https://b.example", as_of = 2025-11-22 }, { title = "Undated" }]
[[cert]]
id = "new"
name = "New"
checked = 2026-11-01
[[skill]]
id = "s"
name = "S"
sources = [{ url = "https://c.example", as_of = "2025-12" }]
[[project]]
id = "p"
name = "No source"
"""


@pytest.mark.parametrize(
    ("day", "stale"), [("2025-11-22", True), ("2025-11-23", False), ("2025-11", False), ("2025-10", True), ("2025", False), ("2024", True), ("", False)]
)
def test_a_fact_is_stale_a_year_after_the_last_day_it_may_have_been_read(day: str, stale: bool) -> None:
    assert is_stale(day, TODAY) is stale


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-23", "new"),
        ("2026-12-01", "new"),
        ("2026-11-22", "1 day old"),
        ("2026-10-02", "52 days old"),
        ("2026-05-23", "6 months old"),
        ("2024", "22 months old"),
        ("2024-10", "2 years old"),
    ],
)
def test_ages_in_words(day: str, words: str) -> None:
    assert age(day, TODAY) == words


def test_stale_entries_are_counted_and_the_worst_is_named() -> None:
    catalog = catalog_of(TEXT)
    found = freshness(catalog, TODAY)
    assert (found.dated, found.stale) == (3, ("old",))
    assert in_words(found, catalog).endswith("; the oldest: Old (2025-11-22)")
    assert stale_problem(catalog, date(2026, 11, 22)) == ()


def test_a_few_stale_facts_are_no_news_and_many_are() -> None:
    many = "".join(f'[[cert]]\nid = "c{number}"\nname = "C"\nchecked = 2026-11-01\n' for number in range(12))
    assert stale_problem(catalog_of(TEXT + many), TODAY) == ()
    (problem,) = stale_problem(catalog_of(TEXT), TODAY)
    assert (problem.code, problem.severity) == ("catalog-stale", "info")


def test_sources_are_listed_newest_first_with_what_they_are_for() -> None:
    rows = source_rows(catalog_of(TEXT).items["old"], TODAY)
    assert [(row.read, row.stale, row.where) for row in rows] == [
        ("2025-11-22", True, "https://b.example"),
        ("2024", True, "https://a.example"),
        ("", False, "Undated"),
    ]
    assert rows[1].facts == "price"


def test_why_show_and_doctor_say_age_and_source(capsys: pytest.CaptureFixture[str], shipped: Catalog) -> None:
    def run(*words: str) -> str:
        assert status_of([*words]) == 0
        return capsys.readouterr().out

    run("--today", "2026-11-23", "new", "--primary", "sre", "--level", "2", "-o", "plan.toml")
    cert = next(item for item in json.loads(run("--today", "2026-11-23", "roadmap", "--json"))["items"] if item["kind"] == "cert")["id"]
    url = shipped.items[cert].sources[0].url
    assert " old: " in run("--today", "2026-11-23", "why", cert).split("Facts\n")[1]
    assert ", stale:" in run("--today", "2029-01-01", "why", cert).split("Facts\n")[1]
    why: Any = json.loads(run("--today", "2026-11-23", "why", cert, "--json"))["item"]
    assert url in [row["where"] for row in why["sources"]]
    assert "stale: last read" in run("--today", "2029-01-01", "catalog", "show", cert)
    data = json.loads(run("--today", "2029-01-01", "doctor", "--json"))
    assert data["facts"]["stale facts"].startswith(f"{freshness(shipped, date(2029, 1, 1)).dated} of ")
    assert Path("plan.toml").exists()
