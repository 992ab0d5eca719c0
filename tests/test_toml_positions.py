"""Places of keys in TOML text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracktui.toml_positions import position

TEXT = '''# a comment with [brackets]
format = 1
"quoted key" = """
[[not]]
a = 1
"""
[a.b]
c.d = [1, { e = 2, f = [3] }] # x
[[t]]
x = 1

[[t]]
y = { z = "]" , w = 'q' }
[[t.inner]]
k = 2
'''


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("format",), (2, 1)),
        (("quoted key",), (3, 1)),
        (("a", "b"), (7, 1)),
        (("a", "b", "c", "d"), (8, 1)),
        (("a", "b", "c", "d", 1, "f", 0), (8, 25)),
        (("t", 0, "x"), (10, 1)),
        (("t", 1), (12, 1)),
        (("t", 1, "y", "w"), (13, 17)),
        (("t", 1, "inner", 0, "k"), (15, 1)),
        (("not", 0), (0, 0)),
    ],
)
def test_every_key_is_found_where_it_stands(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert position(TEXT, path) == place


@given(st.text(max_size=80))
def test_any_text_at_all_is_scanned_without_an_exception(text: str) -> None:
    assert position(text, ("x",)) >= (0, 0)
