"""The report of a failure of ours: a file in the state folder that the user can read before sending it. Holds no values of variables."""

from __future__ import annotations

import contextlib
import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from tracktui import __version__, paths

MOST_REPORTS = 20


def keep(error: BaseException, state: Path | None = None) -> Path | None:
    """Write the report; where it is, or None where nothing can be written."""
    folder = (state or paths.state()) / "failures"
    lines = [f"tracktui {__version__}, Python {platform.python_version()} on {sys.platform}", ""]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"{frame.filename}:{frame.lineno} in {frame.name}")
        lines.append(f"    {frame.line}")
    # The message may quote a plan: only the kind of the failure is kept.
    lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
    file = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}.log"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError:
        return None
    with contextlib.suppress(OSError):
        for old in sorted(folder.glob("*.log"))[:-MOST_REPORTS]:
            old.unlink(missing_ok=True)
    return file


def sentence(error: BaseException) -> str:
    """What to do about a failure: where its report is, or how to see more."""
    file = keep(error)
    return f"the report is in {file}; read it, then send it with what you did" if file else "run it again with --debug and report what it prints"
