"""What the three boxes of the Map say: what an item needs, what it is, and how things are called and drawn there."""

from __future__ import annotations

from tracktui.catalog.clauses import AnyOf, AtLeast, in_words, item_ids
from tracktui.ui.parts.content import Part
from tracktui.ui.parts.list_view import Lines, Shown
from tracktui.wording import MARKS, count, day, listed, mark, state_word


def full_name(shown: Shown, key: str) -> str:
    """The whole name of an item of the roadmap or the catalog."""
    item = shown.found.get(key)
    return item.name if item is not None else shown.catalog.name(key)


def short_name(shown: Shown, key: str) -> str:
    """Its code where it has one."""
    item = shown.found.get(key)
    if item is not None and item.short:
        return item.short
    return getattr(shown.catalog.items.get(key), "code", "") or full_name(shown, key)


def unlocks_title(direct: int, all_of_them: int, *, every: bool = False) -> str:
    """The title of what an item unlocks: how many directly need it, or how many there are in all.

    `every`: every member of a group counts, as in the catalog; a plan needs one of them.
    """
    if not direct:
        return "Unlocks nothing"
    most = "at most " if every else ""
    return f"Unlocks  {most}{all_of_them} in all" if all_of_them > direct else f"Unlocks  {most}{count(direct, 'item')}"


class Boxes:
    """The lines of the boxes, for what is shown."""

    def __init__(self, shown: Shown, *, ascii_only: bool) -> None:
        self.shown, self.ascii = shown, ascii_only

    def full(self, key: str) -> str:
        """Its whole name."""
        return full_name(self.shown, key)

    def short(self, key: str) -> str:
        """Its code, or its name."""
        return short_name(self.shown, key)

    def item(self, key: str) -> list[Part]:
        """An item: its sign and its name."""
        item = self.shown.found.get(key)
        sign = mark(item.state, ascii_only=self.ascii) if item else " "
        return [(f"{sign} ", MARKS[item.state].tone if item else "dim"), (self.short(key), "text")]

    def needs(self, key: str, needs: tuple[str, ...]) -> Lines:
        """What an item directly needs, then its groups with their alternatives."""
        grouped: set[str] = set()
        rows: Lines = []
        for clause in getattr(self.shown.catalog.items.get(key), "requires", ()):
            if isinstance(clause, AnyOf | AtLeast):
                members = item_ids((clause,))
                grouped |= set(members)
                rows.append(self._group(clause, members))
        return [*(self.item(other) for other in needs if other not in grouped), *rows]

    def _group(self, clause: AnyOf | AtLeast, members: tuple[str, ...]) -> list[Part]:
        """What was settled on first, then what would do as well."""
        taken = [member for member in members if self.shown.found.get(member) is not None]
        if not taken:
            return [("  ", "dim"), (in_words(clause, self.short), "dim")]
        found: list[Part] = []
        for member in taken:
            found += [*([(", ", "dim")] if found else []), *self.item(member)]
        wanted = clause.at_least if isinstance(clause, AtLeast) else 1
        others = [self.short(member) for member in members if member not in taken]
        text = f"  {'one' if wanted == 1 else wanted} of {len(clause.clauses)}"
        return [*found, (text + (f", or {', '.join(others)}" if others else ""), "dim")]

    def focus(self, key: str) -> Lines:
        """The item itself: its state, its day, what it is for."""
        item = self.shown.found.get(key)
        rows: Lines = [[(self.full(key), "bold")]]
        if item is None:
            return [*rows, [("not in your roadmap", "dim")]]
        rows.append([(f"{mark(item.state, ascii_only=self.ascii)} {state_word(item.state)}", MARKS[item.state].tone)])
        if item.finish and item.open:
            rows.append([(f"planned for {day(item.finish, self.shown.found.today)}", "text")])
        if item.open:
            rows.append([(f"in a chain of {item.delay}", "dim")])
        if item.path:
            rows.append([("for ", "dim"), (listed([self.short(other) for other in item.path[:1]]), "text")])
        return rows
