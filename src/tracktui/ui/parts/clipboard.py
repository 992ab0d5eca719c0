"""Onto the clipboard: through the terminal (OSC 52), and through the system's own tool where there is one.

Neither can be relied on alone: some terminals ignore OSC 52, and over ssh there is no tool. What is copied was made safe before,
so that pasting it into a shell cannot run a line of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

SECONDS = 2.0

_TOOLS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
    ("WSL_DISTRO_NAME", ("clip.exe",)),
)
"""What must be set in the environment, and the tool that serves then."""


def tool(platform: str, environ: Mapping[str, str]) -> list[str]:
    """The system's own tool with its arguments, its whole path first; [] where there is none."""
    fitting = [("pbcopy",)] if platform == "darwin" else [("clip.exe",)] if platform == "win32" else [words for name, words in _TOOLS if environ.get(name)]
    for words in fitting:
        found = shutil.which(words[0], path=environ.get("PATH"))
        if found:
            return [found, *words[1:]]
    return []


def put(text: str) -> bool:
    """Give the text to the system's tool; whether it took it. It may wait: not for the thread that draws."""
    words = tool(sys.platform, os.environ)
    if not words:
        return False
    data = text.encode("utf-16-le" if words[0].lower().endswith("clip.exe") else "utf-8")
    try:
        # The text goes in as its input, never as an argument.
        done = subprocess.run(words, input=data, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=SECONDS, check=False)  # noqa: S603 # one of those above
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
