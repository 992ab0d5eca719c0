"""What renewals cost: a fee that covers several is paid once, a price nobody publishes is unknown, sitting an exam again has its list price."""

from __future__ import annotations

from datetime import date

import pytest

from making import TODAY, catalog_of, logged, plan_of
from tracktui.catalog.model import Catalog
from tracktui.roadmap.build import roadmap, value_of
from tracktui.roadmap.dates.credits import SharedCredits
from tracktui.roadmap.dates.fees import SharedFees
from tracktui.roadmap.model import Roadmap
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.why.explain import why


def keeping(catalog: Catalog, months: int = 24, **expires: str) -> Roadmap:
    """A plan that holds some credentials until a day each and keeps them; underscores stand for dashes."""
    days = {cert.replace("_", "-"): day for cert, day in expires.items()}
    held = "".join(f'[[held]]\ncert = "{cert}"\nearned = 2024-06-01\nexpires = {day}\n' for cert, day in days.items())
    return roadmap(catalog, plan_of(f"[choices]\nkeep = {list(days)}\nhorizon_months = {months}\n{held}"), TODAY)


def prices(found: Roadmap) -> dict[str, float | None]:
    return {item.id: item.price_usd for item in found.items if item.kind == "renewal"}


def test_cissp_and_ccsp_pay_the_fee_of_a_year_once(shipped: Catalog) -> None:
    found = keeping(shipped, isc2_cissp="2027-06-01", isc2_ccsp="2028-06-01")
    # CISSP pays 2027 to 2030; of the three years of CCSP only the one behind them is left.
    assert prices(found) == {"isc2-cissp@2027-06": 3 * 135, "isc2-ccsp@2028-06": 135}
    assert found.totals.price_usd == 4 * 135
    ccsp = next(item for item in found.items if item.id.startswith("isc2-ccsp"))
    assert ccsp.flags[-1:] == (f"the yearly fee that it shares is paid with the renewal of {shipped.name('isc2-cissp')}",)


def test_credits_that_count_for_both_are_collected_once(shipped: Catalog) -> None:
    """120 for CISSP; the 90 of CCSP are among them where both terms hold them, and CISM's are ISACA's own."""
    found = keeping(shipped, isc2_cissp="2027-06-01", isc2_ccsp="2028-06-01", isaca_cism="2027-06-01")
    hours = {item.id: item.hours for item in found.items}
    assert hours == {"isc2-cissp@2027-06": 120, "isc2-ccsp@2028-06": 0, "isaca-cism@2027-06": 120}
    ccsp = next(item for item in found.items if item.id.startswith("isc2-ccsp"))
    assert ccsp.flags[0] == f"credits that are collected for {shipped.name('isc2-cissp')} count for it, where they fit both"


def test_what_is_collected_counts_only_within_the_other_term() -> None:
    shared, first, last = SharedCredits(), date(2027, 1, 1), date(2027, 6, 1)
    assert shared.collect("s", (date(2024, 6, 1), last), (first, last), 40, "a") == (40, "")
    assert shared.collect("s", (date(2025, 1, 1), date(2028, 1, 1)), (date(2027, 9, 1), date(2027, 12, 1)), 60, "b") == (20, "a")
    assert shared.collect("s", (date(2027, 3, 1), date(2030, 3, 1)), (date(2029, 9, 1), date(2030, 1, 1)), 60, "c") == (40, "b")
    assert shared.collect("other", (date(2025, 1, 1), date(2028, 1, 1)), (first, last), 60, "d") == (60, "")


def test_the_yearly_fee_of_what_is_still_to_be_earned_is_told(shipped: Catalog) -> None:
    planner = Planner(shipped, plan_of('hours_per_week = 8\n[choices]\npin = ["isc2-cissp", "cka"]\n'), TODAY)
    found = value_of(planner)
    told = {item.id: [sentence for sentence in why(planner, found, item) if "yearly fee" in sentence] for item in found.items}
    assert told["isc2-cissp"] == ["Once earned it has a yearly fee of $135, one for all of isc2; the total counts it from the first renewal on."]
    assert told["cka"] == []


def test_two_comptia_certs_that_lapse_together_pay_one_fee(shipped: Catalog) -> None:
    found = keeping(shipped, 12, comptia_security_plus_sy0_701="2027-06-01", comptia_cysa_plus="2027-06-01")
    assert sorted(prices(found).values(), key=str) == [0, 3 * 50]


def test_where_the_shared_fees_differ_a_year_costs_the_higher(shipped: Catalog) -> None:
    found = keeping(shipped, 12, isc2_cc="2027-06-01", isc2_cissp="2027-06-01")
    assert prices(found) == {"isc2-cc@2027-06": 3 * 50, "isc2-cissp@2027-06": 3 * (135 - 50)}


def test_a_shared_fee_is_covered_for_the_months_somebody_has_paid() -> None:
    fees = SharedFees()
    assert fees.pay("f", 120, date(2027, 1, 1), date(2028, 1, 1), "a") == (0, "")
    assert fees.pay("f", 60, date(2027, 7, 1), date(2029, 7, 1), "b") == (30, "a")
    assert fees.pay("f", 120, date(2027, 7, 1), date(2028, 7, 1), "c") == (60 + 30, "a")
    assert fees.pay("other", 120, date(2027, 1, 1), date(2028, 1, 1), "d") == (0, "")


CERT = '[[cert]]\nid = "c"\nname = "C"\nhours = [20, 40]\nprice_usd = 300\nvalid_months = 24\nrenewals = [{}]\n'


@pytest.mark.parametrize("way", ["course", "assessment", "credits", "fee"])
def test_a_way_whose_price_nobody_publishes_is_unknown_and_never_the_exams_list_price(way: str) -> None:
    found = keeping(catalog_of(CERT.format(f'{{ how = "{way}", adds = "to-expiry" }}')), 12, c="2027-03-01")
    assert prices(found) == {"c@2027-03": None}
    assert found.totals.price_at_least
    assert found.totals.price_usd == 0


@pytest.mark.parametrize("way", ["retake", "exam"])
def test_sitting_an_exam_again_costs_its_list_price(way: str) -> None:
    found = keeping(catalog_of(CERT.format(f'{{ how = "{way}", adds = "from-pass" }}')), 12, c="2027-03-01")
    assert prices(found) == {"c@2027-03": 300}
    assert not found.totals.price_at_least


def test_for_the_choice_an_unknown_price_is_not_free() -> None:
    """A course at an unknown price counts as the exam does: the retake at 60 USD is the cheaper way for the same hours."""
    ways = '{ how = "course", hours = [4, 4], adds = "from-pass" }, { how = "retake", hours = [4, 4], price_usd = 60, adds = "from-pass" }'
    assert prices(keeping(catalog_of(CERT.format(ways)), 12, c="2027-03-01")) == {"c@2027-03": 60}


@pytest.mark.parametrize(
    ("cert", "expires", "day", "how", "until"),
    [
        ("az-104", "2026-12-01", "2026-11-20", {}, date(2027, 12, 1)),
        ("aws-saa", "2026-12-01", "2026-11-20", {}, date(2027, 11, 20)),
        ("aws-saa", "2026-12-01", "2026-11-20", {"how": "retake"}, date(2029, 11, 20)),
        ("aws-saa", "2027-12-01", "2026-11-20", {}, date(2029, 11, 20)),
    ],
)
def test_a_renewal_that_does_not_say_how_counts_as_the_way_that_was_open_and_adds_least(
    shipped: Catalog, cert: str, expires: str, day: str, how: dict[str, str], until: date
) -> None:
    """The assessment is added to the expiry; of the exam and the course, open for 90 days only, the course holds for a year."""
    held = f'[[held]]\ncert = "{cert}"\nearned = 2024-06-01\nexpires = {expires}\n'
    found = roadmap(shipped, plan_of(held, logged(day, "renewed", cert, **how)), TODAY)
    assert [credential.expires for credential in found.credentials] == [until]
