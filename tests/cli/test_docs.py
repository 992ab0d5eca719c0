"""The README and the pages of docs/ say what is so: their links lead somewhere, their pictures are there, their commands are understood."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from commandlines import examples, understood

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "benchmarks" / "README.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
CODE = re.compile(r"^```[a-z]*\n(.*?)^```", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_page_and_every_picture_can_be_reached_from_the_readme() -> None:
    seen, next_ones = {ROOT / "README.md"}, [ROOT / "README.md"]
    while next_ones:
        page = next_ones.pop()
        links = LINK.findall(page.read_text(encoding="utf-8")) if page.suffix == ".md" else []
        found = {(page.parent / link).resolve() for link in links if "://" not in link} - seen
        seen |= found
        next_ones += [one for one in found if one.suffix == ".md" and one.is_file()]
    pages = {page for page in PAGES if "rules" not in page.parts}
    assert sorted(str(page) for page in {*pages, *(ROOT / "docs" / "pictures").iterdir()} - seen) == []


@pytest.mark.parametrize("page", [page for page in PAGES if "rules" not in page.parts], ids=lambda page: str(page.relative_to(ROOT)))
def test_the_commands_of_a_page_are_understood(page: Path) -> None:
    for block in CODE.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            for example in examples(line.removeprefix("$ ").removeprefix(".venv/bin/").partition(" #")[0]):
                words = shlex.split(example)[1:]
                if words and not words[0].startswith("--"):
                    understood(words)
