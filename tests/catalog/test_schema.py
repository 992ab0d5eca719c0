"""The JSON Schema, judged by an independent validator: what ships passes, what is broken does not, and the reader agrees."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tracktui import paths
from tracktui.catalog.read import KINDS, CatalogFile, catalog_files, read_catalog
from tracktui.catalog.schema import schema, text
from tracktui.catalog.shape import plain
from tracktui.cli.main import status_of

COMMITTED = Path(__file__).parents[2] / "docs" / "catalog.schema.json"
WHOLE = jsonschema.Draft202012Validator(json.loads(COMMITTED.read_text()))
SHIPPED = catalog_files(paths.shipped_catalog(), "shipped")

C = '[[cert]]\nid = "c"\nname = "C"\n'
P = '[[project]]\nid = "p"\nname = "P"\n'
T = '[[track]]\nid = "t"\nname = "T"\n'
S = '[[skill]]\nid = "s"\nname = "S"\n'
R = '[[role]]\nid = "r"\nname = "R"\n'
Y = '[[policy]]\nid = "o"\n'

BROKEN = {
    "no format": C.join(("", "")),
    "format as text": 'format = "1"',
    "a format of the future": "format = 2",
    "an unknown kind": "format = 1\n[[certt]]\nid = 'x'",
    "a kind as a table": "format = 1\n[cert]\nid = 'x'",
    "a head with an unknown key": "format = 1\n[catalog]\nid = 'x'\nversoin = '1'",
    "a head whose day is text": "format = 1\n[catalog]\nreleased = 'soon'",
    **{
        name: f"format = 1\n{body}"
        for name, body in {
            "no id": '[[cert]]\nname = "C"',
            "no name": '[[cert]]\nid = "c"',
            "capitals in an id": '[[cert]]\nid = "CKA"\nname = "C"',
            "two hyphens in an id": '[[cert]]\nid = "a--b"\nname = "C"',
            "an id too long": f'[[cert]]\nid = "{"a" * 65}"\nname = "C"',
            "an empty name": '[[cert]]\nid = "c"\nname = ""',
            "a name that is a number": '[[cert]]\nid = "c"\nname = 3',
            "a misspelt key": C + "price = 3",
            "a price as text": C + 'price_usd = "445"',
            "a price below nothing": C + "price_usd = -1",
            "a price beyond reason": C + "price_usd = 1000001",
            "hours as one number": C + "hours = 5",
            "three hours": C + "hours = [1, 2, 3]",
            "one hour": C + "hours = [1]",
            "hours as text": C + 'hours = ["1", "2"]',
            "a level of 5": C + "level = 5",
            "a level of 0": C + "level = 0",
            "half a level": C + "level = 1.5",
            "months below nothing": C + "valid_months = -1",
            "months as a part": C + "valid_months = 2.5",
            "a form of its own": C + 'form = "badge"',
            "a renewal without a way": C + "renewals = [{ months = 3 }]",
            "an unknown way to renew": C + 'renewals = [{ how = "magic" }]',
            "a renewal that adds nothing known": C + 'renewals = [{ how = "retake", adds = "some" }]',
            "an exam of no minutes": C + "exams = [{ minutes = 0 }]",
            "a day that is none": C + 'retires_on = "2027-13-01"',
            "a check day that is none": C + 'checked = "last week"',
            "a confidence of its own": C + 'confidence = "sure"',
            "a source with an unknown key": C + 'sources = [{ link = "https://example.org" }]',
            "tags that are no list": C + 'tags = "a"',
            "a requirement that is a number": C + "requires = [3]",
            "a requirement of no form": C + "requires = [{ active = true }]",
            "a requirement of two forms": C + 'requires = [{ id = "a", any = ["b"] }]',
            "a requirement with an unknown key": C + 'requires = [{ id = "a", actve = true }]',
            "an empty any": C + "requires = [{ any = [] }]",
            "a skill without a level": C + 'requires = [{ skill = "s" }]',
            "k of n without k": C + 'requires = [{ of = ["a", "b"] }]',
            "a requirement before lunch": C + 'requires = [{ id = "a", before = "lunch" }]',
            "active of its own": C + 'requires = [{ id = "a", active = "maybe" }]',
            "a fault deep in a requirement": C + 'requires = [{ all = ["a", { any = ["b", 4] }] }]',
            "requirements that are no list": C + 'requires = "a"',
            "a project observed for ever": P + "observe_weeks = 500",
            "a metric without a name": P + "metric = { target = 3 }",
            "a metric that goes sideways": P + 'metric = { name = "m", direction = "sideways" }',
            "something developed to level 9": P + 'develops = [{ skill = "s", level = 9 }]',
            "a pass mark above a hundred": '[[scenario]]\nid = "x"\nname = "X"\npass = 101',
            "a finding outside the four areas": '[[scenario]]\nid = "x"\nname = "X"\nfindings = [{ area = "style", text = "t" }]',
            "three practice hours": S + "practice_hours = [1, 2, 3]",
            "a dimension of its own": S + 'dimension = "moral"',
            "behaviours that are no lists": S + 'behaviours = ["a"]',
            "a stack row without a level": T + 'stack = [{ layer = "base", any = ["c"] }]',
            "a layer of its own": T + 'stack = [{ layer = "top", level = 1, any = ["c"] }]',
            "a seniority of level 7": T + "seniority = { lead = 7 }",
            "a role's goal without a day": R + 'goals = [{ text = "t" }]',
            "a role's goal with a broken requirement": R + 'goals = [{ day = 30, text = "t", requires = [{ skill = "s" }] }]',
            "a card with an unknown key": R + 'card = { colour = "red" }',
            "a KPI read each year": '[[kpi]]\nid = "k"\nname = "K"\nfrequency = "year"',
            "a review on day 0": '[[review]]\nid = "v"\nday = 0',
            "a playbook for nobody": '[[playbook]]\nid = "b"\n',
            "a budget year that begins on a day that is none": Y + 'budget_year_starts = "13-40"',
            "a share above the whole": Y + "estate = { aws = 1.5 }",
            "work on nothing at once": Y + "wip = 0",
            "an outcome without a text": Y + 'outcomes = [{ track = "t" }]',
            "money due on nothing known": Y + 'reimburse_on = "asking"',
            "an extension that names no id": "[[cert]]\nextend = true\nprice_usd = 1",
            "a replacement that is not whole": '[[cert]]\nid = "c"\nreplace = true',
        }.items()
    },
}


def told(toml: str) -> list[Any]:
    return list(WHOLE.iter_errors(plain(tomllib.loads(toml))))


def test_the_committed_schema_is_what_the_types_give() -> None:
    assert COMMITTED.read_text() == text(), "make it anew: tracktui catalog schema -o docs/catalog.schema.json --force"


@pytest.mark.parametrize("kind", [None, *KINDS])
def test_every_schema_is_a_valid_one(kind: str | None) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(kind))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: Path(file.name).stem)
def test_every_shipped_file_is_valid(file: CatalogFile) -> None:
    assert told(file.data.decode()) == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_not_valid_and_the_reader_finds_it_too(name: str) -> None:
    assert told(BROKEN[name]), "the schema lets it pass"
    assert read_catalog([CatalogFile("x", "x.toml", BROKEN[name].encode())]).problems, "the reader lets it pass"


def test_there_are_more_than_fifty_broken_files_and_no_two_are_the_same() -> None:
    assert len(set(BROKEN.values())) == len(BROKEN) >= 50


@pytest.mark.parametrize("verb", ["extend", "hidden"])
def test_a_layer_names_only_what_it_changes(verb: str) -> None:
    assert told(f'format = 1\n[[cert]]\nid = "cka"\n{verb} = true\n') == []


@pytest.mark.parametrize(
    "clause",
    [
        '"a"',
        '{ id = "a", active = true }',
        '{ id = "a", active = "unsourced", hold = true, before = "award" }',
        '{ skill = "s", level = 3 }',
        '{ any = ["a", { all = ["b", { skill = "s", level = 1 }] }] }',
        '{ of = ["a", "b"], at_least = 2, of_unlisted = ["X1"] }',
    ],
)
def test_every_form_of_a_requirement_is_valid_as_it_is_written(clause: str) -> None:
    assert told(f"format = 1\n{C}requires = [{clause}]\n") == []


def test_descriptions_and_limits_reach_the_editor() -> None:
    cert = schema("cert")["$defs"]["Cert"]
    assert "certification" in cert["description"]
    assert cert["properties"]["form"] == {"enum": ["exam", "title"], "default": "exam"}
    assert cert["properties"]["price_usd"] == {"type": "number", "minimum": 0, "maximum": 1_000_000}


def test_the_command_prints_and_writes_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(["catalog", "schema", "policy"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "[[policy]] of a tracktui catalog"
    assert status_of(["catalog", "schema", "-o", "s.json"]) == 0
    assert json.loads(Path("s.json").read_text()) == schema()
    assert status_of(["catalog", "schema", "-o", "s.json"]) == 1
    assert "--force" in capsys.readouterr().err
