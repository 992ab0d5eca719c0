"""`tracktui review`: the agenda of the 1:1, signatures, notes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracktui.cli.documents import put_document, refuse_overwriting
from tracktui.cli.output import print_json, say, tell, wrapped
from tracktui.cli.session import open_workspace, status, tell_notes, worth_telling
from tracktui.problems import refuse
from tracktui.wording import day, listed

if TYPE_CHECKING:
    from tracktui.review.agenda import Agenda
    from tracktui.review.sections import Section
    from tracktui.workspace import Said, Workspace

EPILOG = """\b
Examples:
  tracktui review                               the agenda since the last review
  tracktui review --as sam --sign sre-2         sam signs a check off
  tracktui review --as sam --return sre-2 --why "one more drill"
  tracktui review --figures                     your figures, and what each means
  tracktui review --notes 1on1.md               the agenda as Markdown, to write into
  tracktui review --as sam --done               the review was held: today's plan becomes the baseline
"""


@click.command("review", epilog=EPILOG)
@click.option("--as", "by", metavar="WHO", help="The reviewer, at this keyboard; what is written is theirs.")
@click.option("--sign", "signed", multiple=True, metavar="CHECK", help="Sign a check off; repeatable.")
@click.option("--return", "returned", metavar="CHECK", help="Send a check back; say --why.")
@click.option("--why", metavar="TEXT", help="What is missing.")
@click.option("--note", metavar="TEXT", help="A note about the review.")
@click.option("--done", is_flag=True, help="The review was held: keep today's plan as the baseline.")
@click.option("--kind", metavar="KIND", help="Which review was held (default: the one that is due, else 1:1).")
@click.option("--notes", "notes_file", type=click.Path(path_type=Path), help="Write the agenda as Markdown; private entries are left out.")
@click.option("--figures", is_flag=True, help="Every figure of yours, and what each means.")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object (docs/json.md).")
@click.pass_context
def review_command(ctx: click.Context, /, notes_file: Path | None, force: bool, figures: bool, as_json: bool, **given: Any) -> None:
    """The 1:1: what changed, what is due, what does not move, what to sign, what was agreed."""
    workspace = open_workspace(ctx.obj)
    workspace.acting = given.pop("by") or workspace.acting
    if notes_file is not None:
        refuse_overwriting(notes_file, force=force)
    acted = _act(workspace, **given)
    for line in acted if not as_json else ():
        say(line)
    if notes_file is not None:
        from tracktui.review.agenda import agenda
        from tracktui.review.notes import notes

        person = workspace.person
        put_document(notes_file, notes(agenda(person, private=False), person.name), force=force)
    elif as_json:
        _print_json(workspace, figures=figures)
    elif figures:
        _print_figures(workspace)
    elif not acted:
        _print(workspace)
    tell_notes(workspace.take_notes())
    tell(worth_telling(workspace.problems) if not as_json else ())
    ctx.exit(status(workspace.problems))


def _act(workspace: Workspace, signed: tuple[str, ...], returned: str | None, why: str | None, note: str | None, **held: Any) -> list[str]:
    """Write what was asked for; what was written, in sentences."""
    if why and not returned:
        raise refuse("--why belongs to --return", "write: tracktui review --return CHECK --why TEXT", status=2)
    if returned and not why:
        raise refuse("say what is missing", f'write: tracktui review --return {returned} --why "..."', status=2)
    from tracktui.cli.matching import refuse_misspelt_review

    refuse_misspelt_review(workspace.catalog, held["kind"])
    said: list[Said] = [("signed-off", _check(workspace, word), {}) for word in signed]
    if returned:
        said.append(("sent-back", _check(workspace, returned), {"why": why}))
    if note:
        said.append(("noted", "", {"note": note}))
    written = _write(workspace, said) if said else []
    if held["done"]:
        # On its own: the baseline is the plan with what was signed.
        logged = workspace.log("reviewed", **({"kind": held["kind"]} if held["kind"] else {}))
        written.append(f"Review held ({logged.entry.data['kind']}): today's plan is the baseline. Saved.")
    return written


def _check(workspace: Workspace, word: str) -> str:
    """The id of the check that a word means; one that waits for a signature goes first."""
    from tracktui.cli.matching import match
    from tracktui.review.calibration import signatures

    waiting = [one.check for one in signatures(workspace.person)]
    return match(workspace.catalog, word, ("check",), workspace.person.plan.own, waiting).id


def _write(workspace: Workspace, said: list[Said]) -> list[str]:
    """Write signatures and notes as one change; a sentence on each, and one on what they unlock."""
    from tracktui.plan.telling import told

    logged = workspace.log_together(said)
    written = []
    for entry in workspace.plan.journal[-len(said) :]:
        flags = workspace.person.standing.state(entry.item).flags if entry.event == "signed-off" else ()
        words = told(entry) if entry.item else "noted"
        about = f"{workspace.person.name(entry.item)}: {words}" if entry.item else words.capitalize()
        written.append(f"{about}{f' ({listed(list(flags))})' if flags else ''}. Saved.")
    if logged.unlocked:
        written.append(f"Unlocked: {listed([item.short or item.name for item in logged.unlocked])}.")
    return written


def _print_figures(workspace: Workspace) -> None:
    """Every figure: its value, what it means, and the lines it is made of."""
    from tracktui.review.figures import FIGURES, readings

    for reading in readings(workspace.person, FIGURES, workspace.person.since):
        say(f"{reading.name}: {reading.text}")
        say(wrapped(reading.explains))
        for line in reading.detail:
            say(wrapped(line, "    ", "      "))


def _print_json(workspace: Workspace, *, figures: bool) -> None:
    from tracktui.exchange.roadmap_json import envelope
    from tracktui.review.agenda import agenda
    from tracktui.review.agenda_json import agenda_rows, head

    if figures:
        import msgspec

        from tracktui.review.figures import FIGURES, readings

        rows = [msgspec.to_builtins(reading) for reading in readings(workspace.person, FIGURES, workspace.person.since)]
        print_json(envelope(workspace.today, workspace.problems, figures=rows))
        return
    found = agenda(workspace.person, private=not workspace.guest)
    print_json(envelope(workspace.today, workspace.problems, review=head(found), items=agenda_rows(found)))


def _print(workspace: Workspace) -> None:
    from tracktui.review.agenda import agenda
    from tracktui.review.sections import sections

    found = agenda(workspace.person, private=not workspace.guest)
    say_who(found)
    for section in sections(found, workspace.person.name):
        say_section(section)
    if found.empty:
        say()
        say("Nothing is open and nothing was recorded since the last review. Record what happens with: tracktui log")


def say_who(found: Agenda) -> None:
    """Whose 1:1 it is, and on which day."""
    who = f"{found.engineer} and {found.reviewer}" if found.reviewer else f"{found.engineer}, self-signed: the plan names no reviewer"
    say(f"1:1  {who}, {day(found.today)}")


def say_section(section: Section) -> None:
    """A heading and its lines."""
    say()
    say(section.title)
    for depth, text in section.lines:
        say(wrapped(f"[ ] {text}" if section.box else text, "  " if depth == 0 else "      ", "    " if depth == 0 else "        "))
