"""The Skills screen as text: medians, every skill with its claim, level and gap, then the drills; in full where words narrow it down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracktui.cli.output import say, wrapped
from tracktui.plan.telling import evidence_in_words
from tracktui.wording import count, day, hours

if TYPE_CHECKING:
    from tracktui.plan.behaviours import Behaviour
    from tracktui.plan.drills import Drill
    from tracktui.plan.matrix import SkillRow
    from tracktui.plan.matrix_order import Summary
    from tracktui.review.seen import Looked
    from tracktui.workspace import Workspace


def show(workspace: Workspace, words: str) -> None:
    """Print it; `words`: only skills and drills whose id, name or tracks have all of them, each in full."""
    from tracktui.plan.drills import drills
    from tracktui.plan.matrix_order import claims, claims_words, grouped, ordered, summaries, whole_matrix

    standing = workspace.person.standing
    private = not workspace.guest
    rows = ordered(whole_matrix(standing, private=private), "gap")
    found = drills(standing, private=private)
    if words:
        _narrowed(workspace, rows, found, words.lower().split())
        return
    if not rows:
        say("No skill is asked for yet: set primary in [focus] of the plan, or role in [profile].")
    for summary in summaries(workspace.catalog, rows):
        say(wrapped(_medians(summary), "", "  "))
    if rows:
        say(wrapped(f"{claims_words(claims(rows))} Figures are medians.", "", "  "))
    for group in grouped(standing, rows, "track"):
        say()
        say(f"{group.name}: {count(len(group.rows), 'skill')}, {group.short} below their target")
        for row in group.rows:
            say(wrapped(_skill(workspace, row), "  ", "    "))
    if found:
        say()
        say(f"Drills and exercises: {len(found)}")
        for drill in found:
            say(wrapped(_drill(drill), "  ", "    "))


def _narrowed(workspace: Workspace, rows: tuple[SkillRow, ...], found: tuple[Drill, ...], words: list[str]) -> None:
    skills = workspace.catalog.skills
    wanted = []
    for row in rows:
        skill = skills.get(row.id)
        text = f"{row.id} {row.name} {' '.join(skill.tracks) if skill else ''} {'ai' if skill and skill.ai else ''}".lower()
        if all(word in text for word in words):
            wanted.append(row)
    chosen = [drill for drill in found if all(word in f"{drill.scenario.id} {drill.scenario.name} {drill.scenario.form} drill".lower() for word in words)]
    for row in wanted:
        _in_full(workspace, row)
    for drill in chosen:
        say(wrapped(_drill(drill), "", "  "))
    if not wanted and not chosen:
        say(f"No skill or drill matches '{' '.join(words)}'.")


def _medians(one: Summary) -> str:
    def said(level: int | None) -> str:
        return "none" if level is None else str(level)

    levels = f"own claim {said(one.own)}, agreed {said(one.agreed)}, level {said(one.level)}, wanted {said(one.target)}"
    return f"{one.name}: median of {count(one.rows, 'skill')} asked for: {levels}; {one.short} below their target."


def _skill(workspace: Workspace, row: SkillRow) -> str:
    state, skill = row.state, workspace.catalog.skills.get(row.id)
    level = "not observed, no opportunity here" if state.not_observed else f"level {state.level}"
    parts = [f"{row.name}{' (AI fluency)' if skill is not None and skill.ai else ''}: {level}"]
    if row.target is not None:
        parts.append(f"wanted {row.target}" + (f", {row.gap} short" if row.gap else ""))
    parts.append(f"own claim {state.claim_self}" if state.claim_self is not None else "no claim of your own")
    if state.claim_agreed is not None:
        parts.append(f"agreed {state.claim_agreed}{' (self-signed)' if state.self_signed else ''}")
    if state.claim > state.level and state.held_down_by in ("evidence", "freshness"):
        parts.append(f"held down by {'its evidence' if state.held_down_by == 'evidence' else 'the age of its evidence'}")
    if state.interest is not None:
        parts.append(f"interest {state.interest} of 3")
    return ", ".join(parts) + "."


def _in_full(workspace: Workspace, row: SkillRow) -> None:
    from tracktui.review.seen import looked_for
    from tracktui.roadmap.views.level_up import level_up

    say(wrapped(_skill(workspace, row), "", "  "))
    skill = workspace.catalog.skills.get(row.id)
    if skill is not None:
        for head, text in (("", skill.description), ("Question: ", skill.question), ("Outcome: ", skill.outcome), ("Risk: ", skill.risk)):
            if text:
                say(wrapped(f"{head}{text}"))
    fresh = f", fresh until {day(row.state.fresh_until)}" if row.state.fresh else f", too old: the newest is of {day(row.state.newest)}"
    say(wrapped(f"Its evidence allows level {row.state.cap}{fresh if row.state.newest is not None else ''}."))
    for target in row.targets:
        say(wrapped(f"Level {target.level} is asked for by {workspace.catalog.name(target.id)}."))
    up = level_up(workspace.catalog, workspace.plan, workspace.roadmap, row)
    if up is not None:
        say(wrapped(f"For level {up.level} it needs: {'; '.join(up.asks) or 'nothing more to be said or shown'}."))
        for step in up.planned:
            say(wrapped(f"{step.name} ({step.kind}, {hours(step.hours)}) brings it to level {step.level}.", "    ", "      "))
    entries = [entry for entry in workspace.person.standing.entries.get(row.id, ()) if not (entry.private and workspace.guest)]
    looked = looked_for(entries)
    for behaviour in row.behaviours:
        say(wrapped(f"Level {behaviour.level}: {behaviour.text} {_said(behaviour, looked.get(behaviour.name))}".rstrip(), "  ", "    "))
    for told in entries:
        for part in told.evidence:
            say(wrapped(f"Evidence of {day(told.day)}: {evidence_in_words(part)}."))
    for entry in reversed(row.history):
        level = "" if entry.level is None else f" {entry.level}"
        say(wrapped(f"{day(entry.day)}: {entry.event}{level} by {entry.by or workspace.catalog.name(entry.source)}."))


def _said(behaviour: Behaviour, looked: Looked | None) -> str:
    parts = [f"{looked.answer.replace('-', ' ')} {day(looked.day)} by {looked.by}".removesuffix(" by ")] if looked is not None else []
    parts += [f"claimed {day(behaviour.claimed)}"] if behaviour.claimed is not None else []
    parts += [evidence_in_words(part) for part in behaviour.evidence]
    return f"({', '.join(parts)})" if parts else ""


def _drill(drill: Drill) -> str:
    scenario = drill.scenario
    best = "not run yet" if not drill.attempts else "not rated" if drill.best is None else f"best {drill.best:g} %"
    level = f", level {scenario.level}" if scenario.level else ""
    return f"{scenario.name} ({scenario.id}): {scenario.form}{level}, {best}, passed from {scenario.pass_percent} %."
