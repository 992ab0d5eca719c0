"""Why an item comes now: its latest day and whose it is, and the item that would come instead; why and how a credential is renewed."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from tracktui.catalog.days import quarter
from tracktui.catalog.entries import Cert
from tracktui.catalog.renewing import way_in_words
from tracktui.roadmap.dates.jobs import Job
from tracktui.roadmap.dates.renewals import Renew
from tracktui.roadmap.model import Planned
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.why.account import RunnerUp
from tracktui.wording import count, day, listed


def why_now(planner: Planner, item: Planned) -> tuple[str, ...]:
    """Sentences on the place of an open item: its latest day, the win of its quarter, the runner-up."""
    sentences = []
    urgent = planner.urgency.get(item.id)
    if urgent is not None:
        whose = "its own latest day" if urgent.because == item.id else f"the latest day of {planner.resolver.name(urgent.because)} asks for it"
        sentences.append(f"It has to be done by {day(urgent.by)}: {whose}.")
    if planner.wins.get(item.quarter) == [item.id]:
        sentences.append(f"It is the measurable win of {item.quarter}.")
    second = runner_up(planner, item.id)
    if second is not None:
        name = planner.resolver.name(second.id)
        swap = f"; {second.swap} would swap the two" if second.swap else ""
        sentences.append(f"{name[0].upper()}{name[1:]} could come here instead: {second.why_not}{swap}.")
    return tuple(sentences)


def runner_up(planner: Planner, item_id: str) -> RunnerUp | None:
    """The item taken next of those that could have been begun when this one was; None: there was no other."""
    slot, jobs = planner.slots.get(item_id), planner.parts.jobs
    if slot is None or slot.start is None or item_id not in jobs:
        return None
    mine = jobs[item_id]
    apart = planner.plan.profile.project_hours_per_week is not None
    first = bisect_left(planner.by_start, (slot.start, ""))
    for _, other_id in planner.by_start[first:]:
        other = jobs[other_id]
        if other_id != item_id and (not apart or other.project == mine.project) and _could_begin(planner, other, slot.start):
            return RunnerUp(other_id, *_difference(planner, mine, other))
    return None


def _could_begin(planner: Planner, job: Job, on: date) -> bool:
    days = [planner.slots[other].finish for other in job.after if other in planner.slots]
    started = planner.slots[job.id].start
    return (job.release or on) <= on and started is not None and started >= on and all(finish is not None and finish <= on for finish in days)


def _difference(planner: Planner, mine: Job, other: Job) -> tuple[str, str]:
    """Why one comes before another, by the first criterion that differs, and what would turn it round; "" where nothing does."""
    names = planner.resolver.name
    begin = f"beginning {names(other.id)}"
    if mine.begun and not other.begun:
        return "this is in progress, and that is finished first", f"laying this aside and {begin}"
    if planner.slots[other.id].waits_for_money and not planner.slots[mine.id].waits_for_money:
        return "that one waits for the money of another year", "a larger budget"
    urgent, theirs = planner.urgency.get(mine.id), planner.urgency.get(other.id)
    if urgent is not None and (theirs is None or urgent.by < theirs.by):
        return f"this has to be done by {day(urgent.by)}", "a later latest day"
    if mine.rank[0] < other.rank[0]:
        return "this is for your primary goal", begin
    if mine.sign_off and mine.rank[:2] < other.rank[:2]:
        return "a check comes as soon as it can", ""
    if mine.companion_of and not other.companion_of and mine.rank[0] == other.rank[0]:
        return f"this proves {names(mine.companion_of[0])}, which was just earned", begin
    words = (
        f"this is for level {mine.rank[1]}, that for level {other.rank[1]}",
        "this comes earlier in its level",
        "something recommended before that one comes first",
        f"this unlocks {count(-mine.rank[4], 'item')}, that {-other.rank[4]}",
    )
    better = [(one < two, said) for one, two, said in zip(mine.rank[1:], other.rank[1:], words, strict=True) if one != two]
    if better and better[0][0]:
        return better[0][1], begin
    finish = planner.slots[mine.id].finish
    if finish is not None and planner.wins.get(quarter(finish)) == [mine.id]:
        return "this is the win of its quarter", begin
    return "the whole order is better with this first" if better else "both are as good", begin


def kept_because(planner: Planner, renew: Renew) -> str:
    """Why a renewal is here: the credential that would lapse, and who needs it valid."""
    name, names = planner.resolver.name(renew.cert), planner.resolver.name
    if renew.needed_by:
        why = f"{listed([names(owner) for owner in renew.needed_by])} {'needs' if len(renew.needed_by) == 1 else 'need'} it valid"
    elif renew.cert in map(planner.catalog.canonical, planner.plan.choices.keep):
        why = "you keep it"
    else:
        why = "a title of yours asks for it"
    return f"{name} lapses on {day(renew.lapses)}, and {why}."


def renewed_how(planner: Planner, item: Planned) -> str:
    """The way a renewal takes and its days: from when it is open, and by when it should be done; "" for any other item."""
    renew = planner.renewals.get(item.id)
    cert = planner.catalog.items.get(renew.cert) if renew is not None else None
    if renew is None or not isinstance(cert, Cert):
        return ""
    way = "" if renew.way.adds == "to-expiry" else ", as late as is safe: the new term begins with it"
    return f"The way: {way_in_words(planner.catalog, cert, renew.way)}; begun from {day(renew.opens)} on, done by {day(renew.latest)}{way}."
