"""Answers on a plan kept between runs, by catalog, plan and day: its roadmap, what was asked of single items, and the roadmap shown last."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import msgspec

from tracktui import cache
from tracktui.plan.layout import split
from tracktui.problems import Problem
from tracktui.roadmap.model import Roadmap
from tracktui.roadmap.why.account import Account

MOST_ACCOUNTS = 64
"""Items of which it is kept what there is to say of them."""


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """What is kept of a day's plan: its roadmap, and the faults that only the catalog's entries show.

    `rules`: the catalog and the plan's head that it was made with; a roadmap of the same rules differs by what was logged, and by the day.
    """

    roadmap: Roadmap
    faults: tuple[Problem, ...]
    rules: str


def last_shown(folder: Path, path: Path) -> Answer | None:
    """The answer that was shown last for the plan at `path`, of whatever day, catalog and journal. No catalog is looked at for it."""
    return cache.fetch(folder, _last_key(path), Answer)


def _last_key(path: Path) -> str:
    return cache.key_of("last", str(path.resolve()))


class Kept:
    """The answers on one plan, as it is in its file now."""

    def __init__(self, folder: Path, path: Path, catalog: str, plan: str, text: bytes, today: date) -> None:
        self.folder, self._text, self._catalog = folder, text, catalog
        self._last = _last_key(path)
        self._key = cache.key_of("answer", catalog, plan, str(path), today.isoformat())

    def today(self) -> Answer | None:
        """The answer of today, or None."""
        return cache.fetch(self.folder, self._key, Answer)

    def keep(self, roadmap: Roadmap, faults: tuple[Problem, ...]) -> Answer:
        """Keep the answer of today."""
        made = Answer(roadmap, faults, self._rules())
        cache.keep(self.folder, self._key, made)
        cache.keep(self.folder, self._last, made)
        return made

    def last(self) -> Roadmap | None:
        """The roadmap that was shown last for the plan, of whatever day and journal, where catalog and head are as now."""
        found = cache.fetch(self.folder, self._last, Answer)
        return None if found is None or found.rules != self._rules() else found.roadmap

    def account(self, word: str) -> Account | None:
        """What there was to say of an item today, or None."""
        return cache.fetch(self.folder / "why", self._of(word), Account)

    def keep_account(self, word: str, account: Account) -> Account:
        """Keep what there is to say of an item today."""
        cache.keep(self.folder / "why", self._of(word), account, most=MOST_ACCOUNTS)
        return account

    def _of(self, word: str) -> str:
        return cache.key_of("why", self._key, word)

    def _rules(self) -> str:
        return cache.key_of(self._catalog, sha256(split(self._text)[0].strip()).hexdigest())
