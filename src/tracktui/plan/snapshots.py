"""Earlier versions of a plan, outside its folder: kept before a change, thinned with age, listed and read back.

Each is a gzip file (`zcat` shows it) named by its moment and the first digits of its SHA-256, so that the same bytes are kept
once. All of the last hour stay, then the last of each hour for a day, of each day for a month, of each week for a year;
20 MB a plan at most. The newest always stays.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from tracktui.plan import durable
from tracktui.plan.lock import name_of
from tracktui.problems import refuse

MOST_BYTES = 20 * 1024 * 1024
_FORM = "%Y%m%dT%H%M%S.%fZ"
_HOUR, _DAY, _MONTH, _YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=31), timedelta(days=366)


class Snapshot(msgspec.Struct, frozen=True, order=True):
    """A kept version: when its bytes were replaced (UTC), the first 12 hex digits of their SHA-256, and where they are."""

    moment: datetime
    digest: str
    path: Path


def listed(real: Path, state: Path) -> list[Snapshot]:
    """The kept versions of the plan at `real`, newest first."""
    return sorted(_found(state / "snapshots" / name_of(real)), reverse=True)


def content(snapshot: Snapshot) -> bytes:
    """The bytes of a version.

    Raises:
        UserError: the file is gone or damaged.
    """
    import gzip
    import zlib

    try:
        data = gzip.decompress(snapshot.path.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise refuse(f"the version of {snapshot.moment:%Y-%m-%d %H:%M} cannot be read", "choose another one", file=str(snapshot.path)) from error
    if not hashlib.sha256(data).hexdigest().startswith(snapshot.digest):
        raise refuse(f"the version of {snapshot.moment:%Y-%m-%d %H:%M} is damaged", "choose another one", file=str(snapshot.path))
    return data


def keep(real: Path, data: bytes, state: Path | None, *, every: timedelta = timedelta(0), now: datetime | None = None) -> bool:
    """Keep the bytes that are about to be replaced, unless a version was kept within `every`; whether they are kept now.

    False never stops a save: there may be no place for them.
    """
    if state is None:
        return False
    now = now or datetime.now(UTC)
    folder = state / "snapshots" / name_of(real)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept = sorted(_found(folder))
        digest = hashlib.sha256(data).hexdigest()[:12]
        if kept and (kept[-1].digest == digest or timedelta(0) <= now - kept[-1].moment < every):
            return kept[-1].digest == digest
        import gzip

        durable.replace(folder / f"{now.strftime(_FORM)}-{digest}.toml.gz", gzip.compress(data, 1, mtime=0))
    except OSError:
        return False
    with contextlib.suppress(OSError):
        _thin(folder, now)
    return True


def _found(folder: Path) -> Iterable[Snapshot]:
    for path in folder.glob("*.toml.gz") if folder.is_dir() else ():
        moment, _, digest = path.name.removesuffix(".toml.gz").partition("-")
        with contextlib.suppress(ValueError):
            yield Snapshot(datetime.fromisoformat(moment), digest, path)


def _thin(folder: Path, now: datetime) -> None:
    found = sorted(_found(folder), reverse=True)
    stay = staying([snapshot.moment for snapshot in found], now)
    size = 0
    for index, snapshot in enumerate(found):
        size += snapshot.path.stat().st_size
        if snapshot.moment not in stay or (index and size > MOST_BYTES):
            snapshot.path.unlink(missing_ok=True)


def staying(moments: Iterable[datetime], now: datetime) -> set[datetime]:
    """The moments whose versions stay: of each span of time the last one. A moment after `now` (the clock went back) stays."""
    last: dict[tuple[object, ...], datetime] = {}
    newest: datetime | None = None
    for moment in sorted(moments):
        newest = moment
        age = now - moment
        if age < _HOUR:
            last["each", moment] = moment
        elif age < _DAY:
            last["hour", moment.date(), moment.hour] = moment
        elif age < _MONTH:
            last["day", moment.date()] = moment
        elif age < _YEAR:
            last["week", *moment.isocalendar()[:2]] = moment
    return {*last.values(), *([newest] if newest is not None else [])}
