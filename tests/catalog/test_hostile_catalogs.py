"""Catalogs made to hurt: what they cost grows with their size, and nothing outside their folder is read.

There is no stop-watch here: work that grows with the square or worse of these sizes takes minutes instead of moments.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from making import TODAY
from tracktui.catalog import read
from tracktui.catalog.read import CatalogFile, catalog_files, read_catalog
from tracktui.catalog.rules import MOST_FINDINGS, check
from tracktui.problems import UserError

MANY = 2_500


def course(number: int, more: str = "") -> str:
    return f'[[course]]\nid = "c{number}"\nname = "C"\n{more}\n'


def listed(ids: Iterable[str]) -> str:
    return "[" + ",\n".join(f'"{each}"' for each in ids) + "]"


def codes(text: str) -> set[str]:
    return {finding.code for finding in check([CatalogFile("x", "x.toml", f"format = 1\n{text}".encode())], TODAY)}


def test_long_chains_and_circles_are_walked_once() -> None:
    chain = "".join(course(number, f'requires = ["c{number + 1}"]') for number in range(MANY)) + course(MANY)
    assert codes(chain) == set()
    assert codes("".join(course(number, f'requires = ["c{(number + 1) % MANY}"]') for number in range(MANY))) == {"TT102"}
    assert codes("".join(course(number, f'requires = [{{ any = ["c{(number + 1) % MANY}"] }}]') for number in range(MANY))) == {"TT103"}


def test_a_ladder_with_two_rungs_each_is_not_followed_along_every_path() -> None:
    ladder = "".join(course(number, f'requires = ["c{number + 1}", "c{number + 2}"]') for number in range(MANY))
    assert codes(ladder + course(MANY) + course(MANY + 1)) == {"TT106"}


def test_items_with_thousands_of_requirements_are_judged() -> None:
    ids = [f"c{number}" for number in range(MANY)]
    courses = "".join(course(number) for number in range(MANY))
    active = ",\n".join(f'{{ id = "{each}", active = true }}' for each in ids)
    assert codes(
        courses + course(MANY, f"requires = {listed(ids)}") + "".join(course(MANY + more, f'requires = ["c{MANY}", "c1"]') for more in range(1, 300))
    ) == {"TT106"}
    assert codes(courses + course(MANY, f"requires = [{{ any = [{active}] }}, {listed(ids)[1:-1]}]")) == set()
    assert codes(course(0) + course(1, f"requires = {listed(['c0'] * MANY)}")) == {"TT106"}


def test_unknown_ids_and_layers_without_ground_are_told_without_guessing_for_ever() -> None:
    assert codes("".join(course(number, f'requires = ["x{number}y"]') for number in range(MANY))) == {"TT101"}
    assert codes("".join(f'[[course]]\nid = "d{number}"\nextend = true\n' for number in range(MANY))) == {"TT101"}


def test_behaviours_that_share_their_words_are_compared_a_bounded_number_of_times() -> None:
    words = "Takes one two three four five six {0} seven{0} eight{0}"
    row = f'[[skill]]\nid = "s{{0}}"\nname = "S"\nquestion = "q"\noutcome = "o"\nrisk = "r"\nbehaviours = [["{words}"], [], [], []]\n'
    assert codes("".join(row.format(number) for number in range(MANY))) == {"TT402"}


def test_faults_are_told_up_to_a_number() -> None:
    text = "format = 1\n" + "".join(course(number, "\n".join(f"a{key} = 1" for key in range(9))) for number in range(1_000))
    found = check([CatalogFile("x", "x.toml", text.encode())], TODAY)
    assert len(found) == read.MOST_FAULTS
    items = "".join(course(number, f"hours = [{number + 2}, 1]") for number in range(MOST_FINDINGS + 10))
    assert len(check([CatalogFile("x", "x.toml", f"format = 1\n{items}".encode())], TODAY)) == MOST_FINDINGS


def test_keys_without_quotes_around_anything_are_read_in_one_go() -> None:
    assert codes("\n".join(f"k{number} = {number}" for number in range(MANY * 5)) + "\nz = inf") == {"TT002", "TT006"}


@pytest.mark.parametrize(
    "text",
    [
        course(0, "requires = [" + "{ any = [" * 40 + '"c0"' + "] }" * 40 + "]"),
        course(0, "custom = { a = " + "[" * 250 + "]" * 250 + " }\nrequires = 3"),
        course(0, "custom = { a = " + "[" * 5000 + "]" * 5000 + " }"),
        course(0, "k" * 200_000 + " = 1"),
        course(0, "price_usd = " + "9" * 9_000),
        f'[[course]]\nid = "{"a-" * 50_000}a"\nname = "x"\n',
    ],
    ids=["deep requirements", "deep data beside a fault", "deeper than a parser goes", "long key", "long number", "long id"],
)
def test_depth_and_length_are_refused_with_a_place(text: str) -> None:
    (finding,) = check([CatalogFile("x", "x.toml", f"format = 1\n{text}".encode())], TODAY)
    assert finding.line
    assert finding.hint


def test_what_becomes_too_many_values_is_refused_before_it_is_parsed() -> None:
    text = course(0, "tags = [" + "{ },\n" * (read.MOST_NESTED + 1) + "]")
    (finding,) = check([CatalogFile("x", "x.toml", f"format = 1\n{text}".encode())], TODAY)
    assert (finding.code, "lists and tables" in finding.message) == ("TT001", True)
    half = "format = 1\n" + course(0, "# " + "[" * (read.MOST_NESTED // 2))
    result = read_catalog([CatalogFile("x", f"{name}.toml", half.encode()) for name in "ab"])
    assert [problem.file for problem in result.problems if "lists and tables" in problem.message] == ["b.toml"]


def test_a_catalog_larger_than_its_limit_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "big.toml").open("wb") as file:
        file.truncate(read.MOST_BYTES + 1)
    for place in (tmp_path, tmp_path / "big.toml"):
        with pytest.raises(UserError, match="more than a catalog may have"):
            catalog_files(place)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders, and links need rights")
def test_pipes_devices_and_linked_folders_are_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.toml").write_text("format = 1\n")
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "linked").symlink_to(outside, target_is_directory=True)
    (pack / "round").symlink_to(pack, target_is_directory=True)
    (pack / "zero.toml").symlink_to("/dev/zero")
    os.mkfifo(pack / "pipe.toml")
    assert catalog_files(pack) == []
