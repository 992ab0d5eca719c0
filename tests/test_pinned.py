"""A plan keeps the rules it was made under until a change is accepted; what holds is always said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from making import TODAY
from tracktui import paths
from tracktui.cli.main import status_of
from tracktui.workspace import Workspace, copies

PRICE = 'format = 1\n[catalog]\nid = "acme"\nversion = "{version}"\n[[cert]]\nid = "ckad"\nextend = true\nprice_usd = {price}\n'


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def call(*arguments: str, status: int = 0) -> str:
        assert status_of(["--today", TODAY.isoformat(), *arguments]) == status
        found = capsys.readouterr()
        return found.out + found.err

    return call


@pytest.fixture
def plan(run: Any) -> Path:
    run("new", "--primary", "sre", "--level", "2", "--hours", "8", "-o", "plan.toml")
    return Path("plan.toml")


def company(version: str, price: int, folder: Path | None = None) -> None:
    place = folder or paths.config() / "catalog"
    place.mkdir(parents=True, exist_ok=True)
    (place / "a.toml").write_text(PRICE.format(version=version, price=price))


def price(run: Any, *options: str) -> float:
    items = json.loads(run(*options, "roadmap", "--json"))["items"]
    return next(float(item["price_usd"]) for item in items if item["id"] == "ckad")


def test_a_new_plan_records_its_catalog_and_a_copy_is_kept(plan: Path) -> None:
    workspace = Workspace.open(plan, TODAY)
    assert workspace.pin.status == "same"
    assert workspace.plan.catalog.version == workspace.catalog.version
    assert [copy.stem for copy in copies().glob("*.zip")] == [workspace.plan.catalog.hash]


def test_the_old_rules_hold_until_the_change_is_accepted(run: Any, plan: Path) -> None:
    assert not run("next").startswith("Planned with")
    company("1", 99)
    assert price(run) == 445
    line = run("roadmap").splitlines()[0]
    assert line.startswith("Planned with catalog 2026.11; 2026.11 + acme 1 is here: tracktui catalog diff shows")
    for command in (["next"], ["why", "ckad"], ["show", "roadmap"], ["compare", "--hours", "9"]):
        assert run(*command).splitlines()[0] == line
    assert json.loads(run("next", "--json"))["problems"][0]["message"] == line
    shown = run("catalog", "diff")
    assert "price $99 instead of $445" in shown
    assert "Plan plan.toml" in shown
    assert "2026.11 + acme 1 instead of 2026.11" in run("catalog", "accept")
    assert price(run) == 99
    assert run("roadmap").startswith("Goal")
    assert "already" in run("catalog", "accept")


def test_accepting_changes_one_line_of_the_plan(run: Any, plan: Path) -> None:
    before = plan.read_text().splitlines()
    company("1", 99)
    run("catalog", "accept")
    after = plan.read_text().splitlines()
    assert [number for number, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]] == [3]


def test_undoing_the_acceptance_brings_the_old_rules_back(plan: Path) -> None:
    company("1", 99)
    workspace = Workspace.open(plan, TODAY)
    assert workspace.pin.status == "held"
    workspace.accept_catalog()
    assert (workspace.pin.status, workspace.catalog) == ("same", workspace.current)
    workspace.undo()
    assert (workspace.pin.status, workspace.catalog.items["ckad"].price_usd) == ("held", 445)


def test_a_comment_in_a_catalog_is_no_change(run: Any, plan: Path) -> None:
    company("1", 99)
    run("catalog", "accept")
    file = paths.config() / "catalog" / "a.toml"
    file.write_text("# reviewed\n" + file.read_text())
    assert run("roadmap").startswith("Goal")


def test_without_the_copy_the_current_catalog_is_used_and_said(run: Any, plan: Path) -> None:
    company("1", 99)
    for copy in copies().iterdir():
        copy.unlink()
    assert run("roadmap").startswith("Made with catalog 2026.11, of which no copy is here: planned with 2026.11 + acme 1.")
    assert price(run) == 99
    assert "no copy of the catalog" in run("catalog", "diff", status=1)


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 no archive", None])
def test_a_damaged_copy_counts_as_absent(run: Any, plan: Path, damage: bytes | None) -> None:
    company("1", 99)
    (copy,) = copies().glob("*.zip")
    copy.write_bytes(copy.read_bytes()[:-900] if damage is None else damage)
    assert "no copy is here" in run("roadmap")


def test_a_plan_of_ones_own_without_a_catalog_uses_the_current_one_silently(run: Any) -> None:
    Path("plan.toml").write_text('format = 1\n[profile]\nhours_per_week = 8\n[focus]\nprimary = "sre"\nlevel = 2\n')
    company("1", 99)
    assert run("roadmap").startswith("Goal")
    assert price(run) == 99
    assert "records no catalog" in run("catalog", "diff", status=1)
    run("catalog", "accept")
    company("2", 50)
    assert price(run) == 99


def test_a_layer_named_for_one_run_is_used_at_once_and_said(run: Any, plan: Path) -> None:
    company("1", 99, Path("pack"))
    assert price(run, "--catalog", "pack") == 99
    assert run("--catalog", "pack", "roadmap").startswith("Planned with the catalogs that --catalog names")
    assert run("roadmap").startswith("Goal")


def test_a_newer_version_of_a_named_layer_waits_like_any_other(run: Any) -> None:
    company("1", 99, Path("pack"))
    run("--catalog", "pack", "new", "--primary", "sre", "--level", "2", "-o", "plan.toml")
    company("2", 50, Path("pack"))
    assert price(run, "--catalog", "pack") == 99
    assert run("--catalog", "pack", "roadmap").startswith("Planned with catalog 2026.11 + acme 1; 2026.11 + acme 2 is here")


def test_a_hash_in_a_strangers_plan_leads_nowhere(run: Any, plan: Path) -> None:
    text = plan.read_text()
    start = text.index('hash = "') + 8
    for hostile in ("../../../../etc/passwd", "/etc/passwd", "\\u0000" * 8, "0" * 5000):
        plan.write_text(text[:start] + hostile + text[start + 16 :])
        assert "no copy is here" in run("roadmap")


def test_diff_of_two_versions_of_a_framework_shows_what_it_does_to_a_folder_of_plans(run: Any, plan: Path) -> None:
    team = Path("team")
    team.mkdir()
    for name in ("ada", "ben"):
        (team / f"{name}.toml").write_bytes(plan.read_bytes())
    company("1", 99, Path("v1"))
    company("2", 50, Path("v2"))
    found = json.loads(run("catalog", "diff", "v1", "v2", "--plan", "team", "--json"))
    assert [(one["id"], one["text"]) for one in found["changes"]] == [("ckad", "price $50 instead of $99")]
    assert [one["plan"] for one in found["plans"]] == ["team/ada.toml", "team/ben.toml"]
    assert all(one["after"]["price_usd"] - one["before"]["price_usd"] == -49 for one in found["plans"])
    assert "price $99 instead of $445" in run("catalog", "diff", "v1")
    assert "Nothing that tracktui reads differs" in run("catalog", "diff", "v1", "v1")
    assert "there is no plan in" in run("catalog", "diff", "v1", "v2", "--plan", "v1", status=1)
    (team / "ada.toml").write_text("format = 1\n[profile]\nstart = 2027-02-30\n")
    told = run("catalog", "diff", "v1", "v2", "--plan", "team", status=1)
    assert "team/ada.toml:3:9" in told
    assert "Plan team/ben.toml" in told


def test_opening_a_held_plan_reads_no_catalog_file_of_the_copy_twice(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    company("1", 99)
    assert Workspace.open(plan, TODAY).pin.status == "held"
    monkeypatch.setattr("zipfile.ZipFile.__init__", None)
    assert Workspace.open(plan, TODAY).pin.status == "held"
