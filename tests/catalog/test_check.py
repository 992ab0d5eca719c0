"""`catalog check`: what is wrong with a catalog as a whole."""

from __future__ import annotations

from datetime import date

from making import TODAY
from tracktui import paths
from tracktui.catalog.read import CatalogFile, catalog_files
from tracktui.catalog.rules import check
from tracktui.catalog.rules.knots import find_cycles
from tracktui.problems import Problem


def findings(text: str, today: date = TODAY) -> tuple[Problem, ...]:
    return check([CatalogFile("x", "x.toml", f"format = 1\n{text}".encode())], today)


def cert(entry_id: str, more: str = "") -> str:
    facts = 'price_usd = 1\nvalid_months = 24\nchecked = 2026-11-01\nsources = [{ url = "https://example.org" }]'
    return f'[[cert]]\nid = "{entry_id}"\nname = "{entry_id}"\n{facts}\n{more}\n'


def test_the_shipped_catalog_has_no_findings() -> None:
    found = check(catalog_files(paths.shipped_catalog(), "shipped"), TODAY)
    assert [problem for problem in found if problem.severity != "info"] == []


def test_an_unknown_id_is_placed_and_the_nearest_named() -> None:
    (found,) = findings(cert("cka") + cert("cks", 'requires = ["ckaa"]'))
    assert (found.code, found.line, found.col, found.hint) == ("TT101", 17, 13, "did you mean 'cka'?")


def test_a_cycle_is_named_whole() -> None:
    found = findings(cert("b", 'requires = ["c"]') + cert("a", 'requires = ["b"]') + cert("c", 'requires = [{ all = ["a"] }]'))
    assert [problem.message for problem in found] == ["a cycle: a -> b -> c -> a"]


def test_an_item_that_requires_itself_is_told() -> None:
    assert [problem.code for problem in findings(cert("a", 'requires = ["a"]'))] == ["TT104"]


def test_a_cycle_through_a_choice_is_legal() -> None:
    assert findings(cert("a", 'requires = [{ any = ["b", "c"] }]') + cert("b", 'requires = ["a"]') + cert("c")) == ()


def test_two_items_that_support_only_each_other_can_never_become_ready() -> None:
    found = findings(cert("a", 'requires = [{ any = ["b"] }]') + cert("b", 'requires = [{ any = ["a"] }]'))
    assert {problem.code for problem in found} == {"TT103"}


def test_a_check_that_requires_a_retired_cert_is_told_with_the_successor() -> None:
    text = cert("old", 'retires_on = 2026-01-31\nsuccessors = ["new"]') + cert("new") + '[[check]]\nid = "c"\nname = "c"\nrequires = ["old"]\n'
    found = [problem for problem in findings(text) if problem.code == "TT203"]
    assert found[0].hint == "its successor is new"
    assert not [problem for problem in findings(text, date(2026, 1, 31)) if problem.code == "TT203"]


def test_cycles_are_found_in_any_order_and_without_recursion() -> None:
    chain = {str(number): [str(number + 1)] for number in range(5000)} | {"5000": ["4999"]}
    assert find_cycles(chain) == [["4999", "5000"]]
