"""`catalog check`: what is wrong with a catalog as a whole - unknown ids, cycles, dead ends, certs nobody can earn any more.

Shape faults are found on reading (catalog.read); here everything that needs more than one entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from tracktui.catalog.clauses import AllOf, Clause, Has, SkillAt, leaves
from tracktui.catalog.entries import AnyItem, Cert, Project
from tracktui.catalog.model import Catalog
from tracktui.catalog.read import CatalogFile, read_catalog
from tracktui.problems import Problem, Severity, nearest

RULES: dict[str, tuple[Severity, str]] = {
    "TT001": ("error", "the file cannot be read as TOML"),
    "TT002": ("error", "unknown key or kind"),
    "TT003": ("error", "wrong type"),
    "TT004": ("error", "a key is missing"),
    "TT005": ("error", "an id is defined twice"),
    "TT006": ("error", "not a valid date or value"),
    "TT007": ("error", "wrong or missing format"),
    "TT101": ("error", "unknown id"),
    "TT102": ("error", "a cycle of requirements"),
    "TT103": ("error", "an item that can never become ready"),
    "TT104": ("error", "an item requires itself"),
    "TT201": ("warning", "a cert without a source"),
    "TT202": ("warning", "price or validity neither given nor named in unknown"),
    "TT203": ("error", "a check requires a cert that can no longer be earned"),
    "TT204": ("error", "hours, prices or weights the wrong way round"),
    "TT301": ("warning", "a stack cert without a companion project"),
    "TT302": ("warning", "a project without metric or acceptance"),
}
"""Every rule: its severity and what it finds (docs/rules.md)."""


def check(files: list[CatalogFile], today: date) -> tuple[Problem, ...]:
    """Every finding, shape faults included, in order of place."""
    result = read_catalog(files)
    checker = _Checker(result.catalog, files, today)
    checker.run()
    return tuple(sorted({*result.problems, *checker.problems}))


class _Checker:
    def __init__(self, catalog: Catalog, files: list[CatalogFile], today: date) -> None:
        self.catalog, self.today = catalog, today
        self.texts = {file.name: file.data for file in files}
        self.places: dict[str, dict[str, tuple[str, int]]] = {}
        self.problems: list[Problem] = []

    def run(self) -> None:
        self._ids()
        cycles = self._cycles()
        self._dead_ends({item for cycle in cycles for item in cycle})
        for item in self.catalog.items.values():
            self._figures(item)
            if isinstance(item, Cert):
                self._cert(item)
            if isinstance(item, Project) and (item.metric is None or not item.acceptance):
                self.tell(
                    "TT302",
                    item.id,
                    "metric",
                    f"{item.id} has no {'metric' if item.metric is None else 'acceptance'}",
                    "say what is measured and when it is accepted",
                )
        self._stacks()

    # -- places -----------------------------------------------------------------------------------------------------

    def tell(self, code: str, entry_id: str, key: str, message: str, hint: str = "", *, near: str = "", ids: tuple[str, ...] = ()) -> None:
        """Note a finding at an entry's key; `near` is a quoted word to point at inside the value."""
        file, line, col = self._place(entry_id, key, near)
        self.problems.append(Problem(file, line, col, code, RULES[code][0], message, hint, ids or (entry_id,)))

    def _place(self, entry_id: str, key: str, near: str) -> tuple[str, int, int]:
        from tracktui.toml_positions import position

        name = self.catalog.origin.get(entry_id, "")
        data = self.texts.get(name)
        if data is None:
            return name, 0, 0
        text = data.decode("utf-8-sig", "replace")
        if name not in self.places:
            self.places[name] = _entry_places(text)
        kind, index = self.places[name].get(entry_id, ("", 0))
        if not kind:
            return name, 0, 0
        line, col = position(text, (kind, index, key))
        if not line:
            line, col = position(text, (kind, index))
        if near and line:
            start = sum(len(part) + 1 for part in text.split("\n")[: line - 1]) + col - 1
            found = text.find(f'"{near}"', start)
            if found >= 0:
                line, col = text.count("\n", 0, found) + 1, found - text.rfind("\n", 0, found)
        return name, line, col

    # -- TT1 --------------------------------------------------------------------------------------------------------

    def _ids(self) -> None:
        items, skills = self.catalog.items, self.catalog.skills
        for item in items.values():
            for leaf in leaves(item.requires):
                if isinstance(leaf, SkillAt):
                    self._known(item.id, "requires", leaf.skill, skills, "skill")
                else:
                    self._known_item(item.id, "requires", leaf.id)
            for key, ids in (("recommended", item.recommended), ("with", item.together)):
                for other in ids:
                    self._known_item(item.id, key, other)
            for step in item.develops:
                self._known(item.id, "develops", step.skill, skills, "skill")
            for named in item.tracks:
                if self.catalog.tracks:
                    self._known(item.id, "tracks", named, self.catalog.tracks, "track")
            for key in ("proves", "successors", "equivalent"):
                for other in getattr(item, key, None) or ():
                    self._known_item(item.id, key, other)
            if isinstance(item, Cert):
                for way in item.renewals or ():
                    if way.cert:
                        self._known_item(item.id, "renewals", way.cert)
        for track in self.catalog.tracks.values():
            for row in track.skills:
                self._known(track.id, "skills", row.id, skills, "skill")
            for cert in track.stack_certs():
                self._known_item(track.id, "stack", cert)
            for kpi in track.kpis:
                self._known(track.id, "kpis", kpi, self.catalog.kpis, "KPI")
            for other in (*track.shadow, *(move.to for move in track.carries_over)):
                self._known(track.id, "shadow", other, self.catalog.tracks, "track")
            for skill in (skill for move in track.carries_over for skill in move.skills):
                self._known(track.id, "carries_over", skill, skills, "skill")

    def _known_item(self, owner: str, key: str, found: str) -> None:
        if found not in self.catalog.items and self.catalog.canonical(found) not in self.catalog.items:
            self._known(owner, key, found, self.catalog.items, "item")

    def _known(self, owner: str, key: str, found: str, known: Any, what: str) -> None:
        if found not in known:
            near = nearest(found, known)
            hint = f"did you mean '{near}'?" if near else f"the catalog has no such {what}"
            self.tell("TT101", owner, key, f"{owner} names an unknown {what} '{found}'", hint, near=found, ids=(owner, found))

    def _cycles(self) -> list[list[str]]:
        after = {item.id: sorted(set(_must(item.requires)) & self.catalog.items.keys()) for item in self.catalog.items.values()}
        cycles = find_cycles(after)
        for cycle in cycles:
            if len(cycle) == 1:
                self.tell("TT104", cycle[0], "requires", f"{cycle[0]} requires itself", "remove it from its own requires", near=cycle[0])
            else:
                chain = " -> ".join([*cycle, cycle[0]])
                self.tell("TT102", cycle[0], "requires", f"a cycle: {chain}", "one of them must not require the next", near=cycle[1], ids=tuple(cycle))
        return cycles

    def _dead_ends(self, in_cycles: set[str]) -> None:
        """Items that stay locked even when everything that can be earned is done. Titles of unlisted exams are meant to."""
        done = _reachable(self.catalog, self.today)
        for item in self.catalog.items.values():
            if item.id in done or item.id in in_cycles or not item.requires:
                continue
            if isinstance(item, Cert) and (item.form == "title" or (item.retires_on and item.retires_on < self.today)):
                continue
            missing = sorted({leaf.id for leaf in leaves(item.requires) if isinstance(leaf, Has) and leaf.id not in done and leaf.id in self.catalog.items})
            if missing and not set(missing) & in_cycles:
                self.tell(
                    "TT103",
                    item.id,
                    "requires",
                    f"{item.id} can never become ready: {', '.join(missing)} cannot be had",
                    "name an alternative with any",
                    near=missing[0],
                )

    # -- TT2, TT3 ---------------------------------------------------------------------------------------------------

    def _figures(self, item: AnyItem) -> None:
        if item.hours is not None and item.hours[0] > item.hours[1]:
            self.tell("TT204", item.id, "hours", f"hours of {item.id}: low {item.hours[0]:g} is above high {item.hours[1]:g}", "write [low, high]")

    def _cert(self, cert: Cert) -> None:
        if not cert.sources:
            self.tell("TT201", cert.id, "id", f"{cert.id} has no source", "add sources = [{ url = ... }]")
        for key in ("price_usd", "valid_months"):
            given = getattr(cert, key) is not None or key in cert.unknown or (key == "valid_months" and cert.valid_rule is not None)
            if not given:
                self.tell("TT202", cert.id, "id", f"{cert.id} gives no {key}", f"give {key}, or name it in unknown")

    def _stacks(self) -> None:
        for item in self.catalog.items.values():
            if item.__struct_config__.tag == "check":
                for clause in item.requires:
                    self._retired(item, clause)
        for track in self.catalog.tracks.values():
            for cert in track.stack_certs():
                if cert in self.catalog.items and not self.catalog.companions.get(cert):
                    self.tell("TT301", track.id, "stack", f"no project proves {cert}", "add a project with proves", near=cert, ids=(track.id, cert))

    def _retired(self, item: AnyItem, clause: Clause) -> None:
        if isinstance(clause, Has):
            cert = self.catalog.items.get(clause.id)
            if isinstance(cert, Cert) and cert.retires_on is not None and cert.retires_on < self.today:
                hint = f"its successor is {', '.join(cert.successors)}" if cert.successors else "require another one"
                message = f"{item.id} requires {cert.id}, whose last day was {cert.retires_on.isoformat()}"
                self.tell("TT203", item.id, "requires", message, hint, near=cert.id, ids=(item.id, cert.id))
        elif isinstance(clause, AllOf):
            for member in clause.clauses:
                self._retired(item, member)


def _entry_places(text: str) -> dict[str, tuple[str, int]]:
    """For each id in a file its kind and its number among that kind."""
    import tomllib

    found: dict[str, tuple[str, int]] = {}
    for kind, entries in tomllib.loads(text.removeprefix("\ufeff")).items():
        if isinstance(entries, list):
            for index, entry in enumerate(entries):
                if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                    found.setdefault(entry["id"], (kind, index))
    return found


def _must(clauses: Iterable[Clause]) -> Iterable[str]:
    """The ids that no choice can avoid: plain ones and those inside all-clauses."""
    for clause in clauses:
        if isinstance(clause, Has):
            yield clause.id
        elif isinstance(clause, AllOf):
            yield from _must(clause.clauses)


def find_cycles(after: dict[str, list[str]]) -> list[list[str]]:
    """One cycle of each knot, starting with its smallest id; deterministic, without recursion."""
    cycles: list[list[str]] = []
    seen: set[str] = set()
    for start in sorted(after):
        if start in seen:
            continue
        path: list[str] = []
        place: dict[str, int] = {}
        stack: list[tuple[str, int]] = [(start, 0)]
        while stack:
            node, at = stack.pop()
            if at == 0:
                if node in seen:
                    continue
                place[node] = len(path)
                path.append(node)
            others = after.get(node, [])
            if at < len(others):
                stack.append((node, at + 1))
                other = others[at]
                if other in place:
                    cycle = path[place[other] :]
                    least = cycle.index(min(cycle))
                    cycles.append(cycle[least:] + cycle[:least])
                elif other not in seen:
                    stack.append((other, 0))
            else:
                seen.add(node)
                path.pop()
                del place[node]
    return [list(cycle) for cycle in dict.fromkeys(tuple(cycle) for cycle in cycles)]


class _Everything:
    """A standing in which the given items are done and every skill can be had."""

    def __init__(self, done: set[str]) -> None:
        self.items = done

    def done(self, item: str) -> bool:
        return item in self.items

    def active(self, item: str) -> bool:
        return item in self.items

    def level(self, skill: str) -> int:
        return 4


def _reachable(catalog: Catalog, today: date) -> set[str]:
    """Everything that can be done by somebody who starts with nothing, by rounds."""
    from tracktui.catalog.clauses import all_hold

    done: set[str] = set()
    left = {item.id: item for item in catalog.items.values() if not (isinstance(item, Cert) and item.retires_on is not None and item.retires_on < today)}
    while True:
        standing = _Everything(done | {other for item in done for other, same in catalog.equivalents.items() if item in same})
        fresh = {item.id for item in left.values() if all_hold(item.requires, standing)}
        if not fresh:
            return done
        done |= fresh
        for item_id in fresh:
            del left[item_id]


def folder_files(folder: Path | None, shipped: Path, overlays: list[Path]) -> list[CatalogFile]:
    """The files to check: one folder on its own, or every layer of a run."""
    from tracktui.catalog.read import catalog_files

    if folder is not None:
        return catalog_files(folder, "catalog")
    files = catalog_files(shipped, "shipped")
    for overlay in overlays:
        files += catalog_files(overlay, str(overlay))
    return files


__all__ = ["RULES", "check", "find_cycles", "folder_files"]
