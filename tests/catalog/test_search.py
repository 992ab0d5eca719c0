"""Search over the catalog: as typed first, slips only where nothing matches as typed."""

from __future__ import annotations

import pytest

from tracktui.catalog.model import Catalog
from tracktui.catalog.search import HOLDS, Index, index, search


@pytest.fixture(scope="module")
def certs(shipped: Catalog) -> Index:
    return index(shipped, "cert")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("cka", "cka"),
        ("CKA", "cka"),
        ("saa-c03", "aws-saa"),
        ("kubernetes admin", "cka"),
        ("aws advanced networking", "aws-ans"),
        ("azure securty", "az-500"),
        ("terrafrm asociate", "terraform-associate-003"),
        ("kubern admn", "cka"),
    ],
)
def test_what_people_type_finds_what_they_mean(certs: Index, text: str, first: str) -> None:
    assert certs.search(text)[0].id == first


def test_slips_are_looked_for_only_where_nothing_matches_as_typed(certs: Index) -> None:
    hits = certs.search("certified kube", limit=400)
    assert {hit.id for hit in hits} == {"cka", "ckad", "ckne", "cks"}
    assert all(hit.score >= HOLDS for hit in hits)
    assert all(hit.score < HOLDS for hit in certs.search("certifid kubernets"))


def test_nothing_like_it_is_nothing(certs: Index) -> None:
    assert certs.search("zzzzqqqq") == []


def test_without_words_everything_is_listed_in_order(shipped: Catalog) -> None:
    assert [hit.id for hit in search(shipped, " ", "cert")] == [cert.id for cert in shipped.certs()]


def test_every_entry_is_found_by_its_id_and_by_its_name(shipped: Catalog) -> None:
    everything = index(shipped)
    for row in everything.rows:
        assert everything.search(row.id)[0].id == row.id
        assert row.id in {hit.id for hit in everything.search(row.name, limit=20)}
