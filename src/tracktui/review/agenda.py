"""The agenda of a review: what two people should look at in half an hour, as one value for the screen, the text and the notes."""

from __future__ import annotations

from datetime import date

import msgspec

from tracktui.catalog.days import add_days
from tracktui.plan.actions import Action, open_actions
from tracktui.plan.matrix_order import Claims, claims
from tracktui.plan.model import Entry
from tracktui.review.calibration import CalibrationRow, Signature, calibration, signatures
from tracktui.review.due import DueReview, due_reviews, next_review
from tracktui.review.person import Person
from tracktui.review.stuck import NoOpportunity, Stuck, opportunities_missing, stuck_items
from tracktui.roadmap.alternatives.compare import Move, baseline_of, since_baseline
from tracktui.roadmap.model import Slip
from tracktui.wording import state_word


class StateMove(msgspec.Struct, frozen=True):
    """An item or skill that stands elsewhere than at the last review. States as in docs/plan-format.md; skills as "level 2"."""

    id: str
    name: str
    before: str
    after: str

    @property
    def words(self) -> str:
        """From where to where, as people say it."""
        before, after = (", ".join(state_word(word) for word in state.split(", ")) for state in (self.before, self.after))
        return f"{before} to {after}"


class Agenda(msgspec.Struct, frozen=True):
    """What to talk about. Lists are empty where there is nothing; `since` is the day of the last review, else the start of the plan."""

    today: date
    engineer: str
    reviewer: str
    since: date
    last_kind: str = ""
    """What the last review was; "" where there was none."""
    entries: tuple[Entry, ...] = ()
    changed: tuple[StateMove, ...] = ()
    slip: Slip | None = None
    moved: tuple[Move, ...] = ()
    due: tuple[DueReview, ...] = ()
    next_review: tuple[date, str] | None = None
    stuck: tuple[Stuck, ...] = ()
    actions: tuple[Action, ...] = ()
    owed: tuple[Action, ...] = ()
    calibration: tuple[CalibrationRow, ...] = ()
    claims: Claims = Claims()
    """Own claims against what was agreed, over every skill that is asked for."""
    signatures: tuple[Signature, ...] = ()
    opportunities: tuple[NoOpportunity, ...] = ()
    paused_until: date | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all to talk about."""
        parts = (self.entries, self.due, self.stuck, self.actions, self.owed, self.calibration, self.signatures, self.opportunities)
        return not any(parts)


def agenda(person: Person, *, private: bool = True) -> Agenda:
    """The agenda of today. Without `private`, private entries are left out: for what is handed to somebody else."""
    baseline = baseline_of(person.plan, person.today)
    hidden = frozenset() if private else {entry.id for entry in person.entries if entry.private}
    everything = [action for action in open_actions(person.plan, person.today) if action.id not in hidden]
    profile = person.plan.profile
    return Agenda(
        today=person.today,
        engineer=profile.name or profile.id,
        reviewer=profile.reviewer or "",
        since=person.since,
        last_kind=str(person.reviewed.data.get("kind", "review")) if person.reviewed is not None else "",
        entries=tuple(entry for entry in _since(person) if private or not entry.private),
        changed=_changed(person),
        slip=person.roadmap.slip,
        moved=since_baseline(baseline, person.roadmap).moved if baseline is not None else (),
        due=due_reviews(person),
        next_review=next_review(person),
        stuck=stuck_items(person, baseline),
        actions=tuple(action for action in everything if not action.owed),
        owed=tuple(action for action in everything if action.owed),
        calibration=calibration(person, private=private),
        claims=claims(person.matrix),
        signatures=signatures(person),
        opportunities=opportunities_missing(person, private=private),
        paused_until=person.roadmap.paused_until,
    )


def _since(person: Person) -> tuple[Entry, ...]:
    """Entries that were written or took place after the last review; all of them where there was none."""
    last = person.reviewed
    if last is None:
        return person.entries
    return tuple(entry for entry in person.entries if (entry.day > last.day or entry.at > last.at) and entry.id != last.id)


def _changed(person: Person) -> tuple[StateMove, ...]:
    """Items and skills told of since the last review that stand elsewhere now, and certs whose validity has changed."""
    then = person.standing_on(person.since if person.reviewed is not None else add_days(person.since, -1))
    now = person.standing
    touched = dict.fromkeys(entry.item for entry in _since(person) if entry.item)
    found = []
    for item in [*touched, *(held for held in now.held if held not in touched)]:
        if item in person.catalog.skills:
            before, after = f"level {then.level(item)}", f"level {now.level(item)}"
        elif now.item(item) is not None or item.startswith("practice@"):
            states = (then.state(item), now.state(item))
            before, after = (state.state + (f", {state.validity}" if state.validity in ("expiring", "expired") else "") for state in states)
        else:
            continue
        if before != after:
            found.append(StateMove(item, person.name(item), before, after))
    return tuple(found)
