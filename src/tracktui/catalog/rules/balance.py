"""TT5: whether a track is in balance - vendors, outputs, partners, and exams against work."""

from __future__ import annotations

from collections.abc import Iterable

from tracktui.catalog.clauses import AllOf, AnyOf, AtLeast, Clause, Has, SkillAt
from tracktui.catalog.entries import Cert, Check, Project, default_hours
from tracktui.catalog.rules.rule import Context, Found, rule
from tracktui.catalog.tracks import Track

MOST_STUDY = 0.8
"""The share of a level's hours that may be study for exams."""


@rule("TT501", "warning", "a stack without a base credential at its lowest level", 'add a row with layer = "base" at that level')
def without_base(context: Context) -> Iterable[Found]:
    """The lowest level of a track's stack has no row of the base layer."""
    for track in context.catalog.tracks.values():
        lowest = min((row.level for row in track.stack), default=0)
        if track.stack and not any(row.layer == "base" and row.level == lowest for row in track.stack):
            yield Found(track.id, ("stack",), f"the stack of {track.id} has no base credential at level {lowest}")


@rule("TT502", "warning", "a base layer of one vendor only", "add another vendor's credential, or a neutral one")
def one_vendor(context: Context) -> Iterable[Found]:
    """Every cert of a track's base layer speaks to the same vendor's estate."""
    for track in context.catalog.tracks.values():
        rows = [(index, row) for index, row in enumerate(track.stack) if row.layer == "base"]
        certs = [context.item(cert) for _, row in rows for cert in row.any]
        vendors = {cert.vendor for cert in certs if isinstance(cert, Cert)}
        if len(vendors) == 1 and vendors != {"neutral"}:
            yield Found(track.id, ("stack", rows[0][0], "any"), f"the base layer of {track.id} is {vendors.pop()}'s alone")


@rule("TT503", "warning", "a track without reusable outputs", "say what its people leave behind for others: templates, policies, runbooks")
def without_outputs(context: Context) -> Iterable[Found]:
    """A track whose work leaves nothing that others can use."""
    for track in context.catalog.tracks.values():
        if not track.outputs:
            yield Found(track.id, ("outputs",), f"{track.id} has no outputs", lacks=True)


@rule("TT504", "warning", "a track without a shadow partner", "name a track whose people its own work beside for a while")
def without_partner(context: Context) -> Iterable[Found]:
    """A track that shadows no other track."""
    for track in context.catalog.tracks.values():
        if not [other for other in track.shadow if other != track.id]:
            yield Found(track.id, ("shadow",), f"{track.id} shadows no other track", lacks=True)


@rule("TT505", "warning", "a level that asks for more exams than work", "ask for more projects, or fewer certs")
def exams_first(context: Context) -> Iterable[Found]:
    """A track's check demands more certs than projects, or exam study makes more than four fifths of the level's hours."""
    for track in context.catalog.tracks.values():
        for level in range(1, 5):
            check_id = context.catalog.check_of(track.id, level)
            check = context.item(check_id) if check_id else None
            if isinstance(check, Check):
                yield from _judged(context, track, check)


def _judged(context: Context, track: Track, check: Check) -> Iterable[Found]:
    demand = _Demand(context)
    for clause in check.requires:
        demand.add(clause, 1)
    study, work = demand.hours["cert"], demand.hours["project"] + demand.hours["other"] + sum(default_hours(check) or (0, 0)) / 2
    if demand.number["cert"] > demand.number["project"]:
        message = f"{check.id} demands more certs ({demand.number['cert']:g}) than projects ({demand.number['project']:g})"
        yield Found(check.id, ("requires",), message, others=(track.id,))
    elif study > MOST_STUDY * (study + work):
        message = f"{study / (study + work):.0%} of the hours of {check.id} are exam study"
        yield Found(check.id, ("requires",), message, others=(track.id,))


class _Demand:
    """How many certs and projects clauses demand, and the hours of their cheapest members."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.number = {"cert": 0.0, "project": 0.0}
        self.hours = {"cert": 0.0, "project": 0.0, "other": 0.0}

    def add(self, clause: Clause, times: int) -> None:
        match clause:
            case AllOf(clauses=members):
                for member in members:
                    self.add(member, times)
            case AnyOf(clauses=members) if members:
                self.add(min(members, key=self._cost), times)
            case AtLeast(clauses=members, at_least=count):
                for member in sorted(members, key=self._cost)[: max(0, count)]:
                    self.add(member, times)
            case Has() | SkillAt():
                kind = self._kind(clause)
                self.hours[kind] += self._cost(clause)
                if kind in self.number:
                    self.number[kind] += times

    def _kind(self, clause: Has | SkillAt) -> str:
        item = self.context.item(clause.id) if isinstance(clause, Has) else None
        return "cert" if isinstance(item, Cert) else "project" if isinstance(item, Project) else "other"

    def _cost(self, clause: Clause) -> float:
        match clause:
            case Has(id=name):
                item = self.context.item(name)
                return 0 if item is None or isinstance(item, Check) else sum(default_hours(item) or (0, 0)) / 2
            case SkillAt(skill=name, level=level):
                skill = self.context.catalog.skills.get(name)
                return skill.practice_hours[level - 1] if skill and skill.practice_hours and 1 <= level <= 4 else 0
            case AllOf(clauses=members):
                return sum(map(self._cost, members))
            case AnyOf(clauses=members):
                return min(map(self._cost, members), default=0)
            case AtLeast(clauses=members, at_least=count):
                return sum(sorted(map(self._cost, members))[: max(0, count)])


RULES = (without_base, one_vendor, without_outputs, without_partner, exams_first)
