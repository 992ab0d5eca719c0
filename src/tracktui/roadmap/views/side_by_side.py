"""Up to four certifications side by side: a fact per row, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracktui.catalog.clauses import in_words
from tracktui.catalog.entries import Cert
from tracktui.catalog.model import Catalog
from tracktui.catalog.renewing import way_in_words
from tracktui.roadmap.model import Roadmap
from tracktui.wording import day, state_word, usd

MOST = 4


def side_by_side(catalog: Catalog, found: Roadmap | None, certs: Sequence[Cert]) -> list[tuple[str, list[str]]]:
    """The facts that any of them has: its name ("" for the names themselves), then one text for each. Without a roadmap nothing is said of a plan."""
    rows = [(name, [fact(cert) for cert in certs]) for name, fact in _facts(catalog, found)]
    return [(name, texts) for name, texts in rows if any(texts)]


def _facts(catalog: Catalog, found: Roadmap | None) -> list[tuple[str, Callable[[Cert], str]]]:
    def planned(cert: Cert) -> str:
        if found is None:
            return ""
        item = found.get(cert.id)
        if item is None:
            return "not in your plan"
        return f"{state_word(item.state)}, {day(item.finish, found.today)}" if item.finish else state_word(item.state)

    def study(cert: Cert) -> str:
        return f"{'~' if 'hours' in cert.estimated else ''}{cert.hours[0]:g} to {cert.hours[1]:g} h" if cert.hours else "not known"

    def stacks(cert: Cert) -> str:
        return "; ".join(f"{track.name}, level {place[0]}" for track in catalog.tracks.values() if (place := track.stack_place(cert.id)) is not None)

    def renewals(cert: Cert) -> str:
        if cert.renewals is None:
            return "not published"
        return "; ".join(way_in_words(catalog, cert, way) for way in cert.renewals) or "none"

    return [
        ("", lambda cert: cert.name),
        ("Code", lambda cert: cert.code or cert.id),
        ("Issuer", lambda cert: cert.issuer),
        ("For you", planned),
        ("Price", lambda cert: usd(cert.price_usd) if cert.form == "exam" else "a title"),
        ("Retakes", lambda cert: "" if cert.retakes_included is None else f"{cert.retakes_included} included"),
        ("Study", study),
        ("Valid", lambda cert: {None: "not published", 0: "for life"}.get(cert.valid_months, f"{cert.valid_months} months")),
        ("Renewal", renewals),
        (
            "Exam",
            lambda cert: "; ".join(", ".join(part for part in (f"{exam.minutes} min" if exam.minutes else "", exam.format) if part) for exam in cert.exams),
        ),
        ("Needs", lambda cert: "; ".join(in_words(clause, catalog.name) for clause in cert.requires) or "nothing"),
        ("Stack of", lambda cert: stacks(cert) or "none"),
        ("Proven by", lambda cert: "; ".join(catalog.name(project) for project in catalog.companions.get(cert.id, ())[:3])),
        ("Last day", lambda cert: day(cert.retires_on) if cert.retires_on else ""),
        ("Checked", lambda cert: str(cert.checked or "no dated source")),
    ]
