"""What the pane of the Review screen says of a row: the whole text, what it rests on, and what the keys do here."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap

from tracktui.catalog.clauses import SkillAt, holds, in_words, leaves
from tracktui.catalog.reviews import Kpi
from tracktui.plan.behaviours import Behaviour
from tracktui.plan.matrix_order import claims, claims_words
from tracktui.plan.model import Entry
from tracktui.plan.saw import CHANGED
from tracktui.plan.telling import evidence_in_words
from tracktui.review.person import Person
from tracktui.review.seen import Comparison
from tracktui.safe import safe_line
from tracktui.ui.parts.content import Part
from tracktui.ui.parts.detail import recorded
from tracktui.ui.parts.list_view import Lines
from tracktui.ui.parts.rows import fit
from tracktui.ui.review.rows import Row, Section
from tracktui.wording import day, listed

SIDE_BY_SIDE = 60
"""Columns from which two levels stand side by side."""
MOST_ENTRIES = 8
FAIRNESS = "Figures guide a talk; they never rank people."
ANSWERS = {"seen": "seen", "not-seen": "not seen", "no-opportunity": "no opportunity"}
LEVELS = ("none yet", "awareness", "working proficiency", "independent ownership", "strategic leadership")
_SECTIONS = {
    "@owed": "What was agreed in earlier talks and is not done: first what the reviewer owes, then the actions of both. d says that one is done.",
    "@since": "What happened since the last review: where things stand, what changed, what moved, and every entry, the newest first.",
    "@days": "Reviews come 30, 60, 90, 180 and 365 days after the start and then once a year. The due one brings its questions and figures; "
    "n on a question keeps the answer. R says that the review was held.",
    "@checks": "Checks that were asked for, then those changed since they were signed, then those to confirm. s signs off, b sends back with a reason.",
    "@stuck": "What does not move, each with a question to put, and what had no opportunity: work for both, no failing of one.",
    "@skills": "Claim against agreement. Enter opens a skill; on its behaviours + says seen, - not seen, 0 no opportunity. L agrees on a level.",
    "@figures": f"How the plan goes since the last review, each explained here. {FAIRNESS}",
    "@kpis": f"The last readings of each KPI and their trend. {FAIRNESS}",
    "@wins": "Companion projects whose observed outcome met its target.",
}


class Telling:
    """Tells about rows. `private`: whether private entries may be shown; `width`: columns of the pane."""

    def __init__(self, person: Person, *, private: bool, width: int, ascii_only: bool) -> None:
        self.person, self.private, self.width, self.ascii = person, private, width, ascii_only

    def section(self, section: Section) -> Lines:
        """A heading."""
        rows: Lines = [[(section.title, "bold")], [(_SECTIONS[section.key], "text")]]
        if section.key == "@skills" and section.rows:
            rows += [[], [(claims_words(claims(self.person.matrix)), "accent")]]
        return rows if section.rows else [*rows, [], [(section.empty, "dim")]]

    def row(self, row: Row) -> Lines:
        """Any row."""
        tell: Callable[[Row], Lines] = getattr(self, f"_{row.kind}")
        return tell(row)

    def _action(self, row: Row) -> Lines:
        action = row.about
        due = day(action.due) if action.due is not None else "no day"
        rows: Lines = [[(action.what, "bold")], [("Who     ", "dim"), (action.who, "text")], [("Due     ", "dim"), (due, row.tone)]]
        rows.append([("Agreed  ", "dim"), (day(action.since), "text")])
        return [*rows, [], [("d", "strong"), (" says that it is done; u takes that back.", "dim")]]

    def _line(self, row: Row) -> Lines:
        return [[(row.text, "bold")], [(row.right, "dim")], *self._recorded(row.item)]

    def _entry(self, row: Row) -> Lines:
        entry: Entry = row.about
        who = entry.by or self.person.plan.profile.id
        rows: Lines = [[(row.text, "bold")], [(f"{day(entry.day)}, by {who}", "dim"), (", private" if entry.private else "", "warn")]]
        return rows + [[("Evidence  ", "dim"), (evidence_in_words(part), "structure")] for part in entry.evidence]

    def _day(self, row: Row) -> Lines:
        one = row.about
        review = one.review
        rows: Lines = [[(f"{review.name or review.id}, {day(one.on)}", "bold")]]
        if review.looks_at:
            rows.append([("Looks at  ", "dim"), (listed(list(review.looks_at), 9), "text")])
        profile = self.person.plan.profile
        sides = ((profile.name or profile.id, review.questions.engineer), (profile.reviewer or "Reviewer", review.questions.reviewer))
        for who, asked in (*sides, ("Lead", review.questions.lead)):
            rows += [[(f"{who}: ", "dim"), (question, "text")] for question in asked]
        words = {"due": "R says that it was held.", "passed": "Its day went by; the later one has taken its place."}.get(one.state, "")
        return [*rows, *([[], [(words, "dim")]] if words else []), *([[(review.notes, "text")]] if review.notes else [])]

    def _question(self, row: Row) -> Lines:
        answer: list[Part] = [("n", "strong"), (" keeps the answer as a note, for both or for yourself.", "dim")]
        return [[(row.text, "bold")], [(f"asked of {row.right}", "dim")], [], answer]

    def _check(self, row: Row) -> Lines:
        one, standing = row.about, self.person.standing
        check, state = standing.item(row.item), standing.state(row.item)
        rows: Lines = [[(one.name, "bold")], [(row.right, row.tone)]]
        rows += [[("! ", "warn"), (flag, "warn")] for flag in state.flags]
        if one.asks:
            rows += [[], [("It asks to see", "title")], *[[("- ", "dim"), (ask, "text")] for ask in one.asks]]
        requires = getattr(check, "requires", ())
        if requires:
            rows += [[], [("It demands", "title")]]
            rows += [self._demand(holds(clause, standing), in_words(clause, self.person.name)) for clause in requires]
        skills = [leaf.skill for leaf in leaves(requires) if isinstance(leaf, SkillAt)]
        rows += self._recorded(row.item, *skills)
        return [*rows, [], *self._signing(state.flags)]

    def _demand(self, met: bool, words: str) -> list[Part]:
        sign = ("v" if self.ascii else "\u2713") if met else ("." if self.ascii else "\u00b7")
        return [(f"{sign} ", "good" if met else "dim"), (words, "text"), ("" if met else "  (open)", "dim")]

    def _signing(self, flags: tuple[str, ...]) -> Lines:
        """What a signature means here."""
        kept = " sends it back. A signature keeps what was seen: a later change shows."
        rows: Lines = [[("s", "strong"), (" signs it off, ", "dim"), ("b", "strong"), (kept, "dim")]]
        if not self.person.plan.profile.reviewer:
            rows.append([("The plan names no reviewer: your own signature counts as self-signed, and never for level 4.", "dim")])
        if CHANGED in flags:
            rows.append([("Entries were added or reworded after the signature: look again, then sign again.", "warn")])
        return rows

    def _stuck(self, row: Row) -> Lines:
        one = row.about
        rows: Lines = [[(one.name, "bold")], [(one.text, "warn")], [], [(one.ask, "text")], *self._recorded(one.item)]
        return [*rows, [], [("s", "strong"), (" accepts it as it is, with a reason.", "dim")]] if one.cause == "not-met" else rows

    def _opportunity(self, row: Row) -> Lines:
        one = row.about
        rows: Lines = [[(one.name, "bold")], [(f"No opportunity since {day(one.since)}", "text")], *([[(one.why, "text")]] if one.why else [])]
        return [*rows, [], [("This is for the reviewer to change, no gap of the engineer's: ", "dim"), ("o", "strong"), (" keeps what is owed.", "dim")]]

    def _skill(self, row: Row) -> Lines:
        found: Comparison = row.about
        skill, state = found.skill, found.skill.state
        says = [
            ("claims", "-" if state.claim_self is None else str(state.claim_self)),
            ("agreed", "-" if state.claim_agreed is None else f"{state.claim_agreed}{' (self-signed)' if state.self_signed else ''}"),
            ("evidence allows", str(state.cap)),
            ("fresh", str(state.freshness)),
            ("level", str(state.level)),
            ("asked for", str(skill.target or "-")),
        ]
        rows: Lines = [[(skill.name, "bold"), (f"   {row.right}", row.tone)]]
        rows.append([part for name, value in says for part in ((f"{name} ", "dim"), (f"{value}   ", "text"))])
        if state.held_down_by:
            rows.append([(f"The {state.held_down_by} holds the level down.", "dim")])
        if found.proposed is not None:
            rows.append([(f"What was seen speaks for level {found.proposed}, {LEVELS[found.proposed]}. L agrees on a level.", "accent")])
        return [*rows, [], *self._sides(found)]

    def _behaviour(self, row: Row) -> Lines:
        found, one = row.about
        looked = found.looked.get(one.name)
        rows: Lines = [[(one.text, "bold")], [(f"{found.skill.name}, level {one.level}: {LEVELS[one.level]}", "dim")]]
        if looked is not None:
            rows.append([(f"{ANSWERS[looked.answer]}, {day(looked.day)}{f', by {looked.by}' if looked.by else ''}", "accent")])
        if one.claimed:
            rows.append([(f"claimed {day(one.claimed)}", "text")])
        rows += [[("Evidence  ", "dim"), (evidence_in_words(part), "structure")] for part in one.evidence]
        keys = (("+", "seen"), ("-", "not seen"), ("0", "no opportunity"), ("L", "level"))
        rows.append([part for key, words in keys for part in ((key, "strong"), (f" {words}   ", "dim"))])
        return [*rows, [], *self._sides(found)]

    def _sides(self, found: Comparison) -> Lines:
        """The two levels, side by side where there is room, else one below the other."""
        if self.width < SIDE_BY_SIDE or len(found.sides) < 2:
            return [[part] for side in found.sides for part in self._side(found, *side, width=max(20, self.width))]
        half = self.width // 2
        left, right = (self._side(found, *side, width=half - 2) for side in found.sides)
        height = max(len(left), len(right))
        blank: Part = ("", "text")
        pairs = zip(left + [blank] * (height - len(left)), right + [blank] * (height - len(right)), strict=True)
        return [[(fit(one[0], half), one[1]), other] for one, other in pairs]

    def _side(self, found: Comparison, level: int, behaviours: tuple[Behaviour, ...], *, width: int) -> list[Part]:
        rows: list[Part] = [(f"Level {level}, {LEVELS[level]}", "title")]
        for one in behaviours:
            looked = found.looked.get(one.name)
            rows += [(line, "text") for line in wrap(safe_line(one.text), width, initial_indent="- ", subsequent_indent="  ")]
            notes = [ANSWERS[looked.answer]] if looked is not None else []
            notes += [evidence_in_words(part) for part in one.evidence] or (["claimed"] if one.claimed else [])
            rows += [(line, "accent") for line in wrap(safe_line("; ".join(notes)), width, initial_indent="  ", subsequent_indent="  ")]
        return rows

    def _figure(self, row: Row) -> Lines:
        one = row.about
        return [[(one.name, "bold")], [(one.text, "text")], [(one.explains, "dim")], [], *[[(line, "text")] for line in one.detail], [(FAIRNESS, "dim")]]

    def _kpi(self, row: Row) -> Lines:
        one = row.about
        kpi = self.person.catalog.kpis.get(one.id)
        rows: Lines = [[(one.name, "bold"), (f"   {one.trend}" if one.trend != "unknown" else "", row.tone)]]
        if isinstance(kpi, Kpi):
            rows += [[(text, "text")] for text in (kpi.measures, kpi.why) if text]
            rows.append([("Target  ", "dim"), (kpi.target or "none set", "text"), (f"   read each {kpi.frequency}", "dim")])
            rows += [[(kpi.notes, "dim")]] if kpi.notes else []
        rows += [[(f"{day(when, self.person.today)}  ", "dim"), (f"{value:g} {one.unit}".rstrip(), "text")] for when, value in reversed(one.readings)]
        return [*rows, [(FAIRNESS, "dim")]]

    def _win(self, row: Row) -> Lines:
        win = row.about
        rows: Lines = [[(win.name, "bold")], [(win.outcome, "good")], [(f"observed {day(win.day)}", "dim")]]
        return rows + [[("Evidence  ", "dim"), (evidence_in_words(part), "structure")] for part in win.evidence]

    def _recorded(self, *items: str) -> Lines:
        """The newest entries on some items."""
        entries = [entry for item in items if item for entry in self.person.standing.entries.get(item, ()) if self.private or not entry.private]
        newest = sorted(entries, key=Entry.effect_order)[-MOST_ENTRIES:]
        if not newest:
            return []
        several, plan = len(set(items)) > 1, self.person.plan
        named = [(entry, f"{self.person.name(entry.item)}: " if several else "") for entry in reversed(newest)]
        return [[], [("Recorded", "title")], *[row for entry, about in named for row in recorded(entry, plan, self.person.today, about=about)]]
