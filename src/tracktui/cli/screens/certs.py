"""The Certs screen as text: what is held and what keeping it takes, then the catalog by issuer."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tracktui.cli.output import say, wrapped
from tracktui.wording import count, day, hours, usd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracktui.catalog.entries import Cert
    from tracktui.plan.ledger import Ledger
    from tracktui.roadmap.views.wallet import Holding
    from tracktui.workspace import Workspace

MOST_FOUND = 40
"""Certifications that a search names."""
AHEAD_YEARS = 4
"""Calendar years, this one counted, whose costs are told."""


def show(workspace: Workspace, words: str) -> None:
    """Print it; `words`: only the certifications that a search for them finds, best first. FACET=VALUE among them narrows, as f on the screen."""
    from tracktui.catalog.facets import narrowed, value_of

    catalog = workspace.catalog
    typed = words.split()
    facets = {facet: value_of(catalog, facet, value, workspace.today) for facet, _, value in (word.partition("=") for word in typed if "=" in word)}
    certs = narrowed(catalog, facets, workspace.today)
    searched = " ".join(word for word in typed if "=" not in word)
    if searched:
        _found(workspace, certs, searched)
        return
    if facets:
        say(f"Only {', '.join(facets.values())}: {len(certs)}")
    else:
        _wallet(workspace)
    mine = set() if facets else {held.id for held in workspace.roadmap.credentials}
    rest = sorted((cert for cert in certs if cert.id not in mine), key=lambda cert: cert.issuer)
    for issuer, some in groupby(rest, key=lambda cert: cert.issuer):
        say()
        say(issuer)
        for cert in some:
            say(wrapped(_fact(cert, workspace), "  ", "    "))


def _found(workspace: Workspace, certs: list[Cert], words: str) -> None:
    from tracktui.catalog.search import index

    left = {cert.id: cert for cert in certs}
    hits = [left[hit.id] for hit in index(workspace.catalog, "cert").search(words, limit=10_000) if hit.id in left]
    for cert in hits[:MOST_FOUND]:
        say(wrapped(_fact(cert, workspace), "", "  "))
    if len(hits) > MOST_FOUND:
        say(f"and {count(len(hits) - MOST_FOUND, 'other')}: more words narrow it down")
    if not hits:
        say(f"No certification matches '{words}'.")


def _wallet(workspace: Workspace) -> None:
    """What is held: until when, how it is kept, what that costs in each of the next years, the ledger of credits."""
    from tracktui.catalog.renewing import way_in_words
    from tracktui.roadmap.views.wallet import valid, wallet

    catalog, found = workspace.catalog, workspace.roadmap
    holdings = wallet(catalog, found)
    say(f"Yours: {len(holdings)}" if holdings else "You hold none yet: tracktui log ID pass records one.")
    if valid(holdings):
        _upkeep(workspace, holdings)
    elif holdings:
        say("None of them is valid any more.")
    for holding in holdings:
        held, cert = holding.credential, catalog.items.get(holding.credential.id)
        stands = {"unknown": "add the day it was earned", "expired": f"expired {day(held.expires)}"}.get(held.validity, held.validity)
        until = f", until {day(held.expires)}" if held.expires and held.validity != "expired" else ""
        by = f" by passing {holding.planned.short}" if holding.planned is not None and holding.planned.kind != "renewal" else ""
        planned = f", renewal planned for {day(holding.planned.finish)}{by}" if holding.planned is not None else ""
        say(wrapped(f"{held.short}, {held.name}: {stands}{until}{planned}.", "  ", "    "))
        for way in holding.ways:
            say(wrapped(f"- {way_in_words(catalog, cert, way)}", "    ", "      "))  # type: ignore[arg-type] # only certs are held
        if held.credits is not None:
            _ledger(held.credits)


def _upkeep(workspace: Workspace, holdings: Sequence[Holding]) -> None:
    from tracktui.roadmap.views.wallet import by_year, upkeep

    cost = upkeep(holdings)
    say(f"Keeping them costs {usd(round(cost.usd, 2), at_least=cost.at_least)} and {hours(cost.hours)} a year, each by its cheapest way.")
    years = [
        f"{one.year} {usd(round(one.usd, 2), at_least=one.at_least)} and {hours(one.hours)}" for one in by_year(holdings, workspace.today.year, AHEAD_YEARS)
    ]
    say(f"By year: {', '.join(years)}.")


def _ledger(ledger: Ledger) -> None:
    year = ledger.this_year
    yearly = f"; {year.earned:g} in the year from {day(year.since)}, at least {year.asked:g}" if year is not None else ""
    groups = "".join(f"; {part.name} {part.earned:g}, at least {part.asked:g}" for part in ledger.groups)
    say(wrapped(f"Credits: {ledger.earned:g} of {ledger.asked:g} until {day(ledger.until)}{yearly}{groups}.", "    ", "      "))
    for when, number, what in ledger.entries:
        say(wrapped(f"{day(when)}: {number:g}{f', {what}' if what else ''}", "      ", "        "))


def _fact(cert: Cert, workspace: Workspace) -> str:
    parts = [f"{cert.code or cert.id}, {cert.name}: {usd(cert.price_usd) if cert.form == 'exam' else 'title'}"]
    if cert.hours:
        parts.append(f"{hours(sum(cert.hours) / 2, estimated='hours' in cert.estimated)} of study")
    if cert.valid_months:
        parts.append(f"valid {cert.valid_months} months")
    planned = workspace.roadmap.get(cert.id)
    if planned is not None and planned.open and planned.finish:
        parts.append(f"planned for {day(planned.finish)}")
    if cert.retires_on is not None:
        parts.append(f"{'retired' if cert.retires_on < workspace.today else 'last day'} {day(cert.retires_on)}")
    elif cert.beta():
        parts.append("in beta")
    return ", ".join(parts) + "."
