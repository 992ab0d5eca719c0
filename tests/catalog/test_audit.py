"""Figures and skill rows of the shipped catalog, drawn at random and read again at their sources; audit.toml holds what was read."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

from sourced import Figure, draw, figures, luck
from tracktui.catalog.entries import Price
from tracktui.catalog.freshness import read_on
from tracktui.catalog.model import Catalog

SEED = "2026-11-23"
COUNT = 40
MOST_WRONG = 1
MOST_NOT_FOUND = 0
VERDICTS = {"right", "wrong", "not found again"}
REFERENCE_TEXTS = {"Cloud Native Engineer: Role Blueprint", "Specialize or Stall"}

AUDIT: dict[str, list[dict[str, Any]]] = tomllib.loads((Path(__file__).parent / "audit.toml").read_text(encoding="utf-8"))
FIGURES, SKILLS = AUDIT["figure"], AUDIT["skill"]


def test_the_figures_read_again_are_those_the_seed_draws_with_the_values_the_catalog_gives_now(shipped: Catalog) -> None:
    drawn = draw(figures(shipped), SEED, COUNT)
    read = [Figure(row["id"], row["path"], row["value"]) for row in FIGURES]
    told = "read each at a source its entry names and write what it says to audit.toml"
    assert [figure for figure in drawn if figure not in read] == [], told
    assert [figure for figure in read if figure not in drawn] == [], "no longer drawn, or no longer what the catalog says: take the row out"
    assert len(read) == len(drawn) == COUNT


def test_at_most_one_figure_was_wrong_and_every_one_was_found_again() -> None:
    verdicts = Counter(row["verdict"] for row in FIGURES)
    assert set(verdicts) <= VERDICTS
    assert verdicts["wrong"] <= MOST_WRONG
    assert verdicts["not found again"] <= MOST_NOT_FOUND


def test_each_row_names_a_source_of_its_entry_what_was_read_and_a_day_no_earlier_than_the_entry_gives(shipped: Catalog) -> None:
    for row in FIGURES + SKILLS:
        entry = shipped.find(row["id"])
        assert row["source"] in {named for source in entry.sources for named in (source.url, source.title)}, row["id"]
        assert len(row["read"].split()) >= 6, row["id"]
        assert read_on(entry) <= row["day"].isoformat(), row["id"]


def test_one_skill_row_of_each_track_was_read_again_at_a_source_besides_the_reference_texts(shipped: Catalog) -> None:
    drawn = {(track.id, min((row.id for row in track.skills), key=lambda skill: luck(SEED, track.id, skill))) for track in shipped.tracks.values()}
    assert {(row["track"], row["id"]) for row in SKILLS} == drawn
    assert {row["verdict"] for row in SKILLS} == {"right"}
    assert REFERENCE_TEXTS.isdisjoint(row["source"] for row in SKILLS)


def test_every_entry_with_a_published_figure_has_a_source_and_no_figure_is_listed_twice(shipped: Catalog) -> None:
    everything = figures(shipped)
    assert len({(figure.id, figure.path) for figure in everything}) == len(everything) > 1500
    assert [figure.id for figure in everything if not shipped.find(figure.id).sources] == []


def test_what_is_marked_as_ours_is_no_published_figure(shipped: Catalog) -> None:
    paths = {(figure.id, figure.path) for figure in figures(shipped)}
    assert ("cka", "price_usd") in paths
    assert ("cka", "hours") not in paths
    assert "hours" in next(cert for cert in shipped.certs() if cert.id == "cka").estimated
    assert ("finops-focus-analyst", "hours") in paths


def test_a_draw_stays_when_other_figures_come_go_and_change() -> None:
    everything = [Figure(f"cert-{number}", "price_usd", str(number)) for number in range(400)]
    drawn = draw(everything, SEED, COUNT)
    assert len(drawn) == COUNT
    assert draw(reversed(everything), SEED, COUNT) == drawn
    rest = [figure for figure in everything if figure not in drawn]
    assert draw([*drawn, *rest[::2]], SEED, COUNT) == drawn
    assert draw([*drawn, *(figure._replace(value="other") for figure in rest)], SEED, COUNT) == drawn
    assert draw(everything, "another seed", COUNT) != drawn


def test_a_price_added_to_a_cert_is_a_figure_named_by_who_pays_it(shipped: Catalog) -> None:
    cka = next(cert for cert in shipped.certs() if cert.id == "cka")
    changed = msgspec.structs.replace(cka, prices=(Price("member", 10), Price("member", 12.5)))
    more = msgspec.structs.replace(shipped, items={**shipped.items, "cka": changed})
    found = set(figures(more)) - set(figures(shipped))
    assert found == {Figure("cka", "prices[member].usd", "10"), Figure("cka", "prices[member 2].usd", "12.5")}
