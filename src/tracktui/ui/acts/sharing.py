"""The commands that take something out of the program: onto the clipboard, into the browser."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from tracktui.problems import UserError
from tracktui.safe import safe_block, safe_line
from tracktui.ui.parts.dialogs import Choice
from tracktui.ui.parts.links import Link, links_of, may_open
from tracktui.ui.sentences import ONE_MOMENT

if TYPE_CHECKING:
    from tracktui.ui.host import Host


class Sharing:
    """`do_<id>` for each of these commands in the table."""

    def __init__(self, app: Host) -> None:
        self.app = app

    def do_copy(self) -> None:
        """Ask what of the item is wanted, and copy it."""
        item = self.app.here.item_id
        name = self._name(item)
        options = [("name", "name", name), ("id", "id", item)]
        options += [(f"link {at}", "link", f"{link.url}  ({link.what})") for at, link in enumerate(self._links())]
        self.app.push_screen(Choice(f"Copy what of {name}?", options), partial(self._chosen, name, item, self._links()))

    def _chosen(self, name: str, item: str, links: tuple[Link, ...], what: str | None) -> None:
        if what is not None:
            self.copy(name if what == "name" else item if what == "id" else links[int(what.removeprefix("link "))].url)

    def copy(self, text: str, said: str = "") -> None:
        """Copy one line; say what was copied."""
        self._put(safe_line(text), said or safe_line(text, 120))

    def do_request(self) -> None:
        """Copy the text that asks a manager for a certification."""
        cert, workspace = self.app.cert, self.app.workspace
        planner = workspace.__dict__.get("planner") if workspace is not None else None
        if cert is None or planner is None or self.app.found is None:
            self.app.notify(ONE_MOMENT)
            return
        from tracktui.exchange.request import request

        try:
            text = request(planner, self.app.found, cert)
        except UserError as error:
            self.app.notify(f"{error.problems[0].message}.", severity="warning")
            return
        self._put(safe_block(text), f"the request for {cert.code or cert.name}, {len(text.splitlines())} lines")

    def _put(self, text: str, said: str) -> None:
        from tracktui.ui.parts import clipboard

        self.app.copy_to_clipboard(text)
        self.app.run_worker(partial(clipboard.put, text), thread=True, group="clipboard")
        self.app.notify(f"Copied: {said}")

    def do_open_link(self) -> None:
        """Show the addresses there are; open the one that is chosen."""
        links = self._links()
        options = [(link.url, link.what, link.url) for link in links]
        self.app.push_screen(Choice("Open which address in the browser?", options), self._open)

    def _open(self, url: str | None) -> None:
        if url is None or not may_open(url):
            return
        if not has_browser():
            self.copy(url, f"{url} (no browser can be opened from here)")
            return
        self.app.run_worker(partial(self.app.open_url, url), thread=True, group="browser")
        self.app.notify(f"Opened in the browser: {url}")

    def _links(self) -> tuple[Link, ...]:
        shown = self.app.shown
        return links_of(shown.catalog, shown.plan, self.app.here.item_id) if shown is not None else ()

    def _name(self, item: str) -> str:
        planned = self.app.found.get(item) if self.app.found is not None else None
        return planned.name if planned is not None else self.app.shown.catalog.name(item) if self.app.shown is not None else item


def has_browser() -> bool:
    """Whether a browser would open in a window of its own: without a display a text browser would take this terminal."""
    if sys.platform in ("darwin", "win32"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"))
