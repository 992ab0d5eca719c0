"""From what hurts in a business to the track to start with, with the reasons in figures and in sentences.

A pain is marked with how much it hurts here (1 to 3); a track says how strongly the pain speaks for it (1 to 5); the two multiplied are
its points. What an organisation wants next counts beside it. What a track would cost somebody is for `roadmap.options`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from tracktui.catalog.model import Catalog
from tracktui.catalog.policies import Outcome
from tracktui.problems import nearest, refuse
from tracktui.wording import count, day, listed

HURTS = {1: "a little", 2: "clearly", 3: "most of all"}
"""How much a pain hurts, in words."""
OUTCOME_POINTS = 6
"""What an outcome that the organisation wants counts: as much as a pain of weight 3 that hurts clearly."""
_SIGN = "="


class Pain(msgspec.Struct, frozen=True):
    """A business pain, and for each track that answers it how strongly it speaks for the track (1 to 5)."""

    id: str
    text: str
    weights: dict[str, int]


class Reason(msgspec.Struct, frozen=True):
    """A marked pain that a track answers: how much it hurts (1 to 3), how much it weighs there (1 to 5)."""

    pain: str
    text: str
    hurts: int
    weight: int

    @property
    def points(self) -> int:
        """What it adds to the track."""
        return self.hurts * self.weight


class Advice(msgspec.Struct, frozen=True):
    """What speaks for a track. `hours`: what it would cost this engineer, where that is known."""

    track: str
    reasons: tuple[Reason, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    hours: float | None = None

    @property
    def points(self) -> int:
        """Pains and outcomes together."""
        return sum(reason.points for reason in self.reasons) + OUTCOME_POINTS * len(self.outcomes)


def pains(catalog: Catalog) -> tuple[Pain, ...]:
    """Every pain of every track, the weightiest first; a pain that several tracks name is one."""
    found: dict[str, Pain] = {}
    for track in catalog.tracks.values():
        for pain in track.pain_points:
            known = found.get(pain.id)
            found[pain.id] = Pain(pain.id, known.text if known else pain.text, {**(known.weights if known else {}), track.id: pain.weight})
    return tuple(sorted(found.values(), key=lambda pain: (-max(pain.weights.values()), pain.text)))


def choose(catalog: Catalog, marked: Mapping[str, int], today: date, hours: Mapping[str, float] | None = None) -> tuple[Advice, ...]:
    """The tracks that something speaks for, the one to start with first.

    Most points win; then more pains answered; then fewer `hours` for this engineer; then the name. The order of the catalog never counts.
    An outcome counts until its day has passed.
    """
    found = []
    for track in catalog.tracks.values():
        reasons = [
            Reason(pain.id, pain.text, marked[pain.id], pain.weights[track.id]) for pain in pains(catalog) if pain.id in marked and track.id in pain.weights
        ]
        reasons = sorted((reason for reason in reasons if reason.hurts > 0), key=lambda reason: -reason.points)
        advice = Advice(track.id, tuple(reasons), wanted(catalog, track.id, today), (hours or {}).get(track.id))
        if advice.points:
            found.append(advice)
    return tuple(sorted(found, key=lambda advice: (*_rank(advice), catalog.name(advice.track))))


def _rank(advice: Advice) -> tuple[int, int, float]:
    return (-advice.points, -len(advice.reasons), float("inf") if advice.hours is None else advice.hours)


def wanted(catalog: Catalog, track: str, today: date) -> tuple[Outcome, ...]:
    """What the organisation wants of a track, as far as its day has not passed."""
    outcomes = catalog.policy.outcomes if catalog.policy is not None else ()
    return tuple(outcome for outcome in outcomes if outcome.track == track and (outcome.by is None or outcome.by >= today))


def sentences(catalog: Catalog, found: tuple[Advice, ...], marked: Mapping[str, int]) -> tuple[str, ...]:
    """Why to start with the first of `found`, in sentences: the pains it answers, what the organisation wants, its figures, the next one."""
    if not found:
        return ("Mark what hurts: the pains lead to a track.",)
    best = found[0]
    name = catalog.name(best.track)
    total, of = sum(advice.points for advice in found), sum(1 for hurts in marked.values() if hurts > 0)
    said = [f"Start with {name}: {_answers(best, of)}, {best.points} of {count(total, 'point')}."]
    said += [f'"{reason.text}" hurts {HURTS[reason.hurts]} and weighs {reason.weight} here: {count(reason.points, "point")}.' for reason in best.reasons]
    for outcome in best.outcomes:
        by = f" by {day(outcome.by)}" if outcome.by else ""
        said.append(f'Your organisation wants "{outcome.text}"{by}: {OUTCOME_POINTS} points.')
    kpis = [kpi for kpi in (catalog.kpis.get(kpi) for kpi in catalog.tracks[best.track].kpis) if kpi is not None]
    if kpis:
        said.append(
            f"It would show in {listed([kpi.name for kpi in kpis], 3)}" + (f"; the target of the first is {kpis[0].target}." if kpis[0].target else ".")
        )
    if len(found) > 1:
        said.append(_next_one(catalog, best, found[1]))
    return tuple(said)


def _answers(advice: Advice, of: int) -> str:
    if not advice.reasons:
        return "your organisation wants what it brings"
    return f"it answers {'the pain' if of == 1 else f'{len(advice.reasons)} of the {of} pains'} you marked"


def _next_one(catalog: Catalog, best: Advice, other: Advice) -> str:
    name = catalog.name(other.track)
    if other.points < best.points:
        return f"Next would be {name} with {count(other.points, 'point')}."
    if len(other.reasons) < len(best.reasons):
        return f"{name} has as many points and answers fewer of your pains."
    if best.hours is not None and other.hours is not None and best.hours < other.hours:
        return f"{name} has as many points and would take you {other.hours - best.hours:,.0f} h more."
    return f"{name} speaks for itself as loudly: nothing but the name decides between the two."


def marks_of(catalog: Catalog, words: tuple[str, ...]) -> dict[str, int]:
    """Marks as somebody types them: `bill-surprises`, `bill-surprises=3`, `cloud bill=1`; without a figure it hurts clearly (2).

    Raises:
        UserError: no pain is meant, several are, or the figure is not 1 to 3.
    """
    known = {pain.id: pain for pain in pains(catalog)}
    found: dict[str, int] = {}
    for word in words:
        name, sign, figure = word.partition(_SIGN)
        if sign and figure not in ("1", "2", "3"):
            raise refuse(f"'{word}': how much it hurts is 1, 2 or 3", f"write for example {name}=3", status=2)
        found[_pain_of(known, name.strip().lower())] = int(figure) if sign else 2
    return found


def _pain_of(known: Mapping[str, Pain], name: str) -> str:
    if name in known:
        return name
    hits = [pain.id for pain in known.values() if all(part in f"{pain.id} {pain.text}".lower() for part in name.split())]
    if len(hits) == 1:
        return hits[0]
    if hits:
        raise refuse(f"'{name}' could be several pains", f"say which: {', '.join(hits[:5])}", status=2)
    near = nearest(name, known)
    raise refuse(f"no track names the pain '{name}'", f"did you mean '{near}'?" if near else "tracktui catalog choose lists them", status=2)
