"""What the detail pane says of an item or a certification, as lines of toned parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from tracktui.catalog.clauses import in_words
from tracktui.catalog.entries import Cert, Check, Project, Scenario
from tracktui.catalog.freshness import age, is_stale, read_on, source_rows
from tracktui.catalog.model import Catalog
from tracktui.plan.authority import is_own
from tracktui.plan.model import Entry, Plan
from tracktui.plan.telling import evidence_in_words, told
from tracktui.roadmap.model import Planned, Roadmap
from tracktui.ui.parts.asked import lost_rows, without_row
from tracktui.ui.parts.content import Part
from tracktui.wording import MARKS, MEANINGS, count, day, hours, loose_day, mark, state_word, usd

if TYPE_CHECKING:
    from tracktui.ui.host import Host
    from tracktui.ui.parts.list_view import Shown

Lines = list[list[Part]]


def item_page(shown: Shown, item: Planned, slip: Sequence[list[Part]], app: Host, *, ascii_only: bool) -> Lines:
    """An item as the screens tell about it: with why it is here and what another way would cost, as soon as today's plan is there to be asked."""
    why: Lines = []
    if shown.planner is not None and item.open:
        from tracktui.roadmap.why.explain import why_here

        other = app.asked.looked_at(shown, item)
        why = [[], [("Why it is here", "title")], *[[("- ", "dim"), (sentence, "text")] for sentence in why_here(shown.planner, shown.found, item)]]
        why += [*([without_row(other, "- ")] if other.without else []), *lost_rows(other)]
    guest = app.workspace.guest if app.workspace is not None else ""
    entries = [entry for entry in shown.plan.in_effect() if entry.item == item.id and not (entry.private and guest)]
    return _item_lines(shown.catalog, shown.plan, shown.found, item, why, slip, entries, ascii_only=ascii_only)


def _item_lines(
    catalog: Catalog, plan: Plan, roadmap: Roadmap, item: Planned, why: Lines, slip: Sequence[list[Part]], entries: Sequence[Entry], *, ascii_only: bool
) -> Lines:
    """An item of the roadmap: what it is, how it stands against the last review (`slip`), `why` it is here, what it needs, what it unlocks,
    what was recorded (`entries`), where its facts were read."""
    entry = next((own for own in plan.own if own.id == item.id), None) or catalog.items.get(item.id)
    lines: Lines = [[(item.name, "bold")]]
    state = f"{mark(item.state, ascii_only=ascii_only)} {state_word(item.state)}"
    lines.append([(state, MARKS[item.state].tone), (f"   {item.kind}", "dim"), _serves(item, catalog, plan)])
    if not item.open and MEANINGS.get(item.state, item.state) != item.state:
        lines.append([(MEANINGS[item.state], "dim")])
    lines += [[("! ", "warn"), (flag, "warn")] for flag in item.flags]
    lines += _figures(item, roadmap, entry, slip)
    lines += why
    lines += _needs(catalog, roadmap, item, entry, ascii_only=ascii_only)
    if item.unlocks:
        lines += [
            [],
            [("Unlocks", "title"), (_reach(item), "dim")],
            *[[(f"{_mark_of(roadmap, other, ascii_only)} {_name(catalog, roadmap, other)}", "text")] for other in item.unlocks],
        ]
    lines += content(entry)
    lines += _journal(plan, entries, roadmap.today)
    return lines + sources(entry, roadmap.today)


def entry_lines(catalog: Catalog, entry: Any, today: date) -> Lines:
    """An entry of the catalog that is not in the roadmap."""
    lines: Lines = [[(entry.name, "bold")], [("not in your roadmap", "dim")], []]
    lines += cert_facts(entry, today) if isinstance(entry, Cert) else _read(entry, today)
    if entry.requires:
        lines += [[], [("Needs", "title")], *[[("- ", "dim"), (in_words(clause, catalog.name), "text")] for clause in entry.requires]]
    return [*lines, *content(entry), *sources(entry, today)]


def _reach(item: Planned) -> str:
    chain = f", on a chain of {item.delay}" if item.delay > 2 else ""
    return f"   {count(item.blocking, 'item')} in all{chain}" if item.open and item.blocking > len(item.unlocks) else ""


def _serves(item: Planned, catalog: Catalog, plan: Plan) -> Part:
    words = {"primary": "", "secondary": "   secondary", "both": "   serves both specialties", "pinned": "", "also": "   small-team lane"}[item.serves]
    pinned = item.id in map(catalog.canonical, plan.choices.pin)
    return (words + ("   pinned" if pinned or item.serves == "pinned" else ""), "dim")


def _figures(item: Planned, roadmap: Roadmap, entry: Any, slip: Sequence[list[Part]]) -> Lines:
    lines: Lines = [[]]
    if not item.open and item.hours_done:
        lines.append([("Hours    ", "dim"), (f"{hours(item.hours_done)} logged", "text")])
    elif item.hours or item.hours_done:
        low, high = item.hours_range
        text = f"{hours(item.hours, estimated='hours' in item.estimated)} left" + (f" ({low:g} to {high:g})" if low != high else "")
        lines.append([("Hours    ", "dim"), (text, "text"), (f"   {hours(item.hours_done)} done" if item.hours_done else "", "dim")])
    if item.start and item.finish and item.open:
        lines.append([("Planned  ", "dim"), (f"{day(item.start, roadmap.today)} to {day(item.finish, roadmap.today)}", "text")])
    elif item.finish:
        lines.append([("Left out " if item.state == "skipped" else "Done     ", "dim"), (day(item.finish), "text")])
    lines += slip
    if item.expires:
        lines.append([("Valid    ", "dim"), (f"until {day(item.expires)}", "warn" if item.validity in ("expiring", "expired") else "text")])
    return lines + (cert_facts(entry, roadmap.today) if isinstance(entry, Cert) else _read(entry, roadmap.today))


def cert_facts(cert: Cert, today: date) -> Lines:
    """Price, validity, exam and source of a certification."""
    valid = {None: "not published", 0: "for life"}.get(cert.valid_months, f"{cert.valid_months} months")
    lines: Lines = [[("Price    ", "dim"), (usd(cert.price_usd), "text"), (_retakes(cert), "dim")]]
    lines.append([("Valid    ", "dim"), (valid, "text")])
    lines.append([("Issuer   ", "dim"), (cert.issuer, "text")])
    for exam in cert.exams:
        parts = [
            exam.code,
            f"{exam.minutes} min" if exam.minutes else "",
            exam.format,
            f"{exam.questions} questions" if exam.questions.isdigit() else exam.questions,
        ]
        lines.append([("Exam     ", "dim"), (", ".join(part for part in parts if part), "text")])
    if cert.retires_on:
        lines.append([("Last day ", "dim"), (day(cert.retires_on), "warn"), (f"   then {', '.join(cert.successors or ()) or 'no successor named'}", "dim")])
    lines += _read(cert, today)
    return lines


def _read(entry: Any, today: date) -> Lines:
    """When an entry's facts were last read, and how old that makes them."""
    when = read_on(entry)
    if not when and not getattr(entry, "sources", ()):
        return []
    stale = is_stale(when, today)
    old = f", {age(when, today)}{': stale' if stale else ''}" if when else ""
    return [[("Checked  ", "dim"), (f"{loose_day(when) if when else 'no dated source'}{old}", "warn" if stale else "text")]]


def sources(entry: Any, today: date) -> Lines:
    """Every source of an entry's facts: the day it was read, what for, where."""
    rows = source_rows(entry, today)
    lines: Lines = [[], [("Where its facts were read", "title")]] if rows else []
    for row in rows:
        lines.append([(f"{loose_day(row.read) if row.read else 'undated':<11} ", "warn" if row.stale else "dim"), (row.facts or "facts", "text")])
        lines.append([(" " * 12, "dim"), (row.where, "structure")])
    return lines


def _retakes(cert: Cert) -> str:
    return f"   {count(cert.retakes_included, 'retake')} included" if cert.retakes_included else ""


def _needs(catalog: Catalog, roadmap: Roadmap, item: Planned, entry: Any, *, ascii_only: bool) -> Lines:
    if entry is None or not entry.requires or not item.open:
        return []
    lines: Lines = [[], [("Needs", "title")]]
    waiting = set(item.waits_for)
    for clause in entry.requires:
        from tracktui.catalog.clauses import item_ids

        ids = item_ids((clause,))
        still = waiting.intersection(ids) or (not ids and any(name.startswith("practice@") for name in waiting))
        words = in_words(clause, lambda found: _name(catalog, roadmap, found))
        lines.append([(f"{mark('ready' if still else 'done', ascii_only=ascii_only)} ", "accent" if still else "good"), (words, "text")])
    return lines


def _name(catalog: Catalog, roadmap: Roadmap, item_id: str) -> str:
    item = roadmap.get(item_id)
    return (item.short or item.name) if item else catalog.name(item_id)


def _mark_of(roadmap: Roadmap, item_id: str, ascii_only: bool) -> str:
    item = roadmap.get(item_id)
    return mark(item.state, ascii_only=ascii_only) if item else " "


def content(entry: Any) -> Lines:
    """What an entry of the catalog is made of: outcome and acceptance, questions, architecture, topics; and where its sources disagree."""
    lines: Lines = []
    if isinstance(entry, Project):
        if entry.metric:
            target = f"{entry.metric.target:+g} %" if entry.metric.target is not None and entry.metric.target_is == "percent" else ""
            value = f"{entry.metric.target:g} {entry.metric.unit}" if entry.metric.target is not None and entry.metric.target_is == "value" else ""
            lines += [[], [("Outcome", "title")], [(f"{entry.metric.name}: {target or value or 'done'}", "text")]]
        lines += [[], [("Accepted when", "title")], *[[("- ", "dim"), (text, "text")] for text in entry.acceptance]]
    if isinstance(entry, Check) and entry.asks:
        lines += [[], [("The reviewer asks", "title")], *[[("- ", "dim"), (text, "text")] for text in entry.asks]]
    if isinstance(entry, Scenario):
        lines += [[], [("Architecture", "title")], [(entry.architecture, "text")]]
        lines += [[(row, "structure")] for row in entry.diagram.strip("\n").split("\n")]
    if isinstance(entry, Cert) and entry.topics:
        ordered = sorted(entry.topics, key=lambda topic: -(topic.weight[1] if topic.weight else 0))
        lines += [[], [("Topics", "title")]]
        lines += [[(f"{topic.weight[1]:>3.0f} %  " if topic.weight else "       ", "dim"), (topic.name, "text")] for topic in ordered]
    if isinstance(entry, Cert) and entry.conflicts:
        lines += [[], [("Sources disagree", "title")], *[[(text, "text")] for text in entry.conflicts]]
    return lines


def _journal(plan: Plan, entries: Sequence[Entry], today: date) -> Lines:
    if not entries:
        return [[], [("Evidence ", "dim"), ("none yet (e to add)", "dim")]]
    return [[], [("Recorded", "title")], *[row for entry in reversed(entries[-12:]) for row in recorded(entry, plan, today)]]


def recorded(entry: Entry, plan: Plan, today: date, *, about: str = "") -> Lines:
    """A journal entry: its day, what it is `about` where that is not plain, what happened, who wrote it where that is somebody else; its evidence."""
    by = f" ({entry.by})" if entry.by and not is_own(plan, entry.by) else ""
    rows: Lines = [[(f"{day(entry.day, today)}  ", "dim"), (f"{about}{told(entry)}{by}", "text")]]
    return rows + [[("  ", "dim"), (evidence_in_words(part), "structure")] for part in entry.evidence]
