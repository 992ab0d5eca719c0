"""What the Skills screen says of a skill, its next level, a group and a drill, as lines of toned parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tracktui.catalog.entries import Scenario
from tracktui.catalog.freshness import source_rows
from tracktui.catalog.model import Catalog
from tracktui.catalog.skills import Skill
from tracktui.plan.behaviours import Behaviour
from tracktui.plan.drills import Drill
from tracktui.plan.matrix import SkillRow, SkillStep
from tracktui.plan.matrix_order import Group
from tracktui.plan.model import Entry
from tracktui.plan.skills import SkillState
from tracktui.plan.telling import evidence_in_words
from tracktui.review.seen import Answer, Looked
from tracktui.roadmap.views.level_up import Bringer, LevelUp
from tracktui.ui.parts.content import Part
from tracktui.ui.skills.cells import LEGEND, gap_words
from tracktui.wording import KIND_NAMES, count, day, hours, state_word

Lines = list[list[Part]]
LEVELS = ("none yet", "awareness", "working proficiency", "independent ownership", "strategic leadership")
"""The levels' names, from 0 to 4."""
LOOKS: dict[Answer | None, tuple[str, str, str, str]] = {
    "seen": ("\u2713", "v", "seen", "good"),
    "not-seen": ("\u2717", "x", "not seen", "warn"),
    "no-opportunity": ("\u2298", "~", "no opportunity", "dim"),
    None: ("\u00b7", ".", "not looked at", "dim"),
}
"""What was said of a behaviour: sign, its ASCII form, words, tone."""
FORMS = {"review": "architecture review", "tabletop": "tabletop", "exercise": "exercise"}
MOST_HISTORY = 12


def look_sign(look: Answer | None, *, ascii_only: bool) -> str:
    """The sign of what was said of a behaviour."""
    return LOOKS[look][1 if ascii_only else 0]


class Told(NamedTuple):
    """What was recorded of a skill: its entries in effect, what was looked for among its behaviours, the day it is told on, and how signs are drawn."""

    entries: Sequence[Entry]
    looked: Mapping[str, Looked]
    today: date
    ascii_only: bool

    def look(self, behaviour: Behaviour) -> tuple[Part, str]:
        """The sign of a behaviour with its tone, and what was said of it in words."""
        found = self.looked.get(behaviour.name)
        answer = found.answer if found is not None else None
        parts = [f"{LOOKS[answer][2]} {day(found.day, self.today)}{f' by {found.by}' if found.by else ''}"] if found is not None else []
        if behaviour.claimed is not None:
            parts.append(f"claimed {day(behaviour.claimed, self.today)}")
        return (f"{look_sign(answer, ascii_only=self.ascii_only)} ", LOOKS[answer][3]), ", ".join(parts)


def skill_lines(catalog: Catalog, row: SkillRow, up: LevelUp | None, told: Told) -> Lines:
    """A skill: where it stands and why, the next level, behaviours with evidence, history, what it is for, sources."""
    skill = catalog.skills.get(row.id)
    lines: Lines = [[(row.name, "bold"), ("   AI fluency" if skill is not None and skill.ai else "", "structure")]]
    if skill is not None and skill.description:
        lines.append([(skill.description, "text")])
    lines += [[], *_standing(row.state), *_targets(catalog, row)]
    lines += [[], *level_lines(up, told.today)]
    lines += _behaviours(row.behaviours, told)
    lines += _evidence(told.entries)
    lines += _history(catalog, row.history)
    return lines + (_purpose(skill) + _sources(skill, told.today) if skill is not None else [])


def _standing(state: SkillState) -> Lines:
    level: Part = ("not observed: no opportunity here", "text") if state.not_observed else (f"{state.level} {LEVELS[state.level]}", "bold")
    held = held_in_words(state)
    lines: Lines = [[("Level     ", "dim"), level], *([[("          ", "dim"), (held, "dim")]] if held else [])]
    own = "nothing said" if state.claim_self is None else str(state.claim_self)
    agreed = "nobody has said" if state.claim_agreed is None else f"{state.claim_agreed}{' (self-signed)' if state.self_signed else ''}"
    lines += [[("Own claim ", "dim"), (own, "text")], [("Agreed    ", "dim"), (agreed, "text")]]
    if state.developed:
        lines.append([("Developed ", "dim"), (f"to {state.developed} by what you finished", "text")])
    lines.append([("Evidence  ", "dim"), (f"allows {state.cap}", "text")])
    if state.newest is not None:
        until = f"until {day(state.fresh_until)}" if state.fresh_until is not None else ""
        lines.append(
            [("Fresh     ", "dim"), (until if state.fresh else f"no longer: the newest evidence is of {day(state.newest)}", "text" if state.fresh else "warn")]
        )
    if state.interest is not None:
        lines.append([("Interest  ", "dim"), (f"{state.interest} of 3", "text")])
    return lines


def held_in_words(state: SkillState) -> str:
    """Which of the three holds the level down, as a sentence."""
    if state.assumed and state.assumed == state.level and (not state.claim or state.assumed > min(state.claim, state.cap, state.freshness)):
        return "assumed from where you said you stand"
    words = {"evidence": "the evidence holds it there", "freshness": "old evidence holds it there", "claim": "the claim is the lowest", "": ""}
    return words[state.held_down_by]


def _targets(catalog: Catalog, row: SkillRow) -> Lines:
    return [[("Asked for ", "dim"), (f"{target.level} ", "text"), (f"by {catalog.name(target.id)}", "dim")] for target in row.targets[:4]]


def preview_lines(up: LevelUp | None, told: Told) -> Lines:
    """The next level with its behaviours, for a window of its own."""
    behaviours: Lines = [[told.look(found)[0], (found.text, "text")] for found in (up.behaviours if up is not None else ())]
    return [*level_lines(up, told.today), *([[], [("What you do then", "title")], *behaviours] if behaviours else [])]


def level_lines(up: LevelUp | None, today: date) -> Lines:
    """The next level: what it asks, and what brings it."""
    if up is None:
        return [[("Level 4 is the highest.", "good")]]
    lines: Lines = [[(f"Next: level {up.level}, {LEVELS[up.level]}", "title")]]
    lines += [[("needs  ", "dim"), (text, "text")] for text in up.asks]
    if up.planned:
        lines.append([("In your roadmap: ", "dim"), (f"{count(len(up.planned), 'item')}, {hours(up.hours)}", "text")])
        lines += [_bringer(step, today) for step in up.planned]
    else:
        lines.append([("Nothing in your roadmap brings it.", "dim")])
    if up.others:
        lines.append([("Also in the catalog:", "dim")])
        lines += [_bringer(step, today) for step in up.others]
    if up.practice_hours is not None and not up.planned:
        lines.append([(f"Practice alone takes about {hours(up.practice_hours)}.", "dim")])
    return lines


def _bringer(step: Bringer, today: date) -> list[Part]:
    when = f", done {day(step.finish, today)}" if step.finish else ""
    return [(f"  {KIND_NAMES.get(step.kind, step.kind):<9}", "structure"), (step.name, "text"), (f"  {hours(step.hours)}, to level {step.level}{when}", "dim")]


def _behaviours(found: Iterable[Behaviour], told: Told) -> Lines:
    lines: Lines = []
    last = 0
    for behaviour in found:
        if behaviour.level != last:
            last = behaviour.level
            lines += [[], [(f"Level {last}, {LEVELS[last]}", "title")]]
        sign, said = told.look(behaviour)
        lines.append([sign, (behaviour.text, "text")])
        lines += [[(f"    {said}", "dim")]] if said else []
        lines += [[(f"    {evidence_in_words(part)}", "structure")] for part in behaviour.evidence]
    return lines


def _evidence(entries: Iterable[Entry]) -> Lines:
    found = [(entry.day, part) for entry in entries for part in entry.evidence]
    rows: Lines = [[(f"{day(when)}  ", "dim"), (evidence_in_words(part), "structure")] for when, part in reversed(found)]
    return [[], [("Evidence", "title")], *(rows or [[("none yet (e adds some)", "dim")]])]


def _history(catalog: Catalog, steps: tuple[SkillStep, ...]) -> Lines:
    if not steps:
        return []
    words = {"claimed": "claimed", "assessed": "agreed", "not-observed": "not observed", "interest": "interest", "developed": "developed"}
    lines: Lines = [[], [("History", "title")]]
    for step in reversed(steps[-MOST_HISTORY:]):
        level = "" if step.level is None else f" {step.level}"
        who = f"by {catalog.name(step.source)}" if step.event == "developed" else f"by {step.by}"
        lines.append([(f"{day(step.day)}  ", "dim"), (f"{words.get(step.event, step.event)}{level}", "text"), (f"  {who}", "dim")])
    return lines


def _purpose(skill: Skill) -> Lines:
    rows = (("Question  ", skill.question), ("Outcome   ", skill.outcome), ("Risk      ", skill.risk), ("Why       ", skill.why))
    lines: Lines = [[(head, "dim"), (text, "text")] for head, text in rows if text]
    lines += [[("Shows as  ", "dim"), (text, "text")] for text in skill.shows_as] + [[("Strong    ", "dim"), (text, "text")] for text in skill.strong]
    return [[], [("What it is for", "title")], *lines] if lines else []


def _sources(skill: Skill, today: date) -> Lines:
    rows = source_rows(skill, today)
    lines: Lines = [
        [(row.where, "structure"), (f"  {row.read}{': stale' if row.stale else ''}" if row.read else "", "warn" if row.stale else "dim")] for row in rows
    ]
    return [[], [("Sources", "title")], *lines] if lines else []


def group_lines(group: Group) -> Lines:
    """A group: what is furthest from its target, and what the signs mean."""
    lines: Lines = [[(group.name, "bold")], [(f"{count(len(group.rows), 'skill')}, {group.short} below their target", "text")], []]
    lines += [[(f"{found.name}: ", "text"), (gap_words(found), "dim")] for found in group.rows[:5] if found.gap]
    return [*lines, [], [("Signs", "title")], *[[(f"{sign:<7}", "strong"), (words, "text")] for sign, words in LEGEND]]


def drill_lines(catalog: Catalog, drill: Drill, today: date) -> Lines:
    """A drill: what it is, how it went, and, once it was run, its rubric. Before that the rubric stays closed."""
    scenario = drill.scenario
    lines: Lines = [[(scenario.name, "bold")], [(FORMS[scenario.form], "structure"), (f"   {state_word(drill.state)}", "dim")]]
    figures = [f"{scenario.minutes} minutes" if scenario.minutes else "", count(len(scenario.findings), "finding"), f"passed from {scenario.pass_percent} %"]
    lines += [[(", ".join(part for part in figures if part), "dim")], []]
    if scenario.architecture:
        lines.append([(scenario.architecture, "text")])
    lines += [[], [("Attempts", "title")]]
    for one in reversed(drill.attempts):
        passed = one.score is not None and one.score >= scenario.pass_percent
        score = "not rated" if one.score is None else f"{one.score:g} %"
        lines.append(
            [(f"{day(one.day, today)}  ", "dim"), (score, "good" if passed else "text"), (f"  {count(len(one.found), 'finding')} written down", "dim")]
        )
        lines += [[("  - ", "dim"), (text, "text")] for text in one.found]
    if not drill.attempts:
        return [*lines, [("none yet: enter runs it. The rubric opens when you score yourself.", "dim")], *_scorecard(catalog, scenario)]
    rubric: Lines = [[(f"{found.points:>2}  ", "dim"), (f"{found.area:<12}", "structure"), (found.text, "text")] for found in scenario.findings]
    return [*lines, [], [("Rubric", "title")], *rubric, *_scorecard(catalog, scenario)]


def _scorecard(catalog: Catalog, scenario: Scenario) -> Lines:
    """What interviewers of the role look for, where the scenario is one of its exercises."""
    hiring = next((role.hiring for role in catalog.roles.values() if scenario.id in role.hiring.exercises), None)
    if hiring is None:
        return []
    lines: Lines = [[], [("What interviewers look for", "title")]]
    for row in hiring.scorecard:
        lines.append([(f"{row.dimension}: ", "bold"), (row.meets, "text"), (f"  Exceeds: {row.exceeds}" if row.exceeds else "", "dim")])
    lines += [[("+ ", "good"), (text, "text")] for text in hiring.strong] + [[("! ", "warn"), (text, "text")] for text in hiring.red_flags]
    return lines
