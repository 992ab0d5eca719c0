"""What a schedule is judged by, as one list: the planner's criteria (1) to (10) in order of weight, smaller is better."""

from __future__ import annotations

from collections.abc import Sequence

from scheduling import Done, Instance, day, score
from tracktui.catalog.days import quarter_end

NAMES = (
    "largest lateness",
    "new begun before what is in progress",
    "quarters with room for a win and none",
    "primary day",
    "items between certs and their companions",
    "level and layer",
    "recommended",
    "blocked items",
    "secondary day",
    "id",
)

Value = int | tuple[object, ...]
Criteria = tuple[Value, ...]


def criteria(instance: Instance, done: Done) -> Criteria:
    """The list for a schedule without lags. Where a criterion is about the order, it is that of the days on which jobs are begun."""
    late, primary = score(instance, done)
    order = sorted(range(instance.count), key=lambda job: (done.start[job], done.end[job]))
    secondary = [done.finish[job] for job in range(instance.count) if not instance.primary[job]]
    return (
        late,
        sum(_before_begun(instance, done, job) for job in range(instance.count) if job not in instance.begun),
        _empty_quarters(instance, done),
        primary,
        sum(_between(instance, done, companion, cert) for companion, cert in instance.proves.items()),
        tuple(instance.places[job] for job in order),
        tuple(job in instance.advised for job in order),
        tuple(-instance.blocked(job) for job in order),
        max(secondary, default=0),
        tuple(order),
    )


def first_difference(one: Sequence[Value], other: Sequence[Value]) -> int | None:
    """The place of the first criterion that differs; None: none does."""
    return next((place for place, (mine, best) in enumerate(zip(one, other, strict=True)) if mine != best), None)


def _before_begun(instance: Instance, done: Done, job: int) -> bool:
    """Whether a new job was begun while one in progress could still be worked on."""
    return any(done.start[job] < done.end[other] for other in instance.begun)


def _between(instance: Instance, done: Done, companion: int, cert: int) -> int:
    """How many others were worked on between a cert and its companion, once that could begin.

    What the primary goal needs may come before the companion of something it does not need: its day weighs more.
    """
    ready = max([instance.release[companion], *(done.end[other] + 1 for other in instance.after[companion])])
    others = [other for other in range(instance.count) if other not in (companion, cert) and instance.primary[other] <= instance.primary[companion]]
    return sum(ready <= done.end[other] and done.start[other] < done.start[companion] for other in others)


def _empty_quarters(instance: Instance, done: Done) -> int:
    """Quarters, up to the last day of work, with room for a win and none.

    In the quarter that is under way when the plan begins there is room only for what the primary goal needs.
    """
    found, first, last = 0, 0, max(done.end)
    while first <= last:
        end = (quarter_end(day(first)) - day(0)).days
        if not any(first <= done.finish[win] <= end for win in instance.wins):
            found += any(_fits(instance, done, win, first, end) for win in instance.wins if first or instance.primary[win])
        first = end + 1
    return found


def _fits(instance: Instance, done: Done, win: int, first: int, end: int) -> bool:
    """Whether a companion not yet done is ready in time for its hours to fit into the rest of the quarter."""
    ready = max([first, instance.release[win], *(done.finish[other] + 1 for other in instance.after[win])])
    return done.finish[win] > end and sum(instance.per_day(when) for when in range(ready, end + 1)) >= instance.hours[win]
