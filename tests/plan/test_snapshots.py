"""Which earlier versions stay, and that they can be read back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracktui.plan import snapshots
from tracktui.problems import UserError

NOW = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
AGES = st.lists(st.integers(0, 400 * 86400), max_size=60, unique=True)


def test_all_of_the_last_hour_stay_then_one_an_hour_a_day_a_week() -> None:
    moments = [NOW - timedelta(minutes=minutes) for minutes in range(0, 400 * 1440, 10)]
    stay = snapshots.staying(moments, NOW)
    ages = sorted(NOW - moment for moment in stay)
    assert len([age for age in ages if age < timedelta(hours=1)]) == 6
    assert len([age for age in ages if timedelta(hours=1) <= age < timedelta(days=1)]) in (23, 24)
    assert len([age for age in ages if timedelta(days=1) <= age < timedelta(days=31)]) in (30, 31)
    assert len([age for age in ages if timedelta(days=31) <= age]) in (47, 48, 49)
    assert ages[-1] < timedelta(days=366)


@given(AGES, st.integers(0, 30))
def test_the_newest_always_stays_and_thinning_again_takes_nothing_more(seconds: list[int], days: int) -> None:
    moments = [NOW - timedelta(seconds=second) for second in seconds]
    stay = snapshots.staying(moments, NOW)
    assert stay <= set(moments)
    assert not moments or max(moments) in stay
    assert snapshots.staying(stay, NOW) == stay
    later = NOW + timedelta(days=days)
    assert snapshots.staying(stay, later) <= stay


def test_a_clock_that_went_back_loses_nothing() -> None:
    ahead = [NOW + timedelta(days=3), NOW + timedelta(hours=2)]
    assert set(ahead) <= snapshots.staying([*ahead, NOW], NOW)


def test_versions_are_kept_once_listed_newest_first_and_read_back(tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    for hour, data in enumerate([b"one", b"two", b"two", b"three"]):
        assert snapshots.keep(plan, data, tmp_path, now=NOW + timedelta(hours=hour))
    assert [snapshots.content(kept) for kept in snapshots.listed(plan, tmp_path)] == [b"three", b"two", b"one"]
    assert not snapshots.keep(plan, b"four", tmp_path, every=timedelta(hours=1), now=NOW + timedelta(hours=3, minutes=10))
    folder = snapshots.listed(plan, tmp_path)[0].path.parent
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_the_oldest_go_when_there_is_no_room_for_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "MOST_BYTES", 120)
    plan = tmp_path / "plan.toml"
    for minute in range(6):
        snapshots.keep(plan, str(minute).encode() * 10, tmp_path, now=NOW + timedelta(minutes=minute))
    kept = [snapshots.content(one) for one in snapshots.listed(plan, tmp_path)]
    assert kept[0] == b"5" * 10
    assert 1 < len(kept) < 6


@pytest.mark.parametrize("damage", [b"", b"no gzip", None])
def test_a_damaged_version_is_refused_and_does_not_hide_the_others(tmp_path: Path, damage: bytes | None) -> None:
    plan = tmp_path / "plan.toml"
    snapshots.keep(plan, b"one", tmp_path, now=NOW)
    snapshots.keep(plan, b"two", tmp_path, now=NOW + timedelta(hours=1))
    newest, older = snapshots.listed(plan, tmp_path)
    newest.path.write_bytes(older.path.read_bytes() if damage is None else damage)
    with pytest.raises(UserError):
        snapshots.content(newest)
    assert snapshots.content(older) == b"one"
