"""`tracktui catalog check` as its user meets it: what is told, in which form, and how the run ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tracktui import paths
from tracktui.cli.catalog_check import github_line
from tracktui.cli.main import status_of
from tracktui.problems import Problem

STALE = """format = 1

[[cert]]
id = "cedar"
name = "Cedar"
price_usd = 1
valid_months = 24
checked = 2024-01-31
sources = [{ url = "https://cedar.example" }]
"""
WRONG = 'format = 1\n\n[[course]]\nid = "tape"\nname = "Tape"\nhours = [9, 3]\nrequires = ["cka2"]\n'


@pytest.fixture
def pack() -> Path:
    folder = Path("pack")
    folder.mkdir()
    return folder


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = status_of(["--today", "2026-11-23", "catalog", "check", *arguments])
    found = capsys.readouterr()
    assert "Traceback" not in found.err
    return status, found.out, found.err


def test_a_folder_is_checked_as_a_layer_and_only_what_it_adds_is_told(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / "a.toml").write_text('format = 1\n\n[[cert]]\nid = "cka"\nextend = true\nprice_usd = 400\n')
    assert ran(capsys, "pack")[:2] == (0, "1 file checked: 0 errors, 0 warnings\n")
    (pack / "a.toml").write_text('format = 1\n\n[[project]]\nid = "alert-noise"\nhidden = true\n')
    status, out, _ = ran(capsys, "pack")
    assert status == 1
    assert "sre names an unknown" not in out
    assert "sre-2 names an unknown item 'alert-noise'" in out


def test_errors_end_with_1_warnings_only_when_strict(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / "a.toml").write_text(STALE)
    status, out, _ = ran(capsys, "pack")
    assert (status, out.splitlines()[0].split(" (")[0]) == (
        0,
        "pack/a.toml:8:1: TT205 warning: cedar was checked on 2024-01-31, more than a year before 2026-11-23",
    )
    assert ran(capsys, "pack", "--strict")[0] == 1
    (pack / "a.toml").write_text(WRONG)
    assert ran(capsys, "pack")[0] == 1


def test_rules_are_selected_by_code_and_by_beginning(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / "a.toml").write_text(WRONG)
    codes = {
        options: [finding["code"] for finding in json.loads(ran(capsys, "pack", "--json", *options)[1])["findings"]]
        for options in ((), ("--select", "TT2"), ("--select", "tt3,TT101"), ("--ignore", "TT2", "--ignore", "TT1"), ("--select", "TT2", "--ignore", "TT204"))
    }
    assert list(codes.values()) == [["TT204", "TT101"], ["TT204"], ["TT101"], [], []]


def test_a_file_that_cannot_be_read_is_told_whatever_is_selected(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / "a.toml").write_text("format = \n")
    assert "TT001" in ran(capsys, "pack", "--select", "TT5")[1]


@pytest.mark.parametrize(
    ("options", "word"),
    [(("--select", "TT3O1"), "did you mean TT301?"), (("--ignore", "T2"), "did you mean TT2?"), (("--explain", "T301"), "did you mean TT301?")],
)
def test_a_slip_in_a_code_names_the_nearest(options: tuple[str, ...], word: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = ran(capsys, *options)
    assert status == 2
    assert word in err


def test_explain_prints_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = ran(capsys, "--explain", "tt301")
    assert (status, out) == (0, (paths.rule_pages() / "TT301.md").read_text(encoding="utf-8"))


def test_shape_graph_and_content_are_told_in_one_run(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / "a.toml").write_text(STALE + WRONG.removeprefix("format = 1\n") + "prise = 4\n")
    out = ran(capsys, "pack")[1]
    assert [line.split(": ")[1].split()[0] for line in out.splitlines()[:-1]] == ["TT205", "TT204", "TT101", "TT002"]


def test_marks_for_a_pull_request_cannot_be_forged(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / "a.toml").write_text(WRONG)
    status, out, _ = ran(capsys, "pack", "--format", "github")
    assert status == 1
    assert out.splitlines()[0].startswith("::error file=pack/a.toml,line=6,col=1,title=TT204::tape: hours begins with 9 and ends with 3. ")
    hostile = Problem("a,b:c\n.toml", 3, 1, "TT101", "info", "100 %\r\n::error::pwned", "")
    assert github_line(hostile) == "::notice file=a%2Cb%3Ac%0A.toml,line=3,col=1,title=TT101::100 %25%0D%0A::error::pwned"


def test_a_folder_without_catalog_files_is_no_clean_catalog(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = ran(capsys, "pack")
    assert (status, "no *.toml file" in err) == (1, True)


def test_one_file_of_the_shipped_catalog_is_judged_within_it(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = ran(capsys, str(paths.shipped_catalog() / "certs" / "aws.toml"), "--select", "TT0,TT1")
    assert (status, out) == (0, "1 file checked: 0 errors, 0 warnings\n")
