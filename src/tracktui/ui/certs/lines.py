"""What the pane of the Certs screen says of a certification, of what is held, and of a group."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracktui.catalog.clauses import in_words
from tracktui.catalog.days import add_months
from tracktui.catalog.entries import Cert
from tracktui.catalog.facets import values
from tracktui.catalog.model import Catalog
from tracktui.catalog.renewing import way_in_words
from tracktui.plan.ledger import Ledger
from tracktui.roadmap.views.wallet import Holding, by_year, dues, upkeep, valid
from tracktui.ui.certs.groups import gone
from tracktui.ui.parts.content import Part
from tracktui.ui.parts.detail import cert_facts, content, sources
from tracktui.wording import count, day, hours, usd

Lines = list[list[Part]]
MOST_CREDITS = 12
"""Entries of a ledger that are shown, the newest first."""
AHEAD_YEARS = 4
"""Calendar years, this one counted, that the renewal plan looks ahead."""


def cert_lines(catalog: Catalog, cert: Cert, held: Holding | None, today: date) -> Lines:
    """A certification: what it is to you where it is held, its facts, what it needs, what proves it."""
    lines: Lines = [[(cert.name, "bold")], [(cert.id, "dim")]]
    if held is not None:
        lines += [[], *_held(catalog, cert, held, today)]
    lines += [[], *cert_facts(cert, today)]
    if cert.hours:
        text = f"{cert.hours[0]:g} to {cert.hours[1]:g} h" + (" (an estimate)" if "hours" in cert.estimated else "")
        lines.append([("Study    ", "dim"), (text, "text")])
    if held is None and cert.renewals:
        lines += [[], [("Renewed by", "title")], *[[("- ", "dim"), (way_in_words(catalog, cert, way), "text")] for way in cert.renewals]]
    if cert.requires:
        lines += [[], [("Needs", "title")], *[[(in_words(clause, catalog.name), "text")] for clause in cert.requires]]
    companions = catalog.companions.get(cert.id, ())
    if companions:
        lines += [[], [("Proven by", "title")], *[[(catalog.name(project), "text")] for project in companions]]
    lines += content(cert)
    if cert.unknown:
        lines += [[], [("Not published: ", "dim"), (", ".join(cert.unknown), "dim")]]
    if cert.notes:
        lines += [[], [("Notes", "title")], [(cert.notes, "text")]]
    return lines + sources(cert, today)


def _held(catalog: Catalog, cert: Cert, held: Holding, today: date) -> Lines:
    """Since when, until when, how it is kept and what that costs a year, the ledger of credits."""
    own = held.credential
    tone = "warn" if own.validity in ("expiring", "expired") else "good"
    since = f"   since {day(own.earned)}" if own.earned else "   add the day it was earned (E)"
    lines: Lines = [[("Yours    ", "dim"), (own.validity, tone), (since, "dim")]]
    if own.expires:
        lines.append([("Expires  ", "dim"), (day(own.expires), tone), (f"   {_distance(own.expires, today)}", "dim")])
    if held.planned is not None:
        by = f", by passing {held.planned.short or held.planned.name}" if held.planned.kind != "renewal" else ""
        lines.append([("Renewal  ", "dim"), (f"planned for {day(held.planned.finish, today)}{by}", "accent")])
    elif own.expires and own.validity != "expired":
        lines.append([("Renewal  ", "dim"), ("none planned: nothing in your plan needs it then", "dim")])
    if held.usd_per_year is None:
        lines.append([("A year   ", "dim"), ("nobody publishes what keeping it costs", "dim")])
    elif held.ways:
        lines.append([("A year   ", "dim"), (f"{usd(round(held.usd_per_year, 2))} and {hours(held.hours_per_year)}, its cheapest way", "text")])
    lines += [[("- ", "dim"), (way_in_words(catalog, cert, way), "text")] for way in held.ways]
    return lines + (_ledger(own.credits) if own.credits is not None else [])


def _distance(on: date, today: date) -> str:
    """How far a day is off, in the unit that fits."""
    days = (on - today).days
    far = count(abs(days), "day") if abs(days) < 60 else count(round(abs(days) / 30.4), "month")
    return f"in {far}" if days > 0 else "today" if days == 0 else f"{far} ago"


def held_lines(holdings: Sequence[Holding], today: date) -> Lines:
    """What is held, together: what keeping it costs a year and each year, what falls due when, the credits to collect."""
    lines: Lines = [[("What you hold", "bold")]]
    if not valid(holdings):
        return [*lines, [("None of it is valid any more. space on one says that it was renewed or earned again.", "text")]]
    cost = upkeep(holdings)
    lines.append([(f"{usd(round(cost.usd, 2), at_least=cost.at_least)} and {hours(cost.hours)} a year keep it, each by its cheapest way.", "text")])
    unknown = [one.credential.name for one in valid(holdings) if one.usd_per_year is None]
    if unknown:
        lines.append([(f"Nobody publishes what keeping {', '.join(unknown)} costs.", "dim")])
    ahead = add_months(date(today.year, 12, 31), 12 * (AHEAD_YEARS - 1))
    due = dues(holdings, ahead)
    lines += [[], [("Renewals", "title")]]
    for one in due:
        own = one.holding.credential
        takes = [usd(one.usd) if one.usd is not None else "", "credits" if one.holding.spread else hours(one.hours)]
        planned = ", in your plan" if one.planned else ""
        lines.append([(f"{day(one.on):<13}", "dim"), (own.short, "structure"), (f"  {', '.join(part for part in takes if part)}", "text"), (planned, "accent")])
    if not due:
        lines.append([(f"Nothing lapses before {day(ahead)}, as far as is known.", "dim")])
    lines += [[], [("By year", "title")]]
    for year in by_year(holdings, today.year, AHEAD_YEARS):
        money = usd(round(year.usd, 2), at_least=year.at_least)
        lines.append([(f"{year.year}  ", "dim"), (f"{money:>8}", "text"), (f"{hours(year.hours):>8}", "dim")])
    for holding in valid(holdings):
        if holding.credential.credits is not None:
            lines += [[], [(f"Credits of {holding.credential.short}", "title")], *_ledger_rows(holding.credential.credits)]
    return lines


def group_lines(catalog: Catalog, name: str, certs: Sequence[Cert], today: date) -> Lines:
    """A group: how many, at which prices, and which keys help to choose."""
    prices = [cert.price_usd for cert in certs if cert.price_usd is not None and cert.form == "exam" and not gone(cert, today)]
    lines: Lines = [[(name, "bold")], [(count(len(certs), "certification"), "text")]]
    if prices:
        low, high = min(prices), max(prices)
        lines.append([(usd(low) if low == high else f"{usd(low)} to {usd(high)}", "text"), (" for an exam", "dim")])
    lines.append([])
    lines += [[(f"{status:<10}", "dim"), (str(number), "text")] for status, number in values(catalog, "status", today, certs)]
    keys = (
        ("/", "searches by name, code or vendor"),
        ("f", "narrows by vendor, track, level, price or status"),
        ("c", "on two to four of them sets them side by side"),
        ("p", "plans one whatever it costs"),
        ("space", "says that you hold one"),
    )
    return [*lines, [], *[[(f"{key:<6}", "strong"), (words, "dim")] for key, words in keys]]


def _ledger(ledger: Ledger) -> Lines:
    return [[], [("Credits", "title")], *_ledger_rows(ledger)]


def _ledger_rows(ledger: Ledger) -> Lines:
    lines: Lines = [[(f"{ledger.earned:g} of {ledger.asked:g} until {day(ledger.until)}", "text")]]
    if (year := ledger.this_year) is not None:
        words = f"{year.earned:g} in the year from {day(year.since)}, at least {year.asked:g} a year"
        lines.append([(words, "warn" if year.earned < year.asked else "good")])
    lines += [[(f"{part.name}: {part.earned:g}, at least {part.asked:g}", "warn" if part.earned < part.asked else "good")] for part in ledger.groups]
    lines += [[(f"{day(when)}  ", "dim"), (f"{number:>4g}  ", "text"), (words, "dim")] for when, number, words in reversed(ledger.entries[-MOST_CREDITS:])]
    return lines if ledger.entries else [*lines, [("none recorded yet: space, then credits", "dim")]]
