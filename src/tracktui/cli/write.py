"""Commands that write the plan: new, log, undo."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracktui import paths
from tracktui.cli.main import Day
from tracktui.cli.output import print_json, say, tell
from tracktui.cli.session import open_workspace, tell_notes, worth_telling
from tracktui.plan.events import EVENTS, KINDS_OF, WORDS, Event, fault_of
from tracktui.problems import nearest, refuse
from tracktui.wording import count, day, hours, listed

if TYPE_CHECKING:
    from tracktui.catalog.model import Catalog
    from tracktui.cli.main import Options
    from tracktui.workspace import Workspace

CLEAR = 85.0
"""How like a word an entry must be (of 100) to be taken for it when something is about to be written."""
_HOURS = re.compile(r"^(\d+(?:[.,]\d+)?)\s*(h|min|m)$", re.IGNORECASE)


@click.command(
    "new",
    epilog="""\b
Examples:
  tracktui new --primary sre --secondary platform --level 3 --hours 8 --holds aws-saa:2025-06,cka
  tracktui new --playbook leader-90 --start 2027-01-04
""",
)
@click.option("--primary", metavar="TRACK", help="The specialty to build: sre, platform, finops, mlops, cloud-security.")
@click.option("--secondary", metavar="TRACK", help="A second one to know the basics of.")
@click.option("--level", type=click.IntRange(1, 4), help="Where to: 1 awareness, 2 working, 3 independent, 4 strategic.")
@click.option("--from", "start_level", type=click.IntRange(0, 4), default=0, show_default=True, help="Where you stand today.")
@click.option("--hours", "weekly", type=click.FloatRange(0, 168), default=6.0, show_default=True, help="Hours a week.")
@click.option("--budget", type=click.FloatRange(0), help="USD a year.")
@click.option("--holds", metavar="LIST", help="What you hold: aws-saa:2025-06,cka")
@click.option("--estate", metavar="LIST", help="What you run on: aws=0.7,azure=0.3")
@click.option("--by", type=Day(), help="When you would like to be there.")
@click.option("--start", type=Day(), help="First day of the plan (default: today).")
@click.option("--playbook", metavar="ID", help="A playbook whose steps the plan runs: leader-90, or joiner- and a role.")
@click.option("--name", help="Your name.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to make (default: your own plan).")
@click.pass_context
def new_command(ctx: click.Context, /, holds: str | None, estate: str | None, output: Path | None, **given: Any) -> None:
    """Make a plan and show what to do first."""
    from tracktui.plan import store
    from tracktui.plan.template import NewPlan, text_of
    from tracktui.workspace import Workspace, load_catalog

    options: Options = ctx.obj
    catalog, _ = load_catalog(options.catalogs)
    if not given["primary"] and not given["playbook"]:
        raise refuse("say what the plan is for", "give --primary TRACK, --playbook ID or both", status=2)
    for option, what, known in (("primary", "track", catalog.tracks), ("secondary", "track", catalog.tracks), ("playbook", "playbook", catalog.playbooks)):
        _known(given[option], what, known)
    playbook = catalog.playbooks.get(given["playbook"] or "")
    path = output or options.plan or paths.user_data() / "plan.toml"
    new = NewPlan(
        name=given["name"] or "",
        primary=given["primary"],
        secondary=given["secondary"],
        level=given["level"],
        start_level=given["start_level"],
        hours_per_week=given["weekly"],
        budget_usd_per_year=given["budget"],
        start=given["start"] or options.today,
        by=given["by"],
        estate=_estate(estate),
        held=_held(catalog, holds),
        role=playbook.role if playbook else None,
        playbook=playbook,
        catalog_version=catalog.version,
        catalog_hash=catalog.hash,
    )
    store.create(path, text_of(new))
    workspace = Workspace.open(path, options.today, overlays=options.catalogs)
    say(f"Made {path}")
    for goal in workspace.roadmap.goals:
        say(f"Goal  {goal.name}: {day(goal.day) if goal.day else 'reached' if goal.reached else 'no date'}")
    from tracktui.roadmap.upcoming import next_steps

    for step in next_steps(workspace.roadmap):
        say(step.text)
    tell(worth_telling(workspace.problems))


def _known(found: str | None, what: str, known: Mapping[str, Any]) -> None:
    """Refuse an id that names no such thing of the catalog."""
    if found and found not in known:
        near = nearest(found, known)
        raise refuse(f"there is no {what} '{found}'", f"did you mean '{near}'?" if near else f"{what}s: {', '.join(known) or 'none'}", status=2)


def _estate(text: str | None) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in (text or "").split(","):
        if not part.strip():
            continue
        key, _, share = part.partition("=")
        try:
            found[key.strip()] = float(share or 1)
        except ValueError:
            raise refuse(f"'{part}' is not a share", "write for example --estate aws=0.7,azure=0.3", status=2) from None
        if not 0 <= found[key.strip()] <= 1:
            raise refuse(f"the share of {key.strip()} must be from 0 to 1", "write for example --estate aws=0.7", status=2)
    return found


def _held(catalog: Catalog, text: str | None) -> tuple[Any, ...]:
    from tracktui.plan.model import Held

    found = []
    for part in (text or "").split(","):
        if not part.strip():
            continue
        word, _, earned = part.strip().partition(":")
        if earned and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", earned):
            raise refuse(f"'{earned}' is not a day", "write for example aws-saa:2025-06 or aws-saa:2025-06-12", status=2)
        found.append(Held(cert=_match(catalog, word, ("cert",))[0], earned=earned or None))
    return tuple(found)


def _match(catalog: Catalog, word: str, kinds: tuple[str, ...], own: tuple[Any, ...] = ()) -> tuple[str, str]:
    """The id a word means and its name: an exact id, code or alias, else the one clear match.

    Raises:
        UserError: nothing is like it, or several are.
    """
    from tracktui.catalog.search import score, search

    for item in own:
        if item.id in (word, f"my-{word}"):
            return item.id, item.name
    entry = catalog.find(word)
    if entry is not None:
        return entry.id, getattr(entry, "name", entry.id)
    hits = [hit for hit in search(catalog, word, limit=8) if not kinds or hit.kind in kinds]
    hits += [hit for hit in _own_hits(own, word, score) if hit.score > 60]
    hits.sort(key=lambda hit: (-hit.score, hit.id))
    clear = [hit for hit in hits if hit.score >= CLEAR]
    if clear and (len(clear) == 1 or clear[0].score > clear[1].score + 3):
        return clear[0].id, clear[0].name
    if hits and not clear:
        raise refuse(f"nothing in the catalog is called '{word}'", f"did you mean '{hits[0].id}'? tracktui catalog search finds ids")
    if not hits:
        raise refuse(f"nothing in the catalog is like '{word}'", "tracktui catalog search finds ids")
    names = ", ".join(hit.id for hit in hits[:5])
    raise refuse(f"'{word}' could be several", f"say which: {names}")


def _own_hits(own: tuple[Any, ...], word: str, score: Any) -> list[Any]:
    from tracktui.catalog.search import Hit

    return [Hit("own", item.id, item.name, score(word, item)) for item in own]


def _log_epilog() -> str:
    rows = "\n".join(f"  {event.word:15} {event.meaning}" for event in EVENTS.values() if event.name not in ("voided", "focus", "role"))
    return f"""\b
Events:
{rows}

\b
Examples:
  tracktui log 2h                       two hours on what is in progress
  tracktui log cka 2h "mock 61 %" --on yesterday
  tracktui log cka pass --evidence https://example.org/badge
  tracktui log alert-noise observe 52 --set baseline=90
  tracktui log pause 2027-03-01 --note "parental leave"
"""


@click.command("log", epilog=_log_epilog(), context_settings={"ignore_unknown_options": False})
@click.argument("words", nargs=-1, required=True, metavar="[ITEM] EVENT [VALUE] [NOTE]")
@click.option("--note", help="A note.")
@click.option("--on", type=Day(), help="The day it happened (default: today).")
@click.option("--evidence", multiple=True, metavar="LINK|FILE|TEXT", help="Evidence; repeatable.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Another key of the event.")
@click.option("--hours", "worked", type=click.FloatRange(0, 1000), help="Hours worked.")
@click.option("--by", help="Who writes it (default: you).")
@click.option("--private", is_flag=True, help="Never leaves this file.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def log_command(
    ctx: click.Context,
    words: tuple[str, ...],
    note: str | None,
    on: date | None,
    evidence: tuple[str, ...],
    settings: tuple[str, ...],
    worked: float | None,
    by: str | None,
    private: bool,
    as_json: bool,
) -> None:
    """Record what happened. ITEM matches by id, code or name; without one, hours go to what is in progress."""
    workspace = open_workspace(ctx.obj)
    said = _Said(workspace, list(words))
    said.read()
    if worked is not None:
        said.hours = worked
    data = {**said.data, **_settings(said.event, settings)}
    day_on = on or workspace.today
    if day_on > workspace.today:
        raise refuse(f"{day_on.isoformat()} is after today", "an entry says what happened; book an exam with: tracktui log ITEM book DATE", status=2)
    logged = workspace.log(
        said.event.name,
        said.item,
        on=on,
        hours=said.hours,
        note=note or said.note,
        private=private,
        evidence=_evidence(evidence),
        by=by,
        **data,
    )
    if as_json:
        from tracktui.exchange.roadmap_json import entry_data, envelope

        print_json(envelope(workspace.today, workspace.problems, entry=entry_data(logged.entry), unlocked=[item.id for item in logged.unlocked]))
        return
    what = f"{said.name}: {said.event.meaning}" if said.name else said.event.meaning
    say(f"{what}{f', {hours(said.hours)}' if said.hours is not None else ''}{f', {day(day_on)}' if on else ''}. Saved.")
    if logged.unlocked:
        say(f"Unlocked: {listed([item.short or item.name for item in logged.unlocked])}.")
    tell_notes(workspace.take_notes())


class _Said:
    """The words of `tracktui log`, read: which item, which event, which value, which note."""

    def __init__(self, workspace: Workspace, words: list[str]) -> None:
        self.workspace, self.words = workspace, words
        self.event: Event = EVENTS["worked"]
        self.item = self.name = self.note = ""
        self.hours: float | None = None
        self.data: dict[str, Any] = {}

    def read(self) -> None:
        """Read the words from left to right."""
        event_at = next((at for at, word in enumerate(self.words[:2]) if word in WORDS or _HOURS.match(word)), None)
        if event_at is None:
            self._no_event()
            return
        word = self.words[event_at]
        self.event = WORDS.get(word, EVENTS["worked"])
        rest = self.words[event_at + 1 :]
        if match := _HOURS.match(word):
            self.hours = _hours_of(match)
        elif self.event.name == "worked" and rest and (match := _HOURS.match(rest[0])):
            self.hours, rest = _hours_of(match), rest[1:]
        if event_at == 1:
            self._find(self.words[0])
        elif self.event.about not in ("plan",):
            self._take_running()
        if rest and self.event.main and self._takes(rest[0]):
            rest = rest[1:]
        self.note = " ".join(rest)

    def _no_event(self) -> None:
        last = self.words[1] if len(self.words) > 1 else self.words[0]
        near = nearest(last, WORDS)
        hint = f"did you mean '{near}'?" if near else "events: " + ", ".join(list(WORDS)[:12]) + " ... (tracktui log --help)"
        raise refuse(f"'{' '.join(self.words[:2])}' names no event", hint, status=2)

    def _find(self, word: str) -> None:
        kinds = KINDS_OF.get(self.event.about, ())
        if word.startswith(("practice@",)):
            self.item = self.name = word
            return
        self.item, self.name = _match(self.workspace.catalog, word, kinds, self.workspace.planner.plan.own)
        entry = self.workspace.catalog.find(self.item)
        kind = getattr(entry, "__struct_config__", None)
        tag = kind.tag if kind is not None and kind.tag else type(entry).__name__.lower()
        if kinds and entry is not None and tag not in kinds:
            raise refuse(
                f"{self.name} is a {tag}: '{self.event.word}' is about a {listed(kinds).replace(' and ', ' or ')}", "see tracktui log --help", status=2
            )

    def _take_running(self) -> None:
        running = [item for item in self.workspace.roadmap.items if item.state in ("in-progress", "booked", "agreed", "observing")]
        if len(running) != 1:
            names = ", ".join(item.id for item in running)
            message = f"{count(len(running), 'item')} in progress: say which" if running else "nothing is in progress: say what this is about"
            raise refuse(message, f"one of: {names}" if running else "for example: tracktui log cka 2h", status=2)
        self.item, self.name = running[0].id, running[0].name

    def _takes(self, word: str) -> bool:
        """Whether the word is the event's main value (a day, a level, a figure, a text without blanks)."""
        kind = self.event.keys[self.event.main]
        value = _value(kind, word, self.workspace.today)
        if value is None or (kind in ("text", "texts") and " " in word):
            return False
        self.data[self.event.main] = value
        return True


def _hours_of(match: re.Match[str]) -> float:
    number = float(match[1].replace(",", "."))
    return round(number if match[2].lower() == "h" else number / 60, 2)


def _value(kind: str, word: str, today: date) -> Any:
    """A word as a value of a kind; None when it is none."""
    if kind == "date":
        try:
            return today if word == "today" else date.fromisoformat(word)
        except ValueError:
            return None
    if kind in ("number", "level", "whole", "any"):
        try:
            number = float(word.rstrip("%"))
        except ValueError:
            return word if kind == "any" else None
        return int(number) if number.is_integer() else number
    if kind == "texts":
        return [word]
    if kind == "flag":
        return word.lower() in ("yes", "true", "1")
    return word


def _settings(event: Event, settings: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in settings:
        key, sign, word = part.partition("=")
        if not sign or key not in event.keys:
            known = ", ".join(event.keys) or "none"
            raise refuse(f"'{part}' sets no key of '{event.word}'", f"keys: {known}; write --set key=value", status=2)
        value = _value(event.keys[key], word, date.today())
        fault = "has no such value" if value is None else fault_of(event.keys[key], value)
        if fault:
            raise refuse(f"{key} {fault}", f"write --set {key}=...", status=2)
        found[key] = value
    return found


def _evidence(given: tuple[str, ...]) -> tuple[Any, ...]:
    from tracktui.plan.evidence import evidence_of

    return tuple(evidence_of(part) for part in given)
