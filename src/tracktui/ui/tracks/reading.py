"""A list whose rows open as pages: reading one over the whole width, finding in it, folding its parts, and back to the row it came from."""

from __future__ import annotations

from tracktui.catalog.playbooks import Playbook
from tracktui.catalog.roles import Role
from tracktui.catalog.tracks import Track
from tracktui.roadmap.alternatives.options import Option
from tracktui.ui.parts.list_view import ListView
from tracktui.ui.parts.page_rows import PageRows


class Pages(ListView):
    """The part of the Tracks screen that reads. The screen says what a track costs and what its rows are while no page is open."""

    def __init__(self) -> None:
        super().__init__()
        self.page: PageRows | None = None

    def offer(self, track: str) -> Option | None:
        """What a track costs the engineer, as far as that is known."""
        raise NotImplementedError

    def page_title(self, page: PageRows) -> str:
        """What stands above an open page."""
        return f"{page.title}  esc goes back, / finds in it, enter folds"

    def page_keys(self, page: PageRows) -> list[str]:
        """Its rows at the present width."""
        return page.keys(self.size.width - 6, self.matches if self.words else None)

    def open_page(self, key: str, keep: set[str] | None = None) -> None:
        """Open `track/ID`, `role/ID` or `playbook/ID`; `keep`: the parts that were folded before."""
        assert self.shown is not None
        catalog = self.shown.catalog
        entry = key.partition("/")[2]
        if not isinstance(catalog.find(entry), Track | Role | Playbook):  # the catalog was changed under the open page
            self.close_page()
            return
        from tracktui.ui.tracks.pages import page_of

        self.page = PageRows(key, catalog.name(entry), page_of(catalog, key, self.offer(entry)), ascii_only=self.ascii)
        self.page.folded = {section.id for section in self.page.sections[1:]} if keep is None else keep
        self.set_class(True, "reading")

    def close_page(self) -> None:
        """Back to the list, on the row the page belongs to."""
        key = self.page.name if self.page is not None else None
        self.page = None
        self.set_class(False, "reading")
        self.fill(key)

    def chosen(self, key: str) -> None:
        """In a page: fold or unfold. In the list: open a page from its beginning."""
        if self.page is not None:
            self.fill(self.page.fold(key))
            return
        self.open_page(key)
        self.fill()
        self.rows.go(0)

    def sideways(self, step: int) -> None:
        """In a page left folds and right unfolds; in the list right goes to the pane."""
        if self.page is not None:
            self.fill(self.page.fold(self.rows.key or "", to=step < 0))
        else:
            super().sideways(step)

    def back(self) -> bool:
        """Out of the filter, out of the page."""
        if super().back():
            return True
        if self.page is not None:
            self.close_page()
            return True
        return False

    def do_tracks_fold(self) -> None:
        """Every part of the page folded, or none."""
        if self.page is not None:
            self.page.fold_all(to=not self.page.folded)
            self.fill(f"@{(self.rows.key or '').removeprefix('@').partition('/')[0]}")
