"""What an earlier choice says of a later one: after a pass or hours logged the rest of it is mostly still the best, and nothing is looked for."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from tracktui.roadmap.choice.puzzle import Group, Puzzle


class Chosen(msgspec.Struct, frozen=True):
    """A puzzle with the nodes that solve it best, proven."""

    puzzle: Puzzle
    names: tuple[str, ...]
    nodes: frozenset[int]

    def still_best(self, theirs: Puzzle, names: tuple[str, ...]) -> frozenset[int] | None:
        """The nodes that solve another puzzle, of nodes with these names, best for sure, ties included; None where that is not sure.

        It is sure where the other puzzle is this one with some chosen nodes `done`: every group is what is left of it without them, what they
        bring is asked for by all, they need nothing but each other. Then every solution of the other puzzle is one of this with `done` added,
        and no such solution was better than the one that was chosen. Nor has any gained more since, where chosen nodes have only become
        cheaper and others dearer; what is forbidden or asked for besides is no matter where the chosen nodes agree with it. Virtual
        nodes that nobody needs any more may be among the answer.
        """
        place = {name: node for node, name in enumerate(self.names)}
        kept = [place.get(name, -1) for name in names]
        # Of rivals any may serve where several cost the same: that they are virtual keeps them out of the ties.
        if -1 in kept or self.puzzle.rivals or theirs.rivals or not self._costs_allow(theirs, kept):
            return None
        # A chosen node that is neither kept nor done is missed by whoever asked for it: what is left of that group is not theirs.
        if not self._leaves(theirs, kept, self._done(kept)):
            return None
        return frozenset(node for node, mine in enumerate(kept) if mine in self.nodes)

    def _costs_allow(self, theirs: Puzzle, kept: list[int]) -> bool:
        mine, nodes = self.puzzle, self.nodes
        return all(
            (theirs.cost[node] <= mine.cost[was] if was in nodes else theirs.cost[node] >= mine.cost[was]) and theirs.real[node] == mine.real[was]
            for node, was in enumerate(kept)
        )

    def _done(self, kept: list[int]) -> set[int]:
        """The chosen nodes that another puzzle does not know and that need nothing but each other, with the virtual ones that hold by them."""
        needs, real = self.puzzle.needs, self.puzzle.real
        gone = set(range(len(self.names))).difference(kept)
        waiting = {node for node in gone if node in self.nodes or not real[node]}
        done: set[int] = set()
        while fresh := {node for node in waiting if all(len(done.intersection(members)) >= k for k, members in needs[node])}:
            done |= fresh
            waiting -= fresh
        return done

    def _leaves(self, theirs: Puzzle, kept: list[int], done: set[int]) -> bool:
        """Whether the other puzzle is what `done` leaves of this one."""
        mine, left = self.puzzle, set(kept)
        asked = _left_of([*mine.goals, *(group for node in done for group in mine.brings[node])], done)
        goals = _named(theirs.goals, kept)
        forbidden = {kept[node] for node in theirs.forbidden}
        return (
            asked <= goals
            and all(len(self.nodes.intersection(members)) >= k for k, members in goals - asked)
            and mine.forbidden & left <= forbidden
            and not self.nodes & forbidden
            and all(
                was in forbidden
                or (
                    _left_of(mine.needs[was], done) == _named(theirs.needs[node], kept)
                    and _left_of(mine.brings[was], done) == _named(theirs.brings[node], kept)
                )
                for node, was in enumerate(kept)
            )
        )


def _left_of(groups: Iterable[Group], done: set[int]) -> set[Group]:
    """The groups without what is done; a group that has enough of it is gone."""
    if not done:
        return set(groups)
    left = ((k - len(done.intersection(members)), tuple([node for node in members if node not in done])) for k, members in groups)
    return {(k, members) for k, members in left if k > 0}


def _named(groups: Iterable[Group], kept: list[int]) -> set[Group]:
    """The groups of another puzzle by the numbers of this one; both are in order of names."""
    return {(k, tuple([kept[node] for node in members])) for k, members in groups}
