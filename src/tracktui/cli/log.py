"""`tracktui log`: any event of the journal, from words and options made of the table of events."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from tracktui.cli.options import Amount, Day
from tracktui.cli.output import print_json, say, tell
from tracktui.cli.session import open_workspace, tell_notes
from tracktui.plan.events import EVENTS, NEEDS, Event
from tracktui.problems import Problem, refuse
from tracktui.wording import day, listed

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from tracktui.cli.log_words import Said
    from tracktui.plan.model import Evidence
    from tracktui.workspace import Logged, Workspace

_KEYS = tuple(dict.fromkeys(key for event in EVENTS.values() if event.example for key in event.keys if key not in ("saw", "voids", "entry")))
_OPTION = "key_"


def _options_of(event: Event) -> str:
    return " ".join(f"--{key.replace('_', '-')}" for key in event.keys if key in _KEYS)


def _epilog() -> str:
    shown = [event for event in EVENTS.values() if event.example]
    rows = "\n".join(f"  {event.word:15}{'*' if event.reviewer else ' '}{event.meaning}\n{'':18}{_options_of(event)}".rstrip() for event in shown)
    return f"""\b
Events and what each may carry (* a reviewer's word: --as REVIEWER where the plan names one):
{rows}

\b
Examples:
  tracktui log 2h                       two hours on what is in progress
  tracktui log cka 2h "mock 61 %" --on yesterday
  tracktui log cka pass --evidence https://example.org/badge
  tracktui log alert-noise observe 52 --baseline 90
  tracktui log alerting claim 3 --behaviours 3.1 --evidence docs/alerts.md
  tracktui log sre-2 sign --as sam
  tracktui log pause --until 2027-03-01 --note "parental leave"
"""


class LogCommand(click.Command):
    """The command with an option for each key of the events; in --help these stand beside their events."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.params += [_key_option(key) for key in _KEYS]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options that any event takes."""
        shown = [param for param in self.get_params(ctx) if isinstance(param, click.Option) and not (param.name or "").startswith(_OPTION)]
        rows = [row for param in shown if (row := param.get_help_record(ctx)) is not None]
        with formatter.section("Options"):
            formatter.write_dl(rows)


def _key_option(key: str) -> click.Option:
    takers = [event.word for event in EVENTS.values() if key in event.keys and event.example]
    several = any(event.keys.get(key) == "texts" for event in EVENTS.values())
    return click.Option([f"--{key.replace('_', '-')}", f"{_OPTION}{key}"], multiple=several, help=f"Of {listed(takers)}.")


def _complete_words(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from tracktui.cli.log_completion import completions

    return completions(ctx, incomplete)


@click.command("log", cls=LogCommand, epilog=_epilog())
@click.argument("words", nargs=-1, required=True, metavar="[ITEM] EVENT [VALUE] [NOTE]", shell_complete=_complete_words)
@click.option("--note", help="A note.")
@click.option("--on", type=Day(), help="The day it happened: 2027-01-31 or yesterday (default: today).")
@click.option("--evidence", multiple=True, metavar="LINK|FILE|TEXT", help="Evidence; repeatable. A file is kept by path and SHA-256.")
@click.option("--verified-by", metavar="WHO", help="Who else has confirmed the evidence.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Any key of the event.")
@click.option("--hours", "worked", type=Amount(0, 1000), help="Hours worked.")
@click.option("--as", "--by", "by", metavar="WHO", help="Who writes it (default: you).")
@click.option("--private", is_flag=True, help="Left out of everything that is handed over or exported.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def log_command(ctx: click.Context, /, words: tuple[str, ...], note: str | None, on: date | None, as_json: bool, **given: Any) -> None:
    """Record what happened. ITEM matches by id, code or name; without one, hours go to what is in progress."""
    from tracktui.cli.log_words import Said

    workspace = open_workspace(ctx.obj)
    if on is not None and on > workspace.today:
        raise refuse(f"{on.isoformat()} is after today", "an entry says what happened; book an exam with: tracktui log ITEM book DATE", status=2)
    by = given["by"] or workspace.writer
    said = Said(workspace)
    said.read(list(words))
    _put_options(said, given)
    if note is not None:
        said.note = " ".join(part for part in (said.note, note) if part)
    said.settle(by)
    if given["worked"] is not None:
        said.hours = given["worked"]
    until = said.data.get("until")
    if until is not None and until < (on or workspace.today):
        raise refuse(f"{until.isoformat()} is before the pause begins", "say the day on which it ends; --on DAY where it began earlier", status=2)
    evidence = _evidence(workspace, given["evidence"], given["verified_by"] or "", by)
    _refuse_empty(said.event, said.data | {"hours": said.hours, "note": said.note, "evidence": evidence})
    item = said.item.id if said.item is not None else ""
    logged = workspace.log(said.event.name, item, on=on, hours=said.hours, note=said.note, private=given["private"], evidence=evidence, by=by, **said.data)
    if as_json:
        _print_json(workspace, logged)
    else:
        _confirm(said, logged, on)
    tell_notes(workspace.take_notes())


def _refuse_empty(event: Event, given: dict[str, Any]) -> None:
    """Refuse an entry that would say nothing."""
    needed = NEEDS.get(event.name, ())
    if needed and all(given.get(key) in (None, "", ()) for key in needed):
        raise refuse(f"'{event.word}' needs a {needed[0]}", f"for example: tracktui log {event.example}", status=2)


def _put_options(said: Said, given: dict[str, Any]) -> None:
    """Take over the keys that were given as options or by --set."""
    for part in given["settings"]:
        key, sign, text = part.partition("=")
        if not sign or key not in said.event.keys:
            raise refuse(f"'{part}' sets no key of '{said.event.word}'", f"keys: {', '.join(said.event.keys) or 'none'}; write --set key=value", status=2)
        said.put(key, text)
    for name, texts in given.items():
        if name.startswith(_OPTION) and texts not in (None, ()):
            for text in (texts,) if isinstance(texts, str) else texts:
                said.put(name.removeprefix(_OPTION), text)


def _evidence(workspace: Workspace, given: tuple[str, ...], verified_by: str, by: str) -> tuple[Evidence, ...]:
    from tracktui.plan.evidence import evidence_of, looks_like_a_file

    if verified_by and verified_by == by == workspace.plan.profile.id:
        raise refuse("nobody verifies their own evidence", "name who else has confirmed it", status=2)
    if verified_by and not given:
        raise refuse("--verified-by needs evidence", "add --evidence LINK|FILE|TEXT", status=2)
    found = tuple(evidence_of(part, workspace.path.parent, verified_by) for part in given)
    for part in found:
        if part.text and looks_like_a_file(part.text):
            tell([Problem(severity="warning", message=f"there is no file '{part.text}': kept as a text", hint="give the path of an existing file")])
    return found


def _confirm(said: Said, logged: Logged, on: date | None) -> None:
    from tracktui.plan.telling import told

    name = f"{said.item.name}: " if said.item is not None else ""
    if said.item is not None and said.word not in ("", said.item.id):
        name = f"{said.item.name} ({said.item.id}): "
    text = f"{told(logged.entry)}{f', {day(on)}' if on else ''}"
    text = f"{text}{'' if text.endswith(('.', '?')) else '.'} Saved."
    say(f"{name}{text}" if name else text[0].upper() + text[1:])
    if logged.unlocked:
        say(f"Unlocked: {listed([item.short or item.name for item in logged.unlocked])}.")
    for note in logged.notes:
        say(note)


def _print_json(workspace: Workspace, logged: Logged) -> None:
    from tracktui.exchange.roadmap_json import entry_data, envelope

    print_json(envelope(workspace.today, workspace.problems, entry=entry_data(logged.entry), unlocked=[item.id for item in logged.unlocked]))
