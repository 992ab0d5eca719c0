"""Up to four certifications side by side, a fact per row."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from tracktui.catalog.entries import Cert
from tracktui.catalog.model import Catalog
from tracktui.roadmap.model import Roadmap
from tracktui.roadmap.views.side_by_side import side_by_side
from tracktui.safe import safe_line
from tracktui.ui.parts.content import Part
from tracktui.ui.parts.rows import fit

LABEL = 10
"""Columns for the name of a fact."""


def table(catalog: Catalog, found: Roadmap, certs: Sequence[Cert], width: int) -> list[list[Part]]:
    """The facts in `width` columns; texts wrap inside their column."""
    column = max(14, (width - LABEL) // len(certs))
    rows: list[list[Part]] = []
    for name, texts in side_by_side(catalog, found, certs):
        cells = [wrap(safe_line(text), column - 2) or [""] for text in texts]
        for line in range(max(map(len, cells))):
            label = fit(name if line == 0 else "", LABEL)
            tone = "text" if name else "bold"
            rows.append([(label, "dim"), *((fit(cell[line] if line < len(cell) else "", column), tone) for cell in cells)])
    return rows
