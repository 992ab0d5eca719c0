"""Reading catalogs: faults are collected, placed and hinted at; layers merge only when they say so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracktui.catalog.entries import Cert
from tracktui.catalog.read import CatalogFile, ReadResult, catalog_files, read_catalog
from tracktui.problems import UserError

CKA = '[[cert]]\nid = "cka"\nname = "Administrator"\nhours = [40, 60]\n'


def read(*texts: str) -> ReadResult:
    return read_catalog([CatalogFile(f"layer{index}", f"{index}.toml", text.encode()) for index, text in enumerate(texts)])


def test_all_faults_of_a_file_are_told_together_with_their_places() -> None:
    result = read(f'format = 1\n{CKA}pricee_usd = 4\nhours_x = 1\n[[cert]]\nname = "No id"\n[[certt]]\nid = "x"\n')
    found = [(problem.code, problem.line, problem.col) for problem in result.problems]
    assert ("TT002", 6, 1) in found
    assert ("TT002", 7, 1) in found
    assert ("TT004", 8, 1) in found
    assert ("TT002", 10, 1) in found


def test_an_unknown_key_is_answered_with_the_nearest_known_one() -> None:
    result = read(f"format = 1\n{CKA}price_us = 4\n")
    assert result.problems[0].hint == "did you mean 'price_usd'?"


def test_a_wrong_type_deep_inside_is_placed_exactly() -> None:
    text = f'format = 1\n{CKA}renewals = [\n  {{ how = "retake" }},\n  {{ how = "exam", cert = 3 }},\n]\n'
    (problem,) = read(text).problems
    assert (problem.code, problem.line, problem.col) == ("TT003", 8, 19)


def test_a_day_that_is_not_in_the_calendar_is_told() -> None:
    result = read(f'format = 1\n{CKA}sources = [{{ url = "https://example.org", as_of = "2026-02-30" }}]\n[[policy]]\nid = "p"\nbudget_year_starts = "02-30"\n')
    assert [(problem.code, problem.line) for problem in result.problems] == [("TT006", 6), ("TT006", 9)]


def test_a_faulty_entry_keeps_what_is_right() -> None:
    result = read(f'format = 1\n{CKA}price_usd = "much"\n')
    cert = result.catalog.items["cka"]
    assert isinstance(cert, Cert)
    assert cert.price_usd is None
    assert cert.hours == (40, 60)


def test_a_syntax_error_names_line_and_column() -> None:
    (problem,) = read('format = 1\n[[cert]\nid = "x"\n').problems
    assert (problem.code, problem.line) == ("TT001", 2)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"format = 1\nname = '\xff'", "UTF-8"),
        (b"format = 1\n\0", "NUL"),
        (b"\xff\xfef\0", "UTF-16"),
        (b"format = 1\n" + b".".join([b"a"] * 5000) + b" = 1", "parts"),
        (b"format = 1\nx = " + b"[" * 5000, "deep"),
    ],
)
def test_hostile_bytes_are_refused_with_a_reason(data: bytes, words: str) -> None:
    (problem,) = read_catalog([CatalogFile("x", "x.toml", data)]).problems
    assert words in problem.message


def test_the_format_must_be_said_and_known() -> None:
    assert read("[[cert]]\nid='x'\nname='y'\n").problems[0].code == "TT007"
    assert "newer" in read("format = 2\n").problems[0].hint


def test_an_id_is_unique_over_all_kinds() -> None:
    (problem,) = read(f'format = 1\n{CKA}[[skill]]\nid = "cka"\nname = "x"\n').problems
    assert problem.code == "TT005"
    assert "0.toml:2" in problem.message


def test_a_stronger_layer_must_say_what_it_does_with_a_known_id() -> None:
    (problem,) = read(f"format = 1\n{CKA}", f"format = 1\n{CKA}").problems
    assert "already defined in 0.toml:2" in problem.message
    assert "extend = true" in problem.hint


def test_extend_changes_only_the_named_fields() -> None:
    result = read(f"format = 1\n{CKA}", 'format = 1\n[[cert]]\nid = "cka"\nextend = true\nprice_usd = 70.5\n')
    cert = result.catalog.items["cka"]
    assert isinstance(cert, Cert)
    assert (cert.price_usd, cert.hours, result.problems) == (70.5, (40, 60), ())


def test_replace_and_hidden_do_what_they_say() -> None:
    assert read(f"format = 1\n{CKA}", 'format = 1\n[[cert]]\nid = "cka"\nname = "New"\nreplace = true\n').catalog.items["cka"].hours is None
    assert "cka" not in read(f"format = 1\n{CKA}", 'format = 1\n[[cert]]\nid = "cka"\nhidden = true\n').catalog.items


def test_extending_what_no_weaker_layer_has_is_an_error() -> None:
    (problem,) = read(f"format = 1\n{CKA}", 'format = 1\n[[cert]]\nid = "ckaa"\nextend = true\n').problems
    assert (problem.code, problem.hint) == ("TT101", "did you mean 'cka'?")


def test_a_fault_in_an_overlay_points_into_the_overlay() -> None:
    (problem,) = read(f"format = 1\n{CKA}", 'format = 1\n[[cert]]\nid = "cka"\nextend = true\nhours = "many"\n').problems
    assert (problem.file, problem.line) == ("1.toml", 5)


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no catalog"):
        catalog_files(tmp_path / "nowhere")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.toml"
    outside.write_text("format = 1\n")
    inside = tmp_path / "pack"
    inside.mkdir()
    (inside / "link.toml").symlink_to(outside)
    assert catalog_files(inside) == []


@given(st.data())
def test_a_mutated_catalog_loads_or_gives_findings_and_never_crashes(data: st.DataObject) -> None:
    text = f'format = 1\n{CKA}requires = ["a", {{ any = ["b", {{ skill = "s", level = 2 }}] }}]\n[[skill]]\nid = "s"\nname = "S"\n'.encode()
    at = data.draw(st.integers(0, len(text) - 1))
    size = data.draw(st.integers(0, 12))
    junk = data.draw(st.binary(max_size=6))
    result = read_catalog([CatalogFile("x", "x.toml", text[:at] + junk + text[at + size :])])
    assert all(problem.message and problem.file for problem in result.problems)
