"""Certifications on the command line: the wallet, facets beside words, and several side by side."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tracktui.cli.main import status_of

PLAN = """format = 1
[profile]
id = "ada"
[[held]]
cert = "cka"
earned = "2026-04"
[[held]]
cert = "isc2-cissp"
earned = "2025-02"
"""

Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    Path("plan.toml").write_text(PLAN)

    def call(line: str, status: int = 0) -> str:
        found = status_of(["--today", "2026-11-23", *shlex.split(line)])
        out, err = capsys.readouterr()
        assert found == status, out + err
        return out if status == 0 else err

    return call


def test_the_wallet_says_what_each_year_costs_and_which_credits_were_earned(run: Run) -> None:
    run('log isc2-cissp cpe 12 "a conference"')
    found = " ".join(run("show certs").split())
    assert "Yours: 2" in found
    assert "By year: 2026 $135 and 40 h, 2027 $135 and 40 h, 2028 $580 and 53 h" in found
    assert "Credits: 12 of 120 until" in found
    assert "23 Nov 2026: 12, a conference" in found


def test_facets_narrow_the_catalog_and_a_search(run: Run) -> None:
    assert run("show certs vendor=aws status=retired administrator").startswith("SOA-C02, ")
    assert "Only level 2 of a stack, Site reliability engineering, on sale" in run("show certs level=2 track=sre status=on-sale")
    assert "known are: free, up-to-100" in run("show certs price=7", 2)
    assert "there is no facet 'colour'" in run("show certs colour=red", 2)


def test_two_to_four_certifications_stand_side_by_side(run: Run) -> None:
    head = run("catalog show cka ckad cks").split("\n")[2]
    assert head.split() == ["Code", "CKA", "CKAD", "CKS"]
    rows = json.loads(run("catalog show cka cks --json"))["items"]
    assert [(row["id"], row["price"]) for row in rows] == [("cka", "$445"), ("cks", "$445")]
    assert "'alerting' is no certification" in run("catalog show cka alerting", 2)
