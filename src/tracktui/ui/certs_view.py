"""Certifications: what is held, and the whole catalog with search as one types."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Static

from tracktui.catalog.entries import Cert
from tracktui.catalog.model import Catalog
from tracktui.roadmap.model import Credential, Roadmap
from tracktui.ui.content import Part, lines, plain
from tracktui.ui.detail import cert_lines
from tracktui.ui.look import ascii_only
from tracktui.ui.rows import Rows, fit
from tracktui.wording import day, hours, month, usd

_TONES = {"active": "good", "lifetime": "good", "expiring": "warn", "expired": "warn", "unknown": "dim"}


class CertsView(Vertical):
    """Wallet and catalog of certifications."""

    class Moved(Message):
        """Another certification is highlighted."""

        def __init__(self, item: str | None) -> None:
            super().__init__()
            self.item = item

    def __init__(self) -> None:
        super().__init__(id="certs")
        self.catalog: Catalog | None = None
        self.found: Roadmap | None = None
        self.query_text = ""
        self._held: dict[str, Credential] = {}
        self._filled = False
        self.ascii = ascii_only()

    def compose(self) -> ComposeResult:
        """The search line, the list, the detail pane."""
        with Horizontal(id="cert-panes"):
            with Vertical(id="cert-list-pane"):
                yield Input(placeholder="search: a name, a code, a vendor", id="cert-search")
                yield Rows(self._draw, id="cert-items")
            with VerticalScroll(id="cert-detail-pane", can_focus=True):
                yield Static("", id="cert-detail")

    def on_mount(self) -> None:
        """The title of the pane."""
        self.query_one("#cert-list-pane").border_title = "Certifications"

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one("#cert-items", Rows)

    def set(self, catalog: Catalog, found: Roadmap) -> None:
        """Show this catalog and wallet; the list is filled when the screen is first opened."""
        self.catalog, self.found = catalog, found
        self._held = {held.id: held for held in found.credentials}
        if self._filled:
            self._fill()

    def opened(self) -> None:
        """Fill the list the first time, and take the keys."""
        if not self._filled and self.catalog is not None:
            self._filled = True
            self._fill()
        self.rows.focus()

    def _fill(self) -> None:
        assert self.catalog is not None
        if self.query_text.strip():
            from tracktui.catalog.search import search

            keys = [hit.id for hit in search(self.catalog, self.query_text, "cert", limit=400)]
        else:
            keys = ["@held", *self._held] if self._held else []
            keys += ["@all", *(cert.id for cert in self.catalog.certs() if cert.id not in self._held)]
        self.rows.show_keys(keys, at=keys[0] if self.query_text.strip() and keys else None)
        pane = self.query_one("#cert-list-pane")
        count = sum(not key.startswith("@") for key in keys)
        pane.border_subtitle = plain(f"{count} match, esc clears") if self.query_text else plain(f"{count} in the catalog")
        if not keys:
            self.query_one("#cert-detail", Static).update(plain(f"Nothing is like '{self.query_text}'. esc clears the search."))

    def _draw(self, key: str, width: int) -> list[Part]:
        if key == "@held":
            return [(f" Yours  {len(self._held)}", "title")]
        if key == "@all":
            return [(" The catalog", "title")]
        assert self.catalog is not None
        assert self.found is not None
        cert = self.catalog.items[key]
        assert isinstance(cert, Cert)
        state, tone = self._state(cert)
        wide = width >= 76
        study = hours((cert.hours[0] + cert.hours[1]) / 2, estimated="hours" in cert.estimated) if cert.hours else ""
        right = [
            fit(state, 20 if wide else 17),
            fit(study, 8 if wide else 0, right=True),
            fit(usd(cert.price_usd) if cert.form == "exam" else "title", 7, right=True),
        ]
        name = max(8, width - 16 - sum(map(len, right)))
        return [
            (f"   {fit(cert.code or cert.id, 11)} ", "structure" if tone != "dim" else "dim"),
            (fit(cert.name, name) + " ", "dim" if tone == "dim" else "text"),
            (right[0], tone),
            (right[1], "dim"),
            (right[2], "dim"),
        ]

    def _state(self, cert: Cert) -> Part:
        assert self.found is not None
        held = self._held.get(cert.id)
        if held is not None:
            until = f" {month(held.expires)}" if held.expires else ""
            return (f"{held.validity}{until}" if held.validity != "active" else f"until{until}", _TONES[held.validity])
        planned = self.found.get(cert.id)
        if planned is not None and planned.open:
            return (f"planned {month(planned.finish)}" if planned.finish else "planned", "accent")
        if cert.retires_on is not None:
            gone = cert.retires_on < self.found.today
            return (f"retired {month(cert.retires_on)}" if gone else f"until {day(cert.retires_on)}", "dim" if gone else "warn")
        if cert.beta():
            return ("beta", "dim")
        return ("", "text")

    @property
    def item(self) -> Cert | None:
        """The highlighted certification."""
        found = self.catalog.items.get(self.rows.key or "") if self.catalog else None
        return found if isinstance(found, Cert) else None

    def on_rows_highlighted(self, message: Rows.Highlighted) -> None:
        """Show what is looked at."""
        message.stop()
        cert = self.item
        if cert is not None and self.catalog is not None:
            self.query_one("#cert-detail", Static).update(lines(cert_lines(self.catalog, cert)))
            self.query_one("#cert-detail-pane", VerticalScroll).scroll_home(animate=False)
        else:
            self.query_one("#cert-detail", Static).update(plain("space says that you hold one; p plans one; / searches"))
        self.post_message(self.Moved(cert.id if cert else None))

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Go into the detail pane."""
        message.stop()
        self.query_one("#cert-detail-pane").focus()

    def search(self) -> None:
        """Go to the search line."""
        self.query_one("#cert-search", Input).focus()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Search as one types."""
        message.stop()
        if message.value != self.query_text and self.catalog is not None:
            self.query_text = message.value
            self._filled = True
            self._fill()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Keep the search and go to the list."""
        message.stop()
        self.rows.focus()

    def back(self) -> bool:
        """One step back: out of the search, from the detail pane; False when there is none."""
        box = self.query_one("#cert-search", Input)
        if self.query_text:
            box.value = ""
            self.query_text = ""
            self._fill()
            self.rows.focus()
            return True
        if not self.rows.has_focus:
            self.rows.focus()
            return True
        return False
