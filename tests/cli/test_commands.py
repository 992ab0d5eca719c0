"""The command line as its user meets it: output, files, errors, exit statuses."""

from __future__ import annotations

import errno
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tracktui.cli.main import status_of

TODAY = ["--today", "2026-11-23"]


class Ran:
    """What one call printed and returned."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def data(self) -> Any:
        """The output as JSON."""
        return json.loads(self.out)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def call(*arguments: str) -> Ran:
        status = status_of([*TODAY, *arguments])
        found = capsys.readouterr()
        assert "Traceback" not in found.err
        return Ran(status, found.out, found.err)

    return call


@pytest.fixture
def plan(run: Any) -> Path:
    path = Path("plan.toml")
    assert run("new", "--primary", "sre", "--level", "2", "--hours", "8", "--holds", "aws-saa:2025-06", "-o", str(path)).status == 0
    return path


def test_new_makes_a_plan_a_person_can_read_and_shows_what_to_do(run: Any) -> None:
    made = run("new", "--primary", "sre", "--secondary", "platform", "--hours", "8", "--estate", "aws=0.7,azure=0.3", "-o", "mine.toml")
    assert made.status == 0
    assert "Goal  SRE 1: awareness" in made.out
    assert "Start " in made.out
    text = Path("mine.toml").read_text()
    assert "# what you run in production" in text
    later = run("new", "--primary", "sre", "--start", "2027-01-04", "-o", "later.toml").out
    assert (" on 4 Jan 2027: " in later, "left this week" in later) == (True, False)
    again = run("new", "--primary", "sre", "-o", "mine.toml")
    assert (again.status, "there already" in again.err) == (1, True)
    assert Path("mine.toml").read_text() == text


def test_roadmap_next_and_why_show_the_plan(run: Any, plan: Path) -> None:
    shown = run("roadmap")
    assert shown.status == 0
    assert "SRE 2: working proficiency" in shown.out
    assert "win: planned" in shown.out
    assert run("next").out.startswith("Start ")
    why = run("why", "sre-2")
    assert why.out.splitlines()[2].strip().startswith("SRE 2: working proficiency is the goal")


def test_json_is_the_documented_form(run: Any, plan: Path) -> None:
    data = run("roadmap", "--json").data
    assert (data["format"], data["today"], data["problems"]) == (1, "2026-11-23", [])
    keys = "id kind name state validity for track level requires unlocks start finish quarter hours hours_range hours_done price_usd estimated why"
    for item in data["items"]:
        assert set(keys.split()) <= item.keys()
        assert item["why"]
    order = [(item["finish"], item["start"], item["id"]) for item in data["items"]]
    assert order == sorted(order)
    assert {"taken", "not_taken", "cost_usd"} <= data["choices"][0].keys()
    assert data["totals"]["items"] == len(data["items"])
    skills = [need for item in data["items"] for need in item["requires"] if isinstance(need, dict)]
    assert {"skill", "level"} == skills[0].keys()


def test_json_steers_no_terminal_and_loses_nothing(run: Any, plan: Path) -> None:
    note = "left\u202eright \x9b31m \u200b end"
    shown = run("log", "ckad", "note", note, "--json")
    assert shown.data["entry"]["note"] == note
    assert not {"\u202e", "\x9b", "\u200b"} & set(shown.out)


def test_logging_shows_the_match_and_says_what_it_unlocked(run: Any, plan: Path) -> None:
    head = plan.read_bytes()
    worked = run("log", "kubernetes application developer", "2h", "mock 61 %", "--on", "yesterday")
    assert worked.out == "Certified Kubernetes Application Developer (ckad): 2 h worked on it, mock 61 %, 22 Nov 2026. Saved.\n"
    assert plan.read_bytes().startswith(head)
    assert run("log", "90m").out.startswith("Certified Kubernetes Application Developer: 1.5 h worked on it")
    first = next(item for item in run("roadmap", "--json").data["items"] if item["kind"] == "project")
    assert run("log", first["id"], "agree", "118").status == 0
    done = run("log", "golden-signals-dashboard", "observe", "85")
    assert done.status == 0
    entries = run("log", "cka", "pass", "83 %", "--evidence", "https://example.org/badge", "--json").data
    assert entries["entry"]["event"] == "passed"
    assert isinstance(entries["unlocked"], list)


def test_passing_what_something_waits_for_unlocks_it(run: Any) -> None:
    run("new", "--primary", "sre", "--level", "2", "--from", "1", "-o", "plan.toml")
    cert = next(item["id"] for item in run("roadmap", "--json").data["items"] if item["kind"] == "cert")
    logged = run("log", cert, "pass")
    assert "Unlocked: " in logged.out


def test_undo_takes_what_was_written_today_out_again_and_redo_brings_it_back(run: Any, plan: Path) -> None:
    before = plan.read_bytes()
    run("log", "ckad", "2h")
    after = plan.read_bytes()
    assert run("undo").out.startswith("Taken back: worked ckad")
    assert plan.read_bytes() == before
    assert run("redo").out.startswith("Done again: worked ckad")
    assert plan.read_bytes() == after
    assert run("redo").status == 1


def test_a_step_is_taken_back_and_done_again_only_by_who_made_it(run: Any, plan: Path) -> None:
    run("log", "ckad", "2h")
    theirs = plan.read_bytes()
    refused = run("--as", "sam", "undo")
    assert (refused.status, plan.read_bytes()) == (1, theirs)
    run("--as", "sam", "log", "ckad", "note", "well done")
    ours = plan.read_bytes()
    assert "written by sam" in run("--as", "sam", "undo").out
    assert run("redo").status == 1
    assert "noted ckad, written by sam" in run("--as", "sam", "redo").out
    assert plan.read_bytes() == ours


def test_undo_of_an_older_entry_voids_it_and_keeps_it_in_the_file(run: Any, plan: Path) -> None:
    run("log", "ckad", "2h")
    later = ["--today", "2026-11-24"]
    assert run(*later, "undo").out.startswith("Taken back: worked ckad of")
    items = {item["id"]: item for item in run("roadmap", "--json").data["items"]}
    assert items["ckad"]["hours_done"] == 0
    assert plan.read_text().count("[[journal]]") == 2
    assert run(*later, "undo").status == 1
    assert run(*later, "redo").status == 0
    assert plan.read_text().count("[[journal]]") == 1
    assert {item["id"]: item for item in run("roadmap", "--json").data["items"]}["ckad"]["hours_done"] == 2


@pytest.mark.parametrize(
    ("words", "status", "hint"),
    [
        (["log", "ckd"], 2, "events:"),
        (["log", "ckad", "passs"], 2, "did you mean 'pass'?"),
        (["log", "nothing-like-this-at-all", "pass"], 1, "catalog search"),
        (["log", "alert-noise", "pass"], 2, "see tracktui log --help"),
        (["log", "2h"], 2, "for example: tracktui log cka 2h"),
        (["log", "ckad", "2h", "--on", "2027-01-01"], 2, "book DATE"),
        (["log", "ckad", "pass", "--set", "colour=red"], 2, "keys: exam"),
        (["roadmapp"], 2, "did you mean 'roadmap'?"),
        (["roadmap", "--wrong"], 2, "--help"),
        (["why", "ckaa"], 1, "did you mean"),
        (["new", "--primary", "sree", "-o", "x.toml"], 2, "did you mean 'sre'?"),
        (["new", "--primary", "sre", "--holds", "cka:soon", "-o", "x.toml"], 2, "aws-saa:2025-06"),
        (["new", "--primary", "sre", "--holds", "cka:2025-13", "-o", "x.toml"], 2, "aws-saa:2025-06"),
        (["new", "--primary", "sre", "--holds", "cka:2025-02-30", "-o", "x.toml"], 2, "aws-saa:2025-06"),
        (["new", "--primary", "sre", "--holds", "cka:2027-01", "-o", "x.toml"], 2, "from the day it was earned"),
        (["new", "--primary", "SRE", "-o", "x.toml"], 2, "did you mean 'sre'?"),
        (["new", "--primary", "sre", "--secondary", "sre", "-o", "x.toml"], 2, "another secondary track"),
        (["new", "--primary", "sre", "--by", "2026-11-23", "-o", "x.toml"], 2, "begins on 2026-11-23"),
        (["new", "--primary", "sre", "--estate", "aws=0.7,azur=0.3", "-o", "x.toml"], 2, "did you mean 'azure'?"),
        (["new", "--primary", "sre", "--estate", "microsoft", "-o", "x.toml"], 2, "did you mean 'azure'?"),
        (["new", "--primary", "sre", "--hours", "nan", "-o", "x.toml"], 2, "--help"),
        (["compare", "--budget", "nan"], 2, "--help"),
        (["log", "ckad", "--hours", "nan", "hours"], 2, "--help"),
        (["export", "-o", "plan.toml", "--force"], 1, "another name"),
        (["export", "ckad"], 2, "--what request ckad"),
        (["review", "--notes", "plan.toml", "--force", "--note", "kept out"], 1, "another name"),
        (["review", "--sign", "sre-2", "--sign", "nothing-like-this"], 1, "catalog search"),
        (["log", "sre2", "note", "x"], 1, "did you mean 'sre-2'?"),
        (["catalog", "show", "ckaaa"], 1, "did you mean 'cka'?"),
        (["--plan", "missing.toml", "next"], 1, "tracktui new"),
        (["--plan", ".", "next"], 1, "plain text file"),
        (["--catalog", "missing", "roadmap"], 1, "*.toml"),
        (["--today", "soon", "next"], 2, "--help"),
        ([], 2, "tracktui roadmap"),
    ],
)
def test_wrong_input_is_answered_with_one_line_and_a_hint_and_writes_nothing(run: Any, plan: Path, words: list[str], status: int, hint: str) -> None:
    before = plan.read_bytes()
    found = run(*words)
    assert found.status == status
    error, hinted = found.err.strip().splitlines()[:2]
    assert error.startswith("error: ")
    assert hinted.startswith("hint: ")
    assert hint in found.err
    assert plan.read_bytes() == before
    assert not Path("x.toml").exists()


def test_a_broken_plan_is_told_with_its_line_and_nothing_is_written(run: Any, plan: Path) -> None:
    plan.write_text(plan.read_text() + "[[journal]\n")
    before = plan.read_bytes()
    found = run("--plan", "plan.toml", "log", "ckad", "2h")
    assert found.status == 1
    assert "plan.toml:" in found.err
    assert plan.read_bytes() == before


def test_content_faults_are_listed_together_and_the_rest_is_shown(run: Any, plan: Path) -> None:
    plan.write_text(
        plan.read_text().replace('primary = "sre"', 'primary = "sre"\nsecondary = "platfrom"').replace("hours_per_week = 8", 'hours_per_week = "x"')
    )
    found = run("roadmap")
    assert found.status == 1
    assert "plan.toml:" in found.err
    assert found.err.count("error: ") >= 2
    assert "SRE 2" in found.out
    assert run("roadmap", "--json").data["problems"]


def test_an_own_item_that_needs_itself_is_told_with_that_reason_alone(run: Any, plan: Path) -> None:
    text = plan.read_text() + '[choices]\npin = ["my-loop"]\n[[own.course]]\nid = "my-loop"\nname = "Loop"\nrequires = ["my-loop"]\n'
    plan.write_text(text)
    assert "Loop can never become ready (its requirements support only each other)" in run("roadmap").err


def test_a_journal_entry_is_appended_even_when_the_head_has_faults(run: Any, plan: Path) -> None:
    plan.write_text(plan.read_text() + '[choices]\npin = ["nobody"]\n')
    assert run("log", "ckad", "2h").status == 0


def test_export_writes_markdown_once_and_overwrites_only_when_told(run: Any, plan: Path) -> None:
    assert run("export", "--format", "md", "-o", "out.md").status == 0
    text = Path("out.md").read_text()
    for part in ("# Career plan", "## Next up", "| | Item |", "Needs:", "- [ ] ", "## Totals", "Checked 20"):
        assert part in text
    assert run("export", "-o", "out.md").status == 1
    assert run("export", "-o", "out.md", "--force").status == 0
    assert run("export", "--format", "json").data["format"] == 1
    assert run("export", "--pace").status == 2


def test_ones_own_pace_is_exported_only_when_asked(run: Any) -> None:
    paces = [run("--demo", *arguments).data["totals"]["pace"] for arguments in (["roadmap", "--json"], ["export", "--format", "json"])]
    assert (paces[0] != 1.0, paces[1]) == (True, None)
    assert run("--demo", "export", "--format", "json", "--pace").data["totals"]["pace"] == paces[0]


def test_catalog_commands_work_on_the_shipped_catalog(run: Any) -> None:
    assert "175 entries" in run("catalog", "list", "--kind", "cert").out
    assert run("catalog", "search", "kubernetes", "security").out.splitlines()[0].split()[1] == "cks"
    shown = run("catalog", "show", "cka").out
    assert "source 2026" in shown
    assert f"unlocks at most {run('catalog', 'show', 'cka', '--json').data['item']['unlocks_at_most']} items in all" in shown
    assert {source["url"] for source in run("catalog", "show", "cka", "--json").data["item"]["sources"]} <= set(shown.split())
    assert run("catalog", "check").status == 0
    assert run("catalog", "show", "cka", "--json").data["item"]["price_usd"] == 445


def test_an_overlay_changes_what_is_planned_and_a_broken_one_is_told(run: Any, plan: Path) -> None:
    pack = Path("pack")
    pack.mkdir()
    (pack / "a.toml").write_text('format = 1\n[[cert]]\nid = "ckad"\nextend = true\nprice_usd = 1\n')
    items = {item["id"]: item for item in run("--catalog", "pack", "roadmap", "--json").data["items"]}
    assert items["ckad"]["price_usd"] == 1
    (pack / "a.toml").write_text('format = 1\n[[cert]]\nid = "ckad"\nprice_usd = "x"\n')
    found = run("--catalog", "pack", "roadmap")
    assert found.status == 1
    assert "pack/a.toml:3:1" in found.err
    assert run("catalog", "check", "pack").status == 1


def test_doctor_says_where_things_are_and_how_they_are(run: Any, plan: Path) -> None:
    assert "0 problems" in run("doctor").out
    assert run("--plan", "none.toml", "doctor").status == 0
    assert status_of(["--today", "2028-01-01", "doctor"]) == 0


def test_doctor_says_what_it_can_where_settings_and_layers_cannot_be_read(run: Any, plan: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = home / ".config" / "tracktui" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("catalogs = [")
    monkeypatch.setenv("TRACKTUI_CATALOGS", "missing")
    found = run("doctor")
    assert (found.status, "plan health" in found.out, "earlier versions" in found.out) == (1, True, True)
    assert "no catalog at missing" in found.err


def test_output_that_cannot_be_written_is_told_and_an_entry_is_saved_all_the_same(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    told = io.StringIO()
    monkeypatch.setattr(sys, "stdout", Full())
    monkeypatch.setattr(sys, "stderr", told)
    assert status_of([*TODAY, "log", "ckad", "2h"]) == 1
    assert "error: the output could not be written: No space left on device" in told.getvalue()
    assert plan.read_text().count("[[journal]]") == 1
    monkeypatch.setattr(sys, "stdout", None)  # as after >&-
    assert status_of([*TODAY, "log", "ckad", "2h"]) == 0
    sys.stdout.close()


def test_what_is_typed_in_a_c_locale_is_kept_letter_by_letter(run: Any, plan: Path) -> None:
    typed = "größer ✓".encode().decode("ascii", "surrogateescape")
    assert run("log", "ckad", "note", typed).status == 0
    assert 'note = "größer ✓"' in plan.read_text(encoding="utf-8")


def test_the_demo_holds_what_it_promises_and_touches_nothing(run: Any, home: Path) -> None:
    data = run("--demo", "roadmap", "--json").data
    states = {item["id"]: item["state"] for item in [*data["items"], *data["finished"]]}
    assert sum(state == "proven" for state in states.values()) == 2
    stuck = [item for item in run("--demo", "review", "--json").data["items"] if item["kind"] == "stuck"]
    assert ("incident-drill-series", "not-met") in [(item["item"], item["cause"]) for item in stuck]
    expiring = [item for item in data["finished"] if item["expires"] == "2027-01-22"]
    assert expiring
    assert "Slip  2 weeks later" in run("--demo", "roadmap").out
    assert not list(home.rglob("*.toml"))


def test_quiet_next_ends_with_one_when_something_lapses(run: Any) -> None:
    Path("plan.toml").write_text('format = 1\n[profile]\n[focus]\nprimary = "sre"\n[[held]]\ncert = "cka"\nexpires = 2026-12-01\n')
    assert (run("next", "--quiet").status, run("next", "--quiet").out) == (1, "")


def test_a_reader_that_goes_away_is_no_failure(plan: Path) -> None:
    code = f"{sys.executable} -m tracktui catalog list | head -1; exit ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def imported(*arguments: str) -> set[str]:
    """The modules a real call imports."""
    code = "import sys; from tracktui.cli.main import status_of; status_of(sys.argv[1:]); print('\\n'.join(sys.modules), file=sys.stderr)"
    result = subprocess.run([sys.executable, "-c", code, *TODAY, *arguments], capture_output=True, text=True, check=True)
    return set(result.stderr.split())


def test_the_command_line_imports_neither_textual_nor_what_it_does_not_need(plan: Path) -> None:
    first = imported("--today", "2026-11-24", "next")
    again = imported("--today", "2026-11-24", "next")
    assert not {"textual", "rich", "tomlkit", "networkx", "zipfile"} & (first | again)
    assert {"tracktui.roadmap.planner"} & (first - again)
    assert "rapidfuzz" not in again


def test_compare_shows_what_other_hours_would_change_and_writes_nothing(run: Any) -> None:
    run("new", "--primary", "sre", "--level", "2", "--hours", "6")
    plan = next(Path.home().rglob("plan.toml"))
    before = plan.read_bytes()
    found = run("compare", "--hours", "12")
    assert found.status == 0
    assert "weeks earlier" in found.out
    assert "12 instead of 6 h a week" in found.out
    assert plan.read_bytes() == before
    data = run("compare", "--hours", "12", "--json").data
    assert data["days"] < 0
    assert data["added"] == []


def test_compare_adopts_the_change_and_keeps_the_rest_of_the_file(run: Any) -> None:
    run("new", "--primary", "sre", "--level", "2", "--hours", "6")
    plan = next(Path.home().rglob("plan.toml"))
    lines = plan.read_text().splitlines()
    assert run("compare", "--hours", "12", "--exclude", "az-104", "--adopt").status == 0
    after = plan.read_text().splitlines()
    assert "hours_per_week = 12" in after
    assert 'exclude = ["az-104"]' in after
    assert [line for line in lines if line.startswith("#")] == [line for line in after if line.startswith("#")]


def test_compare_asks_what_other_clouds_would_change_and_writes_them_on_one_line(run: Any) -> None:
    run("new", "--primary", "sre", "--level", "1", "--estate", "aws=1")
    plan = next(Path.home().rglob("plan.toml"))
    found = run("compare", "--estate", "gcp=0.8,aws=0.2", "--adopt")
    assert "Associate Cloud Engineer" in found.out.partition("Dropped")[0]
    assert "estate = {gcp = 0.8, aws = 0.2}" in plan.read_text()
    assert "write for example" in run("compare", "--estate", "gcp=much").err


def test_what_the_catalog_does_not_have_is_told_once_with_its_line(run: Any) -> None:
    run("new", "--primary", "sre", "--level", "1")
    plan = next(Path.home().rglob("plan.toml"))
    plan.write_text(plan.read_text().replace('"sre"', '"srx"') + '\n[choices]\npin = ["ckaaa"]\n')
    told = run("roadmap").err
    assert (told.count("srx"), told.count("ckaaa"), told.count("error: ")) == (1, 1, 2)


def test_the_status_of_an_adoption_is_about_what_it_brings_not_about_what_was_wrong_before(run: Any) -> None:
    run("new", "--primary", "sre", "--level", "1", "--hours", "20")
    plan = next(Path.home().rglob("plan.toml"))
    plan.write_text(plan.read_text() + '\n[choices]\npin = ["az-500", "aws-ans"]\n')
    assert run("compare", "--hours", "24").status == 1
    assert run("compare", "--hours", "24", "--adopt").status == 0
    brought = run("compare", "--hours", "5", "--adopt")
    assert brought.status == 1
    assert "Taken over." in brought.out
    assert "New: AWS Certified Advanced Networking - Specialty: last day 31 Dec 2026" in brought.out
    assert "az-500" not in brought.out


def test_compare_says_each_cause_once_and_whole_and_what_has_changed_in_hours(run: Any) -> None:
    run("new", "--primary", "sre", "--level", "2", "--hours", "6")
    found = run("compare", "--baseline")
    assert found.status == 1
    out = run("--demo", "compare", "--baseline").out
    assert "Moved: less was worked since 3 Nov than planned" in out
    assert out.count("OTCA was planned for 8 Nov and is not done") == 1
    assert "3 weeks later" in out


def test_compare_asks_backwards_by_when(run: Any) -> None:
    run("new", "--primary", "sre", "--level", "2", "--hours", "3")
    found = run("compare", "--by", "2027-03-31")
    assert "h a week reach the goal by 31 Mar 2027" in found.out
    data = run("compare", "--by", "2027-03-31", "--json").data
    assert (data["by"], f"{data['hours_per_week']:g} h a week" in found.out) == ("2027-03-31", True)


def test_a_review_keeps_the_baseline_that_later_days_are_compared_with(run: Any) -> None:
    run("new", "--primary", "sre", "--level", "2", "--hours", "6")
    assert run("log", "review").status == 0
    assert "baseline = {" in next(Path.home().rglob("plan.toml")).read_text()
    assert "Nothing else changes." in run("compare", "--baseline").out
    run("compare", "--hours", "12", "--adopt")
    moved = run("compare", "--baseline", "--json").data
    assert moved["days"] < 0
    assert moved["moved"]


def test_why_says_what_comes_instead_and_what_leaving_it_out_costs(run: Any) -> None:
    run("new", "--primary", "sre", "--level", "2", "--hours", "6")
    first = min(run("roadmap", "--json").data["items"], key=lambda item: item["start"])["id"]
    assert "would swap the two" in " ".join(run("why", first).out.split())
    data = run("why", first, "--json").data["item"]
    assert data["runner_up"]["swap"]
    assert data["if_skipped"].startswith("Without it ")
    assert data["must_be_done_by"] is None


@pytest.mark.parametrize(
    ("arguments", "word"),
    [(["--primary", "srr"], "sre"), (["--pin", "ckaa"], "cka"), ([], "what to change"), (["--baseline"], "baseline"), (["--by", "2026-11-24"], "60 h")],
)
def test_compare_says_what_is_wrong(run: Any, arguments: list[str], word: str) -> None:
    run("new", "--primary", "sre", "--level", "2")
    found = run("compare", *arguments)
    assert found.status in (1, 2)
    assert word in found.err


def test_show_says_in_reading_order_what_a_screen_shows(run: Any) -> None:
    found = run("--demo", "show", "roadmap")
    assert found.status == 0
    lines = found.out.splitlines()
    assert lines[0].startswith("Goal: ")
    assert any(line.startswith("  1. ") for line in lines)
    assert all(len(line) <= 100 for line in lines)
    assert any(line.startswith("     It unlocks ") for line in lines)
    assert "Done and held: " in found.out
    narrowed = run("--demo", "show", "roadmap", "otca").out
    assert "Next up" not in narrowed
    # What the pane of the screen says, in the words of `why`.
    assert narrowed.startswith(run("--demo", "why", "otca").out)
    assert "Without it the cheapest plan costs $" in narrowed
    assert "Slip: 3 weeks later than agreed on " in narrowed
    assert "Recorded\n  18 Nov 2026: 2 h worked on it" in narrowed
    assert "It is proven: passed, and proven by its project." in run("--demo", "show", "roadmap", "cka").out
    wallet = run("--demo", "show", "certs").out
    assert wallet.startswith("Yours: ")
    assert "Red Hat" in wallet
    assert "CKS" in run("--demo", "show", "certs", "kubernetes", "security").out
    assert run("--demo", "show", "nowhere").status == 2


def test_the_skills_screen_is_told_as_text_and_one_skill_in_full(run: Any, plan: Path) -> None:
    run("log", "alerting", "claim", "3", "--behaviours", "2.1", "--evidence", "https://example.org/pages")
    everything = run("show", "skills").out
    assert "Technical: median of" in everything
    assert "own claim 3" in everything
    assert "A checkout that calls everything in line (checkout-without-limits)" in everything
    one = run("show", "skills", "alerting").out
    assert "For level" in one
    assert "https://example.org/pages" in one
    assert "Error budgets" not in one
    assert "No skill or drill matches" in run("show", "skills", "no-such-thing").out
