"""Journal entries as text, and back."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from tracktui.plan.journal import entry, to_toml, ulid
from tracktui.plan.model import Entry, Evidence
from tracktui.plan.read import read_plan

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NOW = datetime(2027, 1, 11, 18, 20, tzinfo=UTC)


def back(text: str) -> Entry:
    (found,) = read_plan(f"format = 1\n[profile]\n{text}".encode()).journal
    return found


@given(note=TEXTS, link=TEXTS, hours=st.one_of(st.none(), st.floats(0, 1000)), private=st.booleans(), on=st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_what_is_written_is_read_back_the_same(note: str, link: str, hours: float | None, private: bool, on: date) -> None:
    evidence = (Evidence(link=link, text="x"),)
    made = entry("worked", "cka", now=NOW, by="ada", randomness=b"0123456789", on=on, hours=hours, note=note, private=private, evidence=evidence)
    text = to_toml(made)
    assert back(text) == made
    assert text.isprintable() or set(text) - {"\n"} <= {char for char in text if char.isprintable()}


def test_a_weekly_entry_takes_at_most_eight_lines_and_no_line_of_a_note_breaks_out() -> None:
    made = entry("worked", "cka", now=NOW, by="ada", randomness=b"0" * 10, hours=6.5, note='mock "61 %"\n[[journal]]\x1b[2J')
    text = to_toml(made)
    assert text.count("\n") <= 8
    assert len(tomllib.loads(text)["journal"]) == 1
    assert "\x1b" not in text


def test_ids_sort_by_time() -> None:
    earlier = ulid(datetime(2027, 1, 1, tzinfo=UTC), b"\xff" * 10)
    later = ulid(datetime(2027, 1, 2, tzinfo=UTC), b"\0" * 10)
    assert earlier < later
    assert len(earlier) == 26


def test_an_entry_made_by_hand_gets_an_id_from_its_text() -> None:
    text = '[[journal]]\nat = 2027-01-11\nevent = "noted"\nnote = "by hand"\n'
    assert back(text).id == back(text).id
    assert len(back(text).id) == 26
    assert back(text).id != back(text.replace("hand", "foot")).id
