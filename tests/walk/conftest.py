"""The terminals of the walks, each closed behind its test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

import pytest

from terminal import TERMINALS, TRACKTUI, Pty, Terminal

Kind = TypeVar("Kind", bound=Terminal)


@pytest.fixture(params=TERMINALS)
def opened(request: pytest.FixtureRequest, home: Path) -> Iterator[Callable[..., Terminal]]:
    """Opens a program in each kind of terminal that there is here."""
    yield from opening(TERMINALS[request.param], home)


@pytest.fixture
def in_pty(home: Path) -> Iterator[Callable[..., Pty]]:
    """Opens a program in a bare terminal: for a test that looks at every byte, or ends the program or the terminal from outside."""
    yield from opening(Pty, home)


def opening(kind: Callable[..., Kind], home: Path) -> Iterator[Callable[..., Kind]]:
    with ExitStack() as all_opened:

        def opened(arguments: list[str], size: tuple[int, int] = (100, 30), command: tuple[str, ...] = TRACKTUI) -> Kind:
            terminal = kind(arguments, home, size, command)
            all_opened.callback(terminal.close)
            return terminal

        yield opened
