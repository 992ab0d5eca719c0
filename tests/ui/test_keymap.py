"""Keys as a user sets them."""

from __future__ import annotations

import contextlib
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import _character_to_key

from tracktui.settings import Read, Settings
from tracktui.ui.commands import COMMANDS, MOVING, SHIPPED, VIEWS, key_name
from tracktui.ui.keymap import UnusableKeyError, conflicts, key_of, table_of


def read(keys: dict[str, str | list[str]]) -> Read:
    return Read(Path("config.toml"), Settings(keys=keys))


def test_no_key_that_ships_means_two_things_where_both_work_or_moves() -> None:
    assert conflicts(SHIPPED) == []


def test_every_key_that_ships_is_one_that_terminals_send() -> None:
    for command in COMMANDS:
        for key in command.keys:
            assert key_of(key_name(key)) == key, command.id


@pytest.mark.parametrize("character", sorted(set(string.printable) - set(string.whitespace)))
def test_a_written_character_is_the_key_that_the_terminal_program_reports(character: str) -> None:
    assert key_of(character) == _character_to_key(character)


@pytest.mark.parametrize(
    ("text", "key"), [("^r", "ctrl+r"), ("Ctrl+R", "ctrl+r"), ("F5", "f5"), ("space", "space"), ("shift+f1", "shift+f1"), ("+", "plus"), ("pgup", "pageup")]
)
def test_chords_and_names(text: str, key: str) -> None:
    assert key_of(text) == key


@pytest.mark.parametrize("text", ["", "uu", "ctrl+", "hyper+x", "ctrl+i", "^m", "ctrl+j", "^h", "^[", "f99", "\x1b"])
def test_what_is_no_key_or_another_one_to_a_terminal_is_refused(text: str) -> None:
    with pytest.raises(UnusableKeyError):
        key_of(text)


@given(st.text(max_size=12))
def test_any_text_is_a_key_or_refused(text: str) -> None:
    with contextlib.suppress(UnusableKeyError):
        assert key_of(text).isprintable()


def test_keys_are_changed_added_and_taken_away() -> None:
    table, problems = table_of(read({"undo": ["X", "backspace"], "facts": [], "redo": "K"}))
    assert problems == ()
    assert table.by_id("undo").keys == ("X", "backspace")
    assert table.by_id("facts").keys == ()
    command = table.for_key("K", "roadmap")
    assert command is not None
    assert command.id == "redo"
    assert table.for_key("u", "roadmap") is None


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"undo": "w"}, "'w' would be why, undo and level_up at once"),
        ({"undo": "j"}, "'j' would be undo and moving at once"),
        ({"quit": []}, "quit would have no key"),
        ({"help": []}, "help would have no key"),
        ({"undo": "ctrl+i"}, "'ctrl+i' is tab to a terminal: undo cannot have it"),
        ({"undo": "bogus"}, "'bogus' is no key: undo cannot have it"),
    ],
)
def test_what_cannot_be_is_refused_with_both_names_and_every_key_stays_as_it_was(keys: dict[str, str | list[str]], message: str) -> None:
    table, problems = table_of(read({**keys, "redo": "K"}))
    assert [problem.message for problem in problems] == [message]
    assert table == SHIPPED


def test_two_commands_may_swap_their_keys() -> None:
    table, problems = table_of(read({"undo": "y", "copy": "u"}))
    assert (problems, table.by_id("undo").keys) == ((), ("y",))


def test_an_unknown_command_is_one_warning_and_the_rest_counts() -> None:
    table, problems = table_of(read({"undu": "X", "redo": "K"}))
    assert [(problem.severity, problem.hint) for problem in problems] == [("warning", "did you mean 'undo'?")]
    assert table.by_id("redo").keys == ("K",)


def test_every_view_can_be_reached_left_and_explained() -> None:
    for view in VIEWS:
        names = {command.id for command in SHIPPED.here(view) if command.keys}
        assert {"quit", "help", "palette", *VIEWS} <= names
    assert all(written or words == "" for _, written, words in MOVING)
