"""Every screen in real terminals: on the shipped catalog, and on a layer that makes it 10,000 entries larger."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from terminal import ESCAPE, Terminal, run
from tracktui.ui.commands import VIEWS, View, by_id

Opened = Callable[..., Terminal]
BIG = 10_000
TITLES = {"roadmap": "Next up", "timeline": "a column", "map": "the way to your goal", "certs": "in the catalog"}
"""Words that stand on a screen when it is drawn; the others show their tab in brackets."""


def big_catalog(folder: Path) -> Path:
    """A layer of 10,000 certs, each asking for an earlier one now and then."""
    folder.mkdir()
    certs = (
        f'[[cert]]\nid = "big-{number}"\nname = "Generated certification {number}"\nhours = [10, 20]\nprice_usd = 100\nvalid_months = 24\n'
        + (f'requires = ["big-{number // 2}"]\n' if number % 7 == 1 and number > 1 else "")
        for number in range(BIG)
    )
    (folder / "big.toml").write_text("format = 1\n" + "".join(certs), encoding="utf-8")
    return folder


def go_to(terminal: Terminal, view: View) -> None:
    """Press the key of a screen and wait until it is drawn."""
    command = by_id(view)
    terminal.press(command.keys[0])
    terminal.until(f"[{command.keys[0]} {command.words}]")
    terminal.until(TITLES.get(view, command.words))


@pytest.mark.parametrize("size", [(80, 24), (160, 45)], ids=str)
def test_every_screen_is_drawn_and_left(opened: Opened, size: tuple[int, int]) -> None:
    terminal = opened(["--demo"], size)
    terminal.until("esc ends the tour")
    terminal.press(ESCAPE)
    terminal.until("Next up")
    for view in (*VIEWS, *reversed(VIEWS)):
        go_to(terminal, view)
        for key in ("j", "k", "G", "g"):
            terminal.press(key)
    terminal.press("q")
    assert terminal.status() == 0
    assert terminal.restored


def test_ten_thousand_more_entries_are_listed_searched_and_left(opened: Opened, home: Path) -> None:
    layer = big_catalog(home / "big")
    assert run(home, "--catalog", str(layer), "new", "--primary", "sre").returncode == 0
    terminal = opened(["--catalog", str(layer)], (120, 36))
    terminal.until("Why it is here")
    for view in VIEWS:
        go_to(terminal, view)
    go_to(terminal, "certs")
    found = re.search(r"(\d+) in the catalog", terminal.text)
    assert found is not None
    count = int(found[1])
    assert count > BIG
    terminal.press("G")
    terminal.until(f"{count:,} of {count:,}")
    terminal.press("/")
    terminal.quiet()
    terminal.press("certification 4711")
    terminal.until("Generated certification 4711")
    terminal.press(ESCAPE)
    terminal.until(f" of {count:,}")
    terminal.press("q")
    assert terminal.status() == 0
