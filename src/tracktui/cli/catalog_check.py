"""`tracktui catalog check`: what is wrong with a catalog, for people, for scripts and for a pull request."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from tracktui import paths
from tracktui.cli.output import print_json, say
from tracktui.cli.waiting import doing
from tracktui.problems import refuse
from tracktui.wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracktui.catalog.read import CatalogFile
    from tracktui.catalog.rules import Rule
    from tracktui.cli.options import Options
    from tracktui.problems import Problem
    from tracktui.work import Tell

EPILOG = """\b
Examples:
  tracktui catalog check                           the shipped catalog with your own layers
  tracktui catalog check ./company-catalog         what a folder of your own would add
  tracktui catalog check --select TT2,TT301        only some rules
  tracktui catalog check --explain TT301           what a rule means and how to mend it
  tracktui catalog check --format github DIR       marks in a pull request
"""


@click.command("check", epilog=EPILOG)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--select", multiple=True, metavar="CODES", help="Only these rules: codes or their beginnings, with commas.")
@click.option("--ignore", multiple=True, metavar="CODES", help="All but these rules.")
@click.option("--format", "form", type=click.Choice(("text", "json", "github")), default="text", help="How findings are written.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--strict", is_flag=True, help="Exit 1 on warnings too.")
@click.option("--explain", metavar="CODE", help="Print the page of a rule.")
@click.pass_context
def check_command(
    ctx: click.Context, folder: Path | None, select: tuple[str, ...], ignore: tuple[str, ...], form: str, as_json: bool, strict: bool, explain: str | None
) -> None:
    """What is wrong with a catalog, with file, line, column and a way out.

    FOLDER is checked as a layer on top of the shipped catalog; only what it adds is told. Exit 1 when there are errors.
    """
    from tracktui.catalog.rules.select import chosen

    if explain is not None:
        _explain(explain)
        return
    options: Options = ctx.find_root().obj
    rules = chosen(select, ignore)
    with doing("checking the catalog") as work:
        files, findings = _checked(folder, options, rules, work.tell)
    if as_json or form == "json":
        from tracktui.exchange.roadmap_json import envelope, problem_data

        print_json(envelope(options.today, (), findings=[problem_data(finding) for finding in findings]))
    elif form == "github":
        for finding in findings:
            say(github_line(finding))
    else:
        _print(files, findings)
    worst = ("error", "warning") if strict else ("error",)
    ctx.exit(int(any(finding.severity in worst for finding in findings)))


def _explain(code: str) -> None:
    from tracktui.catalog.rules.pages import page
    from tracktui.catalog.rules.select import rule_of

    say(page(rule_of(code), paths.rule_pages()).rstrip("\n"))


def _checked(folder: Path | None, options: Options, rules: Sequence[Rule], tell: Tell) -> tuple[int, tuple[Problem, ...]]:
    """How many files were checked, and what was found in them or because of them."""
    from tracktui.catalog.read import catalog_files
    from tracktui.catalog.rules import check
    from tracktui.workspace import layer_files

    if folder is None:
        files = layer_files(options.catalogs)
        return len(files), check(files, options.today, rules, tell)
    own = catalog_files(folder, str(folder))
    if not own:
        raise refuse(f"there is no *.toml file below {folder}", "give the folder of a catalog", file=str(folder))
    shipped = catalog_files(paths.shipped_catalog(), "shipped")
    if _same_catalog(own, shipped):
        return len(own), check(own, options.today, rules, tell)
    if folder.resolve().is_relative_to(paths.shipped_catalog().resolve()):
        places = {Path(file.name).resolve() for file in own}
        return len(own), tuple(finding for finding in check(shipped, options.today, rules, tell) if Path(finding.file).resolve() in places)
    names = {file.name for file in own}
    layered = layer_files((*options.catalogs, folder))
    found = check(layered, options.today, rules, tell)
    # A layer can break what lies below it: that is told too, what was there before is not.
    before = (
        set(check([file for file in layered if file.name not in names], options.today, rules, tell)) if any(at.file not in names for at in found) else set()
    )
    return len(own), tuple(finding for finding in found if finding not in before)


def _same_catalog(own: list[CatalogFile], shipped: list[CatalogFile]) -> bool:
    """Whether the files are a version of the shipped catalog itself: their head says the same id."""
    from tracktui.catalog.read import read_catalog

    def head(files: list[CatalogFile]) -> str:
        return read_catalog([file for file in files if Path(file.name).name == "catalog.toml"]).catalog.head.id

    return any(Path(file.name).name == "catalog.toml" for file in own) and head(own) == head(shipped)


def _print(files: int, findings: tuple[Problem, ...]) -> None:
    for finding in findings:
        say(f"{finding.where}: {finding.code} {finding.severity}: {finding.message}{f' ({finding.hint})' if finding.hint else ''}")
    numbers = {severity: sum(finding.severity == severity for finding in findings) for severity in ("error", "warning", "info")}
    parts = [count(numbers["error"], "error"), count(numbers["warning"], "warning")]
    say(f"{count(files, 'file')} checked: {', '.join([*parts, *([count(numbers['info'], 'note')] if numbers['info'] else [])])}")


_COMMANDS: dict[str, Literal["error", "warning", "notice"]] = {"error": "error", "warning": "warning", "info": "notice"}


def github_line(finding: Problem) -> str:
    """A finding as a workflow command, escaped so that nothing in a catalog can end it or begin another one.

    The form is that of docs.github.com/actions, "Workflow commands for GitHub Actions": per cent and line ends in messages, colons and
    commas in properties too.
    """
    message = f"{finding.message}. {finding.hint}" if finding.hint else finding.message
    places = {"file": finding.file, "line": str(finding.line or ""), "col": str(finding.col or ""), "title": finding.code}
    properties = ",".join(f"{key}={_escaped(value).replace(':', '%3A').replace(',', '%2C')}" for key, value in places.items() if value)
    return f"::{_COMMANDS[finding.severity]} {properties}::{_escaped(message)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
