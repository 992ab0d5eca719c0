"""`tracktui catalog list|search|show`: what the catalog has, and where each fact of it comes from."""

from __future__ import annotations

from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from tracktui.cli.output import columns, print_json, say, tell, width, wrapped
from tracktui.cli.session import status
from tracktui.problems import UserError, nearest, refuse
from tracktui.safe import safe_line
from tracktui.wording import count, hours, usd

if TYPE_CHECKING:
    from tracktui.catalog.model import Catalog
    from tracktui.catalog.provenance import Origin
    from tracktui.cli.options import Options
    from tracktui.problems import Problem

SHOW_EPILOG = """\b
Examples:
  tracktui catalog show cka
  tracktui catalog show cka ckad cks   side by side
"""
KINDS = ("cert", "project", "check", "scenario", "shadowing", "course", "skill", "track", "role", "kpi", "review", "playbook", "policy")


def _load(ctx: click.Context) -> tuple[Catalog, tuple[Problem, ...]]:
    from tracktui.workspace import load_catalog

    options: Options = ctx.find_root().obj
    return load_catalog(options.catalogs)


def _print(ctx: click.Context, catalog: Catalog, problems: tuple[Problem, ...], hits: list[Any], *, as_json: bool) -> None:
    options: Options = ctx.find_root().obj
    if as_json:
        from tracktui.exchange.roadmap_json import envelope

        items = [{"kind": hit.kind, "id": hit.id, "name": hit.name, "score": round(hit.score, 1)} for hit in hits]
        print_json(envelope(options.today, problems, items=items))
    else:
        for line in columns([[hit.kind, hit.id, hit.name] for hit in hits], stretch=2):
            say(line)
        say(count(len(hits), "entry", "entries"))
        tell(problems)
    ctx.exit(status(problems))


@click.command("list", epilog="Example: tracktui catalog list --kind cert")
@click.option("--kind", type=click.Choice(KINDS), help="Only one kind.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def list_command(ctx: click.Context, kind: str | None, as_json: bool) -> None:
    """Every entry, or every one of a kind."""
    from tracktui.catalog.search import search

    catalog, problems = _load(ctx)
    _print(ctx, catalog, problems, search(catalog, "", kind), as_json=as_json)


@click.command("search", epilog="Example: tracktui catalog search kubernetes admin")
@click.argument("text", nargs=-1, required=True)
@click.option("--kind", type=click.Choice(KINDS), help="Only one kind.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def search_command(ctx: click.Context, text: tuple[str, ...], kind: str | None, as_json: bool) -> None:
    """Entries like TEXT, best first."""
    from tracktui.catalog.search import search

    catalog, problems = _load(ctx)
    _print(ctx, catalog, problems, search(catalog, " ".join(text), kind), as_json=as_json)


@click.command("show", epilog=SHOW_EPILOG)
@click.argument("entry_ids", metavar="ID...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def show_command(ctx: click.Context, entry_ids: tuple[str, ...], as_json: bool) -> None:
    """One entry: its facts, their sources, what needs it. Two to four certifications: side by side."""
    catalog, problems = _load(ctx)
    options: Options = ctx.find_root().obj
    entries = [_entry(catalog, entry_id, options) for entry_id in entry_ids]
    if len(entries) > 1:
        _print_side_by_side(catalog, entries, options, problems, as_json=as_json)
        ctx.exit(status(problems))
    (entry,) = entries
    found = _origins(catalog, entry.id, options)
    if as_json:
        import msgspec

        from tracktui.catalog.freshness import is_stale, read_on
        from tracktui.exchange.roadmap_json import envelope
        from tracktui.roadmap.views.map import unlocks_at_most

        data = msgspec.to_builtins(entry)
        if entry.id in catalog.items:
            data["unlocks_at_most"] = unlocks_at_most(catalog, entry.id)
        data["layers"] = {field: msgspec.to_builtins(place) for field, place in found.items()}
        data |= {"file": catalog.origin.get(entry.id, ""), "read_on": read_on(entry) or None, "stale": is_stale(read_on(entry), options.today)}
        print_json(envelope(options.today, problems, item=data))
    else:
        for line in (*_lines(catalog, entry), *_facts(entry, options.today), *_layer_lines(entry, found)):
            say(line)
        tell(problems)
    ctx.exit(status(problems))


def _entry(catalog: Catalog, entry_id: str, options: Options) -> Any:
    """The entry of this id, or a refusal that says where to look."""
    entry = catalog.find(entry_id)
    if entry is None and entry_id in catalog.hidden:
        raise _hidden(catalog, entry_id, options)
    if entry is None:
        known = [member for group in catalog.groups().values() for member in group]
        near = nearest(entry_id, known)
        raise refuse(f"the catalog has no '{entry_id}'", f"did you mean '{near}'?" if near else "tracktui catalog search finds ids")
    return entry


def _print_side_by_side(catalog: Catalog, entries: list[Any], options: Options, problems: tuple[Problem, ...], *, as_json: bool) -> None:
    from tracktui.catalog.entries import Cert
    from tracktui.roadmap.views.side_by_side import MOST, side_by_side

    other = next((entry.id for entry in entries if not isinstance(entry, Cert)), None)
    if other is not None or len(entries) > MOST:
        why = f"'{other}' is no certification" if other is not None else f"{len(entries)} do not fit side by side"
        raise refuse(why, f"give one entry of any kind, or two to {MOST} certifications", status=2)
    facts = side_by_side(catalog, None, entries)
    if as_json:
        from tracktui.exchange.roadmap_json import envelope

        items = [{"id": entry.id} | {name.lower() or "name": texts[at] for name, texts in facts} for at, entry in enumerate(entries)]
        print_json(envelope(options.today, problems, items=items))
        return
    column = (width() - 10) // len(entries)
    for name, texts in facts:
        cells = [wrap(safe_line(text), column - 2) or [""] for text in texts]
        for line in range(max(map(len, cells))):
            said = "".join(f"{cell[line] if line < len(cell) else '':<{column}}" for cell in cells)
            say(f"{name if line == 0 else '':<10}{said}".rstrip())
    tell(problems)


def _lines(catalog: Catalog, entry: Any) -> list[str]:
    from tracktui.catalog.clauses import in_words
    from tracktui.catalog.entries import Cert
    from tracktui.cli.pages import page_lines, page_of
    from tracktui.roadmap.views.map import unlocks_at_most

    lines = [f"{entry.id}  {getattr(entry, 'name', '')}"]
    if page := page_of(catalog, entry.id):
        return [*lines, *page_lines(page)]
    if isinstance(entry, Cert):
        lines += _cert_lines(entry)
    for clause in getattr(entry, "requires", ()):
        lines.append(wrapped(f"needs {in_words(clause, catalog.name)}", "  ", "    "))
    needed_by = [other.id for other in catalog.items.values() if entry.id in _ids(other)]
    if needed_by:
        lines.append(wrapped(f"needed by {', '.join(needed_by)}", "  ", "    "))
    if entry.id in catalog.items and (unlocks := unlocks_at_most(catalog, entry.id)):
        lines.append(f"  unlocks at most {count(unlocks, 'item')} in all")
    if entry.id in catalog.companions:
        lines.append(wrapped(f"proven by {', '.join(catalog.companions[entry.id])}", "  ", "    "))
    for key in ("outcome", "question", "description", "architecture", "notes"):
        if getattr(entry, key, ""):
            lines.append(wrapped(f"{key}: {getattr(entry, key)}", "  ", "    "))
    for key in ("asks", "acceptance", "objectives", "conflicts"):
        lines += [wrapped(f"{key}: {text}", "  ", "    ") for text in getattr(entry, key, ())]
    for level, texts in enumerate(getattr(entry, "behaviours", ()), 1):
        lines += [wrapped(f"level {level}: {text}", "  ", "    ") for text in texts]
    return lines


def _facts(entry: Any, today: date) -> list[str]:
    """Every source of an entry with its age; a warning where its facts are more than a year old."""
    from tracktui.catalog.freshness import age, is_stale, read_on, source_rows

    lines = []
    for row in source_rows(entry, today):
        lines.append(wrapped(f"source {row.when}: {row.where}{f' ({row.facts})' if row.facts else ''}", "  ", "    "))
    if is_stale(read_on(entry), today):
        lines.append(f"  stale: last read {read_on(entry)}, {age(read_on(entry), today)}")
    return lines


def _origins(catalog: Catalog, entry_id: str, options: Options) -> dict[str, Origin]:
    if entry_id not in catalog.overlaid:
        return {}
    from tracktui.catalog.provenance import origins
    from tracktui.workspace import layer_files

    return origins(catalog, entry_id, layer_files(options.catalogs))


def _layer_lines(entry: Any, found: dict[str, Origin]) -> list[str]:
    """Which fields do not come from the shipped catalog, from where, layer by layer."""
    from tracktui.catalog.provenance import said_in_words

    lines: list[str] = []
    for layer in dict.fromkeys(place.layer for place in found.values()):
        lines.append(f"  from {layer}")
        lines += [wrapped(f"{said_in_words(entry, field)} ({place.where})", "    ", "      ") for field, place in found.items() if place.layer == layer]
    return lines


def _hidden(catalog: Catalog, entry_id: str, options: Options) -> UserError:
    from tracktui.catalog.provenance import origin
    from tracktui.workspace import layer_files

    said = catalog.hidden[entry_id]
    place = origin(said, next((file for file in layer_files(options.catalogs) if file.name == said.file), None))
    return refuse(f"'{entry_id}' is hidden by {place.layer} ({place.where})", "remove hidden = true there to have it back")


def _ids(item: Any) -> tuple[str, ...]:
    from tracktui.catalog.clauses import item_ids

    return item_ids(item.requires)


def _cert_lines(cert: Any) -> list[str]:
    valid = {None: "not published", 0: "never expires"}.get(cert.valid_months, f"{cert.valid_months} months")
    study = hours((cert.hours[0] + cert.hours[1]) / 2, estimated="hours" in cert.estimated) if cert.hours else "unknown"
    lines = [f"  {cert.issuer}", f"  price {usd(cert.price_usd)}; valid {valid}; study {study}; checked {cert.checked or 'undated'}"]
    if cert.retires_on:
        lines.append(f"  last day {cert.retires_on.isoformat()}; successor {', '.join(cert.successors or ()) or 'none named'}")
    if cert.opens_on:
        lines.append(f"  can be sat from {cert.opens_on.isoformat()}")
    if cert.unknown:
        lines.append(f"  not published: {', '.join(cert.unknown)}")
    return lines
