"""The request to a manager."""

from __future__ import annotations

import pytest

from making import TODAY
from tracktui.catalog.entries import Cert
from tracktui.catalog.model import Catalog
from tracktui.cli.main import status_of
from tracktui.demo import demo_workspace
from tracktui.exchange.request import request
from tracktui.problems import UserError
from tracktui.workspace import Workspace


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return demo_workspace(TODAY)


def text_for(workspace: Workspace, name: str) -> str:
    cert = workspace.catalog.items[name]
    assert isinstance(cert, Cert)
    return request(workspace.planner, workspace.roadmap, cert)


def test_it_names_exam_money_days_and_project(workspace: Workspace) -> None:
    text = text_for(workspace, "aws-dva")
    item = workspace.roadmap.get("aws-dva")
    assert item is not None
    assert text.startswith("Request: DVA-C02, AWS Certified Developer")
    assert "What I ask for: $150 for the exam, out of $1,500 a year." in text
    assert "130 minutes" in text
    assert "exam by " in text
    assert "working days, and the day of the exam" in text
    assert "What the work gets: " in text
    assert "Figures: read on " in text


def test_a_cert_outside_the_plan_has_no_days_of_its_own(workspace: Workspace) -> None:
    text = text_for(workspace, "aws-saa")
    assert "When: " not in text
    assert "Why: " not in text
    assert "What I ask for: $150 for the exam" in text


def test_what_is_earned_cannot_be_asked_for(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="CKA is proven: there is nothing to ask for"):
        text_for(workspace, "cka")


def test_every_cert_of_the_catalog_gives_a_text_without_gaps(workspace: Workspace, shipped: Catalog) -> None:
    for cert in shipped.certs():
        item = workspace.roadmap.get(cert.id)
        if item is None or item.open:
            lines = request(workspace.planner, workspace.roadmap, cert).splitlines()
            assert lines[1] == ""
            for line in lines[2:]:
                assert line.strip(), cert.id
                assert "None" not in line.split(), line
                assert not line.endswith((": ", " .", "..")), line


def test_the_command_line_prints_it_and_says_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert status_of(["--demo", "export", "--what", "request", "aws-dva"]) == 0
    assert capsys.readouterr().out.startswith("Request: DVA-C02")
    assert status_of(["--demo", "export", "--what", "request"]) == 2
    assert status_of(["--demo", "export", "aws-dva"]) == 2
    assert "did you mean: tracktui export --what request aws-dva" in capsys.readouterr().err
    assert status_of(["--demo", "export", "--what", "request", "aws-devloper"]) == 1
