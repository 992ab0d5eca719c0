"""The line for what takes long, on the command line: on a terminal's stderr only, after its time, gone before anything is printed."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from making import TODAY
from terminal import ENV
from tracktui.cli import output, waiting
from tracktui.cli.main import status_of
from tracktui.cli.output import say
from tracktui.work import BEAT_SECONDS, NOTICED_SECONDS, Work

PLAN = 'format = 1\n[profile]\nid = "p{number}"\nhours_per_week = 8\n[focus]\nprimary = "sre"\nlevel = 4\nsecondary = "platform"\nsecondary_level = 3\n'
PLANS = 6


class FakeTerminal(io.StringIO):
    """A terminal's stderr that tells when something is written."""

    encoding = "utf-8"

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.written.set()
        return super().write(text)

    def left(self) -> str:
        """What stands on the last line at the end, as a terminal shows it."""
        line = ""
        for part in self.getvalue().split("\r"):
            line = part + line[len(part) :]
        return line.strip()


def test_what_takes_long_is_told_how_far_it_is_and_is_gone_before_anything_is_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = FakeTerminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with waiting.watched("roadmap"), waiting.doing("counting the plans") as work:
        work.tell(3, 200)
        assert terminal.written.wait(20)
        say("The answer.")
        assert terminal.left() == ""
        before = terminal.getvalue()
        waiting.LINE.draw(terminal)
        assert terminal.getvalue() == before
    assert before.startswith("\rcounting the plans  \u254c")
    assert "  3 of 200" in before
    assert "\x1b" not in before
    assert capsys.readouterr().out == "The answer.\n"
    assert output.before_output is None


def test_what_is_quick_and_what_is_no_terminal_has_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = FakeTerminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    line = waiting.Line()
    with line.doing(Work("short")):
        line.draw(terminal)
    assert terminal.getvalue() == ""
    monkeypatch.setattr(waiting, "NOTICED_SECONDS", 0)
    monkeypatch.setattr(waiting, "BEAT_SECONDS", 0.001)
    assert status_of(["--today", TODAY.isoformat(), "--demo", "why", "--help"]) == 0
    assert terminal.getvalue() == ""
    assert status_of(["--today", TODAY.isoformat(), "--demo", "roadmap"]) == 0
    assert "working out your roadmap" in terminal.getvalue()
    assert terminal.left() == ""
    silent = FakeTerminal()
    monkeypatch.setattr(silent, "isatty", lambda: False)
    monkeypatch.setattr(sys, "stderr", silent)
    assert status_of(["--today", TODAY.isoformat(), "--demo", "roadmap"]) == 0
    assert silent.getvalue() == ""


@pytest.mark.parametrize(("settings", "drawn"), [('glyphs = "ascii"', "###---"), ("reduced_motion = true", "in thought ...")], ids=["ascii", "still"])
def test_the_line_keeps_to_the_settings(settings: str, drawn: str) -> None:
    from tracktui import paths

    paths.settings_file().parent.mkdir(parents=True, exist_ok=True)
    paths.settings_file().write_text(f"{settings}\n", encoding="utf-8")
    line, terminal = waiting.Line(), FakeTerminal()
    with line.on(terminal), line.doing(Work("in thought")):
        assert terminal.written.wait(NOTICED_SECONDS + 200 * BEAT_SECONDS)
    assert drawn in terminal.getvalue()
    assert terminal.left() == ""


def test_a_folder_of_plans_is_counted_on_stderr_and_the_json_on_stdout_is_whole(home: Path) -> None:
    team, layer = home / "team", home / "layer"
    team.mkdir()
    layer.mkdir()
    for number in range(PLANS):
        (team / f"p{number}.toml").write_text(PLAN.format(number=number), encoding="utf-8")
    (layer / "a.toml").write_text('format = 1\n[[cert]]\nid = "ckad"\nextend = true\nprice_usd = 9\n', encoding="utf-8")
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "tracktui", "catalog", "diff", str(layer), "--plan", str(team), "--json"]
    with subprocess.Popen(command, env={**ENV, "HOME": str(home)}, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        assert process.stdout is not None
        found = json.loads(process.stdout.read())
        seen = b"".join(iter(lambda: _read(ours), b""))
        os.close(ours)
    assert process.returncode == 0
    assert len(found["plans"]) == PLANS
    assert f"of {PLANS}".encode() in seen
    assert b"working out what it does to plans" in seen
    assert seen.endswith(b" \r")
    assert b"\x1b" not in seen


def _read(terminal: int) -> bytes:
    """What was written next; nothing where whoever wrote has gone."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
