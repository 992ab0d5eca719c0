"""The plan as Markdown: what an engineer brings to a 1:1. Text from files is escaped, so it stays text where it is shown."""

from __future__ import annotations

import re

from tracktui.catalog.entries import Cert, Check, Project, Scenario, Step
from tracktui.plan.model import Entry
from tracktui.problems import Problem
from tracktui.roadmap.model import Planned, Roadmap
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.views.upcoming import next_steps
from tracktui.roadmap.why.explain import needs_in_words, target_in_words
from tracktui.safe import safe_line
from tracktui.wording import count, day, hours, state_word, usd

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]<>()#+!|~&])")
_LINE_START = re.compile(r"^(\s*)([-=:]|\d+[.)])")


def md(text: str) -> str:
    """Foreign text as inline Markdown: every sign that could mean something is escaped, line breaks become visible."""
    return _LINE_START.sub(r"\1\\\2", _PUNCTUATION.sub(r"\\\1", safe_line(text)))


def link(url: str, text: str) -> str:
    """A link for https addresses; plain text for anything else."""
    if url.startswith("https://") and not re.search(r"[\s<>\"'`()\\]", url):
        return f"[{md(text)}]({url})"
    return md(f"{text} ({url})" if url else text)


def markdown(planner: Planner, roadmap: Roadmap, problems: tuple[Problem, ...]) -> str:
    """The whole document. `roadmap` must be explained (its items carry `why`)."""
    parts = [_head(planner, roadmap), _next(roadmap), _quarters(roadmap), _open_items(planner, roadmap), _finished(planner, roadmap)]
    parts += [_choices(planner, roadmap), _problems(problems), _totals(roadmap)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(planner: Planner, roadmap: Roadmap) -> str:
    plan, catalog = planner.plan, planner.catalog
    name = plan.profile.name or plan.profile.id
    focus = plan.focus
    lanes = [f"{catalog.name(focus.primary)} to level {focus.target}"] if focus.primary else []
    if focus.secondary:
        lanes.append(f"{catalog.name(focus.secondary)} to level {focus.secondary_level} (secondary)")
    lines = [f"# Career plan: {md(name)}", ""]
    lines.append(f"As of {day(roadmap.today)}. Focus: {md(', '.join(lanes) or 'none chosen yet')}. {plan.profile.hours_per_week:g} hours a week.")
    for goal in roadmap.goals:
        when = "reached" if goal.reached else day(goal.day) if goal.day else "not reachable as things stand"
        lines.append(f"- Goal: **{md(goal.name)}**: {when}")
    return "\n".join(lines)


def _next(roadmap: Roadmap) -> str:
    return "\n".join(["## Next up", "", *(f"- {md(step.text)}" for step in next_steps(roadmap))])


def _quarters(roadmap: Roadmap) -> str:
    found = []
    for quarter in roadmap.quarters:
        win = {"observed": "a measurable win is observed", "planned": "a measurable win is planned", "none": "no measurable win yet"}[quarter.win]
        price = usd(quarter.price_usd, at_least=quarter.price_at_least)
        lines = [f"## {quarter.quarter}", "", f"{hours(quarter.hours)}, {price}; {win}.", ""]
        lines += ["| | Item | Kind | State | Start | Done | Hours | Price |", "|---|---|---|---|---|---|---:|---:|"]
        for item in (item for item in roadmap.items if item.id in quarter.items):
            lines.append(_row(item, roadmap))
        found.append("\n".join(lines))
    return "\n\n".join(found)


def _row(item: Planned, roadmap: Roadmap) -> str:
    name = f"{md(item.short)}: {md(item.name)}" if item.short else md(item.name)
    cells = ["[ ]", name, item.kind, state_word(item.state), day(item.start, roadmap.today), day(item.finish, roadmap.today)]
    cells += [hours(item.hours, estimated="hours" in item.estimated), usd(item.price_usd) if item.kind == "cert" else ""]
    return "| " + " | ".join(cells) + " |"


def _open_items(planner: Planner, roadmap: Roadmap) -> str:
    if not roadmap.items:
        return ""
    return "\n\n".join(["## The items", *(_item(planner, roadmap, item) for item in roadmap.items)])


def _item(planner: Planner, roadmap: Roadmap, item: Planned) -> str:
    lines = [f"### {md(item.name)}", "", " ".join(md(sentence) for sentence in item.why)]
    needs = needs_in_words(planner, item)
    if needs:
        lines += ["", "Needs:", "", *(f"- [{'x' if need.startswith('met') else ' '}] {md(need.partition(': ')[2])}" for need in needs)]
    entry = planner.item(item.id)
    if isinstance(entry, Project):
        lines += ["", f"Target: {md(target_in_words(entry))}{_metric(entry)}. Accepted when:", "", *(f"- [ ] {md(line)}" for line in entry.acceptance)]
    if isinstance(entry, Step) and entry.done_when:
        lines += ["", f"- [ ] {md(entry.done_when)}"]
    if isinstance(entry, Check) and entry.asks:
        lines += ["", "The reviewer asks:", "", *(f"- [ ] {md(line)}" for line in entry.asks)]
    if isinstance(entry, Scenario) and entry.architecture:
        lines += ["", md(entry.architecture)]
    lines += _evidence(planner.standing.entries.get(item.id, []))
    if isinstance(entry, Cert):
        lines += ["", _facts(entry)]
    return "\n".join(lines)


def _metric(project: Project) -> str:
    return f" on {md(project.metric.name)}" if project.metric else ""


def _evidence(entries: list[Entry]) -> list[str]:
    lines = []
    for entry in entries:
        if entry.private:
            continue
        for part in entry.evidence:
            what = link(part.link, part.link) if part.link else md(part.file or part.text)
            lines.append(f"- {entry.day.isoformat()} {md(entry.event)}: {what}")
        if entry.note:
            lines.append(f"- {entry.day.isoformat()} {md(entry.event)}: {md(entry.note)}")
    return ["", "Journal and evidence:", "", *lines] if lines else []


def _facts(cert: Cert) -> str:
    valid = {None: "validity not published", 0: "never expires"}.get(cert.valid_months, f"valid {cert.valid_months} months")
    source = cert.sources[0] if cert.sources else None
    where = link(source.url, "source") if source and source.url.startswith("https://") else md(source.title) if source else "no source"
    checked = cert.checked or "no dated source"
    return f"Facts: {md(cert.issuer)}; {usd(cert.price_usd)}; {valid}. Checked {checked}, {where}; {link(cert.url, 'exam page')}."


def _finished(planner: Planner, roadmap: Roadmap) -> str:
    if not roadmap.finished:
        return ""
    lines = ["## Done", ""]
    for item in roadmap.finished:
        expires = f", valid until {day(item.expires)}" if item.expires else ""
        flags = f" ({md('; '.join(item.flags))})" if item.flags else ""
        lines.append(f"- [x] {md(item.name)}: {state_word(item.state)} {day(item.finish) if item.finish else ''}{expires}{flags}")
    return "\n".join(lines)


def _choices(planner: Planner, roadmap: Roadmap) -> str:
    if not roadmap.choices:
        return ""
    lines = ["## Choices made for you", "", "The cheapest set of items that reaches the goals, counting your hours and the prices.", ""]
    for choice in roadmap.choices:
        taken = ", ".join(md(planner.resolver.name(item)) for item in choice.taken)
        lost = ", ".join(md(planner.resolver.name(other.id)) + (f" ({md(other.reason)})" if other.reason else "") for other in choice.lost)
        lines.append(f"- {md(planner.resolver.name(choice.asked_by))}: took {taken}; not {lost or 'any other'}")
    return "\n".join(lines)


def _problems(problems: tuple[Problem, ...]) -> str:
    told = [problem for problem in problems if problem.severity != "info"]
    if not told:
        return ""
    return "\n".join(
        ["## Problems", "", *(f"- {problem.severity}: {md(problem.message)}{f' ({md(problem.hint)})' if problem.hint else ''}" for problem in told)]
    )


def _totals(roadmap: Roadmap) -> str:
    totals = roadmap.totals
    price = usd(totals.price_usd, at_least=totals.price_at_least)
    end = f"done {day(totals.finish)}, in {count(totals.weeks, 'week')}" if totals.finish else "no date"
    text = f"{count(totals.items, 'open item')}, {hours(totals.hours)}, {price}; {end}."
    if totals.shared_items:
        text += f" {count(len(totals.shared_items), 'item')} serve both specialties: {hours(totals.shared_hours)} saved."
    return "\n".join(["## Totals", "", md(text), "", "Hours marked with ~ are estimates of the catalog, not of the issuer."])
