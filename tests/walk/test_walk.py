"""The whole walk in a real terminal: empty home, wizard, roadmap, something done, what it unlocked, an exported page."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from terminal import ESCAPE, MAKE_RUN, SECONDS, Pty, Terminal, run

Opened = Callable[..., Terminal]
InPty = Callable[..., Pty]


def test_from_an_empty_home_to_an_exported_page(opened: Opened, home: Path) -> None:
    terminal = opened([], command=MAKE_RUN)
    terminal.until("A plan in a minute   1 of 8")
    for step in range(2, 9):
        terminal.press("\r")
        terminal.until(f"{step} of 8")
    terminal.press("\r")
    terminal.until("Next up")
    terminal.until("Why it is here")
    plan = home / ".local/share/tracktui/plan.toml"
    before = plan.read_bytes()
    terminal.press("/")
    terminal.quiet()
    terminal.press("cert\r")
    terminal.quiet()
    terminal.press("g")
    terminal.press(" ")
    terminal.until("what happened?")
    terminal.press("jj\r")
    terminal.until("Passed. Which score?")
    terminal.press("83 %\r")
    terminal.until("Valid until?")
    terminal.press("\r")
    terminal.until("What shows it?")
    terminal.press("\r")
    terminal.until("Unlocked:")
    assert plan.read_bytes().startswith(before)
    terminal.press("q")
    assert terminal.status() == 0
    assert terminal.restored
    exported = run(home, "export", "--format", "md", "-o", str(home / "plan.md"))
    assert (exported.returncode, exported.stderr) == (0, "")
    assert "- [x] " in (home / "plan.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_restores_the_terminal_and_loses_nothing(in_pty: InPty, home: Path, number: int) -> None:
    assert run(home, "new", "--primary", "sre").returncode == 0
    terminal = in_pty([])
    terminal.until("Why it is here")
    os.kill(terminal.process, number)
    assert terminal.status() == 128 + number
    assert terminal.restored
    assert run(home, "next").returncode == 0


def test_a_terminal_that_goes_without_a_signal_ends_the_program(in_pty: InPty, home: Path, tmp_path: Path) -> None:
    assert run(home, "new", "--primary", "sre").returncode == 0
    ended = tmp_path / "status"
    # The shell leads the session and swallows the hang-up, so that nothing but the look at the terminal tells.
    script = f"trap '' HUP; {sys.executable} -m tracktui; echo $? > {ended}.new; mv {ended}.new {ended}"
    terminal = in_pty(["-c", script], command=("/bin/sh",))
    terminal.until("Why it is here")
    terminal.hang_up()
    end = time.monotonic() + SECONDS
    while not ended.exists():
        assert time.monotonic() < end, "it lives on without a terminal"
        time.sleep(0.1)
    assert ended.read_text().strip() == str(128 + signal.SIGHUP)


def test_without_a_terminal_it_says_so_and_ends_with_two(home: Path) -> None:
    result = run(home)
    assert result.returncode == 2
    assert result.stderr.startswith("error: this is no terminal\nhint: ")


def test_a_key_that_moves_writes_the_rows_it_changes_not_the_list(in_pty: InPty) -> None:
    terminal = in_pty(["--demo"])
    terminal.until("esc ends the tour")
    terminal.press(ESCAPE)
    terminal.until("Planned  ")
    terminal.quiet()
    before = len(terminal.raw)
    terminal.press("j")
    terminal.until("2 of 15")
    terminal.quiet()
    written = terminal.raw[before:].decode()
    assert "A ledger in one" in written
    assert "2027 Q2" in terminal.text
    assert "2027 Q2" not in written


def test_nothing_a_plan_holds_reaches_the_terminal_as_a_control_sequence(in_pty: InPty, home: Path) -> None:
    assert run(home, "new", "--primary", "sre").returncode == 0
    plan = home / ".local/share/tracktui/plan.toml"
    hostile = "\\u001b]52;c;eA==\\u0007\\u009b31m[@click=app.quit]x[/]"
    plan.write_text(
        plan.read_text().replace('id = "me"', f'id = "me"\nname = "{hostile}"')
        + f'[[own.project]]\nid = "my-x"\nname = "{hostile}"\n[choices]\npin = ["my-x"]\n'
    )
    terminal = in_pty([])
    terminal.until("Why it is here")
    terminal.press("G")
    terminal.press("q")
    assert terminal.status() == 0
    shown = run(home, "roadmap")
    for data in (terminal.raw, shown.stdout.encode(), shown.stderr.encode()):
        assert b"\x1b]52" not in data
        assert "\x9b".encode() not in data
    assert "␛]52" in shown.stdout
