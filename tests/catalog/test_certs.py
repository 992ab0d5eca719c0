"""The shipped certifications against a committed copy of what the fact sheets say."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tracktui.catalog.clauses import AnyOf, Has, item_ids
from tracktui.catalog.entries import Cert
from tracktui.catalog.model import Catalog

FACTS = tomllib.loads((Path(__file__).parent / "cert-facts.toml").read_text(encoding="utf-8"))["cert"]


def test_every_certification_of_the_sheets_ships(shipped: Catalog) -> None:
    assert len(FACTS) == 175
    assert {fact["id"] for fact in FACTS} == {cert.id for cert in shipped.certs()}


@pytest.mark.parametrize("fact", FACTS, ids=[fact["id"] for fact in FACTS])
def test_price_validity_prerequisites_and_last_day_are_those_of_the_sheets(shipped: Catalog, fact: dict[str, object]) -> None:
    cert = shipped.items[str(fact["id"])]
    assert isinstance(cert, Cert)
    assert cert.price_usd == fact.get("price_usd") or (cert.price_usd is None and "price_usd" in cert.unknown)
    if "valid_months" in fact:
        assert cert.valid_months == fact["valid_months"]
    assert cert.retires_on == fact.get("retires_on")
    plain = {clause.id for clause in cert.requires if isinstance(clause, Has)}
    assert plain == set(fact["requires_all"])  # type: ignore[call-overload] # the facts are plain TOML
    choices = [set(item_ids((clause,))) for clause in cert.requires if isinstance(clause, AnyOf)]
    assert choices == [set(group) for group in fact["requires_any"]]  # type: ignore[attr-defined] # the facts are plain TOML


def test_a_figure_nobody_published_is_named(shipped: Catalog) -> None:
    for cert in shipped.certs():
        assert cert.price_usd is not None or "price_usd" in cert.unknown, cert.id
        assert cert.valid_months is not None or cert.valid_rule is not None or "valid_months" in cert.unknown, cert.id
        assert cert.renewals is not None or "renewals" in cert.unknown, cert.id


def test_every_cert_that_can_be_planned_has_hours_and_estimates_are_marked(shipped: Catalog) -> None:
    for cert in shipped.certs():
        if cert.retires_on is None and cert.form == "exam":
            assert cert.hours is not None, cert.id
            assert 0 < cert.hours[0] <= cert.hours[1], cert.id
            assert cert.basis, cert.id


def test_what_passing_another_exam_renews(shipped: Catalog) -> None:
    cka = shipped.items["cka"]
    assert isinstance(cka, Cert)
    assert [(way.cert, way.adds, way.lapsed) for way in cka.renewals or () if way.how == "exam"] == [("cks", "its-expiry", True)]
