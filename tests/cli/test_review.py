"""`tracktui review` and the win log as their users meet them."""

from __future__ import annotations

import json
import shlex
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracktui.cli.main import status_of

TODAY = ["--today", "2026-11-23"]
HEAD = """format = 1
[profile]
id = "ada"
name = "Ada Example"
reviewer = "sam"
start = 2026-03-02
[focus]
primary = "sre"
level = 2
from = 1
"""

Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    Path("plan.toml").write_text(HEAD)

    def call(line: str, status: int = 0) -> str:
        found = status_of([*TODAY, *shlex.split(line)])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert found == status, out + err
        return out if status == 0 else err

    return call


def entries() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(Path("plan.toml").read_text()).get("journal", [])
    return found


def test_the_agenda_says_what_is_due_what_to_sign_and_what_was_agreed(run: Run) -> None:
    run("log action 'book it' --due 2026-11-01")
    run("log ckad 2h --on 2026-10-01")
    text = run("review")
    for part in ("Ada Example and sam, 23 Nov 2026", "Due: 180 days", "Which outcome are you proud of?", "[ ] ada: book it", "its day has passed"):
        assert part in text
    assert "Does not move" in text
    assert "SRE 1: awareness (sre-1): assumed, to confirm" in text


def test_a_check_is_signed_and_sent_back_only_by_the_reviewer_and_a_later_change_shows(run: Run) -> None:
    assert "sam's word" in run("review --sign sre-1", status=1)
    assert "say what is missing" in run("review --as sam --return sre-1", status=2)
    assert "signed off" in run("review --as sam --sign sre-1")
    assert (entries()[-1]["by"], len(entries()[-1]["saw"])) == ("sam", 64)
    assert "changed since" not in run("review")
    run("log alerting claim 2")
    assert "signed off, and changed since" in run("review")
    assert "one more drill" in run('review --as sam --return sre-1 --why "one more drill"')
    assert "sent back" in run("review")


def test_a_review_that_was_held_keeps_the_baseline_that_compare_and_the_next_agenda_use(run: Run) -> None:
    assert "Review held (review-180)" in run('review --as sam --done --note "a good talk"')
    noted, held = entries()
    assert (noted["note"], noted["by"]) == ("a good talk", "sam")
    assert held["baseline"]["items"]
    assert "Due:" not in run("review")
    assert "Review held (1:1)" in run("review --as sam --done")
    assert "review of 23 Nov 2026" in run("compare --baseline")


def test_what_is_signed_at_once_is_one_change_and_json_stays_json(run: Run) -> None:
    found = json.loads(run("--as sam review --sign sre-1 --return sre-2 --why 'one more drill' --note 'good talk' --json"))
    assert found["review"]["engineer"] == "Ada Example"
    assert [entry["event"] for entry in entries()] == ["signed-off", "sent-back", "noted"]
    text = run("--as sam review --sign sre-1 --return sre-2 --why 'one more drill'")
    assert "SRE 2: working proficiency: sent back, one more drill. Saved." in text.splitlines()
    run("--as sam undo")
    assert len(entries()) == 3


def test_json_has_one_row_for_each_point(run: Run) -> None:
    run("log alerting claim 3 --behaviours 3.1 --evidence https://example.org/a")
    run("log alerting assess 2 --as sam")
    data = json.loads(run("review --json"))
    assert (data["format"], data["review"]["engineer"], data["review"]["since"]) == (1, "Ada Example", "2026-03-02")
    kinds = {row["kind"] for row in data["items"]}
    assert {"due", "entry", "sign", "calibrate"} <= kinds
    (row,) = [row for row in data["items"] if row["kind"] == "calibrate" and row["cause"] == "differs"]
    assert (row["skill"], row["state"]["claim_self"], row["state"]["claim_agreed"], row["state"]["level"]) == ("alerting", 3, 2, 2)
    assert row["behaviours"][0]["evidence"][0]["link"] == "https://example.org/a"
    assert data["review"]["claims"]["above"] == 1
    run("log alerting calibrate 3.1 --as sam")
    assert "[seen 23 Nov 2026 by sam; https://example.org/a]" in " ".join(run("review").split())
    (row,) = [row for row in json.loads(run("review --json"))["items"] if row["kind"] == "calibrate" and row["cause"] == "differs"]
    assert row["behaviours"][0]["looked"]["by"] == "sam"


def test_the_notes_are_a_file_without_what_is_private_and_overwrite_nothing(run: Run) -> None:
    run("log cka note 'for me alone' --private")
    run("review --notes notes.md")
    text = Path("notes.md").read_text()
    assert text.startswith("# 1:1 notes: Ada Example and sam")
    assert "for me alone" not in text
    assert "there already" in run("review --notes notes.md", status=1)


def test_every_figure_is_shown_with_what_it_means(run: Run) -> None:
    run("log cka 2h --on 2026-11-01")
    text = run("review --figures")
    assert "Hours logged: 2 h since 2 Mar" in text
    assert "Hours in the journal since the last review. (hours, from 0)" in text
    rows = {row["id"]: row for row in json.loads(run("review --figures --json"))["figures"]}
    assert (rows["hours_logged"]["value"], rows["days_since_last_entry"]["value"]) == (2, 22)


def test_wins_are_exported_and_their_options_belong_together(run: Run) -> None:
    assert "No outcome was observed" in run("export --what wins")
    run("log alert-noise observe 50 --baseline 100 --evidence https://example.org/d --on 2026-11-01")
    text = run("export --what wins --since 2026-10-01")
    assert "Cut alert noise" in text
    assert "https://example.org/d" in text
    assert "No outcome" in run("export --what wins --since 2026-11-02")
    assert "belongs to --what wins" in run("export --since 2026-11-02", status=2)
    assert "Markdown only" in run("export --what wins --format json", status=2)


def test_the_review_as_text_has_what_is_open_first_then_the_agenda_figures_and_the_sentence_on_them(run: Run) -> None:
    run('log action "book a room"')
    run("log sre-2 claim")
    found = run("show review")
    assert found.index("book a room") < found.index("To sign or to confirm") < found.index("Figures") < found.index("never rank people")
    only = run("show review room")
    assert "book a room" in only
    assert "SRE 2" not in only
    assert "matches 'zzz'" in run("show review zzz")


def test_with_the_reviewer_at_the_keyboard_every_command_writes_in_their_name_or_not_at_all(run: Run) -> None:
    run('log cka note "for me alone" --private')
    run('--as sam log cka note "well done"')
    assert entries()[-1]["by"] == "sam"
    run("log sre-2 claim")
    run("--as sam review --sign sre-2")
    assert (entries()[-1]["event"], entries()[-1]["by"]) == ("signed-off", "sam")
    assert "ada's own word" in run("--as sam log cka 2h", 1)
    assert "for me alone" not in run("--as sam show review")
    assert "for me alone" in run("show review")
    for words in ("--as sam review", "review --as sam", "--as sam review --json"):
        assert "for me alone" not in run(words)
    before = Path("plan.toml").read_bytes()
    assert "sam's word, not kim's" in run("--as kim review --sign sre-2", 1)
    assert Path("plan.toml").read_bytes() == before
