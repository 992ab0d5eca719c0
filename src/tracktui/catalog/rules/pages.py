"""The page of each rule: what it finds, why, a bad and a good example, how to mend. Kept in docs/rules, packaged with the program."""

from __future__ import annotations

from pathlib import Path

from tracktui.catalog.rules.rule import Rule
from tracktui.problems import refuse


def page(rule: Rule, folder: Path) -> str:
    """The text of a rule's page in Markdown.

    Raises:
        UserError: the installation lacks it.
    """
    path = folder / f"{rule.code}.md"
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise refuse(f"the page of {rule.code} is missing: {error.strerror}", "install tracktui again", file=str(path)) from error


def index_row(rule: Rule) -> str:
    """The rule's row in docs/rules.md."""
    return f"| [{rule.code}](rules/{rule.code}.md) | {rule.severity} | {rule.finds} |"


def heading(rule: Rule) -> str:
    """The first lines of the rule's page: what it finds, how bad that is, what mends it."""
    return f"# {rule.code}: {rule.finds}\n\nSeverity: {rule.severity}. To mend it: {rule.hint}.\n"
