"""Layers: what is stronger, who says what, and what cannot happen unnoticed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tracktui import paths
from tracktui.catalog.provenance import origins
from tracktui.catalog.read import CatalogFile, ReadResult, read_catalog
from tracktui.cli.main import status_of
from tracktui.problems import UserError

CKA = '[[cert]]\nid = "cka"\nname = "Administrator"\nhours = [40, 60]\nprice_usd = 100\n'


def extended(price: float, *lines: str) -> str:
    return f'format = 1\n[[cert]]\nid = "ckad"\nextend = true\nprice_usd = {price}\n' + "\n".join(lines)


def layered(*layers: tuple[str, str]) -> tuple[ReadResult, list[CatalogFile]]:
    files = [CatalogFile(layer, f"{layer}.toml", f"format = 1\n{text}".encode()) for layer, text in layers]
    return read_catalog(files), files


def pack(folder: str | Path, text: str) -> Path:
    path = Path(folder)
    path.mkdir(parents=True, exist_ok=True)
    (path / "a.toml").write_text(text)
    return path


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert status_of(["--today", "2026-11-23", *arguments]) == 0
    return json.loads(capsys.readouterr().out)["item"]


def test_the_order_is_your_folder_config_file_environment_then_catalog_options(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    own = pack(paths.config() / "catalog", extended(1))
    pack(paths.config() / "company", extended(2, 'url = "https://example.org/2"'))
    paths.settings_file().write_text('theme = "light"\ncatalogs = ["company"]\n')
    monkeypatch.setenv("TRACKTUI_CATALOGS", str(pack("env", extended(3))))
    pack("given", extended(4))
    pack("stronger", extended(5))
    price = "price_usd"
    item = shown(capsys, "--catalog", "given", "--catalog", "stronger", "catalog", "show", "ckad", "--json")
    assert item[price] == 5
    assert item["layers"] == {
        price: {"layer": "--catalog stronger", "file": "stronger/a.toml", "line": 5},
        "url": {"layer": f"config.toml {paths.config() / 'company'}", "file": str(paths.config() / "company" / "a.toml"), "line": 6},
    }
    assert shown(capsys, "--catalog", "given", "catalog", "show", "ckad", "--json")[price] == 4
    assert shown(capsys, "catalog", "show", "ckad", "--json")[price] == 3
    monkeypatch.delenv("TRACKTUI_CATALOGS")
    assert shown(capsys, "catalog", "show", "ckad", "--json")[price] == 2
    paths.settings_file().unlink()
    item = shown(capsys, "catalog", "show", "ckad", "--json")
    assert (item[price], item["layers"][price]["file"]) == (1, str(own / "a.toml"))
    (own / "a.toml").unlink()
    item = shown(capsys, "catalog", "show", "ckad", "--json")
    assert (item[price], item["layers"]) == (445, {})


def test_show_names_layer_file_and_line_of_each_field_that_is_not_shipped(capsys: pytest.CaptureFixture[str]) -> None:
    pack("pack", extended(70.5))
    assert status_of(["--catalog", "pack", "catalog", "show", "ckad"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2:] == ["  from --catalog pack", "    price_usd 70.5 (pack/a.toml:5)"]


def test_a_replaced_entry_comes_from_its_layer_alone() -> None:
    result, files = layered(
        ("shipped", CKA),
        ("weak", '[[cert]]\nid = "cka"\nextend = true\nprice_usd = 1\n'),
        ("strong", '[[cert]]\nid = "cka"\nreplace = true\nname = "Mine"\n'),
    )
    assert result.problems == ()
    assert {field: (place.layer, place.line) for field, place in origins(result.catalog, "cka", files).items()} == {"name": ("strong", 5)}


def test_a_new_entry_of_a_layer_says_so_and_shipped_ones_cost_nothing() -> None:
    result, files = layered(("shipped", CKA), ("pack", '[[cert]]\nid = "x"\nname = "X"\n'))
    assert list(result.catalog.overlaid) == ["x"]
    assert origins(result.catalog, "x", files)["name"].where == "pack.toml:4"


def test_a_hidden_entry_is_gone_and_its_absence_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    pack("pack", 'format = 1\n[[cert]]\nid = "ckad"\nhidden = true\n')
    assert status_of(["--catalog", "pack", "catalog", "show", "ckad"]) == 1
    assert "error: 'ckad' is hidden by --catalog pack (pack/a.toml:2)" in capsys.readouterr().err


def test_what_one_layer_hides_a_stronger_one_can_bring_back_whole() -> None:
    result, _ = layered(("shipped", CKA), ("weak", '[[cert]]\nid = "cka"\nhidden = true\n'), ("strong", '[[cert]]\nid = "cka"\nreplace = true\nname = "N"\n'))
    assert (result.catalog.items["cka"].name, result.catalog.hidden) == ("N", {})


@pytest.mark.parametrize(
    ("strong", "words"),
    [
        (CKA, "'cka' is already defined in weak.toml:2"),
        ('[[skill]]\nid = "cka"\nname = "S"\n', "'cka' is already defined in weak.toml:2"),
        ('[[cert]]\nid = "old-cka"\nname = "N"\n', "'old-cka' stands for"),
        ('[[cert]]\nid = "new"\nname = "N"\naliases = ["old-cka"]\n', "'old-cka' stands for"),
        ('[[cert]]\nid = "new"\nname = "N"\naliases = ["cka"]\n', "'cka' stands for 'new' here and for 'cka' in"),
        ('[[skill]]\nid = "cka"\nname = "S"\nextend = true\n', "'cka' is a cert in weak.toml:2, not a skill"),
    ],
)
def test_a_pack_cannot_answer_for_an_id_unnoticed(strong: str, words: str) -> None:
    (problem,) = layered(("weak", CKA + 'aliases = ["old-cka"]\n'), ("strong", strong))[0].problems
    assert (problem.code, problem.severity, problem.file) == ("TT005", "error", "strong.toml")
    assert words in problem.message
    assert "weak.toml:" in problem.message


def test_an_alias_added_by_extending_is_no_way_around_that() -> None:
    weak = f'{CKA}[[cert]]\nid = "cks"\nname = "S"\n'
    (problem,) = layered(("weak", weak), ("strong", '[[cert]]\nid = "cks"\nextend = true\naliases = ["cka"]\n'))[0].problems
    assert (problem.file, problem.line) == ("strong.toml", 5)
    assert problem.message == "'cka' stands for 'cks' here and for 'cka' in weak.toml:3"


def test_a_layer_says_what_it_changes_in_one_place() -> None:
    twice = '[[cert]]\nid = "cka"\nextend = true\nprice_usd = 1\n[[cert]]\nid = "cka"\nextend = true\nprice_usd = 2\n'
    (problem,) = layered(("shipped", CKA), ("pack", twice))[0].problems
    assert "'cka' is defined twice, first in pack.toml:2" in problem.message


def test_the_hash_is_over_what_entries_say_not_over_files_and_comments() -> None:
    plain = read_catalog([CatalogFile("a", "one.toml", f'format = 1\n{CKA}[[cert]]\nid = "x"\nname = "X"\n'.encode())]).catalog
    split = [CatalogFile("b", "1.toml", f"format = 1 # a comment\n{CKA}".encode()), CatalogFile("b", "2.toml", b'format = 1\n[[cert]]\nid = "x"\nname = "X"\n')]
    assert read_catalog(split).catalog.hash == plain.hash
    other = read_catalog([CatalogFile("a", "one.toml", f'format = 1\n{CKA.replace("100", "101")}[[cert]]\nid = "x"\nname = "X"\n'.encode())]).catalog
    assert other.hash != plain.hash


def test_versions_of_all_layers_are_named_and_the_head_is_the_first_layers() -> None:
    result, _ = layered(("shipped", '[catalog]\nid = "main"\nversion = "7"\n'), ("pack", '[catalog]\nid = "acme"\nversion = "3"\n'))
    assert (result.catalog.head.id, result.catalog.version) == ("main", "7 + acme 3")


@pytest.mark.parametrize(
    ("text", "place"), [("catalogs = 3\n", "config.toml:1:1"), ('a = 1\ncatalogs = ["x", 1]\n', "config.toml:2:1"), ("catalogs = [\n", "config.toml:2:1")]
)
def test_a_broken_configuration_is_told_with_its_place(text: str, place: str) -> None:
    paths.config().mkdir(parents=True)
    paths.settings_file().write_text(text)
    with pytest.raises(UserError) as raised:
        paths.overlays()
    assert raised.value.problems[0].where.endswith(place)


def test_a_folder_named_twice_is_one_layer_at_its_strongest_place(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = pack("pack", extended(1))
    monkeypatch.setenv("TRACKTUI_CATALOGS", str(folder))
    assert paths.overlays((folder,)) == [("--catalog", folder)]
