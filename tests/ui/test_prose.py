"""Lines of parts in a pane wrap at words and go on below their own text."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tracktui.safe import safe_line
from tracktui.ui.parts.content import TONES, Part
from tracktui.ui.parts.prose import wrapped

PARTS = st.lists(st.tuples(st.text(alphabet="ab  wiß日.,-", max_size=40), st.sampled_from(sorted(TONES))), min_size=1, max_size=4)


def drawn(*row: Part, width: int) -> list[str]:
    return ["".join(text for text, _ in line) for line in wrapped([row], width)]


def test_a_line_goes_on_behind_its_label_its_sign_or_its_blanks() -> None:
    assert drawn(("Issuer   ", "dim"), ("The Linux Foundation", "text"), width=20) == ["Issuer   The Linux", "         Foundation"]
    assert drawn(("- ", "dim"), ("two words and more", "text"), width=11) == ["- two words", "  and more"]
    assert drawn(("    ", "text"), ("seen by sam", "dim"), width=11) == ["    seen by", "    sam"]
    assert drawn(("Certified Kubernetes Administrator", "bold"), width=20) == ["Certified Kubernetes", "Administrator"]
    assert drawn(("In your roadmap: ", "dim"), ("2 items, 30 h", "text"), width=24) == ["In your roadmap: 2", "items, 30 h"]
    assert drawn(("2 items, 30 h", "text"), width=12) == ["2 items,", "30 h"]
    project = (("  project  ", "structure"), ("A long name", "text"), (", done 2 Dec", "dim"))
    assert drawn(*project, width=24) == ["  project  A long name,", "           done 2 Dec"]


def test_what_fits_stays_as_it_was_and_a_long_link_is_cut_where_the_line_ends() -> None:
    assert drawn(("a   b", "text"), width=5) == ["a   b"]
    assert drawn(("see ", "dim"), ("https://example.org/a/b/c", "structure"), width=14) == ["see https://ex", "    ample.org/", "    a/b/c"]


@given(PARTS, st.integers(4, 40))
def test_no_line_is_too_wide_and_no_letter_is_lost(row: list[Part], width: int) -> None:
    found = drawn(*row, width=width)
    assert all(cell_len(line) <= width for line in found)
    whole = safe_line("".join(text for text, _ in row))
    assert re.sub(r"\s", "", "".join(found)) == re.sub(r"\s", "", whole)
