"""Certifications: the wallet with what keeping each costs, and the whole catalog with search, facets and a comparison."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracktui.catalog.entries import Cert
from tracktui.catalog.facets import has, values
from tracktui.catalog.model import Catalog
from tracktui.roadmap.views.wallet import Holding, upkeep, wallet
from tracktui.ui.parts.content import Part
from tracktui.ui.parts.detail import cert_lines, wallet_lines
from tracktui.ui.parts.list_view import Lines, ListView, Shown
from tracktui.ui.parts.rows import fit
from tracktui.wording import count, day, hours, month, usd

if TYPE_CHECKING:
    from tracktui.catalog.search import Index

_STARTS = ("AWS Certified ", "Microsoft Certified: ", "Red Hat Certified ", "HashiCorp Certified: ", "NVIDIA-Certified ")
FACET_WORDS = {
    "vendor": "whose estate it speaks to",
    "track": "which specialty it serves",
    "level": "where it stands in a stack",
    "price": "the list price",
    "status": "on sale, beta, retiring, retired",
}
_TONES = {"active": "good", "lifetime": "good", "expiring": "warn", "expired": "warn", "unknown": "dim"}


class CertsView(ListView):
    """Wallet and catalog of certifications."""

    NAME = "certs"
    FILTER_HINT = "search: a name, a code, a vendor"

    def __init__(self) -> None:
        super().__init__()
        self._held: dict[str, Holding] = {}
        self._of: Catalog | None = None
        self._index: Index | None = None
        """The search over the catalog `_of`; made when somebody first searches."""
        self.facet: tuple[str, str] | None = None
        """The facet that narrows the catalog, and its value."""

    def prepare(self, shown: Shown) -> None:
        """What is held, by id."""
        if self._of is not shown.catalog:
            self._of, self._index = shown.catalog, None
        self._held = {holding.credential.id: holding for holding in wallet(shown.catalog, shown.plan, shown.found)}

    def title(self, shown: Shown) -> str:
        """How many there are."""
        return f"Certifications  {len(self._held)} yours, {sum(1 for _ in shown.catalog.certs())} in the catalog"

    def show_only(self, what: str) -> None:
        """Without a facet everything is shown."""
        if not what:
            self.facet = None
        super().show_only(what)

    def keys(self, shown: Shown) -> list[str]:
        """Yours, then the catalog; best first while one searches."""
        if self.words.strip():
            from tracktui.catalog.search import index

            if self._index is None:
                self._index = index(shown.catalog, "cert")
            return [hit.id for hit in self._index.search(self.words, limit=400)]
        if self.facet is not None:
            facet, value = self.facet
            return [cert.id for cert in shown.catalog.certs() if has(shown.catalog, cert, facet, value, shown.found.today)]
        keys = ["@held", *self._held] if self._held else []
        return [*keys, "@all", *(cert.id for cert in shown.catalog.certs() if cert.id not in self._held)]

    def fill(self, at: str | None = None) -> None:
        """The best hit first while one searches."""
        super().fill(at)
        if self.words.strip() and at is None:
            self.rows.go(0)

    def about(self, shown: Shown, key: str) -> Lines:
        """Everything about a certification."""
        cert = shown.catalog.items.get(key)
        if isinstance(cert, Cert):
            held = self._held.get(key)
            return [*(wallet_lines(shown.catalog, cert, held, shown.found.today) if held else []), *cert_lines(shown.catalog, cert, shown.found.today)]
        return [
            [("space says that you hold one", "dim")],
            [("p plans one whatever it costs", "dim")],
            [("/ searches, f narrows by vendor, track, level, price or status", "dim")],
            [("v marks up to four, c compares them side by side", "dim")],
        ]

    def draw(self, key: str, width: int) -> list[Part]:
        """A certification: code, name, what it is to you, hours, price."""
        if key == "@held":
            cost = upkeep(self._held.values())
            figures = f"{usd(cost.usd, at_least=cost.at_least)} and {hours(cost.hours)} a year keep them " if width >= 48 else ""
            return [(fit(f" Yours  {len(self._held)}", width - len(figures)), "title"), (figures, "structure")]
        if key == "@all":
            return [(" The catalog", "title")]
        assert self.shown is not None
        cert = self.shown.catalog.items[key]
        assert isinstance(cert, Cert)
        state, tone = self._state(cert)
        study = hours((cert.hours[0] + cert.hours[1]) / 2, estimated="hours" in cert.estimated) if cert.hours else ""
        right = [
            fit(f" {state}", len(state) + 1 if state else 0),
            fit(study, 9 if width >= 76 else 0, right=True),
            fit(usd(cert.price_usd) if cert.form == "exam" else "title", 8, right=True),
        ]
        name = max(8, width - 16 - sum(map(len, right)))
        return [
            (f"   {fit(cert.code or cert.id, 11)} ", "structure" if tone != "dim" else "dim"),
            (fit(short_name(cert), name), "dim" if tone == "dim" else "text"),
            (right[0], tone),
            (right[1], "dim"),
            (f"{right[2]} ", "dim"),
        ]

    def _state(self, cert: Cert) -> Part:
        assert self.shown is not None
        held = self._held.get(cert.id)
        if held is not None:
            own = held.credential
            until = f" {month(own.expires)}" if own.expires else ""
            return (f"{own.validity}{until}" if own.validity != "active" else f"until{until}", _TONES[own.validity])
        planned = self.shown.found.get(cert.id)
        if planned is not None and planned.open:
            return (f"planned {month(planned.finish)}" if planned.finish else "planned", "accent")
        if cert.retires_on is not None:
            gone = cert.retires_on < self.shown.found.today
            return (f"retired {month(cert.retires_on)}" if gone else f"until {day(cert.retires_on)}", "dim" if gone else "warn")
        if cert.beta():
            return ("beta", "dim")
        return ("", "text")

    # -- commands ---------------------------------------------------------------------------------------------------

    def do_facet(self) -> None:
        """Choose a facet, then a value."""
        from tracktui.ui.parts.dialogs import Choice

        options = [(facet, facet, words) for facet, words in FACET_WORDS.items()]
        self.app.push_screen(Choice("Narrow the catalog by", [("", "everything", "no filter"), *options]), self._facet_chosen)

    def _facet_chosen(self, facet: str | None) -> None:
        from tracktui.ui.parts.dialogs import Choice

        if facet is None or self.shown is None:
            return
        if not facet:
            self.show_only("")
            return
        found = values(self.shown.catalog, facet, self.shown.found.today)
        options = [(value, value, count(number, "certification")) for value, number in found]
        self.app.push_screen(Choice(f"Which {facet}?", options), partial(self._value_chosen, facet))

    def _value_chosen(self, facet: str, value: str | None) -> None:
        if value is not None:
            self.facet = (facet, value)
            self.show_only(value)

    def do_compare(self) -> None:
        """The marked certifications side by side."""
        from tracktui.ui.certs.side_by_side import MOST, side_by_side
        from tracktui.ui.parts.dialogs import Reading

        assert self.shown is not None
        certs = [cert for key in self.marked if isinstance(cert := self.shown.catalog.items.get(key), Cert)]
        if len(certs) < 2:
            self.notify("Mark two to four certifications with v first.", severity="warning", timeout=4)
            return
        left_out = f"; the first {MOST} of {len(certs)}" if len(certs) > MOST else ""
        width = min(140, self.app.size.width - 8)
        rows = side_by_side(self.shown.catalog, self.shown.found, certs[:MOST], width)
        self.app.push_screen(Reading(f"Side by side{left_out}", rows, width=width + 4))

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
