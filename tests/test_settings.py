"""The settings file: read with its faults, changed with its comments, never in the way of the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracktui import paths, settings
from tracktui.cli.main import status_of
from tracktui.problems import UserError
from tracktui.settings import Settings
from tracktui.workspace import load_catalog


def written(text: str) -> Path:
    file = paths.settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_every_setting_is_the_built_in_one() -> None:
    assert settings.read(paths.settings_file()) == settings.Read(paths.settings_file())


def test_what_is_right_counts_also_beside_what_is_wrong_and_each_fault_has_its_place() -> None:
    read = settings.read(written('# mine\ntheme = "blue"\nglyphs = "ascii"\nthem = 1\nmouse = "no"\n[keys]\nundo = "x"\n'))
    assert read.settings == Settings(glyphs="ascii", keys={"undo": "x"})
    assert [(problem.line, problem.severity, problem.code) for problem in read.problems] == [
        (2, "error", "settings-value"),
        (4, "warning", "settings-unknown"),
        (5, "error", "settings-value"),
    ]
    assert read.problems[0].hint == 'write "dark" or "light"'
    assert read.problems[1].hint == "did you mean 'theme'?"


@pytest.mark.parametrize("data", [b"theme = \n", b"\xff\xfe\x00", b"a" * (settings.MOST_BYTES + 1)])
def test_a_file_that_is_no_toml_is_told_once_and_everything_is_built_in(data: bytes) -> None:
    written("").write_bytes(data)
    read = settings.read(paths.settings_file())
    assert read.settings == Settings()
    assert [problem.code for problem in read.problems] == ["settings-unreadable"]


def test_a_change_keeps_comments_unknown_keys_and_layout() -> None:
    file = written('# mine\nfuture = 3  # kept\n\n[keys]\nundo = "x"   # as in vim\n')
    settings.change(file, {"theme": "light"})
    assert file.read_text() == '# mine\nfuture = 3  # kept\ntheme = "light"\n\n[keys]\nundo = "x"   # as in vim\n'
    settings.change(file, {"theme": "dark", "mouse": False})
    read = settings.read(file)
    assert (read.settings.theme, read.settings.mouse, read.settings.keys) == ("dark", False, {"undo": "x"})


def test_a_change_makes_the_file_and_leaves_a_broken_one_alone() -> None:
    settings.change(paths.settings_file(), {"glyphs": "ascii"})
    assert settings.read(paths.settings_file()).settings.glyphs == "ascii"
    file = written("theme = [\n")
    with pytest.raises(UserError) as raised:
        settings.change(file, {"glyphs": "ascii"})
    assert raised.value.problems[0].line == 2
    assert file.read_text() == "theme = [\n"


def test_settings_that_cannot_be_saved_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    paths.config().parent.mkdir(parents=True, exist_ok=True)
    paths.config().write_text("a file where the folder should be")
    with pytest.raises(UserError, match="could not be saved"):
        settings.change(paths.settings_file(), {"glyphs": "ascii"})


def test_a_broken_file_leaves_the_catalog_usable_and_is_named_in_every_output(capsys: pytest.CaptureFixture[str]) -> None:
    written("catalogs = [\n")
    catalog, problems = load_catalog()
    assert catalog.tracks
    assert [problem.where.rpartition("/")[2] for problem in problems] == ["config.toml:2:1"]
    assert status_of(["--demo", "next"]) == 1
    assert "config.toml:2:1" in capsys.readouterr().err
