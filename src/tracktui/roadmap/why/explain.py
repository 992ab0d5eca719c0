"""Why an item is here, in sentences: the path to the goal, why now, what it was chosen over, what it unlocks."""

from __future__ import annotations

from datetime import date
from typing import Any

from tracktui.catalog.clauses import in_words
from tracktui.catalog.entries import Cert, Check, Project, Step
from tracktui.catalog.freshness import source_rows
from tracktui.problems import Problem, UserError, nearest
from tracktui.roadmap.choice.eligible import practice_step
from tracktui.roadmap.model import Planned, Roadmap
from tracktui.roadmap.onboarding import promised_for
from tracktui.roadmap.planner import Planner
from tracktui.roadmap.set_aside import told
from tracktui.roadmap.why.account import Account
from tracktui.roadmap.why.other_ways import other_ways
from tracktui.roadmap.why.reasons import kept_because, renewed_how, runner_up, why_now
from tracktui.wording import MEANINGS, count, day, hours, listed, state_word, usd


def explained(planner: Planner, result: Roadmap) -> Roadmap:
    """The roadmap with every open item's `why` filled in. The prices of alternatives stay out: ask `why` for one item."""
    import msgspec

    items = tuple(msgspec.structs.replace(item, why=why(planner, result, item)) for item in result.items)
    return msgspec.structs.replace(result, items=items)


def why(planner: Planner, result: Roadmap, item: Planned) -> tuple[str, ...]:
    """Sentences on one item; the first names the goal and the next item on the path to it. Of what is done: that it is."""
    if not item.open:
        return _past(planner, item)
    sentences = [_path_sentence(planner, item), _proof_sentence(planner, item), _skill_sentence(planner, item), _choice_sentence(planner, result, item)]
    sentences += [*why_now(planner, item), renewed_how(planner, item)]
    sentences += [_time_sentence(item, result.today), _unlock_sentence(planner, item), *_wait_sentences(planner, item), *_fact_sentences(planner, item)]
    return tuple(sentence for sentence in sentences if sentence)


def why_in_short(planner: Planner, item: Planned) -> tuple[str, ...]:
    """Of those sentences the ones that place an item among the others: what asks for it, what it waits for, what it unlocks."""
    sentences = [_path_sentence(planner, item), *_wait_sentences(planner, item), _unlock_sentence(planner, item)]
    return tuple(sentence for sentence in sentences if sentence)


def account(planner: Planner, result: Roadmap, word: str) -> Account:
    """Everything there is to say of the item that a word means.

    Raises:
        UserError: no item of the roadmap is meant.
    """
    import msgspec

    item = find_item(planner, result, word)
    urgent = planner.urgency.get(item.id)
    return Account(
        item=msgspec.structs.replace(item, why=why(planner, result, item)),
        needs=tuple(needs_in_words(planner, item)),
        must_be_done_by=None if urgent is None else (urgent.by, urgent.because),
        runner_up=runner_up(planner, item.id),
        other_ways=other_ways(planner, result, item),
        sources=source_rows(planner.item(item.id), planner.today),
    )


def why_here(planner: Planner, result: Roadmap, item: Planned) -> tuple[str, ...]:
    """Of those sentences the ones that no figure, need, unlock, alternative or flag of the item says already: for a page that shows those."""
    entry = planner.item(item.id)
    liked = f"{planner.costs.funding.name} prefers it." if _is_preferred(planner, result, item) else ""
    sentences = [_path_sentence(planner, item), _proof_sentence(planner, item), _skill_sentence(planner, item), liked]
    sentences += [*why_now(planner, item), renewed_how(planner, item), *_money_sentences(planner, entry)]
    if item.state == "ready":
        sentences += _wait_sentences(planner, item)
    if isinstance(entry, Step):
        sentences += step_sentences(entry, item, planner.today)
    return tuple(sentence for sentence in sentences if sentence)


def _past(planner: Planner, item: Planned) -> tuple[str, ...]:
    """What an item that is not to do any more is, since when, and what is still to be known of it."""
    word = state_word(item.state)
    meaning = MEANINGS.get(item.state, word)
    found = [f"It is {word}{f': {meaning}' if meaning != word else ''}."]
    found += [f"Done on {day(item.finish)}."] if item.finish and item.state != "skipped" else []
    found += [_proof_sentence(planner, item)] if item.state == "earned" else []
    return tuple(sentence for sentence in (*found, *_flag_sentences(item), *_money_sentences(planner, planner.item(item.id))) if sentence)


def _name(planner: Planner, item_id: str) -> str:
    step = practice_step(item_id)
    if step is not None:
        return f"practice in {planner.catalog.name(step[0])}"
    return planner.resolver.name(item_id)


def _path_sentence(planner: Planner, item: Planned) -> str:
    if item.id in planner.renewals:
        return kept_because(planner, planner.renewals[item.id])
    if not item.path and any(cert in planner.resolution.to_prove for cert in item.companion_of):
        return f"{item.name} is here because a cert that you passed is to be proven by work."
    if not item.path:
        promised = promised_for(planner.plan, item.id)
        if promised is not None:
            return f"{item.name} is a goal of your role, promised for {day(promised)}."
        for aim in planner.aims:
            if aim.id == item.id or item.id in str(aim.clause):
                if aim.serves == "pinned":
                    return f"{item.name} is here because you pinned it."
                who = {"primary": "primary", "secondary": "secondary", "also": "small-team"}.get(aim.serves, aim.serves)
                return f"{item.name} is the goal of your {who} focus."
        return f"{item.name} is a goal of this plan."
    goal, parent = item.path[0], item.path[-1]
    if goal == parent:
        return f"{_name(planner, goal)}, your goal, asks for {item.short or item.name} directly."
    return f"{_name(planner, goal)} is the goal; on the path to it, {_name(planner, parent)} needs {item.short or item.name}."


def _proof_sentence(planner: Planner, item: Planned) -> str:
    if item.companion_of:
        names = listed([planner.catalog.items[cert].name for cert in item.companion_of if cert in planner.catalog.items])
        return f"It is the companion project that proves {names}."
    if item.companions:
        when = "It is still to be" if item.state == "earned" else "Once earned it is"
        return f"{when} proven by: {listed([_name(planner, project) for project in item.companions])}."
    return ""


def _skill_sentence(planner: Planner, item: Planned) -> str:
    entry = planner.item(item.id)
    if entry is None or not entry.develops:
        return ""
    asked = {(need.skill, need.level) for other in planner.resolution.items for need in planner.parts.skill_needs.get(other, ())}
    useful = [
        f"{planner.catalog.name(step.skill)} to level {step.level}"
        for step in entry.develops
        if any(skill == step.skill and level <= step.level for skill, level in asked)
    ]
    return f"It develops {listed(useful)}, which your checks ask for." if useful else ""


def _choice_sentence(planner: Planner, result: Roadmap, item: Planned) -> str:
    for choice in result.choices:
        if item.id in choice.taken:
            others = [_short(planner, lost.id) for lost in choice.lost if not lost.reason]
            if others:
                liked = f", which {planner.costs.funding.name} prefers" if _is_preferred(planner, result, item) else ""
                return f"Of {choice.text.removeprefix('one of ')} it is part of the cheapest way for you{liked}; {listed(others)} would do too."
            reasons = [f"{_short(planner, lost.id)} ({lost.reason})" for lost in choice.lost]
            if reasons:
                return f"The alternatives cannot be had: {listed(reasons)}."
    return ""


def _is_preferred(planner: Planner, result: Roadmap, item: Planned) -> bool:
    """Whether the policy prefers an item that was chosen among others."""
    chosen = any(item.id in choice.taken and any(not lost.reason for lost in choice.lost) for choice in result.choices)
    return chosen and item.id in planner.costs.funding.preferred


def _short(planner: Planner, item_id: str) -> str:
    entry = planner.item(item_id)
    if isinstance(entry, Cert):
        return entry.code or entry.name
    return _name(planner, item_id)


def _time_sentence(item: Planned, today: date) -> str:
    if item.start is None or item.finish is None:
        return "It has no date yet: the plan has no hours for it."
    text = f"{hours(item.hours, estimated='hours' in item.estimated)} from {day(item.start, today)} to {day(item.finish, today)}"
    if item.observe_until:
        text += ", observation included"
    if item.price_usd:
        text += f", {usd(item.price_usd)}"
    return text + "."


def _unlock_sentence(planner: Planner, item: Planned) -> str:
    if not item.unlocks or item.kind == "renewal":
        return ""
    names = listed([_short(planner, other) for other in item.unlocks], 3)
    chain = f"; the longest chain through it has {count(item.delay, 'item')}" if item.delay > 2 else ""
    return f"It unlocks {names} and {count(item.blocking, 'item')} in all{chain}."


def _wait_sentences(planner: Planner, item: Planned) -> list[str]:
    """What keeps it from being begun, what its award waits for, and what could not serve it in time."""
    found = [f"It waits for {listed([_short(planner, other) for other in item.waits_for], 3)}."] if item.waits_for else []
    if not found and item.state == "ready":
        found = ["Nothing keeps you from starting it today."]
    if item.awarded_with:
        found.append(f"It is awarded only with {listed([_short(planner, other) for other in item.awarded_with], 3)}.")
    return found + [f"{problem.message}; {problem.hint}." for problem in told(planner) if problem.ids[-1] == item.id]


def _fact_sentences(planner: Planner, item: Planned) -> list[str]:
    entry = planner.item(item.id)
    found = _flag_sentences(item)
    found += _money_sentences(planner, entry)
    if isinstance(entry, Cert):
        if item.price_usd is None:
            found.append("Nobody publishes its price.")
        if item.open and (fees := [way for way in entry.renewals or () if way.fee_usd_per_year]):
            shared = f", one for all of {fees[0].fee_shared}" if fees[0].fee_shared else ""
            found.append(f"Once earned it has a yearly fee of {usd(fees[0].fee_usd_per_year)}{shared}; the total counts it from the first renewal on.")
        if entry.conflicts:
            found.append(entry.conflicts[0])
    if isinstance(entry, Project) and entry.metric is not None and entry.metric.target is not None:
        found.append(f"Done when {entry.metric.name} has reached its target ({target_in_words(entry)}).")
    if isinstance(entry, Step):
        found += step_sentences(entry, item, planner.today)
    if isinstance(entry, Check) and entry.asks:
        found.append(f"The reviewer asks {count(len(entry.asks), 'thing')}, starting with: {entry.asks[0]}")
    return found


def _flag_sentences(item: Planned) -> list[str]:
    return [f"{flag[0].upper()}{_ended(flag[1:])}" for flag in item.flags]


def _money_sentences(planner: Planner, entry: Any) -> list[str]:
    funding = planner.costs.funding
    return [text for text in (funding.refund_sentence(entry), funding.served_by(entry) if isinstance(entry, Project | Check) else "") if text]


def step_sentences(step: Step, item: Planned, today: date) -> list[str]:
    """A playbook's step: what to do and in which weeks, when it is done, what it leaves behind."""
    weeks = f" ({day(item.window[0], today)} to {day(item.window[1], today)})" if item.window else ""
    parts = ((step.do, f"To do{weeks}: "), (step.done_when, "Done when: "), (step.output, "It leaves: "))
    return [f"{label}{_ended(text)}" for text, label in parts if text]


def _ended(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


def target_in_words(project: Project) -> str:
    """A project's target: "-40 %", "at most 60 minutes"."""
    metric = project.metric
    if metric is None or metric.target is None or metric.target_is == "done":
        return "done"
    if metric.target_is == "percent":
        return f"{metric.target:+g} %"
    bound = "at least" if metric.direction == "up" else "at most"
    return f"{bound} {metric.target:g} {metric.unit}".rstrip()


def find_item(planner: Planner, result: Roadmap, word: str) -> Planned:
    """The open or finished item that a word means.

    Raises:
        UserError: no item of the roadmap is meant.
    """
    item_id = planner.catalog.canonical(word)
    found = result.get(item_id) or result.get(f"my-{word}")
    if found is not None:
        return found
    names = {item.id: item.name for item in (*result.items, *result.finished)}
    entry = planner.item(item_id)
    if entry is not None:
        kept_out = next((problem for problem in planner.problems if item_id in problem.ids), None)
        if kept_out is not None:
            raise UserError(kept_out)
        reason = planner.resolution.barred.get(item_id, "")
        message = f"{entry.name} is not in this roadmap" + (f": {reason}" if reason else "")
        raise UserError(Problem(message=message, hint=f'pin it with pin = ["{item_id}"] in [choices], or see: tracktui catalog show {item_id}', ids=(item_id,)))
    near = nearest(word, [*names, *names.values()])
    hint = f"did you mean '{near}'?" if near else "tracktui roadmap lists the ids"
    raise UserError(Problem(message=f"nothing here is called '{word}'", hint=hint))


def needs_in_words(planner: Planner, item: Planned) -> list[str]:
    """Each requirement of the item as a phrase, with a mark whether it is met."""
    entry = planner.item(item.id)
    if entry is None:
        return []
    from tracktui.catalog.clauses import holds

    stands = planner.standing.specialties.seen_from(item.id)
    return [f"{'met' if holds(clause, stands) else 'open'}: {in_words(clause, planner.resolver.name)}" for clause in entry.requires]
