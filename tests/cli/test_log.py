"""`tracktui log`: every event of the table, who may write it, what is asked back, what the shell completes."""

from __future__ import annotations

import io
import json
import os
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.shell_completion import BashComplete

from tracktui.cli.main import main, status_of
from tracktui.plan.events import EVENTS, Event

TODAY = ["--today", "2026-11-23"]
HEAD = """format = 1
[profile]
id = "ada"
reviewer = "sam"
[focus]
primary = "sre"
secondary = "platform"
level = 3
from = 1
"""


class Log:
    """A plan file and the command on it."""

    def __init__(self, capsys: pytest.CaptureFixture[str], head: str = HEAD) -> None:
        self.capsys, self.path = capsys, Path("plan.toml")
        self.path.write_text(head)

    def __call__(self, line: str, *, command: str = "log", status: int = 0) -> str:
        found = status_of([*TODAY, command, *shlex.split(line)])
        self.out, self.err = self.capsys.readouterr()
        assert "Traceback" not in self.err
        assert found == status, self.out + self.err
        return self.out if status == 0 else self.err

    @property
    def entries(self) -> list[dict[str, Any]]:
        """The journal in the file."""
        found: list[dict[str, Any]] = tomllib.loads(self.path.read_text()).get("journal", [])
        return found


@pytest.fixture
def log(capsys: pytest.CaptureFixture[str]) -> Log:
    return Log(capsys)


def written(log: Log, event: Event) -> dict[str, Any]:
    """What an event's example writes into a fresh plan."""
    log.path.write_text(HEAD)
    if event.name in ("commented", "voided"):
        log("cka 2h")
    if event.name == "action-done":
        log('action "book the second attempt"')
    assert "Saved." in log(event.example.replace("ENTRY", "last"))
    return log.entries[-1]


def test_every_event_is_recorded_by_its_example_with_the_keys_it_names(log: Log) -> None:
    core = {"at", "on", "id", "by", "item", "event", "hours", "note", "evidence"}
    for event in EVENTS.values():
        if event.example:
            made = written(log, event)
            words = shlex.split(event.example)
            named = {word[2:].replace("-", "_") for word in words if word.startswith("--")} - {"as", "on", "evidence", "hours"}
            found = (made["event"], made["by"], "item" in made)
            assert found == (event.name, "sam" if "--as" in words else "ada", event.about != "plan"), event.word
            assert named <= made.keys() - core <= event.keys.keys(), event.word


def test_a_reviewers_word_needs_the_reviewer_where_one_is_named(log: Log) -> None:
    stars = [event for event in EVENTS.values() if event.reviewer]
    assert {event.word for event in stars} == {"accept", "assess", "calibrate", "sign", "return", "owes"}
    for event in stars:
        log.path.write_text(HEAD)
        assert "sam's word" in log(event.example.replace(" --as sam", ""), status=1)
        assert "sam's word, not kim's" in log(event.example.replace("--as sam", "--as kim"), status=1)
        assert log.path.read_text() == HEAD
        log.path.write_text(HEAD.replace('reviewer = "sam"\n', ""))
        log(event.example.replace(" --as sam", ""))
        assert log.entries[-1]["by"] == "ada"


def test_a_reviewer_never_writes_the_engineers_own_words(log: Log) -> None:
    for words in ("cka 2h", "cka pass", "alerting claim 2", "alerting want 3", "pause --until 2027-01-01", "cka skip"):
        assert "ada's own word" in log(f"{words} --as sam", status=1)
    assert log.entries == []


def test_an_entry_is_taken_back_only_by_whom_it_is_from(log: Log) -> None:
    log("sre-1 sign --as sam")
    assert "only sam takes it back" in log("void last", status=1)
    log("void last --as sam")
    assert "counts no more already" in log(f"void {log.entries[0]['id']} --as sam", status=1)


def test_hours_without_an_item_go_to_the_one_thing_in_progress_and_say_when_there_are_two(log: Log) -> None:
    log("cka start")
    assert log("90m").startswith("Certified Kubernetes Administrator: 1.5 h worked on it")
    log("alert-noise start")
    refused = log("2h", status=2)
    assert "2 items are in progress" in refused
    assert "say which: cka, alert-noise" in refused


def test_in_a_terminal_several_matches_are_asked_about_and_their_names_are_data(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    class Typed(io.StringIO):
        def isatty(self) -> bool:
            return True

    for name in ("one", "two"):
        log.path.write_text(log.path.read_text() + f'[[own.course]]\nid = "my-{name}"\nname = "Tape {name} \\u001b[31m"\n')
    log("my-one start")
    log("my-two start")
    monkeypatch.setattr("sys.stdin", Typed("2\n"))
    assert log("2h").startswith("Tape two")
    assert "2  my-two  Tape two \u241b[31m" in log.err
    assert "\x1b" not in log.out + log.err


def test_a_match_that_is_not_exact_is_shown_and_names_of_events_serve_as_words(log: Log) -> None:
    assert log('"kubernetes administrator" passed "83 %"').startswith("Certified Kubernetes Administrator (cka): passed, 83 %")
    assert "could be several" in log("security 2h", status=1)


def test_evidence_is_a_link_a_file_with_its_hash_or_a_text_and_may_be_verified_by_another(log: Log) -> None:
    Path("docs").mkdir()
    Path("docs/slo.md").write_text("99.9")
    log("alerting claim 2 --evidence https://example.org/x --evidence docs/slo.md --evidence 'seen by the team' --verified-by kim")
    link, file, text = log.entries[-1]["evidence"]
    assert link == {"link": "https://example.org/x", "verified_by": "kim"}
    assert (file["file"], len(file["sha256"])) == ("docs/slo.md", 64)
    assert text["text"] == "seen by the team"
    assert "no file 'docs/none.md'" in (log("cka note x --evidence docs/none.md") and log.err)
    assert "their own evidence" in log("cka note x --evidence y --verified-by ada", status=2)


def test_a_behaviour_is_claimed_by_its_place_and_an_unknown_one_names_the_places(log: Log) -> None:
    log("alerting claim 2 --behaviours 2.1 --behaviours 2.2")
    first, second = log.entries[-1]["behaviours"]
    assert first.startswith("alerting-2-")
    assert first != second
    assert "2.1, 2.2" in log("alerting claim 2 --behaviours 2.9", status=2)
    assert "which level" in log("alerting claim", status=2)


def test_keys_are_taken_as_options_as_words_and_by_set_and_wrong_ones_are_refused_with_what_to_write(log: Log) -> None:
    log("cka book exam_on=tomorrow --set price_usd=395")
    assert (log.entries[-1]["exam_on"].isoformat(), log.entries[-1]["price_usd"]) == ("2026-11-24", 395)
    before = log.path.read_bytes()
    for line, hint in (
        ("cka book soon-ish --exam-on later", "write the day as"),
        ("cka book 2026-12-01 --score 3", "it takes: --exam-on, --exam, --price-usd"),
        ("alerting want 4 --level 4", "0 (no)"),
        ("checkout-without-limits drill --score 120", "0 to 100"),
        ("focus", "compare --adopt"),
        ("pause cka-exam --until never", "yesterday, today, tomorrow"),
        ("cka pause", "write: tracktui log pause"),
        ("action-done anything", "agree on one"),
        ("comment 01ABCDEFG hello", "lists entries"),
        ("cka book 12.12.2026", "write the day as"),
        ("alerting want 5", "0 (no)"),
        ("checkout-without-limits drill 175", "0 to 100; a note goes behind --note"),
        ("mttr read", "for example: tracktui log mttr read 42"),
        ("mttr read nan", "for example: tracktui log mttr read 42"),
        ("mttr read 4e300", "write a number"),
        ("cka note", "for example"),
        ("cka hours", "for example"),
        ("action", "for example"),
        ("cka 99999h", "day by day"),
        ("'' 2h", "catalog search"),
        ("practice@nothing-2 done", "catalog search"),
        ("pause --until 2026-01-01", "--on DAY"),
        ("review reveiw-60", "did you mean 'review-60'?"),
    ):
        found = status_of([*TODAY, "log", *shlex.split(line)])
        err = log.capsys.readouterr().err
        assert found in (1, 2), line
        assert hint in err, (line, err)
    assert log.path.read_bytes() == before


def test_an_action_about_a_check_promises_it_for_its_day(log: Log) -> None:
    log('sre-2 action "show the pages you removed" --due 2027-03-01')
    assert (log.entries[-1]["item"], log.entries[-1]["what"]) == ("sre-2", "show the pages you removed")
    assert "It has to be done by 1 Mar 2027: its own latest day." in log("sre-2", command="why")


def test_a_change_of_focus_by_the_program_is_recorded_with_it(log: Log) -> None:
    log("--level 2 --adopt", command="compare")
    (made,) = log.entries
    assert (made["event"], made["from"], made["to"]) == ("focus", {"level": 3}, {"level": 2})
    log("", command="undo")
    assert log.path.read_text() == HEAD
    log("", command="redo")
    log.path.write_text(log.path.read_text().replace("level = 2\n", "level = 4\n", 1))
    assert "Recorded with it: focus changed, from level 2, to level 4." in log("cka 1h")
    assert [entry["event"] for entry in log.entries] == ["focus", "focus", "worked"]
    log("cka 1h")
    assert len(log.entries) == 4


def test_json_gives_the_entry_and_what_it_unlocked(log: Log) -> None:
    log("cka pass --evidence https://example.org/badge --json")
    data = json.loads(log.out)
    assert data["entry"]["event"] == "passed"
    assert data["entry"]["evidence"][0]["link"] == "https://example.org/badge"
    assert "alert-noise" in data["unlocked"]


def completed(*words: str) -> list[str]:
    os.environ.update(COMP_WORDS=shlex.join(["tracktui", *TODAY, "log", *words]), COMP_CWORD=str(len(TODAY) + 1 + len(words)))
    complete = BashComplete(main, {}, "tracktui", "_TRACKTUI_COMPLETE")
    return [item.value for item in complete.get_completions([*TODAY, "log", *words[:-1]], words[-1])]


def test_the_shell_completes_ids_then_the_events_that_fit_then_levels(log: Log) -> None:
    assert {"cka", "ckad"} & set(completed("ck"))
    assert "pause" in completed("pa")
    assert set(completed("alert-noise", "")) >= {"agree", "observe", "reuse", "note"}
    assert "pass" not in completed("alert-noise", "")
    assert completed("alerting", "cl") == ["claim"]
    assert completed("alerting", "claim", "") == ["1", "2", "3", "4"]
    assert "--price-usd" in completed("cka", "book", "--pr")


def test_completion_on_a_broken_plan_says_nothing(log: Log) -> None:
    log.path.write_text("format = [")
    assert "pause" in completed("pa")
    assert log.capsys.readouterr() == ("", "")
