"""The Certs screen as text: what is held with its last day, then the catalog by issuer."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tracktui.cli.output import say, wrapped
from tracktui.wording import day, hours, usd

if TYPE_CHECKING:
    from tracktui.catalog.entries import Cert
    from tracktui.workspace import Workspace


def show(workspace: Workspace, words: str) -> None:
    """Print it; `words`: only the certifications that a search for them finds, best first."""
    from tracktui.roadmap.views.wallet import upkeep, wallet

    catalog, found = workspace.catalog, workspace.roadmap
    if words:
        from tracktui.catalog.search import search

        hits = [catalog.items[hit.id] for hit in search(catalog, words, "cert", limit=40)]
        for cert in hits:
            say(wrapped(_fact(cert, workspace), "", "  "))  # type: ignore[arg-type] # the search is for certs
        if not hits:
            say(f"No certification matches '{words}'.")
        return
    say(f"Yours: {len(found.credentials)}" if found.credentials else "You hold none yet: tracktui log ID pass records one.")
    holdings = wallet(catalog, workspace.plan, found)
    cost = upkeep(holdings)
    if holdings:
        say(f"Keeping them costs {usd(round(cost.usd, 2), at_least=cost.at_least)} and {hours(cost.hours)} a year.")
    for holding in holdings:
        held = holding.credential
        until = f", until {day(held.expires)}" if held.expires else ""
        say(wrapped(f"{held.short}, {held.name}: {held.validity}{until}.", "  ", "    "))
    mine = {held.id for held in found.credentials}
    rest = sorted((cert for cert in catalog.certs() if cert.id not in mine), key=lambda cert: cert.issuer)
    for issuer, certs in groupby(rest, key=lambda cert: cert.issuer):
        say()
        say(issuer)
        for cert in certs:
            say(wrapped(_fact(cert, workspace), "  ", "    "))


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
