"""What the entries on one item say of its state: projects, checks, and what is simply done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from tracktui.catalog.entries import Check, Project
from tracktui.plan.authority import is_own
from tracktui.plan.model import Entry, ItemState, Plan, State
from tracktui.plan.outcomes import outcome_of
from tracktui.plan.saw import CHANGED, digest_of

BEGUN = ("worked", "started", "topic", "agreed")
"""Events that begin an item."""


def base_of(entries: list[Entry]) -> ItemState:
    """What entries say whatever the kind: hours, first and last day."""
    hours = sum(entry.hours or 0.0 for entry in entries)
    started = next((entry.day for entry in entries if entry.event in (*BEGUN, "booked", "failed") or entry.hours), None)
    return ItemState("locked", hours_done=round(hours, 4), started=started, last=entries[-1].day if entries else None)


def simple_state(entries: list[Entry], base: ItemState, done: list[Entry], start: State) -> ItemState:
    """The state of what is done by one kind of entry: the entries `done`; `start` is its state before anything was."""
    state: State = "done" if done else "in-progress" if entries and base.started else start
    return msgspec.structs.replace(base, state=state, done=bool(done), finished=done[0].day if done else None)


def check_state(plan: Plan, check: Check, entries: Mapping[str, list[Entry]], base: ItemState, start: State) -> ItemState:
    """The state of a milestone check; `entries` by item, because a signature is held against what it was given for."""
    state: State = start
    flags: tuple[str, ...] = ()
    signed: date | None = None
    for entry in entries.get(check.id, ()):
        if entry.event == "claimed":
            state, flags = "claimed", ()
        elif entry.event == "sent-back":
            state, flags = "sent-back", ((f"sent back: {entry.data['why']}",) if entry.data.get("why") else ())
        elif entry.event == "signed-off":
            own_word = is_own(plan, entry.by)
            if own_word and check.level == 4:
                state, flags = "claimed", ("level 4 needs somebody else's signature",)
            else:
                changed = bool(entry.data.get("saw")) and entry.data["saw"] != digest_of(check, entries)
                signed = signed if state == "signed-off" else entry.day
                state, flags = "signed-off", (*(("self-signed",) if own_word else ()), *((CHANGED,) if changed else ()))
    if state not in ("signed-off", "claimed", "sent-back") and base.started:
        state = "in-progress" if state == "ready" else state
    done = state == "signed-off"
    return msgspec.structs.replace(base, state=state, done=done, finished=signed if done else None, flags=flags)


def project_state(project: Project, entries: list[Entry], base: ItemState, start: State) -> ItemState:
    """The state of a project: agreed, worked on, delivered, and whether its outcome was met."""
    state: State = start
    delivered: date | None = None
    met_on: date | None = None
    flags: tuple[str, ...] = ()
    for index, entry in enumerate(entries):
        before = state
        if entry.event == "agreed" and state in ("ready", "locked"):
            state = "agreed"
        elif entry.event in ("worked", "started") and state in ("ready", "locked", "agreed"):
            state = "in-progress"
        elif entry.event == "delivered":
            state, delivered = "observing", entry.day
        elif entry.event == "observed":
            met = outcome_of(project, entries[: index + 1])
            state, flags = (("met" if met.met else "not-met"), (met.text,)) if met.known else ("observing", (met.text,))
        elif entry.event == "accepted":
            state, flags = "met", ("accepted although the target was missed",)
        met_on = entry.day if state == "met" != before else met_on
    left = 0.0 if state == "observing" else None
    return msgspec.structs.replace(
        base, state=state, done=state == "met", delivered=delivered, finished=met_on if state == "met" else None, flags=flags, hours_left=left
    )
