"""`tracktui config`: paths, checks, keys."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tracktui import paths
from tracktui.cli.main import status_of
from tracktui.ui.commands import COMMANDS

Out = pytest.CaptureFixture[str]


def told(capsys: Out, *arguments: str) -> tuple[int, Any]:
    status = status_of(["config", *arguments, "--json"])
    return status, json.loads(capsys.readouterr().out)


def write(text: str) -> None:
    paths.config().mkdir(parents=True)
    paths.settings_file().write_text(text)


def test_path_names_every_place_and_says_what_is_not_there_yet(capsys: Out) -> None:
    assert status_of(["config", "path"]) == 0
    assert f"settings         {paths.settings_file()}  (not there yet)" in capsys.readouterr().out
    status, found = told(capsys, "path")
    assert (status, found["paths"]["settings"], found["format"]) == (0, str(paths.settings_file()), 1)


def test_check_is_quiet_about_what_is_right_and_fails_on_what_is_wrong(capsys: Out) -> None:
    assert told(capsys, "check") == (0, {**told(capsys, "check")[1], "problems": []})
    write('theme = "light"\n[keys]\nundo = "w"\nquit = []\n')
    status, found = told(capsys, "check")
    assert status == 1
    messages = ["'w' would be why, undo and level_up at once", "quit would have no key"]
    assert [(problem["line"], problem["message"]) for problem in found["problems"]] == list(zip((3, 4), messages, strict=True))
    assert found["settings"]["theme"] == "light"
    assert status_of(["config", "check"]) == 1
    assert 'hint: leave it one, such as quit = "q"' in capsys.readouterr().err


def test_keys_lists_every_command_with_the_keys_in_force(capsys: Out) -> None:
    write('[keys]\nundo = "X"\n')
    status, found = told(capsys, "keys")
    assert status == 0
    assert [row["id"] for row in found["commands"]] == [command.id for command in COMMANDS]
    assert next(row["keys"] for row in found["commands"] if row["id"] == "undo") == ["X"]
    assert status_of(["config", "keys"]) == 0
    assert "quit" in capsys.readouterr().out


def test_without_a_command_it_lists_its_own(capsys: Out) -> None:
    assert status_of(["config", "chek"]) == 2
    assert "did you mean 'check'?" in capsys.readouterr().err
