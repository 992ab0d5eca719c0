"""What an earlier choice says of a later one, against the search: where it is sure it is right, ties included."""

from __future__ import annotations

import random

import msgspec

from amounts import amount, tell
from tracktui.roadmap.choice.again import Chosen
from tracktui.roadmap.choice.closure import cheapest
from tracktui.roadmap.choice.puzzle import Group, Net, Puzzle

ROUNDS = amount(1500, 60_000)


def test_what_is_left_of_a_choice_is_the_best_of_what_is_left_to_choose() -> None:
    rng = random.Random(11)
    sure = ties = 0
    for _ in range(ROUNDS):
        puzzle = _puzzle(rng)
        best = cheapest(Net(puzzle))
        if best is None:
            continue
        names = tuple(chr(97 + node) for node in range(len(puzzle.cost)))
        done = _some_done(rng, puzzle, best.chosen)
        theirs, left = _changed(rng, *_without(puzzle, names, done), {names[node] for node in best.chosen})
        still = Chosen(puzzle, names, best.chosen).still_best(theirs, left)
        if still is not None:
            found = cheapest(Net(theirs))
            assert found is not None
            assert {node for node in still if theirs.real[node]} == {node for node in found.chosen if theirs.real[node]}
            sure += 1
            ties += len(set(theirs.cost)) < len(theirs.cost) - 2
    tell("choices taken over", sure=sure)
    assert sure >= ROUNDS // 5
    assert ties >= ROUNDS // 20


def _puzzle(rng: random.Random) -> Puzzle:
    """Up to nine nodes of few different costs, some of them virtual, with needs in circles, things brought along, and rivals."""
    count = rng.randint(3, 9)

    def groups(most: int) -> tuple[Group, ...]:
        found: list[Group] = []
        for _ in range(rng.randint(0, most)):
            members = tuple(sorted(rng.sample(range(count), rng.randint(1, 3))))
            found.append((rng.randint(1, len(members)), members))
        return tuple(found)

    real = tuple(rng.random() < 0.8 for _ in range(count))
    return Puzzle(
        cost=tuple(rng.randint(1, 5) * 100 if counts else 0 for counts in real),
        needs=tuple(groups(2) if rng.random() < 0.6 else () for _ in range(count)),
        brings=tuple(groups(1) if rng.random() < 0.5 else () for _ in range(count)),
        real=real,
        goals=((1, tuple(range(rng.randint(1, count)))), *groups(2)),
        forbidden=frozenset(node for node in range(count) if rng.random() < 0.1),
        rivals=((0, 1),) if rng.random() < 0.1 else (),
    )


def _some_done(rng: random.Random, puzzle: Puzzle, chosen: frozenset[int]) -> set[int]:
    """Some of the chosen nodes; now and then one before its time."""
    done: set[int] = set()
    for _ in range(rng.randint(0, 3)):
        ready = [node for node in chosen - done if all(len(done.intersection(members)) >= k for k, members in puzzle.needs[node])]
        done.update(rng.sample(ready if rng.random() < 0.9 else sorted(chosen), 1) if ready else ())
    return done


def _without(puzzle: Puzzle, names: tuple[str, ...], done: set[int]) -> tuple[Puzzle, tuple[str, ...]]:
    """The puzzle that is left when some nodes are done: they satisfy whoever asks, and what they bring is asked for by all."""
    kept = [node for node in range(len(names)) if node not in done]
    place = {node: index for index, node in enumerate(kept)}

    def rest(groups: tuple[Group, ...]) -> tuple[Group, ...]:
        found = [(k - sum(member in done for member in members), tuple(place[member] for member in members if member in place)) for k, members in groups]
        return tuple((k, members) for k, members in found if k > 0)

    theirs = Puzzle(
        cost=tuple(puzzle.cost[node] for node in kept),
        needs=tuple(rest(puzzle.needs[node]) for node in kept),
        brings=tuple(rest(puzzle.brings[node]) for node in kept),
        real=tuple(puzzle.real[node] for node in kept),
        goals=rest(puzzle.goals + tuple(group for node in sorted(done) for group in puzzle.brings[node])),
        forbidden=frozenset(place[node] for node in puzzle.forbidden if node in place),
        rivals=tuple((place[one], place[other]) for one, other in puzzle.rivals if one in place and other in place),
    )
    return theirs, tuple(names[node] for node in kept)


def _changed(rng: random.Random, puzzle: Puzzle, names: tuple[str, ...], chosen: set[str]) -> tuple[Puzzle, tuple[str, ...]]:
    """The puzzle with up to two things changed besides: a cost, what is forbidden, what is asked for, what a node needs."""
    for _ in range(rng.choice([0, 0, 1, 2])):
        node = rng.randrange(len(names)) if names else -1
        match rng.choice(["cost", "cost", "forbid", "allow", "ask", "ask less", "need", "bring"]) if names else "":
            case "cost" if puzzle.real[node]:
                puzzle = msgspec.structs.replace(puzzle, cost=(*puzzle.cost[:node], rng.randint(0, 6) * 100, *puzzle.cost[node + 1 :]))
            case "forbid" if names[node] not in chosen or rng.random() < 0.3:
                puzzle = msgspec.structs.replace(puzzle, forbidden=puzzle.forbidden | {node})
            case "allow":
                puzzle = msgspec.structs.replace(puzzle, forbidden=frozenset())
            case "ask less":
                puzzle = msgspec.structs.replace(puzzle, goals=puzzle.goals[1:])
            case "ask" if names[node] in chosen or rng.random() < 0.3:
                puzzle = msgspec.structs.replace(puzzle, goals=(*puzzle.goals, (1, (node,))))
            case "need":
                puzzle = msgspec.structs.replace(puzzle, needs=(*puzzle.needs[:node], puzzle.needs[node][:-1], *puzzle.needs[node + 1 :]))
            case "bring":
                puzzle = msgspec.structs.replace(puzzle, brings=(*puzzle.brings[:node], (), *puzzle.brings[node + 1 :]))
            case _:
                pass
    return puzzle, names
