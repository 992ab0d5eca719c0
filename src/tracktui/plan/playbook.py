"""A playbook as a plan's own items: each step one, and a check that they are done, which is what the plan aims for.

They are copied into the plan, not referred to: whoever runs a playbook changes its words and weeks, adds steps and leaves some out.
"""

from __future__ import annotations

from tracktui.catalog.clauses import Has
from tracktui.catalog.entries import Check, Step
from tracktui.catalog.playbooks import Playbook


def own_id(entry_id: str) -> str:
    """The id of an own item made from a catalog entry."""
    return f"my-{entry_id}"


def steps_of(playbook: Playbook) -> tuple[Step, ...]:
    """The steps as own items, in the order of the playbook."""
    return tuple(
        Step(
            id=own_id(step.id),
            name=step.name or step.do,
            hours=step.hours,
            weeks=step.weeks,
            requires=tuple(Has(own_id(other)) for other in step.after),
            do=step.do if step.name else "",
            done_when=step.done_when,
            output=step.output,
        )
        for step in playbook.steps
    )


def goal_of(playbook: Playbook) -> Check:
    """The check at the end of the playbook: every step done, and what a reviewer asks."""
    steps = tuple(Has(step.id) for step in steps_of(playbook))
    return Check(id=own_id(playbook.id), name=playbook.name or playbook.id, requires=steps, asks=playbook.asks)
