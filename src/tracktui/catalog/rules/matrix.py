"""TT4: the skills matrix - behaviours somebody can observe, at every level, tied to a question, an outcome and a risk."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracktui.catalog.clauses import SkillAt, leaves
from tracktui.catalog.rules.alike import alike
from tracktui.catalog.rules.rule import Context, Found, Path, rule
from tracktui.catalog.skills import Skill

LEVELS = 4

_VAGUE = (
    r"understands?|understanding of|knows?|knowledge of|learns about|appreciates?|grasps|thinks about|believes in|"
    r"(?:is |be |becomes )?(?:familiar with|aware of|good at|comfortable with|proficient (?:in|with)|skilled (?:in|at)|able to|capable of|knowledgeable|"
    r"experienced (?:in|with)|interested in|fluent in)|"
    r"(?:has |have )(?:an? )?(?:\w+ )?(?:understanding|knowledge|awareness|experience|exposure|grasp|familiarity|command)"
)
_SAYS_LITTLE = re.compile(rf"(?:^|[.;] ?|\band |^\w+ly )\W*({_VAGUE})\b", re.IGNORECASE)


def _behaviours(skill: Skill) -> Iterable[tuple[Path, str]]:
    for level, texts in enumerate(skill.behaviours):
        for index, text in enumerate(texts):
            yield ("behaviours", level, index), text


@rule("TT401", "warning", "a vague behaviour", "begin with what somebody does: builds, measures, decides, shows")
def vague(context: Context) -> Iterable[Found]:
    """A behaviour that says what somebody knows or is, not what others can see them do."""
    for skill in context.catalog.skills.values():
        for path, text in _behaviours(skill):
            if match := _SAYS_LITTLE.search(text):
                yield Found(skill.id, path, f"{skill.id} level {int(path[1]) + 1}: '{match.group(1).lower()}' cannot be observed")


@rule("TT402", "warning", "a level of a skill without behaviours", "say what somebody does at each of the four levels")
def missing_level(context: Context) -> Iterable[Found]:
    """A row of the matrix without behaviours at all four levels; a role's own skill without any, or without its signs."""
    for skill in context.catalog.skills.values():
        if skill.role is not None and not skill.behaviours:
            if not skill.shows_as or not skill.strong:
                message = f"{skill.id} says neither by levels nor by shows_as and strong what somebody does"
                yield Found(skill.id, ("id",), message, "add shows_as and strong")
            continue
        missing = [level for level in range(1, LEVELS + 1) if level > len(skill.behaviours) or not skill.behaviours[level - 1]]
        if missing:
            which = ", ".join(map(str, missing))
            yield Found(skill.id, ("behaviours",) if skill.behaviours else ("id",), f"{skill.id} has no behaviour at level {which}")


@rule("TT403", "warning", "a behaviour that is said twice", "say what is new at this level, or in this row")
def repeated(context: Context) -> Iterable[Found]:
    """A behaviour that shares four fifths of its words with one at another level or in another row."""
    texts = [(skill, path, text) for skill in context.catalog.skills.values() for path, text in _behaviours(skill)]
    for later, earlier in alike([text for _, _, text in texts]):
        skill, path, _ = texts[later]
        other, where, _ = texts[earlier]
        message = f"{skill.id} level {int(path[1]) + 1} says what {other.id} level {int(where[1]) + 1} says"
        yield Found(skill.id, path, message, others=(other.id,) if other.id != skill.id else ())


@rule("TT404", "warning", "a row of the matrix without question, outcome or risk", "tie it to a business question, an outcome metric and a risk")
def untied(context: Context) -> Iterable[Found]:
    """A skill of a track that does not say what it is for. A role's own skill says why instead."""
    for skill in context.catalog.skills.values():
        keys = ("why",) if skill.role is not None and not skill.behaviours else ("question", "outcome", "risk")
        missing = [key for key in keys if not getattr(skill, key)]
        if missing:
            yield Found(skill.id, (missing[0],), f"{skill.id} has no {', no '.join(missing)}", lacks=True)


@rule("TT405", "warning", "a track without AI fluency", "mark a skill with ai = true, and ask it in the check of level 1")
def without_ai(context: Context) -> Iterable[Found]:
    """A track none of whose rows is an AI skill, or whose level-1 check asks none."""
    skills = context.catalog.skills
    for track in context.catalog.tracks.values():
        if not any(row.id in skills and skills[row.id].ai for row in track.skills):
            yield Found(track.id, ("skills",), f"{track.id} has no skill with ai = true", "add an AI skill to its rows")
            continue
        check_id = context.catalog.check_of(track.id, 1)
        check = context.item(check_id) if check_id else None
        asked = [leaf.skill for leaf in leaves(check.requires) if isinstance(leaf, SkillAt)] if check else []
        if check and not any(name in skills and skills[name].ai for name in asked):
            yield Found(
                check.id, ("requires",), f"{check.id} asks no AI skill at level 1", "require one of the track's skills with ai = true", others=(track.id,)
            )


@rule("TT406", "warning", "a behaviour too short to observe or too long to remember", "name an object and a visible result in 6 to 30 words")
def wrong_length(context: Context) -> Iterable[Found]:
    """A behaviour of fewer than 6 or more than 30 words."""
    for skill in context.catalog.skills.values():
        for path, text in _behaviours(skill):
            words = len(text.split())
            if not 6 <= words <= 30:
                yield Found(skill.id, path, f"{skill.id} level {int(path[1]) + 1}: a behaviour of {words} words")


RULES = (vague, missing_level, repeated, untied, without_ai, wrong_length)
