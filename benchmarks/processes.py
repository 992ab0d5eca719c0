"""Programs measured from outside: commands run to their end, and programs in a terminal, waited for and typed to. Linux only."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.plans import plan_text

BARE_APP = """from textual.app import App
from textual.widgets import Footer, Header, Static
class A(App):
    def compose(self):
        yield Header()
        yield Static('ready to use')
        yield Footer()
A().run()"""
TRACKTUI = (sys.executable, "-m", "tracktui")
COLUMNS, LINES = 100, 30
SECONDS = 60
QUIET_SECONDS = 0.07
SILENT_SECONDS = 0.6
"""After so long a key changed nothing."""
END_OF_FRAME = b"\x1b[?2026l"
ASKED_FOR_FRAMES, YES = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
"""A program asks whether the terminal takes frames whole; from then on it marks their ends."""
CONTROLS = re.compile(rb"\x1b\[[0-9;?<>=]*[a-zA-Z]")


def go_before_others() -> None:
    """From now on this process and those it starts are not kept waiting by whatever else is at work on the machine, where that is allowed."""
    with contextlib.suppress(PermissionError):
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))


def environment(home: str) -> dict[str, str]:
    """The environment of a program with a home of its own, that may keep its bytecode."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "NO_COLOR") and not name.startswith("XDG_")}
    return {**kept, "HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor", "COLUMNS": str(COLUMNS), "LINES": str(LINES)}


def home_with_plan(text: str = "", *options: str) -> str:
    """A home with a plan of 300 entries, or of this text, for which `tracktui next` was asked once."""
    home = tempfile.mkdtemp()
    subprocess.run([*TRACKTUI, *options, "new", "--primary", "sre", "--level", "3"], env=environment(home), check=True, capture_output=True)
    next(Path(home).rglob("plan.toml")).write_text(text or plan_text(300))
    command("-m", "tracktui", *options, "next", home=home)()
    return home


def command(*arguments: str, home: str, prepare: Callable[[], object] = lambda: None) -> Callable[[], float]:
    """A call that runs Python to its end; the processor time in milliseconds. `prepare` is done before and not counted."""

    def call() -> float:
        prepare()
        process = subprocess.Popen([sys.executable, *arguments], env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        return (used.ru_utime + used.ru_stime) * 1000

    return call


class Program:
    """A program in a terminal of its own. To be used as a context: it is ended at the end."""

    def __init__(self, arguments: Sequence[str], home: str) -> None:
        self.id, self._terminal = pty.fork()
        if self.id == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
            os.execve(arguments[0], [*arguments], environment(home))

    def __enter__(self) -> Program:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.id, 9)
        os.waitpid(self.id, 0)
        os.close(self._terminal)

    def read(self, seconds: float) -> bytes:
        """What it writes next; nothing where it writes nothing for so long."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return b""
        data = os.read(self._terminal, 1 << 20)
        if ASKED_FOR_FRAMES in data:
            os.write(self._terminal, YES)
        return data

    def until(self, words: str) -> None:
        """Wait until words were written."""
        seen = b""
        while words.encode() not in CONTROLS.sub(b"", seen):
            data = self.read(SECONDS)
            if not data:
                raise TimeoutError(f"'{words}' never came: {CONTROLS.sub(b'', seen)[-2000:].decode(errors='replace')}")
            seen += data

    def settle(self, seconds: float = QUIET_SECONDS) -> None:
        """Wait until nothing was written for so long, or where something always moves, ten times as long."""
        end = time.monotonic() + 10 * seconds
        while time.monotonic() < end and self.read(seconds):
            pass

    def type(self, keys: str) -> None:
        """Send keys without waiting for what they do."""
        os.write(self._terminal, keys.encode())

    def press(self, *keys: str, words: str = "") -> list[float]:
        """Press keys one after the other: for each that is answered the milliseconds to the end of the frame that answers it.

        Such a frame has these words.
        """
        return [took for key in keys for took in self._press(key, words.encode())]

    def _press(self, key: str, words: bytes) -> Iterator[float]:
        begin, seen = time.perf_counter(), b""
        self.type(key)
        while END_OF_FRAME not in seen or words not in CONTROLS.sub(b"", seen):
            data = self.read(SILENT_SECONDS)
            if not data:
                return
            seen += data
        yield (time.perf_counter() - begin) * 1000
        self.settle()

    def used_ms(self) -> float:
        """The processor time so far."""
        return sum(int(path.read_text().split()[0]) for path in Path(f"/proc/{self.id}/task").glob("*/schedstat")) / 1e6

    def memory_mib(self, what: str = "VmRSS") -> float:
        """The memory it holds now, or with "VmHWM" held at the most."""
        lines = Path(f"/proc/{self.id}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith(what)).split()[1]) / 1024


def first_words(arguments: Sequence[str], words: str, home: str, prepare: Callable[[], object] = lambda: None) -> Callable[[], float]:
    """A call that starts a terminal program; the processor time in milliseconds until words are written."""

    def call() -> float:
        prepare()
        with Program(arguments, home) as program:
            program.until(words)
            return program.used_ms()

    return call
