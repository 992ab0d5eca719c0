"""The global options as every command gets them, and how a day and an amount are written on the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click


class Day(click.ParamType[date]):
    """A day: 2027-01-31, today, yesterday or tomorrow."""

    name = "DATE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day as a date."""
        if isinstance(value, date):
            return value
        words = {"today": 0, "yesterday": -1, "tomorrow": 1}
        if str(value) in words:
            from tracktui.catalog.days import add_days

            options = ctx.find_root().obj if ctx else None
            return add_days(options.today if options else date.today(), words[str(value)])
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"'{value}' is not a day; write it as 2027-01-31", param, ctx)


class Amount(click.FloatRange):
    """A number from `min` to `max`. "nan" is none: it would pass every comparison with the ends."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The amount as a float."""
        number = float(super().convert(value, param, ctx))
        if number != number:
            self.fail(f"'{value}' is not a number", param, ctx)
        return number


HOURS_PER_WEEK = Amount(0, 168)
USD_PER_YEAR = Amount(0, 100_000_000)


class Options:
    """The global options, and the workspace they lead to."""

    def __init__(self, plan: Path | None, catalogs: tuple[Path, ...], today: date | None, demo: bool, debug: bool, in_place: bool, acting: str = "") -> None:
        self.in_place = in_place
        self.acting = acting.strip()
        self.plan = plan
        self.catalogs = catalogs
        self.today = today or date.today()
        self.demo = demo
        self.debug = debug
