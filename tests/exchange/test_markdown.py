"""Markdown that carries text from files and nothing else."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from making import TODAY, logged, plan_of
from tracktui.catalog.model import Catalog
from tracktui.exchange.markdown import link, markdown, md
from tracktui.roadmap.build import value_of
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.why.explain import explained

HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](https://example.org/track.png)",
    "| a | b |",
    "# heading",
    "- item",
    "1. item",
    "```\ncode",
    "a\n\n# heading",
    "\x1b]52;c;x\x07",
    "<https://example.org>",
    "&lt;b&gt;",
    "**bold** _x_ ~y~",
    "[ref]: https://example.org",
    "---",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(f"before {md(text)} after")
    kinds = {child.type for token in tokens for child in (token.children or [])}
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert kinds <= {"text", "text_special"}
    alone = MarkdownIt("commonmark", {"html": True}).enable("table").parse(md(text))
    assert [token.type for token in alone] == ["paragraph_open", "inline", "paragraph_close"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://example.org", "https://example.org/) [x](y", 'https://e.org/"onclick=', "file:///etc/passwd"])
def test_only_plain_https_addresses_become_links(url: str) -> None:
    tokens = MarkdownIt().parse(link(url, "text"))
    assert all(child.type != "link_open" for token in tokens for child in (token.children or []))


def test_a_whole_document_with_hostile_notes_has_the_blocks_of_a_harmless_one(shipped: Catalog) -> None:
    def blocks(note: str) -> list[str]:
        plan = plan_of('[focus]\nprimary = "sre"\nlevel = 1\n', logged("2026-11-01", "worked", "sre-1", hours=1, note=note))
        planner = Planner(shipped, plan, TODAY)
        text = markdown(planner, explained(planner, value_of(planner)), ())
        return [token.type for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)]

    assert all(blocks(note) == blocks("harmless") for note in HOSTILE)


def test_private_notes_never_leave(shipped: Catalog) -> None:
    plan = plan_of('[focus]\nprimary = "sre"\nlevel = 1\n', logged("2026-11-01", "worked", "sre-1", hours=1, note="secret thought", private=True))
    planner = Planner(shipped, plan, TODAY)
    assert "secret" not in markdown(planner, explained(planner, value_of(planner)), ())
