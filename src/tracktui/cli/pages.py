"""Printing a page - a role, a track or a playbook in full - as text in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tracktui.cli.output import wrapped

if TYPE_CHECKING:
    from tracktui.catalog.model import Catalog
    from tracktui.catalog.page import Section


def page_of(catalog: Catalog, entry_id: str) -> tuple[Section, ...]:
    """The page of a track, a role or a playbook as the catalog has it; () for an entry that has none."""
    if entry_id in catalog.roles:
        from tracktui.catalog.role_page import role_page

        return role_page(catalog, catalog.roles[entry_id])
    if entry_id in catalog.tracks:
        from tracktui.roadmap.views.track_page import track_page

        return track_page(catalog, catalog.tracks[entry_id])
    if entry_id in catalog.playbooks:
        from tracktui.catalog.playbook_page import playbook_page

        return playbook_page(catalog, catalog.playbooks[entry_id])
    return ()


def page_lines(sections: Iterable[Section]) -> list[str]:
    """A page as lines: each section's title, its points below."""
    lines: list[str] = []
    for section in sections:
        lines += ["", section.title]
        for point in section.points:
            if not point.text:
                lines.append(wrapped(point.label, "  "))
            else:
                lines.append(wrapped(f"{point.label}: {point.text}" if point.label else point.text, "    ", "      "))
    return lines
