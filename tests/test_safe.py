"""Foreign text, made safe to show."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracktui.safe import safe_block, safe_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain [b]text[/b] :warning:", "plain [b]text[/b] :warning:"),
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("a\nb\r\nc", "a␤b␤␤c"),
        ("evil\u202etxt", "evil<U+202E>txt"),
        ("\x9b31m", "<U+009B>31m"),
        ("zero\u200bwidth", "zero<U+200B>width"),
        ("Größe – 東京", "Größe – 東京"),
        ("tab\there", "tab here"),
    ],
)
def test_what_could_act_is_shown_and_what_is_text_stays(text: str, shown: str) -> None:
    assert safe_line(text) == shown


def test_long_text_is_cut_with_the_count_of_what_is_missing() -> None:
    assert safe_line("x" * 2010).endswith("… (10 more characters)")


@given(st.text())
def test_nothing_dangerous_survives_and_nothing_vanishes(text: str) -> None:
    for shown in (safe_line(text), safe_block(text).replace("\n", "")):
        assert all(unicodedata.category(char) not in ("Cc", "Cs", "Co", "Cn") for char in shown)
        assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff")
    assert bool(safe_line(text)) == bool(text)


@given(st.text())
def test_making_safe_twice_changes_nothing(text: str) -> None:
    assert safe_line(safe_line(text, 10**6), 10**6) == safe_line(text, 10**6)
