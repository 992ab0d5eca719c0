"""The first files of a company's layer: in order as they are made, and made only where nothing is."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from tracktui import paths
from tracktui.catalog.read import catalog_files, read_catalog
from tracktui.catalog.scaffold import layer_texts, slug
from tracktui.catalog.schema import schema
from tracktui.catalog.shape import plain
from tracktui.cli.main import status_of


def test_a_new_layer_passes_its_own_check_without_a_note(capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(["catalog", "new", "acme", "--name", 'Acme "Ltd"']) == 0
    capsys.readouterr()
    assert status_of(["--today", "2026-11-23", "catalog", "check", "acme", "--strict"]) == 0
    assert capsys.readouterr().out == "4 files checked: 0 errors, 0 warnings\n"


def test_it_shows_every_kind_of_thing_a_layer_does() -> None:
    assert status_of(["catalog", "new", "acme"]) == 0
    catalog = read_catalog([*catalog_files(paths.shipped_catalog(), "shipped"), *catalog_files(Path("acme"))]).catalog
    assert {said.verb for layer in catalog.overlaid.values() for said in layer} == {"new", "extend"}
    assert {"acme-handover-drill", "acme-service-owner"} <= catalog.items.keys()
    policy = catalog.policies["acme"]
    assert (policy.budget_usd_per_year, policy.preferred[0].certs, policy.estate["aws"]) == (2000, ("cka",), 0.7)
    text = Path("acme/changes.toml").read_text()
    assert all(word in text for word in ("extend = true", "replace = true", "hidden = true"))
    assert all(path.read_text().startswith("#:schema ./catalog.schema.json\n") for path in Path("acme").glob("*.toml"))
    assert json.loads(Path("acme/catalog.schema.json").read_text()) == schema()


@pytest.mark.parametrize("name", ["Acme", 'A "b" \\ c', "{id} %s", "Zoë & Söhne", "株式会社", "x\x1b[31m\ny", "a" * 300])
def test_any_name_gives_files_that_read(name: str) -> None:
    assert status_of(["catalog", "new", "layer", "--name", name]) == 0
    validator = jsonschema.Draft202012Validator(schema())
    for file in layer_texts(name, "/x"):
        tables = tomllib.loads((Path("layer") / file).read_text())
        assert list(validator.iter_errors(plain(tables))) == []
    assert read_catalog([*catalog_files(paths.shipped_catalog(), "shipped"), *catalog_files(Path("layer"))]).problems == ()


@pytest.mark.parametrize(("name", "wanted"), [("Acme Ltd.", "acme-ltd"), ("  --x--  ", "x"), ("株式会社", "company"), ("b" * 40, "b" * 32)])
def test_ids_are_made_from_the_name(name: str, wanted: str) -> None:
    assert slug(name) == wanted


def test_a_folder_that_holds_something_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine").mkdir()
    Path("mine/notes.txt").write_text("keep")
    Path("file").write_text("keep")
    for place in ("mine", "file"):
        assert status_of(["catalog", "new", place]) == 1
        assert "is not empty" in capsys.readouterr().err
    assert [path.name for path in Path("mine").iterdir()] == ["notes.txt"]
    Path("empty").mkdir()
    assert status_of(["catalog", "new", "empty"]) == 0


def test_a_catalog_leaves_hidden_files_alone() -> None:
    assert status_of(["catalog", "new", "acme"]) == 0
    Path("acme/.taplo.toml").write_text("include = []\n")
    Path("acme/.git").mkdir()
    Path("acme/.git/x.toml").write_text("broken")
    assert len(catalog_files(Path("acme"))) == 4
