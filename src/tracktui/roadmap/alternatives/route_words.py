"""Routes between roles in words, the same on every face of the program."""

from __future__ import annotations

from tracktui.catalog.model import Catalog
from tracktui.roadmap.alternatives.routes import Relation, RoleGap, Route
from tracktui.wording import count, hours, usd

RELATIONS: dict[Relation, str] = {"next": "a usual next step", "feeder": "a usual way in", "adjacent": "a step sideways"}
"""What a step is, in words."""


def route_figures(route: Route) -> str:
    """How many steps and hours a route takes, and what of it remains for the engineer."""
    remaining = [step.remaining.hours for step in route.steps if step.remaining is not None]
    mine = f"; {hours(sum(remaining))} remain for you" if remaining else ""
    return f"{count(len(route.steps), 'step')}, {hours(route.hours, estimated=True)}{mine}"


def figures(gap: RoleGap) -> str:
    """Hours and price of a gap."""
    return f"{hours(gap.hours, estimated=True)}, {usd(gap.price_usd, at_least=gap.price_at_least)}"


def gap_lines(catalog: Catalog, gap: RoleGap) -> list[tuple[str, str]]:
    """What is missing, one line a kind: its label and the names."""
    parts = {
        "skills": [f"{catalog.name(row.skill)} {row.have} to {row.need}" for row in gap.skills],
        "soft skills": [catalog.name(skill) for skill in gap.soft_skills],
        "checks": [catalog.name(check) for check in gap.checks],
        "certs": [catalog.name(cert) for cert in gap.certs],
        "projects": [catalog.name(project) for project in gap.projects],
    }
    return [(label, "; ".join(names)) for label, names in parts.items() if names]


def remaining_words(rest: RoleGap) -> str:
    """What of a step remains for the engineer."""
    what = f"{count(len(rest.skills), 'skill')}, {count(len(rest.checks), 'check')}, {count(len(rest.certs), 'cert')}" if rest.hours else "nothing"
    return f"{what}, {figures(rest)}"
