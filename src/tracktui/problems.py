"""What went wrong, said so that somebody can mend it.

A `Problem` is a value: it travels in results, in `--json` and on screens. A `UserError` is how a problem that stops the work
is raised; only the command line and the app's top level catch it.
"""

from collections.abc import Iterable
from typing import Literal

import msgspec

Severity = Literal["error", "warning", "info"]


class Problem(msgspec.Struct, frozen=True, order=True, omit_defaults=False):
    """One fault in a file or a plan, with its place and a way out.

    `line` and `col` count from 1; 0 means that the place is not known.
    """

    file: str = ""
    line: int = 0
    col: int = 0
    code: str = ""
    severity: Severity = "error"
    message: str = ""
    hint: str = ""
    ids: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """`FILE:LINE:COL`, as far as it is known."""
        if not self.file:
            return ""
        return f"{self.file}:{self.line}:{self.col}" if self.line else self.file


UNKNOWN_ID = "plan-unknown-id"
"""The code of a plan's naming what the catalog does not have."""


def untold(found: Iterable[Problem], told: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those of `found` that do not merely follow from an unknown id, which `told` tells of with its line."""
    unknown = {name for problem in told if problem.code == UNKNOWN_ID for name in problem.ids}
    return tuple(problem for problem in found if not unknown.intersection(problem.ids))


class UserError(Exception):
    """Something a user can cause and mend. Carries one problem or more, worst first.

    `status` is the exit status the command line ends with: 1 for a refused operation, 2 for wrong usage.
    """

    def __init__(self, problems: Problem | Iterable[Problem], *, status: int = 1) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        self.status = status
        super().__init__(self.problems[0].message if self.problems else "")


def refuse(message: str, hint: str = "", *, file: str = "", code: str = "", status: int = 1) -> UserError:
    """The error for one refused operation, ready to raise."""
    return UserError(Problem(file=file, code=code, message=message, hint=hint), status=status)


LONGEST_WORD = 100
"""Letters of an unknown word that are compared with known ones."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or "" when none is near enough to be meant."""
    from rapidfuzz import fuzz, process

    hit = process.extractOne(word[:LONGEST_WORD], list(known), scorer=fuzz.WRatio, score_cutoff=72)
    return hit[0] if hit else ""
