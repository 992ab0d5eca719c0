"""Who may write which entry: the engineer their own words, a reviewer the reviewer's, the program what it changes.

It is a record between people who trust each other, not a signature: the rules keep words apart, they prove nothing (docs/plan-format.md).
"""

from __future__ import annotations

from tracktui.plan.events import Event
from tracktui.plan.history import Step
from tracktui.plan.model import Entry, Plan
from tracktui.problems import UserError, refuse

OF_BOTH = frozenset({"noted", "commented", "action", "action-done", "reviewed", "not-observed", "voided"})
"""Events that a reviewer may write besides the reviewer's own words."""


def is_own(plan: Plan, by: str) -> bool:
    """Whether `by` is the engineer themself; an entry without a name is theirs."""
    return by in ("", plan.profile.id)


def refuse_unless_own(plan: Plan, by: str) -> None:
    """Let the engineer change what the plan wants and is: its head.

    Raises:
        UserError: `by` is somebody else.
    """
    if not is_own(plan, by):
        whose = plan.profile.name or plan.profile.id
        raise refuse(f"what the plan wants is {whose}'s to say, not {by}'s", "--as writes the words of a reviewer alone", code="not-yours")


def refuse_unless_allowed(plan: Plan, event: Event, by: str) -> None:
    """Let pass what `by` may write into this plan.

    Raises:
        UserError: the event is somebody else's word, or only the program writes it.
    """
    refusal = _refusal(plan, event, by)
    if refusal is not None:
        raise refusal


def _refusal(plan: Plan, event: Event, by: str) -> UserError | None:
    reviewer, engineer = plan.profile.reviewer, plan.profile.id
    if not event.example:
        return refuse(f"'{event.name}' is written by tracktui itself when the head of the plan changes", "change it with: tracktui compare --adopt", status=2)
    if is_own(plan, by):
        if event.reviewer and reviewer:
            return refuse(f"'{event.word}' is {reviewer}'s word", f"at one keyboard: --as {reviewer}", code="not-yours")
        return None
    if event.reviewer and reviewer and by != reviewer:
        return refuse(f"'{event.word}' is {reviewer}'s word, not {by}'s", f"[profile] reviewer in the plan names {reviewer}", code="not-yours")
    if not event.reviewer and event.name not in OF_BOTH:
        return refuse(f"'{event.word}' is {engineer}'s own word, not {by}'s", f"without --as it is written as {engineer}", code="not-yours")
    return None


def refuse_unless_voidable(plan: Plan, voids: str, by: str) -> Entry:
    """The entry that `voids` names, where `by` wrote it.

    Raises:
        UserError: there is no such entry, it counts no more, or somebody else wrote it.
    """
    found = [entry for entry in plan.journal if entry.id == voids]
    if not found:
        raise refuse(f"there is no entry '{voids}'", "tracktui review lists entries with their ids (--json)", code="no-entry")
    if found[0] not in plan.in_effect():
        raise refuse("that entry counts no more already", "tracktui undo takes back what voided it", code="no-entry")
    wrote = found[0].by or plan.profile.id
    if wrote != by and not (is_own(plan, wrote) and is_own(plan, by)):
        raise refuse(f"that entry is {wrote}'s: only {wrote} takes it back", f"at one keyboard: --as {wrote}", code="not-yours")
    return found[0]


def not_theirs(plan: Plan, step: Step | None, by: str) -> str:
    """Whose the last change is, where it was not made by who has the keyboard (`by`, "" for the engineer); else ""."""
    if step is None or step.by == by:
        return ""
    whose = step.by or plan.profile.name or plan.profile.id or "the engineer"
    return f"the last change ({step.words}) is {whose}'s: only {whose} takes it back or does it again"


def refuse_unless_made(plan: Plan, step: Step | None, by: str) -> None:
    """Let who made a change take it back or do it again.

    Raises:
        UserError: somebody else made it.
    """
    if foreign := not_theirs(plan, step, by):
        hint = f"at one keyboard: --as {step.by}" if step is not None and step.by else "without --as the keyboard is the engineer's"
        raise refuse(foreign, hint, code="not-yours")
