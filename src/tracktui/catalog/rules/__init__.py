"""`catalog check`: the linter that keeps a catalog honest. One table of rules feeds the command, the docs and the tests.

Each room holds the rules of one subject: shape (TT0), references, graph and implied (TT1), certs and figures (TT2), proof (TT3),
matrix (TT4), balance (TT5). A rule is a function from a `Context` to what it found; where that stands in a file is worked out here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice

import msgspec

from tracktui.catalog.read import CatalogFile, read_catalog
from tracktui.catalog.rules import balance, certs, figures, graph, implied, matrix, proof, references, shape
from tracktui.catalog.rules.places import Places
from tracktui.catalog.rules.rule import Context, Found, Rule
from tracktui.problems import Problem
from tracktui.work import Tell, each, part, untold

RULES: tuple[Rule, ...] = tuple(
    sorted((rule for room in (shape, references, graph, implied, certs, figures, proof, matrix, balance) for rule in room.RULES), key=lambda rule: rule.code)
)
"""Every rule, in order of code."""

UNREADABLE = "TT001"
"""Told whatever is selected: a file that was not read has not been checked."""

MOST_FINDINGS = 5_000
"""Findings of one rule that are told; who has mended those may ask again."""


def check(files: list[CatalogFile], today: date, rules: Iterable[Rule] = RULES, tell: Tell = untold) -> tuple[Problem, ...]:
    """Everything that `rules` find in the catalog of these files (weakest layer first), in order of place.

    It is told how many files are read and rules are through; finding the places of what was found is the last step.
    """
    rules = tuple(rules)
    steps = len(files) + len(rules) + 1
    result = read_catalog(files, part(tell, 0, steps))
    codes = {rule.code for rule in rules} | {UNREADABLE}
    hints = {rule.code: rule.hint for rule in RULES}
    problems = {
        problem if problem.hint else msgspec.structs.replace(problem, hint=hints.get(problem.code, "")) for problem in result.problems if problem.code in codes
    }
    places = Places(files) if result.problems else None
    unread = frozenset(places.ids()) if places else frozenset()
    context = Context(result.catalog, today, unread)
    told = [(rule, found) for rule in each(rules, part(tell, len(files), steps)) for found in islice(rule.find(context), MOST_FINDINGS)]
    if told:
        places = places or Places(files, {found.entry for _, found in told})
        problems |= {_problem(rule, found, places) for rule, found in told if not (found.lacks and unread and places.has(found))}
    tell(steps, steps)
    return tuple(sorted(problems))


def _problem(rule: Rule, found: Found, places: Places) -> Problem:
    file, line, col = places.of(found)
    return Problem(file, line, col, rule.code, rule.severity, found.message, found.hint or rule.hint, (found.entry, *found.others))


__all__ = ["MOST_FINDINGS", "RULES", "Context", "Found", "Rule", "check"]
