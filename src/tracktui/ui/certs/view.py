"""Certifications: the wallet with what keeping it costs, and the whole catalog with search, facets and a comparison."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracktui.catalog.entries import Cert
from tracktui.catalog.facets import narrowed, values
from tracktui.catalog.model import Catalog
from tracktui.roadmap.views.wallet import Holding, upkeep, valid, wallet
from tracktui.ui.certs.groups import HELD, ORDER_WORDS, ORDERS, Group, Order, gone, groups, wanted_by
from tracktui.ui.certs.lines import cert_lines, group_lines, held_lines
from tracktui.ui.parts.content import Part, plain
from tracktui.ui.parts.edge import write_above
from tracktui.ui.parts.folding import FoldingView
from tracktui.ui.parts.list_view import Lines, Shown
from tracktui.ui.parts.look import fold_sign
from tracktui.ui.parts.rows import fit
from tracktui.wording import count, day, hours, month, shorten, usd

if TYPE_CHECKING:
    from tracktui.catalog.search import Index

_STARTS = ("AWS Certified ", "AWS Certified: ", "Microsoft Certified: ", "Red Hat Certified ", "HashiCorp Certified: ", "NVIDIA-Certified ", "CompTIA ")
FACET_WORDS = {
    "vendor": "whose estate it speaks to",
    "track": "which specialty it serves",
    "level": "where it stands in a stack",
    "price": "the list price",
    "status": "on sale, beta, retiring, retired",
}
_TONES = {"active": "good", "lifetime": "good", "expiring": "warn", "expired": "warn", "unknown": "dim"}
CODE, STATE, STUDY, PRICE = 11, 18, 8, 7
"""Columns of a row: its code, what it is to you, hours of study, the price. The name has the rest."""
WITH_STUDY, WITH_STATE = 66, 84
"""Widths of the list from which the hours have a column, and from which the state has one of its own."""
NAMED = 40
"""Names shown in the message of a mark are cut here."""


class CertsView(FoldingView):
    """Wallet and catalog of certifications."""

    NAME = "certs"
    FILTER_HINT = "search: a name, a code, a vendor"

    def __init__(self) -> None:
        super().__init__()
        self.order: Order = "issuer"
        self.facets: dict[str, str] = {}
        """The facets that narrow the catalog, each with its value."""
        self._held: dict[str, Holding] = {}
        self._wanted: dict[str, int] = {}
        self._groups: dict[str, Group] = {}
        self._of: Catalog | None = None
        self._index: Index | None = None
        """The search over the catalog `_of`; made when somebody first searches."""

    def prepare(self, shown: Shown) -> None:
        """What is held, what is wanted."""
        if self._of is not shown.catalog:
            self._of, self._index = shown.catalog, None
        self._held = {holding.credential.id: holding for holding in wallet(shown.catalog, shown.found)}
        self._wanted = wanted_by(shown.catalog, shown.plan, shown.found, shown.found.today)

    def title(self, shown: Shown) -> str:
        """How many there are."""
        return f"Certifications  {len(self._held)} yours, {sum(1 for _ in shown.catalog.certs())} in the catalog{ORDER_WORDS[self.order]}"

    def nothing(self) -> str:
        """A catalog without any."""
        return "The catalog has no certifications. Name another one in the settings (,) or with --catalog."

    def start(self, shown: Shown) -> str | None:
        """The first certification: one of yours where there is any."""
        return next((key for key in self.keys(shown) if not key.startswith("@")), None)

    def show_only(self, what: str) -> None:
        """Without a facet everything is shown; with one, the first certification that has it is looked at."""
        if not what:
            self.facets.clear()
        super().show_only(what)
        first = next((at for at, key in enumerate(self.rows.keys) if not key.startswith("@")), 0)
        if what:
            self.rows.go(first)

    def keys(self, shown: Shown) -> list[str]:
        """Yours, what you want, then the catalog; best first while one searches."""
        certs = narrowed(shown.catalog, self.facets, shown.found.today)
        if self.words.strip():
            from tracktui.catalog.search import index

            if self._index is None:
                self._index = index(shown.catalog, "cert")
            left = {cert.id for cert in certs}
            return [hit.id for hit in self._index.search(self.words, limit=len(self._index.rows)) if hit.id in left]
        self._groups = {group.key: group for group in groups(certs, self._held, self._wanted, self.order, shown.found.today)}
        return [key for group in self._groups.values() for key in self.unfolded(group.key, group.certs)]

    def fill(self, at: str | None = None) -> None:
        """The best hit first while one searches."""
        super().fill(at)
        if self.words.strip() and at is None:
            self.rows.go(0)

    # -- what is known of a row -------------------------------------------------------------------------------------

    def about(self, shown: Shown, key: str) -> Lines:
        """Everything about a certification, the wallet or a group."""
        cert, today = shown.catalog.items.get(key), shown.found.today
        if isinstance(cert, Cert):
            return cert_lines(shown.catalog, cert, self._held.get(key), today)
        group = self._groups[key]
        certs = [cert for cert_id in group.certs if isinstance(cert := shown.catalog.items.get(cert_id), Cert)]
        return held_lines([self._held[one] for one in group.certs], today) if key == HELD else group_lines(shown.catalog, group.name, certs, today)

    def tell(self, *, from_top: bool = True) -> None:
        """The pane is headed with the code."""
        super().tell(from_top=from_top)
        item = self.item
        write_above(self.query_one(".detail-pane"), plain((item.code or item.id) if item is not None else ""))

    def draw(self, key: str, width: int) -> list[Part]:
        """A certification: code, name, what it is to you, hours, price."""
        if key.startswith("@"):
            return self._heading(key, width)
        assert self.shown is not None
        cert = self.shown.catalog.items[key]
        assert isinstance(cert, Cert)
        state, tone = self._state(cert)
        study = hours(sum(cert.hours) / 2, estimated="hours" in cert.estimated) if cert.hours else ""
        wide = STATE if width >= WITH_STATE else len(state) + 1 if state else 0
        right = fit(study, STUDY if width >= WITH_STUDY else 0, right=True) + fit(usd(cert.price_usd) if cert.form == "exam" else "title", PRICE, right=True)
        name = max(8, width - CODE - 2 - wide - len(right) - 1)
        quiet = gone(cert, self.shown.found.today) or cert.beta()
        return [
            (f"  {fit(cert.code, CODE - 1)} ", "dim" if quiet else "structure"),
            (fit(short_name(cert), name), "dim" if quiet else "text"),
            (fit(f" {state}", wide, right=True), tone),
            (f"{right} ", "dim"),
        ]

    def _heading(self, key: str, width: int) -> list[Part]:
        group = self._groups[key]
        sign = fold_sign(key in self.folded, ascii_only=self.ascii)
        if key == HELD and not valid(self._held[cert] for cert in group.certs):
            figures = "not valid any more "
        elif key == HELD:
            cost = upkeep(self._held[key] for key in group.certs)
            figures = f"{usd(round(cost.usd, 2), at_least=cost.at_least)} and {hours(cost.hours)} a year keep them "
        elif key in self.folded:
            figures = ""
        else:
            figures = f"{fit('study', STUDY, right=True) if width >= WITH_STUDY else ''}{fit('price', PRICE, right=True)} "
        words = f" {sign} {shorten(group.name, max(8, width - len(figures) - 10))}"
        return [(words, "title"), (fit(f"  {len(group.certs)}", width - len(words) - len(figures)), "dim"), (figures, "structure" if key == HELD else "dim")]

    def _state(self, cert: Cert) -> Part:
        assert self.shown is not None
        held = self._held.get(cert.id)
        if held is not None:
            own = held.credential
            until = f" {month(own.expires)}" if own.expires else ""
            words = {"active": f"until{until}", "expiring": f"expires{until}", "expired": f"expired{until}", "lifetime": "for life", "unknown": "since when?"}
            return (words[own.validity], _TONES[own.validity])
        planned = self.shown.found.get(cert.id)
        if planned is not None and planned.open:
            return (f"planned {month(planned.finish)}" if planned.finish else "planned", "accent")
        if cert.retires_on is not None:
            left = not gone(cert, self.shown.found.today)
            return (f"until {day(cert.retires_on)}", "warn") if left else (f"retired {month(cert.retires_on)}", "dim")
        if cert.beta():
            return ("beta", "dim")
        level = self._wanted.get(cert.id)
        return (f"level {level}", "dim") if level else ("", "text")

    # -- commands ---------------------------------------------------------------------------------------------------

    def chosen(self, key: str) -> None:
        """Fold a group; read a certification in its pane."""
        if key.startswith("@"):
            self.toggle(key)
        else:
            super().chosen(key)

    def do_cert_sort(self) -> None:
        """Another order."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        self.fill()

    def do_cert_fold(self) -> None:
        """Fold every group, or unfold every one."""
        self.toggle_all()

    def do_facet(self) -> None:
        """Choose a facet, then a value."""
        from tracktui.ui.parts.dialogs import Choice

        options = [(facet, facet, f"only {self.facets[facet]}" if facet in self.facets else words) for facet, words in FACET_WORDS.items()]
        everything = [("", "everything", "no filter any more")] if self.facets else []
        self.app.push_screen(Choice("Narrow the catalog by", [*options, *everything]), self._facet_chosen)

    def _facet_chosen(self, facet: str | None) -> None:
        from tracktui.ui.parts.dialogs import Choice

        if facet is None or self.shown is None:
            return
        if not facet:
            self.show_only("")
            return
        catalog, today = self.shown.catalog, self.shown.found.today
        others = {other: value for other, value in self.facets.items() if other != facet}
        found = values(catalog, facet, today, narrowed(catalog, others, today))
        options = [(value, value, count(number, "certification")) for value, number in found]
        whatever = [("", "any", f"no matter which {facet}")] if facet in self.facets else []
        self.app.push_screen(Choice(f"Which {facet}?", [*options, *whatever], at=self.facets.get(facet)), partial(self._value_chosen, facet))

    def _value_chosen(self, facet: str, value: str | None) -> None:
        if value is None:
            return
        self.facets.pop(facet, None)
        if value:
            self.facets[facet] = value
        self.show_only(", ".join(self.facets.values()))

    def do_compare(self) -> None:
        """The marked certifications and the one looked at side by side; the first one is only marked."""
        from tracktui.roadmap.views.side_by_side import MOST
        from tracktui.ui.certs.side_by_side import table
        from tracktui.ui.parts.dialogs import Reading

        assert self.shown is not None
        chosen = [key for key in self.rows.keys if key in self.rows.marked or key == self.item_id]
        certs = [cert for key in chosen if isinstance(cert := self.shown.catalog.items.get(key), Cert)]
        if len(certs) < 2:
            if certs:
                self.do_mark()
                self.notify(f"{shorten(certs[0].name, NAMED)} is marked: c on another one sets them side by side.", markup=False, timeout=4)
            return
        left_out = f"; the first {MOST} of {len(certs)}" if len(certs) > MOST else ""
        width = min(140, self.app.size.width - 8)
        rows = table(self.shown.catalog, self.shown.found, certs[:MOST], width)
        self.app.push_screen(Reading(f"Side by side{left_out}", rows, width=width + 4))

    def cannot(self, command_id: str) -> str:
        """A heading stands for no certification."""
        return "This needs a certification: move to one first." if command_id == "compare" and self.item is None and not self.rows.marked else ""

    @property
    def item(self) -> Cert | None:
        """The highlighted certification."""
        found = self.shown.catalog.items.get(self.rows.key or "") if self.shown else None
        return found if isinstance(found, Cert) else None


def short_name(cert: Cert) -> str:
    """The name without the words that every certification of its issuer begins with."""
    for start in _STARTS:
        if cert.name.startswith(start):
            return cert.name.removeprefix(start)
    return cert.name
