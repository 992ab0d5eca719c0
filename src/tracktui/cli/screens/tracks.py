"""The Tracks screen as text: what each track and role would take the engineer; with words one of them as a page in full."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from tracktui.cli.output import say, wrapped
from tracktui.cli.waiting import doing
from tracktui.problems import refuse
from tracktui.wording import count, hours, usd
from tracktui.work import each

if TYPE_CHECKING:
    from tracktui.roadmap.alternatives.options import Option
    from tracktui.workspace import Workspace

MOST_PAGES = 12


def show(workspace: Workspace, words: str) -> None:
    """Print it; `words`: the id or the name of a track, a role or a playbook."""
    if words:
        _page(workspace, words)
    else:
        _comparison(workspace)


def _comparison(workspace: Workspace) -> None:
    from tracktui.roadmap.alternatives.options import cost_sentences, lane_order, level_to_compare, option, role_option

    catalog, plan, today, level = workspace.catalog, workspace.plan, workspace.today, level_to_compare(workspace.plan)
    with doing("working out the costs") as work:
        entries = each([*catalog.tracks, *catalog.roles], work.tell)
        offers = {track: option(catalog, plan, today, track, level) for track in islice(entries, len(catalog.tracks))}
        asked = {role: role_option(catalog, plan, today, role) for role in entries}
    none_yet = "" if plan.focus.primary else "You have no goal yet. "
    say(wrapped(f"{none_yet}What hurts? tracktui catalog choose leads from there to the track to start with.", ""))
    say()
    say(f"Tracks to level {level}")
    for track in sorted(catalog.tracks.values(), key=lambda track: lane_order(plan, track.id)):
        found = offers[track.id]
        lane = f", your {found.lane} track" if found.lane else ""
        say(wrapped(f"{track.name} ({track.id}){lane}: {track.outcome}. You stand at level {found.stands}.", "  ", "    "))
        for sentence in cost_sentences(catalog, found):
            say(wrapped(sentence, "    "))
    say()
    say("Roles")
    for role in catalog.roles.values():
        gap, weeks = (offer := asked[role.id]).gap, offer.weeks
        mine = ", your role" if role.id == plan.profile.role else ""
        takes = f"{hours(gap.hours)}, {count(weeks, 'week')}, {usd(round(gap.price_usd), at_least=gap.price_at_least)}"
        asks = f"{count(len(gap.skills), 'skill gap')}, {count(len(gap.certs), 'cert')}, {count(len(gap.projects), 'project')}"
        say(wrapped(f"{role.name} ({role.id}){mine}: takes you {takes}; {asks}.", "  ", "    "))
    say()
    say("Playbooks")
    for playbook in catalog.playbooks.values():
        say(wrapped(f"{playbook.name} ({playbook.id}): {count(len(playbook.steps), 'step')}.", "  ", "    "))
    say()
    if plan.focus.primary in offers:
        _answers(workspace, offers[plan.focus.primary])
    say(wrapped("tracktui show tracks ID reads one in full; tracktui compare --primary ID puts a track beside your plan.", ""))


def _answers(workspace: Workspace, found: Option) -> None:
    """The four questions about the track the engineer is in, as the pane of the screen answers them."""
    from tracktui.roadmap.views.track_short import answers

    catalog = workspace.catalog
    track = catalog.tracks[found.track]
    say(wrapped(f"{track.name}: {track.outcome}", ""))
    for answer in answers(catalog, track, found):
        say(f"  {answer.question}")
        for row in answer.brief:
            say(wrapped(f"{row.text}: {row.measure}{row.aim}" if row.measure else row.text, "    ", "      "))
    say()


def _page(workspace: Workspace, words: str) -> None:
    from tracktui.cli.pages import page_lines, page_of
    from tracktui.roadmap.alternatives.options import level_to_compare, option
    from tracktui.roadmap.views.track_page import track_page

    catalog = workspace.catalog
    entry = _meant(workspace, words)
    say(catalog.name(entry))
    sections = page_of(catalog, entry)
    if entry in catalog.tracks:
        sections = track_page(catalog, catalog.tracks[entry], option(catalog, workspace.plan, workspace.today, entry, level_to_compare(workspace.plan)))
    for line in page_lines(sections):
        say(line)


def _meant(workspace: Workspace, words: str) -> str:
    """The one track, role or playbook that is meant.

    Raises:
        UserError: none is, or several are.
    """
    catalog = workspace.catalog
    known = {entry: catalog.name(entry) for entry in (*catalog.tracks, *catalog.roles, *catalog.playbooks)}
    asked = words.lower()
    exact = [entry for entry, name in known.items() if asked in (entry, name.lower())]
    hits = exact or [entry for entry, name in known.items() if all(word in f"{entry} {name}".lower() for word in asked.split())]
    if len(hits) == 1:
        return hits[0]
    if hits:
        raise refuse(f"'{words}' could be several", f"say which: {', '.join(hits[:MOST_PAGES])}", status=2)
    raise refuse(f"no track, role or playbook is called '{words}'", "tracktui show tracks lists them", status=2)
