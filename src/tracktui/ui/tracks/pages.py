"""The page behind each row of the Tracks screen."""

from __future__ import annotations

from tracktui.catalog.model import Catalog
from tracktui.catalog.page import Section
from tracktui.catalog.playbook_page import playbook_page
from tracktui.catalog.role_page import role_page
from tracktui.roadmap.alternatives.options import Option
from tracktui.roadmap.views.track_page import track_page


def page_of(catalog: Catalog, key: str, found: Option | None = None) -> tuple[Section, ...]:
    """The page of `track/ID`, `role/ID` or `playbook/ID`; `found`: what the track costs the engineer."""
    kind, _, entry = key.partition("/")
    if kind == "track":
        return track_page(catalog, catalog.tracks[entry], found)
    if kind == "role":
        return role_page(catalog, catalog.roles[entry])
    return playbook_page(catalog, catalog.playbooks[entry])
