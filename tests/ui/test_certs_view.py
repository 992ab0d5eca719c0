"""The Certs screen, driven key by key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from driver import opened, ready, shown, until
from tracktui.catalog.entries import Cert
from tracktui.ui.app import TracktuiApp
from tracktui.ui.parts.dialogs import Choice, Reading

AppOn = Callable[..., TracktuiApp]


async def test_the_wallet_says_until_when_and_what_keeping_it_costs(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(160, 45)) as pilot:
        await ready(pilot)
        await pilot.press("5")
        view: Any = app.query_one("#certs")
        view.reveal("aws-soa")
        await pilot.pause()
        text = shown(app, "#certs .detail")
        assert "expiring" in text
        assert "a year" in text.lower()
        assert "sit the exam again" in text


async def test_a_facet_narrows_the_catalog_until_escape(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await pilot.press("5", "f")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Choice) and "Which vendor" in app.screen.question)
        app.screen.dismiss("aws")
        await pilot.pause()
        view: Any = app.query_one("#certs")
        items = opened(app).catalog.items
        vendors = {entry.vendor for key in view.rows.keys if isinstance(entry := items.get(key), Cert)}
        assert len(vendors) == 1
        assert f"only {vendors.pop()}" in str(app.query_one("#certs .list-pane").border_subtitle)
        await pilot.press("f")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        app.screen.dismiss("status")
        await until(pilot, lambda: isinstance(app.screen, Choice) and "Which status" in app.screen.question)
        app.screen.dismiss("retired")
        await until(pilot, lambda: len(view.facets) == 2, "both facets")
        narrowed = {key for key in view.rows.keys if key in items}
        certs = [items[key] for key in narrowed]
        assert certs
        assert all(isinstance(cert, Cert) and cert.retires_on and cert.retires_on < app.today for cert in certs)
        view.words = "specialty"
        view.fill()
        assert view.rows.keys
        assert set(view.rows.keys) < narrowed
        await pilot.press("escape", "escape")
        assert {"@held", "@wanted", "@CompTIA"} <= set(view.rows.keys)


async def test_the_catalog_folds_by_issuer_and_has_other_orders(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(160, 45)) as pilot:
        await ready(pilot)
        await pilot.press("5", "g")
        view: Any = app.query_one("#certs")
        catalog = opened(app).catalog
        await pilot.pause()
        text = shown(app, "#certs .detail")
        assert "Jan 2027  SOA-C03  $29, 8 h" in text
        assert "2027      $29+     8 h" in text
        everything = len(view.rows.keys)
        assert view.rows.keys[view.rows.keys.index("@wanted") + 1] == "otca"
        assert "planned Nov 2026" in "".join(text for text, _ in view.draw("otca", 90))
        assert "level 2" in "".join(text for text, _ in view.draw("ckad", 90))
        await pilot.press("enter")
        assert view.rows.key == "@held"
        assert len(view.rows.keys) == everything - len(view._held)
        await pilot.press("z", "right")
        assert len([key for key in view.rows.keys if not key.startswith("@")]) == len(view._held)
        await pilot.press("z", "z", "o")
        rest = [cert for key in view.rows.keys[view.rows.keys.index("@all") + 1 :] if isinstance(cert := catalog.items[key], Cert)]
        prices = [cert.price_usd for cert in rest if cert.price_usd is not None and cert.form == "exam" and not cert.retires_on]
        assert prices == sorted(prices)
        await pilot.press("o", "o")
        assert "by name" in str(app.query_one("#certs .list-pane").border_title)


async def test_space_on_what_is_held_records_what_happened_with_it(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(100, 30)) as pilot:
        await ready(pilot)
        await pilot.press("5")
        view: Any = app.query_one("#certs")
        view.reveal("cka")
        await pilot.press("space")
        await until(pilot, lambda: isinstance(app.screen, Choice))
        assert isinstance(app.screen, Choice)
        assert "CKA: what happened?" in app.screen.question
        assert list(app.screen.options) == ["renewed", "credits", "passed", "reimbursed", "noted"]
        app.screen.dismiss("renewed")
        await pilot.pause()
        assert not [held for held in opened(app).plan.held[1:] if held.cert == "cka"]


async def test_marked_certifications_are_compared_side_by_side(app_on: AppOn) -> None:
    app = app_on()
    async with app.run_test(size=(120, 36)) as pilot:
        await ready(pilot)
        await pilot.press("5")
        view: Any = app.query_one("#certs")
        view.reveal("cks")
        await pilot.press("c")
        await until(pilot, lambda: any("c on another one sets them side by side" in note.message for note in app._notifications), "the word")
        view.reveal("ckad")
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, Reading))
        text = shown(app, "#reading")
        assert "CKS" in text
        assert "CKAD" in text
        assert "$445" in text
