"""The shipped catalog against its own rules, on its release day and a year later."""

from __future__ import annotations

from datetime import date

from tracktui import paths
from tracktui.catalog.days import last_day
from tracktui.catalog.model import Catalog
from tracktui.catalog.read import catalog_files
from tracktui.catalog.rules import check

RELEASED = date(2026, 11, 23)
A_YEAR_ON = date(2027, 11, 23)
STALE, ENDED = "TT205", "TT203"


def test_the_shipped_catalog_has_no_errors_and_no_warnings_on_its_release_day(shipped: Catalog) -> None:
    assert shipped.head.released == RELEASED
    found = check(catalog_files(paths.shipped_catalog(), "shipped"), RELEASED)
    assert [finding for finding in found if finding.severity != "info"] == []


def test_a_year_later_exactly_the_facts_read_before_that_are_stale(shipped: Catalog) -> None:
    found = check(catalog_files(paths.shipped_catalog(), "shipped"), A_YEAR_ON)
    old = {
        cert.id
        for cert in shipped.certs()
        if cert.checked and last_day(cert.checked) < RELEASED and not (cert.retires_on and cert.retires_on < last_day(cert.checked))
    }
    assert len(old) > 100
    assert {finding.ids[0] for finding in found if finding.code == STALE} == old
    assert {finding.code for finding in found if finding.severity != "info"} == {STALE}
