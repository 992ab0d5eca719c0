"""The request to a manager: one certification, what it costs, when, and what the work gets for it. Plain text to paste into a message."""

from __future__ import annotations

import math

from tracktui.catalog.entries import Cert, Project
from tracktui.catalog.freshness import newest_source, read_on
from tracktui.problems import refuse
from tracktui.roadmap.choice.policies import Funding
from tracktui.roadmap.model import Planned, Roadmap
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.why.explain import target_in_words, why
from tracktui.safe import safe_line
from tracktui.wording import count, day, hours, listed, state_word, usd

WORKDAY_HOURS = 8
"""Hours of a working day, to say study time in days."""
MOST_REASONS = 3


def request(planner: Planner, roadmap: Roadmap, cert: Cert) -> str:
    """The text, in lines. `roadmap` need not have the cert: then there are no days of its own to name.

    Raises:
        UserError: there is nothing left to ask for.
    """
    item = roadmap.get(cert.id)
    if item is not None and not item.open:
        raise refuse(
            f"{item.short or item.name} is {state_word(item.state)}: there is nothing to ask for", "choose one that is still to do", code="nothing-to-ask"
        )
    title = f"{cert.code}, {cert.name}" if cert.code else cert.name
    lines = [f"Request: {title} ({cert.issuer})" if cert.issuer else f"Request: {title}", ""]
    rows = [
        ("What I ask for", _asked(planner, cert, item)),
        ("Exam", _exam(cert)),
        ("When", _when(planner, roadmap, item)),
        ("Time", _time(planner, cert, item)),
        ("Why", " ".join(why(planner, roadmap, item)[:MOST_REASONS]) if item is not None else ""),
    ]
    lines += [f"{heading}: {safe_line(text)}" for heading, text in rows if text]
    lines += _projects(planner, roadmap, cert)
    if basis := _basis(cert):
        lines.append(f"Figures: {safe_line(basis)}")
    return "\n".join(lines) + "\n"


def _asked(planner: Planner, cert: Cert, item: Planned | None) -> str:
    price = item.price_usd if item is not None else cert.price_usd
    parts = [f"{usd(price)} for the exam" if price else "the time to sit it" if price == 0 else "the fee, which is not published"]
    if cert.retakes_included:
        parts.append(f"{count(cert.retakes_included, 'retake')} included")
    budget = planner.plan.profile.budget_usd_per_year
    if price and budget:
        parts.append(f"out of {usd(budget)} a year")
    funding = Funding(planner.catalog, planner.plan)
    said = funding.unfunded_sentence(cert, price) or funding.refund_sentence(cert)
    return "; ".join([", ".join(parts), *([said.rstrip(".")] if said else [])]) + "."


def _exam(cert: Cert) -> str:
    if cert.form == "title":
        return "No exam of its own: it is given for the certifications it is made of."
    exams = [", ".join(part for part in (exam.code, f"{exam.minutes} minutes" if exam.minutes else "", exam.format) if part) for exam in cert.exams]
    valid = {None: "", 0: "valid for life"}.get(cert.valid_months, f"valid for {cert.valid_months} months")
    text = "; ".join(part for part in (*exams, valid) if part)
    return f"{text}." if text else ""


def _when(planner: Planner, roadmap: Roadmap, item: Planned | None) -> str:
    if item is None or item.finish is None:
        return ""
    week = planner.plan.profile.hours_per_week
    exam = f"xam by {day(item.finish)}, at {week:g} hours a week."
    return f"Study from {day(item.start, roadmap.today)}, e{exam}" if item.start else f"E{exam}"


def _time(planner: Planner, cert: Cert, item: Planned | None) -> str:
    if item is not None and item.hours:
        left, low, high = item.hours, *item.hours_range
        estimated = "hours" in item.estimated
    elif cert.hours:
        low, high = planner.plan.estimates.get(cert.id, cert.hours)
        left, estimated = (low + high) / 2, "hours" in cert.estimated
    else:
        return ""
    days = count(math.ceil(left / WORKDAY_HOURS), "working day")
    spread = f" (between {low:g} and {high:g})" if low != high else ""
    return f"{hours(left, estimated=estimated)} of study still to do{spread}, about {days}, and the day of the exam."


def _projects(planner: Planner, roadmap: Roadmap, cert: Cert) -> list[str]:
    item = roadmap.get(cert.id)
    names = item.companions if item is not None and item.companions else planner.catalog.companions.get(cert.id, ())
    found = [entry for name in names if isinstance(entry := planner.item(name), Project)]
    if not found:
        return []
    lines = ["What the work gets: " + ("a project that proves it in production." if len(found) == 1 else "projects that prove it in production, one of them:")]
    for project in found[:3]:
        planned = roadmap.get(project.id)
        by = f", by {day(planned.finish)}" if planned is not None and planned.finish and planned.open else ""
        target = f": {project.metric.name}, {target_in_words(project)}" if project.metric is not None else ""
        lines.append(safe_line(f"- {project.name}{target}{by}"))
    outputs = list(dict.fromkeys(output for project in found[:3] for output in project.outputs))
    return [*lines, *([f"What others can reuse: {safe_line(listed(outputs))}."] if outputs else [])]


def _basis(cert: Cert) -> str:
    read = read_on(cert)
    source = newest_source(cert)
    where = (source.url if source is not None else "") or cert.url
    parts = [f"read on {read}" if read else "", where]
    estimated = "hours of study are an estimate" if "hours" in cert.estimated else ""
    text = "; ".join(part for part in (" at ".join(part for part in parts if part), estimated) if part)
    return f"{text}." if text else ""
