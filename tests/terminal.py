"""A program in a terminal of its own, driven by keys and read as a person reads it: in a bare pty, or in tmux."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from abc import ABC, abstractmethod
from fcntl import ioctl
from pathlib import Path

import pyte

ENV = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
"""All that a program gets of an environment, apart from HOME: not TMUX, where the tests themselves run in tmux."""
SECONDS = 60
"""How long something may take on a machine that has much else to do. Only a failure waits so long."""
ESCAPE = "\x1b"
ESCAPE_SECONDS = 0.15
QUIET_SECONDS = 0.2
LOOK_SECONDS = 0.02
"""How often a screen is looked at that does not tell when something was written on it."""
ENDED = "it ended with "
STAYS = f'"$@"; echo "{ENDED}$?"; exec cat'
"""A shell's words that run a program and keep its terminal when it has ended. tmux itself may miss the end of a program it keeps the pane of (3.3a)."""
ROOT = Path(__file__).parents[1]
TRACKTUI = (sys.executable, "-m", "tracktui")
MAKE_RUN = ("make", "-s", "-C", str(ROOT), "run") if (ROOT / ".venv/.run-ready").exists() else TRACKTUI
"""What README tells people to type; where the tests run in an environment of another kind, what that leads to."""


class Terminal(ABC):
    """A program in a terminal of its own, and what stands on its screen."""

    ended = False
    """Whether the program can write nothing any more."""

    @property
    @abstractmethod
    def text(self) -> str:
        """The screen as text."""

    @property
    @abstractmethod
    def restored(self) -> bool:
        """Whether the program, now at its end, has given the screen back that was there before it."""

    @abstractmethod
    def read(self, seconds: float) -> bool:
        """Take what the program writes, or wait for it some time; whether there was anything."""

    @abstractmethod
    def send(self, keys: str) -> None:
        """Give the program keys."""

    @abstractmethod
    def exit_status(self) -> int | None:
        """The exit status, once the program has ended."""

    @abstractmethod
    def close(self) -> None:
        """End the program, where it has not ended by itself, and the terminal."""

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
        self.send(keys)
        if keys == ESCAPE:
            time.sleep(ESCAPE_SECONDS)

    def status(self) -> int:
        """Wait for the end; the exit status."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            if not self.read(0.05) and (found := self.exit_status()) is not None:
                return found
        raise AssertionError(f"it never ended:\n{self.text}")


class Pty(Terminal):
    """A bare terminal; pyte draws what is written to it."""

    def __init__(self, arguments: list[str], home: Path, size: tuple[int, int] = (100, 30), command: tuple[str, ...] = TRACKTUI) -> None:
        self.screen = pyte.Screen(*size)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.found: int | None = None
        self.process, self.descriptor = pty.fork()
        if self.process == 0:
            ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
            # Not through os.environ: what a library set below it, such as COLUMNS, would go along.
            os.execvpe(command[0], [*command, *arguments], {**ENV, "HOME": str(home)})

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    @property
    def restored(self) -> bool:
        return b"\x1b[?1049l" in self.raw

    def read(self, seconds: float) -> bool:
        if self.ended or not select.select([self.descriptor], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.descriptor, 65536)
        except OSError:
            self.ended = True
            return False
        self.raw += data
        self.stream.feed(data)
        return True

    def send(self, keys: str) -> None:
        os.write(self.descriptor, keys.encode())

    def exit_status(self) -> int | None:
        if self.found is None:
            ended, status = os.waitpid(self.process, os.WNOHANG)
            self.found = os.waitstatus_to_exitcode(status) if ended else None
        return self.found

    def hang_up(self) -> None:
        """The terminal goes, as when its window is closed."""
        os.close(self.descriptor)
        self.ended = True

    def close(self) -> None:
        if not self.ended:
            self.hang_up()
        if self.exit_status() is None:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)


class Tmux(Terminal):
    """tmux as it is out of the box, a server of its own."""

    def __init__(self, arguments: list[str], home: Path, size: tuple[int, int] = (100, 30), command: tuple[str, ...] = TRACKTUI) -> None:
        # Not below the home: the path of a socket may have some hundred letters only.
        self.folder = tempfile.TemporaryDirectory(prefix="tracktui-")
        self.environment = {**ENV, "HOME": str(home)}
        width, height = map(str, size)
        self.tmux("new-session", "-d", "-x", width, "-y", height, "/bin/sh", "-c", STAYS, "sh", *command, *arguments)
        self.seen = self.text

    def tmux(self, *words: str) -> str:
        """Ask the server; what it answers."""
        socket = str(Path(self.folder.name) / "socket")
        call = ("tmux", "-u", "-S", socket, "-f", os.devnull, *words)
        return subprocess.run(call, env=self.environment, capture_output=True, text=True, check=True).stdout

    @property
    def text(self) -> str:
        return self.tmux("capture-pane", "-p")

    @property
    def restored(self) -> bool:
        return self.tmux("display-message", "-p", "#{alternate_on} #{mouse_any_flag} #{cursor_flag}") == "0 0 1\n"

    def read(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while (now := self.text) == self.seen:
            if time.monotonic() >= end:
                self.ended = self.exit_status() is not None
                return False
            time.sleep(LOOK_SECONDS)
        self.seen = now
        return True

    def send(self, keys: str) -> None:
        self.tmux("send-keys", "-l", "--", keys)

    def exit_status(self) -> int | None:
        found = re.search(rf"^{ENDED}(\d+)$", self.text, re.MULTILINE)
        return int(found[1]) if found else None

    def close(self) -> None:
        self.tmux("kill-server")
        self.folder.cleanup()


TERMINALS: dict[str, type[Pty] | type[Tmux]] = {"pty": Pty, **({"tmux": Tmux} if shutil.which("tmux") else {})}
"""The terminals that the program is walked through in on this machine."""


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "tracktui", *arguments], env={**ENV, "HOME": str(home)}, capture_output=True, text=True, check=False)
