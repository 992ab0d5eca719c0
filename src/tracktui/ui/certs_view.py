"""Certifications: what is held, and the whole catalog with search as one types."""

from __future__ import annotations

from tracktui.catalog.entries import Cert
from tracktui.roadmap.model import Credential
from tracktui.ui.content import Part
from tracktui.ui.detail import cert_lines
from tracktui.ui.list_view import Lines, ListView, Shown
from tracktui.ui.rows import fit
from tracktui.wording import day, hours, month, usd

_STARTS = ("AWS Certified ", "Microsoft Certified: ", "Red Hat Certified ", "HashiCorp Certified: ", "NVIDIA-Certified ")
_TONES = {"active": "good", "lifetime": "good", "expiring": "warn", "expired": "warn", "unknown": "dim"}


class CertsView(ListView):
    """Wallet and catalog of certifications."""

    NAME = "certs"
    FILTER_HINT = "search: a name, a code, a vendor"

    def __init__(self) -> None:
        super().__init__()
        self._held: dict[str, Credential] = {}

    def prepare(self, shown: Shown) -> None:
        """What is held, by id."""
        self._held = {held.id: held for held in shown.found.credentials}

    def title(self, shown: Shown) -> str:
        """How many there are."""
        return f"Certifications  {len(self._held)} yours, {sum(1 for _ in shown.catalog.certs())} in the catalog"

    def keys(self, shown: Shown) -> list[str]:
        """Yours, then the catalog; best first while one searches."""
        if self.words.strip():
            from tracktui.catalog.search import search

            return [hit.id for hit in search(shown.catalog, self.words, "cert", limit=400)]
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
            return cert_lines(shown.catalog, cert, shown.found.today)
        return [[("space says that you hold one; p plans one; / searches", "dim")]]

    def draw(self, key: str, width: int) -> list[Part]:
        """A certification: code, name, what it is to you, hours, price."""
        if key == "@held":
            return [(f" Yours  {len(self._held)}", "title")]
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
            until = f" {month(held.expires)}" if held.expires else ""
            return (f"{held.validity}{until}" if held.validity != "active" else f"until{until}", _TONES[held.validity])
        planned = self.shown.found.get(cert.id)
        if planned is not None and planned.open:
            return (f"planned {month(planned.finish)}" if planned.finish else "planned", "accent")
        if cert.retires_on is not None:
            gone = cert.retires_on < self.shown.found.today
            return (f"retired {month(cert.retires_on)}" if gone else f"until {day(cert.retires_on)}", "dim" if gone else "warn")
        if cert.beta():
            return ("beta", "dim")
        return ("", "text")

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
