"""TT3: whether what is learned is proven - companions, measured projects, checks that ask for more than exams."""

from __future__ import annotations

from collections.abc import Iterable

from tracktui.catalog.clauses import Has, SkillAt, all_hold, leaves
from tracktui.catalog.entries import Cert, Check
from tracktui.catalog.rules.certs import HOURS_A_WEEK
from tracktui.catalog.rules.rule import Context, Found, placed, rule

WEEKS_OF_A_QUARTER = 13


@rule("TT301", "warning", "a cert of a track's stack without a companion project", "add a project with proves = [...]")
def without_companion(context: Context) -> Iterable[Found]:
    """A cert that a track's stack names and no project proves."""
    proven = {context.catalog.canonical(cert) for project in context.projects() for cert in project.proves}
    for track in context.catalog.tracks.values():
        told: set[str] = set()
        for index, row in enumerate(track.stack):
            for member, cert in enumerate(row.any):
                known = context.catalog.canonical(cert)
                if isinstance(context.item(cert), Cert) and known not in proven and known not in told:
                    told.add(known)
                    yield Found(track.id, ("stack", index, "any", member), f"no project proves {cert}", word=cert, others=(cert,))


@rule("TT302", "warning", "a project without metric, target or acceptance", "say what is measured, what to reach and when it is accepted")
def unmeasured(context: Context) -> Iterable[Found]:
    """A project whose outcome nobody could observe."""
    for project in context.projects():
        if project.metric is None:
            yield Found(project.id, ("metric",), f"{project.id} has no metric", "say what is measured, with a target", lacks=True)
        elif project.metric.target is None and project.metric.target_is != "done":
            yield Found(project.id, ("metric",), f"the metric of {project.id} has no target", 'give target, or say target_is = "done"')
        if not project.acceptance:
            yield Found(project.id, ("acceptance",), f"{project.id} has no acceptance", "say when it is accepted", lacks=True)


@rule("TT303", "warning", "a project longer than a quarter", "make it narrower, or split it")
def too_long(context: Context) -> Iterable[Found]:
    """The high end of its hours at 8 a week, and the weeks it is observed, pass 13 weeks."""
    for project in context.projects():
        weeks = (project.hours[1] if project.hours else 0) / HOURS_A_WEEK + project.observe_weeks
        if weeks > WEEKS_OF_A_QUARTER:
            key = "hours" if project.hours and project.hours[1] / HOURS_A_WEEK > project.observe_weeks else "observe_weeks"
            yield Found(project.id, (key,), f"{project.id} takes {weeks:g} weeks at {HOURS_A_WEEK} h a week, observation included")


class _CertsAlone:
    """A standing of somebody who has every cert and every earlier check, and nothing else."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def done(self, item: str) -> bool:
        return isinstance(self.context.item(item), Cert | Check)

    def active(self, item: str) -> bool:
        return self.done(item)

    def level(self, skill: str) -> int:
        return 0


@rule("TT304", "warning", "a check that certs alone satisfy", "ask for a project and for behaviours too")
def certs_suffice(context: Context) -> Iterable[Found]:
    """A check that asks for nothing but certs beyond other checks, or for nothing at all."""
    for check in context.checks():
        if not check.requires:
            yield Found(check.id, ("requires",), f"{check.id} asks for nothing", lacks=True)
        elif any(isinstance(context.item(leaf.id), Cert) for leaf in leaves(check.requires) if isinstance(leaf, Has)) and all_hold(
            check.requires, _CertsAlone(context)
        ):
            yield Found(check.id, ("requires",), f"certs alone satisfy {check.id}")


@rule("TT305", "warning", "a check without a collaboration skill", 'ask for a skill with dimension = "collaboration"')
def without_collaboration(context: Context) -> Iterable[Found]:
    """A check that asks for no skill of the collaboration dimension."""
    skills = context.catalog.skills
    for check in context.checks():
        asked = [skills.get(context.catalog.canonical(leaf.skill)) for leaf in leaves(check.requires) if isinstance(leaf, SkillAt)]
        if check.requires and not any(skill is not None and skill.dimension == "collaboration" for skill in asked):
            yield Found(check.id, ("requires",), f"{check.id} asks for no collaboration skill")


@rule("TT306", "error", "a skill level that nothing leads to", "add practice_hours to the skill, or an item that develops it so far")
def out_of_reach(context: Context) -> Iterable[Found]:
    """A requirement of a skill level that no item develops and no `practice_hours` covers."""
    highest: dict[str, int] = {}
    for item in context.catalog.items.values():
        for step in item.develops:
            highest[step.skill] = max(highest.get(step.skill, 0), step.level)
    for item in context.catalog.items.values():
        for path, clause in placed(item.requires):
            skill = context.catalog.skills.get(clause.skill) if isinstance(clause, SkillAt) else None
            if isinstance(clause, SkillAt) and skill is not None and skill.practice_hours is None and highest.get(skill.id, 0) < clause.level:
                message = f"{item.id} asks {skill.id} at level {clause.level}, and nothing leads there"
                yield Found(item.id, path, message, word=skill.id, others=(skill.id,))


@rule("TT307", "warning", "a level of a track without a check", "add a check for the level, or take the level out")
def without_check(context: Context) -> Iterable[Found]:
    """A track describes a level that no milestone check guards."""
    for track in context.catalog.tracks.values():
        for index, level in enumerate(track.levels):
            if context.catalog.check_of(track.id, level.level) is None:
                yield Found(track.id, ("levels", index), f"{track.id} has no check at level {level.level}")


RULES = (without_companion, unmeasured, too_long, certs_suffice, without_collaboration, out_of_reach, without_check)
