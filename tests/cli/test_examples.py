"""Every command's --help has an example, and every example of every --help does what it says, in one folder, one after the other."""

from __future__ import annotations

import shlex
from pathlib import Path

import click
import pytest

from commandlines import commands, examples, understood
from making import TODAY
from tracktui.cli.main import main, status_of
from tracktui.demo import demo_text

OPENS_THE_TERMINAL_PROGRAM = ("tracktui", "tracktui --demo")
SLOW = ("tracktui show tracks", "tracktui catalog choose", "tracktui catalog check", "tracktui catalog diff", "tracktui catalog route", "tracktui --catalog")
"""Examples that are run in tests of their own; here their words are read as the command would read them."""
REFUSED = {
    "tracktui new": "is there already",
    "tracktui compare --baseline": "no review has kept a baseline yet",
    "tracktui restore": "no version is as old as",
    "tracktui merge - plan.toml copy.toml": "was changed to 8 here and to 7 there",
    "tracktui export --what request cka": "there is nothing to ask for",
}
"""What the folder of this test has to refuse, and why."""


ALL = [(path, command.epilog or "") for path, command in commands(main, "tracktui", click.Context(main))]


def test_every_command_has_an_example_of_itself() -> None:
    groups = {path for path, _ in ALL if any(other.startswith(f"{path} ") for other, _ in ALL)}
    for path, epilog in ALL:
        assert any(one == path or one.startswith(f"{path} ") for one in examples(epilog)) or path in groups, f"{path} --help has no example of {path}"
        assert examples(epilog), f"{path} --help has no example"


def test_every_example_works(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("plan.toml", "before.toml", "base.toml", "theirs.toml", "copy.toml"):
        Path(name).write_text(demo_text(TODAY), encoding="utf-8")
    Path("docs").mkdir()
    Path("docs/alerts.md").write_text("# Alerts\n", encoding="utf-8")
    for example in dict.fromkeys(example for _, epilog in ALL for example in examples(epilog) if example not in OPENS_THE_TERMINAL_PROGRAM):
        words = shlex.split(example)[1:]
        if example.startswith(SLOW):
            understood(words)
            continue
        capsys.readouterr()
        status = status_of([f"--today={TODAY.isoformat()}", *words])
        said = capsys.readouterr().err
        why = next((why for start, why in REFUSED.items() if status == 1 and example.startswith(start) and why in said), "")
        assert status == 0 or why, f"{example} ended with {status}: {said}"
