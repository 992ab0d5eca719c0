"""The command palette: every command, every item of the roadmap, everything in the catalog, by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tracktui.ui.commands import Command
from tracktui.ui.host import Host, host_of
from tracktui.ui.keymap import as_written
from tracktui.ui.parts.content import plain

if TYPE_CHECKING:
    from tracktui.ui.finding import Thing

COMMAND_BONUS = 0.1
"""How much better a command counts than a thing of the same likeness."""


class Everything(Provider):
    """Commands first, then things."""

    @property
    def tracktui(self) -> Host:
        """The app, by its own type."""
        return host_of(self.app)

    def _commands(self) -> list[Command]:
        return [command for command in self.tracktui.table.here(self.tracktui.view) if command.id != "palette"]

    def _text(self, command: Command) -> str:
        return f"{command.help}  ({as_written(command)})" if command.keys else command.help

    async def discover(self) -> Hits:
        """The commands of this screen; those that cannot run now say why."""
        for command in self._commands():
            run = partial(self.tracktui.run_command, command)
            yield DiscoveryHit(plain(self._text(command)), run, text=command.words, help=self.tracktui.why_not(command) or None)

    async def search(self, query: str) -> Hits:
        """Everything that is like the query."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = max(matcher.match(command.words), matcher.match(command.help), matcher.match(command.id))
            if score > 0:
                run = partial(self.tracktui.run_command, command)
                yield Hit(score + COMMAND_BONUS, plain(self._text(command)), run, text=command.help, help=self.tracktui.why_not(command) or None)
        if self.tracktui.shown is None:
            return
        from tracktui.ui.finding import things

        for thing in things(self.tracktui.shown):
            score = max(matcher.match(thing.name), matcher.match(thing.id))
            if score > 0:
                yield Hit(score, plain(f"{thing.name}  ({thing.kind})"), partial(self._go, thing), text=thing.id)

    async def _go(self, thing: Thing) -> None:
        await self.tracktui.go_to_thing(thing)
