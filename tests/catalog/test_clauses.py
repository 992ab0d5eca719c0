"""Requirement clauses: their truth, and their form in TOML."""

from __future__ import annotations

import msgspec
import pytest

from tracktui.catalog.clauses import Clause, ClauseError, from_toml, holds, in_words


class Has:
    """A standing given by three collections."""

    def __init__(self, done: str = "", active: str = "", levels: dict[str, int] | None = None) -> None:
        self.items, self.valid, self.levels = done.split(), active.split(), levels or {}

    def done(self, item: str) -> bool:
        return item in self.items

    def active(self, item: str) -> bool:
        return item in self.valid

    def level(self, skill: str) -> int:
        return self.levels.get(skill, 0)


def clause(raw: object) -> Clause:
    found: Clause = msgspec.convert(from_toml(raw), Clause)
    return found


@pytest.mark.parametrize(
    ("raw", "standing", "truth"),
    [
        ("a", Has("a"), True),
        ("a", Has("b"), False),
        ({"id": "a", "active": True}, Has("a"), False),
        ({"id": "a", "active": True}, Has("a", "a"), True),
        ({"id": "a", "active": "unsourced"}, Has("a", "a"), True),
        ({"any": ["a", "b"]}, Has("b"), True),
        ({"all": ["a", "b"]}, Has("b"), False),
        ({"of": ["a", "b", "c"], "at_least": 2}, Has("a c"), True),
        ({"of": ["a", "b", "c"], "at_least": 2}, Has("a"), False),
        ({"of": ["a"], "at_least": 2, "of_unlisted": ["x"]}, Has("a x"), False),
        ({"skill": "s", "level": 2}, Has(levels={"s": 2}), True),
        ({"skill": "s", "level": 3}, Has(levels={"s": 2}), False),
        ({"any": [{"all": ["a", "b"]}, {"of": ["c", "d"], "at_least": 2}]}, Has("c d"), True),
    ],
)
def test_a_clause_is_true_exactly_when_it_should_be(raw: object, standing: Has, truth: bool) -> None:
    assert holds(clause(raw), standing) is truth


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (3, "id in quotes"),
        ({"any": []}, "empty"),
        ({"anny": ["a"]}, "exactly one of"),
        ({"any": ["a"], "all": ["b"]}, "exactly one of"),
        ({"any": "a"}, "list"),
        ({"any": ["a"], "level": 2}, "unknown key 'level'"),
    ],
)
def test_a_clause_without_a_valid_form_says_what_is_wrong(raw: object, words: str) -> None:
    with pytest.raises(ClauseError, match=words):
        from_toml(raw)


def test_a_clause_reads_as_words() -> None:
    assert in_words(clause({"of": ["a", {"skill": "s", "level": 2}], "at_least": 1})) == "1 of a, s at level 2"
