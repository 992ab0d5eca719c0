"""Two versions of a plan made one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from making import logged
from tracktui.plan.entries import id_of
from tracktui.plan.head import keys_of
from tracktui.plan.read import read_plan
from tracktui.review.diff import head_keys
from tracktui.review.merge import MARK, Merged, merge

HEAD = """\
# mine
format = 1

[profile]
id = "ada"   # me
hours_per_week = 8

[focus]
primary = "sre"
level = 2

[[held]]
cert = "aws-saa"
earned = "2025-06"

"""
OLD = logged("2026-11-01", "worked", "cka", hours=2)
ADA = logged("2026-11-02", "worked", "cka", hours=3)
SAM = logged("2026-11-03", "assessed", "error-budgets", by="sam", level=2)


def file(*blocks: str, head: str = HEAD) -> bytes:
    return (head + "\n".join(blocks)).encode()


def ids(data: bytes) -> list[str]:
    return [id_of(table) for table in tomllib.loads(data.decode("utf-8-sig")).get("journal", [])]


def key(data: bytes, *path: str) -> Any:
    return keys_of(tomllib.loads(data.decode("utf-8-sig"))).get(path)


def checked(base: bytes, ours: bytes, theirs: bytes) -> Merged:
    """The merge, and what must hold of every merge."""
    merged = merge(base, ours, theirs)
    read_plan(merged.data)
    there = set(ids(merged.data))
    for side, other in ((ours, theirs), (theirs, ours)):
        gone = {entry for entry in set(ids(base)) & set(ids(side)) if entry not in ids(other)}
        assert set(ids(side)) - gone <= there
    return merged


def test_the_journals_of_two_people_merge_without_conflict() -> None:
    merged = checked(file(OLD), file(OLD, ADA), file(OLD, SAM))
    assert merged.conflicts == ()
    assert ids(merged.data) == ids(file(OLD, ADA, SAM))
    assert (merged.from_ours, merged.from_theirs) == (1, 1)


def test_different_keys_of_the_head_merge_and_every_comment_stays() -> None:
    ours = HEAD.replace("hours_per_week = 8", "hours_per_week = 6  # less from now on")
    theirs = HEAD.replace("level = 2", "level = 3  # one further") + '# new\n[[held]]\ncert = "cka"\n\n'
    merged = checked(file(OLD), file(OLD, ADA, head=ours), file(OLD, head=theirs))
    assert merged.conflicts == ()
    assert (key(merged.data, "profile", "hours_per_week"), key(merged.data, "focus", "level")) == (6, 3)
    assert key(merged.data, "held", "[cka]", "cert") == "cka"
    for comment in (b"# mine", b"# less from now on", b"# one further", b"# new", b"# me"):
        assert comment in merged.data


def test_changes_of_neighbouring_lines_merge_although_lines_would_not() -> None:
    ours = HEAD.replace('primary = "sre"', 'primary = "platform"  # ours')
    theirs = HEAD.replace("level = 2", "level = 3  # theirs")
    merged = checked(file(OLD), file(OLD, head=ours), file(OLD, head=theirs))
    assert merged.conflicts == ()
    assert (key(merged.data, "focus", "primary"), key(merged.data, "focus", "level")) == ("platform", 3)
    assert b"# ours" in merged.data
    assert b"# theirs" in merged.data


def test_one_key_with_two_values_is_a_conflict_that_keeps_ours_and_says_theirs() -> None:
    merged = checked(file(OLD), file(OLD, head=HEAD.replace("level = 2", "level = 3")), file(OLD, SAM, head=HEAD.replace("level = 2", "level = 4")))
    assert [conflict.message for conflict in merged.conflicts] == ["[focus] level was changed to 3 here and to 4 there"]
    assert key(merged.data, "focus", "level") == 3
    assert f"{MARK} [focus] level was changed to 3 here and to 4 there".encode() in merged.data
    assert len(ids(merged.data)) == 2


def test_one_id_with_two_contents_is_a_conflict_that_loses_neither() -> None:
    merged = checked(file(OLD, ADA), file(OLD.replace("hours = 2", "hours = 4"), ADA), file(OLD.replace("hours = 2", "hours = 5"), ADA))
    (conflict,) = merged.conflicts
    assert conflict.message.endswith("has two contents: hours is 4 here and 5 there")
    assert b"hours = 4" in merged.data
    assert b"# hours = 5" in merged.data


def test_an_entry_voided_here_and_commented_there_is_told_and_both_stay() -> None:
    target = ids(file(OLD))[0]
    ours = file(OLD, logged("2026-11-04", "voided", voids=target))
    theirs = file(OLD, logged("2026-11-05", "commented", entry=target, by="sam", note="well done"))
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = checked(file(OLD), one, other)
        assert [conflict.kind for conflict in merged.conflicts] == ["voided-and-commented"]
        assert len(ids(merged.data)) == 3


@pytest.mark.parametrize(
    ("ours", "theirs", "hours"),
    [(OLD, OLD.replace("hours = 2", "hours = 5"), 5), (OLD.replace("hours = 2", "hours = 4"), OLD, 4)],
)
def test_an_entry_mended_on_one_side_is_mended(ours: str, theirs: str, hours: int) -> None:
    merged = checked(file(OLD), file(ours, ADA), file(theirs, SAM))
    assert merged.conflicts == ()
    assert tomllib.loads(merged.data.decode())["journal"][0]["hours"] == hours


def test_an_entry_taken_out_on_one_side_stays_out_unless_the_other_changed_it() -> None:
    assert ids(checked(file(OLD), file(ADA), file(OLD, SAM)).data) == ids(file(ADA, SAM))
    changed = OLD.replace("hours = 2", "hours = 5")
    assert ids(merge(file(OLD), file(ADA), file(changed, SAM)).data) == ids(file(ADA, OLD, SAM))


def test_without_a_common_version_all_entries_come_together() -> None:
    merged = checked(b"", file(OLD, ADA), file(OLD, SAM))
    assert (merged.conflicts, len(ids(merged.data))) == ((), 3)


def test_line_endings_and_the_mark_at_the_beginning_are_those_of_ours() -> None:
    ours = b"\xef\xbb\xbf" + file(OLD, ADA).replace(b"\n", b"\r\n")
    merged = checked(file(OLD), ours, file(OLD, SAM))
    assert merged.data.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in merged.data.replace(b"\r\n", b"")
    assert len(ids(merged.data)) == 3


EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("hours_per_week = 8"), st.integers(1, 20).map(lambda hours: f"hours_per_week = {hours}")),
        st.tuples(st.just("level = 2"), st.integers(1, 4).map(lambda level: f"level = {level}  # now {level}")),
        st.tuples(st.just("[[held]]\n"), st.sampled_from(["cka", "ckad", "pca"]).map(lambda cert: f'[[held]]\ncert = "{cert}"\n\n[[held]]\n')),
        st.tuples(st.just("\n[focus]"), st.sampled_from(["cka", "ckad"]).map(lambda item: f"\n[prices]\n{item} = 3\n\n[focus]")),
    ),
    max_size=3,
    unique_by=lambda edit: edit[0],
)
NUMBERS = st.sets(st.integers(1, 28), max_size=5)


def side(edits: Iterable[tuple[str, str]], days: Iterable[int], by: str) -> bytes:
    head = HEAD
    for old, new in edits:
        head = head.replace(old, new, 1)
    return file(OLD, *(logged(f"2026-{'09' if by == 'sam' else '10'}-{day:02}", "worked", "cka", by=by, hours=day) for day in sorted(days)), head=head)


@given(EDITS, EDITS, NUMBERS, NUMBERS)
def test_whatever_two_people_do_nothing_is_lost_and_only_a_key_with_two_values_is_a_conflict(mine: Any, other: Any, one: Any, two: Any) -> None:
    base, ours, theirs = file(OLD), side(mine, one, "ada"), side(other, two, "sam")
    merged = checked(base, ours, theirs)
    before, here, there, after = (head_keys(data) for data in (base, ours, theirs, merged.data))
    different = {name for name in here.keys() | there.keys() if here.get(name) != there.get(name)}
    clashing = {name for name in different if before.get(name) not in (here.get(name), there.get(name))}
    assert len(merged.conflicts) == len(clashing)
    for name in here.keys() | there.keys():
        wanted = here.get(name) if name in clashing or here.get(name) != before.get(name) else there.get(name)
        assert after.get(name) == wanted
    for comment in ("# mine", "# me", *(new.rpartition("  ")[2] for _, new in (*mine, *other) if "# now" in new)):
        assert comment.encode() in merged.data
    assert merge(base, theirs, theirs).data == theirs
    assert merge(base, base, theirs).data.count(b"[[journal]]") == theirs.count(b"[[journal]]")
