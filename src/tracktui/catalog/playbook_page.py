"""A playbook as a page to read: its steps by week, when each is done, what it leaves behind."""

from __future__ import annotations

from tracktui.catalog.model import Catalog
from tracktui.catalog.page import Point, Section, page, said, section
from tracktui.catalog.playbooks import Playbook, PlaybookStep
from tracktui.wording import hours

_FOR = {"leader": "for whoever leads a team", "joiner": "for somebody new in a role"}


def playbook_page(catalog: Catalog, playbook: Playbook) -> tuple[Section, ...]:
    """Every step of a playbook, in its order."""
    whose = f"{_FOR[playbook.audience]}{': ' + catalog.name(playbook.role) if playbook.role else ''}"
    low, high = (sum(step.hours[side] for step in playbook.steps if step.hours) for side in (0, 1))
    names = {step.id: step.name or step.do for step in playbook.steps}
    return page(
        section("short", "In short", Point(whose, "for"), Point(f"{len(playbook.steps)} steps, {hours(low)} to {hours(high)}", "size"), playbook.notes),
        *(section(f"step-{step.id}", f"{_weeks(step)}{names[step.id]}", _step(step, names)) for step in playbook.steps),
        section("asks", "What is asked at the end", map(Point, playbook.asks)),
        section("sources", "Sources", [Point(source.url or source.via, source.title or "source") for source in playbook.sources]),
    )


def _weeks(step: PlaybookStep) -> str:
    if step.weeks is None:
        return ""
    first, last = step.weeks
    return f"Week {first}: " if first == last else f"Weeks {first} to {last}: "


def _step(step: PlaybookStep, names: dict[str, str]) -> list[Point]:
    took = f"{step.hours[0]:g} to {step.hours[1]:g} h" if step.hours else ""
    after = ", ".join(names[other] for other in step.after)
    return [Point(step.do), *said("done when", step.done_when), *said("leaves behind", step.output), *said("takes", took), *said("after", after)]
