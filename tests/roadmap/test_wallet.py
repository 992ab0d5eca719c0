"""The wallet: what keeping credentials costs a year, and the ledger of credits."""

from __future__ import annotations

from datetime import date

from making import TODAY, catalog_of, logged, plan_of
from tracktui.catalog.facets import FACETS, has, values
from tracktui.catalog.model import Catalog
from tracktui.catalog.renewing import way_in_words
from tracktui.plan.ledger import Part
from tracktui.roadmap.build import roadmap
from tracktui.roadmap.views.wallet import Holding, Upkeep, Year, by_year, dues, upkeep, wallet

CREDITS = """
[[cert]]
id = "{id}"
name = "{id}"
price_usd = 700
valid_months = 36
[[cert.renewals]]
how = "credits"
credits = 120
months = 36
yearly_min = 20
groups = [{{ name = "A", min = 90 }}]
fee_usd_per_year = 135
fee_shared = "isc2"
"""
RETAKE = '[[cert]]\nid = "r"\nname = "R"\nprice_usd = 300\nvalid_months = 24\nrenewals = [{ how = "retake", adds = "from-pass", hours = [10, 20] }]\n'


def held(text: str, head: str, *blocks: str) -> tuple[Holding, ...]:
    catalog, plan = catalog_of(text), plan_of("[profile]\n" + head, *blocks)
    return wallet(catalog, roadmap(catalog, plan, TODAY))


def since(cert: str, day: str = "2026-01-10") -> str:
    return f"[[held]]\ncert = '{cert}'\nearned = '{day}'\n"


def test_a_retake_costs_its_price_and_hours_over_the_years_it_adds() -> None:
    (found,) = held(RETAKE, since("r"))
    assert (found.usd_per_year, found.hours_per_year) == (150.0, 7.5)


def test_a_fee_that_covers_several_counts_once() -> None:
    found = held(CREDITS.format(id="a") + CREDITS.format(id="b"), since("a") + since("b"))
    assert [holding.usd_per_year for holding in found] == [135.0, 135.0]
    assert upkeep(found) == Upkeep(135.0, 80.0, False)


def test_credits_that_count_for_several_are_collected_once_a_year() -> None:
    shared = CREDITS.replace('fee_shared = "isc2"', 'fee_shared = "isc2"\ncredits_shared = "isc2"')
    found = held(shared.format(id="a") + shared.format(id="b"), since("a") + since("b"))
    assert upkeep(found) == Upkeep(135.0, 40.0, False)
    assert by_year(found, 2027, 1) == (Year(2027, 135.0, 40.0, False),)


def test_of_two_fees_under_one_name_the_higher_counts(shipped: Catalog) -> None:
    plan = plan_of(since("isc2-cc") + since("isc2-cissp"))
    assert upkeep(wallet(shipped, roadmap(shipped, plan, TODAY))).usd == 135.0


def test_what_has_expired_costs_nothing_any_more_and_an_unknown_price_is_said() -> None:
    unknown = '[[cert]]\nid = "u"\nname = "U"\nvalid_months = 24\nrenewals = [{ how = "assessment" }]\n'
    assert upkeep(held(RETAKE, since("r", "2020-01-10"))) == Upkeep(0.0, 0.0, False)
    assert upkeep(held(unknown, since("u"))).at_least


def test_credits_of_this_cycle_count_by_group_and_by_year() -> None:
    blocks = (
        logged("2025-12-01", "credits", "a", credits=50, group="A"),
        logged("2026-03-01", "credits", "a", credits=12, group="A"),
        logged("2026-04-01", "credits", "b", credits=3, certs=["a"]),
    )
    ledger = held(CREDITS.format(id="a") + CREDITS.format(id="b"), since("a"), *blocks)[0].credential.credits
    assert ledger is not None
    assert (ledger.earned, ledger.asked, ledger.until) == (15.0, 120, date(2029, 1, 10))
    assert (ledger.groups, ledger.this_year) == ((Part("A", 90, 12.0),), Part("2026-01-10", 20, 15.0, date(2026, 1, 10)))
    assert ledger.entries == ((date(2026, 3, 1), 12.0, "A"), (date(2026, 4, 1), 3.0, ""))


def test_an_exam_of_the_plan_that_renews_a_credential_is_its_renewal_and_costs_nothing_more(shipped: Catalog) -> None:
    head = '[profile]\nhours_per_week = 8\n[choices]\npin = ["aws-sap"]\n[[held]]\ncert = "aws-saa"\nearned = 2025-06-01\n'
    (found,) = wallet(shipped, roadmap(shipped, plan_of(head), TODAY))
    assert found.planned is not None
    assert found.planned.id == "aws-sap"
    assert found.carried_until == date(2030, 4, 16)
    assert [(due.on, due.usd) for due in dues((found,), date(2031, 1, 1))] == [(date(2030, 4, 16), 29)]


def test_every_way_of_the_shipped_catalog_has_words(shipped: Catalog) -> None:
    ways = [(cert, way) for cert in shipped.certs() for way in cert.renewals or ()]
    assert len(ways) > 50
    assert all(way_in_words(shipped, cert, way) for cert, way in ways)


def test_every_certification_has_a_value_of_every_facet(shipped: Catalog) -> None:
    for facet in FACETS:
        found = values(shipped, facet, TODAY)
        assert len(found) > 1
        for value, count in found:
            assert sum(has(shipped, cert, facet, value, TODAY) for cert in shipped.certs()) == count


def test_renewals_fall_due_again_and_again_and_cost_in_their_own_year_fees_in_each() -> None:
    found = held(RETAKE + CREDITS.format(id="a") + CREDITS.format(id="b"), since("r") + since("a") + since("b"))
    assert [(due.on.isoformat(), due.holding.credential.id, due.usd) for due in dues(found, date(2030, 12, 31))] == [
        ("2028-01-10", "r", 300.0),
        ("2029-01-10", "a", None),
        ("2029-01-10", "b", None),
        ("2030-01-10", "r", 300.0),
    ]
    assert by_year(found, 2027, 2) == (Year(2027, 135.0, 80.0, False), Year(2028, 435.0, 95.0, False))
    assert dues(held(RETAKE, since("r", "2020-01-10")), date(2030, 12, 31)) == ()
