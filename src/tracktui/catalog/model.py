"""The catalog a run uses: every entry of every layer, by id. Frozen; made by `catalog.read`, never changed."""

from datetime import date
from functools import cached_property
from typing import Any, Literal

import msgspec

from tracktui.catalog.entries import AnyItem, Cert, Check, Project
from tracktui.catalog.playbooks import Playbook
from tracktui.catalog.policies import Policy
from tracktui.catalog.reviews import Kpi, Review
from tracktui.catalog.roles import Role
from tracktui.catalog.skills import Skill
from tracktui.catalog.tracks import Track


class CatalogHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[catalog]` in catalog.toml: which catalog this is."""

    id: str = "unnamed"
    version: str = ""
    released: date | None = None
    name: str = ""
    notes: str = ""


class Overlay(msgspec.Struct, frozen=True, array_like=True):
    """What one table of a layer above the first says of an entry. The table is number `index` of its kind in the file."""

    layer: str
    file: str
    kind: str
    index: int
    verb: Literal["new", "extend", "replace", "hidden"]
    fields: tuple[str, ...] = ()


class Catalog(msgspec.Struct, frozen=True, dict=True):
    """Items, tracks, roles and the rest by id, in the order they were read.

    `hash` is over everything the entries say, in order: comments and the way they are split into files do not count.
    """

    head: CatalogHead = CatalogHead()
    hash: str = ""
    items: dict[str, AnyItem] = {}
    skills: dict[str, Skill] = {}
    tracks: dict[str, Track] = {}
    roles: dict[str, Role] = {}
    kpis: dict[str, Kpi] = {}
    reviews: dict[str, Review] = {}
    playbooks: dict[str, Playbook] = {}
    policies: dict[str, Policy] = {}
    origin: dict[str, str] = {}
    """Which file each id comes from."""
    overlaid: dict[str, tuple[Overlay, ...]] = {}
    """For each entry that layers above the first made or changed: what they say of it, weakest first."""
    hidden: dict[str, Overlay] = {}
    """Entries that a layer took away, and where it says so."""
    versions: tuple[str, ...] = ()
    """Version of each layer that says one, weakest first: "2026.11", then "example-co 3"."""

    @property
    def version(self) -> str:
        """The versions of all layers in one line."""
        return " + ".join(self.versions)

    def field_origins(self, entry_id: str) -> dict[str, Overlay]:
        """For each field of an entry that does not come from the first layer: the table that says it."""
        return {field: said for said in self.overlaid.get(entry_id, ()) for field in said.fields}

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Old ids and other spellings, to the id they stand for."""
        found: dict[str, str] = {}
        for group in (self.items, self.skills, self.tracks, self.roles, self.kpis):
            for entry in group.values():
                for alias in entry.aliases:
                    found.setdefault(alias, entry.id)
        return found

    @cached_property
    def companions(self) -> dict[str, tuple[str, ...]]:
        """For each cert the projects that prove it, in catalog order."""
        found: dict[str, list[str]] = {}
        for item in self.items.values():
            if isinstance(item, Project):
                for cert in item.proves:
                    found.setdefault(cert, []).append(item.id)
        return {cert: tuple(projects) for cert, projects in found.items()}

    @cached_property
    def equivalents(self) -> dict[str, tuple[str, ...]]:
        """For each cert the others whose holder counts as holding it."""
        return {item.id: item.equivalent for item in self.items.values() if isinstance(item, Cert) and item.equivalent}

    @property
    def policy(self) -> Policy | None:
        """The policy in force: the last of the strongest layer; None where no layer has one."""
        return next(reversed(self.policies.values()), None)

    def canonical(self, entry_id: str) -> str:
        """The id an alias stands for; an id stays what it is."""
        return entry_id if entry_id in self.items else self.aliases.get(entry_id, entry_id)

    def find(self, entry_id: str) -> Any:
        """The entry of any kind with this id or alias, or None."""
        for group in self.groups().values():
            if entry_id in group:
                return group[entry_id]
        alias = self.aliases.get(entry_id)
        return self.find(alias) if alias and alias != entry_id else None

    def groups(self) -> dict[str, dict[str, Any]]:
        """Entries by kind name, in the order lists show them."""
        return {
            "item": self.items,
            "skill": self.skills,
            "track": self.tracks,
            "role": self.roles,
            "kpi": self.kpis,
            "review": self.reviews,
            "playbook": self.playbooks,
            "policy": self.policies,
        }

    def name(self, entry_id: str) -> str:
        """The entry's name; the id itself when nobody knows it."""
        entry = self.find(entry_id)
        return getattr(entry, "name", "") or entry_id

    @cached_property
    def _checks(self) -> dict[tuple[str, int], str]:
        promotions = {role.promotion for role in self.roles.values()}
        found: dict[tuple[str, int], str] = {}
        for item in self.items.values():
            if isinstance(item, Check) and item.level is not None and item.id not in promotions:
                for track in item.tracks:
                    found.setdefault((track, item.level), item.id)
        return found

    def check_of(self, track: str, level: int) -> str | None:
        """The id of the milestone check of a track at a level, or None where none ships. A role's promotion check is none."""
        return self._checks.get((track, level))

    def certs(self) -> tuple[Cert, ...]:
        """Every certification and title."""
        return tuple(item for item in self.items.values() if isinstance(item, Cert))
