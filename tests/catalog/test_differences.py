"""What a new catalog version changes, in words."""

from __future__ import annotations

import pytest

from making import catalog_of
from tracktui.catalog.differences import Difference, differences
from tracktui.catalog.model import Catalog

OLD = """
[[cert]]
id = "a"
name = "Alpha"
price_usd = 100
valid_months = 24
hours = [10, 20]
checked = 2026-01-01
requires = ["b"]
exams = [{ code = "A-1", minutes = 90 }]
[[cert]]
id = "b"
name = "Beta"
[[project]]
id = "p"
name = "P"
acceptance = ["one"]
metric = { name = "m", target = -30 }
[[skill]]
id = "s"
name = "S"
behaviours = [["Names an object of the work and its visible result, in a sentence longer than sixty letters."], [], [], []]
"""


def changed(*swaps: tuple[str, str]) -> Catalog:
    text = OLD
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    return catalog_of(text)


def found(*swaps: tuple[str, str]) -> tuple[Difference, ...]:
    return differences(catalog_of(OLD), changed(*swaps))


def test_nothing_differs_from_itself() -> None:
    assert found() == ()


@pytest.mark.parametrize(
    ("old", "new", "field", "text"),
    [
        ("price_usd = 100", "price_usd = 120.5", "price_usd", "price $120.50 instead of $100"),
        ("price_usd = 100\n", "", "price_usd", "price not given instead of $100"),
        ("valid_months = 24", "valid_months = 0", "valid_months", "validity for life instead of 24 months"),
        ("hours = [10, 20]", "hours = [15, 20]", "hours", "hours 15 to 20 instead of 10 to 20"),
        ('requires = ["b"]', 'requires = [{ any = ["b", "p"] }]', "requires", "requires: adds one of Beta, P, drops Beta"),
        ('name = "P"', 'name = "Q"', "name", "name Q instead of P"),
        ("target = -30", "target = -40", "metric", "metric: target -40 instead of -30"),
        ('["one"]', '["two", "one"]', "acceptance", "acceptance: adds two"),
        ("longer than sixty letters", "longer than sixty signs", "behaviours", "behaviours: adds 1 part, drops 1 part"),
        ("price_usd = 100", 'price_usd = 100\nform = "title"', "form", "form title instead of exam"),
    ],
)
def test_a_corrected_fact_is_told_by_field(old: str, new: str, field: str, text: str) -> None:
    (one,) = found((old, new))
    assert (one.what, one.field, one.text) == ("changed", field, text)


def test_added_and_removed_entries_are_told() -> None:
    swap = ('[[cert]]\nid = "b"\nname = "Beta"', '[[cert]]\nid = "c"\nname = "Gamma"')
    rest = ('requires = ["b"]\n', "")
    told = {(one.what, one.id) for one in found(swap, rest)}
    assert told == {("removed", "b"), ("added", "c"), ("changed", "a")}


def test_an_entry_that_goes_on_under_another_id_is_moved_and_compared() -> None:
    moved, price = found(('id = "a"\nname = "Alpha"\nprice_usd = 100', 'id = "a2"\naliases = ["a"]\nname = "Alpha"\nprice_usd = 90'))[:2]
    assert (moved.what, moved.id, moved.text) == ("moved", "a", "is now called a2")
    assert (price.what, price.id) == ("changed", "a2")


def test_a_last_day_is_a_retirement_with_its_successor() -> None:
    (retired, *rest) = found(("valid_months = 24", 'valid_months = 24\nretires_on = 2027-02-01\nsuccessors = ["b"]'))
    assert (retired.what, retired.text) == ("retired", "last day 1 Feb 2027; Beta")
    assert [one.field for one in rest] == ["successors"]


def test_a_fact_that_was_only_read_again_is_no_correction() -> None:
    (one,) = found(("checked = 2026-01-01", "checked = 2027-01-01"))
    assert (one.what, one.text) == ("re-read", "read again 2027-01-01")


def test_an_entry_of_another_kind_says_so() -> None:
    (one,) = found(('[[cert]]\nid = "b"', '[[course]]\nid = "b"'))
    assert one.text == "is a course now, no longer a cert"
