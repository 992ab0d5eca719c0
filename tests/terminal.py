"""A program in a terminal of its own, driven by keys and read as a person reads it."""

from __future__ import annotations

import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from fcntl import ioctl
from pathlib import Path

import pyte

ENV = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
SECONDS = 60
"""How long something may take on a machine that has much else to do. Only a failure waits so long."""
ESCAPE = "\x1b"
ESCAPE_SECONDS = 0.15
QUIET_SECONDS = 0.2
ROOT = Path(__file__).parents[1]
TRACKTUI = (sys.executable, "-m", "tracktui")
MAKE_RUN = ("make", "-s", "-C", str(ROOT), "run") if (ROOT / ".venv/.run-ready").exists() else TRACKTUI
"""What README tells people to type; where the tests run in an environment of another kind, what that leads to."""


class Terminal:
    """A program in a terminal of its own, and what stands on its screen."""

    def __init__(self, arguments: list[str], home: Path, size: tuple[int, int] = (100, 30), command: tuple[str, ...] = TRACKTUI) -> None:
        self.screen = pyte.Screen(*size)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.ended = False
        self.process, self.descriptor = pty.fork()
        if self.process == 0:
            ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            # Not through os.environ: what a library set below it, such as COLUMNS, would go along.
            os.execvpe(command[0], [*command, *arguments], {**ENV, "HOME": str(home)})

    def read(self, seconds: float) -> bool:
        """Take what the program writes, or wait for it some time; whether there was anything."""
        if not select.select([self.descriptor], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.descriptor, 65536)
        except OSError:
            self.ended = True
            return False
        self.raw += data
        self.stream.feed(data)
        return True

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(self.screen.display)

    def until(self, words: str) -> None:
        """Wait until words stand on the screen."""
        end = time.monotonic() + SECONDS
        while words not in self.text:
            waiting = time.monotonic() < end and not self.ended
            assert waiting, f"'{words}' never came:\n{self.text}"
            self.read(0.1)
            while self.read(0):
                pass

    def quiet(self) -> None:
        """Wait until nothing is written any more: the keys that come now find the focus where the last one put it."""
        while self.read(QUIET_SECONDS):
            pass

    def press(self, keys: str) -> None:
        """Send keys. What comes too soon after escape would be one key with it."""
        os.write(self.descriptor, keys.encode())
        if keys == ESCAPE:
            time.sleep(ESCAPE_SECONDS)

    def status(self) -> int:
        """Wait for the end; the exit status."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            if self.read(0.05):
                continue
            found, status = os.waitpid(self.process, os.WNOHANG)
            if found:
                return os.waitstatus_to_exitcode(status)
        raise AssertionError(f"it never ended:\n{self.text}")


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "tracktui", *arguments], env={**ENV, "HOME": str(home)}, capture_output=True, text=True, check=False)
