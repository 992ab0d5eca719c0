"""Every rule's page is its test: the bad example gives exactly what the page prints, the good one gives nothing."""

from __future__ import annotations

import re
import tomllib
import zipfile
from pathlib import Path

import pytest

from making import TODAY
from tracktui import paths
from tracktui.catalog.read import CatalogFile
from tracktui.catalog.rules import RULES, Rule, check
from tracktui.catalog.rules.pages import heading, index_row, page
from tracktui.problems import Problem

ROOT = Path(__file__).parents[2]
EXAMPLE = CatalogFile("example", "example.toml", (paths.rule_pages() / "example.toml").read_bytes())


def block(text: str, section: str, kind: str) -> str:
    """The first code block of a kind in a section of a page."""
    found = re.search(rf"^## {section}$.*?^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert found, f"the page has no {kind} under {section}"
    return found.group(1)


def told(name: str, text: str) -> tuple[Problem, ...]:
    return check([EXAMPLE, CatalogFile("page", name, text.encode())], TODAY)


def shown(finding: Problem) -> str:
    return f"{finding.where}: {finding.code} {finding.severity}: {finding.message} ({finding.hint})"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_bad_example_gives_what_the_page_prints_and_the_good_one_nothing(rule: Rule) -> None:
    text = page(rule, paths.rule_pages())
    found = told("bad.toml", block(text, "Bad", "toml"))
    assert {finding.code for finding in found} == {rule.code}
    assert [shown(finding) for finding in found] == block(text, "Bad", "text").splitlines()
    assert all(finding.file == "bad.toml" and finding.line and finding.col for finding in found)
    assert told("good.toml", block(text, "Good", "toml")) == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_begins_with_what_the_table_says(rule: Rule) -> None:
    assert page(rule, paths.rule_pages()).startswith(heading(rule))


def test_the_index_lists_every_rule_once_and_nothing_else() -> None:
    rows = [line for line in (ROOT / "docs" / "rules.md").read_text(encoding="utf-8").splitlines() if line.startswith("| [TT")]
    assert rows == [index_row(rule) for rule in RULES]
    assert {path.stem for path in paths.rule_pages().glob("TT*.md")} == {rule.code for rule in RULES}


def test_the_small_catalog_below_the_examples_is_clean() -> None:
    assert check([EXAMPLE], TODAY) == ()


def test_the_pages_travel_with_the_program(tmp_path: Path) -> None:
    from hatchling.builders.wheel import WheelBuilder

    (built,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with zipfile.ZipFile(built) as wheel:
        names = set(wheel.namelist())
    assert {f"tracktui/docs/rules/{rule.code}.md" for rule in RULES} <= names


def test_every_example_of_a_page_is_toml_but_where_that_is_the_point() -> None:
    for rule in RULES:
        text = page(rule, paths.rule_pages())
        tomllib.loads(block(text, "Good", "toml"))
        if rule.code != "TT001":
            tomllib.loads(block(text, "Bad", "toml"))
