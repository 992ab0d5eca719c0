"""Which items: the cheapest set that reaches the goals, chosen exactly (closure.py), and what satisfies each clause of it."""

from __future__ import annotations

import msgspec

from tracktui.problems import Problem
from tracktui.roadmap.choice.again import Chosen
from tracktui.roadmap.choice.closure import NODE_LIMIT, Solution, cheapest
from tracktui.roadmap.choice.eligible import Resolver, practice_step
from tracktui.roadmap.choice.flatten import GOAL, NO_LIMITS, Built, Limits, OpenChoice, build
from tracktui.roadmap.choice.goals import Aim
from tracktui.roadmap.choice.prices import Prices
from tracktui.roadmap.choice.puzzle import Net
from tracktui.roadmap.choice.suppliers import Suppliers
from tracktui.wording import usd


class Resolution(msgspec.Struct, frozen=True):
    """The chosen items and how they hang together.

    `suppliers`: for each chosen item, per clause, the ids that satisfy it (chosen or held). `companions`: for each cert that
    is chosen or still to be proven the chosen projects that prove it.
    """

    items: tuple[str, ...]
    cost_cents: int
    bound_cents: int
    proven: bool
    suppliers: dict[str, tuple[tuple[str, ...], ...]]
    before_award: dict[str, frozenset[str]]
    """For each chosen item the ids that it needs only to be given its award."""
    active: dict[str, frozenset[str]]
    """For each chosen item the ids that must be valid when it is done."""
    to_prove: tuple[str, ...]
    """The passed certs that a chosen project is still to prove."""
    companions: dict[str, tuple[str, ...]]
    groups: tuple[OpenChoice, ...]
    """The choices that the goals and the chosen items leave."""
    member_cents: dict[str, int]
    """What each member of those costs on its own."""
    prices: Prices
    """Answers what another choice would cost."""
    chosen: Chosen | None
    """What a later resolution may rest on; None where it is not proven."""
    barred: dict[str, str]
    """Items that could not be chosen, and why."""
    problems: tuple[Problem, ...] = ()


def resolve(resolver: Resolver, aims: tuple[Aim, ...], limits: Limits = NO_LIMITS, node_limit: int = NODE_LIMIT, before: Chosen | None = None) -> Resolution:
    """The cheapest set of items that reaches every aim that can be reached; the others are told in `problems`.

    `before`: what was chosen earlier. The answer is the same with it as without; where it must be, it is not looked for.
    """
    problems: list[Problem] = []
    built = build(resolver, aims, limits, resolver.to_prove)
    still = before.still_best(built.puzzle, built.names) if before is not None else None
    if still is not None:
        return _read(resolver, built, still, None, ())
    net = Net(built.puzzle)
    solution = cheapest(net, node_limit)
    if solution is None:
        built, problems = _what_can_be_had(resolver, aims, limits, node_limit)
        net = Net(built.puzzle)
        solution = cheapest(net, node_limit)
        assert solution is not None
    if not solution.proven:
        problems.append(_not_proven(solution))
    return _read(resolver, built, solution.chosen, (net, solution), tuple(problems))


def _what_can_be_had(resolver: Resolver, aims: tuple[Aim, ...], limits: Limits, node_limit: int) -> tuple[Built, list[Problem]]:
    """The puzzle of the aims and proofs that can be had together, each tried after those before it, and why the others cannot."""
    problems: list[Problem] = []
    kept: tuple[Aim, ...] = ()
    to_prove: tuple[str, ...] = ()
    for aim in aims:
        if cheapest(Net(build(resolver, (*kept, aim), limits).puzzle), node_limit) is None:
            problems.append(_unreachable(resolver, aim, build(resolver, (aim,), limits)))
        else:
            kept = (*kept, aim)
    for cert in resolver.to_prove:
        if cheapest(Net(build(resolver, kept, limits, (*to_prove, cert)).puzzle), node_limit) is None:
            problems.append(_unproven(resolver, cert, build(resolver, (), limits, (cert,))))
        else:
            to_prove = (*to_prove, cert)
    return build(resolver, kept, limits, to_prove), problems


def _not_proven(solution: Solution) -> Problem:
    cost, bound = solution.cost / 100, solution.bound / 100
    message = f"the items chosen cost {usd(cost)} in hours and money, and no choice can cost less than {usd(bound)}: which is the cheapest is not proven"
    hint = f"the search stopped after {solution.nodes:,} steps; exclude some alternatives to make it smaller"
    return Problem(code="choice-not-proven", severity="warning", message=message, hint=hint)


def _unproven(resolver: Resolver, cert: str, built: Built) -> Problem:
    """Why no project can prove a passed cert; `built` is of this proof alone."""
    message = f"{resolver.name(cert)} is passed, and no project can prove it ({_missing(resolver, built)})"
    hint = "describe a project of your own as [[own]] that proves it"
    return Problem(code="proof-missing", severity="warning", message=message, hint=hint, ids=(cert,))


def _unreachable(resolver: Resolver, aim: Aim, built: Built) -> Problem:
    """Why an aim can never be ready: the first things below it that cannot be had; `built` is of this aim alone."""
    name = resolver.name(aim.id)
    if aim.id in built.builder.barred:
        pinned = aim.serves == "pinned"
        code, hint = ("pin-impossible", "take it out of pin in [choices]") if pinned else ("goal-unreachable", f"tracktui catalog show {aim.id} has its facts")
        return Problem(code=code, message=f"{name} cannot be planned: {built.builder.barred[aim.id]}", hint=hint, ids=(aim.id,))
    hint = "see the alternatives with: tracktui why " + aim.id
    return Problem(code="goal-unreachable", message=f"{name} can never become ready ({_missing(resolver, built)})", hint=hint, ids=(aim.id,))


def _missing(resolver: Resolver, built: Built) -> str:
    """The first things that a puzzle without a solution cannot have, and why."""
    reasons = [f"{resolver.name(item)}: {why}" for item, why in sorted(built.builder.barred.items())]
    return "; ".join(reasons[:3]) or "its requirements support only each other"


def _read(resolver: Resolver, built: Built, nodes: frozenset[int], solved: tuple[Net, Solution] | None, problems: tuple[Problem, ...]) -> Resolution:
    """What these nodes mean. `solved`: the puzzle in bits and its solution, where it was looked for; else it is known to be the best."""
    builder = built.builder
    chosen = {built.names[node] for node in nodes}
    cost = sum(built.puzzle.cost[node] for node in nodes)
    proven = solved is None or solved[1].proven
    items = tuple(sorted(name for name in chosen if name not in builder.virtual))
    reader = Suppliers(resolver, builder, chosen)
    companions = {
        cert: tuple(project for project in builder.projects_of(cert) if project in chosen)
        for cert in (*resolver.to_prove, *items)
        if cert in resolver.stack and not practice_step(cert)
    }
    to_prove = tuple(cert for cert in resolver.to_prove if companions[cert])
    here = {GOAL, *items, *to_prove}
    groups = tuple(dict.fromkeys(group for group in builder.groups if group.asked_by in here))
    return Resolution(
        items=items,
        cost_cents=cost,
        bound_cents=cost if solved is None else solved[1].bound,
        proven=proven,
        suppliers=reader.all(),
        before_award=reader.before_award,
        active=reader.active,
        to_prove=to_prove,
        companions={cert: projects for cert, projects in companions.items() if projects},
        groups=groups,
        member_cents={member: built.puzzle.cost[built.place[member]] for group in groups for member in group.members if member in built.place},
        prices=Prices(built, solved),
        chosen=Chosen(built.puzzle, built.names, nodes) if proven and not problems else None,
        barred=dict(builder.barred),
        problems=problems,
    )
