"""Programs measured from outside: the processor time of a command, and of a terminal program until words are on its screen. Linux only."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shutil
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

BARE_APP = """from textual.app import App
from textual.widgets import Footer, Header, Static
class A(App):
    def compose(self):
        yield Header()
        yield Static('ready to use')
        yield Footer()
A().run()"""


def environment(home: str) -> dict[str, str]:
    """The environment of a program with a home of its own, that may keep its bytecode."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE" and not name.startswith("XDG_")}
    return {**kept, "HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor", "COLUMNS": "100", "LINES": "30"}


def command(*arguments: str, home: str, prepare: Callable[[], object] = lambda: None) -> Callable[[], float]:
    """A call that runs Python to its end; the processor time in milliseconds. `prepare` is done before and not counted."""

    def call() -> float:
        prepare()
        process = subprocess.Popen([sys.executable, *arguments], env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        return (used.ru_utime + used.ru_stime) * 1000

    return call


def first_words(*arguments: str, words: str, home: str, empty: bool = False) -> Callable[[], float]:
    """A call that starts a terminal program; the processor time until `words` are written. `empty`: without caches."""

    def call() -> float:
        if empty:
            shutil.rmtree(Path(home) / ".cache", ignore_errors=True)
        child, descriptor = pty.fork()
        if child == 0:
            os.execve(sys.executable, [sys.executable, *arguments], environment(home))
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        seen = b""
        while words.encode() not in seen:
            if not select.select([descriptor], [], [], 20)[0]:
                raise TimeoutError(f"'{words}' never came")
            seen += os.read(descriptor, 65_536)
        used = sum(int(path.read_text().split()[0]) for path in Path(f"/proc/{child}/task").glob("*/schedstat")) / 1e6
        os.kill(child, 9)
        os.waitpid(child, 0)
        os.close(descriptor)
        return used

    return call
