"""The command palette: every command, every item of the roadmap, every certification, by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tracktui.ui.commands import by_id, here, key_name
from tracktui.ui.content import plain

if TYPE_CHECKING:
    from tracktui.ui.app import TracktuiApp


class Everything(Provider):
    """Commands first, then items and certifications."""

    @property
    def tracktui(self) -> TracktuiApp:
        """The app, by its own type."""
        from tracktui.ui.app import TracktuiApp

        assert isinstance(self.app, TracktuiApp)
        return self.app

    async def discover(self) -> Hits:
        """The commands that work here."""
        for command in here(self.tracktui.view):
            if command.id != "palette":
                text = f"{command.help}  ({key_name(command.keys[0])})"
                yield DiscoveryHit(plain(text), partial(self.tracktui.run_command, by_id(command.id)), text=command.words)

    async def search(self, query: str) -> Hits:
        """Everything that is like the query."""
        matcher = self.matcher(query)
        for command in here(self.tracktui.view):
            score = max(matcher.match(command.words), matcher.match(command.help))
            if score > 0 and command.id != "palette":
                yield Hit(
                    score + 0.1,
                    plain(f"{command.help}  ({key_name(command.keys[0])})"),
                    partial(self.tracktui.run_command, by_id(command.id)),
                    text=command.help,
                )
        for key, name, go in self.tracktui.everything():
            score = max(matcher.match(name), matcher.match(key))
            if score > 0:
                yield Hit(score, plain(name), go, text=key)
